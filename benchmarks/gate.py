"""The consent gate: what a decision costs, and what it adds to a list. Prints one JSON object.

    script/bench gate

On a fresh folder in one process. Microseconds, the least of many, so that a busy machine bears on
them little; for the lists also how many queries are asked. Bars: `decide` of the domain at most
20 us, for a person's own things and for a grant; `rows()` adds at most 1 query and 200 us to a
plain list of the same rows. Ends with 1 when a bar is not held.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from benchmarks.in_process import make_tables, on_a_fresh_folder

NOW = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
CALLS, ROUNDS = 200, 200
LISTS = 400
DAYS = 30
MOST_DECIDE_US, MOST_ROWS_US, MOST_QUERIES = 20.0, 200.0, 1


def measure() -> dict[str, Any]:
    decide = {name: round(least_us(ask), 2) for name, ask in decisions().items()}
    lists = list_figures(person_with_days())
    rows = lists["rows_add"]
    return {
        "domain_decide_us": decide,
        **lists,
        "bars_held": max(decide.values()) <= MOST_DECIDE_US
        and rows["us"] <= MOST_ROWS_US
        and rows["queries"] <= MOST_QUERIES,
        "load_average": round(os.getloadavg()[0], 1),
        "cores": os.cpu_count(),
    }


def least_us(ask: Callable[[], object]) -> float:
    """Microseconds of one call, of the fastest of `ROUNDS` rounds."""
    return 1e6 * min(_seconds_of(ask) for _ in range(ROUNDS)) / CALLS


def _seconds_of(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(CALLS):
        ask()
    return time.perf_counter() - began


def decisions() -> dict[str, Callable[[], object]]:
    """The three questions of the domain: one's own things, by a grant, and a stranger."""
    from porchlight.domain.consent import Action, DataClass, Facts, Purpose, decide

    owner, helper = uuid4(), uuid4()
    own, theirs = Facts(owner, owner), Facts(helper, owner, grants=(a_grant_to(helper),))
    stranger = Facts(uuid4(), owner)
    one = frozenset({DataClass.CHECK_IN})
    support = Purpose.SUPPORT
    assert decide(own, Action.WRITE, one, Purpose.SELF, NOW).allowed
    assert decide(theirs, Action.VIEW, one, support, NOW).allowed
    assert not decide(stranger, Action.VIEW, one, support, NOW).allowed
    return {
        "own": lambda: decide(own, Action.WRITE, one, Purpose.SELF, NOW),
        "by_grant": lambda: decide(theirs, Action.VIEW, one, support, NOW),
        "stranger": lambda: decide(stranger, Action.VIEW, one, support, NOW),
    }


def a_grant_to(person_id: UUID) -> Any:
    from porchlight.domain.consent import Action, DataClass, Purpose
    from porchlight.domain.grants import GrantFacts, Recipient, RecipientKind
    from porchlight.domain.words_of_consent import LegalForm

    return GrantFacts(
        grant_id=uuid4(),
        recipient=Recipient(RecipientKind.PERSON, str(person_id)),
        purpose=Purpose.SUPPORT,
        form=LegalForm.PERSONAL,
        data_classes=frozenset({DataClass.CHECK_IN}),
        actions=frozenset({Action.VIEW}),
        valid_from=NOW - timedelta(days=7),
        ends_at=NOW + timedelta(days=7),
    )


def person_with_days() -> Any:
    """Somebody with thirty check-ins."""
    from porchlight.checkins.actions import Entry, record_check_in
    from porchlight.people.actions import NewAccount, join

    make_tables()
    account = NewAccount("ana", "", language="en", country="US", zone="America/Chicago")
    person = join(account, NOW - timedelta(days=DAYS))
    for back in range(DAYS):
        day = NOW - timedelta(days=back)
        record_check_in(person, Entry(day.date(), mood=3, urge=2, talk="good"), day)
    return person


def list_figures(person: Any) -> dict[str, Any]:
    """A list of check-ins through the gate and beside it, in turn; and the decision itself."""
    from porchlight.checkins.models import CheckIn
    from porchlight.circles.access import own, rows
    from porchlight.people.local.units import unit_of_work

    def plain() -> list[date]:
        found = CheckIn.objects.filter(person_id=person.pk).order_by("day")
        return [check_in.day for check_in in found]

    def gated() -> list[date]:
        return [check_in.day for check_in in rows(CheckIn, decision).order_by("day")]

    def once_more() -> None:
        own(person, NOW)

    def in_a_request_of_its_own() -> None:
        with unit_of_work():
            own(person, NOW)

    with unit_of_work():
        decision = own(person, NOW)
        assert gated() == plain()
        assert len(plain()) == DAYS
        took = [(_us(plain), _us(gated)) for _ in range(LISTS)]
        least = {plain: min(us for us, _ in took), gated: min(us for _, us in took)}
        queries = {ask: queries_of(ask) for ask in (plain, gated)}
        return {
            "access_own_first_of_a_request": _own_figures(in_a_request_of_its_own),
            "access_own_again": _own_figures(once_more),
            "plain_list": {"us": round(least[plain]), "queries": queries[plain], "rows": DAYS},
            "rows_list": {"us": round(least[gated]), "queries": queries[gated], "rows": DAYS},
            "rows_add": {
                "us": round(least[gated] - least[plain]),
                "queries": queries[gated] - queries[plain],
            },
        }


def _own_figures(ask: Callable[[], object]) -> dict[str, int]:
    return {"us": round(min(_us(ask) for _ in range(LISTS))), "queries": queries_of(ask)}


def _us(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return 1e6 * (time.perf_counter() - began)


def queries_of(ask: Callable[[], object]) -> int:
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keystore"]) as keys,
    ):
        ask()
    return len(main) + len(keys)


if __name__ == "__main__":
    on_a_fresh_folder(measure)
