"""Processes that are started again when they stop."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from porchlight.parent import stop_with_parent

QUICK: Final = 5.0  # seconds: a process that ends sooner than this did not start well
MOST_QUICK_STOPS: Final = 3
MOST_ASKED: Final = 5  # times, a second apart, before a process that does not stop is killed
# Somebody, or a kernel short of memory, ended it: nothing is wrong with how it starts.
FROM_OUTSIDE: Final = frozenset({-signal.SIGKILL, -signal.SIGTERM})


class Supervised(ABC):
    """One process, running from the moment this is made."""

    def __init__(self) -> None:
        self.n_quick_stops = 0
        self._start()

    def look_after(self) -> bool:
        """Start it again when it has stopped. False when it ended by itself at once, several times
        over."""
        exit_code = self._exit_code()
        if exit_code is None:
            return True
        was_quick = time.monotonic() - self.started_at < QUICK and exit_code not in FROM_OUTSIDE
        self.n_quick_stops = self.n_quick_stops + 1 if was_quick else 0
        if self.n_quick_stops >= MOST_QUICK_STOPS:
            return False
        self._start()
        return True

    def see_out(self) -> None:
        """Wait for its end. It is asked more than once: a process that has only just started does
        not hear the first time."""
        for _ in range(MOST_ASKED):
            if self._has_ended_within(1):
                return
            self.terminate()
        self._kill()

    def _start(self) -> None:
        self.started_at = time.monotonic()
        self._launch()

    @abstractmethod
    def _launch(self) -> None: ...

    @abstractmethod
    def _exit_code(self) -> int | None:
        """None while it runs; below zero, the number of the signal that ended it."""

    @abstractmethod
    def _has_ended_within(self, seconds: float) -> bool: ...

    @abstractmethod
    def terminate(self) -> None: ...

    @abstractmethod
    def _kill(self) -> None: ...


class Spawned(Supervised):
    """A command with a Python of its own."""

    def __init__(self, command: list[str], environment: Mapping[str, str]) -> None:
        self.command, self.environment = command, environment
        super().__init__()

    def _launch(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own words
            self.command, env=self.environment, preexec_fn=partial(stop_with_parent, os.getpid())
        )

    def _exit_code(self) -> int | None:
        return self.process.poll()

    def _has_ended_within(self, seconds: float) -> bool:
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def terminate(self) -> None:
        self.process.terminate()

    def _kill(self) -> None:
        self.process.kill()
        self.process.wait()


class Forked(Supervised):
    """A copy of this process that goes on with `task`. Nothing but this thread may run here."""

    def __init__(self, task: Callable[[], None]) -> None:
        self.task = task
        super().__init__()

    def _launch(self) -> None:
        self.process = multiprocessing.get_context("fork").Process(target=self.task)
        self.process.start()

    def _exit_code(self) -> int | None:
        return self.process.exitcode

    def _has_ended_within(self, seconds: float) -> bool:
        self.process.join(seconds)
        return self.process.exitcode is not None

    def terminate(self) -> None:
        self.process.terminate()

    def _kill(self) -> None:
        self.process.kill()
        self.process.join()
