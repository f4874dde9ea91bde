"""The frame in a real browser: leaving, no network, what does not fit, and Trusted Types."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.conftest import Open
from tests.e2e.walks import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.server]


def test_the_page_is_blank_at_once_when_somebody_leaves(as_member: Open) -> None:
    page = as_member("ana")
    page.goto("/people/")
    page.route("**/clouds/", lambda route: None)  # the neutral page never comes
    is_hidden = page.evaluate(
        """() => {
            document.querySelector("[data-exit] button").click();
            return [getComputedStyle(document.documentElement).display, document.title];
        }"""
    )
    assert is_hidden == ["none", "Kinds of cloud"]


def test_leaving_without_a_network_shows_clouds_and_ends_the_visit_later(as_member: Open) -> None:
    page = as_member("ana")
    page.goto("/people/")
    wait_until(page, "navigator.serviceWorker.ready.then(() => caches.match('/clouds/'))")
    page.context.set_offline(True)
    page.locator("[data-exit] button").click()
    page.get_by_role("heading", name="Kinds of cloud").wait_for()
    page.context.set_offline(False)
    page.goto("/people/")
    page.get_by_role("link", name="Start").wait_for()
    page.goto("/people/")
    assert "/sign-in/" in page.url


def test_capital_letters_are_not_a_wish_to_leave(as_member: Open) -> None:
    page = as_member("ana")
    page.goto("/people/add/")
    page.locator("input[name=name]").focus()
    for key in ("Shift+L", "Shift+O", "Shift+U", "Shift", "Shift"):
        page.keyboard.press(key)
    assert page.locator("input[name=name]").input_value() == "LOU"
    assert page.url.endswith("/people/add/")
    page.keyboard.press("Shift")
    page.wait_for_url("**/clouds/")


def test_without_a_network_the_words_stay_in_the_form(as_member: Open) -> None:
    page = as_member("ana")
    page.goto("/people/add/")
    page.fill("input[name=name]", "Lou")
    page.context.set_offline(True)
    page.locator("main form .button").first.click()
    notice = page.get_by_text("No network right now. What you wrote is still here.")
    notice.wait_for()
    assert page.locator("input[name=name]").input_value() == "Lou"
    page.context.set_offline(False)


def test_what_does_not_fit_takes_the_focus(as_member: Open) -> None:
    page = as_member("ana")
    page.goto("/people/add/")
    page.locator("main form .button").first.click()
    page.locator(".error-summary:focus").wait_for()
    page.locator(".error-summary a").first.click()
    assert page.evaluate("document.activeElement.name") == "name"


def test_a_string_cannot_become_a_page(as_member: Open) -> None:
    page = as_member("ana")
    page.goto("/people/")
    assert _refuses(page, "document.body.innerHTML = '<b>x</b>'")
    assert _refuses(page, "document.createElement('script').src = '/x.js'")


def _refuses(page: Any, code: str) -> bool:
    return bool(
        page.evaluate(f"(() => {{ try {{ {code}; return false }} catch {{ return true }} }})()")
    )


@pytest.mark.parametrize("look", ["light", "dark"])
def test_focus_is_never_under_a_bar(as_member: Open, look: str) -> None:
    page = as_member("ana", color_scheme=look)
    page.goto("/people/add/")
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate(
            """() => {
                const at = document.activeElement.getBoundingClientRect();
                const bars = [...document.querySelectorAll(".band-top, .tabs, .skip")];
                return bars.some((bar) => bar.contains(document.activeElement)) ||
                    document.activeElement === document.body ||
                    bars.every((bar) => {
                        const edge = bar.getBoundingClientRect();
                        return at.bottom <= edge.top + 1 || at.top >= edge.bottom - 1;
                    });
            }"""
        ), page.evaluate("document.activeElement.outerHTML")
