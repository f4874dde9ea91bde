"""Whose rows a statement may touch, for the row policies of PostgreSQL (decision 0036).

A request begins with nobody. The gate names each owner that it said yes to, and signing in names
who has shown who they are. Commands, migrations and jobs of the worker stand outside of any request
and reach every row. SQLite has no policies, so there nothing of this is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final
from uuid import UUID

LOWEST: Final = UUID(int=0)
HIGHEST: Final = UUID(int=2**128 - 1)
# Its value: the lowest and the highest id, and those that are meant where they are several.
SETTING: Final = "porchlight.owners"


def _naming(lower: UUID, upper: UUID, owners: list[UUID]) -> str:
    """A statement that holds until the end of its transaction. UUIDs need no quoting."""
    several = ",".join(map(str, owners))
    return f"SET LOCAL {SETTING} = '{lower}/{upper}/{{{several}}}'; "


EVERY_ROW: Final = _naming(LOWEST, HIGHEST, [])
NO_ROW: Final = _naming(HIGHEST, LOWEST, [])


class _Owners:
    """Those who were named in one unit of work, and the statement that names them."""

    def __init__(self) -> None:
        self._ids: set[UUID] = set()
        self._statement: str | None = NO_ROW

    def add(self, owner_id: UUID) -> None:
        if owner_id not in self._ids:
            self._ids.add(owner_id)
            self._statement = None

    @property
    def statement(self) -> str:
        """Written when it is first asked for, which SQLite never does."""
        if self._statement is None:
            named = sorted(self._ids)
            # One is a range of one; of several, the range alone would hold others in between.
            self._statement = _naming(named[0], named[-1], named if len(named) > 1 else [])
        return self._statement


class _Process:
    """What this process may touch outside of any unit of work."""

    statement = EVERY_ROW


_named: ContextVar[_Owners | None] = ContextVar("owners named in this unit of work", default=None)
_is_every_row: ContextVar[bool] = ContextVar("whether every row is reached", default=False)


def named_owners_only() -> None:
    """For a process that serves pages: what runs outside of a request there touches no row."""
    _Process.statement = NO_ROW


@contextmanager
def owners_named() -> Iterator[None]:
    """While this lasts, only rows of owners that are named in it are there; at first, nobody's."""
    token, opened = _named.set(_Owners()), _is_every_row.set(False)
    try:
        yield
    finally:
        _is_every_row.reset(opened)
        _named.reset(token)


def name_owner(owner_id: UUID) -> None:
    """From now on in this unit of work the rows of this owner are there. For the gate, and for what
    has made sure who somebody is."""
    named = _named.get()
    if named is not None:
        named.add(owner_id)


@contextmanager
def every_row() -> Iterator[None]:
    """While this lasts, rows of every owner are there: for jobs, for the gate's own facts, to find
    somebody by a secret, and to write the other's row of what two people do. No page calls it;
    tests/postgresql/test_row_policies.py lists who may."""
    token = _is_every_row.set(True)
    try:
        yield
    finally:
        _is_every_row.reset(token)


def naming_statement() -> str:
    """What is sent before a statement about rows, in the same message."""
    if _is_every_row.get():
        return EVERY_ROW
    named = _named.get()
    return _Process.statement if named is None else named.statement
