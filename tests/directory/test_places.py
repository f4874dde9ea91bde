from __future__ import annotations

import math
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from porchlight.directory import shelf
from porchlight.directory.models import Place
from porchlight.directory.places import Spot, Unclear, load_places, place_within, spot_named
from tests.directory.listings import make_meeting, make_place

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def _every_place(db: None) -> None:
    load_places()


@pytest.mark.usefixtures("_every_place")
def test_the_towns_of_the_country_are_known_by_every_name_people_type() -> None:
    table = {
        "39201": "Jackson, MS 39201",
        "Jackson, MS": "Jackson, MS",
        "JACKSON MISSISSIPPI": "Jackson, MS",
        "new york, new york": "New York, NY",
        "New York NY 10001": "New York, NY 10001",
        "washington dc": "Washington, DC",
        "Winston-Salem, N.C.": "Winston Salem, NC",
        "Washington, D.C.": "Washington, DC",
        "Washington District of Columbia": "Washington, DC",
        "Charleston, West Virginia": "Charleston, WV",
        "Wheeling west virginia": "Wheeling, WV",
        "Richmond, Virginia": "Richmond, VA",
        "Charleston, W.Va.": Unclear.UNKNOWN,  # states by their two letters or whole name
        "St. Louis, MO": "Saint Louis, MO",
        "st paul mn": "Saint Paul, MN",
        "St. Cloud, Minnesota": "Saint Cloud, MN",
        "Mt. Vernon, NY": "Mount Vernon, NY",
        "Ft Smith, AR": "Fort Smith, AR",
        "Saint Augustine, FL": "Saint Augustine, FL",
        "Mount Hamilton, CA": "Mount Hamilton, CA",
        "Ste. Genevieve, MO": "Sainte Genevieve, MO",
        "winston salem nc": "Winston Salem, NC",
        "San Juan, Puerto Rico": "San Juan, PR",
        "Milwaukee": "Milwaukee, WI",
        "Springfield": Unclear.WHICH_STATE,
        "00000": Unclear.UNKNOWN_ZIP,
        "Napakiak, AK": "Napakiak, AK",
        "": Unclear.UNKNOWN,
        "MS": Unclear.UNKNOWN,
        "'; drop table --": Unclear.UNKNOWN,
    }
    found = {typed: spot_named(typed) for typed in table}
    assert {t: s.label if isinstance(s, Spot) else s for t, s in found.items()} == table
    jackson = found["Jackson, MS"]
    assert isinstance(jackson, Spot)
    assert jackson.point == pytest.approx((32.3, -90.2), abs=0.1)


@pytest.mark.usefixtures("_every_place")
def test_loading_twice_adds_nothing_and_every_zone_is_real() -> None:
    from zoneinfo import available_timezones

    assert Place.objects.count() > 50_000
    assert load_places() == 0
    assert set(Place.objects.values_list("zone", flat=True)) <= available_timezones()


@pytest.mark.parametrize(
    ("typed", "point"),
    [("32.3,-90.2", (32.3, -90.2)), ("-33.87 151.21", (-33.87, 151.21)), (" 0 ; 0 ", (0, 0))],
)
def test_a_point_is_read_as_people_write_it(typed: str, point: tuple[float, float]) -> None:
    spot = spot_named(typed)
    assert isinstance(spot, Spot)
    assert spot.point == point


def test_a_point_off_the_map_is_told_apart_from_an_unknown_town() -> None:
    assert spot_named("91, 0") == Unclear.OFF_THE_MAP
    assert spot_named("0, 181") == Unclear.OFF_THE_MAP


def test_the_server_does_not_carry_the_tables_it_was_loaded_from() -> None:
    look = (
        "import django, sys; django.setup(); import porchlight.urls;"
        "print([m for m in ('zipcodes', 'tzfpy', 'icalendar') if m in sys.modules])"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "porchlight.settings"}
    done = subprocess.run(
        [sys.executable, "-c", look], env=environment, cwd=ROOT, capture_output=True, text=True
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


@pytest.mark.usefixtures("_every_place")
def test_a_place_among_the_words_is_told_from_them() -> None:
    table = {
        "step meeting jackson ms": ("step", "Jackson, MS"),
        "Step meeting, Jackson, Mississippi": ("step", "Jackson, MS"),
        "39201 women": ("women", "Jackson, MS 39201"),
        "women 39201": ("women", "Jackson, MS 39201"),
        "new york ny meditation": ("meditation", "New York, NY"),
        "meetings in milwaukee": ("", "Milwaukee, WI"),
        "reunión cerca de milwaukee": ("", "Milwaukee, WI"),
        "step meeting jackson": ("step jackson", None),  # which Jackson is not said
        "milwaukee avenue": ("milwaukee avenue", None),
        "women in recovery": ("women recovery", None),
        "99999 elm street": ("99999 elm street", None),
        "meeting": ("meeting", None),
        "hope": ("hope", None),
        "": ("", None),
        "al-anon jackson ms": ("al-anon", "Jackson, MS"),  # linked words stay linked
        "women's meeting, Jackson MS": ("women-s", "Jackson, MS"),
        "women charleston west virginia": ("women", "Charleston, WV"),
        "step meeting St. Louis, MO": ("step", "Saint Louis, MO"),
        "women in washington d.c.": ("women", "Washington, DC"),
        "Al-Anon meeting": ("al-anon", None),
        "12-step at Winston-Salem, NC": ("12-step", "Winston Salem, NC"),
    }
    for text, (rest, place) in table.items():
        words, spot = place_within(text)
        assert (words, spot and spot.label) == (rest, place), text


@pytest.mark.django_db
def test_a_town_abroad_is_known_however_it_is_typed_where_a_listing_is_in_it() -> None:
    make_meeting(place=make_place((45.6, -73.63), city="Montréal-Nord"))
    make_meeting(place=make_place((45.62, -73.65), city="Montreal Nord"))
    make_meeting(place=make_place((45.62, -73.65), city="Montréal-Nord"))
    make_meeting(place=make_place((48.14, 11.57), city="München", regions=["Bayern"]))
    make_meeting(place=make_place(None, city="Wien"))
    make_meeting(place=make_place((46.7, -71.3), city="Saint-Jean"))
    table = {
        "München": ("München", (48.14, 11.57)),
        "munchen": ("München", (48.14, 11.57)),
        "MONTRÉAL-NORD": ("Montréal-Nord", (45.62, -73.65)),
        "montreal nord": ("Montréal-Nord", (45.62, -73.65)),
        "St-Jean": ("Saint-Jean", (46.7, -71.3)),
    }
    for typed, (label, point) in table.items():
        spot = spot_named(typed)
        assert isinstance(spot, Spot), typed
        assert (spot.label, spot.point) == (label, pytest.approx(point)), typed
    for typed in ("Wien", "Bayern", "Montréal", "Paris"):
        assert spot_named(typed) == Unclear.UNKNOWN, typed


@pytest.mark.django_db
def test_asking_for_a_town_abroad_reads_no_listing(
    django_assert_num_queries: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "LOOK_EVERY_SECONDS", math.inf)
    make_meeting(place=make_place((48.14, 11.57), city="München"))
    spot_named("München")
    with django_assert_num_queries(1):  # whether it is one of the country's
        spot_named("München")
