"""A feed that lost more than a fifth of its listings changes nothing until a person says yes."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.intake.refresh import Refreshed, accept_held, refresh_sources, refuse_held
from porchlight.directory.models import Service, Source
from tests.directory.intake.test_import_refresh import DAY, ONE, Web
from tests.directory.made_up import GONE, feed, online, row

NOWHERE = dict.fromkeys(("formatted_address", "latitude", "longitude"), GONE)


def slugs(count: int, **facts: object) -> bytes:
    return feed(*(row(slug=f"s{n:02}", name=f"Group {n:02}", **facts) for n in range(count)))


@pytest.fixture
def source(now: datetime) -> Source:
    import_feed("one", slugs(20), at=now, url=ONE)
    return Source.objects.get()


def look(source: Source, content: bytes, at: datetime) -> Refreshed:
    (looked,) = refresh_sources(at, Web({ONE: content}))
    source.refresh_from_db()
    return looked


def listed() -> int:
    return Service.objects.filter(status="active").count()


def test_a_fifth_may_go_and_one_more_waits(source: Source, now: datetime) -> None:
    gone = look(source, slugs(15), now + DAY)
    assert gone.report is None
    assert "5 of 20 listings are missing from the feed. Nothing was changed." in gone.refusal
    assert "porchlight sources accept one" in source.last_refusal
    assert source.held_report["removed"] == 5
    assert source.held_report["missing"] == [f"Group {n}" for n in range(15, 20)]
    assert (source.held_at, source.last_good_at, listed()) == (now + DAY, now, 20)
    fewer = look(source, slugs(16), now + 2 * DAY)
    assert fewer.report is not None
    assert fewer.report.removed == 4
    assert (source.held_report, source.held_at, source.held_fingerprint) == (None, None, "")


def test_a_source_of_a_few_listings_changes_as_it_likes(now: datetime) -> None:
    import_feed("one", slugs(19), at=now, url=ONE)
    assert import_feed("one", slugs(1), at=now).removed == 18


def test_a_feed_that_lost_its_times_waits_too(source: Source, now: datetime) -> None:
    """The names are all there; a field was renamed, and every meeting would be "by appointment"."""
    looked = look(source, slugs(20, day=GONE), now + DAY)
    assert "20 of 20 listings have no day or time any more" in looked.refusal
    assert source.held_report["unscheduled"] == 20
    assert Service.objects.filter(schedules__weekday=1).count() == 20


@pytest.mark.parametrize("said", [GONE, "in_person"])
def test_a_feed_that_lost_its_addresses_waits_too(
    said: object, source: Source, now: datetime
) -> None:
    """Another name for one field: each meeting would be closed, or have nowhere to go."""
    renamed = {**NOWHERE, "full_address": "3310 N State St, Jackson, MS 39216, USA"}
    looked = look(source, slugs(20, **renamed, attendance_option=said), now + DAY)
    assert looked.report is None
    assert "20 of 20 listings are closed for now, or have lost their address or link." in (
        looked.refusal
    )
    assert (source.held_report["removed"], source.held_report["lost_ways"]) == (0, 20)
    assert source.held_report["missing"] == [f"Group {n:02}" for n in range(12)]
    assert listed() == Service.objects.exclude(location__formatted_address="").count() == 20
    taken = accept_held(source, now + DAY, Web({ONE: slugs(20, **renamed)}))
    assert taken.report is not None
    assert (taken.report.lost_ways, taken.report.lost, listed()) == (20, 20, 0)
    assert "20  of the updated are closed for now, or have lost" in taken.report.as_text()


@pytest.mark.parametrize("said", [GONE, "online", "hybrid"])
def test_a_feed_that_lost_its_links_waits_too(said: object, now: datetime) -> None:
    def rooms(count: int, **facts: object) -> bytes:
        facts = {"attendance_option": said, "conference_url_notes": "Muted at first.", **facts}
        make = row if said == "hybrid" else online
        link = {"conference_url": "https://zoom.us/j/5550100200"}
        rows = [make(slug=f"s{n}", name=f"Room {n}", **link, **facts) for n in range(20 - count)]
        rows += [
            make(slug=f"s{n}", name=f"Room {n}", **facts, conference_url=GONE, link="zoom.us/j/5")
            for n in range(20 - count, 20)
        ]
        return feed(*rows)

    import_feed("one", rooms(0), at=now)
    assert import_feed("one", rooms(4), at=now).lost_ways == 4
    import_feed("one", rooms(0), at=now)
    with pytest.raises(FeedRefused, match="20 of 20 listings are closed for now"):
        import_feed("one", rooms(20), at=now)


def test_what_is_lost_in_two_ways_counts_once(source: Source, now: datetime) -> None:
    """A fifth that lost its times and its addresses is a fifth, and so may go."""
    whole, empty = json.loads(slugs(20)), json.loads(slugs(20, day=GONE, **NOWHERE))
    looked = look(source, feed(*empty[:4], *whole[4:]), now + DAY)
    assert looked.report is not None
    assert (looked.report.unscheduled, looked.report.lost_ways, looked.report.lost) == (4, 0, 4)


def test_rows_that_cannot_be_read_any_more_are_said(source: Source, now: datetime) -> None:
    rows = [row(slug=f"s{n:02}", name=f"Group {n:02}", **_odd(n)) for n in range(20)]
    looked = look(source, feed(*rows), now + DAY)
    assert "10 of 20 listings are missing from the feed (10 rows could not be used)" in (
        looked.refusal
    )
    assert listed() == 20


def _odd(number: int) -> dict[str, object]:
    return {"day": "someday"} if number % 2 else {}


def test_yes_takes_the_very_content_that_was_reported(source: Source, now: datetime) -> None:
    look(source, slugs(5), now + DAY)
    taken = accept_held(source, now + DAY, Web({ONE: slugs(5)}))
    assert taken.report is not None
    assert (taken.report.removed, listed()) == (15, 5)
    source.refresh_from_db()
    assert (source.held_report, source.last_refusal, source.version) == (None, "", 2)


def test_yes_takes_a_smaller_change_than_the_one_reported(source: Source, now: datetime) -> None:
    look(source, slugs(5), now + DAY)
    taken = accept_held(source, now + DAY, Web({ONE: slugs(6, notes="New")}))
    assert taken.report is not None
    assert (taken.report.removed, taken.report.updated) == (14, 6)


def test_yes_to_one_change_is_no_yes_to_a_greater_one(source: Source, now: datetime) -> None:
    look(source, slugs(10), now + DAY)
    later = now + DAY + timedelta(hours=1)
    again = accept_held(source, later, Web({ONE: slugs(4)}))
    assert again.report is None
    source.refresh_from_db()
    assert (source.held_report["removed"], source.held_at, listed()) == (16, later, 20)


def test_yes_while_the_feed_is_down_keeps_what_waits(source: Source, now: datetime) -> None:
    look(source, slugs(5), now + DAY)
    down = accept_held(source, now + DAY, Web({}))
    assert "is down" in down.refusal
    source.refresh_from_db()
    assert source.held_report["removed"] == 15


def test_the_same_content_waits_since_the_day_it_was_first_seen(
    source: Source, now: datetime
) -> None:
    for days in (1, 2, 3):
        look(source, slugs(5), now + days * DAY)
    assert source.held_at == now + DAY


def test_no_is_not_asked_again_until_the_feed_changes(source: Source, now: datetime) -> None:
    look(source, slugs(5), now + DAY)
    refuse_held(source, now + DAY)
    source.refresh_from_db()
    assert "turned down on 2026-11-19" in source.last_refusal
    again = look(source, slugs(5), now + 2 * DAY)
    assert "turned down" in again.refusal
    assert (source.held_report, listed()) == (None, 20)
    look(source, slugs(4), now + 3 * DAY)
    assert source.held_report["removed"] == 16


def test_nothing_waits_and_so_nothing_is_answered(source: Source, now: datetime) -> None:
    with pytest.raises(FeedRefused, match="No change of one waits"):
        accept_held(source, now, Web({}))
    with pytest.raises(FeedRefused, match="No change of one waits"):
        refuse_held(source, now)


def test_by_hand_it_takes_a_word_of_its_own(source: Source, now: datetime) -> None:
    with pytest.raises(FeedRefused, match=r"10 of 20 listings .* --take-removals"):
        import_feed("one", slugs(10), at=now)
    source.refresh_from_db()
    assert (source.held_report, listed()) == (None, 20)
    assert import_feed("one", slugs(10), at=now, take_removals=True).removed == 10


@pytest.mark.parametrize(
    ("said", "n_listed"),
    [
        ({"types": ["O", "TC"]}, 0),
        ({**NOWHERE, "types": ["O"], "conference_url": "https://zoom.us/j/5550100200"}, 20),
    ],
    ids=["closed", "online-now"],
)
def test_what_a_source_itself_says_of_its_places_needs_no_yes(
    source: Source, now: datetime, said: dict[str, object], n_listed: int
) -> None:
    changed = look(source, slugs(20, **said), now + DAY)
    assert changed.report is not None
    assert (changed.report.lost, changed.report.updated, listed()) == (0, 20, n_listed)
