"""Everything that is tapped on the pages of people, sharing and two together is 48 px high on a
phone. A link within a sentence is as high as its line."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.conftest import Open
from tests.e2e.pages import TOO_LOW
from tests.e2e.test_family import join_for_somebody

pytestmark = [pytest.mark.browser, pytest.mark.server]

OF_A_TIE = ["", "notes/", "together/", "end/", "quiet/", "sharing/", "sharing/as/", "hand-over/",
            "promises/new/", "plans/new/", "times/new/", "change/", "remove/", "invite/",
            "invite/ways/", "sharing/day/", "report/"]  # fmt: skip
OF_A_CARD = ["", "change/", "sharing/", "invite/"]
OF_ANYBODY = ["/people/", "/people/add/", "/people/sharing/", "/people/looks/",
              "/people/looks/why/", "/people/reports/", "/me/check/", "/me/check/each/",
              "/me/check/dates/", "/me/milestones/", "/me/words/", "/write/",
              "/today/"]  # fmt: skip
OF_FAMILY = ["/home/", "/for-me/", "/for-me/setback/", "/for-me/setback/friends/", "/for-me/home/",
             "/for-me/limits/", "/write/", "/people/add/", "/me/for-whom/"]  # fmt: skip
SIGNED_OUT = ["/for-me/", "/join/", "/sign-in/", "/in/"]


def too_low(page: Any, paths: list[str]) -> list[str]:
    found = []
    for path in paths:
        page.goto(path)
        found += [f"{path}: {element}" for element in page.evaluate(TOO_LOW)]
    return found


def card_of(page: Any, name: str) -> str:
    page.goto("/people/")
    return str(page.locator("main a.who__text", has_text=name).first.get_attribute("href"))


def test_pages_of_people_and_of_two(as_member: Open) -> None:
    page = as_member("ana")
    tie, card = card_of(page, "Ben"), card_of(page, "Joelle")
    write = tie.replace("/people/", "/write/")
    paths = OF_ANYBODY + [tie + part for part in OF_A_TIE] + [card + part for part in OF_A_CARD]
    assert too_low(page, [*paths, write, f"{write}steps/", f"{write}lines/"]) == []


def test_pages_of_a_tie_that_was_ended(as_member: Open) -> None:
    page = as_member("otis")
    tie = card_of(page, "Celestine")
    assert too_low(page, [tie + part for part in ("", "end/", "report/")]) == []


def test_pages_of_family_and_of_nobody(open_phone: Open) -> None:
    page = open_phone()
    found = too_low(page, SIGNED_OUT)
    join_for_somebody(page)
    found += too_low(page, OF_FAMILY)
    page.goto("/home/")
    page.check("[name=mood][value='3']", force=True)
    page.click("button[name=contact][value=brief]")
    page.locator("#saved").wait_for()
    assert found + too_low(page, ["/home/"]) == []


WRITE = """([before, link, after]) => {
  const words = document.createElement("p"), made = document.createElement("a");
  made.href = "/";
  made.append(link);
  words.append(before, made, after);
  document.querySelector("main").replaceChildren(words);
}"""


@pytest.mark.parametrize(
    ("parts", "is_low"),
    [
        (("", "Alone", ""), True),
        (("A sentence. ", "After it", ""), True),
        (("Words ", "and a link", ""), False),
        (("One ", "link", " within."), False),
    ],
)
def test_a_link_that_stands_alone_would_be_found(
    open_phone: Open, parts: tuple[str, str, str], is_low: bool
) -> None:
    page = open_phone()
    page.goto("/for-me/")
    page.evaluate(WRITE, parts)
    assert bool(page.evaluate(TOO_LOW)) is is_low
