"""Import, export, import again: nothing is lost that the format can carry. Eleven real feeds."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from porchlight.directory.formats.meeting_guide.write import GuideFeed, write_meeting_guide
from porchlight.directory.formats.record import Listing
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.models import Joining, Service
from porchlight.directory.publish.queryset import exportable_services, in_chunks
from tests.directory.formats.meeting_guide.guide_schema import guide_validator
from tests.directory.intake.test_import_real_feeds import FEEDS
from tests.directory.made_up import changed_nothing, read_guide

FOLDER = "meeting_guide"


def without_secrets(listing: Listing) -> Listing:
    """As the format can carry it: ways to join that stood in notes are never passed on."""
    return (
        listing
        if listing.joining and listing.joining.is_published
        else replace(listing, joining=None)
    )


@pytest.mark.parametrize("name", FEEDS)
def test_a_real_feed_comes_back_as_it_was(name: str, shared_data: Path, now: datetime) -> None:
    zone = FEEDS[name][1]
    content = (shared_data / FOLDER / f"{name}.json").read_bytes()
    report = import_feed(name, content, at=now, default_zone=zone)
    feed = GuideFeed()
    written = b"".join(write_meeting_guide(in_chunks(exportable_services()), feed))
    guide_validator(shared_data).validate(json.loads(written))
    assert "contact_" not in written.decode()
    hidden = Joining.objects.filter(is_published=False).count()
    assert feed.left_out == ({"joining_not_published": hidden} if hidden else {})
    expected = sorted(map(repr, map(without_secrets, read_guide(content, zone).listings)))
    assert sorted(map(repr, read_guide(written).listings)) == expected
    # A feed without the ways to join that its source did not publish is a loss to say yes to.
    again = import_feed(name, written, at=now, take_removals=True)
    assert (again.added, again.removed, again.updated) == (0, 0, hidden)
    assert again.unchanged == report.added - hidden


@pytest.mark.parametrize("name", ["aasanjose", "oiaa_2022"])
def test_a_feed_for_apps_that_take_any_text_comes_back_as_it_was(
    name: str, shared_data: Path, now: datetime
) -> None:
    content = (shared_data / FOLDER / f"{name}.json").read_bytes()
    import_feed(name, content, at=now)
    feed = GuideFeed(strict=False)
    written = b"".join(write_meeting_guide(in_chunks(exportable_services()), feed))
    expected = sorted(map(repr, map(without_secrets, read_guide(content).listings)))
    assert sorted(map(repr, read_guide(written).listings)) == expected


def test_all_feeds_and_a_bmlt_server_together_are_one_feed(
    shared_data: Path, now: datetime
) -> None:
    for name in FEEDS:
        content = (shared_data / FOLDER / f"{name}.json").read_bytes()
        import_feed(name, content, at=now, default_zone=FEEDS[name][1])
    server = (shared_data / "bmlt" / "bmlt_sample_search_results.json").read_bytes()
    import_feed("new-york-na", server, at=now, kind="bmlt")
    written = b"".join(write_meeting_guide(in_chunks(exportable_services())))
    rows = json.loads(written)
    guide_validator(shared_data).validate(rows)
    assert len(rows) == 7_145  # 5,597 meetings in 5,632 rows, since some have two times of day
    assert len({row["slug"] for row in rows}) == len(rows)
    hub = import_feed("hub", written, at=now)
    assert hub.read == len(rows)
    assert hub.added == Service.objects.exclude(source__name="hub").count()
    again = import_feed("hub", written, at=now)
    assert changed_nothing(again)
