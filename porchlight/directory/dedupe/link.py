"""Which listings say what another listing says, and which of them gives way.

Two listings are the same one when they are held at the same place, at the same wall-clock start,
under the same name; or in the same online room at the same moment. The one of them that gives way
is never shown less for it: the other has all of its starts, all of its ways to attend and what it
takes for them, is no staler, and is no duplicate itself. What a person took apart is never joined
again.

One that a host closed gives way to none. What is joined to it is closed with it and left so, also
when a source changes either; and what says the same under the same name, and no more, is joined to
it when it is found later.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from porchlight.directory.dedupe.candidates import Candidate, places_of
from porchlight.directory.dedupe.match import is_near, is_within
from porchlight.directory.models import Closure, Duplicate

# So many listings in one place at one minute are no duplicates of each other but a fault of a feed.
MOST_AT_ONCE = 50
SAME_PLACE, SAME_LINK = Duplicate.Why.SAME_PLACE, Duplicate.Why.SAME_LINK

Pair = tuple[int, int]  # ids of two services; as a key, the smaller one first


@dataclass(frozen=True)
class PairsBefore:
    """The rows of before: those this pass may change, those it leaves, and what was undone; and
    what hosts closed, and showed again, with when."""

    standing: dict[int, int]
    left: dict[int, int]
    undone: set[int]
    apart: set[Pair]
    closed: dict[int, datetime]
    reopened: dict[int, datetime]

    @property
    def settled(self) -> set[int]:
        """Those whose part in this is not for a pass to change."""
        return {*self.left, *self.left.values(), *self.undone, *self.closed}


# --- Which are the same ---------------------------------------------------------------------------


def same_pairs(candidates: dict[int, Candidate]) -> Iterator[tuple[Pair, str]]:
    """Every two that are the same, with why. Links come first, so the place has the last word."""
    for why, groups in ((SAME_LINK, _by_room(candidates)), (SAME_PLACE, _by_place(candidates))):
        pairs: dict[Pair, bool] = {}
        for group in groups:
            if 2 <= len(group) <= MOST_AT_ONCE:
                for one, other in _alike(group, why):
                    pairs[pair_of(one.id, other.id)] = True
        yield from ((pair, why) for pair in pairs)


def _by_room(candidates: dict[int, Candidate]) -> Iterable[list[Candidate]]:
    groups: dict[object, list[Candidate]] = defaultdict(list)
    for one in candidates.values():
        if one.room:
            for moment in one.moments:
                groups[one.room, moment].append(one)
    return groups.values()


def _by_place(candidates: dict[int, Candidate]) -> Iterable[list[Candidate]]:
    groups: dict[object, list[Candidate]] = defaultdict(list)
    for one in candidates.values():
        for place in places_of(one.where):
            for start in one.starts or (None,):
                groups[place, start].append(one)
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


# --- Which of them gives way ----------------------------------------------------------------------


def pairs_before(candidates: dict[int, Candidate], source_id: int | None) -> PairsBefore:
    standing, left, undone = {}, {}, {}
    closed, reopened = _closed_and_reopened()
    for one, of, undone_at in Duplicate.objects.values_list("service_id", "of_id", "undone_at"):
        ours = [candidates[pk].source for pk in (one, of) if pk in candidates]
        if undone_at:
            undone[one] = of
        elif of in closed:
            left[one] = of
        elif source_id is None or len(ours) == 2 or source_id in ours:
            standing[one] = of
        else:
            left[one] = of
    apart = {pair_of(one, of) for one, of in undone.items()}
    return PairsBefore(standing, left, set(undone), apart, closed, reopened)


def _closed_and_reopened() -> tuple[dict[int, datetime], dict[int, datetime]]:
    closed, reopened = {}, {}
    rows = Closure.objects.order_by("closed_at").values_list("service_id", "closed_at", "undone_at")
    for service_id, closed_at, undone_at in rows:
        if undone_at:
            reopened[service_id] = undone_at
        else:
            closed[service_id] = closed_at
    return closed, reopened


def given_way(
    candidates: dict[int, Candidate], same: dict[Pair, str], kept: PairsBefore
) -> dict[int, int]:
    """For each that gives way, the one it gives way to. What stood and still holds stays."""
    beside: dict[int, list[int]] = defaultdict(list)
    for one, other in same:
        beside[one].append(other)
        beside[other].append(one)
    off = _closed_with(candidates, beside, kept)
    wanted = off | {
        one: of
        for one, of in kept.standing.items()
        if pair_of(one, of) in same
        and not {one, of} & {*off, *kept.closed}
        and of not in kept.standing
        and of not in kept.left
        and _may_give_way(candidates[one], candidates[of])
    }
    heads, settled = {*wanted.values(), *kept.left.values()}, kept.settled
    for head in sorted(beside, key=lambda pk: candidates[pk].rank, reverse=True):
        if head in wanted or head in kept.left or head in kept.closed:
            continue
        for one in beside[head]:
            busy = one in wanted or one in heads or one in settled
            if not busy and _may_give_way(candidates[one], candidates[head]):
                wanted[one] = head
                heads.add(head)
    return wanted


def _closed_with(
    candidates: dict[int, Candidate], beside: dict[int, list[int]], kept: PairsBefore
) -> dict[int, int]:
    """Of the listings beside one that a host closed, those that go with it: of the same name or
    joined before, with no start and no way to attend that it lacks, and not shown again since."""
    off, settled = {}, kept.settled
    for head in sorted({*kept.closed} & {*beside}):
        for one in beside[head]:
            again_at = kept.reopened.get(one)
            if one in settled or (again_at and again_at >= kept.closed[head]):
                continue
            is_named_so = (
                candidates[one].words == candidates[head].words or kept.standing.get(head) == one
            )
            if is_named_so and _says_no_more(candidates[one], candidates[head]):
                off[one] = head
    return off


def _may_give_way(one: Candidate, head: Candidate) -> bool:
    return one.age_class <= head.age_class and _says_no_more(one, head)


def _says_no_more(one: Candidate, head: Candidate) -> bool:
    has_starts = one.starts <= head.starts or (bool(one.moments) and one.moments <= head.moments)
    return one.ways <= head.ways and has_starts


def pair_of(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)
