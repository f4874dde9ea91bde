"""Taking what is due, so that of several workers one has each row. For jobs and messages alike.

A claim gives a lease. Who holds it may begin the row, and may say how it went for as long as nobody
else has claimed it since. What a dead worker held is free once its lease has run out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import SystemRandom
from typing import Any, TypeVar
from uuid import uuid4

from django.db import connections, transaction
from django.db.models import F, QuerySet

from porchlight.domain.retrying import LONGEST_WAIT, wait_after
from porchlight.outbox.models import Due
from porchlight.outbox.points import Point, passing
from porchlight.schedule import Lane

T = TypeVar("T", bound=Due)

# Longer than anything in the lane takes: a worker that is only slow should keep what it has.
LEASES = {Lane.NOW: timedelta(minutes=2), Lane.SLOW: timedelta(hours=1)}

_chance = SystemRandom()


def claim(rows: QuerySet[T], at: datetime, lane: Lane, most: int = 1) -> list[T]:
    """Up to `most` of these rows that are due at `at` and that nobody has, the longest due first.

    From now on nobody else gets them before the lease of the lane has run out. Nothing is locked
    when nothing is due, and on PostgreSQL nobody waits for anybody.
    """
    _free_what_ran_out(rows, at)
    due = rows.filter(leased_until=None, due_at__lte=at)
    if not due.exists():
        return []
    with transaction.atomic(using=due.db):
        claimed = _lease(due.order_by("due_at")[:most], at + LEASES[lane])
        passing(Point.PICKED)
    passing(Point.CLAIMED)
    return sorted(claimed, key=lambda row: row.due_at)


def begin(row: Due, at: datetime, lane: Lane) -> bool:
    """Count an attempt and renew the lease. False when somebody else has claimed it since."""
    begun = _held(row).update(attempts=F("attempts") + 1, leased_until=at + LEASES[lane])
    row.attempts += begun
    return bool(begun)


def begin_new(rows: Sequence[Due], at: datetime, lane: Lane) -> set[Any]:
    """Count the first attempt of those of one claim that had none, and renew their leases, in one
    write; the ids of those. None where any was taken over since.

    What was begun before is left: it may be what killed a worker, and is begun by itself, so that
    nothing that was claimed beside it is given up for its sake.
    """
    new = [row for row in rows if not row.attempts]
    if not new:
        return set()
    held = _held_together(new)
    with transaction.atomic(using=held.db):
        if held.update(attempts=1, leased_until=at + LEASES[lane]) != len(new):
            transaction.set_rollback(True, using=held.db)
            return set()
    for row in new:
        row.attempts = 1
    return {row.pk for row in new}


def let_go(row: Due, **changes: Any) -> bool:
    """Give the row back with these changes. False, and nothing changes, when it was taken over."""
    return bool(_held(row).update(lease=None, leased_until=None, **changes))


def let_go_together(rows: Sequence[Due], **changes: Any) -> None:
    """Give back several of one claim with the same changes in one write, but what was taken over
    since."""
    if rows:
        _held_together(rows).update(lease=None, leased_until=None, **changes)


def put_off(
    row: Due,
    at: datetime,
    longest: timedelta = LONGEST_WAIT,
    at_least: timedelta = timedelta(0),
) -> bool:
    """Give back a row whose attempt failed: it is due again after a while, not before `at_least`
    has passed, and never over `longest`."""
    longest = min(longest, LONGEST_WAIT)
    wait = wait_after(row.attempts, _chance.random(), longest)
    wait = min(max(wait, at_least), longest)
    return let_go(row, due_at=at + wait)


def _free_what_ran_out(rows: QuerySet[T], at: datetime) -> None:
    """Apart from claiming, so that a claim reads an index of free rows and no leased ones."""
    ran_out = rows.filter(leased_until__lte=at)
    if ran_out.exists():
        ran_out.update(lease=None, leased_until=None)


def _held(row: Due) -> QuerySet[Any]:
    return type(row)._default_manager.filter(pk=row.pk, lease=row.lease)


def _held_together(rows: Sequence[Due]) -> QuerySet[Any]:
    ids = [row.pk for row in rows]
    return type(rows[0])._default_manager.filter(pk__in=ids, lease=rows[0].lease)


def _lease(due: QuerySet[T], until: datetime) -> list[T]:
    """One statement picks, leases and returns. SQLite has one writer anyway; on PostgreSQL rows
    that another worker is about to lease are skipped. Django has no form of it."""
    model, connection = due.model, connections[due.db]
    picked, picked_params = (
        due.select_for_update(skip_locked=True).values("pk").query.get_compiler(due.db).as_sql()
    )
    fields = {field.name: field for field in model._meta.concrete_fields}
    names = {name: connection.ops.quote_name(str(fields[name].column)) for name in fields}
    table = connection.ops.quote_name(model._meta.db_table)
    key = names[model._meta.pk.name]
    values = [
        fields[name].get_db_prep_save(value, connection)
        for name, value in (("lease", uuid4()), ("leased_until", until))
    ]
    # Names of tables and columns alone are put together here; every value is a parameter.
    statement = (
        f"WITH picked AS ({picked}) UPDATE {table} "  # noqa: S608
        f"SET {names['lease']} = %s, {names['leased_until']} = %s "
        f"WHERE {key} IN (SELECT * FROM picked) RETURNING {', '.join(names.values())}"
    )
    return list(model._default_manager.raw(statement, [*picked_params, *values], using=due.db))
