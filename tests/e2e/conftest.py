"""A real server on a folder of its own with the made-up community in it, and a real Chromium."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CHROMIUM

CHECKOUT = Path(__file__).resolve().parents[2]
PHONE = {"width": 360, "height": 740}
START_WITHIN = 120  # seconds: the first start builds the community


@dataclass(frozen=True)
class Site:
    """Where a running server answers, and the folder its state is in."""

    address: str
    data: Path

    def link_for(self, name: str) -> str:
        """A fresh link that signs in as one of the cast, once."""
        port = self.address.rsplit(":", 1)[1]
        printed = porchlight(self.data, "links", "--port", port).stdout
        found = re.search(rf"^\s*{name}\s.*?(http\S+)$", printed, re.MULTILINE | re.IGNORECASE)
        assert found, printed
        return found[1]

    def run(self, code: str) -> None:
        """Python on the site's own folder, for what takes hours in a browser."""
        settings = {"DJANGO_SETTINGS_MODULE": "porchlight.settings"}
        subprocess.run(
            [sys.executable, "-c", f"import django\ndjango.setup()\n{code}"],
            env=environment(self.data) | settings, cwd=CHECKOUT, check=True,
        )  # fmt: skip


def environment(data: Path) -> dict[str, str]:
    return {**os.environ, "PORCHLIGHT_DATA_DIR": str(data), "PYTHONPATH": str(CHECKOUT)}


def porchlight(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "porchlight.cli", *words],
        env=environment(data), cwd=CHECKOUT, capture_output=True, text=True, check=True,
    )  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_up(address: str, server: subprocess.Popen[bytes], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert server.poll() is None, f"the server stopped with {server.returncode}"
        try:
            with urllib.request.urlopen(f"{address}/health/", timeout=2) as answer:
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer from {address} within {seconds} s")


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """A server with the made-up community, whose state and log are in this folder."""
    port = free_port()
    site = Site(f"http://127.0.0.1:{port}", folder / "data")
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "porchlight.cli", "serve", "--port", str(port)],
            env=environment(site.data), cwd=CHECKOUT, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            wait_until_up(site.address, server, START_WITHIN)
            yield site
        finally:
            server.terminate()
            server.wait(timeout=20)


@contextmanager
def clicks_that_wait() -> Iterator[None]:
    """A click comes back when the page that it led to has been read. Chromium's own comes back
    when the first byte is there, and a look right after it may find a page with nothing in it."""
    from playwright.sync_api import Locator, Page

    page_click, locator_click = Page.click, Locator.click

    def click_page(page: Any, *args: Any, **options: Any) -> None:
        page_click(page, *args, **options)
        page.wait_for_load_state("domcontentloaded")

    def click_locator(locator: Any, *args: Any, **options: Any) -> None:
        locator_click(locator, *args, **options)
        locator.page.wait_for_load_state("domcontentloaded")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Page, "click", click_page)
        patch.setattr(Locator, "click", click_locator)
        yield


@contextmanager
def running_browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play, clicks_that_wait():
        browser = play.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-background-networking", "--disable-sync"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Closed after each file: while it is open, Django takes this thread for an async one."""
    with running_browser() as browser:
        yield browser


Open = Callable[..., Any]


@pytest.fixture
def open_phone(site: Site, chromium: Any) -> Iterator[Open]:
    """`open_phone(**context)`: a page of a fresh phone. A request to elsewhere fails the test."""
    contexts, elsewhere = [], []

    def opened(**options: Any) -> Any:
        context = chromium.new_context(viewport=PHONE, base_url=site.address, **options)
        contexts.append(context)

        def watch(request: Any) -> None:
            if not request.url.startswith((site.address, "data:", "blob:")):
                elsewhere.append(request.url)

        context.on("request", watch)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert elsewhere == []


@pytest.fixture(scope="session")
def visits() -> dict[str, Any]:
    """Cookies of members who signed in before, so that most tests need no link of their own."""
    return {}


@pytest.fixture
def as_member(site: Site, open_phone: Open, visits: dict[str, Any]) -> Open:
    """`as_member("ana", **context)`: a phone on which one of the cast is signed in.

    With `by_link=True` she comes in by a fresh link. Without it an earlier visit goes on, unless a
    story has ended it.
    """

    def signed_in(name: str, by_link: bool = False, **options: Any) -> Any:
        page = open_phone(storage_state=None if by_link else visits.get(name), **options)
        page.goto("/today/")
        if "/sign-in/" in page.url:
            page.goto(site.link_for(name))
            visits[name] = page.context.storage_state()
        return page

    return signed_in
