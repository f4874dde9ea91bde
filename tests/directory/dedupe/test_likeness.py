"""What makes two names, two addresses, two points and two links the same."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from porchlight.directory.dedupe.match import (
    METRES_A_DEGREE,
    NEAR_M,
    address_keys,
    cells_near,
    is_near,
    is_within,
    name_words,
    online_room_of,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Invaders Group", "The Invaders"),
        ("Newcomers Questions and Answers", "Newcomers Questions & Answers"),
        ("Men's Step Study", "Mens Step Study Meeting"),
        ("Reunión Árbol", "arbol"),
        ("Sunrisers -- In Person", "Sunrisers"),
    ],
)
def test_names_that_differ_in_what_comes_and_goes_are_one(one: str, other: str) -> None:
    assert name_words(one) == name_words(other)


@pytest.mark.parametrize(
    ("some", "others", "within"),
    [
        ("Truly Happy Hour", "4@4 Group: Truly Happy Hour Meeting", True),
        ("Serenity Saturday", "Third Tradition: Serenity Saturday", True),
        ("Big Book", "Step Study", False),
        ("11", "Sunday 11th Step 11", False),
        ("Group", "Group Hug", False),
    ],
)
def test_a_name_stands_in_another_when_all_of_it_does(some: str, others: str, within: bool) -> None:
    assert is_within(name_words(some), name_words(others)) is within


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            ("3310 North State Street", "", "Jackson", "39216"),
            ("", "3310 N State St, Jackson, MS 39216, USA", "", ""),
            True,
        ),
        (
            ("3310 N. State St., Suite 4", "", "Jackson", ""),
            ("3310 N State St #5", "", "jackson", "39216-1234"),
            True,
        ),
        (("3310 N State St", "", "Jackson", ""), ("3310 N State St", "", "Clinton", ""), False),
        (("3310 N State St", "", "", "39216"), ("3312 N State St", "", "", "39216"), False),
        (("State St", "", "Jackson", "39216"), ("State St", "", "Jackson", "39216"), False),
        (("", "Jackson, MS 39216, USA", "", ""), ("", "Jackson, MS 39216, USA", "", ""), False),
    ],
)
def test_addresses_are_one_by_street_number_and_town_or_zip(
    one: tuple[str, str, str, str], other: tuple[str, str, str, str], same: bool
) -> None:
    assert bool({*address_keys(*one)} & {*address_keys(*other)}) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://us02web.zoom.us/j/123456?pwd=abc", "https://zoom.us/j/123456"),
        ("https://zoom.us/my/Serenity.Now", "http://www.zoom.us/my/serenity.now/"),
        ("https://meet.google.com/abc-defg-hij", "https://meet.google.com/ABC-defg-hij?authuser=0"),
    ],
)
def test_one_room_is_one_however_its_link_is_written(one: str, other: str) -> None:
    assert online_room_of(one) == online_room_of(other) != ""


@pytest.mark.parametrize(
    "url",
    ["", "https://zoom.us", "https://zoom.us/join", "https://example.org/meetings", "http://[::1"],
)
def test_a_link_that_names_no_room_is_none(url: str) -> None:
    assert online_room_of(url) == ""


@given(
    st.floats(-80, 80),
    st.floats(-179, 179),
    st.floats(0, 2 * math.pi),
    st.floats(0, NEAR_M * 0.99),
)
def test_points_near_each_other_share_a_cell(
    north: float, east: float, way: float, metres: float
) -> None:
    wide = METRES_A_DEGREE * math.cos(math.radians(north))
    other = (
        north + metres * math.sin(way) / METRES_A_DEGREE,
        east + metres * math.cos(way) / wide,
    )
    assert is_near((north, east), other)
    assert {*cells_near((north, east))} & {*cells_near(other)}


def test_points_apart_are_not_near() -> None:
    assert not is_near((32.3, -90.2), (32.3 + 76 / METRES_A_DEGREE, -90.2))
    assert not is_near((32.3, -90.2), (32.3, -90.201))
