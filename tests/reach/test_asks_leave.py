"""An ask goes to the phones of those who were asked, and to nobody whom it concerns no more."""

from __future__ import annotations

from datetime import timedelta
from threading import Event

import pytest

from porchlight.circles.actions import end_tie
from porchlight.circles.consents import keep_apart
from porchlight.domain.ask import HelperAnswer
from porchlight.outbox.models import Message
from porchlight.outbox.sending import send_due
from porchlight.people.actions import end_sessions, erase
from porchlight.people.closing import close_account
from porchlight.reach.asks.actions import take_back
from porchlight.reach.asks.messages import ASK
from porchlight.schedule import Lane
from tests.make import NOW, make_person
from tests.outbox.push.conftest import service
from tests.outbox.push.on import turned_on
from tests.reach.test_asks import HERE, NOT_REACHED, answers, asks, both, shows_light

__all__ = ["service"]  # the fixture

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


def send(at=NOW) -> int:
    return send_due({ASK.name: ASK}, Lane.NOW, lambda: at, Event())


@pytest.fixture
def asked(ana, ben, service):
    """ana and ben are in each other's circle, his light is on, and so is his phone."""
    ties = both(ana, ben)
    shows_light(ben)
    turned_on(ben, service.browser("ben"))
    return ties


def test_who_is_asked_hears_of_it_at_once_and_once(ana, asked, service):
    asks(ana)
    for _ in range(3):
        send()
    assert service.names() == ["ben"]


def test_nothing_leaves_for_who_has_no_device_on_and_as_much_is_queued(
    ana, ben, cleo, asked, service
):
    both(ana, cleo)
    shows_light(cleo)
    asks(ana)
    assert Message.objects.count() == 2
    send()
    assert service.names() == ["ben"]
    assert not Message.objects.waiting().exists()


def test_what_is_sealed_in_a_message_is_no_more_than_an_id(ana, ben, asked):
    asks(ana, words="Please call, I am not well")
    assert b"call" not in bytes(Message.objects.get().matter.envelope)


def test_the_second_wave_hears_two_minutes_later(ana, service):
    helpers = [make_person(f"helper {number}") for number in range(4)]
    for number, helper in enumerate(helpers):
        both(ana, helper)
        shows_light(helper)
        turned_on(helper, service.browser(str(number)))
    asks(ana)
    send(NOW + 2 * MINUTE - SECOND)
    assert len(service.names()) == 3
    send(NOW + 2 * MINUTE)
    assert sorted(service.names()) == ["0", "1", "2", "3"]


def test_when_who_was_here_cannot_get_through_the_next_hear_at_once(ana, service):
    helpers = [make_person(f"helper {number}") for number in range(4)]
    for number, helper in enumerate(helpers):
        both(ana, helper)
        shows_light(helper)
        turned_on(helper, service.browser(str(number)))
    asks(ana)
    send()
    first = helpers[int(service.names()[0])]
    answers(first, HERE, NOW + 30 * SECOND)
    answers(first, NOT_REACHED, NOW + 60 * SECOND)
    send(NOW + 60 * SECOND)
    assert sorted(service.names()) == ["0", "1", "2", "3"]


def taken_back(ana, ben, ties, sent):
    take_back(ana, sent.pk, NOW)


def tie_ended_by_the_asker(ana, ben, ties, sent):
    end_tie(ties[0], ana, NOW)


def tie_ended_by_the_asked(ana, ben, ties, sent):
    end_tie(ties[1], ben, NOW)


def kept_apart_by_the_asked(ana, ben, ties, sent):
    keep_apart(ben, ana, NOW)


def asker_closed_the_account(ana, ben, ties, sent):
    close_account(ana, NOW)


def asked_closed_the_account(ana, ben, ties, sent):
    close_account(ben, NOW)


def asker_was_erased(ana, ben, ties, sent):
    erase(ana)


def asked_signed_out_everywhere(ana, ben, ties, sent):
    end_sessions(ben)


@pytest.mark.parametrize(
    "happens",
    [
        taken_back,
        tie_ended_by_the_asker,
        tie_ended_by_the_asked,
        kept_apart_by_the_asked,
        asker_closed_the_account,
        asked_closed_the_account,
        asker_was_erased,
        asked_signed_out_everywhere,
    ],
)
def test_what_happens_before_it_is_sent_keeps_it_from_leaving(ana, ben, asked, service, happens):
    sent = asks(ana)
    happens(ana, ben, asked, sent)
    send()
    assert service.pushes == []
    assert not Message.objects.waiting().exists()


def test_who_comes_too_late_is_not_woken(ana, cleo, asked, service):
    both(ana, cleo)
    shows_light(cleo)
    turned_on(cleo, service.browser("cleo"))
    asks(ana)
    answers(cleo, HelperAnswer.HERE, NOW)
    send()
    assert service.pushes == []


def test_nobody_is_woken_for_an_ask_that_is_over(ana, asked, service):
    service.answer("ben", 503, "3000")
    asks(ana)
    send()
    service.answer("ben", 201)
    send(NOW + 50 * MINUTE)
    assert service.names() == ["ben"]
    assert not Message.objects.waiting().exists()
