"""A line that is put off, is on its way, or was not taken comes once, and at its hours."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from porchlight.circles.reaching.actions import choose
from porchlight.domain.reaching.choices import Choices, WaitsTold
from porchlight.outbox.kinds import NotYet
from porchlight.outbox.models import Message
from porchlight.people.local.units import unit_of_work
from porchlight.postgresql.owners import name_owner
from porchlight.together.actions import note_looked_at, send_note
from porchlight.together.messages import prepare_waits
from tests.make import make_person, make_visit
from tests.outbox.push.on import turned_on
from tests.together.tied import tied
from tests.together.waits.lines import AT_ONCE, DAY, HOUR, MINUTE, ONCE_A_DAY, on_clock_of, send


@contextmanager
def as_the_worker(person):
    with unit_of_work():
        name_owner(person.pk)
        yield


def note(ana, ties, at, words="I thought of you"):
    return send_note(ana, ties[0], words, at)


def test_what_was_never_handed_over_told_of_nothing(ana, ben, ties, noon, service):
    service.answer("ben", 503)
    first = note(ana, ties, noon)
    send(noon + 2 * MINUTE)
    note_looked_at(ben, ana.pk, first.number)
    note(ana, ties, noon + 3 * MINUTE)
    tried = len(service.pushes)
    service.answer("ben", 201)
    for minute in range(5, 75, 5):
        send(noon + minute * MINUTE)
    assert len(service.pushes) == tried + 1
    assert not Message.objects.waiting().exists()


def test_while_one_line_is_on_its_way_no_other_is_begun(ana, ben, ties, noon, service):
    for minute in range(2):
        note(ana, ties, noon + minute * MINUTE)
    first, second = Message.objects.select_related("person").order_by("due_at")
    at = noon + 5 * MINUTE
    with as_the_worker(ben):
        assert prepare_waits(first, at) is not None
    with as_the_worker(ben), pytest.raises(NotYet):
        prepare_waits(second, at)
    with as_the_worker(ben):
        again = prepare_waits(first, at + MINUTE)
        again.note_handed_over()
        assert prepare_waits(second, at + MINUTE) is None  # it was told with the first


def test_what_one_of_two_phones_took_is_told_and_comes_to_the_other_alone(
    ana, ben, ties, noon, service
):
    turned_on(ben, service.browser("tablet"), make_visit(ben))
    service.answer("tablet", 503, "1800")
    note(ana, ties, noon)
    send(noon + 2 * MINUTE)
    note(ana, ties, noon + 4 * MINUTE)
    send(noon + 7 * MINUTE)
    assert sorted(service.names()) == ["ben", "tablet"]
    service.answer("tablet", 201)
    send(noon + 40 * MINUTE)
    assert sorted(service.names()) == ["ben", "tablet", "tablet"]
    send(noon + 2 * HOUR)
    assert sorted(service.names()) == ["ben", "ben", "tablet", "tablet", "tablet"]


def test_a_note_of_another_that_is_there_since_the_line_was_told_with_it(
    ana, ben, cleo, ties, noon, service
):
    to_ben, _back = tied(cleo, ben, "Ben"), tied(ben, cleo, "Cleo")
    note(ana, ties, noon)
    other = send_note(cleo, to_ben, "Are you in?", noon + MINUTE)
    send(noon + 3 * MINUTE)
    note_looked_at(ben, cleo.pk, other.number)
    send(noon + 3 * HOUR)
    assert service.names() == ["ben"]  # ana's waits on, and that was told
    send_note(cleo, to_ben, "Tomorrow?", noon + 4 * HOUR)
    send(noon + 5 * HOUR)
    assert service.names() == ["ben", "ben"]


def test_once_a_day_that_is_late_comes_on_the_next_day_and_never_in_the_night(
    ana, ben, ties, noon, service
):
    choose(ben, ONCE_A_DAY)
    note(ana, ties, noon)
    send(noon + 3 * MINUTE)
    for hour in range(7, 30):  # no worker ran between six and seven in the evening
        send(noon + hour * HOUR)
    assert service.pushes == []
    send(noon + 30 * HOUR)
    assert service.names() == ["ben"]


def test_once_a_day_whose_hour_was_changed_comes_at_the_new_one(ana, ben, ties, noon, service):
    choose(ben, ONCE_A_DAY)
    note(ana, ties, noon)
    send(noon + 3 * MINUTE)
    choose(ben, Choices(waits=WaitsTold.ONCE_A_DAY, digest_at=time(10)))
    for hour in range(1, 22):
        send(noon + hour * HOUR)
    assert service.pushes == []
    send(noon + 22 * HOUR)
    assert service.names() == ["ben"]


def test_who_wants_it_at_once_now_loses_nothing_that_was_put_off(ana, ben, ties, noon, service):
    choose(ben, ONCE_A_DAY)
    note(ana, ties, noon)
    send(noon + 3 * MINUTE)
    choose(ben, AT_ONCE)
    for hour in range(8):
        send(noon + hour * HOUR)
    assert service.names() == ["ben"]


@pytest.mark.parametrize(
    ("choices", "hour", "ttl"),
    [
        (AT_ONCE, (12, 0), 6 * HOUR),
        (AT_ONCE, (8, 0), 12 * HOUR),
        (AT_ONCE, (20, 20), timedelta(minutes=30)),
        (AT_ONCE, (20, 58), timedelta(0)),
        (ONCE_A_DAY, (18, 0), 2 * HOUR),
        (Choices(waits=WaitsTold.ONCE_A_DAY, digest_at=time(10)), (10, 0), 6 * HOUR),
        (Choices(waits=WaitsTold.ONCE_A_DAY, digest_at=time(6)), (6, 0), HOUR),
    ],
)
def test_no_push_service_holds_a_line_into_quiet_hours(ana, ben, ties, service, choices, hour, ttl):
    choose(ben, choices)
    at = on_clock_of(ben, 2026, 5, 6, *hour)
    note(ana, ties, at - 2 * MINUTE)
    send(at)
    assert [push.headers["ttl"] for push in service.pushes] == [str(int(ttl.total_seconds()))]


def test_what_is_put_off_shows_its_day_and_when_it_is_due_and_no_more(ana, ben, ties, service):
    note(ana, ties, on_clock_of(ben, 2026, 5, 5, 23, 17))
    before = bytes(Message.objects.get().matter.envelope)
    send(on_clock_of(ben, 2026, 5, 5, 23, 20))
    left = Message.objects.get()
    assert left.queued_at.timetz().isoformat() == "00:00:00+00:00"
    assert left.due_at == on_clock_of(ben, 2026, 5, 6, 8)
    assert (left.attempts, left.lease, left.ended_at) == (0, None, None)
    assert bytes(left.matter.envelope) == before


def test_for_whom_chose_nothing_little_is_asked(ana, noon):
    dan = make_person("Dan")
    to_dan, _back = tied(ana, dan, "Dan"), tied(dan, ana, "Ana")
    send_note(ana, to_dan, "I thought of you", noon)
    message = Message.objects.select_related("person").get()
    with CaptureQueriesContext(connection) as queries, as_the_worker(dan):
        assert prepare_waits(message, noon + DAY) is None
    assert len(queries) <= 4
