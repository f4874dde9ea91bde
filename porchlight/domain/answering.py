"""What Today answers when a day has been told: the first line of this table that holds.

| what was told | the page |
|---|---|
| the person said that they used | thanks, safety, one person; nothing else that day |
| urge 7 or more; very low; low and no talk yet | four ways out of being alone, until closed |
| time alone that was wanted | it is rest; no step |
| anything else | an echo in the person's own words, and one small thing |

Beside it, unless the person said that they used: three low days running bring one soft offer, once
in seven days. Nothing of this is told to anybody. The bounds are a proposal that no trial has
tested; they only choose what to show, and every way on the page ends at a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from porchlight.domain.checkin import Reading

STRONG_URGE = 7
VERY_LOW, LOW, OKAY = 1, 2, 4
LITTLE_URGE = 3
LOW_DAYS = 3
LOW_OFFER_RESTS = timedelta(days=7)
ASK_LATER_AFTER = timedelta(minutes=30)


class Answering(StrEnum):
    """Which of the four pages Today is."""

    USED = "used"
    HARD = "hard"
    SOLITUDE = "solitude"
    ORDINARY = "ordinary"


class HardReason(StrEnum):
    """Why a day counts as hard; the heading of the page says it back."""

    VERY_LOW_AND_URGE = "very-low-and-urge"
    URGE = "urge"
    VERY_LOW = "very-low"
    LOW_AND_NO_TALK = "low-and-no-talk"


class Way(StrEnum):
    """The four ways of a hard day, always in this order."""

    RIDE_IT_OUT = "ride-it-out"
    CALL = "call"  # the nearest person who can be reached, or a line when there is none
    ROOM = "room"  # where people are now, or next
    HELP = "help"


WAYS = tuple(Way)


class Later(StrEnum):
    """How a hard day is a while later. Each is answered, and none of them is a score."""

    LIGHTER = "lighter"
    SAME = "same"
    HEAVIER = "heavier"


class FarAway(StrEnum):
    """What a person says feeling far away is."""

    REST = "rest"
    HARD_PATCH = "hard-patch"
    RATHER_NOT = "rather-not"


class Need(StrEnum):
    """What is closest in a hard patch. The first four are asked so often that they have a name."""

    HUNGRY = "hungry"
    ANGRY = "angry"
    LONELY = "lonely"
    TIRED = "tired"
    BORED = "bored"
    PAIN = "pain"


class LowDaysReply(StrEnum):
    """What a person says to the offer of three low days."""

    TELL = "tell"
    DOCTOR = "doctor"
    NOT_NOW = "not-now"


@dataclass(frozen=True)
class Replies:
    """What a person answered to the page of one day; None and False are no answer.

    `hard_at` is the aware moment at which a hard day was told last. `offers_three_low_days` is
    fixed when the day is told, so that the page does not change by itself. `rests_until` is the
    local day before which nothing is offered, after FarAway.REST.
    """

    used: bool = False
    hard_at: datetime | None = None
    only_said: bool = False
    hard_closed: bool = False
    later: Later | None = None
    offers_three_low_days: bool = False
    low_days: LowDaysReply | None = None
    far_away: FarAway | None = None
    need: Need | None = None
    rests_until: date | None = None

    def asks_how_it_is_now(self, now: datetime) -> bool:
        """Half an hour after a hard day was told, once: "how is it now?"."""
        is_later = self.hard_at is not None and now - self.hard_at >= ASK_LATER_AFTER
        return is_later and self.later is None

    @property
    def wants_nothing_more(self) -> bool:
        """Whether the person asked to be left alone for the rest of this day."""
        return self.used or self.far_away in (FarAway.REST, FarAway.RATHER_NOT)


@dataclass(frozen=True)
class DayPage:
    """The page of a day. `hard` is why it is hard, also once its card was closed.

    `offers_three_low_days`: the soft offer stands on the page too.
    """

    kind: Answering
    hard: HardReason | None = None
    offers_three_low_days: bool = False


def answer_to(
    reading: Reading,
    *,
    used: bool = False,
    is_hard_closed: bool = False,
    offers_three_low_days: bool = False,
) -> DayPage:
    """The page that answers a day.

    `used`: the person said today that they used; `is_hard_closed`: they closed the card of the four
    ways today; `offers_three_low_days`: what `three_low_days` said when the day was told.
    """
    reason = hard_reason(reading)
    if used:
        return DayPage(Answering.USED, reason)
    if reason is not None and not is_hard_closed:
        return DayPage(Answering.HARD, reason, offers_three_low_days)
    kind = Answering.SOLITUDE if reading.is_chosen_solitude else Answering.ORDINARY
    return DayPage(kind, reason, offers_three_low_days)


def hard_reason(reading: Reading) -> HardReason | None:
    """Why this day is hard, or None. A blank answer never makes a day hard."""
    is_urge_strong = reading.urge is not None and reading.urge >= STRONG_URGE
    if reading.mood == VERY_LOW:
        return HardReason.VERY_LOW_AND_URGE if is_urge_strong else HardReason.VERY_LOW
    if is_urge_strong:
        return HardReason.URGE
    if reading.mood == LOW and reading.talked is False:
        return HardReason.LOW_AND_NO_TALK
    return None


def can_give(reading: Reading) -> bool:
    """Whether a day has some room for somebody else: okay or better, and little urge. Then the one
    small step asks how they are. A proposal, as the bounds above."""
    is_calm = reading.urge is None or reading.urge <= LITTLE_URGE
    return is_calm and reading.mood is not None and reading.mood >= OKAY


def is_low(reading: Reading) -> bool:
    """Low or very low. A mood that was left blank is neither."""
    return reading.mood is not None and reading.mood <= LOW


def three_low_days(readings: Sequence[Reading], today: date) -> bool:
    """Whether today and the two days before it were low or very low.

    A day that was not told ends the row: nothing is read into a blank.
    """
    low = {reading.day for reading in readings if is_low(reading)}
    return all(today - timedelta(days=back) in low for back in range(LOW_DAYS))


def low_days_offer_rests(offered_on: Iterable[date], today: date) -> bool:
    """Whether three low days were spoken of today or on the six days before it: then not again."""
    return any(timedelta(0) <= today - day < LOW_OFFER_RESTS for day in offered_on)
