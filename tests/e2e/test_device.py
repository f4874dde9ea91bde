"""People and saved meetings without a network, on a device where their person chose to keep them.

On a site that is no demo, since a demo calls nobody. The canary is a name that only the copy holds;
it is looked for in whatever the browser stores, by script and in the files of its profile.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CHROMIUM
from tests.e2e.conftest import PHONE
from tests.e2e.walks import wait_for_worker, wait_until
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.thorough]

CANARY = "Lou Canaryfinch"
MEETING = "Evening Canarylight"
# Two people with open visits, one for each test; the first has somebody in her circle.
MAKE_PEOPLE = f"""
import json, django
django.setup()
from django.conf import settings
from django.test import Client
from porchlight.directory.models import Saved
from tests.directory.listings import make_meeting
from tests.make import NOW, make_person, make_tie
ana, cleo = make_person("Ana"), make_person("Cleo")
make_tie(ana, name={CANARY!r}, phone="+1 601 555 0100", line="Meet me at the bridge")
phone = {{"conference_phone": "+16055550150", "passcode": "84375"}}
meeting = make_meeting("wed 19:00", name={MEETING!r}, attendance="online", joining=phone)
Saved.objects.create(person=ana, service=meeting, saved_at=NOW)
visits = {{"ana": [], "cleo": []}}
for name, person in (("ana", ana), ("cleo", cleo)) * 20:
    client = Client()
    client.force_login(person)
    visits[name].append(client.cookies[settings.SESSION_COOKIE_NAME].value)
print(json.dumps({{"cookie": settings.SESSION_COOKIE_NAME, **visits}}))
"""
# Everything that a page's own storage holds, as text; bytes as one character each.
ALL_STORED = """async () => {
    const text = (value) => {
        if (value instanceof ArrayBuffer) value = new Uint8Array(value);
        if (ArrayBuffer.isView(value)) return String.fromCharCode(...value);
        if (value instanceof CryptoKey) return `key that can be taken out: ${value.extractable}`;
        if (value && typeof value === "object")
            return Object.entries(value).map(([name, inner]) => name + text(inner)).join(" ");
        return String(value);
    };
    const done = (asked) => new Promise((yes, no) => {
        asked.onsuccess = () => yes(asked.result);
        asked.onerror = () => no(asked.error);
    });
    const found = [];
    for (const { name } of await indexedDB.databases()) {
        const base = await done(indexedDB.open(name));
        for (const store of base.objectStoreNames)
            for (const value of await done(base.transaction(store).objectStore(store).getAll()))
                found.push(`indexedDB ${name} ${store} ${text(value)}`);
        base.close();
    }
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys())
            found.push(`cache ${request.url} ${await (await cache.match(request)).text()}`);
    }
    return [...found, ...Object.entries(localStorage).map(String),
        ...Object.entries(sessionStorage).map(String)];
}"""


@dataclass(frozen=True)
class Phone:
    """A browser with a profile of its own on disk. Closing it writes all of it out."""

    context: Any
    page: Any
    profile: Path
    address: str
    visits: dict[str, Any]

    def sign_in(self, name: str) -> None:
        self.context.add_cookies(
            [{"name": self.visits["cookie"], "value": self.visits[name].pop(), "url": self.address}]
        )
        self.open("/people/")

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def keep(self) -> None:
        """Choose to keep a copy, and wait until it is there."""
        self.open("/me/device/")
        self.page.locator("button[name=keep][value=yes]").click()
        self.page.locator("button[name=keep][value=no]").wait_for()
        self.wait_for_rows(2)

    def wait_for_rows(self, n: int) -> None:
        """Until the store holds so many rows: a key and a page, or nothing."""
        rows = "all.filter((row) => row.startsWith('indexedDB device '))"
        wait_until(self.page, f"({ALL_STORED})().then((all) => {rows}.length === {n})")

    def stored(self) -> list[str]:
        return list(self.page.evaluate(ALL_STORED))

    def sightings(self) -> list[str]:
        """Where a canary lies in clear: in what scripts can read, then in the profile's files."""
        words = (CANARY, MEETING)
        found = [row[:60] for row in self.stored() if any(word in row for word in words)]
        self.context.close()
        forms = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le")]
        for file in self.profile.rglob("*"):
            if file.is_file() and not file.is_symlink():
                content = file.read_bytes()
                found += [file.name for form in forms if form in content]
        return found


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, Any]]]:
    with Server(tmp_path_factory.mktemp("device")).running() as server:
        yield server.address, json.loads(server.run_code(MAKE_PEOPLE)[-1])


@pytest.fixture
def phone(chromium: Any, people: tuple[str, dict[str, Any]], tmp_path: Path) -> Iterator[Phone]:
    address, visits = people
    context = chromium.browser_type.launch_persistent_context(
        str(tmp_path / "profile"), executable_path=CHROMIUM, viewport=PHONE,
        args=["--no-sandbox", "--disable-background-networking", "--disable-sync"],
    )  # fmt: skip
    yield Phone(context, context.new_page(), tmp_path / "profile", address, visits)
    context.close()


def test_people_and_saved_meetings_open_without_a_network(phone: Phone) -> None:
    phone.sign_in("ana")
    phone.keep()
    phone.context.set_offline(True)
    for path in ("/people/", "/meet/saved/"):
        phone.open(path)
        assert phone.page.get_by_role("heading", name=CANARY).count() == 1
        assert phone.page.get_by_role("heading", name=MEETING).count() == 1
        links = phone.page.locator("main a").evaluate_all("(all) => all.map((a) => a.href)")
        assert {"tel:+16015550100", "sms:+16015550100", "tel:+16055550150"} <= set(links)
        assert any(link.startswith("sms:+16015550100?&body=") for link in links)
        policy = phone.page.evaluate(
            "document.querySelector('link[rel=stylesheet]').sheet.cssRules.length"
        )
        assert policy > 0, "without its looks"
    phone.open("/me/notes/")
    assert CANARY not in phone.page.content(), "other pages are not kept"


def test_what_is_kept_is_sealed_with_a_key_that_cannot_be_taken_out(phone: Phone) -> None:
    phone.sign_in("ana")
    phone.keep()
    assert any("key that can be taken out: false" in row for row in phone.stored())
    assert phone.sightings() == []


def test_without_the_choice_nothing_is_kept(phone: Phone) -> None:
    phone.sign_in("ana")
    for path in ("/people/", "/meet/saved/", "/me/device/"):
        phone.open(path)
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.open("/people/")
    assert [row for row in phone.stored() if row.startswith("indexedDB device ")] == []
    phone.context.set_offline(True)
    phone.open("/people/")
    assert CANARY not in phone.page.content()
    assert phone.sightings() == []


def test_a_copy_in_clear_would_be_found(phone: Phone) -> None:
    """The control: what the scan is for."""
    phone.sign_in("ana")
    phone.keep()
    phone.page.evaluate(
        """async (words) => {
            const asked = indexedDB.open("plain", 1);
            asked.onupgradeneeded = () => asked.result.createObjectStore("copy");
            const base = await new Promise((yes) => (asked.onsuccess = () => yes(asked.result)));
            const change = base.transaction("copy", "readwrite");
            change.objectStore("copy").put({ page: words }, "page");
            await new Promise((yes) => (change.oncomplete = yes));
            base.close();
        }""",
        CANARY,
    )
    found = phone.sightings()
    assert any(place.startswith("indexedDB plain") for place in found)
    assert any(not place.startswith("indexedDB") for place in found), "not seen on disk"


def sign_out(phone: Phone) -> None:
    phone.open("/me/")
    phone.page.locator("form[action='/sign-out/'] button").click()
    phone.page.wait_for_url(phone.address + "/")


def sign_out_without_a_network(phone: Phone) -> None:
    phone.open("/me/")
    wait_for_worker(phone.page)
    phone.context.set_offline(True)
    phone.page.locator("form[action='/sign-out/'] button").click()
    phone.page.locator("[data-network]").wait_for()


def leave(phone: Phone) -> None:
    phone.page.locator("[data-exit] button").click()
    phone.page.wait_for_url("**/clouds/")


def leave_from_a_page_without_its_worker(phone: Phone) -> None:
    """As a page is that was fetched anew with Shift, or was on its way while it took over."""
    phone.open("/me/")
    tab = phone.context.new_cdp_session(phone.page)
    tab.send("Page.reload", {"ignoreCache": True})
    phone.page.wait_for_function("performance.getEntriesByType('navigation')[0].type === 'reload'")
    phone.page.wait_for_load_state()
    assert phone.page.evaluate("navigator.serviceWorker.controller === null")
    leave(phone)


def leave_without_a_network(phone: Phone) -> None:
    wait_for_worker(phone.page)
    phone.context.set_offline(True)
    leave(phone)


def delete_the_account(phone: Phone) -> None:
    phone.open("/me/leave/")
    phone.page.locator("main form button[name=now]").click()
    phone.page.wait_for_function("!document.querySelector('main form')")


def choose_otherwise(phone: Phone) -> None:
    phone.open("/me/device/")
    phone.page.locator("button[name=keep][value=no]").click()
    phone.page.locator("button[name=keep][value=yes]").wait_for()


def another_signs_in(phone: Phone) -> None:
    phone.sign_in("cleo")


def visit_ends_elsewhere(phone: Phone) -> None:
    phone.context.clear_cookies()
    phone.open("/people/")


@pytest.mark.parametrize(
    "end",
    [
        sign_out,
        sign_out_without_a_network,
        leave,
        leave_from_a_page_without_its_worker,
        leave_without_a_network,
        choose_otherwise,
        another_signs_in,
        visit_ends_elsewhere,
        delete_the_account,  # the last: nobody signs in as her after it
    ],
    ids=lambda end: end.__name__,
)
def test_nothing_is_left_after(phone: Phone, end: Any) -> None:
    phone.sign_in("ana")
    phone.keep()
    end(phone)
    phone.context.set_offline(True)
    phone.open("/offline/")
    phone.wait_for_rows(0)
    phone.open("/people/")
    assert CANARY not in phone.page.content()
    assert phone.sightings() == []
