"""One writer at a time inside a process.

SQLite lets one connection write. The others ask again after ever longer sleeps, so under load an
unlucky thread waits many turns. Here the threads of one process line up for a lock first; only
other processes are met inside SQLite. Nothing else differs from Django's own backend.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from django.db.backends.sqlite3 import base

_turns: defaultdict[str, Lock] = defaultdict(Lock)


class _Limit(threading.local):
    seconds: float | None = None


_limit = _Limit()


@contextmanager
def waits_at_most(seconds: float | None) -> Iterator[None]:
    """Connections that this thread opens in here wait no longer than that for the database."""
    before, _limit.seconds = _limit.seconds, seconds
    try:
        yield
    finally:
        _limit.seconds = before


class DatabaseWrapper(base.DatabaseWrapper):
    _has_turn = False

    def get_connection_params(self) -> dict[str, Any]:
        return {**super().get_connection_params(), "timeout": self._patience}

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_turn_back()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._give_turn_back()  # after a commit that raised, the rollback gives it back

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_turn_back()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_turn_back()

    def _take_turn(self) -> None:
        """As long as SQLite itself would wait; then let SQLite say that it is locked."""
        if not self._has_turn:
            self._has_turn = self._turn.acquire(timeout=self._patience)

    def _give_turn_back(self) -> None:
        if self._has_turn:
            self._has_turn = False
            self._turn.release()

    @property
    def _turn(self) -> Lock:
        return _turns[str(self.settings_dict["NAME"])]

    @property
    def _patience(self) -> float:
        options: dict[str, Any] = self.settings_dict["OPTIONS"]
        seconds = float(options.get("timeout", 5))
        return seconds if _limit.seconds is None else min(seconds, _limit.seconds)
