"""What one person can let another see, thing by thing, and for how long.

The belief: sharing is a kind of thing for one person, off until it is switched on, on for thirty
days, and then asked about. Silence ends it. What has no row here has no switch: moods in numbers,
urges, use, places and notes to others (docs/decisions/0039).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from porchlight.domain.answering import hard_reason
from porchlight.domain.checkin import Reading
from porchlight.domain.grants import GrantFacts, Recipient, RecipientKind
from porchlight.domain.words_of_consent import Action, DataClass, LegalForm, Purpose

LASTS, LASTS_SHORT = timedelta(days=30), timedelta(days=7)
ASKED_BEFORE_IT_ENDS = timedelta(days=3)
UNDONE_WITHIN = timedelta(minutes=10)
# How long a thing stays where the other one sees it.
SHOWN_FOR = timedelta(days=7)


class SharedKind(StrEnum):
    """The six kinds, in the order of the page. The value stands in addresses."""

    CHECKED_IN = "checked-in"
    DAY = "day"
    MILESTONES = "milestones"
    MEETINGS = "meetings"
    PLAN = "plan"
    CHECK_UPS = "check-ups"


class Opened(NamedTuple):
    """What a switch gives: one class of things, and what may be done with them."""

    data_class: DataClass
    actions: frozenset[Action]

    @property
    def to_look(self) -> tuple[DataClass, Action]:
        """What is asked for to show it: what it says, or only that it is there."""
        return self.data_class, Action.VIEW if Action.VIEW in self.actions else Action.SUMMARY


_TO_READ = frozenset({Action.SUMMARY, Action.VIEW})

OPENS: dict[SharedKind, Opened] = {
    # That there are days in this week, and nothing of what they say.
    SharedKind.CHECKED_IN: Opened(DataClass.CHECK_IN, frozenset({Action.SUMMARY})),
    SharedKind.DAY: Opened(DataClass.DAY, _TO_READ),
    SharedKind.MILESTONES: Opened(DataClass.MILESTONES, _TO_READ),
    SharedKind.MEETINGS: Opened(DataClass.MEETINGS, _TO_READ),
    SharedKind.PLAN: Opened(DataClass.PLAN, _TO_READ),
    SharedKind.CHECK_UPS: Opened(DataClass.CHECK_UPS, _TO_READ),
}


def proposed_grant(kind: SharedKind, recipient_id: UUID, now: datetime) -> GrantFacts:
    """The grant of a switch that is not on: what it would show if it reached back, for its owner to
    look at before. It has no row, and its id is nobody's. `now` is the highest time ever seen."""
    opened = OPENS[kind]
    return GrantFacts(
        grant_id=UUID(int=0),
        recipient=Recipient(RecipientKind.PERSON, str(recipient_id)),
        purpose=Purpose.SUPPORT,
        form=LegalForm.PERSONAL,
        data_classes=frozenset({opened.data_class}),
        actions=opened.actions,
        valid_from=now,
        ends_at=now + LASTS,
    )


class HowADayFeels(StrEnum):
    """A day in one word, for those it is shown to. UNSAID is shown to nobody."""

    OK = "ok"
    HARD = "hard"
    UNSAID = "unsaid"


def how_it_feels(reading: Reading) -> HowADayFeels:
    """Hard is what the person's own page calls hard; a day without an answer is not spoken of."""
    if reading.mood is None and reading.urge is None:
        return HowADayFeels.UNSAID
    return HowADayFeels.HARD if hard_reason(reading) is not None else HowADayFeels.OK


class SwitchState(StrEnum):
    OFF = "off"
    ON = "on"
    PAUSED = "paused"


@dataclass(frozen=True)
class SwitchGrant:
    """One grant of a kind, with what happened to it. `since` None: also what was there before.
    `withdrawn_at` is when it was taken back, or None."""

    grant_id: UUID
    kind: SharedKind
    made_at: datetime
    ends_at: datetime
    since: datetime | None
    is_paused: bool = False
    withdrawn_at: datetime | None = None

    def is_alive(self, now: datetime) -> bool:
        return self.withdrawn_at is None and self.made_at <= now < self.ends_at


@dataclass(frozen=True)
class Switch:
    """One kind for one person, at one moment. `grant` is the one behind it while it is on or
    paused; `undo` the one that was taken back a moment ago and can be put back."""

    kind: SharedKind
    state: SwitchState
    now: datetime
    grant: SwitchGrant | None = None
    undo: SwitchGrant | None = None

    @property
    def is_on(self) -> bool:
        return self.state is SwitchState.ON

    @property
    def is_paused(self) -> bool:
        return self.state is SwitchState.PAUSED

    @property
    def days_left(self) -> int:
        """Days begun count; 0 when it is off."""
        if self.grant is None:
            return 0
        return math.ceil((self.grant.ends_at - self.now) / timedelta(days=1))

    @property
    def asks_again(self) -> bool:
        """Whether it is to be asked if it goes on: three days are left, or fewer."""
        is_near = self.grant is not None and self.grant.ends_at - self.now <= ASKED_BEFORE_IT_ENDS
        return self.is_on and is_near

    @property
    def shows_before(self) -> bool:
        """Whether it reaches back before it was switched on."""
        return self.grant is not None and self.grant.since is None


def switch_of(kind: SharedKind, grants: Iterable[SwitchGrant], now: datetime) -> Switch:
    """What all grants of one kind to one person make of its switch. `now` is aware."""
    of_kind = [grant for grant in grants if grant.kind is kind]
    alive = [grant for grant in of_kind if grant.is_alive(now)]
    if alive:
        newest = max(alive, key=lambda grant: (not grant.is_paused, grant.made_at))
        state = SwitchState.PAUSED if newest.is_paused else SwitchState.ON
        return Switch(kind, state, now, newest)
    undo = [
        grant
        for grant in of_kind
        if grant.withdrawn_at is not None
        and now - grant.withdrawn_at <= UNDONE_WITHIN
        and now < grant.ends_at
    ]
    last = max(undo, key=lambda grant: (grant.withdrawn_at, grant.made_at), default=None)
    return Switch(kind, SwitchState.OFF, now, undo=last)


def kind_opened_by(data_classes: Collection[str], actions: Collection[str]) -> SharedKind | None:
    """Which switch gave a grant of these; None for one that no switch gives."""
    for kind, opened in OPENS.items():
        if set(data_classes) == {opened.data_class} and set(actions) == opened.actions:
            return kind
    return None
