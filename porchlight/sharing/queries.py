"""Who sees what, as the person who shares sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from porchlight.checkins.models import CheckIn
from porchlight.circles.access import own, rows
from porchlight.circles.models import Grant, Tie
from porchlight.circles.prepared import PreparedRead
from porchlight.circles.queries import NEARNESS
from porchlight.circles.switches import switch_grants
from porchlight.domain.circle.sharing import (
    ASKED_BEFORE_IT_ENDS,
    SHOWN_FOR,
    SharedKind,
    Switch,
    SwitchGrant,
    switch_of,
)
from porchlight.domain.consent import Decision, Purpose
from porchlight.domain.steps import Near
from porchlight.domain.words_of_consent import LegalForm
from porchlight.people.highest_time import highest_time
from porchlight.people.models import Person
from porchlight.sharing.models import HandedOver, Milestone

# Of these nothing can be written yet, so there is nothing to show and nothing to turn on.
NONE_YET = frozenset({SharedKind.PLAN, SharedKind.CHECK_UPS})

MOST_PAGES = 7

READ_PEOPLE = PreparedRead(Tie, "card", "account", "ended_on")


@dataclass(frozen=True)
class Viewer:
    """Somebody of the circle who can be shown things: whose account stands behind the tie."""

    tie_id: UUID
    account_id: UUID
    name: str
    near: Near


@dataclass(frozen=True)
class SharedWith:
    """All six switches for one person, in their order. `has_handed`: something that was handed to
    them is still within its week; where nobody asked, it is False."""

    viewer: Viewer
    switches: list[Switch]
    has_handed: bool = False

    @property
    def tie_id(self) -> UUID:
        return self.viewer.tie_id

    @property
    def name(self) -> str:
        return self.viewer.name

    @property
    def on(self) -> list[Switch]:
        return [switch for switch in self.switches if switch.is_on]

    @property
    def paused(self) -> list[Switch]:
        return [switch for switch in self.switches if switch.is_paused]

    @property
    def first_end(self) -> datetime | None:
        """When the first of those that are on ends."""
        return min((each.grant.ends_at for each in self.on if each.grant), default=None)


@dataclass(frozen=True)
class SharingPage:
    """Everybody who can be shown something, nearest first, and those who have only a card."""

    shared: list[SharedWith]
    only_cards: list[str]

    @property
    def sees_nothing(self) -> list[str]:
        return [one.name for one in self.shared if not one.on]

    @property
    def names_of_nothing(self) -> str:
        return ", ".join(self.sees_nothing)

    @property
    def names_of_cards(self) -> str:
        return ", ".join(self.only_cards)

    @property
    def is_paused(self) -> bool:
        """Whether all of it is: something is paused and nothing is on."""
        is_any_on = any(one.on for one in self.shared)
        return not is_any_on and any(one.paused for one in self.shared)

    @property
    def with_paused(self) -> list[SharedWith]:
        """Those for whom something is paused."""
        return [one for one in self.shared if one.paused]

    @property
    def is_any_on(self) -> bool:
        return any(one.on for one in self.shared)

    @property
    def asks_again(self) -> list[tuple[SharedWith, Switch]]:
        """What is to be asked about: three days are left, or fewer."""
        return [(one, each) for one in self.shared for each in one.switches if each.asks_again]

    @property
    def undo(self) -> list[tuple[SharedWith, Switch]]:
        """The one that was turned off last and can be put back; empty or one."""
        off = [(one, each) for one in self.shared for each in one.switches if each.undo]
        return sorted(off, key=lambda pair: _withdrawn_at(pair[1]))[-1:]


# Those that end within three days and of which nothing happened since: they are on.
READ_ENDING = PreparedRead(
    Grant,
    where=("form", "purpose", "ends_at__gt", "ends_at__lte"),
    shape=lambda found: found.filter(events=None)[:1],
)


def ends_soon(decision: Decision, now: datetime) -> bool:
    """Whether something that the owner shares ends within three days. One query, for Today; it does
    not say what or with whom."""
    until = now + ASKED_BEFORE_IT_ENDS
    ending = READ_ENDING(decision, LegalForm.PERSONAL, Purpose.SUPPORT, now, until)
    return next(ending, None) is not None


@dataclass(frozen=True)
class ThingHanded:
    """One thing that was handed over, as its giver sees it. `is_shown`: the week is not over."""

    handed_id: UUID
    words: str
    day: date
    is_shown: bool


def handed_to(decision: Decision, receiver_id: UUID, today: date) -> list[ThingHanded]:
    """All that the owner handed to one person, the newest first."""
    handed = rows(HandedOver, decision).filter(receiver_id=receiver_id).order_by("-day", "-pk")
    return [
        ThingHanded(row.pk, row.words.open(decision) or "", row.day, row.day > today - SHOWN_FOR)
        for row in handed
    ]


@dataclass(frozen=True)
class PageOfMine:
    """What a person wrote beside one check-in."""

    day: date
    words: str


def pages_of_mine(decision: Decision) -> list[PageOfMine]:
    """The last days with words of the person's own, to hand one of them over."""
    days = rows(CheckIn, decision).exclude(note=None).order_by("-day")[:MOST_PAGES]
    return [PageOfMine(row.day, row.note.open(decision) or "") for row in days]


@dataclass(frozen=True)
class MilestoneWritten:
    milestone_id: UUID
    words: str
    day: date


def milestones_of(decision: Decision) -> list[MilestoneWritten]:
    """The person's own, the latest day first."""
    found = rows(Milestone, decision).order_by("-day", "-pk")
    return [MilestoneWritten(row.pk, row.words.open(decision) or "", row.day) for row in found]


def sharing_page(person: Person, at: datetime) -> SharingPage:
    """A fixed number of queries, however many people and grants."""
    decision = own(person, at)
    now = highest_time(at)
    found = switch_grants(decision, now)
    viewers, only_cards = people_of(decision)
    shared = [_shared_with(viewer, found.get(viewer.account_id, []), now) for viewer in viewers]
    return SharingPage(shared, only_cards)


def shared_with(person: Person, viewer: Viewer, at: datetime) -> SharedWith:
    """The switches for one person, and whether something handed to them still stands."""
    now, decision = highest_time(at), own(person, at)
    grants = switch_grants(decision, now, viewer.account_id)
    shared = _shared_with(viewer, grants.get(viewer.account_id, []), now)
    first_day = at.astimezone(person.zoneinfo).date() - SHOWN_FOR
    handed = rows(HandedOver, decision).filter(receiver_id=viewer.account_id, day__gt=first_day)
    return replace(shared, has_handed=handed.exists())


def people_of(decision: Decision) -> tuple[list[Viewer], list[str]]:
    """Those of the owner's circle with an account behind them, nearest first; and the names of the
    others, of whom none can be shown anything."""
    viewers, only_cards = [], []
    for tie_id, card, account_id, ended_on in READ_PEOPLE(decision):
        if account_id is None or ended_on is not None:
            only_cards.append(card["name"])
        else:
            viewers.append(Viewer(tie_id, account_id, card["name"], Near(card["near"])))
    viewers.sort(key=lambda one: (NEARNESS.index(one.near), one.name.casefold()))
    return viewers, sorted(only_cards, key=str.casefold)


def _shared_with(viewer: Viewer, grants: Iterable[SwitchGrant], now: datetime) -> SharedWith:
    held = list(grants)
    return SharedWith(viewer, [switch_of(kind, held, now) for kind in SharedKind])


def _withdrawn_at(switch: Switch) -> float:
    at = switch.undo.withdrawn_at if switch.undo else None
    return at.timestamp() if at else 0.0
