"""Somebody new, in either language and look, with scripts, without, and by keyboard alone: from a
meeting tonight without an account to a very bad day and its four ways, on one page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.conftest import PHONE
from tests.server import Server, set_up_community

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.thorough]

MOST_STEPS = 200
HAS_LIGHT_LETTERS = """(element) => {
    const [red, green, blue] = getComputedStyle(element).color.match(/\\d+/g).map(Number);
    return Math.min(red, green, blue) > 128;
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real community, where calls are not off. Each hour something starts, in both ways."""
    server = Server(tmp_path_factory.mktemp("newcomer"))
    server.start()
    try:
        set_up_community(server)
        feed = server.folder / "feed.json"
        feed.write_text(json.dumps([*_each_hour("room"), *_each_hour("call")]), encoding="utf-8")
        server.command("import", "meeting-guide", "--source", "made-up", str(feed))
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.stop()


def _each_hour(kind: str) -> Iterator[dict[str, object]]:
    where: dict[str, object] = {
        "room": {
            "location": "Levee Street Hall", "latitude": 33.4, "longitude": -91.05,
            "formatted_address": "12 Made-up St, Greenville, MS 38701, USA",
        },
        "call": {"conference_url": "https://video.example/1", "attendance_option": "online"},
    }[kind]  # fmt: skip
    for day in range(7):
        for hour in range(24):
            when = {"day": day, "time": f"{hour:02}:45", "timezone": "America/Chicago"}
            slug = f"{kind}-{day}-{hour}"
            yield {"slug": slug, "name": f"A {kind}", "types": ["O"], **when, **where}


class Hands:
    """What somebody does on a page: with a pointer."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def press(self, selector: str) -> None:
        self.page.locator(selector).first.click()

    def write(self, selector: str, words: str) -> None:
        self.page.locator(selector).fill(words)

    def choose(self, selector: str) -> None:
        self.page.locator(selector).check()


class Keyboard(Hands):
    """With keys alone: Tab to where it is, then Enter, the letters, or the arrows and Space."""

    def press(self, selector: str) -> None:
        self._reach(selector)
        self.page.keyboard.press("Enter")

    def write(self, selector: str, words: str) -> None:
        self._reach(selector)
        self.page.keyboard.type(words)

    def choose(self, selector: str) -> None:
        """Tab stops once in a group of radio buttons; the arrows go on in it."""
        wanted = self.page.locator(selector)
        name = wanted.get_attribute("name")
        self._reach(f"input[name={name}]")
        for _ in range(self.page.locator(f"input[name={name}]").count()):
            if self._has_focus(selector):
                self.page.keyboard.press("Space")
                break
            self.page.keyboard.press("ArrowRight")
        assert wanted.is_checked(), selector

    def _reach(self, selector: str) -> None:
        self.page.wait_for_load_state()
        for _ in range(MOST_STEPS):
            if self._has_focus(selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no Tab leads to {selector}")

    def _has_focus(self, selector: str) -> bool:
        found = self.page.locator(selector).first
        return bool(found.evaluate("(element) => element === document.activeElement"))


@pytest.mark.parametrize(
    ("language", "look", "way"),
    [
        ("en", "light", "script"),
        ("es", "dark", "script"),
        ("en", "dark", "no script"),
        ("es", "light", "no script"),
        ("en", "dark", "keyboard"),
        ("es", "light", "keyboard"),
    ],
)
def test_somebody_new_finds_a_meeting_and_from_a_very_bad_day_four_ways(
    chromium: Any, address: str, language: str, look: str, way: str
) -> None:
    context = chromium.new_context(
        viewport=PHONE, base_url=address, locale=language, color_scheme=look,
        timezone_id="America/Chicago", java_script_enabled=way != "no script",
    )  # fmt: skip
    page = context.new_page()
    hands = Keyboard(page) if way == "keyboard" else Hands(page)
    find_a_meeting(page, hands)
    assert context.cookies() == []
    come_in(page, hands)
    hrefs = tell_a_very_bad_day(page, hands)
    assert page.locator("html").get_attribute("lang") == language
    is_dark = page.locator(".way__title").first.evaluate(HAS_LIGHT_LETTERS)
    assert is_dark is (look == "dark")
    practice, person, room, help_page = hrefs
    assert practice == "/tools/wave/"
    assert person.startswith(("tel:", "/people/"))
    assert room.startswith("/meet/")
    assert help_page == "/help/"
    for href in (practice, room, help_page):
        assert page.request.get(href).ok, href
    context.close()


def find_a_meeting(page: Any, hands: Hands) -> None:
    page.goto("/")
    hands.press("main a[href^='/meet/']")
    page.wait_for_url("**/meet/")
    hands.write("main input[name=place]", "38701")
    hands.press("main form[action='/meet/'] .button")
    page.wait_for_url("**/meet/?place=38701")
    hands.press("section[aria-labelledby=rooms] a[href*='?on=']")
    page.wait_for_url("**/meet/*/?on=*")


def come_in(page: Any, hands: Hands) -> None:
    hands.press(".tabs a[href^='/join/']")
    page.wait_for_url("**/join/**")
    hands.write("input[name=name]", "Robin")
    hands.choose("input[name=account][value=recovery]")
    hands.choose("input[name=adult]")
    hands.press("form.joining .button:not(.button--plain, [tabindex='-1'])")
    page.wait_for_url(lambda url: "/join/" not in url)
    if not page.url.endswith("/today/"):
        hands.press(".tabs a[href='/today/']")
        page.wait_for_url("**/today/")


def tell_a_very_bad_day(page: Any, hands: Hands) -> list[str]:
    """The addresses of the ways that answer it."""
    hands.choose("input[name=mood][value='1']")
    hands.choose("input[name=urge][value='10']")
    hands.press("button[name=contact][value=none]")
    page.locator(".ways").wait_for()
    ways = page.locator(".ways > a.way")
    return [ways.nth(n).get_attribute("href") for n in range(ways.count())]
