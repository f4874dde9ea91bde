"""Which of the listings that are the same (`same.py`) gives way to another.

The one that gives way is never shown less for it: the other has all of its starts, all of its ways
to attend and what it takes for them, is no staler, and is no duplicate itself. What a person took
apart is never joined again.

One that a host closed gives way to none. What is joined to it is closed with it and left so, also
when a source changes either; and what says the same under the same name, and no more, is joined to
it when it is found later.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from porchlight.directory.dedupe.candidates import Candidate
from porchlight.directory.dedupe.same import Pair, pair_of
from porchlight.directory.models import Closure, Duplicate


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


def pairs_before(candidates: dict[int, Candidate], source_id: int | None) -> PairsBefore:
    standing, left, undone = {}, {}, {}
    closed, reopened = _closed_and_reopened()
    rows = Duplicate.objects.values_list("service_id", "of_id", "undone_at")
    for service_id, of, undone_at in rows:
        ours = [candidates[pk].source for pk in (service_id, of) if pk in candidates]
        if undone_at:
            undone[service_id] = of
        elif of in closed:
            left[service_id] = of
        elif source_id is None or len(ours) == 2 or source_id in ours:
            standing[service_id] = of
        else:
            left[service_id] = of
    apart = {pair_of(service_id, of) for service_id, of in undone.items()}
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
    candidates: dict[int, Candidate], same: dict[Pair, str], before: PairsBefore
) -> dict[int, int]:
    """For each that gives way, the one it gives way to. What stood and still holds stays."""
    beside: dict[int, list[int]] = defaultdict(list)
    for one, other in same:
        beside[one].append(other)
        beside[other].append(one)
    off = _closed_with(candidates, beside, before)
    wanted = off | {
        service_id: of
        for service_id, of in before.standing.items()
        if pair_of(service_id, of) in same
        and not {service_id, of} & {*off, *before.closed}
        and of not in before.standing
        and of not in before.left
        and _may_give_way(candidates[service_id], candidates[of])
    }
    heads, settled = {*wanted.values(), *before.left.values()}, before.settled
    for head in sorted(beside, key=lambda pk: candidates[pk].rank, reverse=True):
        if head in wanted or head in before.left or head in before.closed:
            continue
        for service_id in beside[head]:
            busy = service_id in wanted or service_id in heads or service_id in settled
            if not busy and _may_give_way(candidates[service_id], candidates[head]):
                wanted[service_id] = head
                heads.add(head)
    return wanted


def _closed_with(
    candidates: dict[int, Candidate], beside: dict[int, list[int]], before: PairsBefore
) -> dict[int, int]:
    """Of the listings beside one that a host closed, those that go with it: of the same name or
    joined before, with no start and no way to attend that it lacks, and not shown again since."""
    off, settled = {}, before.settled
    for head in sorted({*before.closed} & {*beside}):
        for service_id in beside[head]:
            again_at = before.reopened.get(service_id)
            if service_id in settled or (again_at and again_at >= before.closed[head]):
                continue
            is_named_so = (
                candidates[service_id].words == candidates[head].words
                or before.standing.get(head) == service_id
            )
            if is_named_so and _says_no_more(candidates[service_id], candidates[head]):
                off[service_id] = head
    return off


def _may_give_way(candidate: Candidate, head: Candidate) -> bool:
    return candidate.age_class <= head.age_class and _says_no_more(candidate, head)


def _says_no_more(candidate: Candidate, head: Candidate) -> bool:
    has_starts = candidate.starts <= head.starts or (
        bool(candidate.moments) and candidate.moments <= head.moments
    )
    return candidate.ways <= head.ways and has_starts
