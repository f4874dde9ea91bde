"""Finding without a mouse: every filter of every list can be reached, set and sent by keyboard."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.server]
MOST_STEPS = 400
FOCUSED = """() => {
    const at = document.activeElement;
    const box = at.getBoundingClientRect();
    return {tag: at.tagName, name: at.name || "", value: at.value || "",
            open: at.parentElement.open, seen: box.width > 0 && box.height > 0};
}"""


def walk(page: Any) -> set[tuple[str, str]]:
    """Tab through the page's own part, opening whatever folds; the controls that had the focus."""
    page.locator("#main").focus()
    met = set()
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at["tag"] == "SUMMARY" and not at["open"]:
            page.keyboard.press("Enter")
        if at["name"]:
            assert at["seen"], at
            is_box = page.evaluate("document.activeElement.type") == "checkbox"
            met.add((at["name"], at["value"] if is_box else ""))
        if page.evaluate("!document.activeElement.closest('main')"):
            break
    return met


def controls(page: Any) -> set[tuple[str, str]]:
    """Everything a form of the page asks; of radio buttons one, as the arrows move among them."""
    return {
        tuple(pair)
        for pair in page.evaluate(
            """() => [...document.querySelectorAll(
                "main form[method=get] :is(input:not([type=hidden]), select)")]
                .map(one => [one.name, one.type === "checkbox" ? one.value : ""])"""
        )
    }


@pytest.mark.parametrize("path", ["/meet/soon/", "/meet/now/", "/meet/map/", "need"])
def test_every_filter_is_reached_by_keyboard(as_member: Open, path: str) -> None:
    page = as_member("ana")
    if path == "need":
        page.goto("/meet/need/")
        path = page.locator("main a[href^='/meet/need/'] >> nth=5").get_attribute("href")
    page.goto(path)
    wanted = controls(page)
    assert len(wanted) >= 3
    assert wanted <= walk(page)


def test_a_filter_is_ticked_sent_and_taken_off_by_keyboard(as_member: Open) -> None:
    page = as_member("ana")
    page.goto("/meet/soon/?hours=168")
    before = page.get_by_role("status").inner_text()
    walk(page)  # opens all that folds
    box = page.get_by_role("checkbox", name="Spanish")
    box.focus()
    page.keyboard.press("Space")
    assert box.is_checked()
    page.keyboard.press("Enter")
    page.wait_for_url("**have=*")
    after = page.get_by_role("status").inner_text()
    assert after != before
    off = page.locator(".chosen a", has_text="Spanish")
    off.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "have=" not in url)
    assert page.get_by_role("status").inner_text() == before


def test_a_list_of_the_week_works_without_script(as_member: Open) -> None:
    page = as_member("ana", java_script_enabled=False)
    page.goto("/meet/soon/")
    page.get_by_text("Change where, when or what kind").click()
    page.select_option("select[name=hours]", "168")
    page.locator("main form[method=get] button").first.click()
    assert "hours=168" in page.url
    page.get_by_role("link", name="On a map").click()
    assert page.locator("svg.map__drawing circle.map__dot").count() >= 1
    page.get_by_role("link", name="The list").click()
    page.get_by_role("link", name="List to print").click()
    assert page.get_by_role("heading", name="A week to carry").count() == 1
