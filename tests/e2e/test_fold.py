"""What stands above the bar of tabs on one screen of a phone, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.thorough]

# Only the made-up community has the band that says so.
IS_ABOVE_THE_TABS = """(found) => {
    document.querySelector(".banner-demo")?.remove();
    const tabs = document.querySelector("nav.tabs").getBoundingClientRect();
    return [...found].map((element) => element.getBoundingClientRect().bottom <= tabs.top);
}"""


def newcomer(open_phone: Open, language: str) -> Any:
    page = open_phone(locale=language)
    page.goto("/join/")
    page.fill("[name=name]", f"Fold {language}")
    page.check("[name=adult]")
    page.locator("form.joining .button:not(.button--plain)").last.click()
    page.wait_for_url("**/today/")
    return page


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_three_questions_and_the_four_ways_need_no_scrolling(
    open_phone: Open, language: str
) -> None:
    page = newcomer(open_phone, language)
    answers = "[name=mood] + span, [name=urge] + span, button[name=contact]"
    assert page.locator(answers).evaluate_all(IS_ABOVE_THE_TABS) == [True] * 19
    page.check("[name=mood][value='1']")
    page.check("[name=urge][value='10']")
    page.locator("button[name=contact][value=none]").click()
    page.locator(".ways").wait_for()
    assert page.locator(".ways .way").evaluate_all(IS_ABOVE_THE_TABS) == [True] * 4


def test_on_a_wide_screen_the_heading_stands_above_the_words_it_heads(as_member: Open) -> None:
    page = as_member("ana")
    page.set_viewport_size({"width": 1280, "height": 800})
    for path, below in (("/today/", ".page__main > *"), ("/people/", ".page .band")):
        page.goto(path)
        left = [page.locator(found).first.bounding_box()["x"] for found in ("h1", below)]
        assert left[0] == left[1], path


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_band_is_one_row_on_the_narrowest_phone(open_phone: Open, language: str) -> None:
    page = open_phone(locale=language)
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("/", "/help/us/"):
        page.goto(path)
        tops = page.locator(".band-top__item").evaluate_all("(all) => all.map((e) => e.offsetTop)")
        assert len(set(tops)) == 1, path
