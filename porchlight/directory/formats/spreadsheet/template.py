"""Makes the sheet to fill in: headings, choices to pick from, an example, and a page of help."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from porchlight.directory.formats.spreadsheet.columns import (
    EXAMPLE_MARK,
    GROUP_OF_COLUMN,
    HEADINGS,
    OFTEN,
)
from porchlight.directory.vocabulary.terms import TERMS

ROWS = 1_000  # as many get their choices and formats; a longer sheet is read all the same
WIDTHS = {"name": 34, "notes": 44, "place": 24, "street": 24, "link": 30, "website": 30, "who": 26}
USUAL_WIDTH = 18
LEFT_OUT = ("id",)  # for people who move data between programs; not asked of anybody else
TIMES, DATES = ("start", "end"), ("until", "checked")
# The file says when it was made; the same words make the same file on every day.
MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - a sheet's dates have no zone


def template(language: str) -> bytes:
    """An .xlsx in the language given ("en" or "es"), ready to fill in."""
    # Loaded when somebody asks for one.
    import xlsxwriter

    buffer = io.BytesIO()
    with override(language), xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": MADE})
        listings = book.add_worksheet(pgettext("sheet", "Listings"))
        help_page = book.add_worksheet(pgettext("sheet", "Help"))
        choices = book.add_worksheet(pgettext("sheet", "Choices"))
        spans = _write_choices(choices)
        _write_listings(book, listings, spans)
        _write_help(book, help_page)
    return buffer.getvalue()


def _columns() -> list[str]:
    return [column for column in HEADINGS if column not in LEFT_OUT]


def _offered() -> dict[str, list[str]]:
    """The choices of each column that has some, as they are read."""
    offered = {"often": [str(words) for words in OFTEN.values()]}
    for column, group in GROUP_OF_COLUMN.items():
        offered[column] = [str(words) for words in TERMS[group].values()]
    return offered


def _write_choices(sheet: Any) -> dict[str, str]:
    """One column of choices each; where each of them stands, as a formula says it."""
    spans = {}
    for place, (column, words) in enumerate(_offered().items()):
        sheet.write(0, place, str(HEADINGS[column]))
        sheet.set_column(place, place, 40)
        for number, word in enumerate(words, start=1):
            sheet.write_string(number, place, word)
        letter = chr(ord("A") + place)
        spans[column] = f"='{sheet.get_name()}'!${letter}$2:${letter}${len(words) + 1}"
    return spans


def _write_listings(book: Any, sheet: Any, spans: dict[str, str]) -> None:
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    formats = {
        **dict.fromkeys(TIMES, book.add_format({"num_format": "hh:mm"})),
        **dict.fromkeys(DATES, book.add_format({"num_format": "yyyy-mm-dd"})),
    }
    plain = book.add_format({"num_format": "@"})  # so that a ZIP keeps the zero it begins with
    example = _example()
    for place, column in enumerate(_columns()):
        form = formats.get(column, plain)
        sheet.set_column(place, place, WIDTHS.get(column, USUAL_WIDTH), form)
        sheet.write(0, place, str(HEADINGS[column]), bold)
        if column in spans:
            choice = {"validate": "list", "source": spans[column], "show_error": False}
            sheet.data_validation(1, place, ROWS, place, choice)
        value = example.get(column)
        if isinstance(value, (time, datetime)):
            sheet.write_datetime(1, place, value, form)
        elif value:
            sheet.write_string(1, place, value, form)
    sheet.freeze_panes(1, 1)


def _example() -> dict[str, str | time | datetime]:
    name = _("Saturday walk by the river")
    return {
        "name": f"{EXAMPLE_MARK} {name}",
        "what": str(TERMS["need"]["wellness"]),
        "day": pgettext("sheet", "Saturday"),
        "start": time(9, 30),
        "end": time(11, 0),
        "often": str(OFTEN["weekly"]),
        "place": _("Boat landing"),
        "street": "100 River Rd",
        "town": "Jackson",
        "state": "MS",
        "zip": "39216",
        "phone": "601-555-0100",
        "language": str(TERMS["language"]["en"]),
        "cost": str(TERMS["cost"]["free"]),
        "access": str(TERMS["access"]["step-free"]),
        "notes": _("Meet at the blue gate. This row shows how; it is not taken in."),
        "checked": datetime(2026, 3, 2),  # noqa: DTZ001 - a date in a sheet
    }


def _help() -> Iterable[tuple[str, str]]:
    def row(column: str, words: str) -> tuple[str, str]:
        return str(HEADINGS[column]), words

    return (
        row("name", _("What people call it. This has to be there.")),
        row("what", _("Pick one from the list. This has to be there.")),
        row("day", _("Monday, or Mon-Fri, or a date like 2026-12-05. Leave it blank when people"
                     " call first.")),
        row("start", _("19:00 or 7:00 PM, on the clock of the place.")),
        row("end", _("When it is over. Blank means an hour later.")),
        row("often", _("Pick from the list. For every other week, write one date under “Day or"
                       " date”.")),
        row("until", _("The last date, when it ends for good.")),
        row("not_on", _("Dates when it is called off, with commas between them.")),
        row("place", _("The name of the house or room.")),
        row("zip", _("It tells the time zone, and how far away it is.")),
        row("link", _("Where people join by video. Leave it blank when there is none.")),
        row("phone", _("A public number of the group, never a person’s own.")),
        row("who", _("Pick from the list, or use your own words. Blank means everybody.")),
        row("access", _("Pick from the list, or say how to begin: call first, just come.")),
        row("cost", _("Pick from the list, or write the price.")),
        row("checked", _("The day somebody last made sure that all of this is right.")),
        row("zone", _("Only for what has no place. Write it like America/Chicago.")),
    )  # fmt: skip


def _write_help(book: Any, sheet: Any) -> None:
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 80, wrapped)
    sheet.write(0, 0, _("One row for each thing. Leave blank what you do not know."), bold)
    for number, (heading, words) in enumerate(_help(), start=2):
        sheet.write_string(number, 0, heading, bold)
        sheet.write_string(number, 1, words, wrapped)
