"""The server of one process: takes connections within bounds, gives each request to its lane."""

from __future__ import annotations

import copy
import shutil
import socket
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer
from waitress.task import WSGITask

from porchlight.server.channel import Channel, remembered, remembering
from porchlight.server.help_pages import HelpPages, Question
from porchlight.server.lanes import FEEDS, HELP, Lanes, NotServedHere, Overloaded
from porchlight.server.requests import MOST_HEADER, most_body

MOST_CONNECTIONS: Final = 2_000
MOST_PER_ADDRESS: Final = 100  # a household, a clinic, a library
MOST_BODY_BYTES: Final = 64 << 20  # of all bodies that are still coming in
ACCEPTED_AT_ONCE: Final = 64
MOST_UNSENT: Final = 1 << 20  # bytes of an answer ahead of a slow reader; then its thread waits
# Feeds are the same for everybody, so they are written to a temporary file ahead of a slow reader,
# and their threads are free again: so much of one answer, and so much of all.
MOST_UNSENT_FEED: Final = 32 << 20
MOST_UNSENT_FEEDS: Final = 128 << 20
BESIDE_FEEDS: Final = 256 << 20  # bytes that stay free on the disk beside them
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
        self.feed_adj = copy.copy(self.adj)
        self.feed_adj.outbuf_high_watermark = MOST_UNSENT_FEED
        self.feed_adj.outbuf_overflow = MOST_UNSENT

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
        """Called by waitress, which holds the channel's lock, so a note is made and no more: its
        loop gives the request on, also one that a thread found behind its own."""
        channel.is_waiting = True

    def give(self, channel: Channel) -> None:
        """In the loop, with all before it sent: answer what takes no time, and give the rest to a
        thread. An error is answered here, so that it holds none."""
        request = channel.requests[0]
        if not request.error:
            question = self.pages.question(request)
            answer = self.pages.answer(question) if question else None
            if answer is not None:
                known = request.headers.get("IF_NONE_MATCH", "")
                channel.answer_now(remembered(answer.if_changed(known)))
                return
            self._give_to_lane(channel, request, question)
        if request.error:
            channel.service()

    def maintenance(self, now: float) -> None:
        """Close what is too slow. At once: what waits to be closed until it can be written to,
        as waitress would have it, waits for ever."""
        clock = time.monotonic()
        for channel in list(self.active_channels.values()):
            if channel.is_too_slow(clock):
                channel.handle_close()
        coming_in = [c for c in self.active_channels.values() if c.request is not None]
        _close_largest(coming_in, lambda c: int(c.request.body_bytes_received), MOST_BODY_BYTES)
        _close_largest(self._feeds(), _unsent, MOST_UNSENT_FEEDS)

    def _give_to_lane(self, channel: Channel, request: Any, question: Question | None) -> None:
        lane = self.lanes.lane_of(request.path)
        threads = self.lanes.threads_of(lane)
        if threads is None:
            request.error = NotServedHere()
        elif threads.is_full:
            request.error = Overloaded()
        else:
            is_ahead = lane is FEEDS and self._has_room_for_a_feed()
            channel.task_class = remembering(self.pages, question) if lane is HELP else WSGITask
            channel.begin(threads, self.feed_adj if is_ahead else self.adj)
            threads.add_task(channel)

    def _feeds(self) -> list[Channel]:
        return [c for c in self.active_channels.values() if c.adj is self.feed_adj]

    def _has_room_for_a_feed(self) -> bool:
        free = shutil.disk_usage(tempfile.gettempdir()).free
        n_unsent = sum(_unsent(channel) for channel in self._feeds())
        return free >= BESIDE_FEEDS and n_unsent <= MOST_UNSENT_FEEDS


def _unsent(channel: Channel) -> int:
    return int(channel.total_outbufs_len)


def _close_largest(channels: list[Channel], size: Callable[[Channel], int], most: int) -> None:
    """Close the largest until all together have no more than `most` bytes."""
    sized = sorted(((size(channel), channel) for channel in channels), key=lambda pair: pair[0])
    n_bytes = sum(n for n, _ in sized)
    while n_bytes > most:
        n, largest = sized.pop()
        n_bytes -= n
        largest.handle_close()


def _make_room(channels: list[Channel]) -> None:
    """Close the one that did nothing for the longest time; OSError when all are at work."""
    idle = [channel for channel in channels if channel.is_idle]
    if not idle:
        raise OSError("no connection is idle")
    min(idle, key=lambda channel: channel.last_moved).handle_close()
