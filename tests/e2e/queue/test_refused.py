"""What waits and cannot be kept at once: it is never lost, and its person decides."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import PHONE
from tests.e2e.queue.newcomers import (
    CANNOT,
    KEPT,
    NEEDS,
    OTHER,
    WAITS,
    Newcomers,
    tap,
    wait_for_counts,
)

pytestmark = [pytest.mark.browser, pytest.mark.server]

AHEAD = """() => {
    const real = Date.now.bind(Date);
    globalThis.ahead = 3 * 60 * 60 * 1000;
    Date.now = () => real() + globalThis.ahead;
}"""


@pytest.fixture(params=["en", "es"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def picture(page: Any, name: str, tmp_path: Path) -> None:
    folder = Path(os.environ.get("PORCHLIGHT_QUEUE_SHOTS", tmp_path))
    page.screenshot(path=folder / f"{name}.png", full_page=True)


def test_what_a_proxy_refused_waits_with_all_three_answers(
    chromium: Any, newcomers: Newcomers
) -> None:
    context = chromium.new_context(base_url=newcomers.address, service_workers="block")
    page, visit = newcomers.enter(context)

    def refuse(route: Any) -> None:
        if route.request.method == "POST":
            route.fulfill(status=503, content_type="text/html", body="<h1>Busy</h1>")
        else:
            route.fallback()

    context.route("**/today/", refuse)
    tap(page, mood="2", talk="brief")
    page.locator(WAITS).wait_for()
    wait_for_counts(page, [1])
    context.unroute("**/today/")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.locator(KEPT).wait_for()
    assert newcomers.told(visit) == [[2, 2, "brief"]]
    context.close()


def test_a_clock_that_is_put_right_while_it_waits_costs_one_more_tap(
    phone: Any, newcomers: Newcomers, tmp_path: Path, language: str
) -> None:
    page, visit = newcomers.enter(phone)
    phone.request.post("/language/", form={"language": language})
    page.goto("/today/")
    page.evaluate(AHEAD)
    phone.set_offline(True)
    tap(page, mood="3")
    page.locator(WAITS).wait_for()
    page.evaluate("globalThis.ahead = 0")
    phone.set_offline(False)
    page.locator(NEEDS).wait_for()
    picture(page, f"needs-{language}", tmp_path)
    assert page.locator(f"{NEEDS} [data-typed]").inner_text()
    wait_for_counts(page, [1])
    page.locator(f"{NEEDS} [data-again]").click()
    page.locator(KEPT).wait_for()
    assert newcomers.told(visit) == [[3, 2, "good"]]
    wait_for_counts(page, [0])


def test_what_waits_can_be_let_go_and_said_otherwise(
    phone: Any, newcomers: Newcomers, tmp_path: Path
) -> None:
    page, visit = newcomers.enter(phone)
    phone.set_offline(True)
    tap(page, mood="1")
    page.locator(WAITS).wait_for()
    picture(page, "waits", tmp_path)
    page.locator(f"{WAITS} [data-drop]").click()
    page.locator(WAITS).wait_for(state="detached")
    wait_for_counts(page, [0])
    tap(page, mood="5")
    page.locator(WAITS).wait_for()
    phone.set_offline(False)
    page.locator(KEPT).wait_for()
    assert newcomers.told(visit) == [[5, 2, "good"]]


@pytest.mark.parametrize("wins", ["what waited", "what was kept"])
def test_where_the_day_was_told_otherwise_the_person_decides(
    chromium: Any, phone: Any, newcomers: Newcomers, wins: str, tmp_path: Path
) -> None:
    page, visit = newcomers.enter(phone)
    phone.set_offline(True)
    tap(page, mood="2")
    page.locator(WAITS).wait_for()
    elsewhere = chromium.new_context(viewport=PHONE, base_url=newcomers.address)
    elsewhere.add_cookies(visit.cookies)
    other = elsewhere.new_page()
    other.goto("/today/")
    tap(other, mood="5", talk="none")
    other.locator("form[data-queue]").wait_for(state="detached")
    elsewhere.close()
    phone.set_offline(False)
    page.locator(OTHER).wait_for()
    picture(page, "other", tmp_path)
    assert newcomers.told(visit) == [[5, 2, "none"]]
    wait_for_counts(page, [1])
    if wins == "what waited":
        page.locator(f"{OTHER} [data-again]").click()
        page.locator(KEPT).wait_for()
        assert newcomers.told(visit) == [[2, 2, "good"]]
    else:
        page.locator(f"{OTHER} [data-drop]").click()
        page.locator(OTHER).wait_for(state="detached")
        assert newcomers.told(visit) == [[5, 2, "none"]]
    wait_for_counts(page, [0])


@pytest.mark.parametrize(
    "gone", ["delete Navigator.prototype.locks", "delete IDBFactory.prototype.databases"]
)
def test_a_browser_that_could_not_send_it_later_says_so_and_keeps_what_was_tapped(
    phone: Any, newcomers: Newcomers, gone: str, tmp_path: Path
) -> None:
    phone.add_init_script(gone)
    page, visit = newcomers.enter(phone)
    phone.set_offline(True)
    tap(page, mood="4")
    page.locator(CANNOT).wait_for()
    picture(page, "cannot", tmp_path)
    assert page.locator(WAITS).count() == 0
    assert page.locator("[name=mood][value='4']").is_checked()
    phone.set_offline(False)
    page.locator("button[name=contact][value=good]").click()
    page.locator("form[data-queue]").wait_for(state="detached")
    assert newcomers.told(visit) == [[4, 2, "good"]]


def test_a_talk_waits_too_and_is_kept_in_its_order(phone: Any, newcomers: Newcomers) -> None:
    page, _ = newcomers.enter(phone, "/people/add/")
    page.fill("[name=name]", "Ben")
    page.locator("form [name=name]").press("Enter")
    page.wait_for_url("**/people/*/**")
    page.goto(page.locator("form[action$='/talked/']").get_attribute("action").rsplit("talked/")[0])
    phone.set_offline(True)
    page.locator("form[data-queue] button").first.click()
    page.locator(WAITS).wait_for()
    assert page.locator(f"{WAITS} [data-typed]").inner_text()
    wait_for_counts(page, [1])
    phone.set_offline(False)
    page.locator(KEPT).wait_for()
    wait_for_counts(page, [0])


def test_after_leave_another_page_writes_nothing_anew(phone: Any, newcomers: Newcomers) -> None:
    page, _ = newcomers.enter(phone)
    phone.set_offline(True)
    tap(page)
    page.locator(WAITS).wait_for()
    # Another page of the browser that still shows it, and seals it anew once it is told to.
    phone.route("**/today/", lambda route: route.fulfill(status=422))
    phone.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.locator(NEEDS).wait_for()
    leaving = phone.new_page()
    leaving.goto("/help/")
    leaving.locator("[data-exit] button").click()
    leaving.wait_for_url("**/clouds/")
    wait_for_counts(leaving, [])
    page.locator(f"{NEEDS} [data-again]").click()
    page.locator(NEEDS).wait_for(state="detached")
    wait_for_counts(page, [])
