"""In which order starts of meetings and events are shown.

The belief: whoever looks for a room tonight reads down the page by the clock, so a long list goes
by time. Where only a few are shown, those that fit the person come before those that begin sooner.
What may end at a closed, a wrong or somebody else's door comes last in both, and says why. The
rule is docs/decisions/0022.

| tier | what it is | few are shown | a long list |
|---|---|---|---|
| LIKED | of a pathway the person likes | first, by time | by time |
| OPEN | open to them like to everybody | then, by time | by time, among the liked |
| VAGUE | a room whose address is only about right | after those | set apart, by time |
| FOR_OTHERS | limited to others; a pathway or language not theirs | after those | set apart |
| SUSPENDED | its own name says that it does not meet for now | last | set apart |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import TypeVar

from porchlight.domain.fit import FAMILY, Fit, Rank

# What sources write into a name when a meeting does not take place for a time. "Closed" alone is no
# such word: it says that a meeting is for its members.
SUSPENDED = re.compile(
    r"\bsuspend(?:ed|id[oa]s?)\b|\btemporar(?:il)?y (?:closed|closure|suspension|not meeting)\b"
    r"|\bclosed (?:temporarily|until|for now)\b|\bon (?:hold|hiatus)\b"
    r"|\bnot (?:currently )?meeting\b"
    r"|\bcancell?ed (?:until|for now)\b|\bno longer meet(?:s|ing)\b"
    r"|\blost (?:its )?meeting space\b"
    r"|\bcerrad[oa]s? temporalmente\b|\btemporalmente cerrad[oa]s?\b|\ben pausa\b",
    re.IGNORECASE,
)


# Whoever asks for a family group by its name has asked for family meetings.
FAMILY_GROUPS = frozenset({"pathway:al-anon", "pathway:nar-anon"})


class Tier(IntEnum):
    """How sure it is that this start is for the person, and takes place; best first."""

    LIKED = 0
    OPEN = 1
    VAGUE = 2
    FOR_OTHERS = 3
    SUSPENDED = 4

    @property
    def is_set_apart(self) -> bool:
        return self > Tier.OPEN


@dataclass(frozen=True, slots=True)
class RankedStart:
    """What the order goes by. `starts_at` is aware; `distance_m` is None online."""

    tier: Tier
    starts_at: datetime
    distance_m: float | None = None


Row = TypeVar("Row")


def says_suspended(name: str) -> bool:
    """Whether a listing's name says that it does not take place for now."""
    return SUSPENDED.search(name) is not None


def rank_when_chosen(fit: Fit, chosen: Collection[str]) -> Rank:
    """The rank of a listing for somebody who asked for these terms ("population:women"). What was
    asked for is never counted as meant for others."""
    if fit.is_offered or not chosen:
        return fit.rank
    asked = frozenset(chosen)
    if not asked.isdisjoint(FAMILY_GROUPS):
        asked |= FAMILY
    is_chosen = all(not asked.isdisjoint(reason.terms) for reason in fit.reasons)
    return Rank.OPEN if is_chosen else fit.rank


def tier_of(fit: Rank, *, is_suspended: bool, is_vague: bool) -> Tier:
    """The tier of one start; of two reasons to come last, the later one counts."""
    if is_suspended:
        return Tier.SUSPENDED
    if fit is Rank.NOT_FOR_THEM:
        return Tier.FOR_OTHERS
    if is_vague:
        return Tier.VAGUE
    return Tier.LIKED if fit is Rank.LIKED else Tier.OPEN


def best_first(rows: Iterable[Row], start_of: Callable[[Row], RankedStart]) -> list[Row]:
    """Few are shown: by tier, then by time, then the nearer one."""

    def key(row: Row) -> tuple[Tier, datetime, float]:
        start = start_of(row)
        return start.tier, start.starts_at, start.distance_m or 0.0

    return sorted(rows, key=key)


def split_apart(
    rows: Iterable[Row], start_of: Callable[[Row], RankedStart]
) -> tuple[list[Row], list[Row]]:
    """A long list: those by the clock, and those set apart, each in the order they came in."""
    by_clock: list[Row] = []
    apart: list[Row] = []
    for row in rows:
        (apart if start_of(row).tier.is_set_apart else by_clock).append(row)
    return by_clock, apart
