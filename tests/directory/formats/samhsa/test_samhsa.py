"""SAMHSA's directory: names, streets, numbers, and codes turned into what people look for."""

from __future__ import annotations

import csv
import io
import json
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from porchlight.directory.formats.record import (
    Care,
    FeedReading,
    Listing,
    Phone,
    Publisher,
    ReadingContext,
)
from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.formats.samhsa.codes import KNOWN, OTHERS, TERMS, terms_of_codes
from porchlight.directory.formats.samhsa.read import read_samhsa
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.intake.report import DROPPED, MENDED
from porchlight.directory.models import Service
from porchlight.directory.vocabulary.terms import is_term
from tests.directory.formats.containers.test_sheet import xlsx
from tests.directory.made_up import FEEDS, changed_nothing

HINDS = (FEEDS / "samhsa_hinds_county_ms.csv").read_bytes()
TABLE = list(csv.reader(HINDS.decode().splitlines()))
ROW = dict(zip(*TABLE[:2], strict=True))


def read(content: bytes) -> FeedReading:
    return read_samhsa(content, ReadingContext(date(2026, 1, 1), fellowship="other"))


def rows(*said: dict[str, Any]) -> bytes:
    names = list(dict.fromkeys(name for row in said for name in row))
    return xlsx(names, *([row.get(name, "") for name in names] for row in said))


def only(**fields: Any) -> Listing:
    (listing,) = read(rows({**ROW, **fields})).listings
    return listing


def test_a_facility_is_read() -> None:
    reading = read(HINDS)
    clinic, house, pier = reading.listings
    assert (reading.read, reading.dropped) == (3, {})
    assert clinic.name == "Magnolia Recovery Center: Outpatient"
    assert (clinic.kind, clinic.publisher) == ("service", Publisher("Magnolia Recovery Center"))
    assert clinic.phones == (
        Phone("601-555-0100", "main"),
        Phone("601-555-0101 x12", "intake"),
        Phone("888-767-2400", "intake"),
    )
    assert clinic.place
    assert clinic.place.formatted_address == (
        "3310 North State Street, Suite 2, Jackson, MS 39216, USA"
    )
    assert (clinic.place.point, clinic.place.is_approximate) == ((32.3367, -90.1748), True)
    assert {
        "need:outpatient", "need:buprenorphine", "need:naltrexone", "need:medication",
        "pathway:medication", "access:telehealth", "access:rides", "access:sign-language",
        "cost:medicaid", "cost:medicare", "cost:sliding", "cost:self", "language:es",
        "population:both", "population:pregnant", "population:trauma", "need:family-support",
    } <= set(clinic.terms)  # fmt: skip
    assert clinic.care == Care(least_age=18)
    assert {"need:detox", "need:inpatient", "need:housing", "cost:free", "access:child-care",
            "population:women", "population:parents"} <= set(house.terms)  # fmt: skip
    assert house.extra["codes"] == "SA DT HH RES RL RD NP PW FEM BC CCC QQQ"
    assert pier.phones == (Phone("508-555-0111", "intake"),)
    assert pier.place
    assert (pier.place.postal_code, pier.place.zone) == ("02657", "America/New_York")
    assert not pier.place.is_approximate
    assert pier.care.eligibility == "Only for people with an opioid problem"
    assert pier.care.fees == "Help with paying: ask them for details"
    assert reading.mended == {
        "codes_not_known": 1, "phone_left_out": 1, "phone_letters": 1, "point_of_zip": 2,
        "zone_from_point": 1,
    }  # fmt: skip


def test_a_column_a_code_says_the_same_as_one_text_of_codes() -> None:
    codes = ROW["service_code_info"].replace("*", "").split()
    columns = {code: 1 if code in codes else 0 for code in sorted(KNOWN)}
    facts = {name: text for name, text in ROW.items() if name != "service_code_info"}
    (listing,) = read(rows({**facts, **columns})).listings
    expected = read(rows(ROW)).listings[0]
    assert str(listing.extra["codes"]).split() == sorted(codes)
    assert replace(listing, extra={}) == replace(expected, extra={})


def test_codes_in_capitals_or_not_and_marks_of_every_kind_count() -> None:
    for mark in (1, "1", "x", "Yes", True):
        (listing,) = read(rows({"name1": "A", "street1": "1 B", "op": mark, "TELE": 0})).listings
        assert listing.terms == ("need:outpatient",)


def test_a_column_of_a_code_that_is_new_is_kept_and_one_of_anything_else_is_not() -> None:
    facility = {"NAME1": "A", "STREET1": "1 B", "CITY": "yes", "OP": 1, "MHNEW": 1, "County": "x"}
    (listing,) = read(rows(facility)).listings
    assert listing.extra == {"codes": "OP MHNEW"}
    assert read(rows(facility)).mended["codes_not_known"] == 1


def test_what_changes_on_a_facility_leaves_its_key() -> None:
    key = only().key
    assert only(phone="601-555-0199", service_code_info="SA", latitude="1").key == key
    assert only(name1="MAGNOLIA  Recovery Center").key == key.replace("Magnolia", "magnolia")
    assert only(street1="3312 North State Street").key != key
    assert only(name2="").key != key


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"website": "www.example.org"}, {"url": "https://www.example.org"}),
        ({"website": "none"}, {"url": ""}),
        ({"phone": "", "intake1": "", "intake1a": ""}, {"phones": ()}),
        ({"intake1": "601 555 0100", "intake1a": ""}, {"phones": (Phone("601-555-0100", "main"),)}),
        ({"name1": "", "name2": "Outpatient"}, {"name": "Outpatient", "publisher": None}),
    ],
)
def test_faults_are_mended(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    listing = only(**fields)
    assert listing == replace(listing, **expected)


def test_a_row_without_a_name_is_dropped_and_a_second_one_is_repeated() -> None:
    content = rows(ROW, ROW, {**ROW, "name1": "", "name2": ""})
    assert read(content).dropped == {"no_name": 1, "repeated": 1}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"name,city\nNoon,Jackson\n", "not SAMHSA's directory"),
        (b"name1,street1\n", None),
        (json.dumps([ROW]).encode(), "not SAMHSA's directory"),
        (b"", "empty"),
    ],
)
def test_what_is_no_directory_is_refused(content: bytes, words: str | None) -> None:
    if words is None:
        assert read(content).read == 0
        return
    with pytest.raises(FeedRefused, match=words):
        read(content)


# --- Codes ------------------------------------------------------------------------------------


def test_every_code_leads_to_terms_with_words_or_to_none_on_purpose() -> None:
    assert not OTHERS & TERMS.keys()
    for code, terms in TERMS.items():
        assert terms, code
        assert all(map(is_term, terms)), code


@pytest.mark.parametrize(
    ("codes", "terms"),
    [
        ("FEM", ["population:women"]),
        ("MALE", ["population:men"]),
        ("FEM MALE", []),
        ("RD", ["need:detox", "need:inpatient"]),
        ("MOA", ["pathway:medication"]),
        ("METH", ["need:medication", "need:methadone", "pathway:medication"]),
        ("NOOP NMOA SA", []),
    ],
)
def test_codes_as_terms(codes: str, terms: list[str]) -> None:
    assert list(terms_of_codes(codes.split())) == terms


@pytest.mark.parametrize(
    ("groups", "least"),
    [("ADLT YAD", 18), ("ADLT YAD SNR", 18), ("ADLT YAD CHLD", None), ("ADLT", None), ("", None),
     ("CHLD SNR", None), ("ADLT YAD AD", None)],
)  # fmt: skip
def test_an_age_is_told_only_where_it_is_plain(groups: str, least: int | None) -> None:
    assert only(service_code_info=f"SA * {groups}").care.least_age == least


def test_every_code_of_the_published_list_is_known(shared_data: Path) -> None:
    path = shared_data / "treatment" / "service_codes_sa_2022.csv"
    with path.open(newline="") as file:
        published = {row["service_code"] for row in csv.DictReader(file)}
    assert published <= KNOWN


# --- Anything, and all of it --------------------------------------------------------------------


@settings(max_examples=60)
@given(st.lists(st.dictionaries(st.sampled_from(sorted(ROW)), st.text(max_size=40)), max_size=4))
def test_any_text_in_any_cell_is_read_or_dropped(said: list[dict[str, str]]) -> None:
    text = "name1,street1," + ",".join(sorted(ROW)) + "\nA,1 B\n"
    for row in said:
        cells = ("", "", *(row.get(name, "") for name in sorted(ROW)))
        text += ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n"
    with suppress(FeedRefused):
        reading = read(text.encode())
        assert reading.read == len(reading.listings) + sum(reading.dropped.values())
        assert set(reading.mended) <= set(MENDED)
        assert set(reading.dropped) <= set(DROPPED)


@settings(max_examples=60)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for attempt in (content, b"name1,street1,phone,latitude,service_code_info\n" + content):
        with suppress(FeedRefused):
            reading = read(attempt)
            assert reading.read == len(reading.listings) + sum(reading.dropped.values())


def test_a_workbook_of_the_real_directory_says_what_its_text_says(shared_data: Path) -> None:
    path = shared_data / "treatment" / "national_directory_sa_2022.csv"
    with path.open(newline="") as file:
        table = [row for row, _ in zip(csv.reader(file), range(400), strict=False)]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(table)
    reading = read(xlsx(*(list[object](row) for row in table)))
    assert reading == read(text.getvalue().encode())
    assert reading.read == 399


def test_the_whole_directory_adds_up(shared_data: Path, now: datetime) -> None:
    content = (shared_data / "treatment" / "national_directory_sa_2022.csv").read_bytes()
    report = import_feed("treatment", content, at=now, kind="samhsa")
    assert (report.read, report.added, report.dropped) == (12176, 12175, {"repeated": 1})
    assert report.mended == {
        "phone_letters": 26, "point_left_out": 1, "point_of_zip": 12174,
        "point_shared_by_many": 363, "slug_shared": 10,
    }  # fmt: skip
    assert not Service.objects.filter(location__zone="").exists()
    assert set(Service.objects.values_list("kind", "fellowship")) == {("service", "other")}
    again = import_feed("treatment", content, at=now)
    assert (again.unchanged, changed_nothing(again)) == (12175, True)
