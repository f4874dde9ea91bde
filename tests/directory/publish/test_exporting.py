"""What leaves as a feed: listings that stand, each with its parts, in few questions."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from porchlight.directory.models import Duplicate
from porchlight.directory.publish.queryset import exportable_services, in_chunks
from tests.directory.listings import CHECKED, make_meeting, make_source


def names(on: date | None = None) -> list[str]:
    return sorted(service.name for service in exportable_services(on))


def test_what_left_its_source_is_left_out_and_what_is_closed_for_now_is_not() -> None:
    make_meeting(name="gone", status="removed")
    make_meeting(name="closed", status="closed_for_now")
    make_meeting(name="open")
    assert names() == ["closed", "open"]


def test_a_duplicate_is_left_out_until_it_is_undone() -> None:
    first, second = make_meeting(name="first"), make_meeting(name="second")
    found = datetime(2026, 3, 2, tzinfo=UTC)
    twice = Duplicate.objects.create(service=second, of=first, why="link-time", found_at=found)
    assert names() == ["first"]
    twice.undone_at = found
    twice.save()
    assert names() == ["first", "second"]


@pytest.mark.parametrize(("days", "listed"), [(0, 2), (30, 2), (31, 1), (60, 1), (61, 0)])
def test_what_was_not_seen_for_long_is_left_out_as_its_source_says(days: int, listed: int) -> None:
    for name, hidden_after in (("a", 30), ("b", 60)):
        source = make_source(name)
        source.hidden_after_days = hidden_after
        source.save()
        make_meeting(name=name, source=source, last_seen_on=CHECKED)
    assert len(names(CHECKED + timedelta(days=days))) == listed


@pytest.mark.parametrize("meetings", [10, 20])
def test_ten_and_twenty_services_take_the_same_questions(meetings: int) -> None:
    for _ in range(meetings):
        make_meeting(("mon 19:00", "tue 19:00"), joining={"conference_url": "https://zoom.us/j/1"})
    with CaptureQueriesContext(
        connection,
    ) as asked:
        for service in in_chunks(exportable_services(CHECKED)):
            str((service.source, service.organization, service.location, service.joining))
            list(service.schedules.all())
    assert len(asked) == 3
