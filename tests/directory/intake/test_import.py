"""Importing a feed: what is stored, what counts as what, and that a bad feed changes nothing."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from django.forms.models import model_to_dict

from porchlight.circles.access import own
from porchlight.directory.actions import save_listing
from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.intake import upsert
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.intake.report import DROPPED, MENDED, Report
from porchlight.directory.models import (
    Joining,
    Location,
    Organization,
    Schedule,
    Service,
    Source,
)
from porchlight.directory.models import versions as versions_module
from porchlight.directory.models.versions import mark_changed
from porchlight.directory.queries.saved import saved_listings
from porchlight.people.models import Person
from tests.directory.listings import make_duplicate
from tests.directory.made_up import FEEDS, GONE, feed, online, row

TABLES: tuple[type[models.Model], ...] = (
    Source,
    Organization,
    Location,
    Service,
    Schedule,
    Joining,
)


def everything() -> list[list[dict[str, Any]]]:
    return [[model_to_dict(one) for one in table.objects.order_by("pk")] for table in TABLES]


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.removed


def adds_up(report: Report) -> bool:
    taken = report.added + report.updated + report.unchanged
    return report.read == taken + sum(report.dropped.values())


def test_a_meeting_is_stored_under_hsdss_names(now: datetime) -> None:
    import_feed("leake", (FEEDS / "leake_county_ms.json").read_bytes(), at=now)
    swing = Service.objects.get(key="porch-swing", part=1)
    assert (swing.name, swing.types, swing.fellowship) == (
        "Porch Swing Group",
        ["O", "D", "X"],
        "aa",
    )
    assert (swing.attendance, swing.status, swing.place_closed) == ("in_person", "active", False)
    assert swing.first_seen_on == swing.last_seen_on == date(2026, 11, 18)
    assert swing.updated_at == datetime.fromisoformat("2026-02-01T10:00:00Z")
    assert swing.location is not None
    assert (swing.location.name, swing.location.regions) == (
        "Carthage Community Room",
        ["Leake County"],
    )
    assert swing.organization is not None
    assert swing.organization.name == "Made-up Central Office"
    schedule = swing.schedules.get()
    assert (schedule.weekday, schedule.starts_at, schedule.duration, schedule.zone) == (
        7,
        time(18, 30),
        60,
        "America/Chicago",
    )
    assert not hasattr(swing, "joining")


def test_a_daily_online_meeting_has_several_starts_and_its_door_apart(now: datetime) -> None:
    import_feed("leake", (FEEDS / "leake_county_ms.json").read_bytes(), at=now)
    meeting = Service.objects.get(key="pearl-river-online")
    assert list(meeting.schedules.order_by("weekday").values_list("weekday", flat=True)) == [
        *range(1, 6)
    ]
    assert meeting.notes == "Cameras off is fine."
    assert (meeting.joining.passcode, meeting.attendance) == ("madeup7", "online")
    assert meeting.location is None


def test_the_report_of_a_feed_full_of_faults(now: datetime) -> None:
    report = import_feed("leake", (FEEDS / "leake_county_ms.json").read_bytes(), at=now)
    assert adds_up(report)
    assert counts(report) == (6, 0, 0, 0)
    assert report.dropped == {"no_time_zone": 1, "not_an_object": 1}
    assert report.mended == {
        "closed_and_no_link": 1,
        "contacts_left_out": 1,
        "day_respelled": 1,
        "end_assumed": 3,
        "joining_moved": 1,
        "point_from_text": 1,
        "postal_code_from_number": 1,
        "slug_from_number": 1,
        "slug_shared": 2,
        "time_respelled": 1,
        "types_from_text": 1,
        "zone_from_point": 2,
    }
    assert Service.objects.filter(status="closed_for_now").get().key == "walnut-grove"
    assert not Schedule.objects.filter(service__key="by-word").exists()


@pytest.mark.parametrize("name", ["leake_county_ms.json", "marathon_county_wi.json"])
def test_twice_changes_nothing(name: str, now: datetime) -> None:
    content = (FEEDS / name).read_bytes()
    first = import_feed("made-up", content, at=now)
    before = everything()
    again = import_feed("made-up", content, at=now)
    assert counts(again) == (0, 0, first.added, 0)
    assert (again.mended, again.dropped) == (first.mended, first.dropped)
    assert everything() == before


def test_the_order_of_the_feed_changes_nothing(now: datetime) -> None:
    rows = [row(day=day) for day in range(7)] + [row(slug="b"), online(slug="c")]
    import_feed("made-up", feed(*rows), at=now)
    before = everything()[1:]
    assert counts(import_feed("made-up", feed(*reversed(rows)), at=now)) == (0, 0, 9, 0)
    assert everything()[1:] == before


def test_added_updated_unchanged_and_removed_are_told_apart(now: datetime) -> None:
    import_feed("made-up", feed(row(slug="a"), row(slug="b"), row(slug="c")), at=now)
    ids = dict(Service.objects.values_list("key", "id"))
    later = now + timedelta(days=7)
    report = import_feed(
        "made-up", feed(row(slug="a"), row(slug="b", time="18:00"), row(slug="d")), at=later
    )
    assert counts(report) == (1, 1, 1, 1)
    assert ids.items() <= dict(Service.objects.values_list("key", "id")).items()
    assert Service.objects.get(key="b").schedules.get().starts_at == time(18)
    assert set(Service.objects.values_list("key", "status", "first_seen_on", "last_seen_on")) == {
        ("a", "active", date(2026, 11, 18), date(2026, 11, 25)),
        ("b", "active", date(2026, 11, 18), date(2026, 11, 25)),
        ("c", "removed", date(2026, 11, 18), date(2026, 11, 18)),
        ("d", "active", date(2026, 11, 25), date(2026, 11, 25)),
    }


def test_a_removed_meeting_is_kept_and_counts_as_added_when_it_is_back(now: datetime) -> None:
    import_feed("made-up", feed(row(slug="a"), row(slug="b")), at=now)
    kept = Service.objects.get(key="b")
    assert counts(import_feed("made-up", feed(row(slug="a")), at=now)) == (0, 0, 1, 1)
    gone = Service.objects.get(pk=kept.pk)
    assert (gone.status, gone.removed_at, gone.schedules.count()) == ("removed", now, 1)
    assert counts(import_feed("made-up", feed(row(slug="a")), at=now)) == (0, 0, 1, 0)
    back = import_feed("made-up", feed(row(slug="a"), row(slug="b")), at=now)
    assert counts(back) == (1, 0, 1, 0)
    again = Service.objects.get(key="b")
    assert (again.pk, again.status, again.removed_at) == (kept.pk, "active", None)


def test_saved_parts_of_one_slug_stay_what_they_were(now: datetime) -> None:
    """When the first of three days goes, the other two keep the ids that people saved."""
    import_feed("made-up", feed(*(row(day=day) for day in (1, 3, 5))), at=now)
    ids = {one.schedules.get().weekday: one.pk for one in Service.objects.all()}
    report = import_feed("made-up", feed(row(day=3, notes="New"), row(day=5), row(day=6)), at=now)
    assert counts(report) == (0, 2, 1, 0)
    now_ids = {one.schedules.get().weekday: one.pk for one in Service.objects.all()}
    assert (now_ids[3], now_ids[5], now_ids[6]) == (ids[3], ids[5], ids[1])
    assert counts(import_feed("made-up", feed(row(day=5)), at=now)) == (0, 0, 1, 2)
    assert Service.objects.exclude(status="removed").get().pk == ids[5]


def test_two_sources_do_not_touch_each_other(now: datetime) -> None:
    import_feed("one", feed(row()), at=now)
    import_feed("two", feed(row(), row(slug="b")), at=now)
    assert counts(import_feed("one", feed(row(slug="c")), at=now)) == (1, 0, 0, 1)
    assert Service.objects.filter(source__name="two", status="active").count() == 2


def test_places_and_publishers_are_shared_and_go_when_nobody_names_them(now: datetime) -> None:
    rows = [row(slug=f"s{n}", entity="Made-up Intergroup") for n in range(5)]
    import_feed("made-up", feed(*rows), at=now)
    assert (Location.objects.count(), Organization.objects.count()) == (1, 1)
    import_feed("made-up", feed(*(one | {"location": "New Hall"} for one in rows)), at=now)
    assert Location.objects.get().name == "New Hall"
    import_feed("made-up", feed(*(row(slug=f"s{n}") for n in range(5))), at=now)
    assert (Location.objects.count(), Organization.objects.count()) == (1, 0)


def test_what_changed_carries_the_sources_new_version(now: datetime) -> None:
    def versions() -> dict[str, int]:
        return dict(Service.objects.values_list("key", "version"))

    before = feed(row(slug="stays"), row(slug="changes"), row(slug="leaves"))
    import_feed("made-up", before, at=now)
    import_feed("made-up", feed(row(slug="stays"), row(slug="changes", notes="New")), at=now)
    assert versions() == {"stays": 1, "changes": 2, "leaves": 2}
    mark_changed(Service.objects.filter(key="stays").values_list("pk", flat=True))
    assert versions() == {"stays": 3, "changes": 2, "leaves": 2}
    assert Source.objects.get().version == 3


def test_a_change_raises_the_sources_version_and_nothing_else_does(now: datetime) -> None:
    def version() -> int:
        return Source.objects.get().version

    import_feed("made-up", feed(row()), at=now)
    assert version() == 1
    import_feed("made-up", feed(row()), at=now + timedelta(days=1))
    assert version() == 1
    assert Source.objects.get().last_good_at == now + timedelta(days=1)
    import_feed("made-up", feed(row(notes="New")), at=now)
    assert version() == 2


def test_no_later_change_repeats_the_version_of_pairs_that_an_import_took_apart(
    ana: Person, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many pairs are freed in chunks, each of which raises the version in the database. Who saved
    one of them reads it by its version."""
    monkeypatch.setattr(versions_module, "AT_ONCE", 1)
    import_feed("made-up", feed(*(row(slug=slug) for slug in "abcd")), at=now)
    a, b, c, d = Service.objects.order_by("key")
    make_duplicate(b, of=a)
    make_duplicate(d, of=c)
    save_listing(ana, d, now)
    second = [row(slug="a", notes="1"), row(slug="b"), row(slug="c", notes="1"), row(slug="d")]
    import_feed("made-up", feed(*second), at=now)
    assert saved_names(ana, now) == ["Magnolia Noon Group"]
    freed = Service.objects.get(key="d").version
    assert Source.objects.get().version >= freed
    import_feed("made-up", feed(*second[:3], row(slug="d", name="New name")), at=now)
    assert Service.objects.get(key="d").version > freed
    assert saved_names(ana, now) == ["New name"]


def saved_names(person: Person, now: datetime) -> list[str]:
    return [one.service.name for one in saved_listings(person, own(person, now), now)]


def test_the_sources_zone_and_fellowship_are_kept_for_the_next_time(now: datetime) -> None:
    nowhere = row(timezone=GONE, latitude=GONE, longitude=GONE)
    zone = "America/Denver"
    import_feed("made-up", feed(nowhere), at=now, default_zone=zone, fellowship="na")
    assert counts(import_feed("made-up", feed(nowhere), at=now)) == (0, 0, 1, 0)
    assert Schedule.objects.get().zone == zone
    assert Service.objects.get().fellowship == "na"
    changed = import_feed("made-up", feed(nowhere), at=now, default_zone="America/Chicago")
    assert counts(changed) == (0, 1, 0, 0)


def test_a_clock_that_was_set_back_changes_no_dates(now: datetime) -> None:
    import_feed("made-up", feed(row()), at=now)
    import_feed("made-up", feed(row(notes="New")), at=now - timedelta(days=3))
    meeting = Service.objects.get()
    assert meeting.notes == "New"
    assert meeting.first_seen_on == meeting.last_seen_on == now.date()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[", "line 1"),
        (b"[]", "empty list"),
        (b"<html>", "web page"),
        (b"PK\x03\x04", "zip"),
        (b"[" * 100_000, "nested"),
        (json.dumps({"error": "down"}).encode(), "down"),
    ],
)
def test_a_broken_file_changes_nothing(content: bytes, words: str, now: datetime) -> None:
    import_feed("made-up", feed(row()), at=now)
    before = everything()
    with pytest.raises(FeedRefused, match=words):
        import_feed("made-up", content, at=now, default_zone="America/Denver")
    with pytest.raises(FeedRefused, match=words):
        import_feed("new", content, at=now)
    assert everything() == before


def test_a_feed_with_nothing_usable_changes_nothing(now: datetime) -> None:
    import_feed("made-up", feed(row()), at=now)
    before = everything()
    useless = feed(row(timezone=None, latitude=None, longitude=None), 4)
    report = import_feed("made-up", useless, at=now)
    assert adds_up(report)
    assert counts(report) == (0, 0, 0, 0)
    assert "Give --zone" in report.advice
    assert import_feed("new", feed(4), at=now).took_nothing
    assert everything() == before


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"source_name": "two words"}, "letters, digits"),
        ({"source_name": ""}, "letters, digits"),
        ({"source_name": "x" * 65}, "letters, digits"),
        ({"default_zone": "Mars/Olympus"}, "no time zone called"),
        ({"default_zone": "EST"}, "no time zone called"),
        ({"fellowship": "xx"}, "one of: aa"),
    ],
)
def test_settings_that_make_no_sense_are_refused(
    wrong: dict[str, str], words: str, now: datetime
) -> None:
    chosen = {"source_name": "made-up", **wrong}
    with pytest.raises(FeedRefused, match=words):
        import_feed(content=feed(row()), at=now, **chosen)
    assert not Source.objects.exists()


def test_a_fault_in_the_middle_leaves_nothing_half_done(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_feed("made-up", feed(row()), at=now)
    before = everything()

    def break_off(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(upsert, "_schedules", break_off)
    with pytest.raises(RuntimeError):
        import_feed("made-up", feed(row(notes="New"), row(slug="b")), at=now)
    assert everything() == before


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        (Service, {"attendance": "both"}),
        (Service, {"status": "removed"}),
        (Service, {"key": ""}),
        (Service, {"last_seen_on": date(2020, 1, 1)}),
        (Schedule, {"weekday": 0}),
        (Schedule, {"duration": 0}),
        (Schedule, {"weekday": None}),
        (Schedule, {"starts_on": date(2026, 3, 2)}),
        (Schedule, {"rule": "FREQ=DAILY"}),
        (Service, {"kind": "rumour"}),
        (Source, {"hidden_after_days": 1}),
        (Source, {"look_every_hours": 0}),
        (Schedule, {"zone": ""}),
        (Location, {"latitude": None}),
        (Location, {"latitude": 91}),
        (Location, {"latitude": 0, "longitude": 0}),
        (Joining, {"conference_url": ""}),
        (Source, {"kind": "rumour"}),
    ],
)
def test_the_database_itself_holds_the_rules(
    table: type[models.Model], wrong: dict[str, Any], now: datetime
) -> None:
    import_feed("made-up", feed(row(conference_url="https://zoom.us/j/1")), at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        table.objects.update(**wrong)


def test_every_kind_and_reason_has_words_and_every_word_a_kind(now: datetime) -> None:
    """The reader's names for mendings and drops are written in the report, and only those."""
    formats = Path(upsert.__file__).parents[1] / "formats"
    code = "".join(path.read_text() for path in formats.rglob("*.py"))
    for name in [*MENDED, *DROPPED]:
        assert f'"{name}"' in code, name
    report = Report(read=3, mended=dict.fromkeys(MENDED, 1), dropped=dict.fromkeys(DROPPED, 1))
    for name, words in [*MENDED.items(), *DROPPED.items()]:
        assert words in report.as_text()
        assert name not in report.as_text().split()
