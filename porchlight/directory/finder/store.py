"""Where the finder's index stands, and how a process comes by it.

In the data folder, `finder/` holds one large file of all listings as they were at some moment (the
base) and a small one that says which base is in force, what changed since, and how the sources are
now (the head). The head is replaced in one step, so a process sees the one state or the other,
whole. One process at a time makes both: the worker (`indexer.py`), or whoever asks while there is
no worker. All others map the files and look, twice a second at most, whether the head is another
one. The folder may be deleted at any time.
"""

from __future__ import annotations

import fcntl
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from django.conf import settings
from django.db import DatabaseError
from django.db.models import Max
from django.utils import timezone
from numpy.typing import NDArray

from porchlight.directory.finder.build import changed_ids, database_name, fill, sources_now
from porchlight.directory.finder.columns import Columns
from porchlight.directory.finder.freshness import Standing
from porchlight.directory.finder.index import Index
from porchlight.directory.finder.mapped_file import OtherForm, Unusable, open_mapped, save
from porchlight.directory.models import Service

LOOK_EVERY_SECONDS = 0.5
WAIT_SECONDS = 60.0  # for an index that another process makes; then one is made here
NO_ROOM_SECONDS = 30.0  # before the next try to save
FEW, MANY = 1_000, 20_000  # changes that go into the head at ease; and at most
GROWN_OLD = timedelta(minutes=10)  # of a base, when each question has to look at changes, too
OLD = timedelta(days=1)  # the horizon of dated starts moves on with the days

log = logging.getLogger(__name__)

Build = Callable[[], Columns | None]
Sources = list[dict[str, Any]]


class Head(NamedTuple):
    """What there is beside the base: sources as they are now, services that changed (`gone` from
    the base), and those of them that are listed."""

    sources: Sources
    gone: NDArray[np.int64]
    changed: Columns


class Shelf:
    """The indexes this process answers from."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._look_again = self._save_again = 0.0
        self._forget()

    def indexes(self) -> tuple[Index, ...]:
        """One index, or two that complete each other. While one thread looks for newer ones, the
        others go on with what there was."""
        indexes = self._indexes
        if indexes and time.monotonic() < self._look_again:
            return indexes
        if not self._lock.acquire(blocking=not indexes):
            return indexes
        try:
            self._look_again = time.monotonic() + LOOK_EVERY_SECONDS
            self._look()
            return self._indexes
        except DatabaseError:
            if not indexes:
                raise
            log.exception("the finder could not look for changes; it answers as it did")
            return indexes
        finally:
            self._lock.release()

    def clear(self) -> None:
        """Forget everything, what is on disk too."""
        with self._lock:
            self._forget()
            with suppress(OSError):
                head_file().unlink()

    def take_saved(self, *, is_mine: bool) -> None:
        """Answer from the files from now on, if they are others than before.

        What cannot be used is taken away, and who makes the files makes them again. Only its maker
        takes away a file of another form: it may be that of a newer Porchlight.
        """
        identity = _identity(head_file())
        if identity is None or identity == self._identity:
            return
        try:
            self._map(identity)
        except (Unusable, KeyError, ValueError) as fault:
            log.warning("the finder's file is built anew: %s", fault)
            if is_mine or not isinstance(fault, OtherForm):
                with suppress(OSError):
                    head_file().unlink()

    def bring_up_to_date(self, build: Build, now: datetime, *, is_keeper: bool = False) -> None:
        """Make what the database says the answer, and save it. For who has the lock.

        A few changes go into the head. With more, or when it is not known what changed, `build`
        makes a base; it gives None while that takes its time elsewhere.
        """
        sources = sources_now()
        if self._is_current(sources) and not (is_keeper and self._is_old(now)):
            return
        base = self._base
        since, ids = _changes(base, sources)
        if since is None or len(ids) > FEW or (is_keeper and self._is_old(now)):
            built = build()
            if built is not None:
                base, sources = built, sources_now()
                since, ids = _changes(base, sources)
        if base is not None and since is not None and len(ids) <= MANY:
            self._put(base, Head(sources, ids, fill(now, since)))

    def _forget(self) -> None:
        self._indexes: tuple[Index, ...] = ()
        self._base: Columns | None = None
        self._head: Head | None = None
        self._identity: tuple[int, ...] | None = None  # of the head's file; None: not saved
        self._look_again = self._save_again = 0.0

    def _look(self) -> None:
        with the_lock() as is_mine:
            self.take_saved(is_mine=is_mine)
            if is_mine:
                self.bring_up_to_date(_build_here, timezone.now())
        until = time.monotonic() + WAIT_SECONDS
        while not self._indexes and time.monotonic() < until:
            time.sleep(0.05)
            with the_lock() as is_mine:
                self.take_saved(is_mine=is_mine)
                if is_mine and not self._indexes:
                    self.bring_up_to_date(_build_here, timezone.now())
        if not self._indexes:
            log.warning("no finder's file came; answering from memory")
            self._show(columns := fill(timezone.now()), Head(*_nothing_new(columns)))

    def _is_current(self, sources: Sources) -> bool:
        if self._head is None or self._head.sources != sources:
            return False
        if self._identity is None:
            return time.monotonic() < self._save_again
        return _identity(head_file()) == self._identity

    def _is_old(self, now: datetime) -> bool:
        if self._base is None or self._head is None:
            return True
        age = now - datetime.fromisoformat(self._base.facts["built_at"])
        return age > OLD or (len(self._head.gone) > 0 and age > GROWN_OLD)

    def _map(self, identity: tuple[int, ...]) -> None:
        facts, columns = open_mapped(head_file())
        if facts["database"] != database_name():
            raise Unusable("it is of another database")
        base = self._base
        if base is None or base.facts["id"] != facts["base"]:
            base = Columns.of(*open_mapped(base_file(facts["base"])))
        gone = columns.pop("gone")
        self._show(base, Head(facts["now"], gone, Columns.of(facts, columns)))
        self._identity = identity

    def _put(self, base: Columns, head: Head) -> None:
        """Answer from these from now on, and have all others do so."""
        self._show(base, head)
        self._identity = None
        facts = {**head.changed.facts, "base": base.facts["id"], "now": head.sources}
        try:
            if not base_file(base.facts["id"]).exists():
                save(base_file(base.facts["id"]), base.facts, base.arrays())
                self._base = None  # to be mapped, as all others do: then memory holds it once
            save(head_file(), facts, {**head.changed.arrays(), "gone": head.gone})
        except OSError as error:
            log.warning("the finder's file could not be saved (%s)", error.strerror)
            self._save_again = time.monotonic() + NO_ROOM_SECONDS
            return
        _sweep(base_file(base.facts["id"]))
        if self._base is None:
            self.take_saved(is_mine=True)
        else:
            self._identity = _identity(head_file())

    def _show(self, base: Columns, head: Head) -> None:
        self._base, self._head = base, head
        whole = Index(base, Standing(base, head.sources, head.gone))
        if len(head.changed.service_id):
            later = Index(head.changed, Standing(head.changed, head.sources))
            self._indexes = (whole, later)
        else:
            self._indexes = (whole,)


def folder() -> Path:
    return Path(settings.DATA_DIR) / "finder"


def head_file() -> Path:
    return folder() / "head.index"


def lock_file() -> Path:
    return folder() / "lock"


def base_file(base_id: str) -> Path:
    return folder() / f"base-{base_id}.index"


@contextmanager
def the_lock() -> Iterator[bool]:
    """Whether this is the only one who makes the files. Let go of when the process dies."""
    try:
        folder().mkdir(parents=True, exist_ok=True)
        file = lock_file().open("ab")
    except OSError:  # a folder that cannot be written: then from memory
        yield True
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


def _changes(base: Columns | None, sources: Sources) -> tuple[dict[int, int] | None, NDArray[Any]]:
    """The versions after which things changed, and the services that did. None for the first: that
    is not known, because a source moved on and no service says so, or it went back."""
    if base is None:
        return None, np.zeros(0, np.int64)
    before = {source["id"]: source["version"] for source in base.facts["sources"]}
    since = {
        source["id"]: before.get(source["id"], -1)
        for source in sources
        if source["version"] != before.get(source["id"], -1)
    }
    reached = dict(
        Service.objects.filter(source__in=since).values_list("source").annotate(Max("version"))
    )
    for source in sources:
        if source["id"] in since:
            known = max(since[source["id"]], reached.get(source["id"], 0))
            if source["version"] > known or source["version"] < since[source["id"]]:
                return None, np.zeros(0, np.int64)
    return since, changed_ids(since)


def _build_here() -> Columns:
    return fill(timezone.now())


def _nothing_new(columns: Columns) -> tuple[Sources, NDArray[np.int64], Columns]:
    return columns.facts["sources"], np.zeros(0, np.int64), fill(timezone.now(), {})


def _identity(path: Path) -> tuple[int, ...] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_ino, state.st_size, state.st_mtime_ns


def _sweep(in_force: Path) -> None:
    """Take away older bases. Who has one mapped keeps it."""
    for path in folder().glob("base-*.index"):
        if path != in_force:
            with suppress(OSError):
                path.unlink()
