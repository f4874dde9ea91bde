"""Who looked at what: noted where another person's things are read, for the one they belong to.

A page that shows somebody's things to another calls `note_looks` once, after the gate said yes and
in the unit of work (and the transaction, where there is one) that reads them:

    looked = [Looked(subject_id, decision.grant_id, {DataClass.DAY}), ...]
    note_looks(request.person, looked, request.now)

It is called with an empty list where the page shows nobody's things: it costs the same statements
then, so that they tell nothing. What is noted is what stood on the page, not what could have.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import DatabaseError, transaction

from porchlight.circles.facts import NOBODY
from porchlight.circles.models import Look
from porchlight.people.encryption.keys import hold_rings, keyed_hash
from porchlight.people.models import Person

KEPT_FOR = timedelta(days=3 * 366)

log = logging.getLogger(__name__)


class Looked(NamedTuple):
    """One person's things on a page, and the grant that opened them. `kinds` are codes."""

    subject_id: UUID
    grant_id: UUID
    kinds: Collection[str]


def note_looks(viewer: Person, looked: Collection[Looked], at: datetime) -> None:
    """Note for each of these people that `viewer` looked. Looking twice on one of their local days
    at the same kinds of things under the same grant is looking once. As many statements for nobody
    as for many; the page is shown all the same where this cannot be written, as on a full disk."""
    try:
        with transaction.atomic():
            _note(viewer, looked, at)
    except DatabaseError:
        log.warning("what was looked at is not kept")


def drop_old_looks(now: datetime) -> None:
    """Once a day: what is older than three years."""
    Look.objects.filter(day__lt=(now - KEPT_FOR).date()).delete()


def _note(viewer: Person, looked: Collection[Looked], at: datetime) -> None:
    subject_ids = {one.subject_id for one in looked}
    asked = {NOBODY, *subject_ids}  # never empty: that would ask nothing
    zones = dict(Person.objects.filter(pk__in=asked).values_list("pk", "zone"))
    with_keys = hold_rings(subject_ids)
    rows = [
        _row(viewer, one, at.astimezone(ZoneInfo(zones[one.subject_id])).date())
        for one in looked
        if one.subject_id in with_keys and one.subject_id in zones
    ]
    if rows:
        Look.objects.bulk_create(rows, ignore_conflicts=True)
    else:
        Look.objects.filter(pk=NOBODY).update(day=at.date())


def _row(viewer: Person, one: Looked, day: date) -> Look:
    """A row whose id comes of all that it says: noted again, it is there already. To add to what
    was noted, it would have to be read, and the viewer may not read it."""
    kinds = sorted(map(str, one.kinds))
    said = f"{one.subject_id}|{viewer.pk}|{one.grant_id}|{day}|{','.join(kinds)}"
    row_id = UUID(bytes=keyed_hash("look", said)[:16])
    row = Look(id=row_id, subject_id=one.subject_id, viewer=viewer, grant_id=one.grant_id, day=day)
    row.kinds = kinds
    return row
