"""Reads the sheet that anybody can fill in: volunteering, classes, rides, housing, groups, care.

CSV or XLSX, headings in English or Spanish (`columns.py`). Every cell that cannot be taken is
reported with its row, its heading and what to write there. A row with such a cell is left out; what
was stored of it before stays as it was. All other rows are taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from porchlight.directory.formats.containers.sheet import Sheet, SheetRow, open_sheet
from porchlight.directory.formats.fields import geo, joining
from porchlight.directory.formats.fields.raw_row import RawRow
from porchlight.directory.formats.fields.text import HIDDEN, folded
from porchlight.directory.formats.gather import Dropped, gather
from porchlight.directory.formats.record import (
    Care,
    Cell,
    FeedReading,
    HowToJoin,
    Listing,
    Phone,
    Place,
    Publisher,
    ReadingContext,
    fingerprint,
)
from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.formats.spreadsheet.columns import (
    GROUP_OF_COLUMN,
    HEADINGS,
    columns_by_heading,
    example_marks,
    terms_by_words,
)
from porchlight.directory.formats.spreadsheet.schedule import (
    ScheduleCells,
    date_in,
    not_a_date,
    when_of,
)
from porchlight.people.local.phone_numbers import phone_number
from porchlight.people.local.zones import zone_country

SHEETS = ("Listings", "Listado")
MOST_CELLS = 1_000
NOTES = 4_000
# What one asks for; its times say when it is open. The rest one comes to.
ASKED_FOR = {
    *("peer-support", "recovery-community", "detox", "outpatient", "inpatient", "medication"),
    *("methadone", "buprenorphine", "naltrexone", "harm-reduction", "mental-health"),
    *("counselling", "gambling", "smoking", "family-support", "housing", "primary-care"),
    *("crisis", "work", "rides", "food", "legal"),
}


def read_table(content: bytes, context: ReadingContext) -> FeedReading:
    """Read a whole sheet. Raises FeedRefused when it is none, or has no column for names."""
    sheet = open_sheet(content, prefer=SHEETS)
    columns = _columns(sheet)
    faults = _Faults()
    _note_unknown_columns(sheet, columns, faults)
    rows = [
        _Line(row.number, sheet.header, _cells(row, columns), columns, faults)
        for row in sheet.rows
        if not _is_example(row, columns)
    ]
    if not rows:
        raise FeedRefused(_("The sheet has no rows below its headings. Nothing was changed."))
    reading = gather(
        rows, lambda line: _read_line(line, context), guessed_encoding=sheet.guessed_encoding
    )
    return replace(
        reading,
        cells=tuple(faults.cells),
        more_cells=faults.more,
        spared=frozenset(faults.spared),
    )


@dataclass
class _Faults:
    """The cells of the whole sheet that somebody has to see to."""

    cells: list[Cell] = field(default_factory=list)
    more: int = 0
    spared: set[str] = field(default_factory=set)

    def add(self, row: int, column: str, words: str) -> None:
        if len(self.cells) < MOST_CELLS:
            self.cells.append(Cell(row, HIDDEN.sub("", column)[:60], HIDDEN.sub("", words)))
        else:
            self.more += 1


@dataclass(frozen=True)
class _Line:
    """One row: its cells by column, and where its faults are reported."""

    number: int
    header: tuple[str, ...]
    cells: dict[str, str]
    columns: dict[str, int]
    faults: _Faults

    def cell(self, column: str) -> str:
        return self.cells.get(column, "")

    def fault(self, column: str, words: str) -> None:
        place = self.columns.get(column)
        heading = str(HEADINGS[column]) if place is None else self.header[place]
        self.faults.add(self.number, heading, words)


# --- The sheet --------------------------------------------------------------------------------


def _columns(sheet: Sheet) -> dict[str, int]:
    """Our column -> where it stands. Of two columns for one thing the first holds."""
    known = columns_by_heading()
    found: dict[str, int] = {}
    for place, heading in enumerate(sheet.header):
        column = known.get(folded(heading))
        if column:
            found.setdefault(column, place)
    if "name" not in found:
        headings = ", ".join(heading[:30] for heading in sheet.header[:8] if heading)
        raise FeedRefused(
            _(
                "The first row has to name the columns, and one of them has to be called “Name”."
                " It says: %(headings)s."
            )
            % {"headings": headings or "–"}
        )
    return found


def _note_unknown_columns(sheet: Sheet, columns: dict[str, int], faults: _Faults) -> None:
    for place, heading in enumerate(sheet.header):
        if heading and place not in columns.values():
            words = _("This column is not known, or is there twice. It was left out.")
            faults.add(1, heading, words)


def _cells(row: SheetRow, columns: dict[str, int]) -> dict[str, str]:
    cells = {
        column: HIDDEN.sub("", row.cells[place]).strip()
        for column, place in columns.items()
        if place < len(row.cells) and row.cells[place]
    }
    return {column: text for column, text in cells.items() if text}


def _is_example(row: SheetRow, columns: dict[str, int]) -> bool:
    name = folded(row.cells[columns["name"]]) if columns["name"] < len(row.cells) else ""
    return name.startswith(example_marks())


# --- One row ----------------------------------------------------------------------------------


def _read_line(line: _Line, context: ReadingContext) -> tuple[Listing, set[str]]:
    row = RawRow(dict(line.cells))
    before = len(line.faults.cells) + line.faults.more
    name = row.public_text("name")
    if not name:
        line.fault("name", _("Write what it is called."))
    terms, other_words = _terms(line)
    when = when_of(line.cell, line.fault, is_asked_for=bool(_needs(terms) & ASKED_FOR))
    place = _place(row, line)
    zone = _zone(row, line, place, context.default_zone) if when != ScheduleCells() else ""
    listing = Listing(
        key=_key(line, name, place),
        name=name,
        notes=row.public_text("notes", longest=NOTES, lines=True),
        group_name="",
        group_notes="",
        types=(),
        attendance="in_person",
        place_closed=False,
        status="active",
        url="",
        updated_at=None,
        zone=zone,
        starts=when.weekly,
        dated=when.dated,
        place=replace(place, zone=zone) if place else None,
        publisher=_publisher(row),
        joining=None,
        kind=_kind(terms, when),
        terms=terms,
        phones=_phones(line, zone),
        care=_care(row, other_words),
        checked_on=_checked_on(line),
    )
    listing = _with_ways_in(row, line, listing)
    if len(line.faults.cells) + line.faults.more > before:
        line.faults.spared.add(listing.key)
        raise Dropped("cells_to_mend")
    if when.mended:
        row.mended.add(when.mended)
    return listing, row.mended


def _key(line: _Line, name: str, place: Place | None) -> str:
    """The row's own number, or a key of what stays when its times are put right."""
    own = re.sub(r"[^\w.-]+", "-", line.cell("id")).strip("-")[:200]
    if own:
        return own
    where = (place.name, place.address, place.city) if place else ("", "", "")
    parts = [folded(text) for text in (name, line.cell("what"), *where)]
    stem = re.sub(r"[^a-z0-9]+", "-", parts[0])[:60].strip("-")
    return f"{stem or 'row'}-{fingerprint(parts)[:8]}"


def _kind(terms: tuple[str, ...], when: ScheduleCells) -> str:
    needs = _needs(terms)
    if when == ScheduleCells() or needs & ASKED_FOR:
        return "service"
    goes_on = when.weekly or any(start.rule for start in when.dated)
    return "meeting" if goes_on and "events" not in needs else "event"


def _needs(terms: tuple[str, ...]) -> set[str]:
    return {term.partition(":")[2] for term in terms if term.startswith("need:")}


def _terms(line: _Line) -> tuple[tuple[str, ...], dict[str, str]]:
    """The terms of all columns of choices, and by column the words that are no choice."""
    terms: set[str] = set()
    rest: dict[str, str] = {}
    for column, group in GROUP_OF_COLUMN.items():
        if not line.cell(column):
            continue
        found, left = _choices(line.cell(column), terms_by_words(group))
        terms.update(f"{group}:{what}" for what in found if what)
        if left and column in ("what", "language"):
            words = _("“%(said)s” is not one of the choices. Pick one from the list.")
            line.fault(column, words % {"said": left[0][:40]})
        rest[column] = "; ".join(left)
    if not line.cell("what"):
        line.fault("what", _("Pick what it is from the list."))
    return tuple(sorted(terms)), rest


def _choices(text: str, known: dict[str, str]) -> tuple[list[str], list[str]]:
    """The choices in a cell and what else stands there. A choice may have a comma of its own."""
    found: list[str] = []
    left: list[str] = []
    for part in re.split(r"[;\n]+", text):
        pieces = [piece.strip() for piece in part.split(",")]
        while pieces:
            taken = next(
                (n for n in range(len(pieces), 0, -1) if folded(", ".join(pieces[:n])) in known), 0
            )
            if taken:
                found.append(known[folded(", ".join(pieces[:taken]))])
            elif pieces[0]:
                left.append(pieces[0])
            pieces = pieces[taken or 1 :]
    return found, left


def _care(row: RawRow, other_words: dict[str, str]) -> Care:
    if not any(other_words.values()):
        return Care()
    words = RawRow(dict(other_words), row.mended, row.joining_found)
    return Care(
        eligibility=words.public_text("who", longest=1_000),
        fees=words.public_text("cost", longest=1_000),
        how_to_apply=words.public_text("access", longest=1_000),
    )


def _checked_on(line: _Line) -> date | None:
    text = line.cell("checked")
    day = date_in(text) if text else None
    if text and day is None:
        line.fault("checked", not_a_date(text))
    return day


def _publisher(row: RawRow) -> Publisher | None:
    name = row.public_text("organization")
    return Publisher(name) if name else None


# --- Where, and how to get there --------------------------------------------------------------


def _place(row: RawRow, line: _Line) -> Place | None:
    zip_code = _zip(line)
    parts = Place(
        name=row.public_text("place"),
        address=row.public_text("street"),
        city=row.text("town", longest=100),
        state=row.text("state", longest=100),
        postal_code=zip_code,
    )
    if parts == Place():
        return None
    state = " ".join(filter(None, (parts.state, parts.postal_code)))
    whole = ", ".join(filter(None, (parts.address, parts.city, state)))
    point = geo.point_of_zip(zip_code)
    if point:
        row.mended.add("point_of_zip")
    return replace(parts, formatted_address=whole[:500], point=point, is_approximate=True)


def _zip(line: _Line) -> str:
    text = line.cell("zip").upper()
    digits = re.fullmatch(r"(\d{3,5})(-\d{4})?", text)
    if digits:
        # A number has lost the zeros that New England's codes begin with.
        return digits[1].zfill(5) + (digits[2] or "")
    if text and not _is_zip(text):
        words = _("“%(said)s” is not a ZIP code. Write five digits.")
        line.fault("zip", words % {"said": text[:40]})
    return text[:20]


def _is_zip(text: str) -> bool:
    """Whether it could be a postal code of any country."""
    return re.fullmatch(r"[A-Z0-9][A-Z0-9 -]{1,9}", text) is not None


def _zone(row: RawRow, line: _Line, place: Place | None, default: str) -> str:
    text = line.cell("zone")
    zone = geo.known_zone(text)
    if text and not zone:
        words = _("“%(said)s” is not a time zone. Write one like America/Chicago.")
        line.fault("zone", words % {"said": text[:40]})
    if not zone and place and (zone := geo.zone_of_zip(place.postal_code, "")):
        row.mended.add("zone_from_zip")
    elif not zone and (zone := default):
        row.mended.add("zone_from_source")
    is_given = text or (place and place.postal_code and not _is_zip(place.postal_code))
    if not zone and not is_given:
        words = _("Write the ZIP, or a time zone. Without one nobody can tell the hour.")
        if place and place.postal_code:
            words = _("“%(said)s” is a ZIP nobody knows. Look at it, or write a time zone.")
            words %= {"said": place.postal_code}
        line.fault("zip" if place else "zone", words)
    return zone


def _phones(line: _Line, zone: str) -> tuple[Phone, ...]:
    """The number as it is written there, where somebody in that zone could ring it."""
    text = line.cell("phone")
    number = joining.phone_in(text).number if text else ""
    if text and not phone_number(number, zone_country(zone)):
        words = _("“%(said)s” is not a phone number. Write it like 601-555-0100.")
        line.fault("phone", words % {"said": text[:40]})
    return (Phone(number[:64]),) if number else ()


def _with_ways_in(row: RawRow, line: _Line, listing: Listing) -> Listing:
    link, site = _link(line, "link"), _link(line, "website")
    if not link and joining.is_online_room(site):
        link, site = site, ""
    place = listing.place
    has_place = bool(place and (place.address or place.name or place.city))
    if not (has_place or link or listing.phones or site):
        line.fault("place", _("Write a place, an online link, a phone or a website."))
    notes = "\n".join(row.joining_found)[:2_000]
    how_to_join = HowToJoin(
        conference_url=link or row.room_found,
        conference_url_notes=notes,
        passcode=joining.passcode_in(notes),
        is_published=bool(link) and not notes,
    )
    online = bool(how_to_join.conference_url) or not has_place
    return replace(
        listing,
        url=site[:1_000],
        joining=how_to_join if how_to_join != HowToJoin() else None,
        attendance="hybrid" if has_place and online else "online" if online else "in_person",
    )


def _link(line: _Line, column: str) -> str:
    text = line.cell(column)
    url = joining.link_in(text).url if text else ""
    if text and not url:
        words = _("“%(said)s” is not a link. Write it like https://example.org.")
        line.fault(column, words % {"said": text[:40]})
    return url
