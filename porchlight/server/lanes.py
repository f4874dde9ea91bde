"""Threads for each kind of page, so that no kind can use up what another needs.

A request waits for a thread of its own lane only. With every thread of *pages* blocked, signing out
and Help still have theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db import connections
from django.urls import reverse
from waitress.task import ThreadedTaskDispatcher
from waitress.utilities import Error

from porchlight.leaving import LEAVING
from porchlight.sqlite.base import waits_at_most

MOST_WAITING: Final = 256  # requests of one lane; a thread serves them in some seconds
RETRY_AFTER_S: Final = 5
# Answers that may be many megabytes, for programs.
BULK: Final = ("/feeds/", "/hsds/")


@dataclass(frozen=True)
class ThreadLane:
    """`patience`: seconds a request of it waits for the database; None, as long as the settings
    say."""

    name: str
    threads: int
    patience: float | None = None


PAGES = ThreadLane("pages", threads=4)
HELP = ThreadLane("help", threads=1, patience=0.2)
OUT = ThreadLane("leaving", threads=2, patience=2.0)
FEEDS = ThreadLane("feeds", threads=3)
ALL = (PAGES, HELP, OUT, FEEDS)
# What a process serves that does nothing else.
RESERVED = (HELP, OUT)


class LaneThreads(ThreadedTaskDispatcher):
    """The threads of one lane and the requests that wait for them."""

    def __init__(self, lane: ThreadLane) -> None:
        super().__init__()
        self.lane = lane
        self.set_thread_count(lane.threads)

    def handler_thread(self, thread_no: int) -> None:
        with waits_at_most(self.lane.patience):
            try:
                super().handler_thread(thread_no)
            finally:
                connections.close_all()

    @property
    def n_waiting(self) -> int:
        return len(self.queue)

    @property
    def is_full(self) -> bool:
        return self.n_waiting >= MOST_WAITING


class Lanes:
    """All lanes of one process; to the server, the one thing that takes its requests."""

    def __init__(self, lanes: Iterable[ThreadLane] = ALL) -> None:
        self._threads = {lane.name: LaneThreads(lane) for lane in lanes}
        self._leaving = frozenset(reverse(name) for name in LEAVING)
        self._help = reverse("help")

    def threads_of(self, lane: ThreadLane) -> LaneThreads | None:
        """None when this process does not serve that lane."""
        return self._threads.get(lane.name)

    def lane_of(self, path: str) -> ThreadLane:
        if path.startswith(self._help):
            return HELP
        if path in self._leaving:
            return OUT
        return FEEDS if path.startswith(BULK) else PAGES

    def shutdown(self, cancel_pending: bool = True, timeout: float = 5) -> bool:
        return any([each.shutdown(cancel_pending, timeout) for each in self._threads.values()])


class Overloaded(Error):
    """503: so many requests wait already that this one would be answered too late to matter."""

    code = 503
    reason = "Service Unavailable"

    def __init__(self) -> None:
        super().__init__("")

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        headers = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Cache-Control", "no-store"),
            ("Content-Security-Policy", "default-src 'none'"),
            ("Retry-After", str(RETRY_AFTER_S)),
        ]
        return f"{self.code} {self.reason}", headers, OVERLOADED_PAGE.encode()


class NotServedHere(Error):
    """404 of a process that serves Help and leaving only."""

    code = 404
    reason = "Not Found"

    def __init__(self) -> None:
        super().__init__("Only Help and leaving are at this port.")


OVERLOADED_PAGE: Final = (
    '<!doctype html><html lang="en"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>One moment</title>'
    "<h1>One moment</h1><p>Many people are here right now. Try again in a few seconds.</p>"
    '<p lang="es">Hay mucha gente aquí ahora. Inténtalo otra vez en unos segundos.</p>'
    '<p><a href="/help/">Help</a> · <a href="/help/?lang=es" lang="es">Ayuda</a></p></html>'
)
