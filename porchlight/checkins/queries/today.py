"""Everything the Today page shows, in one frozen object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from porchlight.checkins.queries.notice_today import NoticeToday, notice_today
from porchlight.checkins.queries.steps import (
    AskedAbout,
    FindPlaces,
    OfferedStep,
    StepCard,
    step_or_question,
)
from porchlight.checkins.readings import has_told_before, readings_of
from porchlight.checkins.replies import replies_of
from porchlight.circles.access import own
from porchlight.circles.queries import Friend, circle_of, talks_of
from porchlight.domain.answering import (
    Answered,
    Answering,
    LowDaysReply,
    Replies,
    answer_to,
)
from porchlight.domain.checkin import Reading
from porchlight.domain.consent import Decision
from porchlight.domain.fit import Wishes
from porchlight.domain.steps import DatedPlace
from porchlight.domain.street import Street, street_of
from porchlight.people.models import Person
from porchlight.people.requests import PersonRequest
from porchlight.people.wishes import wishes_of

# Away for longer than this, and Today says that it is good to see you.
GAP = timedelta(days=3)
# How many people a page names who could be reached, the nearest first; and how many stand beside
# the three questions.
NAMED, BESIDE = 3, 2

NextSaved = Callable[[Person, Decision, datetime], Any]
RoomNow = Callable[[Person, Decision, datetime, Wishes], DatedPlace | None]
FirstCallOf = Callable[[str], Any]


@dataclass(frozen=True)
class Elsewhere:
    """What other apps know and Today shows; `porchlight/urls.py` hands the functions over."""

    dated_places: FindPlaces
    next_saved: NextSaved
    room_now: RoomNow
    first_call: FirstCallOf


@dataclass(frozen=True)
class Reachable:
    """Who can be reached now: people, nearest first; a room; a line and the emergency number.

    `no_number` is the nearest who could be reached if they had a number or a link here, when nobody
    can be. `first_call` has `line` and `emergency`, each with a number to call, or None.
    """

    people: list[Friend]
    room: DatedPlace | None
    first_call: Any
    is_room_open: bool = False
    no_number: Friend | None = None


@dataclass(frozen=True)
class TodayPage:
    """`check_in` and `answered` are None until the day is told; then nothing is offered or asked.

    `answered` is there without `check_in` when the person said that they used. `near` are the first
    of the circle, and are read only until the day is told.
    """

    name: str
    check_in: Reading | None
    answered: Answered | None
    replies: Replies
    street: Street
    reachable: Reachable | None
    notice: NoticeToday | None
    offered: OfferedStep | None
    asked: AskedAbout | None
    next_saved: Any
    is_back_after_gap: bool
    near: tuple[Friend, ...] = ()
    was_declined: bool = False
    asks_how_it_is_now: bool = False

    @property
    def is_hard(self) -> bool:
        return self.answered is not None and self.answered.page is Answering.HARD

    @property
    def is_used(self) -> bool:
        return self.answered is not None and self.answered.page is Answering.USED

    @property
    def has_talked(self) -> bool:
        return self.check_in is not None and self.check_in.talked is True


def today_page(request: PersonRequest, elsewhere: Elsewhere) -> TodayPage:
    person, now, today = request.person, request.now, request.today
    decision = own(person, now)
    recent = readings_of(decision, today - GAP, today)
    check_in = next((reading for reading in recent if reading.day == today), None)
    replies, is_resting = replies_of(decision, today)
    answered = _answered(check_in, replies)
    notice, card = None, StepCard()
    if check_in is not None and answered is not None and not _is_quiet(answered, replies):
        notice = notice_today(person, decision, today)
        if not is_resting:
            card = step_or_question(request, decision, check_in, notice, elsewhere.dated_places)
    is_used = answered is not None and answered.page is Answering.USED
    talks = talks_of(decision, today)
    return TodayPage(
        name=person.name.open(decision) or "",
        check_in=check_in,
        answered=answered,
        replies=replies,
        street=street_of(talks.total, talks.on_day),
        reachable=_reachable(request, decision, elsewhere, answered, replies),
        notice=notice,
        offered=card.offered,
        asked=card.asked,
        was_declined=card.was_declined,
        next_saved=None if is_used else elsewhere.next_saved(person, decision, now),
        is_back_after_gap=_is_back_after_gap(decision, recent, today),
        near=() if answered else _near(decision),
        asks_how_it_is_now=replies.asks_how_it_is_now(now),
    )


def reachable_now(request: PersonRequest, decision: Decision, elsewhere: Elsewhere) -> Reachable:
    """Who a person could reach in this minute, whatever the page is."""
    person, now = request.person, request.now
    circle = [friend for friend in circle_of(decision) if friend.is_offered]
    # The nearest with a number first: a voice in this minute, and then those one can write to.
    people = sorted((f for f in circle if f.is_reachable), key=lambda friend: not friend.phone)
    room = elsewhere.room_now(person, decision, now, wishes_of(person, decision))
    return Reachable(
        people=people[:NAMED],
        room=room,
        first_call=elsewhere.first_call(person.country),
        is_room_open=room is not None and room.starts_at <= now,
        no_number=circle[0] if circle and not people else None,
    )


def _answered(check_in: Reading | None, replies: Replies) -> Answered | None:
    if check_in is None:
        return Answered(Answering.USED) if replies.used else None
    return answer_to(
        check_in,
        used=replies.used,
        is_hard_closed=replies.hard_closed,
        offers_three_low_days=replies.offers_three_low_days and replies.low_days is None,
    )


def _is_quiet(answered: Answered, replies: Replies) -> bool:
    """On a hard day the four ways stand alone, and who asked for nothing more gets nothing more."""
    return answered.page in (Answering.HARD, Answering.USED) or replies.wants_nothing_more


def _reachable(
    request: PersonRequest,
    decision: Decision,
    elsewhere: Elsewhere,
    answered: Answered | None,
    replies: Replies,
) -> Reachable | None:
    """Who is named on the page; None where it names nobody, so that nothing is read for it."""
    if answered is None:
        return None
    picks_words = replies.low_days is LowDaysReply.TELL
    if answered.page not in (Answering.HARD, Answering.USED) and not picks_words:
        return None
    return reachable_now(request, decision, elsewhere)


def _near(decision: Decision) -> tuple[Friend, ...]:
    """The nearest of the circle, those who can be reached first."""
    circle = sorted(circle_of(decision), key=lambda friend: not friend.is_reachable)
    return tuple(circle[:BESIDE])


def _is_back_after_gap(decision: Decision, recent: list[Reading], today: date) -> bool:
    """Some days away, or many. Never said to somebody who is new."""
    if any(reading.day < today for reading in recent):
        return False
    return has_told_before(decision, today)
