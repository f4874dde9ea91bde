"""The order of starts: one table a clinician can read, and what a name says of itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from porchlight.domain.fit import Rank, Wishes, fit_of
from porchlight.domain.meet_order import (
    RankedStart,
    Tier,
    best_first,
    rank_when_chosen,
    says_suspended,
    split_apart,
    tier_of,
)

SEVEN = datetime(2026, 11, 18, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fit", "is_suspended", "is_vague", "tier"),
    [
        (Rank.LIKED, False, False, Tier.LIKED),
        (Rank.OPEN, False, False, Tier.OPEN),
        (Rank.OPEN, False, True, Tier.VAGUE),
        (Rank.LIKED, False, True, Tier.VAGUE),
        (Rank.NOT_FOR_THEM, False, False, Tier.FOR_OTHERS),
        (Rank.NOT_FOR_THEM, False, True, Tier.FOR_OTHERS),
        (Rank.LIKED, True, False, Tier.SUSPENDED),
        (Rank.NOT_FOR_THEM, True, True, Tier.SUSPENDED),
    ],
)
def test_the_tier_of_a_start(fit: Rank, is_suspended: bool, is_vague: bool, tier: Tier) -> None:
    assert tier_of(fit, is_suspended=is_suspended, is_vague=is_vague) is tier


@pytest.mark.parametrize(
    ("terms", "chosen", "rank"),
    [
        ({"population:women"}, {"population:women"}, Rank.OPEN),
        ({"population:women", "language:es"}, {"population:women"}, Rank.NOT_FOR_THEM),
        ({"population:women", "language:es"}, {"population:women", "language:es"}, Rank.OPEN),
        ({"population:teens"}, {"population:teens"}, Rank.OPEN),
        ({"pathway:family", "pathway:al-anon"}, {"pathway:al-anon"}, Rank.OPEN),
        ({"pathway:family", "pathway:al-anon"}, {"pathway:aa"}, Rank.NOT_FOR_THEM),
        ({"pathway:aa"}, set(), Rank.OPEN),
        ({"pathway:smart"}, {"population:women"}, Rank.LIKED),
    ],
)
def test_what_somebody_asks_for_is_not_for_others(
    terms: set[str], chosen: set[str], rank: Rank
) -> None:
    wishes = Wishes(liked=frozenset({"smart"}), languages=frozenset({"en"}))
    assert rank_when_chosen(fit_of(terms, wishes), chosen) is rank


# name, tier, minutes from seven, metres
STARTS = {
    "women's, in ten minutes": RankedStart(Tier.FOR_OTHERS, SEVEN + timedelta(minutes=10), 100),
    "suspended, now": RankedStart(Tier.SUSPENDED, SEVEN, 50),
    "open, now, far": RankedStart(Tier.OPEN, SEVEN, 9_000),
    "open, now, near": RankedStart(Tier.OPEN, SEVEN, 800),
    "open, in an hour": RankedStart(Tier.OPEN, SEVEN + timedelta(hours=1), 10),
    "liked, in two hours": RankedStart(Tier.LIKED, SEVEN + timedelta(hours=2)),
    "about here, now": RankedStart(Tier.VAGUE, SEVEN, 5),
}


def test_of_a_few_the_best_fit_comes_first_then_the_soonest_then_the_nearest() -> None:
    assert best_first(STARTS, STARTS.__getitem__) == [
        "liked, in two hours",
        "open, now, near",
        "open, now, far",
        "open, in an hour",
        "about here, now",
        "women's, in ten minutes",
        "suspended, now",
    ]


def test_a_long_list_keeps_its_clock_and_sets_the_rest_apart() -> None:
    by_time = sorted(STARTS, key=lambda name: STARTS[name].starts_at)
    by_clock, apart = split_apart(by_time, STARTS.__getitem__)
    assert [STARTS[name].starts_at for name in by_clock] == sorted(
        STARTS[name].starts_at for name in by_clock
    )
    assert set(by_clock) == {
        "open, now, far", "open, now, near", "open, in an hour", "liked, in two hours",
    }  # fmt: skip
    assert apart == [name for name in by_time if name not in by_clock]


@pytest.mark.parametrize(
    ("name", "is_suspended"),
    [
        ("(SUSPENDED) Wake Up (ONLINE)", True),
        ("Courage to Change Closed Temporarily", True),
        ("Downtown Noon - temporarily closed", True),
        ("Sunrise (on hold)", True),
        ("TGIF - LOST MEETING SPACE CLOSED AS OF JUNE19, 2015", True),
        ("Grupo Nueva Vida, suspendida", True),
        ("Mesa de los lunes (cerrado temporalmente)", True),
        ("Women's Closed Discussion", False),
        ("How It Works Las Vegas Monday Closed", False),
        ("Suspenders", False),
        ("Hold On", False),
        ("Meeting in the Ladies Room", False),
        ("We Are Not Saints", False),
    ],
)
def test_a_name_can_say_that_a_meeting_does_not_take_place(name: str, is_suspended: bool) -> None:
    assert says_suspended(name) is is_suspended
