"""Grants, blocks and restrictions come, go and come again, and clocks step back: after each step
the gate equals an oracle that replays the whole history from its beginning."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from porchlight.domain.consent import Action, DataClass, Facts, Purpose, RestrictionFacts, decide
from porchlight.domain.grants import EventKind, GrantFacts, fold
from tests.domain.consent_cells import START, as_answer, grant_facts, person
from tests.domain.consent_oracle import Cell, Given, verdict

CAST = ("ana", "rosa", "ben")
QUESTIONS = [
    (action, classes, purpose)
    for action in ("view", "see summary")
    for classes in (frozenset({"day"}), frozenset({"check-in", "day"}))
    for purpose in ("support", "self")
]
RUNS = int(os.environ.get("PORCHLIGHT_GATE_RUNS", "25"))
people = st.sampled_from(CAST)


@dataclass
class Site:
    """What the site keeps: rows that are added to, and the highest time ever seen."""

    grants: dict[int, GrantFacts] = field(default_factory=dict)
    owners: dict[int, str] = field(default_factory=dict)
    events: dict[int, list[EventKind]] = field(default_factory=dict)
    blocks: list[tuple[str, str]] = field(default_factory=list)
    noes: list[tuple[str, RestrictionFacts]] = field(default_factory=list)
    closed: set[str] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)
    highest: int = 0

    def facts(self, who: str, about: str) -> Facts:
        return Facts(
            person(who),
            person(about),
            is_erased=about in self.erased,
            is_closed=about in self.closed,
            is_blocked=(who, about) in self.blocks or (about, who) in self.blocks,
            restrictions=tuple(no for subject, no in self.noes if subject == about),
            grants=tuple(self.folded(n) for n in self.grants if self.owners[n] == about),
            highest_time=START + timedelta(minutes=self.highest),
        )

    def folded(self, number: int) -> GrantFacts:
        is_paused, is_withdrawn = fold(self.events[number])
        return replace(self.grants[number], is_paused=is_paused, is_withdrawn=is_withdrawn)


def replayed(history: list[tuple[Any, ...]], who: str, about: str, clock: int) -> Cell:
    """What is so now, from everything that ever happened and nothing else."""
    cell = Cell(who, about, about, "", frozenset(), "", clock, highest=clock)
    for what, *more in history:
        if what == "block":
            cell = cell._replace(apart=cell.apart | {frozenset(more)})
        elif what == "unblock":
            cell = cell._replace(apart=cell.apart - {frozenset(more)})
        elif what == "close":
            cell = cell._replace(closing=cell.closing | {more[0]})
        elif what == "reopen":
            cell = cell._replace(closing=cell.closing - {more[0]})
    return cell._replace(
        gone=frozenset(more[0] for what, *more in history if what == "erase"),
        highest=max([clock, *(more[0] for what, *more in history if what == "time")]),
        noes=noes_replayed(history, about),
        grants=grants_replayed(history, about),
    )


def noes_replayed(history: list[tuple[Any, ...]], about: str) -> tuple[Any, ...]:
    lifted = [at for at, (what, *more) in enumerate(history) if (what, *more) == ("lift", about)]
    since = history[lifted[-1] :] if lifted else history
    return tuple(
        (whom, classes, frozenset())
        for owner, whom, classes in (more for what, *more in since if what == "restrict")
        if owner == about
    )


def grants_replayed(history: list[tuple[Any, ...]], about: str) -> tuple[Given, ...]:
    given = [more for what, *more in history if what == "grant" and more[1] == about]
    events = [more for what, *more in history if what == "event"]
    return tuple(
        grant._replace(history=tuple(kind for of, kind in events if of == number))
        for number, _owner, grant in given
    )


class GateOverTime(RuleBasedStateMachine):
    """One site and its history. `fault` is what a planted fault does to the facts."""

    fault: Any = staticmethod(lambda facts: facts)

    @initialize()
    def begin(self) -> None:
        self.site, self.history, self.clock, self.number = Site(), [], 0, 0

    @rule(owner=people, to=people, lasts=st.none() | st.integers(1, 9), both=st.booleans(),
          since=st.none() | st.integers(0, 5))  # fmt: skip
    def give(self, owner: str, to: str, lasts: int | None, both: bool, since: int | None) -> None:
        self.number += 1
        now = max(self.clock, self.site.highest)
        given = Given(
            self.number,
            to,
            classes=frozenset({"check-in", "day"} if both else {"day"}),
            begins=now,
            ends=None if lasts is None else now + lasts,
            since=since,
        )
        self.site.grants[self.number] = grant_facts(given)
        self.site.owners[self.number], self.site.events[self.number] = owner, []
        self.history.append(("grant", self.number, owner, given))

    @rule(kind=st.sampled_from(["withdrawn", "paused", "resumed"]), pick=st.integers(0, 50))
    def change(self, kind: str, pick: int) -> None:
        if self.number:
            number = pick % self.number + 1
            self.site.events[number].append(EventKind(kind))
            self.history.append(("event", number, kind))

    @rule(one=people, other=people)
    def block(self, one: str, other: str) -> None:
        if one != other:
            self.site.blocks.append((one, other))
            self.history.append(("block", one, other))

    @rule(one=people, other=people)
    def unblock(self, one: str, other: str) -> None:
        both = {(one, other), (other, one)}
        self.site.blocks = [pair for pair in self.site.blocks if pair not in both]
        self.history.append(("unblock", one, other))

    @rule(owner=people, whom=st.none() | people, only_days=st.booleans())
    def restrict(self, owner: str, whom: str | None, only_days: bool) -> None:
        classes = frozenset({"day"}) if only_days else frozenset()
        no = RestrictionFacts(person(whom) if whom else None, frozenset(map(DataClass, classes)))
        self.site.noes.append((owner, no))
        self.history.append(("restrict", owner, whom, classes))

    @rule(owner=people)
    def lift(self, owner: str) -> None:
        self.site.noes = [(subject, no) for subject, no in self.site.noes if subject != owner]
        self.history.append(("lift", owner))

    @rule(who=people, what=st.sampled_from(["close", "reopen"]))
    def close(self, who: str, what: str) -> None:
        (self.site.closed.add if what == "close" else self.site.closed.discard)(who)
        self.history.append((what, who))

    @rule(who=st.sampled_from(["ben"]))
    def erase(self, who: str) -> None:
        self.site.erased.add(who)
        self.history.append(("erase", who))

    @rule(minutes=st.integers(-30, 12))
    def clock_moves(self, minutes: int) -> None:
        self.clock = max(0, self.clock + minutes)
        self.site.highest = max(self.site.highest, self.clock)
        self.history.append(("time", self.clock))

    @invariant()
    def every_cell_is_as_replayed(self) -> None:
        at = START + timedelta(minutes=self.clock)
        for who in CAST:
            for about in CAST:
                facts = self.fault(self.site.facts(who, about))
                cell = replayed(self.history, who, about, self.clock)
                for action, classes, purpose in QUESTIONS:
                    answer = decide(
                        facts, Action(action), frozenset(map(DataClass, classes)),
                        Purpose(purpose), at,
                    )  # fmt: skip
                    asked = cell._replace(action=action, classes=classes, purpose=purpose)
                    assert answer == as_answer(verdict(asked)), (who, about, asked)


HOW = {
    "stateful_step_count": 50,
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "database": None,
}


def test_after_every_step_each_cell_is_what_a_replay_says():
    """300 runs of 50 steps: PORCHLIGHT_GATE_RUNS=300 script/test tests/domain; fewer here."""
    run_state_machine_as_test(GateOverTime, settings=settings(max_examples=RUNS, **HOW))


FAULTS = {
    "a paused grant stays alive": lambda facts: replace(
        facts, grants=tuple(replace(one, is_paused=False) for one in facts.grants)
    ),
    "a withdrawal is forgotten": lambda facts: replace(
        facts, grants=tuple(replace(one, is_withdrawn=False) for one in facts.grants)
    ),
    "the wall clock is believed": lambda facts: replace(facts, highest_time=None),
    "blocks are forgotten": lambda facts: replace(facts, is_blocked=False),
    "only the newest restriction counts": lambda facts: replace(
        facts, restrictions=facts.restrictions[-1:]
    ),
    "only the newest grant counts": lambda facts: replace(facts, grants=facts.grants[-1:]),
    "closing is forgotten": lambda facts: replace(facts, is_closed=False),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault):
    """The control: the machine fails with each of these in the gate."""
    faulty = type("Faulty", (GateOverTime,), {"fault": staticmethod(FAULTS[fault])})
    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            faulty,
            settings=settings(max_examples=300, phases=[Phase.generate], print_blob=False, **HOW),
        )
