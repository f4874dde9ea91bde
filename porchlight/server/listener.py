"""The server of one process: takes connections within bounds, gives each request to its lane."""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from typing import Any, Final

from django.conf import settings
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer
from waitress.task import WSGITask

from porchlight.server.channel import Channel, remembered, remembering
from porchlight.server.help_pages import HelpPages
from porchlight.server.lanes import HELP, Lanes, NotServedHere, Overloaded
from porchlight.server.requests import MOST_HEADER, most_body

MOST_CONNECTIONS: Final = 2_000
MOST_PER_ADDRESS: Final = 100  # a household, a clinic, a library
MOST_BODY_BYTES: Final = 64 << 20  # of all bodies that are still coming in
ACCEPTED_AT_ONCE: Final = 64
MOST_UNSENT: Final = 1 << 20  # bytes of an answer ahead of a slow reader; then its thread waits
LOOK_EVERY_S: Final = 1
BUSY_TURN: Final = 12  # arrivals in one turn of the loop


def adjustments(**others: Any) -> Adjustments:
    return Adjustments(
        ident=None,
        max_request_header_size=MOST_HEADER,
        max_request_body_size=most_body(),
        # In memory, so that nothing of anybody's is on the disk; the bounds below keep it small.
        inbuf_overflow=most_body() + 1,
        outbuf_high_watermark=MOST_UNSENT,
        outbuf_overflow=4 * MOST_UNSENT,
        log_socket_errors=False,
        connection_limit=2 * MOST_CONNECTIONS,  # ours is met first
        cleanup_interval=LOOK_EVERY_S,
        asyncore_loop_timeout=LOOK_EVERY_S,
        asyncore_use_poll=True,
        # people/limits.py reads X-Forwarded-For, settings.py says whether its scheme is believed.
        clear_untrusted_proxy_headers=False,
        **others,
    )


class Server(TcpWSGIServer):
    """One loop on a socket that other processes may listen on too."""

    channel_class = Channel

    def __init__(self, application: Any, listening: socket.socket, lanes: Lanes) -> None:
        self.lanes, self.pages = lanes, HelpPages()
        self.loop_thread = threading.get_ident()
        self.is_quiet, self.n_arrived = threading.Event(), 0
        self.n_of_address: Counter[str] = Counter()
        super().__init__(
            application,
            _sock=listening,
            dispatcher=lanes,
            adj=adjustments(sockets=[listening]),
            bind_socket=False,
            sockinfo=(listening.family, listening.type, listening.proto, listening.getsockname()),
        )

    def handle_accept(self) -> None:
        """Several at once, because each turn of the loop costs a look at every connection."""
        for _ in range(ACCEPTED_AT_ONCE):
            n_before = len(self.active_channels)
            self.note_arrival()
            super().handle_accept()
            if len(self.active_channels) == n_before:
                return

    def set_socket_options(self, conn: socket.socket) -> None:
        """Also the last moment at which a connection can be turned away, by raising OSError."""
        super().set_socket_options(conn)
        if settings.PROXIES == 0:
            address = conn.getpeername()[0]
            if self.n_of_address[address] >= MOST_PER_ADDRESS:
                _make_room([c for c in self.active_channels.values() if c.addr[0] == address])
        if len(self.active_channels) >= MOST_CONNECTIONS:
            _make_room(list(self.active_channels.values()))

    def note(self, channel: Channel, n: int) -> None:
        """A connection that came (1) or went (-1)."""
        address = channel.addr[0]
        self.n_of_address[address] += n
        if not self.n_of_address[address]:
            del self.n_of_address[address]

    def readable(self) -> bool:
        """Asked once at the beginning of each turn of the loop."""
        if self.n_arrived <= BUSY_TURN:
            self.is_quiet.set()
        self.n_arrived = 0
        return bool(super().readable())

    def note_arrival(self) -> None:
        """Something came in. When much comes at once, threads do not begin anything new for a
        moment: the loop gives the interpreter away several times for each connection, and would
        wait for them each time."""
        self.n_arrived += 1
        if self.n_arrived > BUSY_TURN:
            self.is_quiet.clear()

    def add_task(self, channel: Channel) -> None:
        """Called by waitress, which holds the channel's lock: in the loop, only a note is made."""
        if threading.get_ident() == self.loop_thread:
            channel.is_waiting = True
        else:
            self._queue(channel)

    def give(self, channel: Channel) -> None:
        """In the loop: answer what can be answered at once, and give the rest to a thread."""
        request, may_write = channel.requests[0], not channel.total_outbufs_len
        question = None if request.error else self.pages.question(request)
        answer = self.pages.answer(question) if question else None
        if answer is not None and may_write:
            known = request.headers.get("IF_NONE_MATCH", "")
            channel.answer_now(remembered(answer.if_changed(known)))
            return
        self._queue(channel)

    def maintenance(self, now: float) -> None:
        """Close what is too slow. At once: what waits to be closed until it can be written to,
        as waitress would have it, waits for ever."""
        clock = time.monotonic()
        for channel in list(self.active_channels.values()):
            if channel.is_too_slow(clock):
                channel.handle_close()
        coming_in = [c for c in self.active_channels.values() if c.request is not None]
        coming_in.sort(key=lambda channel: channel.request.body_bytes_received)
        n_bytes = sum(channel.request.body_bytes_received for channel in coming_in)
        while n_bytes > MOST_BODY_BYTES:
            largest = coming_in.pop()
            n_bytes -= largest.request.body_bytes_received
            largest.handle_close()

    def _queue(self, channel: Channel) -> None:
        """In the loop or in a thread that has just answered the request before this one."""
        request, threads = channel.requests[0], self.lanes.spare
        if not request.error:
            lane = self.lanes.lane_of(request.path)
            chosen = self.lanes.threads_of(lane)
            if chosen is None:
                request.error = NotServedHere()
            elif chosen.is_full:
                request.error = Overloaded()
            else:
                threads = chosen
            channel.task_class = WSGITask
            if lane is HELP:
                channel.task_class = remembering(self.pages, self.pages.question(request))
        if request.error and threading.get_ident() == self.loop_thread:
            channel.service()
        else:
            threads.add_task(channel)


def _make_room(channels: list[Channel]) -> None:
    """Close the one that did nothing for the longest time; OSError when all are at work."""
    idle = [channel for channel in channels if channel.is_idle]
    if not idle:
        raise OSError("no connection is idle")
    min(idle, key=lambda channel: channel.last_moved).handle_close()
