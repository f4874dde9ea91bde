"""The safety check on a phone: three taps from anywhere, one by one, all at once, and the other
screen that never tells."""

from __future__ import annotations

import re

import pytest

from tests.e2e.conftest import Open
from tests.e2e.test_coming_in import add_somebody, faults_at

pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_three_taps_to_everything_stopped_and_the_other_phone_is_out(
    as_member: Open, script: bool
) -> None:
    there = as_member("ben", by_link=True, java_script_enabled=script)
    here = as_member("ben", by_link=True, java_script_enabled=script)
    faults: list[str] = []

    def look(name: str) -> None:
        if script:
            faults.extend(faults_at(here, name))

    card = add_somebody(here, f"Lou {script}")
    here.goto(f"{card}invite/name/")
    here.fill("input[name=name]", "Ben")
    here.check("input[value=friend]", force=True)
    here.click("main form button:not([aria-hidden])")
    here.wait_for_url(re.compile("/people/invitations/"))
    link = here.url

    here.goto("/meet/")
    here.click("header a[href='/me/']")
    here.click("main a[href='/me/check/']")
    look("check")
    here.click("main summary")
    look("not sure")
    here.goto("/me/check/each/")
    assert here.locator("section:has(#links) li").count() == 1
    assert here.locator("section:has(#phones) li").count() >= 1
    assert here.locator("section:has(#links) li button").count() == 1
    look("one by one")

    here.goto("/me/")
    here.click("main a[href='/me/check/']")
    here.click("main form[action='/me/check/all/'] button")
    here.wait_for_url(re.compile("/me/check/done/$"))
    look("done")
    assert here.title() == "Me"
    there.goto("/today/")
    assert "/sign-in/" in there.url
    here.goto(link)
    assert here.locator("main svg.square, main input[name=digits]").count() == 0

    here.goto("/me/check/dates/")
    assert here.title() == "Dates"
    here.fill("textarea[name=words]", "He waited at the door.")
    here.click("main form button:not([aria-hidden])")
    here.wait_for_url(re.compile("/me/check/dates/$"))
    assert here.locator("main .kept").inner_text() == "He waited at the door."
    look("dates")
    here.click("form[action$='/delete/'] button >> nth=0")
    here.click("form[action$='/delete/'] button >> nth=0")
    assert here.locator("form[action$='/delete/']").count() == 0
    here.goto("/people/looks/")
    look("looks")
    assert faults == []
