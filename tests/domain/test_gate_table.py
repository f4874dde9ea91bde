"""The whole table of the gate equals a second reading of the promises, cell by cell.

script/test tests/domain/test_gate_table.py                   one cell of 43, some 92,000
script/test -m thorough tests/domain/test_gate_table.py       all of them, some 4 million
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from porchlight.domain.consent import Action, Answer, DataClass, Facts, Purpose, decide
from tests.domain import consent_oracle
from tests.domain.consent_cells import (
    ALL,
    CLASSES_ASKED,
    FEW,
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
STRIDE = int(os.environ.get("PORCHLIGHT_GATE_STRIDE", "43"))
# Of the smaller table, for gates that are planted.
FEW_CELLS = 7
Question = tuple[Facts, Action, frozenset[DataClass], Purpose]
Gate = Callable[..., Answer]
Cell = tuple[str, str, frozenset[str], str]  # situation and state, action, classes, purpose


def questions(
    stride: int, asks: Any = ALL, first: int = 0
) -> Iterator[tuple[Cell, Question, Answer]]:
    """(which cell, as the gate is asked, the answer of the second reading)."""
    known: dict[str, Facts] = {}
    for where, cell in cells(stride, asks, first):
        if where not in known:
            known[where] = facts_of(cell)
        asked = (known[where], Action(cell.action), CLASSES[cell.classes], Purpose(cell.purpose))
        yield (where, cell.action, cell.classes, cell.purpose), asked, as_answer(verdict(cell))


def name_of(cell: Cell) -> str:
    where, action, classes, purpose = cell
    return f"{where}: {action} {sorted(classes)} for {purpose}"


def differing(stride: int, most: int = 5, first: int = 0) -> tuple[int, int, list[str]]:
    """(cells looked at, cells that say yes, what differs)."""
    looked, yes, told = 0, 0, []
    for cell, asked, expected in questions(stride, first=first):
        answer = decide(*asked, AT)
        looked, yes = looked + 1, yes + answer.allowed
        if answer != expected:
            told.append(f"{name_of(cell)}: {answer} and not {expected}")
            if len(told) >= most:
                break
    return looked, yes, told


def test_every_kind_of_thing_and_every_form_has_a_line_in_the_second_reading():
    assert set(consent_oracle.REACHED) == set(map(str, DataClass))
    assert set().union(*consent_oracle.SERVES.values()) < set(map(str, Purpose))


def test_cells_from_all_over_the_table_equal_the_second_reading():
    looked, yes, told = differing(STRIDE)
    assert told == []
    assert looked >= 80_000 or STRIDE > 43
    assert 0 < yes < looked / 10


@pytest.mark.thorough
@pytest.mark.parametrize("part", range(4))
def test_the_whole_table_equals_the_second_reading(part):
    looked, _yes, told = differing(4, first=part)
    assert told == []
    whole = len(SITUATIONS) * len(STATES) * len(Purpose) * len(CLASSES) * len(Action)
    assert looked == whole / 4


def gate_given(changed: Callable[[Facts], Facts]) -> Gate:
    """A gate that is asked about changed facts. The cells of one situation and state come one after
    the other with the same facts, which are then changed once."""
    held: list[Facts] = []

    def gate(facts: Facts, *asked: Any) -> Answer:
        if not held or held[0] is not facts:
            held[:] = [facts, changed(facts)]
        return decide(held[1], *asked)

    return gate


def knowing(**changes: Any) -> Gate:
    """A gate that is wrong about facts."""
    return gate_given(lambda facts: replace(facts, **changes))


def granting(**changes: Any) -> Gate:
    """A gate that is wrong about every grant. A function gets the grant."""

    def changed(facts: Facts) -> Facts:
        grants = (
            replace(grant, **{key: value(grant) if callable(value) else value
                              for key, value in changes.items()})
            for grant in facts.grants
        )  # fmt: skip
        return replace(facts, grants=tuple(grants))

    return gate_given(changed)


def confirmed(facts: Facts) -> Facts:
    sure = frozenset(replace(member, is_confirmed=True) for member in facts.memberships)
    return replace(facts, memberships=sure)


def any_class(facts: Facts, action: Action, classes: frozenset[DataClass], *asked: Any) -> Answer:
    """Gives all that is asked for the sake of one of them."""
    each = [decide(facts, action, frozenset({name}), *asked) for name in sorted(classes)]
    yes = [answer for answer in each if answer.allowed]
    return yes[0] if yes else decide(facts, action, classes, *asked)


def like(action: Action, other: Action) -> Gate:
    """A gate that takes one action for another."""
    return lambda facts, asked, *more: decide(facts, other if asked is action else asked, *more)


def any_purpose(facts: Facts, action: Action, classes: Any, purpose: Purpose, at: Any) -> Answer:
    answers = [decide(facts, action, classes, one, at) for one in (purpose, *Purpose)]
    return next((answer for answer in answers if answer.allowed), answers[0])


def yes_in_the_end(*asked: Any) -> Answer:
    answer = decide(*asked)
    return replace(answer, allowed=True) if answer.reason == "default" else answer


def notes_like_moods(facts: Facts, action: Action, classes: Any, *asked: Any) -> Answer:
    return decide(facts, action, classes - {DataClass.COUNSELLING} or classes, *asked)


WRONG_GATES: dict[str, Gate] = {
    "blocks do nothing": knowing(is_blocked=False),
    "erasing does nothing": knowing(is_erased=False),
    "closing does nothing": knowing(is_closed=False),
    "restrictions do nothing": knowing(restrictions=()),
    "only the first restriction counts": gate_given(
        lambda facts: replace(facts, restrictions=facts.restrictions[:1])
    ),
    "the wall clock is believed": knowing(highest_time=None),
    "everybody is a host": knowing(actor_is_host=True),
    "everything waits": knowing(waits=True),
    "everybody holds the link": knowing(holds_link=True),
    "the subject wrote all": knowing(author_id=None),
    "saying so makes a member": gate_given(confirmed),
    "withdrawing does nothing": granting(is_withdrawn=False),
    "pausing does nothing": granting(is_paused=False),
    "grants never end": granting(ends_at=None),
    "grants have always begun": granting(valid_from=START),
    "the beginning of a window is forgotten": granting(since=None),
    "the end of a window is forgotten": granting(until=None),
    "an element may lack": granting(is_complete=True),
    "grants are of every class": granting(data_classes=frozenset(DataClass)),
    "grants are for every action": granting(actions=frozenset(Action)),
    "who may see may write": like(Action.WRITE, Action.VIEW),
    "who may know may see": like(Action.VIEW, Action.SUMMARY),
    "one class opens the others": any_class,
    "one purpose is as good as another": any_purpose,
    "the last rule is a yes": yes_in_the_end,
    "only the first grant counts": gate_given(
        lambda facts: replace(facts, grants=facts.grants[:1])
    ),
    "notes are asked for like moods": notes_like_moods,
}


def test_wrong_gates_are_found_and_told_apart():
    """The control: each differs from the second reading somewhere, and no two in the same way."""
    sample = list(questions(FEW_CELLS, FEW))
    signs: dict[str, frozenset[tuple[int, Answer]]] = {}
    for fault, gate in WRONG_GATES.items():
        answers = (gate(*asked, AT) for _cell, asked, _expected in sample)
        signs[fault] = frozenset(
            (number, answer)
            for number, (answer, (_, _, expected)) in enumerate(zip(answers, sample, strict=True))
            if answer != expected
        )
    assert [fault for fault, sign in signs.items() if not sign] == []
    assert len(set(signs.values())) == len(WRONG_GATES)
