"""The worker's daily look at every source that has an address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from porchlight.directory.actions import import_feed, refresh_sources
from porchlight.directory.formats.feed_file import FeedRefused
from porchlight.directory.models import Service, Source
from tests.directory.made_up import feed, row

DAY = timedelta(days=1)
ONE, TWO = "https://one.example/feed", "https://two.example/feed"


def web(pages: dict[str, bytes]) -> Callable[[str], bytes]:
    def fetch(url: str) -> bytes:
        if url not in pages:
            raise FeedRefused(f"{url} is down.")
        return pages[url]

    return fetch


def test_only_sources_with_an_address_are_looked_at(now: datetime) -> None:
    import_feed("by-hand", feed(row()), at=now)
    import_feed("one", feed(row()), at=now, url=ONE)
    (one,) = refresh_sources(now + DAY, web({ONE: feed(row(), row(slug="b"))}))
    assert one.source == "one"
    assert one.report is not None
    assert (one.report.added, one.report.unchanged) == (1, 1)
    assert Service.objects.filter(source__name="one").count() == 2


def test_one_look_a_day_is_enough(now: datetime) -> None:
    import_feed("one", feed(row()), at=now, url=ONE)
    pages = web({ONE: feed(row())})
    assert refresh_sources(now + timedelta(hours=2), pages) == []
    assert len(refresh_sources(now + DAY, pages)) == 1
    assert refresh_sources(now + DAY, pages) == []


def test_a_look_without_news_moves_the_dates_alone(now: datetime) -> None:
    import_feed("one", feed(row()), at=now, url=ONE)
    refresh_sources(now + DAY, web({ONE: feed(row())}))
    source = Source.objects.get()
    assert (source.version, source.last_good_at) == (1, now + DAY)
    assert Service.objects.get().last_seen_on == (now + DAY).date()


@pytest.mark.parametrize("page", [None, b"<html>", b"[", feed(4)])
def test_a_source_that_is_down_keeps_its_listings_and_stops_no_other(
    page: bytes | None, now: datetime
) -> None:
    import_feed("one", feed(row()), at=now, url=ONE)
    import_feed("two", feed(row()), at=now, url=TWO)
    pages = {TWO: feed(row())} | ({} if page is None else {ONE: page})
    one, two = refresh_sources(now + DAY, web(pages))
    assert one.report is None
    assert one.refusal
    assert two.report is not None
    source = Source.objects.get(name="one")
    assert (source.last_tried_at, source.last_good_at) == (now + DAY, now)
    assert source.last_refusal == one.refusal
    assert Service.objects.filter(source=source, status="active").count() == 1
    refresh_sources(now + 2 * DAY, web({ONE: feed(row()), TWO: feed(row())}))
    assert Source.objects.get(name="one").last_refusal == ""


def test_a_feed_that_lost_most_of_its_meetings_waits_for_a_person(now: datetime) -> None:
    import_feed("one", feed(*(row(slug=f"s{n}") for n in range(20))), at=now, url=ONE)
    nine, ten = (feed(*(row(slug=f"s{n}") for n in range(count))) for count in (9, 10))
    (refreshed,) = refresh_sources(now + DAY, web({ONE: nine}))
    assert "11 of 20 listings are missing" in refreshed.refusal
    assert Service.objects.filter(status="active").count() == 20
    assert import_feed("one", ten, at=now + DAY).removed == 10
    assert import_feed("one", nine, at=now + DAY).removed == 1
