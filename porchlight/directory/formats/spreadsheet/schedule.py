"""When something in a sheet is held: days or dates, times and "how often", as people write them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from django.utils.translation import gettext as _

from porchlight.directory.formats.fields import times as weekly
from porchlight.directory.formats.fields.text import folded
from porchlight.directory.formats.fields.times import WeeklyStart
from porchlight.directory.formats.spreadsheet.columns import often_by_words
from porchlight.domain.recurrence import DAYS, DatedStart, checked_rule, days_between

# Rules that no date begins are counted from here on, so that they stay the same ones every day.
LONG_AGO = date(2020, 1, 1)
FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_DATES = 60
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
SPLIT = re.compile(r"[;\n]|,(?! *\d{4}\b(?!-))|\s+(?:and|y|&)\s+|/(?=\D)")
MIDDAY = {"noon": 720, "midday": 720, "mediodia": 720, "midnight": 0, "medianoche": 0}
# An hour that may be of the morning or the evening: no a.m. or p.m., no zero before it, none of 13
# to 24; or the part of a day that a spreadsheet program keeps of it.
EITHER_HALF = re.compile(r"(?:[1-9]|1[0-2])(?:[:.h]?\d{2})?(?::\d{2})?|0?\.\d{1,15}")
OF_24_HOURS = re.compile(r"(?:1[3-9]|2[0-4])(?:\D|\d\d\b|$)|0?\.")
EVENING = 17 * 60
DATE_FORMS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%d/%m/%Y", "%b %d, %Y", "%B %d, %Y", "%d %b %Y")

Fault = Callable[[str, str], None]  # a column, and what to write in it


@dataclass(frozen=True)
class ScheduleCells:
    """What the cells of one row say about its times; both empty: by appointment."""

    weekly: tuple[WeeklyStart, ...] = ()
    dated: tuple[DatedStart, ...] = ()
    mended: str = ""


@dataclass(frozen=True)
class _Recurrence:
    days: tuple[int, ...]  # ISO weekdays
    dates: tuple[date, ...]
    often: str
    until: date | None
    not_on: tuple[date, ...]


def when_of(
    cell: Callable[[str], str], report: Fault, *, is_asked_for: bool = False
) -> ScheduleCells:
    """Read the cells of one row. Each that cannot be taken is reported to `report`.

    `is_asked_for`: a service, whose times say when it is open, and which may be so all night.
    """
    if not any(map(cell, ("day", "often", "start", "end", "until", "not_on"))):
        return ScheduleCells()
    faulty_columns: list[str] = []

    def fault(column: str, words: str) -> None:
        faulty_columns.append(column)
        report(column, words)

    days, dates = _days(cell("day"), fault)
    often = _often(cell("often"), fault)
    until = [_a_date("until", text, fault) for text in [cell("until")] if text]
    not_on = [_a_date("not_on", text, fault) for text in _pieces(cell("not_on"))]
    start = _minute("start", cell("start"), fault)
    end = _minute("end", cell("end"), fault)
    recurrence = _Recurrence(
        days,
        dates,
        often or ("once" if dates else "weekly"),
        until[0] if until else None,
        tuple(sorted({day for day in not_on if day})),
    )
    if faulty_columns:
        return ScheduleCells()  # what the rest would mean, nobody can say yet
    if start is None:
        if days or dates or often:
            fault("start", _("Write when it starts, like 19:00 or 7:00 PM."))
        return ScheduleCells()
    length = _length(start, end, cell, fault, is_asked_for=is_asked_for)
    return _starts(recurrence, start, length, fault)


def date_in(text: str) -> date | None:
    """A date as people and spreadsheet programs write it; None when it is none."""
    text = re.sub(r" 00:00(?::00)?$", "", " ".join(text.split()))
    for form in DATE_FORMS:
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
        return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
    return None


# --- One cell at a time -----------------------------------------------------------------------


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in SPLIT.split(text) if piece.strip()][: MOST_DATES + 1]


def _days(text: str, fault: Fault) -> tuple[tuple[int, ...], tuple[date, ...]]:
    days: set[int] = set()
    dates: set[date] = set()
    for piece in _pieces(text):
        found = weekly.named_weekdays(piece)
        day = None if found else date_in(piece)
        if day:
            dates.add(day)
        elif found:
            days.update(found)
        else:
            fault(
                "day",
                _(
                    "“%(said)s” is not a day. Write a weekday, like Monday, or a date, like"
                    " 2026-12-05."
                )
                % {"said": piece[:40]},
            )
    if days and dates:
        fault("day", _("Write weekdays or dates, not both. Use one row for each."))
    if len(dates) > MOST_DATES:
        fault("day", _("Too many dates for one row. Use more rows."))
    return tuple(sorted(days)), tuple(sorted(dates))


def _often(text: str, fault: Fault) -> str:
    often = often_by_words().get(folded(text), "")
    if text and not often:
        fault(
            "often",
            _("“%(said)s” is not one of the choices. Pick one from the list, like “Every week”.")
            % {"said": text[:40]},
        )
    return often


def _a_date(column: str, text: str, fault: Fault) -> date | None:
    day = date_in(text)
    if day is None:
        fault(column, not_a_date(text))
    return day


def not_a_date(text: str) -> str:
    return _("“%(said)s” is not a date. Write it like 2026-12-05.") % {"said": text[:40]}


def _minute(column: str, text: str, fault: Fault) -> int | None:
    if folded(text) in MIDDAY:
        return MIDDAY[folded(text)]
    if re.fullmatch(r"0?\.\d{1,15}", text):
        return round(float(text) * weekly.DAY) % weekly.DAY  # how a sheet counts parts of a day
    try:
        minute = weekly.minute_of_day(text)
    except weekly.UnreadableTime:
        fault(
            column,
            _("“%(said)s” is not a time. Write 19:00 or 7:00 PM.") % {"said": text[:40]},
        )
        return None
    return minute % weekly.DAY if minute is not None and column == "start" else minute


def _length(
    start: int, end: int | None, cell: Callable[[str], str], fault: Fault, *, is_asked_for: bool
) -> weekly.Length:
    """How long it lasts. An end that is given is meant: "6:00 PM to 8:00 AM" ends the next day.

    "19:00 to 8:30" does not tell the half of the day, and nobody comes for thirteen hours. For a
    shelter they are its hours: of a service that opens in the evening, a clock of 24 hours is taken
    at its word, and one of twelve is asked about. One that opens before, "9:00 to 5:00", does so by
    day.
    """
    written = weekly.length(start, end, None, slip=0)
    if written.minutes <= weekly.HALF_DAY or not EITHER_HALF.fullmatch(cell("end")):
        return written
    if not is_asked_for or start < EVENING:
        return weekly.length(start, end, None, slip=weekly.HALF_DAY)
    if not OF_24_HOURS.match(cell("start")):
        words = _("“%(said)s” can be in the morning or the evening. Write AM or PM after it.")
        fault("end", words % {"said": cell("end")[:40]})
    return written


# --- All of them together ---------------------------------------------------------------------


def _starts(
    recurrence: _Recurrence, start: int, length: weekly.Length, fault: Fault
) -> ScheduleCells:
    if recurrence.often == "daily" and not recurrence.dates:
        recurrence = _Recurrence(
            weekly.EVERY_DAY, (), "weekly", recurrence.until, recurrence.not_on
        )
    if not recurrence.days and not recurrence.dates:
        fault("day", _("Write on which day, like Monday, or on which date, like 2026-12-05."))
        return ScheduleCells()
    if recurrence.days and recurrence.often in ("once", "fortnightly", "monthly"):
        fault("day", _("Write one date to count from, like 2026-12-05, instead of a weekday."))
        return ScheduleCells()
    if (
        recurrence.often == "weekly"
        and recurrence.days
        and not recurrence.until
        and not recurrence.not_on
    ):
        starts = (WeeklyStart(day, start, length.minutes) for day in recurrence.days)
        return ScheduleCells(weekly=tuple(starts), mended=length.mended)
    dated = _dated(recurrence, start, length.minutes, fault)
    return ScheduleCells(dated=dated, mended=length.mended)


def _dated(
    recurrence: _Recurrence, start: int, minutes: int, fault: Fault
) -> tuple[DatedStart, ...]:
    if recurrence.often == "once":
        days = (day for day in recurrence.dates if day not in recurrence.not_on)
        return tuple(DatedStart(day, start, minutes) for day in days)
    if len(recurrence.dates) > 1:
        fault("day", _("Write one date only, the first one, when it goes on after that."))
        return ()
    until = f";UNTIL={recurrence.until:%Y%m%d}" if recurrence.until else ""
    first = recurrence.dates[0] if recurrence.dates else LONG_AGO
    rule = checked_rule(_rule(recurrence, first) + until)
    opens = DatedStart(first, start, minutes, rule)
    begins = next(islice(days_between(opens, first, first + timedelta(days=800)), 1), None)
    if begins is None:
        fault("until", _("It ends before it begins. Look at the two dates."))
        return ()
    excluded = tuple(day for day in recurrence.not_on if day >= begins)
    return (DatedStart(begins, start, minutes, rule, excluded),)


def _rule(recurrence: _Recurrence, first: date) -> str:
    days = recurrence.days or (first.isoweekday(),)
    names = [DAYS[day - 1] for day in days]
    if recurrence.often == "daily":
        return "FREQ=DAILY"
    if recurrence.often == "fortnightly":
        return f"FREQ=WEEKLY;INTERVAL=2;BYDAY={names[0]}"
    if recurrence.often == "monthly":
        last = monthrange(first.year, first.month)[1]
        return f"FREQ=MONTHLY;BYMONTHDAY={-1 if first.day == last else first.day}"
    if recurrence.often in NTH:
        return "FREQ=MONTHLY;BYDAY=" + ",".join(f"{NTH[recurrence.often]}{name}" for name in names)
    return f"FREQ=WEEKLY;BYDAY={','.join(names)}"
