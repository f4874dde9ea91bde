"""Days and clock times as feeds write them: numbers, names, words, with and without a.m. and p.m.

Weekdays leave here as ISO numbers, 1 for Monday to 7 for Sunday; times as minutes after midnight.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from porchlight.directory.formats.fields.text import folded
from porchlight.domain.recurrence import FIRST_YEAR, LAST_YEAR

DAY = 24 * 60
HALF_DAY = 12 * 60
USUAL_LENGTH = 60
# Of 1,311 meetings in real feeds that say both, 97 of 100 last no longer. The one whose end was
# half a day off (19:15 to 08:15) left an hour; none is held through the night.
LONG_MEETING = 90
LONGEST = 2_000  # characters; a whole week of starts in words takes some 300
NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SPANISH = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
EVERY_DAY = tuple(range(1, 8))
SEVERAL_DAYS = {
    "weekdays": EVERY_DAY[:5], "entre semana": EVERY_DAY[:5], "weekends": EVERY_DAY[5:],
    "weekend": EVERY_DAY[5:], "fin de semana": EVERY_DAY[5:], "fines de semana": EVERY_DAY[5:],
    "every day": EVERY_DAY, "everyday": EVERY_DAY, "daily": EVERY_DAY, "todos los dias": EVERY_DAY,
    "diario": EVERY_DAY, "7 days a week": EVERY_DAY,
}  # fmt: skip
# Words that say nothing more than the name of a day does: "every Monday", "los lunes".
EACH = re.compile(r"^(?:every|each|on|cada|todos los|los|el|de) +")
SPAN = re.compile(
    r"([^\W\d]+)\.?(?: *[-‐‑–—−] *| +(?:to|through|thru|till|until|al?|hasta) +)([^\W\d]+)"
)
MARKS = " \t\n,;/&|+[]\"'"
BETWEEN = re.compile(r"[,;/&|+\[\]\"'\n]+|\b(?:and|y)\b")
NTH = {
    "1st": 1, "first": 1, "primer": 1, "2nd": 2, "second": 2, "segundo": 2, "3rd": 3, "third": 3,
    "tercer": 3, "4th": 4, "fourth": 4, "cuarto": 4, "5th": 5, "fifth": 5, "quinto": 5,
    "last": -1, "ultimo": -1,
}  # fmt: skip
OF_THE_MONTH = re.compile(r"^(?:every|each|the|el) | (?:of|in) (?:the|each|every) month$| del mes$")
CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2})(?::\d{2}(?:\.\d+)?)?)? ?(?:([ap])\.? ?m\.?)?", re.I)
DAY_AND_TIME = re.compile(r"([^\W\d]+),?\s+(?:at\s+)?(\d.*)", re.I)
DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?")


class UnreadableTime(Exception):
    """Something was written where the day or the time belongs, and it names neither."""


@dataclass(frozen=True, order=True)
class WeeklyStart:
    """A start each week: ISO weekday, minutes after midnight, and how many minutes it lasts."""

    weekday: int
    minute: int
    duration: int


@dataclass(frozen=True)
class Length:
    """Minutes, and the name of the mending it took to know them (empty for none)."""

    minutes: int
    mended: str = ""


def weekdays(value: object) -> tuple[int, ...]:
    """The ISO weekdays in `value`; none when blank. Raises UnreadableTime when none can be read.

    Meeting Guide counts 0 for Sunday to 6 for Saturday. A 7 is Sunday in every other convention.
    A text has to say weekdays and nothing else: "1st Saturday" and "every other Wednesday" are not
    weekly, and whoever came each week would stand before a locked door. Of a list, the parts that
    can be read are taken.
    """
    if len(str(value)) > LONGEST:
        raise UnreadableTime
    parts = _parts(value)
    if not parts:
        return ()
    days = {day for part in parts for day in _weekdays(part)}
    if not days:
        raise UnreadableTime
    return tuple(sorted(days))


def named_weekdays(text: str) -> tuple[int, ...]:
    """The ISO weekdays a text names one by one, as a span or all together; else none.

    "Monday", "Mon, Wed and Fri", "Sunday Monday", "Mon-Fri", "lunes a viernes", "every day".
    """
    days: set[int] = set()
    for piece in filter(None, (piece.strip(" .") for piece in BETWEEN.split(folded(text)))):
        found = SEVERAL_DAYS.get(piece) or _span_or_days(EACH.sub("", piece))
        if not found:
            return ()
        days.update(found)
    return tuple(sorted(days))


def days_of_month(text: str) -> tuple[tuple[int, int], ...]:
    """(n, ISO weekday) of "1st and 3rd Thu" or "last Sunday of the month", -1 for the last; else
    none. Every weekday needs its own n: "Monday and 3rd Thursday" is neither weekly nor monthly."""
    found: set[tuple[int, int]] = set()
    numbers: set[int] = set()
    is_numbered = False
    for word in re.sub(r"\b(?:and|y)\b|[,&/+]", " ", OF_THE_MONTH.sub("", folded(text))).split():
        if word in NTH:
            numbers = {NTH[word]} if is_numbered else numbers | {NTH[word]}
            is_numbered = False
        elif numbers and not is_numbered and (day := _weekday(word.rstrip("."))):
            found |= {(number, day) for number in numbers}
            is_numbered = True
        else:
            return ()
    return tuple(sorted(found)) if is_numbered else ()


def minute_of_day(value: object) -> int | None:
    """Minutes after midnight, 0 to 1440 (24:00); None when blank. Raises UnreadableTime."""
    if value is None:
        return None
    if isinstance(value, (bool, float, list, dict)):
        raise UnreadableTime
    text = " ".join(str(value).split())
    if not text:
        return None
    if text.lower() == "noon":
        return HALF_DAY
    if re.fullmatch(r"\d{3,4}", text):
        text = f"{text[:-2]}:{text[-2:]}"
    return _clock(text)


def date_in(value: object) -> date | None:
    """The date in "2026-11-18", "20261118" or a moment's text; None for anything else."""
    match = DATE.fullmatch(str(value).strip()) if isinstance(value, str) else None
    try:
        found = date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
    return found if found and FIRST_YEAR <= found.year <= LAST_YEAR else None


def moment_in(value: object) -> datetime | None:
    """An aware moment (UTC when it names no offset); None when it is none of 1990 to 2100."""
    try:
        moment = datetime.fromisoformat(str(value).strip())
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if 1990 <= moment.year <= 2100 else None


def length(start: int, end: int | None, duration: object, *, slip: int = LONG_MEETING) -> Length:
    """How long something lasts that starts at `start` and ends at `end` (both of one clock).

    `duration` is a length in minutes some feeds give instead of an end. An end before the start is
    past midnight; but one that would make it last more than half a day, and at most `slip` minutes
    when read twelve hours off, was typed as a.m. for p.m. Unless told otherwise that is a usual
    meeting: "19:15 to 08:15" is an hour, and the club house open 18:00 to 08:00 is open all night.
    """
    if end is None and re.fullmatch(r"\d{1,4}", str(duration)) and 1 <= int(str(duration)) <= DAY:
        return Length(int(str(duration)))
    if end is None or (end == start and start != 0):
        return Length(USUAL_LENGTH, "end_assumed")
    minutes = (end - start) % DAY
    if minutes in (0, DAY - 1):
        return Length(DAY, "around_the_clock")
    if end > start:
        return Length(minutes)
    if HALF_DAY < minutes <= HALF_DAY + slip:
        return Length(minutes - HALF_DAY, "end_half_a_day_off")
    return Length(minutes, "end_past_midnight")


def starts_in_words(value: str) -> tuple[tuple[int, int], ...]:
    """(ISO weekday, minute) of each line such as "Sunday 8:30 AM". Raises UnreadableTime."""
    if len(value) > LONGEST:
        raise UnreadableTime
    starts = set()
    for line in re.split(r"[\n;]+", value):
        if not line.strip():
            continue
        match = DAY_AND_TIME.fullmatch(line.strip())
        day = _weekday(folded(match[1])) if match else 0
        minute = minute_of_day(match[2]) if match else None
        if not day or minute is None:
            raise UnreadableTime
        starts.add((day, minute))
    return tuple(sorted(starts))


def next_day_if_midnight(day: int, minute: int) -> tuple[int, int]:
    """24:00 on a day is 0:00 on the day after it."""
    return (day % 7 + 1, minute - DAY) if minute >= DAY else (day, minute)


def _parts(value: object) -> list[object]:
    if isinstance(value, list):
        return [part for inner in value for part in _parts(inner)]
    return [] if value is None or not str(value).strip(MARKS) else [value]


def _weekdays(part: object) -> tuple[int, ...]:
    if isinstance(part, float) and part.is_integer():
        part = int(part)
    if isinstance(part, bool) or not isinstance(part, (int, str)):
        return ()
    text = str(part)
    numbers = text.translate(dict.fromkeys(map(ord, MARKS), " ")).split()
    if numbers and all(re.fullmatch(r"[0-7]", number) for number in numbers):
        return tuple(int(number) or 7 for number in numbers)
    return named_weekdays(text)


def _span_or_days(words: str) -> tuple[int, ...]:
    if span := SPAN.fullmatch(words):
        first, last = _weekday(span[1]), _weekday(span[2])
        if not first or not last:
            return ()
        return tuple((first - 1 + n) % 7 + 1 for n in range((last - first) % 7 + 1))
    days = [_weekday(word.rstrip(".")) for word in words.split()]
    return tuple(days) if all(days) else ()


def _weekday(word: str) -> int:
    """The ISO weekday with this name, or one that begins so; 0 for none."""
    return _named_day(word, NAMES) or _named_day(word, SPANISH)


def _named_day(text: str, names: Iterable[str]) -> int:
    stem = text[:-1] if text.endswith("s") and text not in names else text
    for number, name in enumerate(names, start=1):
        if len(stem) >= 3 and name.startswith(stem):
            return number
    return 0


def _clock(text: str) -> int:
    match = CLOCK.fullmatch(text)
    if not match or not (match[2] or match[3]):
        raise UnreadableTime
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half and not 1 <= hour <= 23:
        raise UnreadableTime
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if minute > 59 or hour * 60 + minute > DAY:
        raise UnreadableTime
    return hour * 60 + minute
