"""Whoever withdraws is not given away: not by bodies, headers, numbers of queries or messages.

500 pairs over thirty days:
PORCHLIGHT_COVERT_PAIRS=500 script/test tests/together/test_covert_withdrawal.py
"""

from __future__ import annotations

import os

import pytest

from porchlight.circles.models import Block, Tie
from porchlight.domain.fit import Account
from porchlight.people.wishes import change_account
from porchlight.postgresql.owners import every_row
from porchlight.together import actions, others
from tests.make import decision_of
from tests.together import covert
from tests.together.covert import ACTS, Two, differing, rosas_months
from tests.together.tied import tied

pytestmark = pytest.mark.thorough
PAIRS = int(os.environ.get("PORCHLIGHT_COVERT_PAIRS", str(len(ACTS))))


@pytest.fixture
def two(ana, rosa) -> Two:
    """Rosa is here for herself and for Ana, so that she has Today and Home."""
    change_account(rosa, Account.BOTH, decision_of(rosa))
    made = Two(ana, rosa, tied(ana, rosa, "Rosa"), tied(rosa, ana, "Ana"))
    rosas_months(made, 0, next(iter(ACTS)))  # what is kept by the process is warm
    return made


def test_rosas_screen_is_that_of_the_world_in_which_nothing_was_withdrawn(two):
    found, compared = differing(two, PAIRS)
    print(f"\n{PAIRS} pairs, {compared} answers compared, {len(found)} differ")
    assert found == []
    assert compared > 20 * PAIRS


@pytest.mark.parametrize("act", ["ends contact", "pauses what is shared"])
def test_what_is_agreed_on_is_among_what_is_compared(two, act):
    """On Today and on Home: what Rosa asked Ana stays there in both worlds with the yes, and what
    Ana asked goes where she ends contact."""
    for world in rosas_months(two, 0, act):
        pages = {name: body for day, name, status, _h, _c, body, _n in reversed(world[:-1])
                 if name in ("today", "home") and status == 200}  # fmt: skip
        assert set(pages) == {"today", "home"}
        for body in pages.values():
            assert body.count("/plans/") == (1 if act == "ends contact" else 2)


def test_a_plan_that_goes_from_today_since_ana_blocked_is_found(two, monkeypatch):
    """The control of that: the page of two still shows what Rosa asked."""
    held = others.behind_ties

    @every_row()
    def without_the_blocked(person, at):
        apart = set(Block.objects.values_list("person_id", flat=True))
        return [one for one in held(person, at) if one.account_id not in apart]

    monkeypatch.setattr(others, "behind_ties", without_the_blocked)
    withdrawn, twin = rosas_months(two, 3, "blocks and keeps the card")
    differ = {here[1] for here, there in zip(withdrawn, twin, strict=True) if here != there}
    assert differ == {"today", "home"}


def tells_the_other_side(tie, owner, at, **how):
    Tie.objects.filter(person=tie.account_id, account=owner).update(ended_on=at.date())


def test_an_ending_that_touches_the_others_row_is_found(two, monkeypatch):
    """The control of what is compared."""
    monkeypatch.setattr(covert, "end_tie", tells_the_other_side)
    found, _compared = differing(two, 1)
    assert any("'tie', 200" in one for one in found), found


def test_a_note_that_costs_less_when_it_reaches_nobody_is_found(two, monkeypatch):
    """The same, by the number of queries alone."""
    held = actions.reaches

    def asks_no_more_than_it_must(author, reader_id):
        is_there = Tie.objects.filter(person=reader_id, account=author, ended_on=None).exists()
        return is_there and held(author, reader_id)

    monkeypatch.setattr(actions, "reaches", asks_no_more_than_it_must)
    found, _compared = differing(two, 1)
    assert found
    assert all("'writes', 303" in one for one in found), found
