"""Lights: one's own, and those that others show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from porchlight.circles.access import own, rows, rows_of_each, written_to
from porchlight.circles.facts import NOBODY, keeping_a_tie_to
from porchlight.circles.models import Tie
from porchlight.circles.prepared import PreparedRead
from porchlight.domain.consent import DataClass, Decision
from porchlight.domain.light import Light, night_of
from porchlight.people.encryption.keys import hold_rings
from porchlight.people.models import Person
from porchlight.postgresql.owners import every_row
from porchlight.reach.models import OwnLight, SentAsk, ShownLight

# Longer than a night, and no longer than asks are kept.
LATELY = timedelta(days=4)
READ_OPEN_TIES = PreparedRead(
    Tie, "account", shape=lambda found: found.filter(ended_on=None, account__isnull=False)
)


@dataclass(frozen=True)
class OwnLightRow:
    """`shown_to` are ids of ties; `is_set` is false until the person said anything of a light."""

    light: Light
    shown_to: frozenset[UUID]
    is_set: bool


def own_light(person: Person, decision: Decision) -> OwnLightRow:
    """One's own. Until it is set it is off, and would be shown to everybody who is in."""
    held = rows(OwnLight, decision).first()
    told = dict((held.light.open(decision) if held else None) or {})
    if not told:
        return OwnLightRow(Light(person.zone), frozenset(accounts_of(decision)), is_set=False)
    shown_to = frozenset(map(UUID, told.pop("shown_to")))
    return OwnLightRow(Light.of(told), shown_to, is_set=True)


def accounts_of(decision: Decision) -> dict[UUID, UUID]:
    """By tie, the account of everybody who is in. One query."""
    return dict(READ_OPEN_TIES(decision))


def lights_shown_to(
    person: Person, accounts: Mapping[UUID, UUID], at: datetime
) -> dict[UUID, Light]:
    """By tie, what those behind these ties show of their light. Who shows none, let go of the
    person, is kept apart or closes their account is not among them. As many queries for one of
    them as for many."""
    there = keeping_a_tie_to(person.pk, {NOBODY, *accounts.values()})
    hold_rings(there)
    decisions = written_to(person, there, DataClass.LIGHT, at)
    found = {
        row.author_id: row.light.open(decisions[row.author_id])
        for row in rows_of_each(ShownLight, decisions.values())
    }
    return {
        tie_id: Light.of(told)
        for tie_id, account in accounts.items()
        if (told := found.get(account))
    }


@every_row()
def talks_lately(helper: Person, at: datetime) -> list[datetime]:
    """When they said in the last days that they are here, the earliest first. What was taken back
    afterwards counts: if it did not, they could tell whether it was, or contact was ended."""
    talks = SentAsk.objects.filter(claimed_by=helper, claimed_at__gte=at - LATELY)
    moments = talks.order_by("claimed_at").values_list("claimed_at", flat=True)
    return [moment for moment in moments if moment is not None]


def talks_tonight(helper: Person, zone: str, at: datetime) -> int:
    """How often they said on this night that they are here."""
    since = night_of(at, zone)[0]
    return sum(1 for moment in talks_lately(helper, at) if moment >= since)


def has_enough(helper: Person, at: datetime) -> bool:
    """Whether they were there so often on this night that they take no more."""
    light = own_light(helper, own(helper, at)).light
    return light.has_enough(talks_tonight(helper, light.zone, at), at)
