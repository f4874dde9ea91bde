"""How much the repeating events of one file may cost to work out.

A short line can ask for thousands of dates ("every day, 5,000 times, since 1990"), and a file holds
50,000 events. So the work is counted as it is done, and the same file always costs the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from porchlight.directory.formats.refused import FeedRefused
from porchlight.domain.recurrence import DatedStart, Rule, rule_of, walk

# A unit is about a microsecond. 50,000 weekly meetings cost a third of it.
MOST_WORK = 20_000_000
DAY, WEEK, MONTH, MONTHS_OF_A_YEAR, YEAR_OF_DAYS = 1, 6, 5, 40, 1_000
STORED_START = 100  # not its time alone: what a start weighs in memory and in the database


class Work:
    """What is left of one file's work."""

    def __init__(self) -> None:
        self.left = MOST_WORK

    def spend(self, cost: int) -> None:
        """Raises FeedRefused when the file has cost too much."""
        self.left -= cost
        if self.left < 0:
            raise FeedRefused(
                "The repeating events of the calendar come to more dates than can be worked out."
                " Split it, or leave old events out."
            )

    def days(self, start: DatedStart, since: date, until: date) -> Iterator[date]:
        """As `days_between`, counted."""
        cost = _cost(rule_of(start.rule)) if start.rule else 1
        for days in walk(start, since, until):
            self.spend(cost + len(days))
            yield from days


def _cost(rule: Rule) -> int:
    """Of one period of the rule."""
    if rule.period in ("DAILY", "WEEKLY"):
        return DAY if rule.period == "DAILY" else WEEK
    wanted = max(1, len(rule.by_day), len(rule.by_month_day) // 4)
    is_wide = rule.period == "YEARLY" and (rule.by_day or rule.by_month_day)
    return wanted * (MONTHS_OF_A_YEAR if is_wide else MONTH)
