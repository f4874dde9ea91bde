"""Notes on a phone in a real browser. What its push service would give it is made up, as none can
be reached from a test; the page, the service worker and what it shows are real."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.e2e.conftest import PHONE
from tests.e2e.walks import wait_for_worker, wait_until
from tests.outbox.push.browser import Browser
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.thorough]

MAKE_ANA = """
import django
django.setup()
from django.conf import settings
from django.test import Client
from tests.make import make_person
ana = make_person("Ana")
for _ in range(4):
    client = Client()
    client.force_login(ana)
    print(settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value)
"""
# A browser's push manager with a push service of its own: `push-held` is what it has subscribed.
PUSH_MANAGER = """
const given = %s;
const held = () => localStorage.getItem("push-held");
const made = () => held() && ({
    endpoint: given.endpoint + held(),
    options: {},
    toJSON: () => ({ endpoint: given.endpoint + held(),
        keys: { p256dh: given.p256dh, auth: given.auth } }),
    unsubscribe: async () => localStorage.removeItem("push-held"),
});
PushManager.prototype.getSubscription = async () => made();
PushManager.prototype.subscribe = async (asked) => {
    if (!asked.userVisibleOnly || asked.applicationServerKey.length !== 65) throw new TypeError();
    if (!held()) localStorage.setItem("push-held", String(Math.random()));
    return made();
};
Notification.requestPermission = async () => "granted";
Object.defineProperty(Notification, "permission", { get: () => "granted" });
"""
SHOWN = """navigator.serviceWorker.ready.then((one) => one.getNotifications()).then(
    (all) => all.map(({ title, body, lang, data }) => ({ title, body, lang, data })))"""
NOTICE = {"title": "Porchlight", "body": "1 note for you", "lang": "en", "tag": "a"}


@dataclass(frozen=True)
class Phone:
    context: Any
    page: Any
    address: str

    def is_on(self) -> bool:
        self.page.goto(f"{self.address}/me/push/")
        return bool(self.page.locator("form[action='/me/push/off/']").count())

    def turn_on(self) -> None:
        self.page.goto(f"{self.address}/me/push/")
        self.page.locator("[data-push-button]").click()
        self.page.locator("form[action='/me/push/off/']").wait_for()

    def endpoint_held(self) -> str:
        return str(self.page.evaluate("localStorage.getItem('push-held')"))

    def get_push(self, words: str) -> list[dict[str, str]]:
        """What the worker shows of a message that came."""
        cdp = self.context.new_cdp_session(self.page)
        found: list[str] = []
        cdp.on(
            "ServiceWorker.workerRegistrationUpdated",
            lambda told: found.extend(one["registrationId"] for one in told["registrations"]),
        )
        cdp.send("ServiceWorker.enable")
        wait_until(self.page, "navigator.serviceWorker.controller !== null")
        told = {"origin": self.address, "registrationId": found[0], "data": words}
        cdp.send("ServiceWorker.deliverPushMessage", told)
        wait_until(self.page, f"({SHOWN}).then((all) => all.length > 0)")
        return list(self.page.evaluate(SHOWN))


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[list[str]]]]:
    held = {"PORCHLIGHT_PUSH_CONTACT": "mailto:host@example.org"}
    server = Server(tmp_path_factory.mktemp("push"), settings=held)
    with server.running():
        yield server.address, [line.split() for line in server.run_code(MAKE_ANA)]


@pytest.fixture
def phone(chromium: Any, visits: tuple[str, list[list[str]]]) -> Iterator[Phone]:
    address, cookies = visits
    name, value = cookies.pop()
    context = chromium.new_context(viewport=PHONE)
    context.grant_permissions(["notifications"], origin=address)
    context.add_cookies([{"name": name, "value": value, "url": address}])
    given = json.dumps(Browser("https://web.push.apple.com/").form)
    context.add_init_script(PUSH_MANAGER % given)
    page = context.new_page()
    page.goto(f"{address}/me/")
    wait_for_worker(page)
    yield Phone(context, page, address)
    context.close()


def test_it_is_turned_on_and_off(phone: Phone) -> None:
    assert not phone.is_on()
    phone.turn_on()
    assert phone.is_on()
    phone.page.locator("form[action='/me/push/off/'] button").click()
    phone.page.locator("[data-push-button]").wait_for()
    assert not phone.is_on()
    wait_until(phone.page, "localStorage.getItem('push-held') === null")


def test_a_subscription_that_the_browser_lost_is_made_anew_by_the_next_page(phone: Phone) -> None:
    phone.turn_on()
    before = phone.endpoint_held()
    phone.page.evaluate("localStorage.removeItem('push-held')")
    with phone.page.expect_response("**/me/push/check/") as answer:
        phone.page.goto(f"{phone.address}/people/")
    assert answer.value.status == 204
    assert phone.endpoint_held() not in ("null", before)
    assert phone.is_on()


def test_the_worker_shows_one_discreet_line(phone: Phone) -> None:
    sent = json.dumps(
        {"web_push": 8030, "notification": {**NOTICE, "navigate": f"{phone.address}/n/x/"}}
    )
    (shown,) = phone.get_push(sent.ljust(512))
    assert (shown["title"], shown["body"], shown["lang"]) == ("Porchlight", "1 note for you", "en")
    assert shown["data"] == f"{phone.address}/n/x/"


def test_something_is_shown_of_what_cannot_be_read(phone: Phone) -> None:
    (shown,) = phone.get_push("no JSON")
    assert (shown["title"], shown["body"], shown["data"]) == ("Porchlight", "", "/")
