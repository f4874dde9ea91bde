"""Every fault found in published feeds, in a tiny made-up row, and what the reader makes of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from porchlight.directory.formats.weekly import WeeklyStart
from porchlight.domain.recurrence import DatedStart
from tests.directory.made_up import GONE, online, only, read, read_guide, row

MONDAY, SATURDAY, SUNDAY = 1, 6, 7


def starts(**fields: Any) -> list[tuple[int, str, int]]:
    """(ISO weekday, "HH:MM", minutes) of each start of a one-row feed."""
    return [
        (start.weekday, f"{start.minute // 60:02}:{start.minute % 60:02}", start.duration)
        for start in only(**fields).starts
    ]


def test_a_faultless_row_is_read_as_it_stands() -> None:
    reading = read(row())
    (listing,) = reading.listings
    assert (listing.key, listing.name, listing.types) == (
        "magnolia-noon",
        "Magnolia Noon Group",
        ("O", "D"),
    )
    assert listing.starts == (WeeklyStart(MONDAY, 12 * 60, 60),)
    assert (listing.zone, listing.attendance, listing.status) == (
        "America/Chicago",
        "in_person",
        "active",
    )
    assert listing.place is not None
    assert listing.place.point == (32.3367, -90.1748)
    assert not listing.place.is_approximate
    assert listing.door is None
    assert (reading.mended, reading.dropped) == ({}, {})


@pytest.mark.parametrize(
    ("day", "weekdays"),
    [
        (0, [7]),
        (6, [6]),
        (7, [7]),
        ("4", [4]),
        (4.0, [4]),
        ("Tuesday", [2]),
        ("tues.", [2]),
        ("Mondays", [1]),
        ("miércoles", [3]),
        ([6], [6]),
        (["0", "Wed"], [3, 7]),
        ([1, 3, 5], [1, 3, 5]),
        ("[6]", [6]),
        ("Mon, Wed", [1, 3]),
        ([1, 1], [1]),
        ([1, "someday"], [1]),
        ("0, 2", [2, 7]),
        ('["Monday", "Tuesday"]', [1, 2]),
        ("Every Monday", [1]),
        ("Monday & Thursday", [1, 4]),
        ("Mon, Wed, and Fri", [1, 3, 5]),
        ("Sunday Monday", [1, 7]),
        ("Monday - Friday", [1, 2, 3, 4, 5]),
        ("Mon.–Thurs.", [1, 2, 3, 4]),
        ("Monday through Friday", [1, 2, 3, 4, 5]),
        ("mon thru sat", [1, 2, 3, 4, 5, 6]),
        ("Fri to Mon, Wed", [1, 3, 5, 6, 7]),
        ("los lunes y sábados", [1, 6]),
        ("de lunes a viernes", [1, 2, 3, 4, 5]),
        ("Weekdays", [1, 2, 3, 4, 5]),
        ("Daily", [1, 2, 3, 4, 5, 6, 7]),
    ],
)
def test_days_come_as_numbers_names_and_lists(day: object, weekdays: list[int]) -> None:
    assert [weekday for weekday, _, _ in starts(day=day)] == weekdays


@pytest.mark.parametrize(
    "day", ["someday", 9, -1, True, "weekly", "1-5", [9], {"day": 1}, "Mon " * 999]
)
def test_a_day_nobody_can_read_drops_the_row(day: object) -> None:
    assert read(row(day=day)).dropped == {"unreadable_day": 1}


@pytest.mark.parametrize(
    "day",
    [
        "Monday and 3rd Thursday",
        "1st Mon Tue",
        "2nd Saturday, in summer",
        "every other Wednesday",
        "Alternate Mondays",
        "Monday (except holidays)",
        "Tuesday, Thursday, last Sunday",
        "Mon-Wed-Fri",
    ],
)
def test_a_day_that_is_not_every_week_is_never_read_as_weekly(day: str) -> None:
    reading = read(row(day=day))
    assert (reading.listings, reading.dropped) == ((), {"unreadable_day": 1})


@pytest.mark.parametrize(
    ("day", "first", "by_day"),
    [
        ("1st Saturday", "2020-01-04", "1SA"),
        ("First Saturday", "2020-01-04", "1SA"),
        ("Last Sunday of the month", "2020-01-26", "-1SU"),
        ("2nd & 4th Tuesday", "2020-01-14", "2TU,4TU"),
        ("1st and 3rd Thu", "2020-01-02", "1TH,3TH"),
        ("1st Mon, 3rd Fri", "2020-01-06", "1MO,3FR"),
        ("el primer lunes del mes", "2020-01-06", "1MO"),
        ("5th Friday", "2020-01-31", "5FR"),
    ],
)
def test_a_day_of_the_month_is_monthly(day: str, first: str, by_day: str) -> None:
    reading = read(row(day=day, time="19:00", end_time="20:30"))
    (listing,) = reading.listings
    start = DatedStart(date.fromisoformat(first), 1140, 90, f"FREQ=MONTHLY;BYDAY={by_day}")
    assert (listing.starts, listing.dated) == ((), (start,))
    assert (listing.kind, listing.zone) == ("meeting", "America/Chicago")
    assert reading.mended == {"day_respelled": 1}


def test_a_day_of_the_month_still_needs_its_time() -> None:
    assert read(row(day="1st Saturday", time="soon")).dropped == {"unreadable_time": 1}
    assert read(row(day="1st Saturday", time="24:00")).dropped == {"unreadable_day": 1}
    assert read(row(day="1st Saturday", time=GONE)).dropped == {"unreadable_day": 1}


@pytest.mark.parametrize(
    ("time", "clock"),
    [
        ("18:00", "18:00"),
        ("18:00:00", "18:00"),
        ("6:30 PM", "18:30"),
        ("6:30PM", "18:30"),
        ("6:30\u202fp.m.", "18:30"),
        ("6 pm", "18:00"),
        ("12:15 AM", "00:15"),
        ("12:01 PM", "12:01"),
        ("18.30", "18:30"),
        ("18h30", "18:30"),
        ("1830", "18:30"),
        ("7:05", "07:05"),
        ("noon", "12:00"),
        ("18:00 pm", "18:00"),
    ],
)
def test_times_come_with_seconds_and_halves_of_the_day(time: str, clock: str) -> None:
    assert starts(time=time, end_time=None) == [(MONDAY, clock, 60)]


@pytest.mark.parametrize(
    "time", ["25:00", "18:75", "soon", "midnight", "7", "13:99 pm", 0.75, True, [], {}, "0:30 pm"]
)
def test_a_time_nobody_can_read_drops_the_row(time: object) -> None:
    assert read(row(time=time)).dropped == {"unreadable_time": 1}


def test_24_00_is_midnight_at_the_start_of_the_next_day() -> None:
    assert starts(day=SATURDAY, time="24:00", end_time=None) == [(SUNDAY, "00:00", 60)]
    assert starts(day=0, time="24:00", end_time=None) == [(MONDAY, "00:00", 60)]


@pytest.mark.parametrize(
    ("start", "end", "minutes", "kind"),
    [
        ("19:00", "20:30", 90, None),
        ("19:00", None, 60, "end_assumed"),
        ("19:00", "later", 60, "end_assumed"),
        ("19:00", "19:00", 60, "end_assumed"),
        ("23:00", "00:00", 60, "end_past_midnight"),
        ("23:59", "01:00", 61, "end_past_midnight"),
        ("18:00", "24:00", 360, None),
        ("00:00", "23:59", 1440, "around_the_clock"),
        ("00:00", "00:00", 1440, "around_the_clock"),
        ("19:15", "08:15", 60, "end_half_a_day_off"),
        ("19:00", "08:30", 90, "end_half_a_day_off"),
        ("18:00", "08:00", 840, "end_past_midnight"),
        ("11:00", "00:30", 90, "end_half_a_day_off"),
    ],
)
def test_an_end_may_be_missing_past_midnight_or_off_by_half_a_day(
    start: str, end: str | None, minutes: int, kind: str | None
) -> None:
    reading = read(row(time=start, end_time=end))
    assert reading.listings[0].starts[0].duration == minutes
    assert reading.mended == ({kind: 1} if kind else {})


def test_a_length_in_minutes_stands_in_for_an_end() -> None:
    assert starts(end_time=GONE, duration=90) == [(MONDAY, "12:00", 90)]
    assert starts(end_time=GONE, duration=0) == [(MONDAY, "12:00", 60)]


@pytest.mark.parametrize("missing", [{"day": GONE}, {"time": None}, {"day": [], "time": ""}])
def test_without_a_day_or_a_time_it_meets_by_appointment(missing: dict[str, object]) -> None:
    (listing,) = read(row(timezone=GONE, **missing)).listings
    assert (listing.starts, listing.zone) == ((), "")


@pytest.mark.parametrize(
    ("types", "codes"),
    [
        ("[open]", ("O",)),
        ("Open,English", ("O", "EN")),
        ("Closed, Men, English", ("C", "M", "EN")),
        (["onl", "o"], ("ONL", "O")),
        (["O", "O", ""], ("O",)),
        (["HYB", "24/7"], ("HYB", "24/7")),
        (None, ()),
        ({"O": 1}, ()),
        ([None, {"a": 1}, "X"], ("X",)),
        (["O\x00\ud800", "[C]"], ("O", "C")),
    ],
)
def test_types_come_as_lists_words_and_small_letters(types: object, codes: tuple[str, ...]) -> None:
    assert only(types=types).types == codes


@pytest.mark.parametrize(
    ("latitude", "longitude", "point"),
    [
        ("32.3367", "-90.1748", (32.3367, -90.1748)),
        ("32,3367", " -90,1748 ", (32.3367, -90.1748)),
        (0, 0, None),
        ("0.0", 0.0, None),
        (33.58, 0.0, None),
        (95, -90, None),
        (32, -190, None),
        (None, -90.1, None),
        ("north", "west", None),
        (True, False, None),
        (10**400, 1, None),
    ],
)
def test_only_points_that_can_be_true_are_kept(
    latitude: object, longitude: object, point: object
) -> None:
    place = only(latitude=latitude, longitude=longitude).place
    assert place is not None
    assert place.point == point


def test_not_a_number_is_no_coordinate() -> None:
    content = b'[{"name": "A", "slug": "a", "latitude": NaN, "longitude": -Infinity}]'
    assert read_guide(content).listings[0].place is None


def test_a_point_for_ten_different_addresses_is_approximate() -> None:
    rows = [
        row(slug=f"s{n}", formatted_address=f"{n} Main St, Biloxi, MS 39530, USA")
        for n in range(10)
    ]
    reading = read(*rows)
    assert reading.mended == {"point_shared_by_many": 10}
    for listing in reading.listings:
        assert listing.place is not None
        assert listing.place.is_approximate
        assert listing.attendance == "in_person"
    assert "point_shared_by_many" not in read(*rows[:9]).mended


@pytest.mark.parametrize(
    ("fields", "zone", "kinds"),
    [
        ({}, "America/Chicago", set()),
        ({"timezone": "america/new_york"}, "America/New_York", set()),
        ({"timezone": None}, "America/Chicago", {"zone_from_point"}),
        ({"timezone": "Mars/Olympus"}, "America/Chicago", {"zone_not_known", "zone_from_point"}),
        ({"timezone": "EST"}, "America/Chicago", {"zone_not_known", "zone_from_point"}),
        (
            {"timezone": None, "latitude": None, "postal_code": "39216"},
            "America/Chicago",
            {"zone_from_zip", "point_left_out"},
        ),
        (
            {"timezone": None, "latitude": None, "longitude": None},
            "America/Denver",
            {"zone_from_source"},
        ),
    ],
)
def test_the_zone_is_the_rows_own_its_points_its_zips_or_the_sources(
    fields: dict[str, object], zone: str, kinds: set[str]
) -> None:
    reading = read(row(**fields), zone="America/Denver")
    assert reading.listings[0].zone == zone
    assert set(reading.mended) == kinds


def test_a_row_without_any_zone_is_dropped() -> None:
    reading = read(row(timezone=None, latitude=None, longitude=None), row(slug="other"))
    assert reading.dropped == {"no_time_zone": 1}
    assert [listing.key for listing in reading.listings] == ["other"]


@pytest.mark.parametrize(
    ("fields", "key", "kind"),
    [
        ({"slug": 254}, "254", "slug_from_number"),
        ({"slug": 254.0}, "254", "slug_from_number"),
        ({"slug": GONE, "id": 7}, "7", "slug_from_id"),
        ({"slug": " ", "_id": "5f1e"}, "5f1e", "slug_from_id"),
        ({"slug": "two words"}, "two-words", None),
    ],
)
def test_keys_come_as_numbers_and_ids(
    fields: dict[str, object], key: str, kind: str | None
) -> None:
    reading = read(row(**fields))
    assert reading.listings[0].key == key
    assert reading.mended == ({kind: 1} if kind else {})


def test_a_row_without_any_key_gets_one_from_its_name_and_time() -> None:
    first, second = only(slug=GONE).key, only(slug=GONE, time="18:00").key
    assert first == only(slug=None).key
    assert first != second
    assert first.startswith("magnolia-noon-group-")


def test_a_postal_code_as_a_number_gets_its_zeros_back() -> None:
    place = only(formatted_address=GONE, address="5 Elm St", city="Boston", postal_code=2108).place
    assert place is not None
    assert (place.postal_code, place.formatted_address) == ("02108", "5 Elm St, Boston, 02108")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("between Peace &amp; Wills Forest", "between Peace & Wills Forest"),
        ("AT&amp;amp;T lot", "AT&T lot"),
        ("first<br><br />second", "first\n\nsecond"),
        ("<p>Ring <b>twice</b></p>", "Ring twice"),
        ("<script>alert(1)</script>Back door", "Back door"),
        ("fewer than < 20 people", "fewer than < 20 people"),
        ("\t\t            ", ""),
        (", ,", ""),
        ("a\u0000b\u202ec\ud800", "abc\ufffd"),
        ("Group contact: somebody@example.org\nBring a chair", "Bring a chair"),
        ("Write to somebody@example.org first", "Write to … first"),
    ],
)
def test_text_loses_markup_controls_and_addresses(written: str, shown: str) -> None:
    assert only(notes=written).notes == shown


def test_text_too_long_is_shortened() -> None:
    reading = read(row(notes="word " * 2_000, name="n" * 300))
    assert reading.mended == {"text_shortened": 1}
    assert len(reading.listings[0].notes) <= 4_000
    assert len(reading.listings[0].name) == 255


def test_a_nameless_meeting_is_called_after_its_group_or_place() -> None:
    assert only(name="").name == "Fondren Hall"
    assert only(name=GONE, group="Noon Group").name == "Noon Group"
    assert read(online(name=None)).dropped == {"no_name": 1}


CONTACTS = {
    "contact_1_name": "Pat",
    "contact_2_email": "pat@example.org",
    "author": "webmaster",
    "edit_url": "https://example.org/edit",
    "email": "group@example.org",
    "phone": "601-555-0100",
    "feedback_emails": ["pat@example.org"],
    "people": "Pat and Sam",
}


@pytest.mark.parametrize("field", CONTACTS)
def test_people_and_their_addresses_are_left_out_and_counted(field: str) -> None:
    reading = read(row(**{field: CONTACTS[field]}))
    assert reading.mended == {"contacts_left_out": 1}
    assert "Pat" not in repr(reading.listings)
    assert "@" not in repr(reading.listings)
    assert "0100" not in repr(reading.listings)


def test_the_publishers_own_address_is_kept() -> None:
    publisher = only(entity="Made-up Intergroup", entity_email="office@example.org").publisher
    assert publisher is not None
    assert (publisher.name, publisher.email) == ("Made-up Intergroup", "office@example.org")


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2026-03-01 12:30:00", datetime(2026, 3, 1, 12, 30, tzinfo=UTC)),
        ("2026-03-01T12:30:00.000Z", datetime(2026, 3, 1, 12, 30, tzinfo=UTC)),
        ("8/25/2025 11:17:07 AM", datetime(2025, 8, 25, 11, 17, 7, tzinfo=UTC)),
        ("12/29/20 JB", datetime(2020, 12, 29, tzinfo=UTC)),
        ("last week", None),
        ("0000-00-00 00:00:00", None),
        (17, None),
    ],
)
def test_the_feeds_own_dates_come_in_many_forms(written: object, at: datetime | None) -> None:
    assert only(updated=written).updated_at == at


def test_an_exact_repeat_is_dropped_and_another_meeting_of_that_slug_kept() -> None:
    reading = read(row(), row(), row(day=3))
    assert reading.dropped == {"repeated": 1}
    assert reading.mended == {"slug_shared": 2}
    assert [listing.starts[0].weekday for listing in reading.listings] == [1, 3]


def test_the_order_of_the_feed_makes_no_difference() -> None:
    rows = [row(day=day, slug=slug) for slug in ("b", "a") for day in (5, 0, 2)]
    assert read(*rows).listings == read(*reversed(rows)).listings


def test_a_row_that_is_no_object_is_counted() -> None:
    reading = read(row(), "text", None, 4, [row()])
    assert (reading.read, reading.dropped) == (5, {"not_an_object": 4})


def test_what_groups_say_in_public_is_kept_as_it_is() -> None:
    said = {"venmo": "@porch", "square": "$porch", "paypal": "porch", "homegroup_online": "Porch 7",
            "district": "9", "website_2": "https://example.org/2",
            "feedback_url": "https://example.org/fix?meeting=noon"}  # fmt: skip
    assert only(**said).extra == said
    kept = only(
        website_2="https://zoom.us/j/5550100200",
        feedback_url="https://example.org/room?pwd=porch1",
        paypal="pat@example.org",
        entity="Hinds",
        entity_logo="https://example.org/logo.svg",
    )
    assert kept.extra == {}
    assert kept.publisher
    assert kept.publisher.extra == {"entity_logo": "https://example.org/logo.svg"}
