"""The machine of an ask and its rows agree: whatever comes of it, whoever asked and each who was
asked see the same by both.

More timelines: PORCHLIGHT_TIMELINES=1000 script/test tests/reach/test_ask_twins.py
"""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.db import transaction
from django.http import Http404

from porchlight.circles.models import Tie
from porchlight.domain.ask import Ask, HelperAnswer, NoLongerNeeded, put
from porchlight.reach.asks import actions
from porchlight.reach.asks.queries import ask_to, asks_to, decision_on_ask, own_ask
from porchlight.reach.lights.actions import set_light
from porchlight.reach.models import AskedPerson
from tests.domain.asking.timelines import (
    AT,
    KEEP_OPEN,
    LIGHTS,
    LOOK,
    TAKE_BACK,
    Deed,
    Timeline,
    done,
    drawn,
    seen_by_asker,
    seen_by_helper,
)
from tests.make import make_person
from tests.reach.test_asks import both

pytestmark = [
    pytest.mark.django_db(databases=["default", "keystore"]),
    pytest.mark.thorough,
]
TIMELINES = int(os.environ.get("PORCHLIGHT_TIMELINES", "24"))
HELPERS = ("on", "by day", "at any time", "on", "rests for a minute", "off")


class Rows:
    """Ana's ask to these helpers, in the database and on the machine side by side."""

    def __init__(self, ana, timeline: Timeline, helpers):
        self.ana, self.helpers = ana, helpers
        picked = [type(one)(self.tie_of(n).pk, one.light) for n, one in enumerate(timeline.picked)]
        self.machine: Ask = put("Can you call me?", picked, AT)
        accounts = {one.tie_id: helpers[n][0].pk for n, one in enumerate(picked)}
        self.sent = actions.put_ask(ana, self.machine, "", accounts)

    def tie_of(self, number) -> Tie:
        return self.helpers[number][1]

    def received_of(self, number):
        found = AskedPerson.objects.filter(ask=self.sent, tie=self.tie_of(number))
        return found.values_list("pk", flat=True).first()

    def do(self, deed: Deed, at) -> tuple[bool, bool]:
        """Whether each of the two says that it is no longer needed."""
        return self._on_machine(deed, at), self._in_rows(deed, at)

    def _on_machine(self, deed, at) -> bool:
        try:
            if deed.what in (TAKE_BACK, KEEP_OPEN, LOOK):
                self.machine = done(self.machine, deed, at)
            else:
                tie_id = self.tie_of(deed.who).pk
                self.machine = self.machine.answer(tie_id, HelperAnswer(deed.what), at)
        except NoLongerNeeded:
            return True
        return False

    def _in_rows(self, deed, at) -> bool:
        if deed.what == TAKE_BACK:
            actions.take_back(self.ana, self.sent.pk, at)
        elif deed.what == KEEP_OPEN:
            actions.keep_open(self.ana, self.sent.pk, at + timedelta(hours=8))
        elif deed.what != LOOK:
            return self._answer(deed, at)
        return False

    def _answer(self, deed, at) -> bool:
        helper, received_id = self.helpers[deed.who][0], self.received_of(deed.who)
        if received_id is None:
            return True
        try:
            if deed.what == HelperAnswer.TALKED:
                return self._talked(deed.who, received_id, at)
            decision = decision_on_ask(helper, received_id, at)
            actions.answer_ask(helper, received_id, HelperAnswer(deed.what), at, decision)
        except (NoLongerNeeded, Http404):
            return True
        return False

    def _talked(self, number, received_id, at) -> bool:
        helper = self.helpers[number][0]
        was = ask_to(helper, received_id, at).answer
        decision = decision_on_ask(helper, received_id, at)
        has_talked = actions.close_talked(helper, received_id, at, decision)
        return not (has_talked or was is HelperAnswer.TALKED)

    def differences(self, at) -> list[object]:
        held, found = own_ask(self.ana, self.sent.pk, at), []
        pairs = [(seen_by_asker(held.ask, at), seen_by_asker(self.machine, at))]
        for n, (helper, tie) in enumerate(self.helpers):
            pairs.append(
                (self._seen_in_rows(n, helper, at), seen_by_helper(self.machine, tie.pk, at))
            )
            waiting = [one.received_id for one in asks_to(helper, at)]
            concerns = pairs[-1][1] is not None and any(pairs[-1][1][:2])
            pairs.append((waiting, [self.received_of(n)] if concerns else []))
        for in_rows, on_machine in pairs:
            if in_rows != on_machine:
                found.append((in_rows, on_machine))
        return found

    def _seen_in_rows(self, number, helper, at):
        received_id = self.received_of(number)
        if received_id is None:
            return None
        try:
            one = ask_to(helper, received_id, at)
        except Http404:
            return None
        return one.is_open, one.is_mine, one.answer


@pytest.fixture
def helpers(now, ana):
    """A person and Ana's tie to them for each, with a light that has room for a few talks."""
    found = []
    for n, name in enumerate(HELPERS):
        helper = make_person(f"helper {n}")
        anas, theirs = both(ana, helper)
        set_light(helper, LIGHTS[name], [theirs.pk])
        found.append((helper, anas))
    return found


def first_difference(ana, helpers, timeline):
    """What comes apart first on it, and after which deed; None where nothing does."""
    with transaction.atomic():
        twins = Rows(ana, timeline, helpers)
        found = None
        for at, deed in timeline.moments():
            refusals = twins.do(deed, at)
            if deed.what != KEEP_OPEN and refusals[0] != refusals[1]:
                found = (deed, "refused", refusals)
            elif differences := twins.differences(at):
                found = (deed, differences)
            if found:
                break
        transaction.set_rollback(True)
    return found


def test_the_machine_and_the_rows_agree_on_every_timeline(ana, helpers):
    found = {
        n: difference
        for n in range(TIMELINES)
        if (difference := first_difference(ana, helpers, drawn(n, HELPERS, deeds=8)))
    }
    assert found == {}


def test_an_answer_that_does_not_reach_the_asker_is_found(ana, helpers, monkeypatch):
    """The control."""

    def nothing(*_given):
        return True

    some = [drawn(n, HELPERS, deeds=8) for n in range(12)]
    monkeypatch.setattr(actions, "TELL_ANSWER", nothing)
    assert any(first_difference(ana, helpers, timeline) for timeline in some)
