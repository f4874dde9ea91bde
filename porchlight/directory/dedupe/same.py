"""Which listings say what another listing says.

Two listings are the same one when they are held at the same place, at the same wall-clock start,
under the same name; or in the same online room at the same moment. `candidates.py` reads those
that have a place or a room and a start in common; here they are compared by the keys of `match.py`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from porchlight.directory.dedupe.candidates import Candidate, places_of
from porchlight.directory.dedupe.match import is_near, is_within
from porchlight.directory.models import Duplicate

# So many listings in one place at one minute are no duplicates of each other but a fault of a feed.
MOST_AT_ONCE = 50
SAME_PLACE, SAME_LINK = Duplicate.Why.SAME_PLACE, Duplicate.Why.SAME_LINK

Pair = tuple[int, int]  # ids of two services; as a key, the smaller one first


def same_pairs(candidates: dict[int, Candidate]) -> Iterator[tuple[Pair, str]]:
    """Every two that are the same, with why. Links come first, so the place has the last word."""
    for why, groups in (
        (SAME_LINK, _by_online_room(candidates)),
        (SAME_PLACE, _by_place(candidates)),
    ):
        pairs: dict[Pair, bool] = {}
        for group in groups:
            if 2 <= len(group) <= MOST_AT_ONCE:
                for one, other in _alike(group, why):
                    pairs[pair_of(one.id, other.id)] = True
        yield from ((pair, why) for pair in pairs)


def pair_of(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _by_online_room(candidates: dict[int, Candidate]) -> Iterable[list[Candidate]]:
    groups: dict[object, list[Candidate]] = defaultdict(list)
    for candidate in candidates.values():
        if candidate.online_room:
            for moment in candidate.moments:
                groups[candidate.online_room, moment].append(candidate)
    return groups.values()


def _by_place(candidates: dict[int, Candidate]) -> Iterable[list[Candidate]]:
    groups: dict[object, list[Candidate]] = defaultdict(list)
    for candidate in candidates.values():
        for place in places_of(candidate.where):
            for start in candidate.starts or (None,):
                groups[place, start].append(candidate)
    return groups.values()


def _alike(group: list[Candidate], why: str) -> Iterator[tuple[Candidate, Candidate]]:
    """Pairs of one group: by equal names first; by one name within the other only where neither
    has a namesake in the other's source, and where there is no choice between several."""
    pairs = [pair for pair in combinations(group, 2) if _may_be_one(*pair, why)]
    equal = [pair for pair in pairs if pair[0].words == pair[1].words]
    yield from equal
    named = {(a.id, b.source) for a, b in equal} | {(b.id, a.source) for a, b in equal}
    loose = [
        (a, b)
        for a, b in pairs
        if a.source != b.source
        and a.words != b.words
        and not {(a.id, b.source), (b.id, a.source)} & named
        and (why == SAME_LINK or is_within(a.words, b.words) or is_within(b.words, a.words))
    ]
    choices = Counter((a.id, b.source) for a, b in loose)
    choices.update((b.id, a.source) for a, b in loose)
    yield from ((a, b) for a, b in loose if choices[a.id, b.source] == choices[b.id, a.source] == 1)


def _may_be_one(one: Candidate, other: Candidate, why: str) -> bool:
    if one.kind != other.kind or not one.is_same_fellowship(other) or one.contradicts(other):
        return False
    if one.source == other.source and not one.says_the_very_same(other):
        return False
    if not one.starts and not other.starts:
        # By appointment, the minute says nothing: name, address and number have to be the same.
        return one.words == other.words and one.shares_address(other) and one.shares_phone(other)
    return why == SAME_LINK or one.shares_address(other) or _is_near(one, other)


def _is_near(one: Candidate, other: Candidate) -> bool:
    return bool(one.point and other.point and is_near(one.point, other.point))
