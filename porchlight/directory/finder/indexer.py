"""The worker's part of the finder: see every change within a second, and have it saved.

A base of a million listings takes many seconds to build, so that is done by a process of its own
(`porchlight index`), which also gives its memory back; changes go on being
seen meanwhile.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from contextlib import suppress
from threading import Event
from typing import Any

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from porchlight import room
from porchlight.directory.finder import store
from porchlight.directory.finder.build import fill
from porchlight.directory.finder.columns import Columns
from porchlight.directory.finder.mapped_file import Unusable, open_mapped, save
from porchlight.parent import stop_with_parent

PAUSE_AFTER_FAULT = 5.0  # seconds

log = logging.getLogger(__name__)


def keep(stop: Event) -> None:
    """Keep the finder's files up to date until told to stop. One does; others stand by."""
    builder = Builder()
    while not stop.is_set():
        try:
            with store.the_lock() as is_mine:
                if is_mine:
                    _keep_while_locked(stop, builder)
        except Exception:
            log.exception("the finder's file could not be kept up to date")
            stop.wait(PAUSE_AFTER_FAULT)
        stop.wait(store.LOOK_EVERY_SECONDS)
    builder.stop()


def _keep_while_locked(stop: Event, builder: Builder) -> None:
    shelf, lock = store.Shelf(), store.lock_file()
    mine = lock.stat().st_ino
    while not stop.is_set():
        shelf.take_saved(is_mine=True)
        shelf.bring_up_to_date(builder.build, timezone.now(), is_keeper=True)
        close_old_connections()
        stop.wait(store.LOOK_EVERY_SECONDS)
        if not lock.exists() or lock.stat().st_ino != mine:
            return  # somebody took the folder away, and the lock with it


class Builder:
    """A process that builds a base, one at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._not_before = 0.0

    def build(self) -> Columns | None:
        """The base when it is there; None while it is being built."""
        if self._process is None:
            if time.monotonic() >= self._not_before and room.keep():
                self._start()
            return None
        if self._process.poll() is None:
            return None
        output, _ = self._process.communicate()
        code, self._process = self._process.returncode, None
        if code == 0:
            with suppress(Unusable, KeyError):
                return Columns.of(*open_mapped(store.base_file(output.strip())))
        log.warning("the finder's file could not be built; it is tried again")
        self._not_before = time.monotonic() + store.NO_ROOM_SECONDS
        return None

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()

    def _start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "porchlight.cli", "index"],
            env={**os.environ, "PYTHONPATH": str(settings.BASE_DIR)},
            stdout=subprocess.PIPE,
            text=True,
        )


def add_commands(subparsers: Any) -> None:
    command = subparsers.add_parser("index", help="build the finder's file (the worker does that)")
    command.set_defaults(func=lambda arguments: _build())


def _build() -> int:
    """Build a base, save it beside the others, and print its id for who is in charge of them."""
    stop_with_parent(os.getppid())
    os.nice(5)
    columns = fill(timezone.now())
    name = str(columns.facts["id"])
    store.folder().mkdir(parents=True, exist_ok=True)
    save(store.base_file(name), columns.facts, columns.arrays())
    sys.stdout.write(name + "\n")
    return 0
