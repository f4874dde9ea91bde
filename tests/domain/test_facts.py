"""Facts that are not given: an open account, nobody's host, a grant with nothing wrong with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from porchlight.domain.consent import (
    GATE,
    HANDED_OVER,
    Action,
    DataClass,
    Decision,
    Facts,
    MadeOutsideTheGate,
    Purpose,
    decide,
)
from porchlight.domain.grants import EventKind, GrantFacts, Recipient, RecipientKind, fold
from porchlight.domain.words_of_consent import LegalForm

AT = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
ANA, ROSA = uuid4(), uuid4()
DAYS = frozenset({DataClass.DAY})


def test_an_account_of_which_nothing_is_said_is_open_to_its_owner():
    assert decide(Facts(ANA, ANA), Action.WRITE, DAYS, Purpose.SELF, AT).allowed
    assert not decide(Facts(None, ANA), Action.VIEW, DAYS, Purpose.SELF, AT).allowed


@pytest.mark.parametrize("said", [{}, {"waits": True}, {"actor_is_host": True}])
def test_nobody_is_a_host_and_nothing_waits_unless_it_is_said(said):
    facts = Facts(ROSA, ANA, **said)
    assert not decide(facts, Action.VIEW, HANDED_OVER, Purpose.MENDING, AT).allowed


def test_a_grant_with_nothing_wrong_gives_what_it_says_from_always_and_until_it_is_ended():
    grant = GrantFacts(
        UUID(int=1),
        Recipient(RecipientKind.PERSON, str(ROSA)),
        Purpose.SUPPORT,
        LegalForm.PERSONAL,
        DAYS,
        frozenset({Action.VIEW}),
        AT,
    )
    answer = decide(Facts(ROSA, ANA, grants=(grant,)), Action.VIEW, DAYS, Purpose.SUPPORT, AT)
    assert answer.allowed
    assert (answer.since, answer.until, answer.ends_at) == (None, None, None)


def test_nothing_but_the_gate_makes_a_decision():
    with pytest.raises(MadeOutsideTheGate):
        Decision(None, allowed=True)


LATER = AT + timedelta(hours=1)


@pytest.mark.parametrize(
    ("since", "until", "made_at", "is_inside"),
    [
        (None, None, None, True),
        (None, None, AT, True),
        (AT, None, None, False),
        (None, LATER, None, False),
        (AT, None, AT, True),
        (LATER, None, AT, False),
        (None, LATER, AT, True),
        (None, AT, AT, False),
        (AT, LATER, AT, True),
        (AT, AT, AT, False),
    ],
)
def test_what_was_made_at_no_known_moment_is_inside_only_where_there_is_no_window(
    since, until, made_at, is_inside
):
    decision = Decision(GATE, since=since, until=until)
    assert decision.covers_time(made_at) is is_inside


@pytest.mark.parametrize(
    ("last", "is_paused"),
    [(EventKind.RESUMED, False), (EventKind.PAUSED, True), (EventKind.LIFTED, True)],
)
def test_a_paused_grant_opens_again_by_being_resumed_and_by_nothing_else(last, is_paused):
    assert fold([EventKind.PAUSED, last]) == (is_paused, False)
