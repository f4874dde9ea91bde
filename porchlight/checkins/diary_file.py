"""A diary file: a row a person-day, one column an item. Read whole, and refused with the line and
how to mend it before anything is computed."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from porchlight.domain.drift import Scale

BLANK = frozenset({"", "na", "nan", "null", "none", "."})
LONGEST_DIARY_DAYS = 3660
SEPARATORS = "\t;,"


class BadFile(ValueError):
    """Not a file that can be used. The message says where and how to mend it."""


@dataclass
class Diary:
    """One person's rows in order. `days`: whole numbers, of dates their ordinals; `lines`: where
    each row is in the file; `answers`: a row of [n_items] each, NaN where not answered."""

    person: str
    days: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    answers: list[list[float]] = field(default_factory=list)

    def by_calendar(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        """[n_days, n_items], a row a calendar day from the first to the last."""
        calendar = np.full((self.days[-1] - self.days[0] + 1, len(self.answers[0])), np.nan)
        calendar[np.array(self.days) - self.days[0]] = self.answers
        return calendar


@dataclass(frozen=True)
class DiaryFile:
    """`days_are_dates`: days were written as ISO dates. `order`: (person, row) as in the file."""

    diaries: Mapping[str, Diary]
    days_are_dates: bool
    order: Sequence[tuple[str, int]]

    def day_text(self, day: int) -> str | int:
        return date.fromordinal(day).isoformat() if self.days_are_dates else day


def read_scales(path: str) -> tuple[Scale, ...]:
    """From JSON: a list of {"name", "low", "high", "worse"}, or an object from name to the rest.
    `worse` is "high" when left out."""
    try:
        entries = json.loads(Path(path).read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise BadFile(f"{path}: the scales cannot be read ({error}).") from error
    entries = entries.get("scales", entries) if isinstance(entries, dict) else entries
    if isinstance(entries, dict):
        entries = [{"name": name} | _as_object(path, rest) for name, rest in entries.items()]
    if not isinstance(entries, list) or not entries:
        raise BadFile(f'{path}: give a list like [{{"name": "lonely", "low": 0, "high": 10}}].')
    return tuple(_scale(path, entry) for entry in entries)


def read_diaries(path: str, person: str, day: str, scales: Sequence[Scale]) -> DiaryFile:
    """The file, with commas, tabs or semicolons between columns. `person`, `day`: their columns.
    Days are ISO dates or whole numbers, and go forward for each person."""
    diaries: dict[str, Diary] = {}
    order: list[tuple[str, int]] = []
    kinds: set[bool] = set()
    for line, row in _rows(path, [person, day, *(scale.name for scale in scales)]):
        ordinal, is_date = _day(row[1], line, day)
        kinds.add(is_date)
        if len(kinds) > 1:
            raise BadFile(f"Line {line}: days are dates in some rows and numbers in others.")
        if not row[0]:
            raise BadFile(f"Line {line}: there is no person in column {person!r}.")
        diary = diaries.setdefault(row[0], Diary(row[0]))
        _check_order(diary, ordinal, row[1], line)
        order.append((row[0], len(diary.days)))
        diary.days.append(ordinal)
        diary.lines.append(line)
        diary.answers.append(
            [_answer(text, scale, line) for text, scale in zip(row[2:], scales, strict=True)]
        )
    if not order:
        raise BadFile(f"{path}: there are no rows under the heading.")
    return DiaryFile(diaries, kinds == {True}, order)


def _as_object(path: str, rest: Any) -> dict[str, Any]:
    if isinstance(rest, list) and 2 <= len(rest) <= 3:
        return dict(zip(("low", "high", "worse"), rest, strict=False))
    if isinstance(rest, dict):
        return rest
    raise BadFile(f"{path}: {rest!r} is not a scale; give its low and high.")


def _scale(path: str, entry: Any) -> Scale:
    try:
        name, low, high = str(entry["name"]), float(entry["low"]), float(entry["high"])
        return Scale(name, low, high, str(entry.get("worse", "high")))
    except (KeyError, TypeError, AttributeError) as error:
        raise BadFile(f"{path}: {entry!r} is not a scale: it needs name, low and high.") from error
    except ValueError as error:
        raise BadFile(f"{path}: {error}") from error


def _rows(path: str, wanted: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """(line, the wanted cells) of each row that is not empty."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as opened:
            heading = opened.readline()
            opened.seek(0)
            between = max(SEPARATORS, key=heading.count) if heading else ","
            rows = csv.reader(opened, delimiter=between, strict=True)
            columns = [name.strip() for name in next(rows, [])]
            places = [_place(path, name, columns) for name in wanted]
            for cells in rows:
                if not any(cell.strip() for cell in cells):
                    continue
                if len(cells) != len(columns):
                    raise BadFile(
                        f"Line {rows.line_num}: {len(cells)} cells where the heading has "
                        f"{len(columns)}. Look for a separator that is missing or too many."
                    )
                yield rows.line_num, [cells[place].strip() for place in places]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadFile(f"{path}: this cannot be read as a table in UTF-8 ({error}).") from error


def _place(path: str, name: str, columns: Sequence[str]) -> int:
    if columns.count(name) == 1:
        return columns.index(name)
    if name in columns:
        raise BadFile(f"{path}: column {name!r} is there more than once.")
    raise BadFile(f"{path}: there is no column {name!r}. There are: {', '.join(columns)}.")


def _day(text: str, line: int, column: str) -> tuple[int, bool]:
    whole = text.removesuffix(".0")
    if whole.lstrip("-").isdecimal() and len(whole) <= 7:
        return int(whole), False
    try:
        day = date.fromisoformat(text[:10])
    except ValueError as error:
        raise BadFile(
            f"Line {line}: {text!r} in {column!r} is not a day. Write 2026-11-25 or a whole number."
        ) from error
    if day == date.max:
        raise BadFile(f"Line {line}: {text} in {column!r} has no day after it to look ahead to.")
    return day.toordinal(), True


def _check_order(diary: Diary, day: int, text: str, line: int) -> None:
    if not diary.days or day > diary.days[-1]:
        if diary.days and day - diary.days[0] > LONGEST_DIARY_DAYS:
            raise BadFile(f"Line {line}: {text} is more than ten years after their first day.")
        return
    before = diary.lines[-1]
    if day in diary.days:
        before = diary.lines[diary.days.index(day)]
        raise BadFile(
            f"Line {line}: day {text} of person {diary.person} is on line {before} already. "
            "Keep one row a day."
        )
    raise BadFile(
        f"Line {line}: day {text} of person {diary.person} comes after a later day on line "
        f"{before}. Sort the rows by day."
    )


def _answer(text: str, scale: Scale, line: int) -> float:
    if text.lower() in BLANK:
        return float("nan")
    try:
        answer = float(text)
    except ValueError as error:
        raise BadFile(
            f"Line {line}: {text!r} in {scale.name!r} is not a number. Leave it empty when it was "
            "not answered."
        ) from error
    if not scale.low <= answer <= scale.high:
        raise BadFile(
            f"Line {line}: {scale.name} is {answer:g}, and its scale goes from {scale.low:g} to "
            f"{scale.high:g}. Mend the answer, leave it empty, or mend the scale."
        )
    return answer
