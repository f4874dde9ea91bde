"""Whoever withdraws is not given away: not by bodies, headers, numbers of queries or messages.

500 pairs over thirty days:
PORCHLIGHT_COVERT_PAIRS=500 script/test tests/together/test_covert_withdrawal.py
"""

from __future__ import annotations

import os

import pytest

from porchlight.circles.models import Tie
from porchlight.together import actions
from tests.together import covert
from tests.together.covert import ACTS, Two, differing, rosas_months
from tests.together.tied import tied

pytestmark = pytest.mark.thorough
PAIRS = int(os.environ.get("PORCHLIGHT_COVERT_PAIRS", str(len(ACTS))))


@pytest.fixture
def two(ana, rosa) -> Two:
    made = Two(ana, rosa, tied(ana, rosa, "Rosa"), tied(rosa, ana, "Ana"))
    rosas_months(made, 0, next(iter(ACTS)))  # what is kept by the process is warm
    return made


def test_rosas_screen_is_that_of_the_world_in_which_nothing_was_withdrawn(two):
    found, compared = differing(two, PAIRS)
    print(f"\n{PAIRS} pairs, {compared} answers compared, {len(found)} differ")
    assert found == []
    assert compared > 20 * PAIRS


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
