"""No word is cut on the pages of family, or where somebody shares, on the smallest screen with the
largest letters."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.conftest import Open
from tests.e2e.test_family import join_for_somebody

pytestmark = [pytest.mark.browser, pytest.mark.server]

SMALLEST = {"width": 320, "height": 740}
# Each word that stands on more than one line. A hyphen or a slash is a place to go on.
CUT = r"""() => {
  document.documentElement.style.fontSize = "200%";
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!element.getClientRects().length || element.closest(".visually-hidden, textarea")) continue;
    for (const { 0: word, index } of node.data.matchAll(/[^\s\-\/]+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const lines = new Set([...range.getClientRects()].map((rect) => Math.round(rect.top)));
      if (lines.size > 1) found.push(word);
    }
  }
  return found;
}"""


def cut_words(page: Any, paths: list[str]) -> list[str]:
    found = []
    for path in paths:
        page.goto(path)
        found += [f"{path}: {word}" for word in page.evaluate(CUT)]
    return found


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_word_is_cut_for_family(open_phone: Open, language: str) -> None:
    page = open_phone(locale=language)
    join_for_somebody(page)
    page.set_viewport_size(SMALLEST)
    found = cut_words(page, ["/home/", "/for-me/", "/write/", "/people/", "/people/add/"])
    page.goto("/home/")
    page.check("[name=mood][value='3']", force=True)
    page.click("button[name=contact][value=brief]")
    page.locator("#saved").wait_for()
    assert found + cut_words(page, ["/home/"]) == []


SHARING = [
    "/people/sharing/",
    "/people/looks/",
    "/people/looks/why/",
    "/me/check/",
    "/me/check/each/",
    "/me/milestones/",
]


def speak(page: Any, language: str) -> None:
    page.goto("/today/")
    page.request.post(
        "/language/",
        form={"language": language, "next": "/today/"},
        headers={"Origin": page.evaluate("location.origin")},
    )


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_word_is_cut_where_somebody_shares(as_member: Open, language: str) -> None:
    ben = as_member("ben")
    ben.goto("/people/")
    ben.locator("main a.who__text", has_text="Ana").first.click()
    ben.wait_for_load_state()
    ana = as_member("ana")
    speak(ana, language)
    try:
        ana.goto("/people/sharing/")
        assert ana.locator("html").get_attribute("lang") == language
        kinds = [a.get_attribute("href") for a in ana.locator("a.cell").all()]
        ana.goto("/people/looks/")
        assert ana.locator("main .who").count() > 0
        ana.set_viewport_size(SMALLEST)
        assert cut_words(ana, SHARING + kinds) == []
    finally:
        speak(ana, "en")
