"""Sending a correction or a report hands one thing to the hosts, and only until it is done."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from uuid import uuid4

from porchlight.domain.consent import Action, DataClass, Facts, Purpose, decide

AT = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
HOST, ANA = uuid4(), uuid4()


def test_every_way_of_asking_but_one_is_refused() -> None:
    """The whole table: purpose, class; and host, waiting, erased, closed, each or not."""
    allowed = [
        (purpose, data_class, is_host, is_waiting, is_erased, is_closed)
        for purpose, data_class, is_host, is_waiting, is_erased, is_closed in product(
            Purpose, DataClass, *[(True, False)] * 4
        )
        if decide(
            Facts(
                HOST,
                ANA,
                is_erased=is_erased,
                is_closed=is_closed,
                actor_is_host=is_host,
                waits=is_waiting,
            ),
            Action.VIEW,
            frozenset({data_class}),
            purpose,
            AT,
        ).allowed
        and data_class is not DataClass.COMMUNITY
    ]
    assert allowed == [
        (Purpose.MENDING, sent, True, True, False, False)
        for sent in (DataClass.CORRECTION, DataClass.REPORT)
    ]


def test_two_classes_are_never_opened_for_the_sake_of_one() -> None:
    both = frozenset({DataClass.CORRECTION, DataClass.JOURNAL})
    facts = Facts(HOST, ANA, actor_is_host=True, waits=True)
    assert not decide(facts, Action.VIEW, both, Purpose.MENDING, AT).allowed
