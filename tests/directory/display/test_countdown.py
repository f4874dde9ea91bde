"""When something starts, in words: a table of moments, and the Spanish clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import override

from porchlight.directory.display.countdown import day_and_clock, in_words, lasts_words, start_words

NOW = datetime(2026, 11, 18, 18, 20, tzinfo=UTC)
TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "In 1 min"),
        (40, "In 40 min"),
        (59, "In 59 min"),
        (60, "In 1 h"),
        (64, "In 1 h"),
        (70, "In 1 h 10"),
        (73, "In 1 h 10"),
        (125, "In 2 h 5"),
        (360, "In 6 h"),
    ],
)
def test_how_long_it_is_until_a_start(minutes: int, words: str) -> None:
    assert in_words(timedelta(minutes=minutes)) == words


def test_a_minute_that_has_begun_counts_as_one() -> None:
    assert in_words(timedelta(seconds=20)) == "In 1 min"
    assert in_words(timedelta(minutes=4, seconds=1)) == "In 5 min"


@pytest.mark.parametrize(
    ("minutes", "lead", "beside", "is_on_now"),
    [
        (-6, "On now", "6 min in", True),
        (0, "On now", "", True),
        (40, "In 40 min", "clock", False),
        (360, "In 6 h", "clock", False),
        (361, "Clock", "", False),
    ],
)
def test_what_counts_comes_first_and_the_clock_beside_it(
    minutes: int, lead: str, beside: str, is_on_now: bool
) -> None:
    words = start_words(NOW + timedelta(minutes=minutes), NOW, "clock")
    assert words == (lead, beside, is_on_now)


@pytest.mark.parametrize(
    ("here", "english", "spanish"),
    [
        ((18, 19, 0), "today at 7\u00a0p.m.", "hoy a las "),
        ((18, 12, 0), "at noon today", "hoy al mediodía"),
        ((18, 13, 30), "today at 1:30\u00a0p.m.", "hoy a la "),
        ((18, 0, 0), "today at midnight", "hoy a la medianoche"),
        ((19, 12, 0), "at noon tomorrow", "mañana al mediodía"),
        ((19, 1, 0), "tomorrow at 1\u00a0a.m.", "mañana a la "),
        ((20, 12, 0), "Friday, November 20, at noon", "viernes, 20 de noviembre, al mediodía"),
        ((20, 19, 0), "Friday, November 20, at 7\u00a0p.m.", "viernes, 20 de noviembre, a las "),
    ],
)
def test_a_day_and_a_clock_as_a_person_says_them(
    here: tuple[int, int, int], english: str, spanish: str
) -> None:
    at = datetime(2026, 11, *here, tzinfo=UTC)
    with override("en"):
        assert day_and_clock(at, TODAY) == english
    with override("es"):
        assert day_and_clock(at, TODAY).startswith(spanish)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(60, "for one hour"), (90, "for 90 minutes"), (120, "for 2 hours"), (1440, ""), (0, "")],
)
def test_how_long_it_lasts(minutes: int, words: str) -> None:
    assert lasts_words(timedelta(minutes=minutes)) == words
