"""What waits comes to the phone of whom it is for, once, when they want it, and not once gone."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from porchlight.circles.actions import end_tie
from porchlight.circles.consents import keep_apart
from porchlight.circles.reaching.actions import choose
from porchlight.domain.circle.agreements import AgreementAnswer, AgreementKind, Plan
from porchlight.domain.reaching.choices import Choices
from porchlight.outbox.models import Message
from porchlight.people.actions import end_sessions, erase
from porchlight.people.closing import close_account
from porchlight.together.actions import note_looked_at, remove_from_view, send_note, take_back
from porchlight.together.agreements.actions import answer_agreement, let_go, put_and_tell
from porchlight.together.agreements.queries import decision_on_agreements
from porchlight.together.models import ReceivedNote
from tests.make import make_person
from tests.outbox.push.on import turned_on
from tests.together.tied import tied
from tests.together.waits.lines import AT_ONCE, DAY, HOUR, MINUTE, ONCE_A_DAY, on_clock_of, send


def test_a_note_comes_to_the_phone_once(ana, ties, noon, service):
    send_note(ana, ties[0], "I thought of you", noon)
    send(noon + MINUTE)
    assert service.names() == []
    for later in (2, 3, 200):
        send(noon + later * MINUTE)
    assert service.names() == ["ben"]
    assert not Message.objects.waiting().exists()


def test_nothing_comes_to_whom_chose_nothing(ana, ben, noon, service):
    turned_on(ben, service.browser("ben"))
    to_ben, _back = tied(ana, ben, "Ben"), tied(ben, ana, "Ana")
    send_note(ana, to_ben, "I thought of you", noon)
    assert Message.objects.count() == 1
    send(noon + HOUR)
    assert service.pushes == []


def test_ten_notes_of_an_hour_are_one(ana, ties, noon, service):
    for number in range(10):
        send_note(ana, ties[0], f"number {number}", noon + number * MINUTE)
        send(noon + number * MINUTE)
    for hour in range(30):
        send(noon + hour * HOUR)
    assert len(service.pushes) == 2  # one at once, one an hour later for what came since
    assert not Message.objects.waiting().exists()


def test_in_the_night_it_waits_for_the_morning(ana, ben, ties, service):
    night = on_clock_of(ben, 2026, 5, 5, 22)
    for number in range(3):
        send_note(ana, ties[0], f"number {number}", night + number * HOUR)
    for hour in range(9):
        send(night + hour * HOUR)
    assert service.pushes == []
    queued = Message.objects.waiting().values_list("queued_at", flat=True)
    assert {at.time() for at in queued} == {time()}  # the day alone, and not when it was written
    send(night + 10 * HOUR)
    assert service.names() == ["ben"]


def test_once_a_day_it_comes_at_the_hour_that_was_chosen(ana, ben, ties, noon, service):
    choose(ben, ONCE_A_DAY)
    for number in range(3):
        send_note(ana, ties[0], f"number {number}", noon + number * HOUR)
    for hour in range(6):
        send(noon + hour * HOUR)
    assert service.pushes == []
    for hour in range(6, 40):
        send(noon + hour * HOUR)
    assert service.names() == ["ben"]


def read(ana, ben, ties, note, at):
    note_looked_at(ben, ana.pk, note.number)


def taken_back(ana, ben, ties, note, at):
    take_back(note)


def removed_by_the_reader(ana, ben, ties, note, at):
    remove_from_view(ReceivedNote.objects.get(sent=note))


def tie_ended_by_the_author(ana, ben, ties, note, at):
    end_tie(ties[0], ana, at)


def tie_ended_by_the_reader(ana, ben, ties, note, at):
    end_tie(ties[1], ben, at)


def kept_apart_by_the_author(ana, ben, ties, note, at):
    keep_apart(ana, ben, at)


def kept_apart_by_the_reader(ana, ben, ties, note, at):
    keep_apart(ben, ana, at)


def author_closed_the_account(ana, ben, ties, note, at):
    close_account(ana, at)


def reader_closed_the_account(ana, ben, ties, note, at):
    close_account(ben, at)


def author_was_erased(ana, ben, ties, note, at):
    erase(ana)


def reader_signed_out_everywhere(ana, ben, ties, note, at):
    end_sessions(ben)


def turned_off(ana, ben, ties, note, at):
    choose(ben, Choices())


@pytest.mark.parametrize("choices", [AT_ONCE, ONCE_A_DAY], ids=["at once", "once a day"])
@pytest.mark.parametrize(
    "happens",
    [
        read,
        taken_back,
        removed_by_the_reader,
        tie_ended_by_the_author,
        tie_ended_by_the_reader,
        kept_apart_by_the_author,
        kept_apart_by_the_reader,
        author_closed_the_account,
        reader_closed_the_account,
        author_was_erased,
        reader_signed_out_everywhere,
        turned_off,
    ],
)
def test_what_happens_before_it_is_sent_keeps_it_from_leaving(
    ana, ben, ties, noon, service, happens, choices
):
    choose(ben, choices)
    note = send_note(ana, ties[0], "I thought of you", noon)
    send(noon + 2 * MINUTE - timedelta(seconds=1))
    happens(ana, ben, ties, note, noon)
    for hour in range(1, 30):
        send(noon + hour * HOUR)
    assert service.pushes == []
    assert not Message.objects.waiting().exists()


def put_a_plan(ana, tie, at):
    plan = Plan("Coffee", "Harvest Table", "", at.date() + 2 * DAY, 19 * 60 + 30, ana.zone, None)
    return put_and_tell(ana, tie, AgreementKind.PLAN, plan, at)


def test_a_plan_comes_until_it_is_answered_or_let_go(ana, ben, ties, noon, service):
    put_a_plan(ana, ties[0], noon)
    send(noon + 2 * MINUTE)
    assert service.names() == ["ben"]
    answered = put_a_plan(ana, ties[0], noon + 2 * HOUR)
    theirs = decision_on_agreements(ben, ana.pk, noon)
    answer_agreement(ben, answered.pk, AgreementAnswer.YES, theirs)
    let_go(ana, put_a_plan(ana, ties[0], noon + 2 * HOUR).pk)
    send(noon + 5 * HOUR)
    assert service.names() == ["ben"]


def test_who_opens_nothing_hears_less_and_who_reads_hears_again(ana, ben, ties, noon, service):
    days, last = [], None
    for day in range(40):
        before = len(service.pushes)
        if day == 37 and last is not None:
            note_looked_at(ben, ana.pk, last.number)
        last = send_note(ana, ties[0], f"day {day}", noon + day * DAY)
        send(noon + day * DAY + 2 * MINUTE)
        days += [day] * (len(service.pushes) - before)
    assert days[:8] == [0, 1, 2, 5, 8, 11, 18, 25]
    assert days[8:] == [37, 38, 39]


def test_it_is_tried_again_where_the_push_service_is_down_and_comes_once(ana, ties, noon, service):
    service.answer("ben", 503, "60")
    send_note(ana, ties[0], "I thought of you", noon)
    send(noon + 2 * MINUTE)
    assert Message.objects.waiting().count() == 1
    service.answer("ben", 201)
    send(noon + 2 * HOUR)
    send(noon + 9 * HOUR)
    assert Message.objects.waiting().count() == 0
    topics = {push.headers["topic"] for push in service.pushes}
    assert len(topics) == 1  # so that one takes the other's place


def test_what_is_tried_again_waits_for_the_morning_too(ana, ben, ties, service):
    evening = on_clock_of(ben, 2026, 5, 5, 20, 50)
    service.answer("ben", 503, "1200")
    send_note(ana, ties[0], "I thought of you", evening)
    send(evening + 2 * MINUTE)
    service.answer("ben", 201)
    tried = len(service.pushes)
    for hour in range(1, 11):
        send(evening + hour * HOUR)
    assert len(service.pushes) == tried
    send(evening + 12 * HOUR)
    assert len(service.pushes) == tried + 1


def test_as_much_is_queued_for_somebody_who_let_go(ana, ben, cleo, ties, noon):
    to_cleo = tied(ana, cleo, "Cleo")  # who has no tie to ana
    for tie in (ties[0], to_cleo, tied(ana, make_person("Dan"), "Dan")):
        send_note(ana, tie, "I thought of you", noon)
    due = set(Message.objects.values_list("kind", "lane", "due_at"))
    assert Message.objects.count() == 3
    assert len(due) == 1
