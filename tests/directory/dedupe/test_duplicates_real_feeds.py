"""What several real feeds say of the same meetings, joined; some of it was read by eye."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from porchlight.directory.dedupe.actions import join_duplicates, undo_duplicate
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.models import Duplicate, Service

ZONES = {"kc": "America/Chicago", "atlanta": "America/New_York", "raleigh_2017": "America/New_York"}


@pytest.fixture
def feeds(shared_data: Path, now: datetime) -> None:
    for path in sorted((shared_data / "meeting_guide").glob("*.json")):
        zone = ZONES.get(path.stem, "America/Los_Angeles")
        import_feed(path.stem, path.read_bytes(), at=now, default_zone=zone)


def test_one_source_two_years_apart_is_joined_and_the_newer_is_shown(
    feeds: None, now: datetime
) -> None:
    """San José's feed of 2019 and of 2021: the same slugs prove most of the pairs."""
    join_duplicates(now)
    pairs = Duplicate.objects.select_related("service__source", "of__source")
    between = Counter((pair.service.source.name, pair.of.source.name) for pair in pairs)
    assert between["aasanjose_2019", "aasanjose"] > 100
    assert between["aasanjose", "aasanjose_2019"] == 0
    ours = [pair for pair in pairs if pair.service.source.name == "aasanjose_2019"]
    same_slug = sum(pair.service.key == pair.of.key for pair in ours)
    assert same_slug > len(ours) * 0.6


def test_no_feed_is_joined_to_one_of_another_region_by_place(feeds: None, now: datetime) -> None:
    join_duplicates(now)
    by_place = Duplicate.objects.filter(why="place-time-name")
    far = {
        frozenset(names)
        for names in by_place.values_list("service__source__name", "of__source__name")
        if names[0] != names[1]
    }
    assert far == {frozenset({"aasanjose", "aasanjose_2019"})}


def test_nothing_is_shown_less_for_being_joined(feeds: None, now: datetime) -> None:
    """Each start of what gives way, and each way to attend, is one of what is shown."""
    join_duplicates(now)
    for pair in Duplicate.objects.select_related("service", "of"):
        mine, theirs = (_starts(one) for one in (pair.service, pair.of))
        assert mine <= theirs or pair.why == "link-time"
        assert pair.service.attendance == pair.of.attendance or pair.of.attendance == "hybrid"
        assert not Duplicate.objects.filter(service=pair.of).exists()


def test_undoing_all_of_them_lists_all_again(feeds: None, now: datetime) -> None:
    count = join_duplicates(now).joined
    assert count > 150
    for pk in Duplicate.objects.values_list("pk", flat=True):
        undo_duplicate(pk, now)
    assert not Duplicate.objects.filter(undone_at=None).exists()
    undone = set(Duplicate.objects.values_list("service_id", "of_id"))
    assert len(undone) == count
    assert join_duplicates(now).released == 0
    joined = set(Duplicate.objects.filter(undone_at=None).values_list("service_id", "of_id"))
    assert not joined & {*undone, *((of, one) for one, of in undone)}


def _starts(service: Service) -> set[tuple[int | None, object]]:
    return set(service.schedules.values_list("weekday", "starts_at"))
