"""Messages: queued with their cause, decided again when sent, given up at last."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from threading import Event

import pytest
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from porchlight.circles.access import own
from porchlight.outbox import sending
from porchlight.outbox.actions import (
    NoCause,
    drop_parked,
    message_key,
    queue_message,
    try_parked_again,
)
from porchlight.outbox.jobs import KEPT_FOR, tidy_messages
from porchlight.outbox.kinds import NotTaken, NotYet, Outgoing
from porchlight.outbox.models import Message
from porchlight.outbox.sending import MOST_ATTEMPTS, send_due
from porchlight.people.closing import close_account
from porchlight.postgresql.owners import every_row
from porchlight.schedule import Lane
from tests.make import NOW, make_person
from tests.outbox.post import Sink, about_oneself, about_somebody, grant, kind_for, queue, withdraw

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
DAY = timedelta(days=1)


def send(*kinds, at=NOW, lane=Lane.NOW, stop=None) -> int:
    return send_due({kind.name: kind for kind in kinds}, lane, lambda: at, stop or Event())


@pytest.fixture
def sink():
    return Sink()


def test_a_message_is_sent_when_it_is_due_and_then_tells_nothing_but_the_day(ana, sink):
    kind = kind_for(sink)
    queue(kind, ana, due_at=NOW + HOUR)
    assert send(kind, at=NOW + HOUR - timedelta(seconds=1)) == 0
    assert send(kind, at=NOW + HOUR) == 1
    assert sink.handed_over == [(message_key("note", ana.pk, "one"), "one")]
    left = Message.objects.get()
    midnight = NOW.replace(hour=0, minute=0)
    assert (left.ended_at, left.due_at, left.queued_at) == (midnight, midnight, midnight)
    assert (left.matter.envelope, left.lease, left.leased_until) == (None, None, None)
    assert send(kind, at=NOW + DAY) == 0


def test_without_its_cause_no_message_is_there(ana, sink):
    with transaction.atomic():
        queue_message(kind_for(sink), ana.pk, "one", {}, NOW)
        transaction.set_rollback(True)  # the cause came to nothing after all
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_message_cannot_be_queued_outside_of_a_transaction(sink):
    with pytest.raises(NoCause):
        queue_message(kind_for(sink), make_person("ana").pk, "one", {}, NOW)


def test_the_same_occasion_is_queued_once_even_when_it_was_sent(ana, sink):
    kind = kind_for(sink)
    for _ in range(2):
        queue(kind, ana)
        queue(kind, ana)
        send(kind)
    assert sink.handed_over == [(message_key("note", ana.pk, "one"), "one")]


def test_other_kinds_people_and_occasions_have_keys_of_their_own(ana, cleo):
    keys = {
        message_key(kind, person.pk, occasion)
        for kind in ("note", "ask")
        for person in (ana, cleo)
        for occasion in ("one", "two")
    }
    assert len(keys) == 8
    assert message_key("note", ana.pk, "one") in keys


def test_what_it_is_about_is_sealed(ana, sink):
    queue(kind_for(sink), ana, "a very private occasion")
    stored = bytes(Message.objects.get().matter.envelope)
    assert b"occasion" not in stored
    assert len(stored) == 17 + 256 + 16  # header, padded content, tag


def test_who_closed_the_account_since_is_not_written_to(ana, sink):
    kind = kind_for(sink)
    queue(kind, ana)
    close_account(ana, NOW)
    assert send(kind) == 1
    assert sink.handed_over == []
    assert Message.objects.get().ended_at is not None


def test_a_grant_that_was_withdrawn_since_sends_nothing(ana, ben, sink):
    kind = kind_for(sink, prepare=about_somebody)
    granted = grant(ana, ben)
    queue(kind, ben, "before", about=ana)
    queue(kind, ben, "after", about=ana, due_at=NOW + HOUR)
    send(kind)
    withdraw(granted)
    send(kind, at=NOW + HOUR)
    assert sink.seen == {"before": 1}
    assert not Message.objects.waiting().exists()


def test_without_a_grant_nothing_was_ever_sent(ana, cleo, sink):
    kind = kind_for(sink, prepare=about_somebody)
    queue(kind, cleo, about=ana)
    assert send(kind) == 1
    assert sink.handed_over == []


def test_what_has_nothing_to_say_any_more_is_dropped(ana, sink):
    kind = kind_for(sink, prepare=lambda message, at: None)
    queue(kind, ana)
    send(kind)
    assert (sink.handed_over, Message.objects.waiting().count()) == ([], 0)


def test_a_decision_of_another_moment_sends_nothing(ana, sink, caplog):
    earlier = own(ana, NOW - timedelta(seconds=1))
    kind = kind_for(sink, prepare=lambda message, at: Outgoing(earlier, "words"))
    queue(kind, ana)
    send(kind)
    assert sink.handed_over == []
    assert "StaleDecision" in caplog.text


def test_a_channel_that_is_down_is_tried_again_and_its_trouble_is_not_told(ana, sink, caplog):
    kind = kind_for(sink)
    queue(kind, ana)
    sink.is_down = True
    send(kind)
    left = Message.objects.get()
    assert (left.attempts, left.lease) == (1, None)
    assert NOW < left.due_at <= NOW + timedelta(seconds=15)
    assert "ChannelIsDown" in caplog.text
    assert "example.org" not in caplog.text
    sink.is_down = False
    assert send(kind, at=left.due_at) == 1
    assert sink.seen == {"one": 1}


def test_one_that_fails_keeps_no_other_back(ana, cleo, sink):
    def fail_for_ana(message, at):
        if message.person_id == ana.pk:
            raise ValueError
        return about_oneself(message, at)

    kind = kind_for(sink, prepare=fail_for_ana)
    queue(kind, ana)
    queue(kind, cleo)
    assert send(kind) == 2
    assert sink.handed_over == [(message_key("note", cleo.pk, "one"), "one")]


def give_up(kind, sink) -> None:
    sink.is_down = True
    for _ in range(MOST_ATTEMPTS):
        due_at = Message.objects.waiting().get().due_at
        assert send(kind, at=due_at) == 1
    sink.is_down = False


def test_after_many_attempts_it_is_given_up_until_somebody_says_otherwise(ana, sink):
    kind = kind_for(sink)
    queue(kind, ana)
    give_up(kind, sink)
    parked = Message.objects.parked().get()
    assert parked.parked_at - NOW < 5 * HOUR
    assert send(kind, at=NOW + DAY) == 0
    assert try_parked_again(NOW + DAY, "another kind") == 0
    assert try_parked_again(NOW + DAY) == 1
    assert send(kind, at=NOW + DAY) == 1
    assert sink.seen == {"one": 1}


def test_what_was_given_up_can_be_deleted(ana, sink):
    kind = kind_for(sink)
    queue(kind, ana)
    give_up(kind, sink)
    assert drop_parked("another kind") == 0
    assert drop_parked("note") == 1
    assert not Message.objects.exists()


def test_what_the_worker_died_of_each_time_is_given_up_without_another_try(ana, sink):
    kind = kind_for(sink)
    queue(kind, ana)
    Message.objects.update(attempts=MOST_ATTEMPTS)
    send(kind)
    assert sink.handed_over == []
    assert Message.objects.parked().count() == 1


def test_lanes_and_unknown_kinds_are_left_alone(ana, sink):
    slow, other = kind_for(sink, "weekly", lane=Lane.SLOW), kind_for(sink, "other")
    queue(slow, ana)
    queue(other, ana)
    assert send(slow, lane=Lane.NOW) == 0
    assert send(slow, lane=Lane.SLOW) == 1
    assert send(lane=Lane.NOW) == 0
    assert Message.objects.waiting().get().kind == "other"


def test_told_to_stop_it_gives_back_what_it_did_not_send(ana, cleo, sink):
    stop = Event()

    def stop_then(message, at):
        stop.set()
        return about_oneself(message, at)

    kind = kind_for(sink, prepare=stop_then)
    queue(kind, ana)
    queue(kind, cleo)
    send(kind, stop=stop)
    assert len(sink.handed_over) == 1
    left = Message.objects.waiting().get()
    assert (left.lease, left.leased_until, left.attempts) == (None, None, 0)


def test_slow_sending_gives_the_rest_back_so_that_jobs_get_their_turn(ana, cleo, sink, monkeypatch):
    seconds = [0.0]
    monkeypatch.setattr(sending, "monotonic", lambda: seconds[0])
    deliver = sink.deliver

    def slow(key, outgoing):
        seconds[0] += 11.0
        deliver(key, outgoing)

    monkeypatch.setattr(sink, "deliver", slow)
    kind = kind_for(sink)
    queue(kind, ana)
    queue(kind, cleo)
    send(kind)
    assert len(sink.handed_over) == 1
    left = Message.objects.waiting().get()
    assert (left.lease, left.attempts) == (None, 0)


def test_what_kills_the_worker_costs_what_was_claimed_beside_it_one_attempt(ana, cleo, sink):
    """A worker that dies of the same message each time, as when it runs out of memory."""

    def die_of_one(key, outgoing):
        if outgoing.words == "deadly":
            raise SystemExit
        sink.deliver(key, outgoing)

    kind = kind_for(sink, deliver=die_of_one)
    queue(kind, ana, "deadly")
    queue(kind, cleo, "beside it", due_at=NOW + timedelta(seconds=1))
    for number in range(MOST_ATTEMPTS):
        with suppress(SystemExit):
            send(kind, at=NOW + HOUR * (number + 1))
    beside_it = Message.objects.get(person=cleo)
    assert (beside_it.attempts, sink.handed_over) == (1, [])
    send(kind, at=NOW + HOUR * (MOST_ATTEMPTS + 1))
    assert Message.objects.parked().get().person == ana
    assert [words for _, words in sink.handed_over] == ["beside it"]


def test_what_was_sent_is_noted_with_few_writes(ana, sink, monkeypatch):
    monkeypatch.setattr(sending, "monotonic", lambda: 0.0)
    kind = kind_for(sink)
    for number in range(30):
        queue(kind, ana, f"number {number}")
    with CaptureQueriesContext(connection) as queries:
        assert send(kind) == 30
    writes = [q["sql"] for q in queries if f'UPDATE "{Message._meta.db_table}"' in q["sql"]]
    assert len(sink.handed_over) == 30
    assert not Message.objects.waiting().exists()
    assert len(writes) == 3  # claimed, begun, and noted


def test_after_a_slow_one_what_was_sent_is_noted_before_the_next(ana, cleo, sink, monkeypatch):
    seconds, noted = [0.0], []
    monkeypatch.setattr(sending, "monotonic", lambda: seconds[0])

    def slow(message, at):
        with every_row():
            noted.append(Message.objects.exclude(ended_at=None).count())
        seconds[0] += 5.0
        return about_oneself(message, at)

    kind = kind_for(sink, prepare=slow)
    queue(kind, ana)
    queue(kind, ana, "two", due_at=NOW + MINUTE)
    queue(kind, cleo, due_at=NOW + HOUR)
    send(kind, at=NOW + HOUR)
    assert noted == [0, 0, 2]


def test_a_note_of_what_was_sent_that_fails_keeps_the_next_from_nothing(
    ana, cleo, sink, monkeypatch
):
    seconds, tried = [0.0], []
    monkeypatch.setattr(sending, "monotonic", lambda: seconds[0])
    note = sending.let_go_together

    def fails_once(messages, **changes):
        tried.append(len(messages))
        if len(tried) == 1:
            raise OperationalError("the disk is full")
        note(messages, **changes)

    monkeypatch.setattr(sending, "let_go_together", fails_once)

    def slow(message, at):
        seconds[0] += 1.0
        return about_oneself(message, at)

    kind = kind_for(sink, prepare=slow)
    queue(kind, ana)
    queue(kind, ana, "two", due_at=NOW + MINUTE)
    queue(kind, cleo, due_at=NOW + HOUR)
    assert send(kind, at=NOW + HOUR) == 3
    assert len(sink.handed_over) == 3
    assert tried == [2, 3]
    assert not Message.objects.waiting().exists()


def test_what_is_to_be_sent_later_is_put_off_as_if_it_were_new(ana, sink):
    def not_yet(message, at):
        if at < NOW + HOUR:
            raise NotYet(NOW + HOUR)
        return about_oneself(message, at)

    kind = kind_for(sink, prepare=not_yet)
    queue(kind, ana)
    assert send(kind) == 1
    left = Message.objects.get()
    assert (left.due_at, left.attempts, left.lease, left.parked_at) == (NOW + HOUR, 0, None, None)
    assert left.queued_at == NOW.replace(hour=0, minute=0)
    assert send(kind, at=NOW + HOUR - timedelta(seconds=1)) == 0
    assert send(kind, at=NOW + HOUR) == 1
    assert sink.seen == {"one": 1}


def test_a_kind_that_puts_off_to_the_past_is_not_asked_all_the_time(ana, sink):
    def not_yet(message, at):
        raise NotYet(at - HOUR)

    kind = kind_for(sink, prepare=not_yet)
    queue(kind, ana)
    assert send(kind) == 1
    assert send(kind) == 0


@pytest.mark.parametrize("is_partly_taken", [True, False])
def test_what_one_device_has_counts_as_handed_over(ana, sink, is_partly_taken):
    noted = []

    def prepare(message, at):
        decision = own(message.person, at)
        return Outgoing(decision, "words", note_handed_over=lambda: noted.append(message.key))

    def partly(key, outgoing):
        raise NotTaken(is_partly_taken=is_partly_taken)

    kind = kind_for(sink, prepare=prepare, deliver=partly)
    queue(kind, ana)
    send(kind)
    assert len(noted) == is_partly_taken
    assert Message.objects.waiting().get().attempts == 1


def test_an_ended_message_is_kept_for_thirty_days(ana, sink):
    kind = kind_for(sink)
    queue(kind, ana)
    queue(kind, ana, "two", due_at=NOW + 400 * DAY)
    send(kind)
    tidy_messages(NOW + KEPT_FOR - DAY)
    assert Message.objects.count() == 2
    tidy_messages(NOW + KEPT_FOR + DAY)
    assert Message.objects.get().ended_at is None
