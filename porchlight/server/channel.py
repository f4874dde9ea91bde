"""One connection: what it may take its time over, and how its requests come to an answer."""

from __future__ import annotations

import threading
import time
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from waitress.channel import ClientDisconnected, HTTPChannel
from waitress.task import Task, WSGITask

from porchlight.server.help_pages import HelpPages, HelpResponse, Question
from porchlight.server.requests import RequestParser

if TYPE_CHECKING:
    from porchlight.server.lanes import LaneThreads
    from porchlight.server.listener import Server

# Seconds on the monotonic clock.
HEADER_S: Final = 10.0  # from a request's first byte to the end of its header
IDLE_S: Final = 20.0  # between two requests
GRACE_S: Final = 20.0  # a body or an answer may stand still for so long, all in all
LOOP_FIRST_S: Final = 0.25  # for so long at most, a thread lets the loop go first
SLOWEST: Final = 1024  # bytes a second; faster than this wins grace back
ANSWER_S: Final = 3_600.0  # from the moment a thread has a request to the last byte of its answer
# So long in all a thread waits for the reader of one answer, and so long when others wait for it.
HELD_S: Final = 60.0
HELD_WANTED_S: Final = 5.0
HELD_LOOK_S: Final = 0.25


class Channel(HTTPChannel):
    """A connection. All but `service` and `write_soon` runs in the loop of its process."""

    parser_class = RequestParser
    is_noted = False  # it is counted under its address
    is_waiting = False  # a whole request is there, and nobody has been given it yet
    threads: LaneThreads | None = None  # of the lane that has the request

    def __init__(self, server: Server, sock: Any, addr: Any, adj: Any, map: Any = None) -> None:
        self.last_moved = self.looked_at = time.monotonic()
        self.n_moved, self.grace = 0, GRACE_S
        self.held_s, self.answer_began = 0.0, self.last_moved
        super().__init__(server, sock, addr, adj, map=map)
        self.is_noted = True
        server.note(self, 1)

    def del_channel(self, map: Any = None) -> None:
        super().del_channel(map)
        if self.is_noted:
            self.is_noted = False
            self.server.note(self, -1)

    def service(self) -> None:
        if threading.get_ident() != self.server.loop_thread:
            self.server.is_quiet.wait(LOOP_FIRST_S)
        super().service()

    def received(self, data: bytes) -> bool:
        self.server.note_arrival()
        self._note_moved(len(data))
        took = bool(super().received(data))
        self._give_what_waits()
        return took

    def writable(self) -> bool:
        return bool(self.is_waiting or super().writable())

    def handle_write(self) -> None:
        super().handle_write()
        self._give_what_waits()

    def _give_what_waits(self) -> None:
        """A request that came right behind another one waits until that one's answer is sent, so
        that no thread begins with a reader who is behind."""
        while self.is_waiting and self.connected and not self.total_outbufs_len:
            self.is_waiting = False
            self.server.give(self)

    def begin(self, threads: LaneThreads, adj: Any) -> None:
        """A thread of these is about to have its request; `adj` says how far ahead of the reader
        the answer may be written."""
        self.threads, self.adj = threads, adj
        self.held_s, self.answer_began = 0.0, time.monotonic()

    def send(self, data: bytes, do_close: bool = True) -> int:
        n_sent = int(super().send(data, do_close))
        self._note_moved(n_sent)
        return n_sent

    def write_soon(self, data: Any) -> int:
        """In a thread, or of little in the loop. Raises ClientDisconnected."""
        with self.outbuf_lock:
            if self.is_ahead:
                self._wait_for_reader()
        return int(super().write_soon(data))

    @property
    def is_ahead(self) -> bool:
        """More waits for the reader than may."""
        return bool(self.connected and self.total_outbufs_len > self.adj.outbuf_high_watermark)

    def _wait_for_reader(self) -> None:
        self._flush_exception(self._flush_some, do_close=False)
        while self.is_ahead:
            is_wanted = self.threads is not None and self.threads.n_waiting > 0
            if self.held_s > (HELD_WANTED_S if is_wanted else HELD_S):
                self.will_close = True  # the loop does so
                raise ClientDisconnected
            began = time.monotonic()
            self.server.pull_trigger()
            self.outbuf_lock.wait(HELD_LOOK_S)
            self.held_s += time.monotonic() - began

    def _flush_outbufs_below_high_watermark(self) -> None:
        """waitress waits for the reader here, without end and after an answer too."""

    @property
    def is_idle(self) -> bool:
        """Nothing of it is being answered."""
        return not (self.requests or self.total_outbufs_len)

    def is_too_slow(self, now: float) -> bool:
        """Asked about once a second; `now` is on the monotonic clock."""
        passed, n_moved = now - self.looked_at, self.n_moved
        self.looked_at, self.n_moved = now, 0
        request = self.request
        if self.will_close or (self.total_outbufs_len and now - self.answer_began > ANSWER_S):
            return True
        if self.total_outbufs_len or (request is not None and request.headers_finished):
            self.grace = min(GRACE_S, self.grace + n_moved / SLOWEST - passed)
            return self.grace < 0
        self.grace = GRACE_S
        if self.requests:
            return False
        if request is not None:
            return bool(now - request.began_at > HEADER_S)
        return now - self.last_moved > IDLE_S

    def _note_moved(self, n_bytes: int) -> None:
        if n_bytes:
            self.n_moved += n_bytes
            self.last_moved = time.monotonic()

    def answer_now(self, task_class: Any) -> None:
        """Answer in the loop itself: for what takes no time and writes little."""
        self.task_class = task_class
        self.service()


class RememberedTask(Task):
    """Writes an answer that is there already."""

    def __init__(self, answer: HelpResponse, channel: Channel, request: Any) -> None:
        super().__init__(channel, request)
        self.answer = answer

    def execute(self) -> None:
        self.complete = True
        self.status = self.answer.status
        self.response_headers.extend(self.answer.headers)
        self.content_length = len(self.answer.body)
        self.write(self.answer.body)


class RememberingTask(WSGITask):
    """Answers by the site, and keeps the answer for whoever asks the same."""

    def __init__(
        self, pages: HelpPages, question: Question | None, channel: Channel, request: Any
    ) -> None:
        super().__init__(channel, request)
        self.pages, self.question = pages, question
        self.own_headers: list[tuple[str, str]] = []
        self.written = bytearray()

    def finish(self) -> None:
        super().finish()
        if self.question is None:
            self.pages.look_again()
        else:
            answer = HelpResponse(self.status, tuple(self.own_headers), bytes(self.written))
            self.pages.remember(self.question, answer)

    def build_response_header(self) -> bytes:
        self.own_headers = list(self.response_headers)
        return bytes(super().build_response_header())

    def write(self, data: bytes) -> None:
        self.written += data
        super().write(data)


def remembered(answer: HelpResponse) -> Any:
    return partial(RememberedTask, answer)


def remembering(pages: HelpPages, question: Question | None) -> Any:
    return partial(RememberingTask, pages, question)
