"""Calendars of organizers as listings."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from porchlight.directory.formats.ical.read import read_ical
from porchlight.directory.formats.record import Listing, ReadingContext
from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.models import Service
from porchlight.domain.recurrence import DatedStart, dated_starts_between
from porchlight.domain.schedule import minute_of_week, starts_between
from tests.directory.formats.hsds.hsds_made import zipped
from tests.directory.formats.ical.ical_made import (
    CHICAGO,
    START,
    TODAY,
    calendar,
    event,
    only,
    reading,
)


def test_a_dated_event_keeps_its_day_time_length_and_zone(now: Any) -> None:
    listing = only(START, "DTEND;TZID=America/Chicago:20261202T203000")
    assert (listing.kind, listing.zone, listing.key) == ("event", CHICAGO, "u1")
    assert listing.dated == (DatedStart(date(2026, 12, 2), 1140, 90),)
    assert listing.publisher
    assert listing.publisher.name == "Lighthouse"
    report = import_feed("cal", calendar(event(START)), at=now, kind="ical")
    assert (report.read, report.added, Service.objects.get().kind) == (1, 1, "event")


@pytest.mark.parametrize(
    ("lines", "start"),
    [
        (("DTSTART;VALUE=DATE:20261202",), DatedStart(date(2026, 12, 2), 0, 1440)),
        (
            ("DTSTART;VALUE=DATE:20261202", "DTEND;VALUE=DATE:20261205"),
            DatedStart(date(2026, 12, 2), 0, 3 * 1440),
        ),
        ((START, "DURATION:PT1H30M"), DatedStart(date(2026, 12, 2), 1140, 90)),
        ((START, "DURATION:P1W"), DatedStart(date(2026, 12, 2), 1140, 10080)),
        ((START, "DURATION:P90D"), DatedStart(date(2026, 12, 2), 1140, 20160)),
        ((START,), DatedStart(date(2026, 12, 2), 1140, 60)),
        (("DTSTART:20261203T010000Z", "DURATION:PT1H"), DatedStart(date(2026, 12, 2), 1140, 60)),
        (("DTSTART:20261202T190000",), DatedStart(date(2026, 12, 2), 1140, 60)),
    ],
)
def test_days_and_lengths(lines: tuple[str, ...], start: DatedStart) -> None:
    assert only(*lines, zone=CHICAGO).dated == (start,)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ((START, "STATUS:CANCELLED"), "called_off"),
        ((START, "CLASS:PRIVATE"), "private"),
        (("DTSTART;TZID=America/Chicago:20260102T190000",), "over"),
        (("DTSTART;TZID=America/Chicago:2026-12-02",), "unreadable_time"),
        (("DTSTART;TZID=America/Chicago:20261302T190000",), "unreadable_day"),
        ((), "unreadable_time"),
        (("DTSTART:20261202T190000",), "no_time_zone"),
        (("DTSTART;TZID=Mars/Olympus:20261202T190000",), "no_time_zone"),
        ((START, "RRULE:FREQ=SECONDLY"), "absurd_rule"),
        ((START, "RRULE:FREQ=MINUTELY;INTERVAL=5"), "absurd_rule"),
        ((START, "RRULE:FREQ=HOURLY"), "absurd_rule"),
        ((START, f"RRULE:FREQ=YEARLY;BYYEARDAY={'1,' * 20_000}2"), "absurd_rule"),
        ((START, "RRULE:FREQ=WEEKLY;BYDAY=XX"), "absurd_rule"),
        ((START, "RRULE:FREQ=DAILY;INTERVAL=0"), "absurd_rule"),
        ((START, "RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30"), "absurd_rule"),
        (
            (START, "RRULE:FREQ=YEARLY;BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5,6,7,8,9,10"),
            "absurd_rule",
        ),
        ((START, "EXDATE;TZID=America/Chicago:20261202T190000"), "called_off"),
    ],
)
def test_what_is_not_listed_and_why(lines: tuple[str, ...], reason: str) -> None:
    assert reading(event(*lines)).dropped == {reason: 1}


@pytest.mark.thorough
def test_ten_thousand_absurd_rules_are_never_written_out() -> None:
    rules = ("SECONDLY", "MINUTELY;BYMONTH=2;BYMONTHDAY=30", "YEARLY;BYWEEKNO=53;BYMONTH=3")
    events = [event(START, f"RRULE:FREQ={rules[n % 3]}", uid=str(n)) for n in range(9_999)]
    found = reading(*events)
    assert found.dropped == {"absurd_rule": 6_666}
    assert sum(len(one.dated) for one in found.listings) == 3_333


ZONE_OF_ITS_OWN = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:DAYLIGHT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
TZOFFSETFROM:-0600
TZOFFSETTO:-0500
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
TZOFFSETFROM:-0500
TZOFFSETTO:-0600
END:STANDARD
END:VTIMEZONE""".replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("tzid", "zone"),
    [
        ("America/Chicago", CHICAGO),
        ("Central Standard Time", CHICAGO),
        ("/mozilla.org/20070129_1/America/Chicago", CHICAGO),
        ("/freeassociation.sourceforge.net/America/Indiana/Knox", "America/Indiana/Knox"),
        ("Customized Time Zone", CHICAGO),
    ],
)
def test_the_zone_is_known_by_any_of_its_names(tzid: str, zone: str) -> None:
    found = reading(ZONE_OF_ITS_OWN, event(f"DTSTART;TZID={tzid}:20261202T190000"))
    assert [one.zone for one in found.listings] == [zone]


def test_a_clock_that_a_calendar_describes_is_the_sources_own_where_that_fits() -> None:
    found = reading(
        ZONE_OF_ITS_OWN,
        event("DTSTART;TZID=Customized Time Zone:20261202T190000"),
        zone="America/Menominee",
    )
    assert found.listings[0].zone == "America/Menominee"


def test_places_links_and_people() -> None:
    listing = only(
        START,
        r"LOCATION:Grace Hall\, 12 Elm St\, Jackson\, MS 39201",
        "GEO:32.3;-90.2",
        "URL:https://lighthouse.example/potluck",
        "CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://meet.jit.si/Lighthouse",
        "CATEGORIES:Food Pantry,Veterans",
        r"DESCRIPTION:Bring a dish.\nWrite to ann@example.org. Passcode: 4242",
        'ORGANIZER;CN="Ann Persona":mailto:ann@example.org',
        "ATTENDEE;CN=Ben:mailto:ben@example.org",
    )
    assert listing.place
    assert (listing.place.name, listing.place.formatted_address) == (
        "Grace Hall",
        "12 Elm St, Jackson, MS 39201",
    )
    assert listing.place.point == (32.3, -90.2)
    assert (listing.attendance, listing.url) == ("hybrid", "https://lighthouse.example/potluck")
    assert listing.joining
    assert listing.joining.conference_url == "https://meet.jit.si/Lighthouse"
    assert set(listing.terms) == {"need:food", "population:veterans", "access:telehealth"}
    public = repr((listing.name, listing.notes, listing.extra, listing.publisher, listing.place))
    for secret in ("Ann", "Ben", "@", "4242"):
        assert secret not in public


def test_a_place_that_is_a_link_is_online_and_words_alone_are_no_door() -> None:
    linked = only(START, "LOCATION:https://zoom.us/j/123456789")
    assert (linked.attendance, linked.place) == ("online", None)
    assert linked.joining
    assert linked.joining.is_published
    assert only(START, "LOCATION:Online").joining is None


def test_lines_are_unfolded_and_alarms_and_stray_lines_passed_by() -> None:
    folded = "DESCRIPTION:A long\r\n  line\\, folded"
    alarm = "BEGIN:VALARM\r\nDESCRIPTION:Reminder\r\nTRIGGER:-PT15M\r\nEND:VALARM"
    listing = only(START, folded, alarm, "this is no property", "END:NOTHING")
    assert listing.notes == "A long line, folded"


def test_several_calendars_come_as_one_zip() -> None:
    files = {"a.ics": calendar(event(START)), "b.ics": calendar(event(START, uid="u2"))}
    assert [one.key for one in read_ical(zipped(dict(files)), ReadingContext(TODAY)).listings] == [
        "u1",
        "u2",
    ]


def test_calendars_in_a_zip_are_no_more_together_than_one_may_be() -> None:
    half = b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 25_001
    with pytest.raises(FeedRefused, match="50,000 events"):
        read_ical(zipped({"a.ics": half, "b.ics": half}), ReadingContext(TODAY))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html>", "no calendar file"),
        (b"", "no calendar file"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 50_001, "50,000 events"),
        (b"BEGIN:VCALENDAR\r\n" + b"X" * (20 * 1024 * 1024), "20 MB"),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:VALARM\n" * 20, "nested too deeply"),
    ],
)
def test_what_is_no_calendar_or_too_much_of_one_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(FeedRefused, match=words):
        read_ical(content, ReadingContext(TODAY))


RULES = st.builds(
    lambda freq, interval, ends, extra: f"FREQ={freq};INTERVAL={interval}{ends}{extra}",
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 4),
    st.sampled_from(["", ";COUNT=1", ";COUNT=7", ";UNTIL=20270301T010000Z"]),
    st.sampled_from(["", ";BYDAY=MO,TH", ";BYMONTHDAY=1,31", ";BYMONTH=1,3", ";BYHOUR=9,19"]),
).filter(lambda rule: not ("WEEKLY" in rule and "BYMONTHDAY" in rule)) | st.sampled_from(
    [
        "FREQ=YEARLY;BYWEEKNO=1,20;BYDAY=MO",
        "FREQ=YEARLY;BYYEARDAY=1,100,-1",
        "FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU",
        "FREQ=MONTHLY;BYDAY=-1SU,2TU",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
        "FREQ=HOURLY;INTERVAL=36",
        "FREQ=HOURLY;INTERVAL=6;COUNT=30",
    ]
)


@hypothesis_settings(max_examples=120, deadline=None)
@hypothesis_given(RULES, st.dates(date(2025, 1, 1), date(2027, 1, 1)), st.booleans())
def test_starts_are_those_that_another_library_computes(
    rule: str, day: date, one_is_off: bool
) -> None:
    import recurring_ical_events
    from icalendar import Calendar

    lines = [f"DTSTART;TZID=America/Chicago:{day:%Y%m%d}T190000", f"RRULE:{rule}"]
    if one_is_off and "HOURLY" not in rule:  # there the other library leaves out its neighbours too
        lines.append(f"EXDATE;TZID=America/Chicago:{TODAY + timedelta(days=14):%Y%m%d}T190000")
    content = calendar(event(*lines))
    since = datetime(2026, 11, 18, tzinfo=UTC)
    until = since + timedelta(days=380)
    try:
        events: Any = recurring_ical_events.of(Calendar.from_ical(content)).between(since, until)
    except ValueError:
        return  # the other library takes no UNTIL without a time
    starts = {one["DTSTART"].dt for one in events}
    expected = sorted(start.astimezone(UTC) for start in starts if since <= start < until)
    found = read_ical(content, ReadingContext(TODAY))
    if not found.listings:
        assert found.dropped.keys() <= {"over", "called_off"}
        assert not expected
        return
    assert sorted(set(all_starts(found.listings[0], since, until))) == expected


def all_starts(listing: Listing, since: datetime, until: datetime) -> list[datetime]:
    found = [
        at for start in listing.dated for at in dated_starts_between(start, CHICAGO, since, until)
    ]
    for start in listing.starts:
        week_minute = minute_of_week(start.weekday - 1, start.minute)
        found += starts_between(week_minute, CHICAGO, since, until)
    return [at.astimezone(ZoneInfo("UTC")) for at in found]


@hypothesis_settings(max_examples=150, deadline=None)
@hypothesis_given(
    st.lists(
        st.sampled_from(
            (
                *("DTSTART", "DTEND", "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID", "DURATION"),
                *("GEO", "LOCATION", "URL", "CONFERENCE", "SEQUENCE", "CATEGORIES", "UID"),
            )
        ).flatmap(
            lambda name: st.sampled_from(
                (
                    *("", "0", "20261202", "20261202T190000Z", "99999999T999999", "P1D", "-P1D"),
                    *("FREQ=DAILY;COUNT=99999999999", "FREQ=;", ";;;=", "1;2", "NaN;NaN", "\\"),
                    *("19700101T000000Z/P1D", "00010101T000000", "\ud83d\ude00", "\x00", ","),
                    "FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=2",
                )
            ).map(lambda value: f"{name}:{value}")
        ),
        max_size=6,
    )
)
def test_any_value_in_any_property_is_read_or_dropped(lines: list[str]) -> None:
    clean = [line.encode("utf-8", "surrogatepass").decode("utf-8", "replace") for line in lines]
    found = read_ical(
        calendar(event(START, *clean), event(*clean, uid="u2")),
        ReadingContext(TODAY, default_zone=CHICAGO),
    )
    assert found.read == len(found.listings) + sum(found.dropped.values()) == 2
