"""The bars of the frame: low where letters are large, and Leave away from Back and its corner."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import CHROMIUM
from tests.e2e.conftest import Open, Site

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.thorough]

SMALL = {"width": 320, "height": 740}
MOST_SHARE = 0.25
TWICE = 32  # pixels: twice what browsers begin with
SIGNED_IN = ["/today/", "/people/", "/meet/", "/tools/", "/help/", "/me/", "/people/add/"]
SIGNED_OUT = ["/", "/sign-in/", "/join/", "/tools/", "/help/us/"]
# The height of everything that stays on the screen while the page is scrolled, in pixels of it.
HELD_HEIGHT = """() => {
    const held = [...document.querySelectorAll("body *")].filter((e) => {
        const style = getComputedStyle(e);
        const at = e.getBoundingClientRect();
        return ["fixed", "sticky"].includes(style.position) && style.visibility !== "hidden"
            && at.width > 0 && at.height > 0 && at.bottom > 0 && at.top < innerHeight;
    });
    const rows = new Array(innerHeight).fill(0);
    for (const e of held) {
        const at = e.getBoundingClientRect();
        rows.fill(1, Math.max(0, Math.floor(at.top)), Math.min(innerHeight, Math.ceil(at.bottom)));
    }
    return rows.reduce((sum, row) => sum + row, 0);
}"""
BARS_HEIGHT = """() => [...document.querySelectorAll(".band-top, .tabs")]
    .reduce((sum, bar) => sum + bar.getBoundingClientRect().height, 0)"""
BOXES = """() => {
    const box = (name) => {
        const at = document.querySelector(name)?.getBoundingClientRect();
        return at ? [at.left, at.top, at.right, at.bottom] : null;
    };
    return [box("[data-exit] button"), box(".back-link")];
}"""
# Words of choices that stand on more than one line, hyphens apart.
BROKEN_WORDS = """() => {
    document.querySelectorAll("details").forEach(fold => { fold.open = true; });
    const broken = new Set();
    for (const words of document.querySelectorAll(".ticks label > span")) {
        for (const node of words.childNodes) {
            for (const match of node.data?.matchAll(/[^\\s/-]+/g) ?? []) {
                const range = document.createRange();
                range.setStart(node, match.index);
                range.setEnd(node, match.index + match[0].length);
                const lines = new Set([...range.getClientRects()].map(box => box.top));
                if (lines.size > 1) broken.add(match[0]);
            }
        }
    }
    return [...broken];
}"""
LONGER_THAN_A_LINE = 14  # letters: at twice the size no line of a small phone holds more
Box = tuple[float, float, float, float]


@pytest.fixture(scope="module")
def large_letters(chromium: Any) -> Iterator[Any]:
    """A browser whose person set letters to twice their size; lengths in rem follow, in queries
    too."""
    args = ["--no-sandbox", "--disable-background-networking", "--disable-sync"]
    browser = chromium.browser_type.launch(
        executable_path=CHROMIUM, args=[*args, f"--blink-settings=defaultFontSize={TWICE}"]
    )
    yield browser
    browser.close()


@pytest.fixture
def open_large(site: Site, large_letters: Any, visits: dict[str, Any]) -> Iterator[Open]:
    contexts = []

    def opened(name: str = "", **options: Any) -> Any:
        state = visits.get(name)
        context = large_letters.new_context(
            viewport=SMALL, base_url=site.address, storage_state=state, **options
        )
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def bars_share(page: Any) -> float:
    """Of the screen's height: the frame's bars at the top of the page, or what is held while it is
    scrolled, whichever is more."""
    at_the_top = float(page.evaluate(BARS_HEIGHT))
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    return max(at_the_top, float(page.evaluate(HELD_HEIGHT))) / SMALL["height"]


def assert_bars_are_low(page: Any, paths: list[str]) -> None:
    for path in paths:
        page.goto(path)
        size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
        assert size >= TWICE
        assert bars_share(page) <= MOST_SHARE, path


@pytest.mark.parametrize("locale", ["en", "es"])
def test_at_twice_the_letters_the_bars_leave_three_quarters_signed_out(
    open_large: Open, locale: str
) -> None:
    assert_bars_are_low(open_large(locale=locale), SIGNED_OUT)


@pytest.mark.parametrize("locale", ["en", "es"])
def test_at_twice_the_letters_no_word_of_a_filter_is_broken(open_large: Open, locale: str) -> None:
    page = open_large(locale=locale)
    page.goto("/meet/soon/?place=39201&hours=168")
    broken = page.evaluate(BROKEN_WORDS)
    assert [word for word in broken if len(word) <= LONGER_THAN_A_LINE] == []


def test_a_broken_word_is_seen(open_large: Open) -> None:
    """The control: the same look at words that have half the line."""
    page = open_large()
    page.goto("/meet/soon/?place=39201&hours=168")
    page.evaluate(
        """() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(".ticks label > span { max-inline-size: 3em }");
            document.adoptedStyleSheets = [sheet];
        }"""
    )
    assert page.evaluate(BROKEN_WORDS)


def test_at_twice_the_letters_the_bars_leave_three_quarters_signed_in(
    open_large: Open, as_member: Open
) -> None:
    as_member("ana")  # leaves her visit for the other browser
    page = open_large("ana")
    page.goto("/today/")
    assert "/sign-in/" not in page.url
    assert_bars_are_low(page, SIGNED_IN)


def test_letters_that_only_the_page_has_grown_leave_as_much(as_member: Open) -> None:
    """Except on Help, where the emergency numbers stay in reach on purpose."""
    page = as_member("ana")
    page.set_viewport_size(SMALL)
    for path in [path for path in SIGNED_IN if path != "/help/"]:
        page.goto(path)
        page.evaluate(
            """() => {
                const sheet = new CSSStyleSheet();
                sheet.replaceSync(":root { font-size: 200% !important }");
                document.adoptedStyleSheets = [sheet];
            }"""
        )
        assert bars_share(page) <= MOST_SHARE, path


def test_a_bar_that_is_too_high_is_seen(open_large: Open) -> None:
    """The control: the same measure over a bar of 200 pixels."""
    page = open_large()
    page.goto("/")
    page.evaluate(
        """() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(".band-top { position: sticky; top: 0; block-size: 200px }");
            document.adoptedStyleSheets = [sheet];
        }"""
    )
    assert bars_share(page) > MOST_SHARE


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("twice", [False, True], ids=["usual", "twice"])
def test_leave_is_not_where_back_is(
    as_member: Open, open_large: Open, width: int, twice: bool
) -> None:
    """Somebody who goes back by habit, or whose thumb is a little off, does not leave."""
    page = as_member("ana")
    page = open_large("ana") if twice else page
    page.set_viewport_size({"width": width, "height": 740})
    page.goto("/people/add/")
    leave, back = (tuple(box) for box in page.evaluate(BOXES))
    assert not _touch(leave, back, apart=8)
    # Where most programs have their own way back: the first 48 pixels of the top corner.
    assert not _touch(leave, (0, 0, 48, 48), apart=0)


def _touch(one: Box, other: Box, *, apart: float) -> bool:
    """Whether two boxes (left, top, right, bottom) overlap, or come nearer than `apart` pixels."""
    beside = one[2] + apart <= other[0] or other[2] + apart <= one[0]
    above = one[3] + apart <= other[1] or other[3] + apart <= one[1]
    return not (beside or above)
