"""Everything the Today page shows, in one frozen object."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from porchlight.checkins.queries.notice_today import NoticeToday, notice_today
from porchlight.checkins.queries.steps import (
    AskedAbout,
    OfferedStep,
    StepCard,
    StepSources,
    step_or_question,
)
from porchlight.checkins.readings import has_told_before, readings_of
from porchlight.checkins.replies import replies_of
from porchlight.circles.access import own
from porchlight.circles.queries import Friend, circle_of, talks_of
from porchlight.domain.answering import (
    Answering,
    DayPage,
    LowDaysReply,
    Replies,
    answer_to,
)
from porchlight.domain.checkin import Reading
from porchlight.domain.consent import Decision
from porchlight.domain.fit import Wishes
from porchlight.domain.steps import DatedPlace, Why
from porchlight.domain.street import Street, street_of
from porchlight.people.models import Person
from porchlight.people.requests import PersonRequest
from porchlight.people.wishes import wishes_of

# Away for longer than this, and Today says that it is good to see you.
GAP = timedelta(days=3)
# How many people a page names who could be reached, the nearest first; and how many stand beside
# the three questions.
NAMED, BESIDE = 3, 2
# What is agreed on, the soonest first; the rest is on People.
AGREED_SHOWN = 6

NextSaved = Callable[[Person, Decision, datetime], Any]
RoomNow = Callable[[Person, Decision, datetime, Wishes], DatedPlace | None]
FirstCallOf = Callable[[str], Any]
EndsSoon = Callable[[Decision, datetime], bool]
# What there is of others: `notes` and `asks`, by ties; `said_yes` and `another_time`, by ties, each
# with what was answered; and `agreed`, each of these with a `tie_id`, a `turn` where it is one, and
# a `plan` and its `start` where it is one.
OfOthers = Callable[[Person, datetime], Any]
# Asks for somebody now that wait for the person, and those that they have taken.
AsksTo = Callable[[Person, datetime], Sequence[Any]]
# The ask of yesterday of which they did not say yet how it went, by its id.
AskedYesterday = Callable[[Person, Decision, datetime], Any]


@dataclass(frozen=True)
class Elsewhere:
    """What other apps know and Today shows; `porchlight/urls.py` hands the functions over."""

    step_sources: StepSources
    next_saved: NextSaved
    room_now: RoomNow
    first_call: FirstCallOf
    ends_soon: EndsSoon
    of_others: OfOthers
    asks_to: AsksTo
    asked_yesterday: AskedYesterday


@dataclass(frozen=True)
class Reachable:
    """Who can be reached now: people, nearest first; a room; a line and the emergency number.

    `no_number` is the nearest who could be reached if they had a number or a link here, when nobody
    can be. `first_call` has `line` and `emergency`, each with a number to call, or None.
    `has_somebody_in`: there is somebody who could be asked.
    """

    people: list[Friend]
    room: DatedPlace | None
    first_call: Any
    is_room_open: bool = False
    no_number: Friend | None = None
    has_somebody_in: bool = False


class Waiting(NamedTuple):
    """Somebody of the circle who wrote a note, or asks something."""

    friend: Friend
    is_note: bool


class Answered(NamedTuple):
    """Somebody of the circle who answered, and what they answered."""

    friend: Friend
    row: Any


@dataclass(frozen=True)
class WithOthers:
    """Of the circle: the nearest of those who wrote or ask something, of those who said yes to what
    the person asked, and of those who would like another time for it; and what is agreed on that is
    near, each with whom. `has_plan_today`: there is a plan of today that both said yes to."""

    waiting: Waiting | None = None
    said_yes: Answered | None = None
    another_time: Answered | None = None
    agreed: Sequence[tuple[Friend, Any]] = ()
    has_more: bool = False
    has_plan_today: bool = False


@dataclass(frozen=True)
class TodayPage:
    """`reading` and `day_page` are None until the day is told; then nothing is offered or asked.

    `day_page` is there without `reading` when the person said that they used. `near` are the first
    of the circle, and are read only until the day is told. `with_others` is blank on a day on which
    little is shown.
    """

    name: str
    reading: Reading | None
    day_page: DayPage | None
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
    has_sharing_that_ends: bool = False
    with_others: WithOthers = WithOthers()
    asks_now: Sequence[Any] = ()
    asked_yesterday: Any = None

    @property
    def is_hard(self) -> bool:
        return self.day_page is not None and self.day_page.kind is Answering.HARD

    @property
    def is_used(self) -> bool:
        return self.day_page is not None and self.day_page.kind is Answering.USED

    @property
    def has_talked(self) -> bool:
        return self.reading is not None and self.reading.talked is True


def today_page(request: PersonRequest, elsewhere: Elsewhere) -> TodayPage:
    person, now, today = request.person, request.now, request.today
    decision = own(person, now)
    recent = readings_of(decision, today - GAP, today)
    reading = next((r for r in recent if r.day == today), None)
    replies, asked_for_rest = replies_of(decision, today)
    day_page = _day_page(reading, replies)
    is_quiet = day_page is not None and _is_quiet(day_page, replies)
    rests = is_quiet or (day_page is not None and asked_for_rest)
    friends = () if rests else circle_of(decision)
    notice, card = None, StepCard()
    if reading is not None and not is_quiet:
        notice = notice_today(person, decision, today)
        if not rests:
            sources = elsewhere.step_sources
            card = step_or_question(request, decision, friends, reading, notice, sources)
    is_used = day_page is not None and day_page.kind is Answering.USED
    talks = talks_of(decision, today)
    return TodayPage(
        name=person.name.open(decision) or "",
        reading=reading,
        day_page=day_page,
        replies=replies,
        street=street_of(talks.total, talks.on_day),
        reachable=_reachable(request, decision, elsewhere, day_page, replies),
        notice=notice,
        offered=card.offered,
        asked=card.asked,
        was_declined=card.was_declined,
        next_saved=None if is_used else elsewhere.next_saved(person, decision, now),
        is_back_after_gap=_is_back_after_gap(decision, recent, today),
        near=() if day_page else _near(friends),
        asks_how_it_is_now=replies.asks_how_it_is_now(now),
        has_sharing_that_ends=elsewhere.ends_soon(decision, now),
        with_others=_with_others(person, friends, elsewhere, now, card.offered),
        asks_now=elsewhere.asks_to(person, now),
        asked_yesterday=elsewhere.asked_yesterday(person, decision, now),
    )


def reachable_now(request: PersonRequest, decision: Decision, elsewhere: Elsewhere) -> Reachable:
    """Who a person could reach in this minute, whatever the page is."""
    person, now = request.person, request.now
    everybody = circle_of(decision)
    circle = [friend for friend in everybody if friend.is_offered]
    # The nearest with a number first: a voice in this minute, and then those one can write to.
    people = sorted((f for f in circle if f.is_reachable), key=lambda friend: not friend.phone)
    room = elsewhere.room_now(person, decision, now, wishes_of(person, decision))
    return Reachable(
        people=people[:NAMED],
        room=room,
        first_call=elsewhere.first_call(person.country),
        is_room_open=room is not None and room.starts_at <= now,
        no_number=circle[0] if circle and not people else None,
        has_somebody_in=any(friend.is_in for friend in everybody),
    )


def _day_page(reading: Reading | None, replies: Replies) -> DayPage | None:
    if reading is None:
        return DayPage(Answering.USED) if replies.used else None
    return answer_to(
        reading,
        used=replies.used,
        is_hard_closed=replies.hard_closed,
        offers_three_low_days=replies.offers_three_low_days and replies.low_days is None,
    )


def _is_quiet(day_page: DayPage, replies: Replies) -> bool:
    """On a hard day the four ways stand alone, and who asked for nothing more gets nothing more."""
    return day_page.kind in (Answering.HARD, Answering.USED) or replies.wants_nothing_more


def _reachable(
    request: PersonRequest,
    decision: Decision,
    elsewhere: Elsewhere,
    day_page: DayPage | None,
    replies: Replies,
) -> Reachable | None:
    """Who is named on the page; None where it names nobody, so that nothing is read for it."""
    if day_page is None:
        return None
    picks_words = replies.low_days is LowDaysReply.TELL
    if day_page.kind not in (Answering.HARD, Answering.USED) and not picks_words:
        return None
    return reachable_now(request, decision, elsewhere)


def _near(friends: Sequence[Friend]) -> tuple[Friend, ...]:
    """The nearest of the circle, those who can be reached first."""
    return tuple(sorted(friends, key=lambda friend: not friend.is_reachable)[:BESIDE])


def _with_others(
    person: Person,
    friends: Sequence[Friend],
    elsewhere: Elsewhere,
    now: datetime,
    offered: OfferedStep | None,
) -> WithOthers:
    """Nothing is read for a circle in which nobody has an account. A turn that is the step of the
    day stands there, and not once more."""
    if not any(friend.is_in for friend in friends):
        return WithOthers()
    found = elsewhere.of_others(person, now)
    named = {friend.tie_id: friend for friend in friends}
    waiting = (
        Waiting(friend, is_note=friend.tie_id in found.notes)
        for friend in friends
        if friend.tie_id in found.notes | found.asks
    )
    agreed = [(named[row.tie_id], row) for row in found.agreed if row.tie_id in named]
    step = next((one for one in agreed if _is_step(*one, offered)), None)
    shown = [one for one in agreed if one is not step]
    more = len(shown) > AGREED_SHOWN
    today = now.astimezone(person.zoneinfo).date()
    return WithOthers(
        next(waiting, None),
        _nearest(friends, found.said_yes),
        _nearest(friends, found.another_time),
        shown[:AGREED_SHOWN],
        more,
        has_plan_today=any(row.plan and row.start.here.date() == today for _friend, row in agreed),
    )


def _nearest(friends: Sequence[Friend], answered: Mapping[UUID, Any]) -> Answered | None:
    found = (one for one in friends if one.tie_id in answered)
    return next((Answered(one, answered[one.tie_id]) for one in found), None)


def _is_step(friend: Friend, row: Any, offered: OfferedStep | None) -> bool:
    if offered is None or offered.step.reason.why is not Why.AGREED:
        return False
    return row.turn is not None and row.turn.is_mine and friend == offered.friend


def _is_back_after_gap(decision: Decision, recent: list[Reading], today: date) -> bool:
    """Some days away, or many. Never said to somebody who is new."""
    if any(reading.day < today for reading in recent):
        return False
    return has_told_before(decision, today)
