"""Reads what a BMLT server answers to GetSearchResults, JSON or CSV, with its formats beside it.

Weekdays count 1 for Sunday here, numbers come as text, and the time zone is mostly blank. Fields a
server hides from visitors (contacts, notes of its admins) are not looked at. The rest is put in
Meeting Guide's words and read by its reader, so that both are mended alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from porchlight.directory.formats.bmlt.codes import Formats, Meaning, formats_of
from porchlight.directory.formats.containers.json_rows import Raw, load, rows_of
from porchlight.directory.formats.containers.sheet import is_sheet, open_sheet
from porchlight.directory.formats.containers.zip_files import files_in, is_zip
from porchlight.directory.formats.fields.joining import link_in
from porchlight.directory.formats.fields.row_place import Point, shared_points
from porchlight.directory.formats.fields.text import clean_text
from porchlight.directory.formats.gather import Dropped, gather
from porchlight.directory.formats.meeting_guide.read import read_row
from porchlight.directory.formats.record import (
    FeedReading,
    Listing,
    Place,
    Publisher,
    ReadingContext,
)
from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.vocabulary.terms import terms_of_types

NO = ("0", "false", "no")
IN_PERSON, ONLINE, HYBRID = "1", "2", "3"
# "Train Lines#@-@#SIRR": a label that old servers stored together with the text.
LABEL = re.compile(r".*#@-@#", re.DOTALL)
CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?")
HIDDEN = re.compile(r"contact_\w+|email_contact|admin_notes")
SAYS_HOW = re.compile(r"\b(?:bus|buses|train|trains|tren|subway|metro|tram)\b", re.IGNORECASE)
FIELDS = {
    "name": "meeting_name", "location": "location_text", "address": "location_street",
    "state": "location_province", "postal_code": "location_postal_code_1",
    "country": "location_nation", "location_notes": "location_info", "notes": "comments",
    "timezone": "time_zone", "conference_url": "virtual_meeting_link",
    "conference_url_notes": "virtual_meeting_additional_info",
    "conference_phone": "phone_meeting_number",
    "conference_phone_notes": "phone_meeting_additional_info",
}  # fmt: skip
REGIONS = ("location_sub_province", "location_city_subsection", "location_neighborhood")


@dataclass(frozen=True)
class _Server:
    """What the rows are read with. `bodies` are the service bodies by number."""

    formats: Formats
    bodies: Mapping[str, Publisher]
    several: bool  # the file holds the meetings of more than one root server


def read_bmlt(content: bytes, context: ReadingContext) -> FeedReading:
    """Read a server's meetings. Raises FeedRefused when there are none in `content`.

    `content` is the answer itself, as JSON or CSV, or a zip of it with GetFormats' and
    GetServiceBodies' answers. Meetings are NA's unless a format says otherwise.
    """
    rows, rest, guessed = _opened(content)
    server = _Server(
        formats_of(row for row in rest if "key_string" in row),
        dict(_bodies(row for row in rest if "parent_id" in row)),
        len({str(row.get("root_server_uri") or "") for row in rows if row}) > 1,
    )
    guide_rows = [_in_guide_words(row, server) if row else None for row in rows]
    shared = shared_points(row for row in guide_rows if row)

    def read_one(number: int) -> tuple[Listing, set[str]]:
        return _read_row(rows[number], guide_rows[number], server, context, shared)

    return gather(range(len(rows)), read_one, guessed_encoding=guessed)


# --- Which rows are what ----------------------------------------------------------------------


def _opened(content: bytes) -> tuple[list[Raw | None], list[Raw], bool]:
    """Meetings, the rows of everything else, and whether an encoding was guessed."""
    parts = files_in(content).values() if is_zip(content) else [content]
    meetings: list[Raw | None] = []
    rest: list[Raw] = []
    guessed = False
    for part in parts:
        tables, by_guess = _tables(part)
        guessed |= by_guess
        for rows in tables:
            if any(row and _is_meeting(row) for row in rows):
                meetings += rows
            else:
                rest += [row for row in rows if row]
    if not meetings:
        raise FeedRefused(
            "There are no BMLT meetings in the file. Give the answer to GetSearchResults, as JSON"
            " or CSV. Nothing was changed."
        )
    return meetings, rest, guessed


def _tables(part: bytes) -> tuple[list[tuple[Raw | None, ...]], bool]:
    if is_sheet(part):
        sheet = open_sheet(part)
        return [tuple(dict(record) for record in sheet.records())], sheet.guessed_encoding
    parsed, guessed = load(part)
    if isinstance(parsed, dict) and isinstance(parsed.get("meetings"), list):
        # get_used_formats=1 puts the formats beside the meetings.
        lists = [parsed["meetings"], parsed.get("formats")]
        return [rows_of(one) for one in lists if isinstance(one, list) and one], guessed
    return [rows_of(parsed)], guessed


def _is_meeting(row: Raw) -> bool:
    return "weekday_tinyint" in row or ("id_bigint" in row and "start_time" in row)


def _bodies(rows: Iterable[Raw]) -> Iterable[tuple[str, Publisher]]:
    for row in rows:
        name = clean_text(row.get("name"), 255).text
        if name:
            link = link_in(clean_text(row.get("url"), 1000).text)
            url = link.url or link.rest  # what is no address is left out, and counted, at the end
            phone = clean_text(row.get("helpline"), 64).text
            yield str(row.get("id")), Publisher(name=name, url=url, phone=phone)


# --- One meeting ------------------------------------------------------------------------------


def _read_row(
    row: Raw | None,
    guide_row: Raw | None,
    server: _Server,
    context: ReadingContext,
    shared: frozenset[Point],
) -> tuple[Listing, set[str]]:
    if row is None or guide_row is None:
        raise Dropped("not_an_object")
    if _text(row, "published").lower() in NO:
        raise Dropped("not_published")
    listing, mended = read_row(guide_row, replace(context, fellowship="na"), shared)
    # What it took to come from BMLT's words to Meeting Guide's is no fault of the feed.
    mended -= {"types_not_known", "postal_code_from_number"}
    if any(HIDDEN.fullmatch(name) and _text(row, name) for name in row):
        mended.add("contacts_left_out")
    if listing.attendance == "online" and not listing.joining:
        mended.add("no_way_in")
        listing = replace(listing, status="closed_for_now")
    meanings = _meanings(row, server)
    place = _with_transport(listing.place, row)
    terms = {*terms_of_types("na", listing.types)}
    terms |= {term for meaning in meanings for term in meaning.terms}
    if place and place.transport:
        terms.add("access:bus")
    only_names = [meaning.name for meaning in meanings if meaning.says_nothing_else]
    return (
        replace(
            listing,
            # "Closed on holidays" has no code of its own and keeps people from a locked door.
            notes="\n".join(filter(None, [listing.notes, "; ".join(only_names)])),
            terms=tuple(sorted(terms)),
            place=place,
            publisher=_publisher(row, server),
            extra=_extra(row),
        ),
        mended,
    )


def _in_guide_words(row: Raw, server: _Server) -> Raw:
    meanings = _meanings(row, server)
    guide_row: Raw = {name: _text(row, field) for name, field in FIELDS.items()}
    codes = [meaning.code for meaning in meanings if meaning.code]
    return guide_row | {
        "slug": _key(row, several=server.several),
        "day": _day(row),
        "time": CLOCK.sub(lambda clock: f"{int(clock[1]):02}:{clock[2]}", _text(row, "start_time")),
        "duration": _minutes(_text(row, "duration_time")),
        "types": list(dict.fromkeys(codes)),
        "city": _text(row, "location_municipality") or _text(row, "location_city_subsection"),
        "regions": [_text(row, name) for name in REGIONS],
        "latitude": _number(row, "latitude"),
        "longitude": _number(row, "longitude"),
        "attendance_option": _attendance(row, {meaning.world_id for meaning in meanings}),
    }


def _key(row: Raw, *, several: bool) -> str:
    """The number a root server gives a meeting, after the server's own where there are several."""
    server = _text(row, "root_server_id")
    if not server and several:
        address = _text(row, "root_server_uri").lower().rpartition("://")[2].partition("?")[0]
        server = re.sub(r"[^a-z0-9]+", "-", address).strip("-")
    return "-".join(filter(None, [server, _text(row, "id_bigint")]))


def _day(row: Raw) -> object:
    """The weekday as Meeting Guide counts: 0 for Sunday, where BMLT's API has 1."""
    weekday = _text(row, "weekday_tinyint")
    if re.fullmatch(r"[1-7](?:\.0)?", weekday):
        return int(weekday[0]) - 1
    return f"day {weekday}" if weekday else None


def _minutes(text: str) -> str | None:
    """A length "01:30:00" in minutes; None where the server left it at nothing."""
    clock = CLOCK.fullmatch(text)
    minutes = int(clock[1]) * 60 + int(clock[2]) if clock else 0
    return str(minutes) if minutes else None


def _number(row: Raw, name: str) -> object:
    value = _text(row, name)
    try:
        return float(value)
    except ValueError:
        return value


def _attendance(row: Raw, world_ids: set[str]) -> str:
    """What the server says of attending; "" leaves it to the address and the link.

    Its formats are believed before its venue type, which stands at "in person" on servers that
    never filled it in. In person with a link to join is left open too: there are both doors.
    """
    venue = _text(row, "venue_type")[:1]
    if "HYBR" in world_ids or venue == HYBRID:
        return "hybrid"
    if "VM" in world_ids or venue == ONLINE:
        return "online"
    can_be_joined = _text(row, "virtual_meeting_link") or _text(row, "phone_meeting_number")
    return "in_person" if venue == IN_PERSON and not can_be_joined else ""


def _with_transport(place: Place | None, row: Raw) -> Place | None:
    lines = []
    for label, field in (("Bus", "bus_lines"), ("Train", "train_lines")):
        text = clean_text(_text(row, field), 500).text
        if text:
            lines.append(text if SAYS_HOW.search(text) else f"{label}: {text}")
    return replace(place, transport="\n".join(lines)) if place and lines else place


def _publisher(row: Raw, server: _Server) -> Publisher | None:
    known = server.bodies.get(_text(row, "service_body_bigint"))
    name = clean_text(row.get("service_body_name"), 255).text
    return known or (Publisher(name=name) if name else None)


def _extra(row: Raw) -> dict[str, object]:
    names = ("lang_enum", "root_server_uri", "service_body_bigint", "worldid_mixed")
    texts = {name: clean_text(row.get(name), 255).text for name in names}
    return {name: text for name, text in texts.items() if text}


def _meanings(row: Raw, server: _Server) -> list[Meaning]:
    return server.formats.of(_text(row, "format_shared_id_list"), _text(row, "formats"))


def _text(row: Raw, name: str) -> str:
    """A field as text, however the server typed it, without the label of old servers."""
    value = row.get(name)
    if isinstance(value, list):
        value = ",".join(str(one) for one in value if isinstance(one, (str, int)))
    if isinstance(value, bool):
        return "1" if value else "0"
    if not isinstance(value, (str, int, float)):
        return ""
    return LABEL.sub("", str(value)).strip()
