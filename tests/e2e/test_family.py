"""A mother on her own, before anybody shares anything: she comes in, tells her day, reads, writes
with a little help, and finds people like her."""

from __future__ import annotations

from secrets import token_hex

import pytest

from tests.e2e.conftest import PHONE, Open
from tests.e2e.test_coming_in import add_somebody, faults_at

pytestmark = [pytest.mark.browser, pytest.mark.server]

# A drawing may be wider than what is seen of it: an element of it has no name of a class.
DRAWING = ": {} runs off the side"

# The top of the roof above the lower end of the words, in pixels: below zero the words run over it.
ABOVE_THE_ROOF = """() => {
    const words = document.querySelector(".scene__words").getBoundingClientRect();
    const house = [...document.querySelectorAll(".porch .house")];
    return Math.min(...house.map((part) => part.getBoundingClientRect().top)) - words.bottom;
}"""

SAID = {"en": "You have to call your sponsor tonight.", "es": "Tienes que llamar a tu padrino."}


def rows_of_ways(page) -> list[int]:
    """In how many rows the three ways to write stand: on a phone, on a small one, and on that with
    letters twice as large."""
    found = []
    for width, letters in ((360, ""), (320, ""), (320, "200%")):
        page.set_viewport_size({"width": width, "height": 740})
        page.evaluate(f"document.documentElement.style.fontSize = '{letters}'")
        tops = page.locator(".chips--three .chip").evaluate_all("all => all.map(e => e.offsetTop)")
        found.append(len(set(tops)))
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size(PHONE)
    return found


def join_for_somebody(page) -> None:
    page.goto("/join/")
    page.fill("[name=name]", f"Rosa {token_hex(2)}")
    page.check("[name=account][value=family]", force=True)
    page.check("[name=adult]", force=True)
    page.locator("form.joining .button:not(.button--plain)").last.click()
    page.wait_for_url("**/home/")


@pytest.mark.parametrize(
    ("script", "language"),
    [(True, "en"), (False, "es")],
    ids=["with-script", "without-script-in-spanish"],
)
def test_a_mother_has_a_place_of_her_own(open_phone: Open, script: bool, language: str) -> None:
    page = open_phone(java_script_enabled=script, locale=language)
    faults: list[str] = []

    def look(name: str) -> None:
        if script:
            faults.extend(f for f in faults_at(page, name) if not f.endswith(DRAWING))

    join_for_somebody(page)
    assert page.locator(".tabs__link").count() == 3
    assert page.locator("[name=urge]").count() == 0
    look("home")
    page.check("[name=mood][value='2']", force=True)
    page.click("button[name=contact][value=brief]")
    page.locator("#saved").wait_for()
    assert page.locator("[data-step]").count() == 1
    look("home, after two taps")
    page.click("#one-more button")
    page.locator("#one-more [role=status]").wait_for()
    page.click("a[href^='/for-me/']:not(.tabs__link)")
    page.locator("section.step").first.wait_for()
    page.click(".tabs a[href='/for-me/']")
    page.click("#groups + ul a")
    page.wait_for_url("**/meet/**")
    card = add_somebody(page, "Ana")
    page.click(".tabs a[href='/write/']")
    page.click(f"main a[href='/write/{card.split('/')[2]}/']")
    assert rows_of_ways(page) == [1, 1, 3]
    page.fill("textarea[name=words]", SAID[language])
    if script:
        look("write")
        page.locator("textarea[name=words]").press("End")
        page.locator("textarea[name=words]").press_sequentially(" ")
        page.locator("[data-nudge-place] button").wait_for(timeout=10_000)
        look("write, with one quiet line")
        page.click("[data-nudge-place] button")
    else:
        page.click("button[name=look]")
    page.locator(".equal").wait_for()
    look("two ways")
    sizes = page.locator(".equal .button").evaluate_all(
        "found => found.map(button => [button.offsetWidth, button.offsetHeight])"
    )
    assert sizes[0] == sizes[1]
    page.click("button[name=start]")
    page.locator("textarea[name=words]:visible").wait_for()
    assert page.input_value("textarea[name=words]") not in ("", SAID[language])
    page.click("button[name=send]")
    page.locator("[data-words]").wait_for()
    look("ready to send")
    page.goto("/today/")
    assert page.url.endswith("/home/")
    assert faults == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_greeting_ends_above_the_roof(open_phone: Open, language: str) -> None:
    page = open_phone(locale=language)
    join_for_somebody(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate(ABOVE_THE_ROOF) > -4  # the letters end above the end of their line
    page.set_viewport_size(PHONE)
