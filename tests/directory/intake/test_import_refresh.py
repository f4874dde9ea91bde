"""The worker's look at every source that has an address, on the source's own timetable."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.intake import refresh
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.intake.fetch import Fetched, Marks
from porchlight.directory.intake.refresh import next_look_at, refresh_sources
from porchlight.directory.models import Service, Source
from tests.directory.made_up import feed, row

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
ONE, TWO = "https://one.example/feed", "https://two.example/feed"
FIRST = Marks(etag='"1"', modified="Wed, 18 Nov 2026 18:30:00 GMT")


class Web:
    """Pages by address; one with marks is sent again only when other marks are asked with."""

    def __init__(self, pages: dict[str, bytes], marks: Marks = Marks()):  # noqa: B008
        self.pages, self.marks = pages, marks
        self.asked: list[tuple[str, Marks]] = []

    def __call__(self, url: str, marks: Marks) -> Fetched:
        self.asked.append((url, marks))
        if url not in self.pages:
            raise FeedRefused(f"{url} is down.")
        if self.marks != Marks() and marks == self.marks:
            return Fetched(None, marks)
        return Fetched(self.pages[url], self.marks)


def test_only_sources_with_an_address_are_looked_at(now: datetime) -> None:
    import_feed("by-hand", feed(row()), at=now)
    import_feed("one", feed(row()), at=now, url=ONE)
    (one,) = refresh_sources(now + DAY, Web({ONE: feed(row(), row(slug="b"))}))
    assert one.source == "one"
    assert one.report is not None
    assert (one.report.added, one.report.unchanged) == (1, 1)
    assert Service.objects.filter(source__name="one").count() == 2


@pytest.mark.parametrize("hours", [1, 24, 168])
def test_a_source_is_looked_at_as_often_as_it_says(hours: int, now: datetime) -> None:
    import_feed("one", feed(row()), at=now, url=ONE)
    Source.objects.update(look_every_hours=hours)
    pages, every = Web({ONE: feed(row())}), timedelta(hours=hours)
    assert refresh_sources(now + every - timedelta(minutes=10), pages) == []
    assert len(refresh_sources(now + every, pages)) == 1
    assert refresh_sources(now + every, pages) == []


def test_a_look_without_news_moves_the_dates_alone(now: datetime) -> None:
    import_feed("one", feed(row()), at=now, url=ONE)
    refresh_sources(now + DAY, Web({ONE: feed(row())}))
    source = Source.objects.get()
    assert (source.version, source.last_good_at) == (1, now + DAY)
    assert Service.objects.get().last_seen_on == (now + DAY).date()


def test_a_feed_that_did_not_change_is_not_read_again(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_feed("one", feed(row()), at=now, url=ONE, marks=FIRST)
    monkeypatch.setattr(refresh, "_is_read_whole", lambda *_: False)
    monkeypatch.setattr(refresh, "take_in", lambda *_: pytest.fail("it was read again"))
    web = Web({ONE: feed(row())}, FIRST)
    (look,) = refresh_sources(now + DAY, web)
    assert web.asked == [(ONE, FIRST)]
    assert look.report is not None
    assert (look.report.read, look.report.unchanged) == (1, 1)
    source, meeting = Source.objects.get(), Service.objects.get()
    assert (source.last_good_at, source.version) == (now + DAY, 1)
    assert meeting.last_seen_on == (now + DAY).date()
    assert (source.etag, source.modified) == (FIRST.etag, FIRST.modified)


def test_marks_are_kept_only_of_what_was_taken(now: datetime) -> None:
    import_feed("one", feed(row()), at=now, url=ONE, marks=FIRST)
    broken = Web({ONE: b"<html>"}, Marks(etag='"2"'))
    assert refresh_sources(now + DAY, broken)[0].refusal
    assert Source.objects.get().etag == FIRST.etag
    import_feed("one", feed(row(notes="By hand")), at=now + DAY)
    assert Source.objects.get().etag == ""


def test_once_a_week_a_feed_is_read_whatever_its_marks_say(now: datetime) -> None:
    import_feed("one", feed(row()), at=now, url=ONE, marks=FIRST)
    web = Web({ONE: feed(row())}, FIRST)
    for days in range(1, 15):
        refresh_sources(now + days * DAY, web)
    assert [marks for _, marks in web.asked].count(Marks()) == 2


@pytest.mark.parametrize("page", [None, b"<html>", b"[", feed(4)])
def test_a_source_that_is_down_keeps_its_listings_and_stops_no_other(
    page: bytes | None, now: datetime
) -> None:
    import_feed("one", feed(row()), at=now, url=ONE)
    import_feed("two", feed(row()), at=now, url=TWO)
    pages = {TWO: feed(row())} | ({} if page is None else {ONE: page})
    one, two = refresh_sources(now + DAY, Web(pages))
    assert one.report is None
    assert one.refusal
    assert two.report is not None
    source = Source.objects.get(name="one")
    assert (source.last_tried_at, source.last_good_at) == (now + DAY, now)
    assert source.last_refusal == one.refusal
    assert Service.objects.filter(source=source, status="active").count() == 1
    refresh_sources(now + 2 * DAY, Web({ONE: feed(row()), TWO: feed(row())}))
    assert Source.objects.get(name="one").last_refusal == ""


def test_a_fault_of_ours_in_one_feed_stops_no_other(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_feed("one", feed(row()), at=now, url=ONE)
    import_feed("two", feed(row()), at=now, url=TWO)
    real = refresh.take_in

    def stumble(read: refresh.Feed, *more: object) -> refresh.Report:
        if read.source_name == "one":
            raise ZeroDivisionError
        return real(read, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(refresh, "take_in", stumble)
    one, two = refresh_sources(now + DAY, Web({ONE: feed(row()), TWO: feed(row())}))
    assert "stopped" in one.refusal
    assert two.report is not None
    assert Source.objects.get(name="one").last_refusal == one.refusal


def test_a_source_that_stays_down_is_tried_less_and_less_often(now: datetime) -> None:
    """Again after an hour; then the wait doubles, up to two days."""
    import_feed("one", feed(row()), at=now, url=ONE)
    waits = []
    for _ in range(10):
        source = Source.objects.get()
        due = next_look_at(source)
        assert due is not None
        waits.append(round((due - (source.last_tried_at or now)) / HOUR))
        refresh_sources(due, Web({}))
    assert waits == [24, 1, 1, 2, 4, 8, 16, 32, 48, 48]
    source = Source.objects.get()
    due = next_look_at(source)
    assert due is not None
    refresh_sources(due, Web({ONE: feed(row())}))
    assert next_look_at(Source.objects.get()) == due + DAY


def test_two_workers_do_not_look_at_one_source_at_once(now: datetime) -> None:
    import_feed("one", feed(row()), at=now, url=ONE)
    web = Web({ONE: feed(row())})

    def while_looking(url: str, marks: Marks) -> Fetched:
        assert refresh_sources(now + DAY, web) == []
        return web(url, marks)

    assert len(refresh_sources(now + DAY, while_looking)) == 1
    assert len(web.asked) == 1
