"""The week to print, as Chromium puts it on paper."""

from __future__ import annotations

import re
from typing import Any

import pytest

from porchlight.directory.queries.print_list import MOST_LINES
from tests.e2e.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.thorough]
A_WEEK_NEAR = "/meet/print/?place=39201&within=50&hours=168&online=include"


def pages_in(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def fill_up(page: Any) -> None:
    """As many lines as there may be: the last ones of each day once more."""
    page.evaluate(
        """(most) => {
            const days = [...document.querySelectorAll(".pocket__day ul")];
            const has = () => document.querySelectorAll(".pocket__day li").length;
            for (let n = 0; has() < most; n += 1) {
                const day = days[n % days.length];
                day.append(day.lastElementChild.cloneNode(true));
            }
        }""",
        MOST_LINES,
    )


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_a_week_near_a_place_is_two_pages_at_most(as_member: Open, paper: str) -> None:
    page = as_member("ana")
    page.goto(A_WEEK_NEAR)
    fill_up(page)
    assert page.locator(".pocket__day li").count() == MOST_LINES
    assert 1 <= pages_in(page.pdf(format=paper)) <= 2


def test_each_meeting_is_one_line_of_the_paper(as_member: Open) -> None:
    page = as_member("ana")
    page.set_viewport_size({"width": 740, "height": 1000})
    page.goto(A_WEEK_NEAR)
    page.emulate_media(media="print")
    heights = page.evaluate(
        """() => [...document.querySelectorAll(".pocket__day li")].map((line) =>
            line.getBoundingClientRect().height / parseFloat(getComputedStyle(line).lineHeight))"""
    )
    assert max(heights) < 2


def test_pages_are_counted_rightly(as_member: Open) -> None:
    """The control: the same list at the size of the screen's letters takes more than two."""
    page = as_member("ana")
    page.goto(A_WEEK_NEAR)
    page.evaluate("document.querySelector('.page').style.fontSize = '16pt'")
    assert pages_in(page.pdf(format="Letter")) > 2
