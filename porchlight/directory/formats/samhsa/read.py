"""Reads SAMHSA's national directory of treatment, as the locator gives it away: CSV or XLSX.

One facility a row: names, street, up to five numbers to call, and its services, either as one text
of codes ("SA DT * OP OD") or as one column a code. A row has no id, so its names and street are its
key. Coordinates are often those of the ZIP code: the street stays exact, the point does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from porchlight.directory.formats.containers.json_rows import Raw
from porchlight.directory.formats.containers.sheet import open_sheet
from porchlight.directory.formats.fields.raw_row import RawRow
from porchlight.directory.formats.fields.row_place import Point, place_of, shared_points, zone_of
from porchlight.directory.formats.gather import Dropped, gather
from porchlight.directory.formats.record import (
    Care,
    FeedReading,
    Listing,
    Phone,
    Place,
    Publisher,
    ReadingContext,
    fingerprint,
)
from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.formats.samhsa.codes import (
    FEES,
    KNOWN,
    ONLY_FOR,
    least_age_of,
    terms_of_codes,
)
from porchlight.people.local.phone_numbers import phone_number

NEEDED = {"name1", "street1"}
CODES = "service_code_info"
CODE = re.compile(r"[A-Z][A-Z0-9]{1,5}")
COLUMNS = {"name1", "name2", "city", "state", "zip", "zip4", "county", "phone", "latlng", "miles"}
YES = {"1", "1.0", "yes", "y", "x", "true"}
PHONES = (
    ("phone", "main"),
    *((f"intake{n}", "intake") for n in ("1", "1a", "2", "2a")),
    ("hotline1", "hotline"),
    ("hotline2", "hotline"),
)
EXTENSION = re.compile(r"(?:x|ext\.?)\s*\d+$", re.IGNORECASE)


def read_samhsa(content: bytes, context: ReadingContext) -> FeedReading:
    """Read the whole directory. Raises FeedRefused when `content` is no such table."""
    sheet = open_sheet(content)
    header = [name.lower() for name in sheet.header]
    if not set(header) >= NEEDED:
        raise FeedRefused(
            "This is not SAMHSA's directory: it has no columns name1 and street1. Nothing was"
            " changed."
        )
    coded = {n: name.upper() for n, name in enumerate(sheet.header) if _is_code(name)}
    rows = [
        _in_our_words(dict(zip(header, row.cells, strict=False)), _marked(row.cells, coded))
        for row in sheet.rows
    ]
    shared = shared_points(rows)
    return gather(
        rows,
        lambda row: _read_row(row, context, shared),
        guessed_encoding=sheet.guessed_encoding,
    )


def _is_code(column: str) -> bool:
    """A known code, in capitals or not; or one of another year or directory, in capitals."""
    if column.upper() in KNOWN:
        return True
    return CODE.fullmatch(column) is not None and column.lower() not in COLUMNS


def _marked(cells: tuple[str, ...], coded: dict[int, str]) -> list[str]:
    return [code for n, code in coded.items() if cells[n].lower() in YES]


def _in_our_words(cells: dict[str, str], marked: list[str]) -> Raw:
    """The row's address in the words that the place is read from, and all of its codes."""
    codes = [code for code in cells.get(CODES, "").upper().split() if code != "*"]
    zip_code = cells.get("zip", "")
    zip_code = zip_code.zfill(5) if re.fullmatch(r"\d{3,4}", zip_code) else zip_code
    more = cells.get("zip4", "")
    return cells | {
        "address": ", ".join(filter(None, [cells.get("street1"), cells.get("street2")])),
        "postal_code": f"{zip_code}-{more.zfill(4)}" if zip_code and more.isdigit() else zip_code,
        "country": "USA",
        "latitude": _number(cells.get("latitude", "")),
        "longitude": _number(cells.get("longitude", "")),
        "approximate": "yes" if "centroid" in cells.get("coord_source", "") else None,
        "codes": list(dict.fromkeys([*codes, *marked])),
    }


def _read_row(
    raw: Raw, context: ReadingContext, shared: frozenset[Point]
) -> tuple[Listing, set[str]]:
    row = RawRow(raw)
    organization, part = row.public_text("name1"), row.public_text("name2")
    name = ": ".join(filter(None, [organization, part]))[:255]
    if not name:
        raise Dropped("no_name")
    codes = _codes(row)
    place = _place(row, context, shared)
    listing = Listing(
        key=_key(row, name),
        name=name,
        notes="",
        group_name="",
        group_notes="",
        types=(),
        attendance="in_person",
        place_closed=False,
        status="active",
        url=row.link("website"),
        updated_at=None,
        zone="",
        starts=(),
        place=place,
        publisher=Publisher(name=organization) if organization else None,
        joining=None,
        kind="service",
        terms=terms_of_codes(codes),
        phones=tuple(_phones(row)),
        care=_care(codes),
        extra={"codes": " ".join(codes)} if codes else {},
    )
    return listing, row.mended


def _codes(row: RawRow) -> list[str]:
    value = row.raw["codes"]
    codes = (
        [str(code)[:12] for code in value if str(code).isalnum()] if isinstance(value, list) else []
    )
    if not KNOWN.issuperset(codes):
        row.mended.add("codes_not_known")
    return codes


def _key(row: RawRow, name: str) -> str:
    """Names, street and ZIP, which stay while phones and services change."""
    parts = ("name1", "name2", "street1", "street2", "zip")
    words = (" ".join(str(row.raw.get(part) or "").casefold().split()) for part in parts)
    start = re.sub(r"[^a-z0-9]+", "-", name.lower())[:40].strip("-")
    return f"{start}-{fingerprint(tuple(words))[:12]}".strip("-")


def _place(row: RawRow, context: ReadingContext, shared: frozenset[Point]) -> Place | None:
    place = place_of(row, shared)
    if place is None or place.country == place.formatted_address:
        return None  # a country alone is nowhere
    if row.raw["approximate"] and place.point:
        row.mended.add("point_of_zip")
    return replace(place, zone=zone_of(row, place, context.default_zone))


def _phones(row: RawRow) -> Iterable[Phone]:
    seen = set()
    for field, label in PHONES:
        text = row.text(field, longest=60)
        number = _dialled(row, text) if text else ""
        if text and not number:
            row.mended.add("phone_left_out")
        if number and number not in seen:
            seen.add(number)
            yield Phone(number, label)


def _dialled(row: RawRow, text: str) -> str:
    """A number as 601-555-0100 or 601-555-0100 x12; letters stand for the keys they are on."""
    number = phone_number(text, "US")
    keys = number.dialled.removeprefix("+1") if number else ""
    if number is None or len(keys) != 10:
        return ""
    if any(map(str.isalpha, EXTENSION.sub("", text))):
        row.mended.add("phone_letters")
    whole = f"{keys[:3]}-{keys[3:6]}-{keys[6:]}"
    return f"{whole} x{number.extension}" if number.extension else whole


def _care(codes: list[str]) -> Care:
    return Care(
        eligibility="\n".join(words for code, words in ONLY_FOR.items() if code in codes),
        fees="\n".join(words for code, words in FEES.items() if code in codes),
        least_age=least_age_of(codes),
    )


def _number(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text
