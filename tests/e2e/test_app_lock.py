"""The lock on one phone in a real browser: by time, with no network, with no scripts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.e2e.conftest import PHONE
from tests.e2e.walks import wait_until
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.thorough]

PIN = "4071"
NOTE = "The dinner was long and I thought of Lou Canaryfinch."
MAKE_PERSON = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
from tests.make import make_person, make_tie
ana = make_person("Ana")
make_tie(ana, name="Lou Canaryfinch", phone="+1 601 555 0100")
visits = []
for _ in range(12):
    client = Client()
    client.force_login(ana)
    visits.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
print(json.dumps(visits))
"""
SINCE_TOUCHED = "02:06"  # minutes and seconds: a page looks at its clock every five seconds


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    with Server(tmp_path_factory.mktemp("lock")).running() as server:
        yield server.address, json.loads(server.run_code(MAKE_PERSON)[-1])


Opened = Callable[..., Any]


@pytest.fixture
def phone(chromium: Any, people: tuple[str, list[str]]) -> Iterator[Opened]:
    """`phone(**context)`: a page of a phone with a visit of its own, with the lock on."""
    address, visits = people
    contexts = []

    def opened(**options: Any) -> Any:
        context = chromium.new_context(viewport=PHONE, base_url=address, **options)
        contexts.append(context)
        context.add_cookies([{"name": "visit", "value": visits.pop(), "url": address}])
        page = context.new_page()
        page.goto("/me/lock/")
        page.fill("input[name=pin]", PIN)
        page.fill("input[name=pin_again]", PIN)
        page.locator("main form:has(input[name=pin]) button").click()
        page.locator("button[name=off]").wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()


def give_pin(page: Any, pin: str = PIN) -> None:
    page.fill("input[name=pin]", pin)
    page.locator("main form:has(input[name=pin]) button").click()


def test_a_page_that_nobody_touches_locks_and_keeps_what_was_half_written(phone: Opened) -> None:
    page = phone()
    page.clock.install()
    page.goto("/people/add/")
    page.fill("input[name=name]", "Lou from the long dinner")
    page.clock.fast_forward(SINCE_TOUCHED)
    page.wait_for_url("**/locked/**")
    assert "Canaryfinch" not in page.content()
    assert "long dinner" not in page.content()
    page.go_back()
    page.wait_for_url("**/locked/**")
    page.goto("/people/")
    page.wait_for_url("**/locked/**")
    give_pin(page)
    page.wait_for_url("**/lock/kept/**")
    assert page.get_by_text("Lou from the long dinner").count() == 1


def test_a_page_that_is_touched_stays_open(phone: Opened) -> None:
    """The control: what locks is the want of a touch, and not the time."""
    page = phone()
    page.clock.install()
    page.goto("/people/add/")
    for _ in range(4):
        with page.expect_response("**/lock/here/") as told:
            page.clock.fast_forward("01:00")
            page.keyboard.press("a")
            page.clock.fast_forward("00:06")
        assert told.value.status == 204
    assert page.url.endswith("/people/add/")
    page.goto("/people/")
    assert page.get_by_text("Lou Canaryfinch").count() > 0


def test_without_a_network_words_stay_behind_a_curtain_until_there_is_one(phone: Opened) -> None:
    page = phone()
    page.clock.install()
    page.goto("/people/add/")
    page.fill("input[name=name]", "Lou from the long dinner")
    page.context.set_offline(True)
    page.clock.fast_forward(SINCE_TOUCHED)
    page.locator(".curtain").wait_for()
    assert not page.locator("main").is_visible()
    page.context.set_offline(False)
    page.wait_for_url("**/locked/**")
    give_pin(page)
    page.wait_for_url("**/lock/kept/**")
    assert page.get_by_text("Lou from the long dinner").count() == 1


HIDE = """(isHidden) => {
    Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


def is_locked_elsewhere(page: Any) -> bool:
    """What the server says to another page of the same visit."""
    answer = page.context.request.get("/today/", max_redirects=0)
    return bool(answer.headers.get("location", "").startswith("/locked/"))


def choose_to_lock_on_leaving(page: Any) -> None:
    page.goto("/me/lock/")
    assert not page.locator("#on_leaving").is_checked()
    page.check("#on_leaving")
    page.locator("button[name=when]").click()
    page.locator("#on_leaving:checked").wait_for(state="attached")


def test_where_it_is_chosen_a_page_that_is_left_locks_at_once(phone: Opened) -> None:
    page = phone()
    choose_to_lock_on_leaving(page)
    page.locator("nav.tabs a[href='/people/']").click()
    page.wait_for_url("**/people/")
    page.reload()
    page.goto("/people/add/")
    page.fill("input[name=name]", "Lou from the long dinner")
    with page.expect_response("**/lock/") as told:
        page.evaluate(HIDE, True)
    assert told.value.status == 200
    assert not page.locator("main").is_visible()
    assert is_locked_elsewhere(page)
    page.evaluate(HIDE, False)
    page.wait_for_url("**/locked/**")
    assert page.locator("a[href='/help/']").count() > 0
    give_pin(page)
    page.wait_for_url("**/lock/kept/**")
    assert page.get_by_text("Lou from the long dinner").count() == 1


def test_where_it_is_chosen_going_on_within_the_site_is_not_leaving(phone: Opened) -> None:
    page = phone()
    choose_to_lock_on_leaving(page)
    page.locator("nav.tabs a[href='/people/']").click()
    page.wait_for_url("**/people/")
    page.go_back()
    page.wait_for_url("**/me/lock/")
    page.reload()
    page.goto("/people/")
    page.wait_for_timeout(500)
    assert not is_locked_elsewhere(page)


def test_unless_it_is_chosen_a_page_that_is_left_has_two_minutes(phone: Opened) -> None:
    """The control."""
    page = phone()
    page.goto("/people/")
    page.evaluate(HIDE, True)
    page.wait_for_timeout(500)
    assert not is_locked_elsewhere(page)
    page.evaluate(HIDE, False)
    assert page.get_by_text("Lou Canaryfinch").first.is_visible()


KEPT = """async () => {
    const asked = indexedDB.open("device", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("copy");
    const base = await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
    const rows = base.transaction("copy").objectStore("copy").getAllKeys();
    const names = await new Promise((done) => (rows.onsuccess = () => done(rows.result)));
    base.close();
    return names.length;
}"""


def wait_until_kept(page: Any, rows: int) -> None:
    wait_until(page, f"({KEPT})().then((n) => n === {rows})")


def test_what_the_device_keeps_is_gone_while_locked_and_made_fresh_after(phone: Opened) -> None:
    page = phone()
    page.goto("/me/device/")
    page.locator("button[name=keep][value=yes]").click()
    page.locator("button[name=keep][value=no]").wait_for()
    wait_until_kept(page, 2)
    page.goto("/me/")
    page.locator("form[action='/lock/'] button").click()
    page.wait_for_url("**/locked/")
    wait_until_kept(page, 0)
    page.context.set_offline(True)
    page.goto("/people/")
    assert "Canaryfinch" not in page.content()
    page.context.set_offline(False)
    page.goto("/people/")
    give_pin(page)
    page.wait_for_url("**/people/")
    wait_until_kept(page, 2)


def test_a_copy_does_not_open_two_minutes_after_the_last_page(phone: Opened) -> None:
    """A browser that was closed, and is opened again without a network."""
    page = phone()
    page.goto("/me/device/")
    page.locator("button[name=keep][value=yes]").click()
    page.locator("button[name=keep][value=no]").wait_for()
    wait_until_kept(page, 2)
    page.context.set_offline(True)
    page.goto("/people/")
    assert page.get_by_role("heading", name="Lou Canaryfinch").count() == 1
    page.evaluate(
        """async () => {
            const asked = indexedDB.open("device", 1);
            const base = await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
            const change = base.transaction("copy", "readwrite");
            const store = change.objectStore("copy");
            const row = store.get("key");
            row.onsuccess = () => store.put({ ...row.result, closesAt: Date.now() - 1 }, "key");
            await new Promise((done) => (change.oncomplete = done));
            base.close();
        }"""
    )
    page.goto("/people/")
    assert "Canaryfinch" not in page.content()
    wait_until_kept(page, 0)


def test_it_works_without_scripts(phone: Opened) -> None:
    page = phone(java_script_enabled=False)
    page.goto("/me/")
    page.locator("form[action='/lock/'] button").click()
    page.wait_for_url("**/locked/")
    page.goto("/people/")
    give_pin(page, "9999")
    assert page.locator(".error-summary").count() == 1
    give_pin(page)
    page.wait_for_url("**/people/")
    assert page.get_by_text("Lou Canaryfinch").count() > 0


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_pages_fit_a_narrow_screen_and_have_no_faults(phone: Opened, language: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = phone(locale=language)
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("/me/lock/", "/locked/"):
        page.goto(path)
        if path == "/locked/":
            page.goto("/me/lock/")
            page.locator("form[action='/lock/'] button").click()
            page.wait_for_url("**/locked/")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, path
        found = Axe().run(page).response["violations"]
        assert [fault["id"] for fault in found] == [], path
