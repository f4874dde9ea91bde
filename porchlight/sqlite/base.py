"""Django's SQLite, with a line in which writers wait for their turn (see `line`).

Nothing else differs from Django's own backend.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.sqlite3 import base

from porchlight.sqlite.line import Turn, take_turn


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
    _turn: Turn | None = None

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
        if self._turn is None:
            self._turn = take_turn(str(self.settings_dict["NAME"]), self._patience)

    def _give_turn_back(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.give_back()

    @property
    def _patience(self) -> float:
        options: dict[str, Any] = self.settings_dict["OPTIONS"]
        seconds = float(options.get("timeout", 5))
        return seconds if _limit.seconds is None else min(seconds, _limit.seconds)
