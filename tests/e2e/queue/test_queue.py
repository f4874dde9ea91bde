"""Check-ins without a network, in a real browser: each waits there, and is sent once, in order.

All of it: PORCHLIGHT_QUEUE_RUNS=200 PORCHLIGHT_QUEUE_KILLS=200 script/test -s tests/e2e/queue
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

import pytest

from tests.conftest import CHROMIUM
from tests.e2e.conftest import PHONE
from tests.e2e.queue.newcomers import COUNTS, KEPT, WAITS, Newcomers, tap, wait_for_counts
from tests.e2e.queue.runs import KILLS, RUNS
from tests.e2e.walks import wait_for_worker

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.thorough]

N_ITEMS = 500
HOLD = """(keys) => {
    const form = document.querySelector("form[data-queue]");
    for (const key of keys) {
        form.elements.key.value = key;
        const how = { bubbles: true, cancelable: true, detail: {} };
        form.dispatchEvent(new CustomEvent("unsent", how));
    }
}"""


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_check_in_waits_and_is_kept_when_the_network_is_back(
    phone: Any, newcomers: Newcomers, language: str, tmp_path: Path
) -> None:
    page, _ = newcomers.enter(phone)
    page.context.request.post("/language/", form={"language": language})
    page.goto("/today/")
    phone.set_offline(True)
    tap(page)
    page.locator(WAITS).wait_for()
    shots = Path(os.environ.get("PORCHLIGHT_QUEUE_SHOTS", tmp_path))
    page.screenshot(path=shots / f"waits-{language}.png", full_page=True)
    assert page.locator(WAITS).get_attribute("role") == "status"
    wait_for_counts(page, [1])
    phone.set_offline(False)
    page.locator(KEPT).wait_for()
    page.screenshot(path=shots / f"kept-{language}.png", full_page=True)
    wait_for_counts(page, [0])
    page.goto("/today/")
    assert page.locator("form[data-queue]").count() == 0, "the day is told"


def test_another_person_sees_nothing_of_it_and_it_waits_on(
    phone: Any, newcomers: Newcomers
) -> None:
    page, visit = newcomers.enter(phone)
    phone.set_offline(True)
    tap(page)
    page.locator(WAITS).wait_for()
    phone.clear_cookies()
    phone.set_offline(False)
    page.goto("/help/")
    wait_for_counts(page, [1])
    other, _ = newcomers.enter(phone)
    assert other.locator("[data-is]").count() == 0
    wait_for_counts(other, [1])
    phone.clear_cookies()
    phone.add_cookies(visit.cookies)
    page.goto("/today/")
    page.locator(KEPT).wait_for()
    wait_for_counts(page, [0])


def test_leave_ends_what_waits(phone: Any, newcomers: Newcomers) -> None:
    page, _ = newcomers.enter(phone)
    wait_for_worker(page)
    phone.set_offline(True)
    tap(page)
    page.locator(WAITS).wait_for()
    wait_for_counts(page, [1])
    page.locator("[data-exit] button").click()
    page.wait_for_url("**/clouds/")
    wait_for_counts(page, [])
    phone.set_offline(False)
    page.goto("/help/")
    page.wait_for_url(newcomers.address + "/")  # the visit is ended by now
    wait_for_counts(page, [])
    assert page.evaluate("localStorage.getItem('queue-')") is None


class UnreliableServer:
    """Takes items of the queue, and loses requests and answers. `has_receipts`: as ours does."""

    def __init__(self, dice: random.Random, has_receipts: bool = True) -> None:
        self.dice, self.has_receipts = dice, has_receipts
        self.kept: list[str] = []

    def answer(self, route: Any) -> None:
        if route.request.method != "POST":
            return route.fallback()
        luck = self.dice.random()
        if luck < 0.04:
            return route.abort()
        if luck < 0.06:
            return route.fulfill(status=401)  # signed out
        (key,) = parse_qs(route.request.post_data)["key"]
        if key not in self.kept or not self.has_receipts:
            self.kept.append(key)
        if luck < 0.10:
            return route.abort()  # kept, and the answer lost
        return route.fulfill(status=204)


def send_through(page: Any, server: UnreliableServer, n_items: int) -> list[str]:
    """Hold so many items, and let two pages of one browser send them. The keys, as held."""
    keys = [str(UUID(int=server.dice.getrandbits(128))) for _ in range(n_items)]
    other = page.context.new_page()
    other.goto("/today/")
    page.evaluate(HOLD, keys)
    wait_for_counts(page, [n_items])
    page.context.route("**/today/", server.answer)
    for _ in range(n_items):
        for each in (page, other):
            each.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_timeout(100)
        if page.evaluate(COUNTS) == [0]:
            break
    page.context.unroute("**/today/")
    other.close()
    return keys


@pytest.fixture
def newcomer(chromium: Any, newcomers: Newcomers) -> Iterator[Any]:
    """A page whose requests the story answers, so no worker stands between."""
    context = chromium.new_context(base_url=newcomers.address, service_workers="block")
    yield newcomers.enter(context)[0]
    context.close()


@pytest.mark.parametrize("seed", range(RUNS))
def test_each_of_many_is_sent_once_and_in_order(newcomer: Any, seed: int) -> None:
    server = UnreliableServer(random.Random(seed))
    keys = send_through(newcomer, server, N_ITEMS)
    assert server.kept == keys
    assert newcomer.evaluate(COUNTS) == [0]


def test_a_server_without_receipts_would_be_found(newcomer: Any) -> None:
    """The control: answers get lost, so something is sent twice."""
    server = UnreliableServer(random.Random(0), has_receipts=False)
    keys = send_through(newcomer, server, 150)
    assert set(server.kept) == set(keys)
    assert max(Counter(server.kept).values()) > 1


def kill_browser(profile: Path) -> None:
    """SIGKILL to the one browser whose profile this is."""
    listed = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True, check=True)
    for line in listed.stdout.splitlines():
        pid, _, args = line.strip().partition(" ")
        if f"--user-data-dir={profile}" in args.split() and "--type=" not in args:
            os.kill(int(pid), signal.SIGKILL)


def test_what_waits_outlives_a_killed_browser(
    chromium: Any, newcomers: Newcomers, tmp_path: Path
) -> None:
    lost = []
    for run in range(KILLS):
        profile = tmp_path / str(run)

        def opened(profile: Path = profile) -> Any:
            return chromium.browser_type.launch_persistent_context(
                str(profile), executable_path=CHROMIUM, viewport=PHONE, base_url=newcomers.address,
                args=["--no-sandbox", "--disable-background-networking", "--disable-sync"],
            )  # fmt: skip

        context = opened()
        page, visit = newcomers.enter(context)
        context.set_offline(True)
        tap(page)
        page.locator(WAITS).wait_for()
        kill_browser(profile)
        context.close()
        context = opened()
        context.add_cookies(visit.cookies)
        page = context.new_page()
        page.goto("/today/")
        try:
            page.locator(KEPT).wait_for(timeout=15_000)
        except Exception:
            lost.append(run)
        context.close()
    assert lost == []
