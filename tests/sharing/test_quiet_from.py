"""While somebody wishes for some quiet from one person, nothing of that person shows to them."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from porchlight.circles.models import Look
from porchlight.domain.circle.agreements import AgreementKind, quiet_told
from porchlight.domain.circle.sharing import SharedKind
from porchlight.domain.fit import Account
from porchlight.people.wishes import change_account
from porchlight.sharing.actions import add_milestone, hand_over
from porchlight.together.agreed.turns import turns_today
from porchlight.together.agreements.actions import put_to
from porchlight.together.agreements.queries import of_two
from tests.make import NOW, TODAY, decision_of
from tests.sharing.pairs import DAY, make_pair, share, tie_to
from tests.sharing.test_nothing_tells import page_of
from tests.together.tying import make_agreed_times, make_plan


@pytest.fixture
def shown(now, ana, rosa):
    """The tie of Rosa, who has Home, to Ana, who hands her one thing and shows her another."""
    make_pair(ana, rosa)
    change_account(rosa, Account.FAMILY, decision_of(rosa))
    share(ana, rosa, SharedKind.MILESTONES)
    add_milestone(ana, "A walk", TODAY)
    hand_over(ana, rosa.pk, "A plan", NOW)
    return tie_to(rosa, ana)


def wish_for_quiet(person, tie, days=2):
    until = TODAY + timedelta(days=days)
    told = quiet_told(until, is_said=False)
    put_to(person, tie, AgreementKind.QUIET, told, until + DAY, is_said=False)


def on_page(client, path):
    found = client.get(path).context
    from_one = found["from"] if "from" in found else found["page"].handed[0]
    return [str(thing.kind) for thing in from_one.things]


@pytest.mark.parametrize("page", ["/people/{tie}/", "/home/"])
def test_nothing_of_theirs_shows_until_the_day(shown, rosa, client_of, page):
    path = page.format(tie=shown.pk)
    assert on_page(client_of(rosa), path) == ["handed", "milestones"]
    Look.objects.all().delete()
    wish_for_quiet(rosa, shown)
    assert on_page(client_of(rosa), path) == []
    assert not Look.objects.exists()
    with time_machine.travel(NOW + 3 * DAY, tick=False):
        assert on_page(client_of(rosa), path) == ["handed", "milestones"]


@pytest.mark.parametrize("page", ["/people/{tie}/", "/home/"])
def test_quiet_costs_what_nothing_costs(shown, ana, rosa, page):
    path = page.format(tie=shown.pk)
    page_of(rosa, path)  # what is worked out once is no part of it
    before = page_of(rosa, path)
    wish_for_quiet(rosa, shown)
    after = page_of(rosa, path)
    assert (before[0], after[0]) == (200, 200)
    # On PostgreSQL it may be named once more whose rows are touched; only Rosa's page is asked.
    assert after[3] - before[3] in ((0, 1) if connection.vendor == "postgresql" else (0,))


def test_a_plan_that_they_asked_for_waits_and_ones_own_does_not(shown, ana, rosa, client_of):
    theirs, mine = make_plan(ana, tie_to(ana, rosa)), make_plan(rosa, shown, days=3)
    pages = [f"/people/{shown.pk}/plans/{plan.pk}/" for plan in (theirs, mine)]
    assert [client_of(rosa).get(page).status_code for page in pages] == [200, 200]
    wish_for_quiet(rosa, shown)
    assert [client_of(rosa).get(page).status_code for page in pages] == [404, 200]


def test_no_turn_with_them_is_told(shown, ana, rosa):
    make_agreed_times(rosa, shown)
    assert [turn.tie_id for turn in turns_today(rosa, NOW)] == [shown.pk]
    wish_for_quiet(rosa, shown)
    assert turns_today(rosa, NOW) == []
    assert of_two(rosa, ana.pk, NOW).own_quiet
