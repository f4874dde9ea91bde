"""The host's own map in a real browser: under the strict policy, with the numbers of the list."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.server import Server, Visitor, set_up_community

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.thorough]
# A picture of one grey point.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c63b800000098009707a1a5b10000000049454e44ae426082"
)
ROWS = [
    {"slug": f"m{n}", "name": f"Lamp {n}", "day": list(range(7)), "time": "23:00", "types": ["O"],
     "timezone": "America/Chicago", "location": f"Hall {n}", "latitude": 32.3 + n / 40,
     "longitude": -90.2, "formatted_address": f"{n} Elm St, Jackson, MS 39201, USA"}
    for n in range(1, 4)
]  # fmt: skip


class _Pictures(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers.get("Referer")))  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        self.wfile.write(PICTURE)

    def log_message(self, *words: Any) -> None:
        pass


@pytest.fixture
def tiles() -> Iterator[Any]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pictures)
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def site(tmp_path: Path, tiles: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    address = f"http://127.0.0.1:{tiles.server_port}/{{z}}/{{x}}/{{y}}.png"
    monkeypatch.setenv("PORCHLIGHT_TILES", address)
    monkeypatch.setenv("PORCHLIGHT_TILES_CREDIT", "© made-up map makers")
    folder = tmp_path / "site"
    folder.mkdir()
    server = Server(folder)
    server.start()
    yield server
    server.stop()


def opened(chromium: Any, site: Server, visitor: Visitor, **options: Any) -> tuple[Any, list[str]]:
    base = f"http://127.0.0.1:{site.port}"
    context = chromium.new_context(base_url=base, viewport={"width": 360, "height": 740}, **options)
    context.add_cookies(
        [{"name": name, "value": value, "url": base} for name, value in visitor.cookies.items()]
    )
    page, faults = context.new_page(), list[str]()
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto("/meet/map/?place=32.3,-90.2&hours=168&within=10")
    return page, faults


def test_the_map_of_the_host_takes_the_place_of_the_drawing(
    chromium: Any, site: Server, tiles: Any
) -> None:
    host = set_up_community(site)
    feed = site.folder / "feed.json"
    feed.write_text(json.dumps(ROWS))
    site.command("import", "meeting-guide", str(feed), "--source", "made-up")

    page, faults = opened(chromium, site, host)
    for _ in range(60):  # until the finder has seen the import
        if page.get_by_text("Lamp 3").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    page.locator(".leaflet-tile-loaded").first.wait_for(state="attached")
    page.locator(".map__pin").first.wait_for(state="attached")
    numbers = page.locator(".map__pin").all_inner_texts()
    assert sorted(numbers) == ["1", "2", "3"]
    assert page.locator("svg.map__drawing").count() == 0
    assert page.get_by_text("© made-up map makers").count() == 1
    page.locator(".map__pin", has_text="2").click()
    page.wait_for_url("**#place-2")
    page.get_by_role("button", name="Nearer").click()
    assert faults == []
    assert tiles.asked
    assert {referer for _path, referer in tiles.asked} == {None}

    page.wait_for_load_state("networkidle")
    page.context.close()
    asked = len(tiles.asked)
    page, faults = opened(chromium, site, host, java_script_enabled=False)
    assert page.locator("svg.map__drawing circle.map__dot").count() == 3
    assert faults == []
    assert len(tiles.asked) == asked
