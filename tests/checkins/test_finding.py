"""The one finding of My usual: each kind of link, either way, in words and as two windows."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from porchlight.checkins.finding import OUT_OF_TEN, SENTENCES, WINDOWS, finding_of
from porchlight.domain.links import PAIRS, Link
from porchlight.web.drawings.level import level

LOWER, HIGHER = (2.0, 6.0), (6.0, 2.0)
# (when, what, days later, sentence when lower, sentence when higher)
TABLE = [
    ("talked", "urge", 0, "On days you talk with someone, your urge is lower.",
     "On days you talk with someone, your urge is higher."),
    ("talked", "lonely", 0, "On days you talk with someone, you feel less lonely.",
     "On days you talk with someone, you feel more lonely."),
    ("lonely", "urge", 0, "On days you feel more lonely, your urge is lower.",
     "On days you feel more lonely, your urge is higher."),
    ("avoided", "lonely", 0, "On days you call things off, you feel less lonely.",
     "On days you call things off, you feel more lonely."),
    ("talked", "urge", 1, "The day after you talk with someone, your urge is lower.",
     "The day after you talk with someone, your urge is higher."),
    ("lonely", "urge", 1, "The day after you feel more lonely, your urge is lower.",
     "The day after you feel more lonely, your urge is higher."),
]  # fmt: skip


def link_of(pair, mean: float, other: float) -> Link:
    way = mean - other
    return Link(
        pair, 12, 20, way, min(way * 0.5, way * 1.5), max(way * 0.5, way * 1.5), mean, other
    )


@pytest.mark.parametrize(("pair", "row"), list(zip(PAIRS, TABLE, strict=True)))
def test_a_finding_says_which_way_it_goes(pair, row):
    when, what, later, lower, higher = row
    assert (pair.when, pair.what, pair.days_later) == (when, what, later)
    assert str(finding_of(link_of(pair, *LOWER)).sentence) == lower
    assert str(finding_of(link_of(pair, *HIGHER)).sentence) == higher


def test_every_pair_that_is_looked_at_has_its_words_in_both_languages():
    assert set(SENTENCES) == set(WINDOWS) == set(PAIRS)
    assert set(OUT_OF_TEN) == {pair.what for pair in PAIRS}
    words = [words for both in (*SENTENCES.values(), *WINDOWS.values()) for words in both]
    english = [str(each) for each in words]
    with translation.override("es"):
        assert not set(english) & {str(each) for each in words}
        assert len({str(sentence) for both in SENTENCES.values() for sentence in both}) == 12


def test_no_finding_without_two_means():
    assert finding_of(None) is None
    assert finding_of(Link(PAIRS[0], 3, 4)) is None


@pytest.mark.parametrize("pair", PAIRS)
def test_only_days_with_a_talk_are_a_lit_window(pair):
    lit = [window.is_lit for window in finding_of(link_of(pair, *LOWER)).windows]
    assert lit == [pair.when == "talked" and pair.days_later == 0, False]


@pytest.mark.parametrize(
    ("mean", "other", "numbers"),
    [
        (2.0, 6.0, ["2", "6"]),
        (1.9, 5.8, ["2", "6"]),
        (2.4, 5.6, ["2.4", "5.6"]),  # 2 and 6 would be four points, not three
        (2.6, 2.4, ["2.6", "2.4"]),
        (0.0, 10.0, ["0", "10"]),
    ],
)
def test_the_two_numbers_tell_the_difference_there_is(mean, other, numbers):
    finding = finding_of(link_of(PAIRS[0], mean, other))
    drawn = render_to_string("checkins/_finding.html", {"finding": finding})
    assert re.findall(r'class="pair__number">([^<]*)<', drawn) == numbers
    assert drawn.count("<svg") == 2


@pytest.mark.parametrize("number", [0, 0.2, 1, 5, 9.5, 10, 11, -1])
def test_the_water_stays_inside_its_window(number):
    svg = level(number)
    ElementTree.fromstring(svg)
    water = re.search(r'class="level" d="M16 (\d+)c18-(\d+)', svg)
    if number <= 0:
        assert water is None
    else:
        top, swell = int(water[1]), int(water[2])
        assert top - swell > 14
        assert top + swell <= 152


def test_more_is_higher():
    tops = [int(re.search(r"M16 (\d+)c18", level(number))[1]) for number in (1, 3, 6, 10)]
    assert tops == sorted(tops, reverse=True)
