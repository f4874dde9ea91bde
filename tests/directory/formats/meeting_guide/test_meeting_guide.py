"""Every fault found in published feeds, in a tiny made-up row, and what the reader makes of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from porchlight.directory.formats.fields.times import WeeklyStart
from tests.directory.made_up import GONE, online, only, read, read_guide, row

MONDAY, SATURDAY, SUNDAY = 1, 6, 7


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
    assert listing.joining is None
    assert (reading.mended, reading.dropped) == ({}, {})


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
