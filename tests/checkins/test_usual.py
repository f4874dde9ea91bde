"""My usual: usual against lately in a picture, the same as a table, and what goes together."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from porchlight.checkins.finding import TALK_URGE
from porchlight.checkins.forms import MOODS
from porchlight.checkins.usual_chart import ENDS, FLOOR, LEFT, TOP, panels_of, rows_of
from porchlight.domain.checkin import Reading, Talk
from porchlight.domain.usual import Measure, strips
from tests.checkins.stories import HARD, STEADY, a_drift_of, tell
from tests.growth import queries_of
from tests.make import TODAY, make_check_in, make_tie

STEP = 'action="/steps/"'


def text(answer) -> str:
    return answer.content.decode()


def main_of(client) -> str:
    return " ".join(text(client.get("/check-ins/usual/")).split("<main")[1].split())


def test_a_new_person_reads_that_the_usual_is_still_being_learned(client_of, ana, now):
    make_check_in(ana, **STEADY)
    page = main_of(client_of(ana))
    assert 'id="learning"' in page
    assert "<svg viewBox" not in page
    assert 'id="unsure"' in page


def test_nobody_at_all_can_open_it_before_the_first_check_in(client_of, ana, now):
    page = main_of(client_of(ana))
    assert 'id="learning"' in page
    assert STEP not in page


def test_steady_days_look_like_the_usual(client_of, ana, now):
    make_tie(ana, "Ben", phone="601-555-0123")
    tell(ana, 35, *[STEADY] * 36)
    page = main_of(client_of(ana))
    assert 'id="steady"' in page
    assert page.count("<svg viewBox") == 4
    assert page.count("<circle") == 4 * 14
    assert page.count(STEP) == 1


def test_a_drift_is_said_in_words_and_counts(client_of, ana, now):
    a_drift_of(ana)
    page = main_of(client_of(ana))
    assert 'id="why"' in page
    assert page.count("data-reason=") == 3
    assert 'name="fits"' not in page


def test_the_table_has_the_same_days_as_the_picture(client_of, ana, now):
    tell(ana, 35, *[STEADY] * 30, None, *[HARD] * 4, STEADY)
    page = main_of(client_of(ana))
    table = page.split("<tbody>")[1].split("</tbody>")[0]
    rows = [re.sub(r"<[^>]+>|\s+", " ", row).split() for row in table.split("</tr>")[:-1]]
    assert len(rows) == 15
    words, moods = translation.gettext, {mood: str(word) for mood, word in MOODS}
    assert rows[0][1:] == [words("Yes"), "2", moods[4], "1"]
    assert rows[1] == ["Nov", "18", words("Yes"), "2", moods[4], "1"]
    assert rows[2] == ["Nov", "17", words("No"), "8", moods[2], "5"]
    assert rows[6] == ["Nov", "13", "–", "–", "–", "–"]


def test_it_opens_with_the_one_finding_and_the_days_it_rests_on(client_of, ana, now):
    pattern = [1, 0, 0, 1, 1, 0, 1, 0, 0, 0, 1, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 1]
    days = [
        {"talk": "good" if talks else "none", "urge": 2 if talks else 5, "mood": 3, "lonely": 3}
        for talks in (*pattern, *reversed(pattern))
    ]
    tell(ana, 55, *days)
    client = client_of(ana)
    finding = client.get("/check-ins/usual/").context["page"].finding
    assert (finding.link.pair, finding.link.is_higher) == (TALK_URGE, False)
    assert (finding.link.days, finding.link.other_days) == (28, 28)
    page = main_of(client)
    assert str(finding.sentence) in page.split("<h1")[1].split("</h1>")[0]
    assert re.findall(r'class="pair__number">([^<]*)<', page) == ["2", "5"]
    basis = page.split('id="finding-basis"')[1].split("</p>")[0]
    assert re.findall(r"\d+", basis) == ["28", "28"]
    assert 'id="rest-unsure"' in page
    for word in ("because", "causes", "makes"):
        assert word not in page


def test_without_a_sure_finding_it_opens_as_it_always_did(client_of, ana, now):
    tell(ana, 35, *[STEADY] * 36)
    client = client_of(ana)
    assert client.get("/check-ins/usual/").context["page"].finding is None
    page = main_of(client)
    assert 'class="pair"' not in page
    assert 'id="links-basis"' in page


def test_ten_days_and_ninety_cost_the_same_queries(client_of, ana, ben, now):
    tell(ana, 9, *[STEADY] * 10)
    tell(ben, 89, *[STEADY] * 90)
    few, many = (queries_of(client_of(one), "/check-ins/usual/") for one in (ana, ben))
    assert few == many


def days(n, **told):
    return [Reading(day=TODAY - timedelta(days=at), **told) for at in range(n)]


def test_a_strip_is_drawn_only_when_enough_was_told():
    assert strips(days(40, lonely=3), TODAY)[0].kind == Measure.LONELY
    assert strips(days(16, lonely=3), TODAY) == []
    assert strips([], TODAY) == []
    assert panels_of([], TODAY) == []
    assert rows_of([]) == []


@pytest.mark.parametrize("kind", ENDS)
def test_the_ends_of_a_scale_are_the_ends_of_its_panel(kind):
    low, high = ENDS[kind]
    for answer, y in ((low, FLOOR), (high, TOP)):
        told = {"talk": list(Talk)[answer]} if kind == Measure.CONTACT else {kind.value: answer}
        (panel,) = panels_of(strips(days(40, **told), TODAY), TODAY)
        assert {dot.y for dot in panel.dots} == {float(y)}
        assert panel.band_y < y < panel.band_y + panel.band_height
        assert min(dot.x for dot in panel.dots) > LEFT
        assert [dot.is_today for dot in panel.dots] == [False] * 13 + [True]


@pytest.mark.parametrize("language", ["en", "es"])
def test_its_coordinates_are_numbers_to_a_browser_in_every_language(language, now):
    told = [
        Reading(day=TODAY - timedelta(days=at), lonely=at % 7, mood=1 + at % 5, urge=at % 3)
        for at in range(45)
        if at != 3
    ]
    panels = panels_of(strips(told, TODAY), TODAY)
    with translation.override(language):
        drawn = render_to_string("checkins/_panels.html", {"panels": panels, "page": None})
    numbers = re.findall(r'\b(?:x|y|cx|cy|r|width|height)="([^"]*)"', drawn)
    numbers += re.findall(r"[^ ,\"]+", " ".join(re.findall(r'points="([^"]*)"', drawn)))
    assert len(numbers) > 100
    assert all(re.fullmatch(r"-?\d+(\.\d+)?", number) for number in numbers)
    assert drawn.count("<polyline") == 6  # a blank day breaks each line once
