"""Two phones side by side: Ben's light goes on and off, and Ana's porch says so; by keyboard and
without a script, in two languages."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Open
from tests.e2e.test_coming_in import faults_at

pytestmark = [pytest.mark.browser, pytest.mark.server]

LIT = ".who--on .who__name"


def lit_for(ana) -> list[str]:
    ana.goto("/porch/")
    return [name.strip() for name in ana.locator(LIT).all_inner_texts()]


def press(page, selector: str) -> None:
    """By keyboard."""
    page.locator(selector).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def faults_of(page, name: str) -> list[str]:
    """Without the parts of a drawing, which have no name of their own here: the porch goes on to
    both sides, and its scene ends where the screen does."""
    return [fault for fault in faults_at(page, name) if fault != f"{name}: {{}} runs off the side"]


def turn_off(ben) -> None:
    ben.goto("/porch/light/")
    if ben.locator("form[action$='/off/'] button").count():
        press(ben, "form[action$='/off/'] button")


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_light_goes_on_and_off_and_the_porch_of_the_other_says_so(
    as_member: Open, script: bool
) -> None:
    ben = as_member("ben", java_script_enabled=script)
    ana = as_member("ana", java_script_enabled=script)
    faults: list[str] = []
    turn_off(ben)
    assert ben.locator(".lamp--own.lamp--on").count() == 0
    assert lit_for(ana) == []
    if script:
        faults += faults_of(ana, "porch, no light") + faults_of(ben, "light off")

    press(ben, "button[name=until][value=hour]")
    ben.locator(".lamp--own.lamp--on").wait_for()
    assert lit_for(ana) == ["Ben"]
    assert ana.locator(".who--on a[href$='#newest']").count() == 1
    if script:
        faults += faults_of(ana, "porch") + faults_of(ben, "light on")
    ana.goto("/people/")
    assert ana.locator(".who .lamp--on + .who__text .is-on").count() == 1

    press(ben, "form[action$='/off/'] button")
    ben.locator(".lamp--own:not(.lamp--on)").wait_for()
    assert lit_for(ana) == []
    assert faults == []


def test_hours_that_are_no_hours_stay_typed_and_good_ones_are_kept(as_member: Open) -> None:
    ben = as_member("ben", java_script_enabled=False)
    ben.goto("/porch/light/")
    before = ben.locator("form[action$='/hours/end/']").count()
    ben.locator("details:has(form[action$='/hours/']) summary").click()
    ben.check("input[name=weekdays][value='2']", force=True)
    ben.fill("input[type=time][name=start]", "07:00")
    ben.fill("input[type=time][name=end]", "07:00")
    ben.click("form[action$='/hours/'] button")
    assert ben.locator(".error-summary").count() == 1
    assert ben.input_value("input[type=time][name=start]") == "07:00"
    assert ben.is_checked("input[name=weekdays][value='2']")
    # The week is full of evenings: one of them goes first.
    ben.locator("form[action$='/hours/end/'] button").first.click()
    ben.locator("details:has(form[action$='/hours/']) summary").click()
    ben.check("input[name=weekdays][value='2']", force=True)
    ben.fill("input[type=time][name=start]", "07:00")
    ben.fill("input[type=time][name=end]", "08:00")
    ben.click("form[action$='/hours/'] button")
    assert ben.locator("form[action$='/hours/end/']").count() == before
    assert ben.locator("input[name=start][value='07:00']").count() == 1
