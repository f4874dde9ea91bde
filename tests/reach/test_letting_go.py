"""Once somebody let go, stopped everything or left, nothing of their light or their asks is there;
and what is kept of them is kept for so long, and so many are put."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from porchlight.circles.access import own
from porchlight.circles.actions import end_tie, remove_person
from porchlight.circles.consents import keep_apart
from porchlight.circles.models import Tie
from porchlight.domain.ask import AskState, HelperAnswer, ManyAsks, NoLongerNeeded, put
from porchlight.domain.light import Askable, Light, LightHours
from porchlight.people.actions import erase
from porchlight.people.closing import close_account
from porchlight.reach.asks import actions
from porchlight.reach.asks.actions import count_ask, drop_old_asks, put_ask
from porchlight.reach.asks.queries import ask_to, asks_to, decision_on_ask, helpers_of, own_ask
from porchlight.reach.lights.actions import put_on, put_out, set_light, set_limits
from porchlight.reach.lights.queries import accounts_of, lights_shown_to, own_light
from porchlight.reach.models import OwnLight, SentAsk, ShownLight
from porchlight.reach.stopping import EVERY_KIND
from porchlight.schedule import all_jobs
from porchlight.sharing.safety.actions import stop_everything
from porchlight.sharing.safety.things import Asker
from tests.make import NOW, make_person
from tests.reach.test_asks import answers, asks, both, shows_light
from tests.together.tied import tied

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
OF_ASKS_AND_LIGHTS = ("OwnLight", "ShownLight", "SentAsk", "AskedPerson", "ReceivedAsk")


def sees_light(person, at=NOW):
    return [one for one in helpers_of(person, own(person, at), at) if one.light is not None]


def stop_all(person, at=NOW):
    stop_everything(Asker(person, own(person, at), at, visit=""), EVERY_KIND)


def ends_on_the_page(person, tie, client_of, how):
    client_of(person).post(f"/people/{tie.pk}/{how}/", {"key": str(uuid4())})


LETS_GO = {
    "ends contact": lambda person, other, tie, client_of: end_tie(tie, person, NOW),
    "closes the door": lambda person, other, tie, client_of: end_tie(
        tie, person, NOW, for_good=True
    ),
    "removes the person": lambda person, other, tie, client_of: remove_person(tie, person, NOW),
    "blocks": lambda person, other, tie, client_of: keep_apart(person, other, NOW),
    "closes the account": lambda person, other, tie, client_of: close_account(person, NOW),
    "erases the account": lambda person, other, tie, client_of: erase(person),
    "ends it on the page": lambda person, other, tie, client_of: ends_on_the_page(
        person, tie, client_of, "end"
    ),
    "removes them on the page": lambda person, other, tie, client_of: ends_on_the_page(
        person, tie, client_of, "remove"
    ),
    "stops everything": lambda person, other, tie, client_of: stop_all(person),
}


@pytest.mark.parametrize("how", LETS_GO)
def test_whoever_lets_go_is_not_there_any_more(now, ana, ben, client_of, how):
    """Ana's light and her ask, to Ben."""
    anas, _bens = both(ana, ben)
    shows_light(ana), shows_light(ben)
    asks(ana)
    assert len(sees_light(ben)) == len(asks_to(ben, NOW)) == 1
    LETS_GO[how](ana, ben, anas, client_of)
    assert sees_light(ben) == asks_to(ben, NOW) == []


@pytest.mark.parametrize("how", [how for how in LETS_GO if "account" not in how])
def test_whoever_lets_go_reads_nothing_of_the_other(now, ana, ben, client_of, how):
    """Ben lets go of Ana, whose light and ask he sees; stopping everything leaves what others show
    to him."""
    _anas, bens = both(ana, ben)
    shows_light(ana), shows_light(ben)
    asks(ana)
    LETS_GO[how](ben, ana, bens, client_of)
    n_left = 1 if how == "stops everything" else 0
    assert len(sees_light(ben)) == len(asks_to(ben, NOW)) == n_left


@pytest.mark.parametrize("how", ["end", "remove"])
def test_who_comes_in_again_sees_nothing_of_before(now, ana, ben, client_of, how):
    anas, _bens = both(ana, ben)
    shows_light(ana), shows_light(ben)
    asks(ana)
    ends_on_the_page(ana, anas, client_of, how)
    if how == "end":
        Tie.objects.filter(pk=anas.pk).update(ended_on=None)
    else:
        tied(ana, ben, "Ben")
    assert sees_light(ben) == asks_to(ben, NOW) == []
    put_on(ana, NOW + HOUR, NOW)
    assert sees_light(ben) == []


@pytest.mark.parametrize("how", ["puts it out", "narrows it"])
def test_who_would_be_asked_next_is_not_once_their_light_is_out(now, ana, how):
    """And Ana sees nothing of it."""
    helpers = [make_person(f"helper {n}") for n in range(4)]
    for helper in helpers:
        both(ana, helper), shows_light(helper)
    sent = asks(ana)
    last = next(one for one in helpers if not asks_to(one, NOW))
    before = own_ask(ana, sent.pk, NOW + 3 * MINUTE)
    if how == "puts it out":
        put_out(last, NOW + MINUTE)
    else:
        set_limits(last, 2, Askable.ANY_TIME, [], NOW + MINUTE)
    assert asks_to(last, NOW + 3 * MINUTE) == []
    assert own_ask(ana, sent.pk, NOW + 3 * MINUTE) == before
    first = next(one for one in helpers if asks_to(one, NOW))
    answers(first, HelperAnswer.HERE, NOW + 3 * MINUTE)
    answers(first, HelperAnswer.NOT_REACHED, NOW + 3 * MINUTE)
    assert asks_to(last, NOW + 4 * MINUTE) == []


def test_who_would_be_asked_next_still_is_after_a_change_that_allows_it(now, ana):
    helpers = [make_person(f"helper {n}") for n in range(4)]
    for helper in helpers:
        both(ana, helper), shows_light(helper)
    asks(ana)
    last = next(one for one in helpers if not asks_to(one, NOW))
    put_on(last, NOW + HOUR, NOW + MINUTE)
    assert len(asks_to(last, NOW + 3 * MINUTE)) == 1


def test_after_everything_was_stopped_a_light_goes_to_whom_it_was_chosen_for(ana, ben, cleo):
    both(ana, ben)
    hers, _cleos = both(ana, cleo)
    hours = (LightHours(2, NOW.time(), (NOW + HOUR).time()),)
    light = Light(ana.zone, until=NOW + HOUR, hours=hours, limit=3, askable=Askable.ANY_TIME)
    set_light(ana, light, [hers.pk])
    stop_all(ana)
    assert not ShownLight.objects.exists()
    assert own_light(ana, own(ana, NOW)).light == Light(ana.zone, limit=3)
    put_on(ana, NOW + HOUR, NOW)
    assert (len(sees_light(ben)), len(sees_light(cleo))) == (0, 1)


def test_who_never_had_a_light_has_none_after_everything_was_stopped(ana):
    stop_all(ana)
    assert not OwnLight.objects.exists()


def test_what_was_answered_is_taken_back_with_everything_and_what_ended_stays_so(ana, ben):
    both(ana, ben)
    shows_light(ben)
    ended = asks(ana, NOW - HOUR)
    sent = asks(ana)
    answers(ben, HelperAnswer.HERE, NOW + MINUTE)
    stop_all(ana, NOW + 2 * MINUTE)
    assert asks_to(ben, NOW + 2 * MINUTE) == []
    found = [own_ask(ana, one.pk, NOW + 2 * MINUTE).state for one in (ended, sent)]
    assert found == [AskState.ENDED, AskState.TAKEN_BACK]


def what_is_left_for(helper, received_id):
    """The page of what was asked and an answer to it, with what each costs."""
    with CaptureQueriesContext(connection) as reads:
        found = ask_to(helper, received_id, NOW)
    with CaptureQueriesContext(connection) as writes:
        decision = decision_on_ask(helper, received_id, NOW)
        with pytest.raises(NoLongerNeeded):
            actions.answer_ask(helper, received_id, HelperAnswer.HERE, NOW, decision)
    return found, len(reads), len(writes)


@pytest.mark.parametrize("how", [how for how in LETS_GO if "erases" not in how])
def test_who_was_asked_reads_that_it_is_over_and_not_that_somebody_let_go(
    now, ana, ben, client_of, how
):
    anas, _bens = both(ana, ben)
    shows_light(ben)
    sent = asks(ana, number="601 555 0123")
    (one,) = asks_to(ben, NOW)
    with transaction.atomic():
        actions.take_back(ana, sent.pk, NOW)
        taken_back = what_is_left_for(ben, one.received_id)
        transaction.set_rollback(True)
    assert (taken_back[0].words, taken_back[0].number) == ("", "")
    LETS_GO[how](ana, ben, anas, client_of)
    assert what_is_left_for(ben, one.received_id) == taken_back


# --- whose rows, and for how long ---------------------------------------------------------------


def test_nothing_is_left_of_who_is_erased(ana, ben):
    both(ana, ben)
    shows_light(ana), shows_light(ben)
    asks(ana), asks(ben)
    answers(ben, HelperAnswer.HERE, NOW)
    answers(ana, HelperAnswer.LATER, NOW)
    erase(ana)
    left = {name: apps.get_model("reach", name).objects.count() for name in OF_ASKS_AND_LIGHTS}
    # Ben's own light and his ask, with its row of somebody whose card he keeps.
    assert left == {
        "OwnLight": 1, "ShownLight": 0, "SentAsk": 1, "AskedPerson": 1, "ReceivedAsk": 0
    }  # fmt: skip
    (sent,) = SentAsk.objects.all()
    assert [friend.name for friend in own_ask(ben, sent.pk, NOW).reached] == ["Ana"]


def test_who_was_here_and_is_erased_leaves_the_ask_as_it_was(ana, ben):
    both(ana, ben)
    shows_light(ben)
    sent = asks(ana)
    answers(ben, HelperAnswer.HERE, NOW)
    erase(ben)
    assert own_ask(ana, sent.pk, NOW).state is AskState.ANSWERED


def test_an_ask_is_dropped_once_a_day_when_it_was_asked_how_it_went(ana, ben):
    (job,) = [job for job in all_jobs() if job.do is drop_old_asks]
    assert job.every == DAY
    both(ana, ben)
    shows_light(ben)
    asks(ana)
    drop_old_asks(NOW + 4 * DAY)
    assert SentAsk.objects.count() == 1
    drop_old_asks(NOW + 5 * DAY)
    left = {name: apps.get_model("reach", name).objects.count() for name in OF_ASKS_AND_LIGHTS}
    assert left == {
        "OwnLight": 1, "ShownLight": 1, "SentAsk": 0, "AskedPerson": 0, "ReceivedAsk": 0
    }  # fmt: skip


# --- how many -----------------------------------------------------------------------------------


def test_four_are_put_within_an_hour(ana, ben):
    for n in range(4):
        count_ask(ana, NOW + n * MINUTE)
    with pytest.raises(ManyAsks):
        count_ask(ana, NOW + 10 * MINUTE)
    count_ask(ben, NOW + 10 * MINUTE)
    count_ask(ana, NOW + 75 * MINUTE)


def test_twelve_are_put_within_a_day(ana):
    for n in range(12):
        count_ask(ana, NOW + n * 75 * MINUTE)
    with pytest.raises(ManyAsks):
        count_ask(ana, NOW + 12 * 75 * MINUTE)
    count_ask(ana, NOW + 26 * HOUR)


def test_who_was_there_as_often_as_they_wanted_is_asked_no_more(ana, ben, cleo):
    """Not of what had reached them before, either."""
    both(ana, ben), both(cleo, ben)
    set_light(ben, Light(ben.zone, until=NOW + 2 * HOUR, limit=1), list(accounts_of(own(ben, NOW))))
    asks(ana)
    second = asks(cleo, words="Company?")
    waiting = {one.words: one.received_id for one in asks_to(ben, NOW)}
    theirs = decision_on_ask(ben, waiting["Company?"], NOW)
    mine = decision_on_ask(ben, waiting["Can you call me?"], NOW)
    actions.answer_ask(ben, waiting["Can you call me?"], HelperAnswer.HERE, NOW + MINUTE, mine)
    assert [one.is_mine for one in asks_to(ben, NOW + MINUTE)] == [True]
    with pytest.raises(NoLongerNeeded):
        actions.answer_ask(ben, waiting["Company?"], HelperAnswer.HERE, NOW + MINUTE, theirs)
    assert own_ask(cleo, second.pk, NOW + MINUTE).state is AskState.OPEN
    assert lights_shown_to(cleo, accounts_of(own(cleo, NOW)), NOW + MINUTE) == {}
    put_on(ben, NOW + HOUR, NOW + 2 * MINUTE)
    actions.answer_ask(ben, waiting["Company?"], HelperAnswer.HERE, NOW + 2 * MINUTE, theirs)
    assert own_ask(cleo, second.pk, NOW + 2 * MINUTE).here.name == "Ben"


# --- one at a time ------------------------------------------------------------------------------


def test_what_was_put_later_stands_whichever_tab_came_first(ana, ben):
    both(ana, ben)
    shows_light(ben)
    later = asks(ana, NOW + MINUTE, words="Later")
    assert asks(ana, NOW, words="Sooner").pk == later.pk
    assert [one.words for one in asks_to(ben, NOW + MINUTE)] == ["Later"]


def test_an_earlier_one_is_not_opened_beside_a_newer_one(ana, ben):
    both(ana, ben)
    shows_light(ben)
    first = asks(ana)
    answers(ben, HelperAnswer.HERE, NOW + MINUTE)
    (one,) = asks_to(ben, NOW + MINUTE)
    mine = decision_on_ask(ben, one.received_id, NOW)
    helpers = helpers_of(ana, own(ana, NOW), NOW)
    at = NOW + 15 * MINUTE  # the first would have stopped by now
    accounts = {helper.friend.tie_id: helper.account for helper in helpers}
    second = put_ask(ana, put("Again", [helper.picked for helper in helpers], at), "", accounts)
    actions.answer_ask(ben, one.received_id, HelperAnswer.NOT_REACHED, at + MINUTE, mine)
    assert own_ask(ana, first.pk, at + MINUTE).state is AskState.ENDED
    actions.keep_open(ana, first.pk, at + HOUR)
    assert own_ask(ana, first.pk, at + MINUTE).state is AskState.ENDED
    actions.keep_open(ana, second.pk, at + HOUR)
    assert own_ask(ana, second.pk, at + 30 * MINUTE).state is AskState.OPEN
