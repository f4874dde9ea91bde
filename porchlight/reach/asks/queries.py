"""Asks: one's own with what came of it, and those that reached one."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q
from django.http import Http404

from porchlight.circles.access import own, row, rows, rows_of_each, written_to
from porchlight.circles.facts import NOBODY, keeping_a_tie_to
from porchlight.circles.queries import Friend, circle_of
from porchlight.domain.ask import (
    CALL_EXPECTED_WITHIN,
    Ask,
    AskedOne,
    AskOutcome,
    AskState,
    AskTimes,
    HelperAnswer,
    Picked,
)
from porchlight.domain.consent import DataClass, Decision
from porchlight.domain.light import Light
from porchlight.people.encryption.keys import hold_rings
from porchlight.people.models import Person
from porchlight.postgresql.owners import every_row, owners_named
from porchlight.reach.lights.queries import accounts_of, has_enough, lights_shown_to
from porchlight.reach.models import AskedPerson, ReceivedAsk, SentAsk

# Whoever said "I'm here" so short a time ago is taken to be in that call.
IN_CALL_FOR = timedelta(minutes=30)
# So long after it would have stopped, what somebody took is still among the asks of their pages.
LISTED_FOR = timedelta(hours=6)
MOST_SHOWN = 20


@dataclass(frozen=True)
class Helper:
    """Somebody of the circle who is in, and their light, as far as they show one."""

    friend: Friend
    account: UUID
    picked: Picked

    @property
    def light(self) -> Light | None:
        return self.picked.light


def helpers_of(person: Person, decision: Decision, at: datetime) -> list[Helper]:
    """Everybody of the circle who is in, the nearest first. `decision` is the person's own. As many
    queries for one of them as for many."""
    accounts, circle = accounts_of(decision), circle_of(decision)
    lights = lights_shown_to(person, accounts, at)
    return [
        Helper(one, account, Picked(one.tie_id, lights.get(one.tie_id)))
        for one in circle
        if (account := accounts.get(one.tie_id)) is not None
    ]


def lights_on(person: Person, accounts: Mapping[UUID, UUID], at: datetime) -> dict[UUID, datetime]:
    """By tie, until when the light is on of those behind these ties, as they said: that somebody is
    in a call changes nothing of it, since it would tell of that. As many queries for one as for
    many."""
    lights = lights_shown_to(person, accounts, at)
    return {
        tie_id: until
        for tie_id, light in lights.items()
        if (until := light.on_until(at)) is not None
    }


def lights_in_circle(person: Person, at: datetime) -> dict[UUID, datetime]:
    """`lights_on` of everybody of the circle who is in."""
    return lights_on(person, accounts_of(own(person, at)), at)


@every_row()
def in_call(accounts: Collection[UUID], at: datetime) -> set[UUID]:
    """Those of them who said to somebody that they are here, and may still be talking: nothing was
    said of how it went."""
    claimed = SentAsk.objects.filter(
        claimed_by__in={NOBODY, *accounts},
        claimed_at__gt=at - IN_CALL_FOR,
        received__reader=F("claimed_by"),
        received__over_at=None,
    )
    return set(claimed.values_list("claimed_by_id", flat=True))


@dataclass(frozen=True)
class OwnAsk:
    """An ask as whoever asked sees it. `friends` has, by tie, everybody in the circle; who was
    taken off it is not in it any more."""

    ask_id: UUID
    ask: Ask
    state: AskState
    number: str
    outcome: AskOutcome | None
    friends: dict[UUID, Friend]
    at: datetime

    @property
    def here(self) -> Friend | None:
        """Who is here for them."""
        return self._friend(self.ask.here)

    @property
    def is_call_late(self) -> bool:
        """They said that they are here some time ago: it may not have come through."""
        here = self.ask.here
        answered_at = here.answered_at if here and not self.ask.have_talked else None
        return answered_at is not None and self.at >= answered_at + CALL_EXPECTED_WITHIN

    @property
    def later(self) -> list[Friend]:
        return self._friends(self.ask.with_answer(HelperAnswer.LATER))

    @property
    def not_reached(self) -> list[Friend]:
        return self._friends(self.ask.with_answer(HelperAnswer.NOT_REACHED))

    @property
    def reached(self) -> list[Friend]:
        return self._friends(self.ask.reached(self.at))

    @property
    def to_come(self) -> list[Friend]:
        return self._friends(self.ask.to_come(self.at))

    @property
    def lines_have_risen(self) -> bool:
        return self.ask.lines_have_risen(self.at)

    @property
    def is_over(self) -> bool:
        return self.state in (AskState.ENDED, AskState.TAKEN_BACK)

    def _friends(self, asked: Collection[AskedOne]) -> list[Friend]:
        return [friend for one in asked if (friend := self._friend(one)) is not None]

    def _friend(self, asked: AskedOne | None) -> Friend | None:
        return self.friends.get(asked.tie_id) if asked else None


def is_going_on(at: datetime) -> Q:
    """Of what was not taken back: open, or answered. Whoever is here can still read that."""
    return Q(stops_at__gt=at) | Q(claimed_at__isnull=False)


def times_of(sent: SentAsk) -> AskTimes:
    return AskTimes(sent.asked_at, sent.stops_at, sent.claimed_at, sent.taken_back_at)


def own_ask(person: Person, ask_id: UUID, at: datetime) -> OwnAsk:
    """One of the person's own. Http404 for any other. A fixed number of queries."""
    decision = own(person, at)
    sent = row(SentAsk, decision, pk=ask_id)
    told = sent.told.open(decision) or {}
    asked = [
        _asked(one, decision)
        for one in rows(AskedPerson, decision).filter(ask=sent).order_by("due_at", "pk")
    ]
    ask = Ask(told["words"], times_of(sent), tuple(asked))
    return OwnAsk(
        ask_id=sent.pk,
        ask=ask,
        state=ask.state(at),
        number=told["number"],
        outcome=AskOutcome(told["outcome"]) if told["outcome"] else None,
        friends={friend.tie_id: friend for friend in circle_of(decision)},
        at=at,
    )


def _asked(held: AskedPerson, decision: Decision) -> AskedOne:
    tie_id = held.tie_id or NOBODY
    answer = held.answer.open(decision)
    if not answer:
        return AskedOne(tie_id, held.due_at)
    answered_at = datetime.fromisoformat(answer["at"])
    return AskedOne(tie_id, held.due_at, HelperAnswer(answer["answer"]), answered_at)


@dataclass(frozen=True)
class AskToMe:
    """An ask that reached the person. `is_open`: it waits for their answer; `is_mine`: they said
    that they are here and have it. In any other case it is no longer needed, nothing says why, and
    its words are not there any more.
    """

    received_id: UUID
    friend: Friend
    words: str
    number: str
    asked_at: datetime
    answer: HelperAnswer | None
    is_open: bool
    is_mine: bool

    @property
    def concerns_me(self) -> bool:
        return self.is_open or self.is_mine

    @property
    def mark(self) -> str:
        """Changes whenever the page does. All that is over has one mark: it tells no more than the
        page, which does not say how it ended."""
        if self.is_mine:
            return "mine"
        return f"open-{self.answer or ''}" if self.is_open else "over"


def asks_to(person: Person, at: datetime) -> list[AskToMe]:
    """Those that wait for the person, and those that they have taken and that stopped not long ago,
    the newest first. One query where nobody asked of late; else a fixed number. Whom the page was
    about before is not named in here, and who asked is not named on it."""
    with owners_named():
        authors = _asked_by(person.pk, at)
        if not authors:
            return []
        found = _asks_to(person, _friends(own(person, at)), authors, at)
        return [one for one in found if one.concerns_me]


def mark_of(asks: Iterable[AskToMe]) -> str:
    """Changes whenever the list of them does, so that a page that is open asks for no more."""
    facts = "|".join(f"{ask.received_id} {ask.mark}" for ask in asks)
    return hashlib.sha256(facts.encode()).hexdigest()[:16]


def ask_to(person: Person, received_id: UUID, at: datetime) -> AskToMe:
    """One that reached the person. Http404 for any other, and of somebody who is not in their
    circle. Whoever let go of them since shows what one who took it back does: that it is over."""
    friends = _friends(own(person, at))  # before anybody else is decided about
    asked_at = _asked_by(person.pk, at, received_id)
    found = _asks_to(person, friends, asked_at, at, received_id) if asked_at else []
    for author_id, due_at in asked_at.items():
        if author_id in friends:
            gone = AskToMe(received_id, friends[author_id], "", "", due_at, None, False, False)
            return found[0] if found else gone
    raise Http404


def decision_on_ask(reader: Person, received_id: UUID, at: datetime) -> Decision | None:
    """On what whoever sent this one wrote for the reader; None where they let go of the reader
    since. Http404 where it is not there."""
    authors = _asked_by(reader.pk, at, received_id)
    there = keeping_a_tie_to(reader.pk, {NOBODY, *authors})
    if not authors:
        raise Http404
    return next(iter(written_to(reader, there, DataClass.ASK, at).values()), None)


@every_row()
def _asked_by(
    reader_id: UUID, at: datetime, received_id: UUID | None = None
) -> dict[UUID, datetime]:
    """Who asked the reader of late, and since when it is due; or who sent this one. None of the
    words is read."""
    found = ReceivedAsk.objects.filter(reader=reader_id, is_there=True, due_at__lte=at)
    # By the time alone, which is the same however it ended.
    of_late = {"stops_at__gt": at - LISTED_FOR} if received_id is None else {"pk": received_id}
    found = found.filter(**of_late)
    return dict(found.values_list("author_id", "due_at"))


def _friends(decision: Decision) -> dict[UUID, Friend]:
    """By account, everybody of the circle who is in."""
    friends = {friend.tie_id: friend for friend in circle_of(decision)}
    return {account: friends[tie_id] for tie_id, account in accounts_of(decision).items()}


def _asks_to(
    person: Person,
    friends: Mapping[UUID, Friend],
    authors: Collection[UUID],
    at: datetime,
    received_id: UUID | None = None,
) -> list[AskToMe]:
    """Those of these authors. What is the person's own, as `friends` is by account, is read before
    anybody else is decided about."""
    is_enough = has_enough(person, at)
    there = keeping_a_tie_to(person.pk, authors)
    hold_rings(there)
    decisions = written_to(person, there, DataClass.ASK, at)
    found = rows_of_each(ReceivedAsk, decisions.values()).filter(is_there=True, due_at__lte=at)
    # In the list, what is over takes the place of nothing that waits.
    of_list = {"over_at": None, "stops_at__gt": at - LISTED_FOR}
    found = found.filter(**(of_list if received_id is None else {"pk": received_id}))
    return [
        _opened(one, decisions[one.author_id], friends[one.author_id], at, is_enough)
        for one in found.order_by("-due_at", "pk")[:MOST_SHOWN]
        if one.author_id in friends
    ]


def _opened(
    held: ReceivedAsk, decision: Decision, friend: Friend, at: datetime, has_enough: bool
) -> AskToMe:
    told = held.told.open(decision) or {}
    asked = asked_of(held, decision)
    is_open = not has_enough and times_of_received(held).is_open_to(asked, at)
    is_mine = asked.answer is HelperAnswer.HERE and held.over_at is None
    return AskToMe(
        received_id=held.pk,
        friend=friend,
        words=told["words"] if is_open or is_mine else "",
        number=told["number"] if is_open or is_mine else "",
        asked_at=held.due_at,
        answer=asked.said,
        is_open=is_open,
        is_mine=is_mine,
    )


def asked_of(held: ReceivedAsk, decision: Decision) -> AskedOne:
    """What the one who was asked said of it, as the rules have it."""
    told = held.answer.open(decision)
    said = HelperAnswer(told) if told else None
    has_passed = said is HelperAnswer.NOT_NOW
    return AskedOne(NOBODY, held.due_at, None if has_passed else said, has_passed=has_passed)


def times_of_received(held: ReceivedAsk) -> AskTimes:
    """As far as the one who was asked can tell: what is over for them counts as taken back."""
    return AskTimes(held.due_at, held.stops_at, taken_back_at=held.over_at)
