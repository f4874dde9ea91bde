"""Every page, looked at by a machine: axe, narrow screens, large text, both languages and looks."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import NOTHING_SKIPPED
from tests.e2e.conftest import Open, Site
from tests.e2e.pages import OF_A_SITUATION, SIGNED_OUT, SITUATIONS, pages_of, tell_today
from tests.e2e.walks import screens_after_taps

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.thorough]
RULES = [
    "wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"
]  # fmt: skip
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}}
# Dark differs from light in nothing but colour, which tests/web/test_colours.py measures. CI looks
# at every page in both all the same.
LOOKS = ["light", "dark"] if NOTHING_SKIPPED else ["light"]
THOROUGH = pytest.mark.thorough  # Spanish differs in words alone, which tests/words looks at


def faults_of(page: Any, path: str) -> list[str]:
    page.goto(path)
    return faults_on(page, path)


def faults_on(page: Any, path: str) -> list[str]:
    """What axe finds on what stands in the browser, called by this path or name."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{path}: {fault['id']} {fault['nodes'][0]['html'][:120]}" for fault in found]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    "member",
    [pytest.param("ana", id="english"), pytest.param("yolanda", id="spanish", marks=THOROUGH)],
)
def test_axe_finds_nothing_on_any_page(as_member: Open, member: str, look: str) -> None:
    page = as_member(member, color_scheme=look)
    paths = pages_of(page)
    faults = [fault for path in paths for fault in faults_of(page, path)]
    assert faults == []


@THOROUGH
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("member", SITUATIONS)
def test_axe_finds_nothing_in_any_situation(as_member: Open, member: str, look: str) -> None:
    page = as_member(member, color_scheme=look)
    tell_today(page)
    assert [fault for path in OF_A_SITUATION for fault in faults_of(page, path)] == []


@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=THOROUGH)])
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_signed_out(open_phone: Open, language: str, look: str) -> None:
    page = open_phone(color_scheme=look, locale=language)
    assert [fault for path in SIGNED_OUT for fault in faults_of(page, path)] == []


@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=THOROUGH)])
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_what_follows_a_tap(
    open_phone: Open, site: Site, language: str, look: str
) -> None:
    page = open_phone(color_scheme=look, locale=language)
    screens = screens_after_taps(page, site)
    assert [fault for screen in screens for fault in faults_on(page, screen)] == []


# A text of more lines than words, or of many lines, in a box that holds eight letters or fewer.
THIN = """() => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const words = texts.currentNode.textContent.trim();
    let box = texts.currentNode.parentElement;
    const letter = parseFloat(getComputedStyle(box).fontSize);
    if (words.length < 7 || box.closest('.visually-hidden, svg, select')) continue;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const lines = new Set([...range.getClientRects()].map((part) => Math.round(part.top))).size;
    while (getComputedStyle(box).display === 'inline') box = box.parentElement;
    const { paddingLeft, paddingRight } = getComputedStyle(box);
    const width = box.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    const isBroken = lines > 3 || lines > words.split(/\\s+/).length;
    if (isBroken && width < 4 * letter) found.push(`${words.slice(0, 40)} on ${lines} lines`);
  }
  return found;
}"""


SMALL_OR_LARGE = pytest.mark.parametrize(
    ("member", "width", "text"),
    [
        pytest.param("ana", 320, 100, id="english, 320px"),
        pytest.param("ana", 360, 200, id="english, 200%"),
        pytest.param("ana", 320, 200, id="english, 320px, 200%", marks=THOROUGH),
        pytest.param("yolanda", 320, 100, id="spanish, 320px", marks=THOROUGH),
        pytest.param("yolanda", 360, 200, id="spanish, 200%", marks=THOROUGH),
        pytest.param("yolanda", 320, 200, id="spanish, 320px, 200%"),
    ],
)


def misfits_on(page: Any, path: str, text: int) -> list[str]:
    """What runs off the side of what stands in the browser, or is thin, with letters of `text` %
    and everything unfolded."""
    page.evaluate("for (const more of document.querySelectorAll('details')) more.open = true")
    if text != 100:
        page.evaluate(f"document.documentElement.style.fontSize = '{text}%'")
    extra = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    misfits = [f"{path} by {extra}px"] if extra > 0 else []
    return misfits + [f"{path} has {thin}" for thin in page.evaluate(THIN)]


@SMALL_OR_LARGE
def test_nothing_runs_off_the_side_or_stands_in_a_thin_column(
    as_member: Open, member: str, width: int, text: int
) -> None:
    page = as_member(member, screen={"width": width, "height": 740})
    page.set_viewport_size({"width": width, "height": 740})
    tell_today(page)
    paths, faults = pages_of(page), []
    for path in [*paths, *SIGNED_OUT]:
        page.goto(path)
        faults += misfits_on(page, path, text)
    assert faults == []


@SMALL_OR_LARGE
def test_nothing_that_follows_a_tap_runs_off_the_side_either(
    open_phone: Open, site: Site, member: str, width: int, text: int
) -> None:
    language = "es" if member == "yolanda" else "en"
    page = open_phone(locale=language, screen={"width": width, "height": 740})
    page.set_viewport_size({"width": width, "height": 740})
    screens = screens_after_taps(page, site)
    assert [misfit for screen in screens for misfit in misfits_on(page, screen, text)] == []
