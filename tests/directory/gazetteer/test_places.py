"""Places of eleven countries as people type them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zoneinfo import available_timezones

import pytest

from porchlight.directory.gazetteer.answers import Doubt
from porchlight.directory.gazetteer.place_search import Spot, UnclearPlace, place_within, spot_named
from tests.directory.listings import make_meeting, make_place

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.django_db

# What is typed, who types it (their country), what it is called, and its point to a tenth of a
# degree.
UNDERSTOOD = [
    # the United States
    ("39201", "US", "Jackson, MS 39201", (32.3, -90.2)),
    ("39201-1234", "US", "Jackson, MS 39201", (32.3, -90.2)),
    ("Jackson, MS", "US", "Jackson, MS", (32.3, -90.2)),
    ("JACKSON MISSISSIPPI", "US", "Jackson, MS", (32.3, -90.2)),
    ("jacksn, ms", "US", "Jackson, MS", (32.3, -90.2)),
    ("jacksn, ms", "GB", "Jackson, MS, United States", (32.3, -90.2)),
    ("Jackson, Tennessee, United States", "US", "Jackson, TN", (35.6, -88.8)),
    ("New York", "US", "New York City, NY", (40.7, -74.0)),
    ("new york, new york", "US", "New York City, NY", (40.7, -74.0)),
    ("NYC", "US", "New York City, NY", (40.7, -74.0)),
    ("New York NY 10001", "US", "New York, NY 10001", (40.7, -74.0)),
    ("Jackson MS 39201 USA", "US", "Jackson, MS 39201", (32.3, -90.2)),
    ("Charleston, W.Va.", "US", "Charleston, WV", (38.3, -81.6)),
    ("Boston Mass", "US", "Boston, MA", (42.4, -71.1)),
    ("washington dc", "US", "Washington, DC", (38.9, -77.0)),
    ("Washington, D.C.", "US", "Washington, DC", (38.9, -77.0)),
    ("Winston-Salem, N.C.", "US", "Winston-Salem, NC", (36.1, -80.2)),
    ("Charleston, West Virginia", "US", "Charleston, WV", (38.3, -81.6)),
    ("Richmond, Virginia", "US", "Richmond, VA", (37.6, -77.5)),
    ("St. Louis, MO", "US", "St. Louis, MO", (38.6, -90.2)),
    ("saint louis", "US", "St. Louis, MO", (38.6, -90.2)),
    ("Mt. Vernon, NY", "US", "Mount Vernon, NY", (40.9, -73.8)),
    ("Ft Smith, AR", "US", "Fort Smith, AR", (35.4, -94.4)),
    ("Milwaukee", "US", "Milwaukee, WI", (43.0, -87.9)),
    ("Cincinatti", "US", "Cincinnati, OH", (39.1, -84.5)),
    ("Napakiak, AK", "US", "Napakiak, AK", (60.7, -161.8)),
    ("Mount Hamilton, CA", "US", "Mount Hamilton, CA", (37.4, -121.7)),
    ("San Juan, Puerto Rico", "US", "San Juan, PR", (18.5, -66.1)),
    ("Jackson, Miss.", "US", "Jackson, MS", (32.3, -90.2)),
    ("near Jackson, MS", "US", "Jackson, MS", (32.3, -90.2)),
    ("cerca de Jackson, Misisipi", "US", "Jackson, MS", (32.3, -90.2)),
    ("Santa Fe, Nuevo México", "US", "Santa Fe, NM", (35.7, -105.9)),
    ("Charlotte, Carolina del Norte", "US", "Charlotte, NC", (35.2, -80.8)),
    ("San Antonio Tejas", "US", "San Antonio, TX", (29.4, -98.5)),
    ("5th and Main, Jackson MS", "US", "Jackson, MS", (32.3, -90.2)),
    ("1600 Pennsylvania Ave, Washington, D.C.", "US", "Washington, DC", (38.9, -77.0)),
    ("London, Kentucky", "US", "London, KY", (37.1, -84.1)),
    # Canada
    ("Toronto", "CA", "Toronto, ON", (43.7, -79.4)),
    ("torono", "CA", "Toronto, ON", (43.7, -79.4)),
    ("M5V 2T6", "CA", "Downtown Toronto, ON M5V", (43.6, -79.4)),
    ("m5v2t6", "US", "Downtown Toronto, ON M5V, Canada", (43.6, -79.4)),
    ("Toronto M5V 2T6", "US", "Downtown Toronto, ON M5V, Canada", (43.6, -79.4)),
    ("Montreal", "CA", "Montréal, QC", (45.5, -73.6)),
    ("London, Ontario", "US", "London, ON, Canada", (43.0, -81.2)),
    ("London, CA", "CA", "London, ON", (43.0, -81.2)),
    ("E1W", "CA", "Caraquet, NB E1W", (47.8, -64.9)),
    # Mexico
    ("Mexico City", "US", "Ciudad de México, Mexico", (19.4, -99.1)),
    ("Ciudad de México", "MX", "Ciudad de México", (19.4, -99.1)),
    ("cdmx", "MX", "Ciudad de México", (19.4, -99.1)),
    ("06000", "MX", "Cuauhtémoc, Ciudad de México 06000", (19.4, -99.2)),
    ("06000 México", "US", "Cuauhtémoc, Ciudad de México 06000, Mexico", (19.4, -99.2)),
    ("Guadalajara", "MX", "Guadalajara, Jalisco", (20.7, -103.3)),
    ("Guadalajara", "US", "Guadalajara, Jalisco, Mexico", (20.7, -103.3)),
    ("Guanajuato", "MX", "Guanajuato", (21.0, -101.3)),
    ("44100", "MX", "Guadalajara, Jalisco 44100", (20.7, -103.4)),
    ("Queretaro", "MX", "Santiago de Querétaro, Querétaro", (20.6, -100.4)),
    ("Querétaro, Qro.", "MX", "Santiago de Querétaro, Querétaro", (20.6, -100.4)),
    ("queretero", "MX", "Santiago de Querétaro, Querétaro", (20.6, -100.4)),
    ("Cd. Juárez", "MX", "Ciudad Juárez, Chihuahua", (31.7, -106.5)),
    ("Nueva York", "MX", "New York City, NY, United States", (40.7, -74.0)),
    # Britain and Ireland
    ("London", "GB", "London, England", (51.5, -0.1)),
    ("London", "", "London, England, United Kingdom", (51.5, -0.1)),
    ("SW1A 1AA", "GB", "Greater London, England SW1A", (51.5, -0.1)),
    ("sw1a1aa", "US", "Greater London, England SW1A, United Kingdom", (51.5, -0.1)),
    ("M1", "GB", "Manchester, England M1", (53.5, -2.2)),
    ("SW", "GB", "London, England SW", (51.5, -0.2)),
    ("BT1 5GS", "GB", "Belfast, Northern Ireland BT1", (54.6, -5.9)),
    ("Cambridge", "GB", "Cambridge, England", (52.2, 0.1)),
    ("Newport, Isle of Wight", "GB", "Newport, Isle of Wight, England", (50.7, -1.3)),
    ("Dublin", "IE", "Dublin, Leinster", (53.3, -6.2)),
    ("D02 X285", "IE", "Dublin 2, Leinster D02", (53.3, -6.3)),
    ("Corcaigh", "IE", "Cork, Munster", (51.9, -8.5)),
    # Australia and New Zealand
    ("Sydney", "AU", "Sydney, NSW", (-33.9, 151.2)),
    ("2000", "AU", "Sydney, NSW 2000", (-33.9, 151.2)),
    ("melborne", "AU", "Melbourne, VIC", (-37.8, 145.0)),
    ("Auckland", "NZ", "Auckland", (-36.8, 174.8)),
    ("1010", "NZ", "Auckland 1010", (-36.8, 174.8)),
    # Spain
    ("Córdoba", "ES", "Córdoba, Andalucía", (37.9, -4.8)),
    ("28001", "ES", "Madrid 28001", (40.4, -3.7)),
    ("08041", "ES", "Barcelona, Cataluña 08041", (41.4, 2.2)),
    ("Guadalajara, España", "MX", "Guadalajara, Castilla-La Mancha, Spain", (40.6, -3.2)),
    # Argentina, Colombia, Chile
    ("cordoba", "AR", "Córdoba", (-31.4, -64.2)),
    ("2000", "AR", "Rosario, Santa Fe 2000", (-33.0, -60.7)),
    ("C1425ABC", "AR", "Buenos Aires, Ciudad de Buenos Aires 1425", (-34.6, -58.4)),
    ("Bogota", "CO", "Bogotá", (4.6, -74.1)),
    ("medellin antioquia", "CO", "Medellín, Antioquia", (6.2, -75.6)),
    ("050001", "CO", "Medellín, Antioquia 050001", (6.3, -75.6)),
    ("Santiago de Chile", "CL", "Santiago, Región Metropolitana", (-33.5, -70.6)),
    ("Valparaiso", "CL", "Valparaíso", (-33.0, -71.6)),
    ("7500000", "CL", "Providencia, Región Metropolitana 7500000", (-33.4, -70.6)),
    # a point
    ("32.3,-90.2", "US", "32.3, -90.2", (32.3, -90.2)),
    ("-33.87 151.21", "GB", "-33.87, 151.21", (-33.9, 151.2)),
    (" 0 ; 0 ", "", "0, 0", (0, 0)),
    ("(32.3, -90.2)", "US", "32.3, -90.2", (32.3, -90.2)),
    ("32.3° N, 90.2° W", "US", "32.3, -90.2", (32.3, -90.2)),
    ("33.87 S 151.21 E", "AU", "-33.87, 151.21", (-33.9, 151.2)),
    ("19,43, -99,13", "MX", "19.43, -99.13", (19.4, -99.1)),
]

# What is typed, by whom, why it is asked back, and the first choices.
ASKED_BACK = [
    ("Jackson", "US", Doubt.SEVERAL, ["Jackson, MS", "Jackson, TN"]),
    ("jacksn", "US", Doubt.SPELLING, ["Jackson, MS", "Jackson, TN"]),
    ("Springfield", "US", Doubt.SEVERAL, ["Springfield, MO", "Springfield, MA"]),
    ("London", "US", Doubt.SEVERAL, ["London, England, United Kingdom", "London, OH"]),
    ("London", "CA", Doubt.SEVERAL, ["London, ON", "London, England, United Kingdom"]),
    ("Toronto", "US", Doubt.SEVERAL, ["Toronto, ON, Canada", "Toronto, OH"]),
    ("Cambridge", "US", Doubt.SEVERAL, ["Cambridge, MA", "Cambridge, MD"]),
    ("Guadalajara", "ES", Doubt.SEVERAL,
     ["Guadalajara, Castilla-La Mancha", "Guadalajara, Jalisco, Mexico"]),
    ("Córdoba", "MX", Doubt.SEVERAL, ["Córdoba, Veracruz", "Córdoba, Argentina"]),
    ("Newport", "GB", Doubt.SEVERAL, ["Newport, Wales", "Newport, Isle of Wight, England"]),
    ("Birmingham", "US", Doubt.SEVERAL,
     ["Birmingham, AL", "Birmingham, MI", "Birmingham, England, United Kingdom"]),
    ("Ontario", "CA", Doubt.LARGE_AREA, ["Toronto, ON", "Ottawa, ON"]),
    ("Mississippi", "US", Doubt.LARGE_AREA, ["Jackson, MS", "Gulfport, MS"]),
    ("Nuevo México", "US", Doubt.LARGE_AREA, ["Albuquerque, NM"]),
    ("near Jackson", "US", Doubt.SEVERAL, ["Jackson, MS"]),
    ("cerca de Jackson", "US", Doubt.SEVERAL, ["Jackson, MS"]),
    ("near me", "US", Doubt.UNKNOWN, []),
    ("cerca de mí", "US", Doubt.UNKNOWN, []),
    ("Jackson " * 60, "US", Doubt.UNKNOWN, []),
    ("😀", "US", Doubt.UNKNOWN, []),
    ("12345678901", "US", Doubt.UNKNOWN, []),
    ("Georgia", "US", Doubt.LARGE_AREA, ["Atlanta, GA"]),
    ("Canada", "GB", Doubt.LARGE_AREA, ["Toronto, ON, Canada", "Montréal, QC, Canada"]),
    ("DF", "MX", Doubt.LARGE_AREA, ["Ciudad de México"]),
    ("12345 Elm Street, Jackson", "US", Doubt.UNKNOWN, []),
    ("06000", "US", Doubt.UNKNOWN_CODE, ["Cuauhtémoc, Ciudad de México 06000, Mexico"]),
    ("28001", "", Doubt.SEVERAL, ["Albemarle, NC 28001, United States", "Madrid 28001, Spain"]),
    ("2000", "", Doubt.SEVERAL,
     ["Sydney, NSW 2000, Australia", "Rosario, Santa Fe 2000, Argentina"]),
    ("Paris, France", "US", Doubt.UNKNOWN, ["Paris, TX", "Paris, TN"]),
    ("00000", "US", Doubt.UNKNOWN_CODE, []),
    ("Nowhereville", "US", Doubt.UNKNOWN, []),
    ("'; drop table --", "US", Doubt.UNKNOWN, []),
    ("", "US", Doubt.UNKNOWN, []),
    ("91, 0", "US", Doubt.OFF_THE_MAP, []),
    ("0, 181", "US", Doubt.OFF_THE_MAP, []),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "country", "label", "point"), UNDERSTOOD)
def test_a_place_is_understood_as_people_type_it(
    typed: str, country: str, label: str, point: tuple[float, float]
) -> None:
    spot = spot_named(typed, country)
    assert isinstance(spot, Spot), spot
    assert spot.label == label
    assert spot.point == pytest.approx(point, abs=0.1)


@pytest.mark.parametrize(("typed", "country", "doubt", "first"), ASKED_BACK)
def test_a_place_that_is_no_one_place_is_asked_back(
    typed: str, country: str, doubt: Doubt, first: list[str]
) -> None:
    unclear = spot_named(typed, country)
    assert isinstance(unclear, UnclearPlace), unclear
    assert unclear.doubt == doubt
    assert [spot.label for spot in unclear.choices][: max(len(first), 0) or None] == first


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_choice_can_be_typed_and_is_that_very_place(language: str) -> None:
    from django.utils.translation import override

    with override(language):
        for typed, country, *_ in ASKED_BACK:
            unclear = spot_named(typed, country)
            assert isinstance(unclear, UnclearPlace)
            for choice in unclear.choices:
                assert spot_named(choice.typed, country) == choice, choice.typed


def test_a_place_comes_with_its_zone() -> None:
    table = {
        ("Jackson, MS", "US"): "America/Chicago",
        ("M5V", "CA"): "America/Toronto",
        ("06000", "MX"): "America/Mexico_City",
        ("SW1A 1AA", "GB"): "Europe/London",
        ("Perth", "AU"): "Australia/Perth",
        ("Tijuana", "MX"): "America/Tijuana",
    }
    for (typed, country), zone in table.items():
        spot = spot_named(typed, country)
        assert isinstance(spot, Spot)
        assert spot.zone == zone
        assert zone in available_timezones()


def test_the_server_does_not_carry_the_tables_it_does_not_need() -> None:
    look = (
        "import django, sys; django.setup(); import porchlight.urls;"
        "print([m for m in ('zipcodes', 'tzfpy', 'icalendar') if m in sys.modules])"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "porchlight.settings"}
    done = subprocess.run(
        [sys.executable, "-c", look], env=environment, cwd=ROOT, capture_output=True, text=True
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_a_place_among_the_words_is_told_from_them() -> None:
    table = {
        "step meeting jackson ms": ("step", "Jackson, MS"),
        "Step meeting, Jackson, Mississippi": ("step", "Jackson, MS"),
        "39201 women": ("women", "Jackson, MS 39201"),
        "women 39201": ("women", "Jackson, MS 39201"),
        "new york ny meditation": ("meditation", "New York City, NY"),
        "meetings in milwaukee": ("", "Milwaukee, WI"),
        "reunión cerca de milwaukee": ("", "Milwaukee, WI"),
        "women toronto ontario": ("women", "Toronto, ON, Canada"),
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
        "step meeting St. Louis, MO": ("step", "St. Louis, MO"),
        "women in washington d.c.": ("women", "Washington, DC"),
        "Al-Anon meeting": ("al-anon", None),
        "12-step at Winston-Salem, NC": ("12-step", "Winston-Salem, NC"),
    }
    for text, (rest, place) in table.items():
        words, spot = place_within(text, "US")
        assert (words, spot and spot.label) == (rest, place), text


def test_a_code_among_the_words_is_one_of_the_persons_own_country() -> None:
    assert place_within("women M5V 2T6", "CA")[0] == "women"
    assert place_within("women 2000", "AU")[0] == "women"
    assert place_within("women 2000", "US") == ("women 2000", None)


def test_a_town_abroad_is_known_however_it_is_typed_where_a_listing_is_in_it() -> None:
    make_meeting(place=make_place((48.14, 11.57), city="München", regions=["Bayern"]))
    make_meeting(place=make_place((48.16, 11.57), city="Munchen"))
    make_meeting(place=make_place((48.16, 11.57), city="München"))
    make_meeting(place=make_place(None, city="Wien"))
    make_meeting(place=make_place((46.7, 7.1), city="Saint-Imier"))
    table = {
        "München": ("München", (48.16, 11.57)),
        "munchen": ("München", (48.16, 11.57)),
        "St-Imier": ("Saint-Imier", (46.7, 7.1)),
    }
    for typed, (label, point) in table.items():
        spot = spot_named(typed, "US")
        assert isinstance(spot, Spot), typed
        assert (spot.label, spot.point) == (label, pytest.approx(point)), typed
        assert spot_named(spot.typed, "US") == spot
    for typed in ("Wien", "Bayern"):
        assert isinstance(spot_named(typed, "US"), UnclearPlace), typed
