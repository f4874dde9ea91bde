"""What is done with an ask: put it, answer it, take it back, say how it went.

Each write sends the same statements whether it reaches the other or not: what does not is written
to nobody's row.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import DateTimeField, F, QuerySet, Value
from django.db.models.functions import Greatest

from porchlight.circles.actions import note_talk, take_turns
from porchlight.circles.facts import NOBODY
from porchlight.circles.models import Tie
from porchlight.domain.ask import (
    KEPT_AFTER,
    MOST_A_DAY,
    MOST_AN_HOUR,
    STOPS_AFTER,
    Ask,
    AskOutcome,
    HelperAnswer,
    ManyAsks,
    NoLongerNeeded,
)
from porchlight.domain.consent import Decision
from porchlight.outbox.actions import bring_forward, queue_message
from porchlight.people.encryption.keys import hold_rings
from porchlight.people.limits import count_try, tries_within
from porchlight.people.models import Person
from porchlight.postgresql.owners import every_row
from porchlight.prepared_writes import PreparedUpdate
from porchlight.reach.asks.messages import ASK, occasion_of
from porchlight.reach.asks.queries import asked_of, in_call, is_going_on, times_of_received
from porchlight.reach.lights.actions import rest_when_enough
from porchlight.reach.lights.queries import has_enough
from porchlight.reach.models import AskedPerson, ReceivedAsk, SentAsk
from porchlight.together.actions import DAY, HOUR, reaches

DOOR = "asks"
KEEP_OWN_ANSWER = PreparedUpdate(ReceivedAsk, "answer")
TELL_ANSWER = PreparedUpdate(AskedPerson, "answer")
RETELL = PreparedUpdate(SentAsk, "told")


def count_ask(person: Person, at: datetime) -> None:
    """Count one ask of this person. Raises ManyAsks."""
    count_try(DOOR, str(person.pk), at)
    of_an_hour = tries_within(DOOR, str(person.pk), at, HOUR)
    if of_an_hour > MOST_AN_HOUR or tries_within(DOOR, str(person.pk), at, DAY) > MOST_A_DAY:
        raise ManyAsks


@every_row()
@transaction.atomic
def put_ask(person: Person, ask: Ask, number: str, accounts: Mapping[UUID, UUID]) -> SentAsk:
    """Send it to whom it names: `accounts` gives, by tie, whose account that is. `number` is how
    the person is reached, or "". Whoever is in a call hears nothing of it, and the person cannot
    tell. It takes back what is still open: there is one at a time. Where another tab was faster
    with one that was put later, that one stands, and is given back. A message is queued for each of
    them, whether any device of theirs is on or not."""
    at, stops_at = ask.times.asked_at, ask.times.stops_at
    take_turns(person)
    own_asks = SentAsk.objects.filter(person=person)
    # Each of them first: until this is done nobody opens one anew.
    list(own_asks.order_by("pk").select_for_update().values_list("pk"))
    newer = own_asks.filter(asked_at__gt=at).order_by("-asked_at").first()
    if newer is not None:
        return newer
    _take_back(own_asks.filter(stops_at__gt=at), at)
    told = {"words": ask.words, "number": number}
    sent = SentAsk(
        person=person,
        asked_at=at,
        stops_at=stops_at,
        over_on=(at + KEPT_AFTER).date(),
        told={**told, "outcome": None},
    )
    sent.save(force_insert=True)
    in_calls = in_call({accounts[one.tie_id] for one in ask.asked}, at)
    hold_rings({accounts[one.tie_id] for one in ask.asked})
    for one in ask.asked:
        account = accounts[one.tie_id]
        asked = AskedPerson(person=person, ask=sent, tie_id=one.tie_id, due_at=one.due_at)
        asked.save(force_insert=True)
        received = ReceivedAsk(pk=asked.pk, author=person, reader_id=account, ask=sent, told=told)
        received.due_at, received.stops_at = one.due_at, stops_at
        received.is_there = reaches(person, account) and account not in in_calls
        received.save(force_insert=True)
        matter = {"received": str(received.pk)}
        queue_message(ASK, account, occasion_of(received.pk), matter, at, one.due_at)
    return sent


@every_row()
@transaction.atomic
def answer_ask(
    helper: Person, received_id: UUID, answer: HelperAnswer, at: datetime, decision: Decision | None
) -> None:
    """What somebody who was asked says. `decision` is on what the asker wrote for the helper, None
    once they let go. The same once more changes nothing. Raises NoLongerNeeded, for a yes of
    somebody who was there often enough on this night, too."""
    take_turns(helper)
    found = ReceivedAsk.objects.filter(pk=received_id, reader=helper, is_there=True)
    # The asker's row first: of two who are here one waits for the other, and comes too late.
    ask = SentAsk.objects.select_for_update(of=("self",)).filter(received__in=found)
    list(ask.values_list("pk"))
    held = found.select_for_update().first()
    if held is None or decision is None:
        raise NoLongerNeeded
    asked = asked_of(held, decision)
    if asked.said is answer:
        return
    if not times_of_received(held).may_answer(asked, answer, at):
        raise NoLongerNeeded
    if answer is HelperAnswer.HERE and has_enough(helper, at):
        raise NoLongerNeeded
    held.answer = str(answer)
    KEEP_OWN_ANSWER(held)
    ask_id = held.ask_id if _tell(helper, held, answer, at) else NOBODY
    if answer is HelperAnswer.HERE:
        SentAsk.objects.filter(pk=ask_id).update(claimed_by=helper, claimed_at=at)
        ReceivedAsk.objects.filter(ask=ask_id).exclude(pk=held.pk).update(over_at=at)
        rest_when_enough(helper, at)
    elif answer is HelperAnswer.NOT_REACHED:
        _open_anew(ask_id, at)


@every_row()
@transaction.atomic
def close_talked(
    helper: Person, received_id: UUID, at: datetime, decision: Decision | None
) -> bool:
    """Whoever was here says that they talked: it is over for them, once; whether it was theirs. The
    asker reads it, and says for themselves how it went. `decision` is on what the asker wrote for
    the helper, None once they let go."""
    take_turns(helper)
    mine = ReceivedAsk.objects.filter(pk=received_id, reader=helper, is_there=True, over_at=None)
    held = mine.select_for_update().first()
    if held is None or decision is None:
        return False
    if asked_of(held, decision).said is not HelperAnswer.HERE:
        return False
    mine.update(over_at=at)
    held.answer = str(HelperAnswer.TALKED)
    KEEP_OWN_ANSWER(held)
    _tell(helper, held, HelperAnswer.TALKED, at)
    return True


def _tell(helper: Person, held: ReceivedAsk, answer: HelperAnswer, at: datetime) -> bool:
    """Write an answer to the asker's row; to nobody's, and False, where it is a pass or the helper
    let go of the asker."""
    is_heard = answer is not HelperAnswer.NOT_NOW and reaches(helper, held.author_id)
    told = AskedPerson(pk=held.pk if is_heard else NOBODY, person_id=held.author_id)
    told.answer = {"answer": str(answer), "at": at.isoformat()}
    TELL_ANSWER(told)
    return is_heard


def _open_anew(ask_id: UUID, at: datetime) -> None:
    """The others have ten minutes from now on, and who was to come next is asked at once. Not where
    something newer was put since: there is one at a time."""
    SentAsk.objects.filter(pk=ask_id).update(claimed_by=None, claimed_at=None)
    newest = _newest(SentAsk.objects.filter(pk=ask_id).values("person"))
    ask_id = ask_id if newest == ask_id else NOBODY
    stops_at = Greatest(F("stops_at"), Value(at + STOPS_AFTER, DateTimeField()))
    SentAsk.objects.filter(pk=ask_id).update(stops_at=stops_at)
    ReceivedAsk.objects.filter(ask=ask_id).update(over_at=None, stops_at=stops_at)
    to_come = ReceivedAsk.objects.filter(ask=ask_id, due_at__gt=at)
    recipients = dict(to_come.values_list("pk", "reader_id"))
    hold_rings(recipients.values())
    occasions = {occasion_of(received): reader for received, reader in recipients.items()}
    bring_forward(ASK, occasions, at)
    for model in (AskedPerson, ReceivedAsk):
        model.objects.filter(ask=ask_id, due_at__gt=at).update(due_at=at)


@every_row()
@transaction.atomic
def take_back(person: Person, ask_id: UUID, at: datetime) -> None:
    """By whoever asked, at any moment; what is over stays as it ended."""
    _take_back(SentAsk.objects.filter(is_going_on(at), pk=ask_id, person=person), at)


@every_row()
@transaction.atomic
def keep_open(person: Person, ask_id: UUID, until: datetime) -> None:
    """When nobody came: leave it open until then. Nobody is asked anew. It is the newest one that
    can be kept: there is one at a time."""
    take_turns(person)
    sent = SentAsk.objects.filter(pk=ask_id, person=person, taken_back_at=None, claimed_at=None)
    if _newest([person.pk]) == ask_id and sent.filter(stops_at__lt=until).update(stops_at=until):
        ReceivedAsk.objects.filter(ask=ask_id).update(stops_at=until)


@transaction.atomic
def say_how_it_went(
    person: Person,
    sent: SentAsk,
    outcome: AskOutcome,
    tie: Tie | None,
    day: date,
    decision: Decision,
) -> None:
    """On the day after, once. Who talked with somebody says with whom: that is a contact of the day
    of the ask. `decision` is the person's own."""
    told = sent.told.open(decision) or {}
    if told.get("outcome"):
        return
    sent.told = {**told, "outcome": str(outcome)}
    RETELL(sent)
    if outcome is AskOutcome.TALKED and tie is not None:
        note_talk(tie, day, decision)


@every_row()
@transaction.atomic
def take_back_all(person: Person, at: datetime) -> None:
    """Whatever is open, and what was answered. Nobody is told."""
    take_turns(person)
    _take_back(SentAsk.objects.filter(is_going_on(at), person=person), at)


def drop_old_asks(now: datetime) -> None:
    """Once a day; what was answered to it goes with it."""
    SentAsk.objects.filter(over_on__lt=(now - timedelta(days=1)).date()).delete()


def _take_back(sent: QuerySet[SentAsk], at: datetime) -> None:
    open_ones = sent.filter(taken_back_at=None).order_by("pk").select_for_update()
    ids = list(open_ones.values_list("pk", flat=True))
    SentAsk.objects.filter(pk__in=ids).update(taken_back_at=at)
    ReceivedAsk.objects.filter(ask__in=ids).update(over_at=at)


def _newest(people: Any) -> UUID | None:
    """The one that one of these people put last."""
    found = SentAsk.objects.filter(person__in=people).order_by("-asked_at")
    return found.values_list("pk", flat=True).first()
