"""One unit of work: a request, or a job of the worker. What was decided in it is good in it alone.

A decision lives in the unit it was made in and ten minutes at most. One that was made outside of
any unit (a command, a shell) is good outside of any, for as long. An old one opens nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from time import perf_counter
from weakref import WeakKeyDictionary

from porchlight.domain.consent import PUBLIC, Decision
from porchlight.people.encryption.keys import rings_held
from porchlight.postgresql.owners import every_row, name_owner, owners_named

LIVES_FOR = 600.0  # seconds

# For each decision made in a unit, until when it is good: seconds on this process's own clock.
Lives = MutableMapping[Decision, float]

_outside: Lives = WeakKeyDictionary()
_unit: ContextVar[Lives] = ContextVar("decisions of this unit of work", default=_outside)


@contextmanager
def unit_of_work(*, of_the_site: bool = False) -> Iterator[None]:
    """Decisions made in here are good in here alone, and each owner's keys are looked up once.

    On PostgreSQL only rows of owners that were decided about are there, unless the work is
    `of_the_site`: a timed job, which is about everybody.
    """
    token = _unit.set({})
    try:
        with rings_held(), owners_named(), every_row() if of_the_site else nullcontext():
            yield
    finally:
        _unit.reset(token)


def begin_life(decision: Decision) -> Decision:
    """Called by the gate alone, once for a decision that it made."""
    _unit.get()[decision] = perf_counter() + LIVES_FOR
    if decision.allowed and not decision.data_classes <= PUBLIC:
        name_owner(decision.owner_id)
    return decision


def is_alive(decision: Decision) -> bool:
    """Whether the gate made this very decision in this unit of work, a short while ago."""
    return perf_counter() < _unit.get().get(decision, 0.0)
