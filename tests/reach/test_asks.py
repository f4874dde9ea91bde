"""Asks for somebody now, between people of a circle, in the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from porchlight.circles.access import own
from porchlight.circles.actions import end_tie
from porchlight.circles.consents import keep_apart
from porchlight.domain.ask import STOPS_AFTER, AskState, HelperAnswer, NoLongerNeeded, put
from porchlight.domain.light import Askable, Light
from porchlight.reach.asks import actions
from porchlight.reach.asks.queries import (
    LISTED_FOR,
    MOST_SHOWN,
    ask_to,
    asks_to,
    decision_on_ask,
    helpers_of,
    own_ask,
)
from porchlight.reach.lights.actions import put_on, put_out, set_light
from porchlight.reach.lights.queries import accounts_of, lights_shown_to, own_light
from porchlight.reach.models import AskedPerson
from tests.make import NOW
from tests.together.tied import tied

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])

MINUTE = timedelta(minutes=1)
HERE, LATER, NOT_NOW, NOT_REACHED, _TALKED = HelperAnswer


def both(person, other):
    """Each has the other in their circle."""
    return tied(person, other, "Ben"), tied(other, person, "Ana")


def shows_light(helper, at=NOW):
    put_on(helper, at + timedelta(hours=2), at)


def asks(person, at=NOW, words="Can you call me?", number=""):
    decision = own(person, at)
    ask = put(words, [one.picked for one in helpers_of(person, decision, at)], at)
    return actions.put_ask(person, ask, number, accounts_of(decision))


def answers(helper, answer, at):
    (one,) = [each for each in asks_to(helper, at)]
    decision = decision_on_ask(helper, one.received_id, at)
    actions.answer_ask(helper, one.received_id, answer, at, decision)
    return one.received_id


def test_a_light_is_seen_by_whom_it_is_shown_to_until_it_is_put_out(ana, ben, cleo):
    anas, _bens = both(ana, ben)
    cleos, _ = both(cleo, ben)
    assert lights_shown_to(ana, {anas.pk: ben.pk}, NOW) == {}
    shows_light(ben)
    light = lights_shown_to(ana, {anas.pk: ben.pk}, NOW)[anas.pk]
    assert light.is_on(NOW)
    assert not light.is_on(NOW + timedelta(hours=2))
    bens_tie_to_ana = next(t for t, a in accounts_of(own(ben, NOW)).items() if a == ana.pk)
    set_light(ben, own_light(ben, own(ben, NOW)).light, [bens_tie_to_ana])
    assert lights_shown_to(cleo, {cleos.pk: ben.pk}, NOW) == {}
    put_out(ben, NOW)
    assert lights_shown_to(ana, {anas.pk: ben.pk}, NOW) == {}


def test_the_first_who_is_here_has_it_and_the_others_are_let_go(ana, ben, cleo):
    both(ana, ben), both(ana, cleo)
    shows_light(ben), shows_light(cleo)
    sent = asks(ana, number="601 555 0123")
    assert [one.number for one in asks_to(ben, NOW)] == ["601 555 0123"]
    answers(ben, HERE, NOW + MINUTE)
    own_view = own_ask(ana, sent.pk, NOW + MINUTE)
    assert own_view.state is AskState.ANSWERED
    assert own_view.here.name == "Ben"
    assert asks_to(cleo, NOW + MINUTE) == []
    assert [one.is_mine for one in asks_to(ben, NOW + MINUTE)] == [True]


def test_who_cannot_get_through_opens_it_for_the_others(ana, ben, cleo):
    both(ana, ben), both(ana, cleo)
    shows_light(ben), shows_light(cleo)
    sent = asks(ana)
    answers(ben, HERE, NOW + MINUTE)
    answers(ben, NOT_REACHED, NOW + 5 * MINUTE)
    own_view = own_ask(ana, sent.pk, NOW + 6 * MINUTE)
    assert own_view.state is AskState.OPEN
    assert [friend.name for friend in own_view.not_reached] == ["Ben"]
    assert asks_to(ben, NOW + 6 * MINUTE) == []
    assert [one.is_open for one in asks_to(cleo, NOW + 14 * MINUTE)] == [True]
    assert asks_to(cleo, NOW + 15 * MINUTE) == []


def test_nobody_is_told_who_passed(ana, ben):
    both(ana, ben)
    shows_light(ben)
    sent = asks(ana)
    before = own_ask(ana, sent.pk, NOW + MINUTE)
    answers(ben, NOT_NOW, NOW + MINUTE)
    assert own_ask(ana, sent.pk, NOW + MINUTE) == before
    assert asks_to(ben, NOW + MINUTE) == []


def test_what_is_taken_back_is_no_longer_needed(ana, ben):
    both(ana, ben)
    shows_light(ben)
    sent = asks(ana)
    (one,) = asks_to(ben, NOW)
    decision = decision_on_ask(ben, one.received_id, NOW)
    actions.take_back(ana, sent.pk, NOW + MINUTE)
    with pytest.raises(NoLongerNeeded):
        actions.answer_ask(ben, one.received_id, HERE, NOW + MINUTE, decision)
    found = ask_to(ben, one.received_id, NOW + MINUTE)
    assert not found.is_open
    assert not found.is_mine


@pytest.mark.parametrize("let_go", ["ended", "apart"])
def test_who_let_go_of_the_asker_is_asked_in_vain_and_the_asker_cannot_tell(ana, ben, let_go):
    _anas, bens = both(ana, ben)
    set_light(ben, Light(ben.zone, askable=Askable.ANY_TIME), [bens.pk])
    helpers = helpers_of(ana, own(ana, NOW), NOW)
    ask = put("Can you call me?", [one.picked for one in helpers], NOW)
    if let_go == "ended":
        end_tie(bens, ben, NOW)
    else:
        keep_apart(ben, ana, NOW)
    sent = actions.put_ask(ana, ask, "", {one.friend.tie_id: one.account for one in helpers})
    assert asks_to(ben, NOW) == []
    assert [friend.name for friend in own_ask(ana, sent.pk, NOW).reached] == ["Ben"]


def test_what_was_taken_back_pushes_nothing_that_waits_off_the_list(ana, ben, cleo):
    both(ana, ben), both(cleo, ben)
    shows_light(ben)
    sent = asks(ana)
    actions.keep_open(ana, sent.pk, NOW + timedelta(hours=8))
    for n in range(MOST_SHOWN):
        asks(cleo, NOW + n * MINUTE)
    actions.take_back_all(cleo, NOW + timedelta(hours=1))
    (one,) = asks_to(ben, NOW + timedelta(hours=1))
    received_id = AskedPerson.objects.values_list("pk", flat=True).get(ask=sent)
    assert one.received_id == received_id


def test_what_was_taken_leaves_the_pages_some_hours_after_it_stopped(ana, ben):
    both(ana, ben)
    shows_light(ben)
    asks(ana)
    received = answers(ben, HERE, NOW + MINUTE)
    stopped = NOW + STOPS_AFTER
    assert [one.is_mine for one in asks_to(ben, stopped + timedelta(hours=5))] == [True]
    with CaptureQueriesContext(connection) as asked:
        assert asks_to(ben, stopped + LISTED_FOR) == []
    assert len(asked) == 1  # as where nobody ever asked
    assert ask_to(ben, received, stopped + LISTED_FOR).is_mine
