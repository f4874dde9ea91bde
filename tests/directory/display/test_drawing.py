"""A drawing to scale: distances, directions, and dots that stand for several."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from porchlight.directory.display.sketch_map import APART, REACH, SIZE, draw

JACKSON = (32.3, -90.2)
KM = 1 / 111.195  # degrees of latitude


def test_north_is_up_east_is_right_and_the_scale_holds() -> None:
    east = KM * 5 / math.cos(math.radians(JACKSON[0]))
    drawn = draw(JACKSON, 10_000, [(32.3 + KM * 10, -90.2), (32.3, -90.2 + east)])
    at = {drawn.order[dot.first - 1]: (dot.x, dot.y) for dot in drawn.dots}
    assert at[0] == pytest.approx((SIZE / 2, SIZE / 2 - REACH), abs=0.2)
    assert at[1] == pytest.approx((SIZE / 2 + REACH / 2, SIZE / 2), abs=0.2)
    assert [(ring.radius, ring.metres) for ring in drawn.rings][-1] == (REACH, 10_000)


def test_places_on_top_of_each_other_share_a_dot_with_a_range_of_numbers() -> None:
    near, far = (32.3 + KM, -90.2), (32.3 - 8 * KM, -90.2)
    drawn = draw(JACKSON, 10_000, [far, near, near, near])
    assert [dot.label for dot in drawn.dots] == ["1–3", "4"]
    assert drawn.order == [1, 2, 3, 0]


def test_across_the_date_line_it_is_not_far() -> None:
    (dot,) = draw((-18.0, 179.99), 10_000, [(-18.0, -179.99)]).dots
    assert SIZE / 2 < dot.x < SIZE / 2 + REACH


def test_nothing_around_is_a_drawing_without_dots() -> None:
    assert draw(JACKSON, 1_000, []).dots == []


points = st.tuples(st.floats(32.21, 32.39), st.floats(-90.3, -90.1))


@given(st.lists(points, max_size=80))
def test_every_place_has_one_number_and_dots_keep_apart(several: list[tuple[float, float]]) -> None:
    drawn = draw(JACKSON, 20_000, several)
    assert sorted(drawn.order) == list(range(len(several)))
    told = []
    for dot in drawn.dots:
        first, _dash, last = dot.label.partition("–")
        told += range(int(first), int(last or first) + 1)
    assert told == list(range(1, len(several) + 1))
    for one, other in combinations(drawn.dots, 2):
        assert math.dist((one.x, one.y), (other.x, other.y)) >= APART - 0.2  # both are rounded
