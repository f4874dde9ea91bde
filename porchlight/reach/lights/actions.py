"""What somebody does with their light: say when they can talk, put it on, put it out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction

from porchlight.circles.access import own
from porchlight.circles.actions import take_turns
from porchlight.circles.models import Tie
from porchlight.domain.light import Askable, Light, LightHours, with_hours
from porchlight.people.models import Person
from porchlight.postgresql.owners import every_row
from porchlight.reach.lights.queries import OwnLightRow, own_light, talks_tonight
from porchlight.reach.models import OwnLight, ReceivedAsk, ShownLight


@transaction.atomic
def set_light(person: Person, light: Light, shown_to: Collection[UUID]) -> None:
    """Keep it, and show it to whose accounts stand behind these of the person's ties. Whoever saw
    it and is not among them sees it no more. A light that says nothing is shown to nobody."""
    take_turns(person)
    OwnLight.objects.bulk_create([OwnLight(person=person)], ignore_conflicts=True)
    held = OwnLight.objects.select_for_update().get(person=person)
    told = light.told()
    held.light = {**told, "shown_to": sorted(map(str, shown_to))}
    held.save()
    ShownLight.objects.filter(author=person).delete()
    if light.says_anything:
        ties = Tie.objects.filter(
            person=person, pk__in=shown_to, ended_on=None, account__isnull=False
        )
        for reader_id in ties.order_by("account").values_list("account_id", flat=True):
            ShownLight(author=person, reader_id=reader_id, light=told).save(force_insert=True)


def put_on(person: Person, until: datetime, at: datetime) -> None:
    """Until then, for whom it is shown to; the first time for everybody who is in. Raises
    ValueError for an end that is over or too far off."""
    _change(person, at, lambda row: row.light.put_on(until, at))


def put_out(person: Person, at: datetime) -> None:
    """At once, and nobody asks until the night turns."""
    _change(person, at, lambda row: row.light.put_out(at))


def take_day_off(person: Person, at: datetime) -> None:
    """Off at once, and nobody asks before the noon of the next day. Nobody is told."""
    _change(person, at, lambda row: row.light.day_off(at))


def end_rest(person: Person, at: datetime) -> None:
    """They may be asked again as they set it. Whoever had enough talks tonight has enough still."""
    _change(person, at, lambda row: row.light.rested())


def set_limits(
    person: Person, limit: int, askable: Askable, shown_to: Collection[UUID], at: datetime
) -> None:
    """How much is enough, when they may be asked while it is off, and who sees it."""
    _change(
        person,
        at,
        lambda row: replace(row.light, zone=person.zone, limit=limit, askable=askable),
        shown_to,
    )


def add_hours(person: Person, hours: Collection[LightHours], at: datetime) -> None:
    """Regular hours on the person's clock. Raises ManyHours where there are as many as can be."""
    _change(person, at, lambda row: with_hours(replace(row.light, zone=person.zone), hours))


def take_hours(person: Person, start: time, until: time, at: datetime) -> None:
    """Take the hours with these times out of every weekday; where there are none, none go."""
    _change(person, at, lambda row: row.light.without_hours(start, until))


@transaction.atomic
def _change(
    person: Person, at: datetime, changed: Any, shown_to: Collection[UUID] | None = None
) -> None:
    take_turns(person)
    row: OwnLightRow = own_light(person, own(person, at))
    light = changed(row)
    set_light(person, light, row.shown_to if shown_to is None else shown_to)
    _leave_out_of_what_comes(person, light, at)


@every_row()
def _leave_out_of_what_comes(person: Person, light: Light, at: datetime) -> None:
    """An ask of which they would be asked next, and may not be any more, does not come to them.
    Whoever asked sees nothing of it."""
    to_come = ReceivedAsk.objects.filter(reader=person, due_at__gt=at)
    seen_by = ShownLight.objects.filter(author=person).values("reader")
    may_come = [
        pk
        for pk, due_at in to_come.filter(author__in=seen_by).values_list("pk", "due_at")
        if light.may_be_asked(due_at)
    ]
    to_come.exclude(pk__in=may_come).update(is_there=False)


@every_row()
def rest_when_enough(helper: Person, at: datetime) -> None:
    """Put the light out until the night turns, once they were there as often as they wanted to be
    at most. In the transaction of the yes that was the last."""
    row = own_light(helper, own(helper, at))
    rested = row.light.after_talks(talks_tonight(helper, row.light.zone, at), at)
    if rested != row.light:
        set_light(helper, rested, row.shown_to)


@transaction.atomic
def show_to_nobody(person: Person, at: datetime) -> None:
    """Take the light away from everybody, with its hours. Nobody is told. To whom it is shown when
    it is put on again stays as it was chosen, so that nobody comes to it who was left out."""
    take_turns(person)
    row = own_light(person, own(person, at))
    if row.is_set:
        set_light(person, Light(row.light.zone, limit=row.light.limit), row.shown_to)
