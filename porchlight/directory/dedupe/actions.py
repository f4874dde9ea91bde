"""Duplicates joined, and taken apart again: what is written. `same.py` says which
they are, and `link.py` which of them gives way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from porchlight.directory.dedupe.candidates import candidates_at
from porchlight.directory.dedupe.link import given_way, pairs_before
from porchlight.directory.dedupe.same import pair_of, same_pairs
from porchlight.directory.models import Duplicate, Service, Source
from porchlight.directory.models.versions import AT_ONCE, chunks_of_ids, mark_changed
from porchlight.directory.moderation.closures import closed_by_hosts, keep_off, put_back
from porchlight.domain.refused import Refused


class NoSuchPair(Refused):
    """No two listings were joined under this number. `str()` says so."""

    code = "no-such-pair"


@dataclass(frozen=True)
class Joined:
    """What a pass did: how many were joined, and how many joins no longer held."""

    joined: int
    released: int


def join_duplicates(at: datetime, source_id: int | None = None) -> Joined:
    """Look at all listings, or at those that one source may have in common with others.

    Reads first and writes last, in one short transaction; what changed in between is left to the
    next pass. Idempotent.
    """
    candidates = candidates_at(at, source_id)
    before = pairs_before(candidates, source_id)
    same = {pair: why for pair, why in same_pairs(candidates) if pair not in before.apart}
    wanted = given_way(candidates, same, before)
    gone = {one: of for one, of in before.standing.items() if wanted.get(one) != of}
    new = {one: of for one, of in wanted.items() if before.standing.get(one) != of}
    return _write(gone, {one: (of, same[pair_of(one, of)]) for one, of in new.items()}, at)


def join_after_changes(now: datetime) -> Joined:
    """A pass when any source changed since this process made its last one, or on a new day."""
    versions = tuple(Source.objects.order_by("pk").values_list("pk", "version"))
    mark = (now.date(), versions)
    if mark == _last_mark.get("all"):
        return Joined(0, 0)
    done = join_duplicates(now)
    _last_mark["all"] = mark
    return done


_last_mark: dict[str, object] = {}


def undo_duplicate(duplicate_id: int, at: datetime) -> None:
    """Take two listings apart for good. Undone twice is undone once; one that was closed only with
    the other is listed again. Raises NoSuchPair."""
    if not Duplicate.objects.filter(pk=duplicate_id).exists():
        raise NoSuchPair(f"No pair of listings has the number {duplicate_id}.")
    with transaction.atomic():
        standing = Duplicate.objects.filter(pk=duplicate_id, undone_at=None)
        services = list(standing.values_list("service_id", flat=True))
        closed_with = standing.filter(of__in=closed_by_hosts())
        closed = list(closed_with.values_list("service_id", flat=True))
        standing.update(undone_at=at)
        put_back(closed)
        mark_changed(services)


def release_duplicates_of(services: Iterable[int]) -> None:
    """Take apart what these are joined to, because they changed or are gone; what is closed with
    another stays so. In a transaction of the caller's; the next pass joins again what still is the
    same."""
    for ids in chunks_of_ids(sorted(services)):
        is_one = Q(of__in=ids) | Q(service__in=ids)
        standing = Duplicate.objects.filter(is_one, undone_at=None)
        free = standing.exclude(of__in=closed_by_hosts())
        freed = list(free.values_list("service_id", flat=True))
        free.delete()
        mark_changed(freed)


def _write(gone: dict[int, int], new: dict[int, tuple[int, str]], at: datetime) -> Joined:
    if not gone and not new:
        return Joined(0, 0)
    with transaction.atomic():
        released = 0
        for ids in chunks_of_ids(sorted(gone)):
            free = Duplicate.objects.filter(service__in=ids, undone_at=None)
            released += free.exclude(of__in=closed_by_hosts()).delete()[0]
        listed, closed = set[int](), set(closed_by_hosts())
        for ids in chunks_of_ids(sorted({*new, *(of for of, _ in new.values())})):
            active = Service.objects.filter(pk__in=ids, status=Service.Status.ACTIVE)
            listed |= set(active.values_list("pk", flat=True))
        rows = [
            Duplicate(service_id=service_id, of_id=of, why=why, found_at=at)
            for service_id, (of, why) in sorted(new.items())
            if service_id in listed and (of in listed or of in closed)
        ]
        Duplicate.objects.bulk_create(rows, ignore_conflicts=True, batch_size=AT_ONCE)
        for ids in chunks_of_ids(row.service_id for row in rows):
            keep_off(Q(pk__in=ids))
        mark_changed({*gone, *(row.service_id for row in rows)})
    return Joined(len(rows), released)
