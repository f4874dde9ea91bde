"""Enter in a field sends a form by its first submit button, which must mean nothing by itself.

The kind of fault: Enter on one of Today's radios said "Yes, I talked with somebody".
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.conftest import Open
from tests.e2e.pages import SIGNED_OUT, pages_of

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.thorough]

# Forms whose first button has a name, and is what the form is for: (name, value) by address.
MAIN_ACTIONS: dict[str, tuple[str, str]] = {}
# For each form in which Enter sends something: where it goes, and the button that Enter presses.
# A button without a name sends nothing of its own, whatever its value.
IMPLICIT = """() => [...document.forms].flatMap((form) => {
    const all = [...document.querySelectorAll("button, input")].filter((e) => e.form === form);
    const sends = (e) => ["submit", "image"].includes(e.type);
    const asks = all.filter((e) => !sends(e) && !["hidden", "button", "reset"].includes(e.type));
    const first = all.find(sends);
    if (!asks.length || !first || first.disabled) return [];
    return [[new URL(form.action).pathname, first.name, first.value]];
})"""


def meaningful(page: Any, paths: list[str]) -> set[tuple[str, str, str]]:
    """Forms of these pages in which Enter says more than what was filled in."""
    found = set()
    for path in paths:
        page.goto(path)
        for action, name, value in page.evaluate(IMPLICIT):
            if name and MAIN_ACTIONS.get(action) != (name, value):
                found.add((action, name, value))
    return found


def test_enter_says_nothing_more_on_pages_for_everybody(open_phone: Open) -> None:
    assert meaningful(open_phone(), SIGNED_OUT) == set()


def test_enter_says_nothing_more_on_pages_of_a_person(as_member: Open) -> None:
    page = as_member("ana")
    assert meaningful(page, pages_of(page)) == set()


def test_enter_says_nothing_more_on_pages_of_a_host(as_member: Open) -> None:
    page = as_member("mo")
    page.goto("/meet/sources/")
    links = page.locator("main a[href^='/meet/sources/']")
    found = {links.nth(n).get_attribute("href") for n in range(min(links.count(), 4))}
    pages = [path for path in sorted(found) if not path.endswith(".xlsx")]
    assert meaningful(page, [*pages, "/meet/duplicates/", "/meet/corrections/"]) == set()


def test_enter_says_nothing_more_before_a_check_in(as_member: Open) -> None:
    page = as_member("wren")
    page.goto("/today/")
    assert meaningful(page, ["/today/"]) == set()


def test_a_first_button_with_a_meaning_is_seen(as_member: Open) -> None:
    """The control: the same page with such a form put into it."""
    page = as_member("ana")
    page.goto("/me/")
    page.evaluate(
        """() => {
            const form = document.createElement("form");
            const field = document.createElement("input");
            const button = document.createElement("button");
            [button.name, button.value] = ["contact", "good"];
            form.append(field, button);
            document.body.append(form);
        }"""
    )
    assert ["/me/", "contact", "good"] in page.evaluate(IMPLICIT)
