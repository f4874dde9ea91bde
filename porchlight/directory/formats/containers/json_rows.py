"""From the bytes of a feed to its rows as plain dictionaries, whatever wrapper they came in.

Read here: a JSON array, `{"meetings": […]}`, Airtable's `{"records": [{"fields": …}]}`, and one
object a line (NDJSON, mongoexport with its `{"$numberInt": "3"}`). Anything else is refused whole,
with words that say what it is, where it breaks and what to do.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from porchlight.directory.formats.refused import MAX_BYTES, FeedRefused

MAX_ROWS = 200_000
# A row holds its type list and perhaps a region list; five brackets a row is generous, and the
# count stops a file of nothing but brackets before it fills the memory.
MAX_BRACKETS = 5 * MAX_ROWS
LIST_NAMES = ("meetings", "records")

Raw = dict[str, object]


@dataclass(frozen=True)
class JsonRows:
    """Every row in the file's own order; None stands for a row that is not an object."""

    rows: tuple[Raw | None, ...]
    guessed_encoding: bool


def open_feed(content: bytes) -> JsonRows:
    """The rows in `content`. Raises FeedRefused when there is no list of rows to be had."""
    parsed, guessed = load(content)
    return JsonRows(rows_of(parsed), guessed)


def load(content: bytes, most_brackets: int = MAX_BRACKETS) -> tuple[object, bool]:
    """The JSON in `content`, of NDJSON a list, and whether its encoding had to be guessed."""
    _refuse_what_is_plainly_no_feed(content, most_brackets)
    text, guessed = decode(content)
    return _parse(text), guessed


def rows_of(parsed: object) -> tuple[Raw | None, ...]:
    """The rows of a list, or of the list in one of the wrappers. Raises FeedRefused."""
    items = _list_of_rows(parsed)
    if not items:
        raise FeedRefused("The feed is an empty list. Nothing was changed; check the export.")
    if len(items) > MAX_ROWS:
        raise FeedRefused(f"The feed has {len(items):,} rows; {MAX_ROWS:,} is the most. Split it.")
    return tuple(_row_of(item) for item in items)


def _refuse_what_is_plainly_no_feed(content: bytes, most_brackets: int) -> None:
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not head:
        raise FeedRefused("The file is empty.")
    if len(content) > MAX_BYTES:
        raise FeedRefused("The file is larger than 64 MB. Split it, or ask for a smaller export.")
    if content[:4] == b"PK\x03\x04":
        raise FeedRefused("This is a zip file. Unpack it and import the JSON file inside.")
    if content[:2] == b"\x1f\x8b":
        raise FeedRefused("This is a gzip file. Unpack it (gunzip) and import the JSON file.")
    if head[:1] == b"<":
        raise FeedRefused(
            "This is a web page or XML, not a JSON feed. Look in the page's source for a link"
            ' titled "Meetings Feed" and import that address.'
        )
    if content.count(b"[") + content.count(b"{") > most_brackets:
        raise FeedRefused(f"The file has too many brackets for {MAX_ROWS:,} rows. Split it.")


def decode(content: bytes) -> tuple[str, bool]:
    """The text, and whether its encoding had to be guessed."""
    encoding = json.detect_encoding(content)
    try:
        return content.decode(encoding), False
    except UnicodeDecodeError:
        # Old exports from Windows: every byte means something, and JSON decides the rest.
        return content.decode("cp1252", errors="replace"), True


def _parse(text: str) -> object:
    try:
        return _loads(text)
    except json.JSONDecodeError as first:
        if first.msg != "Extra data":
            raise FeedRefused(_where(first.lineno, first.colno, first.msg)) from None
    return [_parse_line(line, number) for number, line in _lines(text)]


def _lines(text: str) -> list[tuple[int, str]]:
    lines = enumerate(text.split("\n"), start=1)
    return [(number, line) for number, line in lines if line.strip()]


def _parse_line(line: str, number: int) -> object:
    try:
        return _loads(line)
    except json.JSONDecodeError as fault:
        raise FeedRefused(_where(number, fault.colno, fault.msg)) from None


def _loads(text: str) -> object:
    try:
        # NaN and Infinity are no JSON, but some exports write them for "nothing".
        return json.loads(text, parse_constant=lambda _name: None)
    except json.JSONDecodeError:
        raise
    except RecursionError:
        raise FeedRefused("The file is nested too deeply to be a list of meetings.") from None
    except ValueError as fault:
        raise FeedRefused(f"The file holds a number too long to read: {fault}.") from None


def _where(line: int, column: int, reason: str) -> str:
    return (
        f"The file is not whole JSON: line {line}, column {column}: {reason}."
        " Nothing was changed. Export it again, or mend it there."
    )


def _list_of_rows(parsed: object) -> list[object]:
    if isinstance(parsed, list):
        return parsed
    if not isinstance(parsed, dict):
        raise FeedRefused(f"The file holds one {_kind(parsed)} instead of a list of meetings.")
    if isinstance(parsed.get("records"), list) and parsed.get("offset"):
        raise FeedRefused(
            "This is one page of an Airtable answer (it has an offset). The meetings on the other"
            " pages would count as gone. Export all pages into one file."
        )
    for name in LIST_NAMES:
        if isinstance(parsed.get(name), list):
            return list(parsed[name])
    if "name" in parsed and ("slug" in parsed or "day" in parsed or "meetingId" in parsed):
        return [parsed]
    message = parsed.get("message") or parsed.get("error")
    hint = f' It says: "{str(message)[:200]}".' if isinstance(message, str) else ""
    raise FeedRefused(f"There is no list of meetings in the file.{hint} Check the address.")


def _kind(value: object) -> str:
    names = {str: "text", bool: "yes or no", int: "number", float: "number"}
    return names.get(type(value), "nothing")


def _row_of(item: object) -> Raw | None:
    if not isinstance(item, dict):
        return None
    fields = item.get("fields")
    if isinstance(fields, dict):
        # An Airtable record keeps its own id outside the fields: a key when there is no slug.
        item = {"id": item.get("id"), **fields}
    return {str(name): _plain(value) for name, value in item.items()}


def _plain(value: object) -> object:
    """mongoexport's typed values as plain ones: {"$numberInt": "3"} is "3"."""
    if isinstance(value, dict) and len(value) == 1:
        name, inner = next(iter(value.items()))
        if name.startswith("$"):
            return _plain(inner)
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value
