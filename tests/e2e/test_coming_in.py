"""Two phones side by side: somebody is asked in, reads four digits out, and the two write."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.e2e.conftest import PHONE, Open
from tests.e2e.pages import TOO_LOW
from tests.e2e.test_pages import faults_on

pytestmark = [pytest.mark.browser, pytest.mark.server]


def add_somebody(page, name: str) -> str:
    """The address of a new card."""
    page.goto("/people/add/")
    page.fill("input[name=name]", name)
    page.click("main form button:not([aria-hidden])")
    page.wait_for_url(re.compile(r"/people/[0-9a-f-]{36}/$"))
    return urlsplit(page.url).path


def faults_at(page, name: str) -> list[str]:
    """What axe finds, what is too low to tap, and what runs off the side at 320 px with letters
    twice as large."""
    found = faults_on(page, name)
    found += [f"{name}: {element} is too low" for element in page.evaluate(TOO_LOW)]
    page.set_viewport_size({"width": 320, "height": 740})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wide = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.getClientRects().length"
        " && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.className)"
    )
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size(PHONE)
    return found + [f"{name}: {kind} runs off the side" for kind in wide]


def ask_somebody_in(ana: Any, name: str, look: Callable[[Any, str], None]) -> str:
    """Up to the page with the link; the address of the card."""
    card = add_somebody(ana, name)
    look(ana, "card")
    ana.click("#tie a")
    look(ana, "question")
    ana.check("input[value=no]", force=True)
    ana.click("main form button")
    look(ana, "name")
    ana.fill("input[name=name]", "Ana")
    ana.check("input[value=family]", force=True)
    ana.click("main form button:not([aria-hidden])")
    ana.wait_for_url(re.compile("/share/$"))
    look(ana, "all off")
    assert ana.locator(".if-none").is_visible()
    ana.check("input[value=day]", force=True)
    assert ana.locator(".if-day").is_visible()
    assert not ana.locator(".if-none, .if-meetings").first.is_visible()
    look(ana, "one on")
    ana.click("main form button[name=nothing]")
    ana.wait_for_url(re.compile(r"/people/invitations/[0-9a-f-]{36}/$"))
    look(ana, "link")
    return card


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_asked_in_by_a_link_and_four_digits_then_a_note_each_way_and_letting_go(
    as_member: Open, script: bool
) -> None:
    ana = as_member("ana", java_script_enabled=script)
    ben = as_member("dana", java_script_enabled=script)
    faults: list[str] = []

    def look(page, name: str) -> None:
        if script:
            faults.extend(faults_at(page, name))

    add_somebody(ana, "Rosa")  # a private card, of whoever comes in by the other one
    card = ask_somebody_in(ana, f"Rosa {script}", look)
    link = ana.locator("[data-words]").inner_text().strip()
    ben.goto(urlsplit(link).path)
    assert urlsplit(ben.url).path == "/in/"
    look(ben, "landing")
    ben.click("button[value=yes]")
    ben.locator(".big-digits").wait_for()
    look(ben, "digits")
    digits = "".join(ben.locator(".big-digits__one").all_inner_texts())
    assert re.fullmatch(r"\d{4}", digits)
    wrong = "0000" if digits != "0000" else "1111"
    ana.fill("input[name=digits]", wrong)
    ana.keyboard.press("Enter")
    ana.locator(".field--look").wait_for()
    ana.fill("input[name=digits]", digits)
    ana.keyboard.press("Enter")
    ana.wait_for_url(re.compile(rf"{card}same/\?done="))  # the first Rosa is asked about
    look(ana, "on the list")
    ana.click("main button[value=none]")
    ana.wait_for_url(re.compile(rf"{card}$"))
    ana.goto(f"{card}notes/")
    ana.fill("textarea[name=words]", "Coffee on Thursday? Fine if not.")
    ana.click("#newest button")
    ana.locator(".bubble--own").last.wait_for()
    ben.click("main a.button:not(.button--plain)")  # "Ana has typed them"
    ben.wait_for_url(re.compile(r"/people/[0-9a-f-]{36}/(same/)?\?done=met$"))
    bens_notes = f"{urlsplit(ben.url).path.removesuffix('same/')}notes/"
    ben.goto(bens_notes)
    assert "Coffee on Thursday" in ben.locator(".bubble:not(.bubble--own)").last.inner_text()
    if script:  # what Ana writes comes while Ben's page is open
        ana.fill("textarea[name=words]", "After four?")
        ana.click("#newest button")
        ben.locator(".bubble", has_text="After four?").wait_for(timeout=10_000)
    ben.fill("textarea[name=words]", "Thursday is good.")
    ben.click("#newest button")
    ben.locator(".bubble--own").last.wait_for()
    look(ben, "notes")
    ana.goto(f"{card}end/")
    look(ana, "end")
    ana.click("main form button.button")
    ana.wait_for_url(re.compile(rf"{card}\?done="))
    before = ben.locator("main").inner_text()
    ben.goto(bens_notes)
    assert ben.locator("main").inner_text() == before
    assert ana.request.get(f"{card}notes/").status == 404
    assert faults == []
