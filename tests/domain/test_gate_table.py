"""The whole table of the gate equals a second reading of the promises, cell by cell."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta

import pytest

from porchlight.domain import consent
from porchlight.domain.consent import Action, DataClass, Facts, Purpose, decide
from tests.domain.consent_cells import (
    CLASSES_ASKED,
    NOW,
    SITUATIONS,
    START,
    STATES,
    as_answer,
    cells,
    facts_of,
)
from tests.domain.consent_oracle import verdict

AT = START + timedelta(minutes=NOW)
CLASSES = {names: frozenset(map(DataClass, names)) for names in CLASSES_ASKED}
# Every so-many-th cell, a number that no dimension of the table can be divided by.
STRIDE = int(os.environ.get("PORCHLIGHT_GATE_STRIDE", "23"))


def differing(stride: int, most: int = 5) -> tuple[int, int, list[str]]:
    """(cells looked at, cells that say yes, what differs). Facts are made once a situation."""
    looked, yes, told = 0, 0, []
    known: dict[str, Facts] = {}
    for where, cell in cells(stride):
        if where not in known:
            known[where] = facts_of(cell)
        answer = decide(
            known[where], Action(cell.action), CLASSES[cell.classes], Purpose(cell.purpose), AT
        )
        expected = as_answer(verdict(cell))
        looked, yes = looked + 1, yes + answer.allowed
        if answer != expected:
            told.append(
                f"{where}: {cell.action} {sorted(cell.classes)} for {cell.purpose}: "
                f"{answer} and not {expected}"
            )
            if len(told) >= most:
                break
    return looked, yes, told


def test_cells_from_all_over_the_table_equal_the_second_reading():
    looked, yes, told = differing(STRIDE)
    assert told == []
    assert looked >= 80_000 or STRIDE > 23
    assert 0 < yes < looked / 10


@pytest.mark.thorough
def test_the_whole_table_equals_the_second_reading():
    looked, _yes, told = differing(1)
    assert told == []
    assert looked == len(SITUATIONS) * len(STATES) * len(Purpose) * len(CLASSES) * len(Action)


FAULTS = {
    "blocks": lambda facts: replace(facts, is_blocked=False),
    "erasing": lambda facts: replace(facts, is_erased=False),
    "closing": lambda facts: replace(facts, is_closed=False),
    "restrictions": lambda facts: replace(facts, restrictions=()),
    "the highest time": lambda facts: replace(facts, highest_time=None),
    "who is a host": lambda facts: replace(facts, actor_is_host=True),
    "who wrote it": lambda facts: replace(facts, author_id=None),
    "confirming a member": lambda facts: replace(
        facts,
        memberships=frozenset(replace(one, is_confirmed=True) for one in facts.memberships),
    ),
    "withdrawing": lambda facts: replace(
        facts, grants=tuple(replace(one, is_withdrawn=False) for one in facts.grants)
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_gate_that_forgets_one_thing_is_found(monkeypatch, fault):
    """The control: each of these differs from the second reading somewhere in the table."""
    forget = FAULTS[fault]
    faulty = lambda facts, *asked: consent.decide(forget(facts), *asked)  # noqa: E731
    monkeypatch.setitem(globals(), "decide", faulty)
    _looked, _yes, told = differing(STRIDE, most=1)
    assert told != []
