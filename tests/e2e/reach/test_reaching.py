"""How notes reach me, in a real browser: both languages, narrow, with large text, by keyboard."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Open, Site, running_site
from tests.e2e.test_pages import SMALL_OR_LARGE, faults_of, misfits_on

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.thorough]
PAGE = "/me/reach/"
# A folder for pictures of the page, to look at; none are taken without.
PICTURES = os.environ.get("PORCHLIGHT_PICTURES", "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One where notes on phones are set up."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PORCHLIGHT_PUSH_CONTACT", "mailto:host@example.org")
        with running_site(tmp_path_factory.mktemp("site")) as site:
            yield site


@pytest.fixture(scope="module")
def visits() -> dict[str, Any]:
    """Cookies of this site alone."""
    return {}


def picture(page: Any, name: str) -> None:
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


@pytest.mark.parametrize("member", ["ana", "yolanda"])
def test_axe_finds_nothing_before_and_after_saving(as_member: Open, member: str) -> None:
    page = as_member(member)
    assert faults_of(page, PAGE) == []
    picture(page, f"{member}-390")
    page.locator("main form[method=post] button.button").click()
    page.wait_for_url("**/me/reach/?done=saved")
    assert faults_of(page, f"{PAGE}?done=saved") == []


@SMALL_OR_LARGE
def test_it_fits(as_member: Open, member: str, width: int, text: int) -> None:
    page = as_member(member, screen={"width": width, "height": 740})
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(PAGE)
    assert misfits_on(page, PAGE, text) == []
    picture(page, f"{member}-{width}-{text}")


def test_it_is_chosen_by_keyboard_without_scripts(as_member: Open) -> None:
    page = as_member("ana", java_script_enabled=False, color_scheme="dark")
    page.goto(PAGE)
    page.locator("input[name=waits]:checked").focus()
    page.keyboard.press("ArrowDown")
    picture(page, "ana-dark")
    page.locator("main form[method=post] button.button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/me/reach/?done=saved")
    assert page.locator("input[name=waits]:checked").get_attribute("value") == "once_a_day"
