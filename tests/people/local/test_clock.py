"""Times of day as they are written where a person is."""

import pytest
from django.utils.translation import override

from porchlight.people.local.clock import as_in, at_clock, clock, until_clock

# language, country, the 24-hour clock: the words, and the words in the middle of a sentence.
TABLE = """
en US 19:00 | 7 p.m.     | at 7 p.m.
en US 07:05 | 7:05 a.m.  | at 7:05 a.m.
en US 12:00 | noon       | at noon
en US 00:00 | midnight   | at midnight
en ES 19:00 | 7 p.m.     | at 7 p.m.
en ES 12:00 | noon       | at noon
es US 19:00 | 7:00 p. m. | a las 7:00 p. m.
es US 07:05 | 7:05 a. m. | a las 7:05 a. m.
es US 13:00 | 1:00 p. m. | a la 1:00 p. m.
es US 01:30 | 1:30 a. m. | a la 1:30 a. m.
es US 11:00 | 11:00 a. m. | a las 11:00 a. m.
es US 12:00 | mediodía   | al mediodía
es US 12:15 | 12:15 p. m. | a las 12:15 p. m.
es US 00:00 | medianoche | a la medianoche
es US 00:30 | 12:30 a. m. | a las 12:30 a. m.
es MX 19:00 | 7:00 p. m. | a las 7:00 p. m.
es CO 19:00 | 7:00 p. m. | a las 7:00 p. m.
es ES 19:00 | 19:00      | a las 19:00
es ES 13:00 | 13:00      | a las 13:00
es ES 01:00 | 1:00       | a la 1:00
es ES 12:00 | 12:00      | a las 12:00
es ES 00:00 | 0:00       | a las 0:00
es -  19:00 | 7:00 p. m. | a las 7:00 p. m.
es ZZ 19:00 | 7:00 p. m. | a las 7:00 p. m.
"""
ROWS = [tuple(cell.strip() for cell in row.split("|")) for row in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("asked", "words", "in_a_sentence"), ROWS, ids=[row[0] for row in ROWS])
def test_a_time_is_written_as_the_country_does(asked, words, in_a_sentence):
    language, country, at = asked.split()
    hour, minute = map(int, at.split(":"))
    with override(language), as_in(country.strip("-")):
        assert clock(hour, minute).replace("\u00a0", " ") == words
        assert at_clock(hour, minute).replace("\u00a0", " ") == in_a_sentence


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("en US 22:00", "until 10 p.m."),
        ("en US 12:00", "until noon"),
        ("en US 00:00", "until midnight"),
        ("es US 22:00", "hasta las 10:00 p. m."),
        ("es US 13:00", "hasta la 1:00 p. m."),
        ("es US 12:00", "hasta el mediodía"),
        ("es ES 00:00", "hasta las 0:00"),
        ("es ES 01:00", "hasta la 1:00"),
    ],
)
def test_an_end_is_written_as_one_says_it(asked, words):
    language, country, at = asked.split()
    hour, minute = map(int, at.split(":"))
    with override(language), as_in(country):
        assert until_clock(hour, minute).replace("\u00a0", " ") == words


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_parts_of_a_time_stay_on_one_line(language):
    with override(language), as_in("US"):
        for hour, minute in ((7, 0), (12, 0), (19, 5)):
            assert " " not in clock(hour, minute)


def test_a_country_is_left_again():
    with override("es"), as_in("ES"):
        with as_in("US"):
            assert clock(19, 0) != "19:00"
        assert clock(19, 0) == "19:00"
