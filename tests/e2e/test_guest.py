"""The first minute, without an account: a meeting tonight, found and come back to."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.e2e.conftest import Open

A_MEETING = "main .rows a[href*='?on=']"
pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.thorough]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_somebody_new_finds_a_meeting_tonight_and_signs_in_back_to_it(
    open_phone: Open, script: bool, language: str
) -> None:
    page = open_phone(java_script_enabled=script, locale=language)
    page.goto("/")
    page.locator("main a[href^='/meet/']").click()
    page.locator("main input[name=place]").fill("39201")
    page.locator("main form[action='/meet/'] .button").click()
    page.wait_for_url("**/meet/?**")
    assert parse_qs(urlsplit(page.url).query) == {"place": ["39201"]}
    if page.locator("#rooms").count() == 0 or page.locator(A_MEETING).count() == 0:
        page.goto("/meet/soon/?place=39201&hours=168")  # late in the day nothing may be left
    page.locator(A_MEETING).first.click()
    page.wait_for_url("**/meet/*/?on=*")
    meeting = urlsplit(page.url)
    assert page.locator("html").get_attribute("lang") == language
    assert page.context.cookies() == []

    page.locator(".tabs a[href^='/sign-in/']").click()
    page.locator("main input[name=name]").fill("Robin")
    page.locator("main input[name=passphrase]").fill("not the right passphrase")
    page.locator("main form .button").first.click()
    page.locator(".error-summary").wait_for()
    page.locator("main a[href^='/join/']").click()
    page.locator("main button[name=read_in]").click()
    other = {"en": "es", "es": "en"}[language]
    page.locator(f"html[lang={other}]").wait_for()
    wanted = f"{meeting.path}?{meeting.query}"
    assert page.locator("main input[name=next]").input_value() == wanted


def test_without_a_network_a_page_of_meet_is_not_kept_and_is_asked_for_again(
    open_phone: Open,
) -> None:
    page = open_phone()
    page.goto("/meet/soon/?place=39201&hours=24")
    # Evaluated once and not polled: a page's own rules let no string be run as a script in it.
    page.evaluate(
        "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller"
        " || new Promise(done => navigator.serviceWorker.addEventListener("
        "'controllerchange', done)))"
        ".then(() => true)"
    )
    asked = "/meet/soon/?place=39201&hours=72"
    page.goto(asked)
    kept = page.evaluate(
        "caches.keys().then(async names => (await Promise.all(names.map(async name =>"
        " (await (await caches.open(name)).keys()).map(r => new URL(r.url).pathname)))).flat())"
    )
    assert [path for path in kept if path.startswith(("/meet/", "/tools/"))] == []
    page.context.set_offline(True)
    page.goto(asked)
    assert page.locator(A_MEETING).count() == 0
    page.context.set_offline(False)
    page.locator("main a.button--quiet").click()
    page.locator(A_MEETING).first.wait_for()
    assert page.url.endswith(asked)
