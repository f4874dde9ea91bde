"""Days and clock times as feeds write them: numbers, names, words, with and without a.m. and p.m.

Weekdays leave here as ISO numbers, 1 for Monday to 7 for Sunday; times as minutes after midnight.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

DAY = 24 * 60
HALF_DAY = 12 * 60
USUAL_LENGTH = 60
LONGEST = 2_000  # characters; a whole week of starts in words takes some 300
NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SPANISH = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2})(?::\d{2}(?:\.\d+)?)?)? ?(?:([ap])\.? ?m\.?)?", re.I)
DAY_AND_TIME = re.compile(r"([^\W\d]+),?\s+(?:at\s+)?(\d.*)", re.I)


class Unreadable(Exception):
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
    """The ISO weekdays in `value`; none when it is blank. Raises Unreadable when none can be read.

    Meeting Guide counts 0 for Sunday to 6 for Saturday. A 7 is Sunday in every other convention.
    """
    if len(str(value)) > LONGEST:
        raise Unreadable
    parts = _parts(value)
    if not parts:
        return ()
    days = {day for part in parts if (day := _weekday(part)) is not None}
    if not days:
        raise Unreadable
    return tuple(sorted(days))


def minute_of_day(value: object) -> int | None:
    """Minutes after midnight, 0 to 1440 (24:00); None when blank. Raises Unreadable otherwise."""
    if value is None:
        return None
    if isinstance(value, (bool, float, list, dict)):
        raise Unreadable
    text = " ".join(str(value).split())
    if not text:
        return None
    if text.lower() == "noon":
        return HALF_DAY
    if re.fullmatch(r"\d{3,4}", text):
        text = f"{text[:-2]}:{text[-2:]}"
    return _clock(text)


def length(start: int, end: int | None, said: object) -> Length:
    """How long a meeting lasts that starts at `start` and ends at `end` (both of one clock).

    `said` is a length in minutes some feeds give instead of an end. An end before the start is
    past midnight; but one that would make it last more than half a day, and is an ordinary length
    when read twelve hours later, was typed as a.m. for p.m.
    """
    if end is None and re.fullmatch(r"\d{1,4}", str(said)) and 1 <= int(str(said)) <= DAY:
        return Length(int(str(said)))
    if end is None or (end == start and start != 0):
        return Length(USUAL_LENGTH, "end_assumed")
    minutes = (end - start) % DAY
    if minutes in (0, DAY - 1):
        return Length(DAY, "around_the_clock")
    if end > start:
        return Length(minutes)
    if minutes > HALF_DAY:
        return Length(minutes - HALF_DAY, "end_half_a_day_off")
    return Length(minutes, "end_past_midnight")


def starts_in_words(value: str) -> tuple[tuple[int, int], ...]:
    """(ISO weekday, minute) of each line such as "Sunday 8:30 AM". Raises Unreadable."""
    if len(value) > LONGEST:
        raise Unreadable
    starts = set()
    for line in re.split(r"[\n;]+", value):
        if not line.strip():
            continue
        match = DAY_AND_TIME.fullmatch(line.strip())
        day = _weekday(match[1]) if match else None
        minute = minute_of_day(match[2]) if match else None
        if day is None or minute is None:
            raise Unreadable
        starts.add((day, minute))
    return tuple(sorted(starts))


def next_day_if_midnight(day: int, minute: int) -> tuple[int, int]:
    """24:00 on a day is 0:00 on the day after it."""
    return (day % 7 + 1, minute - DAY) if minute >= DAY else (day, minute)


def _parts(value: object) -> list[object]:
    if value is None:
        return []
    if isinstance(value, list):
        return [part for inner in value for part in _parts(inner)]
    if isinstance(value, str):
        return [part for part in re.split(r"[\s,;/&|\[\]\"']+", value) if part]
    return [value]


def _weekday(part: object) -> int | None:
    if isinstance(part, float) and part.is_integer():
        part = int(part)
    if isinstance(part, bool) or not isinstance(part, (int, str)):
        return None
    text = str(part).strip().lower().rstrip(".")
    if re.fullmatch(r"[0-7]", text):
        return int(text) or 7
    return _named_day(text, NAMES) or _named_day(text.replace("miercoles", "miércoles"), SPANISH)


def _named_day(text: str, names: Iterable[str]) -> int | None:
    stem = text[:-1] if text.endswith("s") and text not in names else text
    for number, name in enumerate(names, start=1):
        if len(stem) >= 3 and name.startswith(stem):
            return number
    return None


def _clock(text: str) -> int:
    match = CLOCK.fullmatch(text)
    if not match or not (match[2] or match[3]):
        raise Unreadable
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half and not 1 <= hour <= 23:
        raise Unreadable
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if minute > 59 or hour * 60 + minute > DAY:
        raise Unreadable
    return hour * 60 + minute
