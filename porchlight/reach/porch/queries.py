"""What the porch shows: whose light is on, rooms that start soon, lines that are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from porchlight.circles.access import own
from porchlight.circles.queries import Friend, circle_of
from porchlight.directory.queries.soon import rooms_soon
from porchlight.directory.queries.starts import StartRow
from porchlight.domain.fit import Account
from porchlight.people.models import Person
from porchlight.people.wishes import wishes_of
from porchlight.reach.asks.queries import lights_on
from porchlight.reach.help_lines import HelpLine
from porchlight.reach.lights.queries import accounts_of
from porchlight.reach.queries import lines_to_call

LAMPS, NEAREST = 4, 3
KINDS, FAMILY_KINDS = ("crisis", "addiction"), ("family", "crisis")


@dataclass(frozen=True)
class LitFriend:
    """Somebody whose light is on, and until when."""

    friend: Friend
    until: datetime


@dataclass(frozen=True)
class Porch:
    """`lit` are the nearest first, `has_somebody_in`: there is somebody who could be asked.
    `are_lines_open`: of each of `lines` it is known that somebody answers at any hour."""

    circle: Sequence[Friend]
    lit: Sequence[LitFriend]
    has_somebody_in: bool
    rooms: Sequence[StartRow]
    lines: Sequence[HelpLine]
    are_lines_open: bool

    @cached_property
    def hanging(self) -> list[tuple[Friend, bool]]:
        """Whose lamps hang on the porch, each with whether it is on: those first, then the nearest
        of the others."""
        lit = [one.friend for one in self.lit]
        others = [friend for friend in self.circle if friend not in lit]
        return [*((one, True) for one in lit), *((one, False) for one in others)][:LAMPS]

    @property
    def nearest(self) -> list[Friend]:
        """Whom one can call or write to though no light is on; nobody while one is."""
        if self.lit:
            return []
        return [one for one in self.circle if one.is_offered and one.is_reachable][:NEAREST]


def porch_of(person: Person, at: datetime) -> Porch:
    """As many queries for one tie as for many. Nothing of it is kept: nobody sees who looked."""
    decision = own(person, at)
    circle, accounts = circle_of(decision), accounts_of(decision)
    lights = lights_on(person, accounts, at)
    wishes = wishes_of(person, decision)
    is_family = wishes.account is Account.FAMILY
    lines, are_open = _lines(person.country, FAMILY_KINDS if is_family else KINDS)
    return Porch(
        circle=circle,
        lit=[LitFriend(one, lights[one.tie_id]) for one in circle if one.tie_id in lights],
        has_somebody_in=bool(accounts),
        rooms=rooms_soon(person, decision, at, wishes),
        lines=lines,
        are_lines_open=are_open,
    )


def _lines(country: str, kinds: Sequence[str]) -> tuple[list[HelpLine], bool]:
    """A few where a voice or a text answers, and whether all of them do at any hour. Where no
    hours are known that are for certain, the lines are shown with what they say of theirs."""
    lines = lines_to_call(country, kinds)
    always = [line for line in lines if line.is_open_always]
    return always or lines, bool(always)
