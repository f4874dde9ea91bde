"""The drawn porch and lamps: what is lit is what happened, and nothing a person wrote gets out."""

import re
from xml.etree import ElementTree

import pytest

from porchlight.domain.street import HILL_LIGHTS, WINDOW_AT, street_of
from porchlight.web.drawings import lamps
from porchlight.web.drawings.porch import FURTHER, HILL, NEAR, OWN_WINDOWS, porch
from porchlight.web.drawings.rings import rings
from porchlight.web.drawings.sea import PLACES, sea
from porchlight.web.drawings.town import A_ROW, FIRST_ROWS, MOST_BEYOND, MOST_ROWS, hill_of, town

WINDOW = re.compile(r"M-?\d+ \d+h8v11h-8z")


def path(svg: str, marks: str) -> str:
    found = re.search(rf'<path class="{marks}" d="([^"]*)"', svg)
    return found[1] if found else ""


@pytest.mark.parametrize("talks", [0, 1, 6, 13, 30, 99])
def test_as_many_windows_are_lit_as_the_street_says(talks):
    street = street_of(talks)
    svg = porch(is_warm=True, street=street)
    ElementTree.fromstring(svg)
    assert len(WINDOW.findall(path(svg, "w on"))) == street.windows
    assert len(WINDOW.findall(path(svg, "w"))) == len(NEAR) + len(FURTHER) - street.windows
    assert svg.count('class="far on"') == street.hill
    assert OWN_WINDOWS in svg  # the house itself is lit before any talk


def test_a_new_window_is_drawn_once_with_its_spark():
    svg = porch(is_warm=True, street=street_of(2, 1))
    assert path(svg, "w new") == f"M{NEAR[1][0]} {NEAR[1][1]}h8v11h-8z"
    assert svg.count('class="spark"') == 1
    assert len(WINDOW.findall(path(svg, "w on"))) == 1
    assert 'class="spark"' not in porch(is_warm=True, street=street_of(2))


def test_every_step_has_a_window_that_the_narrowest_phone_shows():
    # 320 px by 128 px of a drawing of 1280 by 200, cut at its sides.
    assert len(NEAR) == len(WINDOW_AT)
    assert len(HILL) == HILL_LIGHTS
    assert all(330 <= x <= 822 for x, _ in NEAR)


def test_the_lamp_is_low_until_a_day_is_told_and_the_bench_empty_until_a_talk():
    assert 'class="porch"' in porch(is_warm=False)
    assert 'class="porch porch--warm porch--company"' in porch(is_warm=True, has_company=True)


def test_the_porch_stays_within_six_kilobytes():
    assert max(len(porch(is_warm=True, street=street_of(n, 1))) for n in range(120)) < 6_000


def test_a_tall_scene_shows_more_of_the_house_and_the_same_windows():
    low, tall = (porch(is_warm=True, street=street_of(5), is_tall=is_tall) for is_tall in (0, 1))
    assert low != tall
    assert path(low, "w on") == path(tall, "w on")


@pytest.mark.parametrize("talks", [0, 1, 2, 33, 60, 61, 89, 90, 91, 120, 121, 240])
def test_the_hill_has_one_lit_window_for_each_talk(talks):
    hill = hill_of(talks)
    assert (hill.lit, hill.beyond) == (talks, 0)
    assert all(len(set(row)) == len(row) and max(row, default=0) < A_ROW for row in hill.rows)
    svg = town(talks)
    ElementTree.fromstring(svg)
    panes = svg.split("</defs>")[1].split('class="own"')[0]
    assert panes.count("h5v6h-5z") + A_ROW * panes.count('href="#pl-row-panes"') == talks


def test_a_full_hill_gets_one_row_of_houses_in_front():
    full = FIRST_ROWS * A_ROW
    assert len(hill_of(0).rows) == len(hill_of(full).rows) == FIRST_ROWS
    assert [len(row) for row in hill_of(full + 1).rows] == [1, *[A_ROW] * FIRST_ROWS]


def test_a_window_that_is_lit_stays_lit():
    before = hill_of(0)
    for talks in range(1, 1_500):
        hill = hill_of(talks)
        moved = len(hill.rows) - len(before.rows) + hill.beyond - before.beyond
        for older, newer in zip(before.rows, hill.rows[moved:], strict=False):
            assert set(older) <= set(newer), talks
        assert hill.lit + A_ROW * hill.beyond >= before.lit + A_ROW * before.beyond, talks
        before = hill
    assert len(before.rows) == MOST_ROWS
    assert before.beyond == MOST_BEYOND


def test_the_hill_stays_within_six_kilobytes():
    assert max(len(town(talks)) for talks in range(2_000)) < 6_000


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Rosa", "RO"),
        ("Ana María Ruiz", "AR"),
        ("T", "T"),
        ("  dj k ", "DK"),
        ("Ñusta", "ÑU"),
        ("", ""),
    ],
)
def test_initials_are_two_letters_at_most(name, letters):
    assert lamps.initials_of(name) == letters


def test_a_name_cannot_write_markup():
    svg = lamps.lamp("lit", lamps.initials_of("<b>"))
    ElementTree.fromstring(svg)
    assert "<b" not in svg


@pytest.mark.parametrize("people", [0, 1, 5, 9])
def test_the_line_has_five_places(people):
    svg = lamps.lamp_line([("lit", "AB")] * people)
    ElementTree.fromstring(svg)
    assert svg.count('class="lamp ') == 5
    assert svg.count("<text") == min(people, 5)


def test_the_four_lamps_differ_in_shape_and_not_in_tint_alone():
    shapes = {state: re.sub(r"lamp--\w+", "", lamps.lamp(state, "AB")) for state in lamps.LampState}
    assert shapes["on"] != shapes["lit"] != shapes["warm"]
    assert len({shapes["on"], shapes["warm"], shapes["lit"]}) == 3


def lamp_at(svg: str) -> tuple[int, int]:
    x, y = re.search(r"translate\((-?\d+) (-?\d+)\)", svg).groups()
    return int(x), int(y)


def test_the_lamp_rides_up_the_wave_and_down_again():
    places = [lamp_at(sea(place)) for place in ("start", "rising", "high", "top", "falling")]
    across, heights = zip(*places, strict=True)
    assert list(across) == sorted(set(across))
    assert heights[0] > heights[1] > heights[2] > heights[3] < heights[4]


@pytest.mark.parametrize("place", ["", *PLACES])
@pytest.mark.parametrize("with_wave", [True, False])
def test_the_sea_is_light_and_whole(place, with_wave):
    svg = sea(place, with_wave=with_wave)
    ElementTree.fromstring(svg)
    assert len(svg) < 2_500
    assert svg.count('class="crest"') == with_wave
    assert svg.count('class="done"') == (with_wave and bool(place))


@pytest.mark.parametrize("reached", range(9))
def test_an_ask_shows_each_whom_it_reached_once_and_a_place_for_who_comes_next(reached):
    people = [("warm", f"P{n}") for n in range(reached)]
    svg = rings(people, 8 - reached)
    ElementTree.fromstring(svg)
    written = re.findall(r"<text[^>]*>(P\d)</text>", svg)
    assert sorted(written) == [initials for _state, initials in people]
    free = min(8 - reached, 8 - max(0, reached - 3))
    assert svg.count('class="place-free"') == free
    places = re.findall(r'<svg x="(-?\d+)" y="(-?\d+)"', svg)
    assert len(set(places)) == len(places)
    assert all(0 <= int(x) <= 320 and int(y) >= 0 for x, y in places)


def test_what_somebody_is_called_is_escaped_in_the_rings():
    assert "<b>" not in rings([("on", "<b>")])
