"""Meeting Guide's table form: a header of plain names ("Conference URL") above a row a meeting.

The columns are those of the spec's template and of the plugin most groups use, as CSV or XLSX.
"""

from __future__ import annotations

import re

from porchlight.directory.formats.containers.json_rows import JsonRows, Raw
from porchlight.directory.formats.containers.sheet import is_sheet, open_sheet
from porchlight.directory.formats.containers.zip_files import is_zip
from porchlight.directory.formats.refused import FeedRefused

# Other names that columns go by, spelled as `_field` spells them.
ALIASES = {
    "meeting_name": "name", "meeting": "name", "start_time": "time", "start": "time",
    "end": "end_time", "weekday": "day", "location_name": "location", "venue": "location",
    "street": "address", "street_address": "address", "full_address": "formatted_address",
    "zip": "postal_code", "zip_code": "postal_code", "postcode": "postal_code",
    "province": "state", "lat": "latitude", "lng": "longitude", "lon": "longitude",
    "time_zone": "timezone", "type": "types", "group_name": "group", "subregion": "sub_region",
    "online_link": "conference_url", "zoom_link": "conference_url", "link": "url",
    "last_updated": "updated",
}  # fmt: skip
TELLS_A_TABLE = {"day", "time", "address", "formatted_address", "location", "conference_url"}
LISTS = {"types": ",", "regions": ">"}
NOT_THE_FORM = (
    "The table has no column called Name with one called Day, Time, Address, Location or"
    " Conference URL. Name the columns as in Meeting Guide's template. Nothing was changed."
)


def open_table(content: bytes) -> JsonRows | None:
    """The rows of a table as a JSON feed would have them; None when `content` is no such table.

    Raises FeedRefused for a table that is broken, too large, or has other columns (XLSX: a text
    without these columns may be anything).
    """
    if not is_sheet(content):
        return None
    if not is_zip(content) and not _has_columns(_fields(_first_line(content))):
        return None
    sheet = open_sheet(content)
    fields = _fields(sheet.header)
    if not _has_columns(fields):
        raise FeedRefused(NOT_THE_FORM)
    rows = tuple(_row(fields, row.cells) for row in sheet.rows)
    if not rows:
        raise FeedRefused("The table has a header and no rows. Nothing was changed.")
    return JsonRows(rows, sheet.guessed_encoding)


def _first_line(content: bytes) -> tuple[str, ...]:
    """The header of a text, without reading all of what may be no table at all."""
    end = re.compile(rb"[\r\n]+(?=.)", re.DOTALL)
    start = content.lstrip(b"\r\n \t")
    split = end.search(start, 1)
    try:
        return open_sheet(start[: split.start()] if split else start).header
    except FeedRefused:
        return ()


def _has_columns(fields: list[str]) -> bool:
    return "name" in fields and bool(TELLS_A_TABLE & set(fields))


def _fields(header: tuple[str, ...]) -> list[str]:
    """The JSON names of the columns. ID is the slug where no column is called Slug."""
    names = [re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") for name in header]
    names = [ALIASES.get(name, name) for name in names]
    return ["slug" if name == "id" and "slug" not in names else name for name in names]


def _row(fields: list[str], cells: tuple[str, ...]) -> Raw:
    row: Raw = {}
    for field, cell in zip(fields, cells, strict=False):
        if not field or not cell or field in row:
            continue
        mark = LISTS.get(field) or (">" if field == "region" and ">" in cell else "")
        row[field] = [part.strip() for part in cell.split(mark)] if mark else _value(field, cell)
    return row


def _value(field: str, cell: str) -> object:
    """The point as numbers, which in a table are no less numbers for being text."""
    if field in ("latitude", "longitude"):
        try:
            return float(cell)
        except ValueError:
            return cell
    return cell
