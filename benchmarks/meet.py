"""The finder's pages at 150,000 made-up rows: server time, weight, and latency under steady load.

Server time is what one process spends on a page, session and template included. Latency is seen by
a client of the real server while twenty requests a second come from four connections, at moments
that do not wait for answers; beside it stands the cheapest page of the same server under the same
load. Last, a phone in Chromium on a slow network, from opening Meet to a list. Prints one JSON
object. `MEET_ROWS`, `MEET_SECONDS` make it smaller.
"""

from __future__ import annotations

import gzip
import http.client
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
ROWS = int(os.environ.get("MEET_ROWS", "150000"))
SECONDS = float(os.environ.get("MEET_SECONDS", "60"))
A_SECOND, CONNECTIONS, TIMES = 20, 4, 40
SEED, A_FEED = 20261118, 30_000  # rows of one feed: it is at most 64 MB
NOW = datetime.now(UTC)
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
CHEAPEST = "/clouds/"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="porchlight-bench-") as folder:
        os.environ["PORCHLIGHT_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "porchlight.settings"
        os.environ.pop("DATABASE_URL", None)
        cookie = _fill()
        pages = _pages()
        served = {name: _server_time(path, cookie) for name, path in pages.items()}
        port, server = _start()
        try:
            weights = {name: _weight(port, path, cookie) for name, path in pages.items()}
            lists = {name: path for name, path in pages.items() if name != "cheapest"}
            latency = _under_load(port, list(lists.values()), cookie)
            cheapest = _under_load(port, [CHEAPEST], cookie, SECONDS / 4)
            phone = _on_a_phone(port, cookie)
        finally:
            server.terminate()
            server.wait(timeout=30)
    ratio = {p: round(latency[p] / cheapest[p], 1) for p in ("p50_ms", "p99_ms")}
    print(json.dumps({
        "rows": ROWS, "server_ms": served, "bytes_compressed": weights,
        "under_20_a_second": latency, "cheapest_page_under_20_a_second": cheapest,
        "ratio_to_cheapest": ratio, "phone_at_400_kbit_s": phone,
    }, indent=2))  # fmt: skip


def _pages() -> dict[str, str]:
    from porchlight.directory.vocabulary.url_codes import code_of

    here = "place=32.3%2C-90.2&within=25"
    terms = f"have={code_of('access:step-free')}&have={code_of('format:open')}"
    return {
        "cheapest": CHEAPEST,
        "home": "/meet/",
        "soon": f"/meet/soon/?{here}&hours=24",
        "soon_a_week_rooms": f"/meet/soon/?{here}&hours=168&online=exclude",
        "soon_with_terms": f"/meet/soon/?{here}&hours=168&{terms}",
        "soon_with_words": f"/meet/soon/?{here}&hours=168&words=lantern+hall",
        "online_now": "/meet/now/",
        "by_need": "/meet/need/",
        "care": f"/meet/need/{code_of('need:outpatient')}/?{here}",
        "map": f"/meet/map/?{here}&hours=72",
        "print": f"/meet/print/?{here}",
    }


def _fill() -> str:
    """The rows, one person who keeps a place, and the cookie of a visit of theirs."""
    import django

    django.setup()
    from benchmarks.made_up_meetings import made_up_feed
    from benchmarks.visits import cookie_of
    from porchlight.directory.intake.actions import import_feed
    from porchlight.people.actions import NewAccount, found_community, join
    from porchlight.preparing import prepare

    prepare()
    care = ROWS // 10
    meetings = made_up_feed(ROWS - care, SEED)
    for first in range(0, len(meetings), A_FEED):
        content = json.dumps(meetings[first : first + A_FEED]).encode()
        import_feed(f"bench-{first}", content, at=NOW, default_zone="America/Chicago")
    import_feed("care", json.dumps(_care(care)).encode(), at=NOW, kind="hsds",
                default_zone="America/Chicago")  # fmt: skip
    found_community("Bench", is_demo=False, at=NOW)
    account = NewAccount(name="Ana", passphrase="", language="en", country="US",
                         zone="America/Chicago")  # fmt: skip
    person = join(account, NOW)
    person.home_place = "32.3,-90.2"
    person.save(update_fields=["home_place"])
    return cookie_of(person)


def _care(n: int) -> list[dict[str, Any]]:
    """Places of care and help in Open Referral's form, in the same lands as the meetings."""
    from benchmarks.made_up_meetings import LANDS
    from porchlight.directory.formats.hsds.attributes import term_attributes
    from porchlight.directory.vocabulary.terms import TERMS

    dice = random.Random(SEED)
    needs, costs = list(TERMS["need"]), list(TERMS["cost"])
    rows = []
    for number in range(n):
        south, north, west, east, state, _zone = dice.choice(LANDS)
        pk = f"care-{number}"
        terms = [f"need:{what}" for what in dice.sample(needs, 2)]
        terms += [f"cost:{what}" for what in dice.sample(costs, 2)]
        place = {
            "id": f"place-{number}", "location_type": "physical", "name": f"House {number}",
            "latitude": dice.uniform(south, north), "longitude": dice.uniform(west, east),
            "addresses": [{"address_1": f"{number} Elm St", "city": f"Town {number % 900}",
                           "state_province": state, "country": "US"}],
        }  # fmt: skip
        rows.append({
            "id": pk, "name": f"Open House {number}", "status": "active",
            "organization": {"id": f"org-{number % 500}", "name": f"Desk {number % 500}"},
            "phones": [{"number": f"601-555-{dice.randint(100, 199):04}", "type": "voice"}],
            "schedules": [{"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR", "opens_at": "08:00",
                           "closes_at": "17:00", "dtstart": "2026-01-05"}],
            "attributes": term_attributes(pk, sorted(terms)),
            "service_at_locations": [{"id": f"at-{number}", "location": place}],
        })  # fmt: skip
    return rows


# --- One process -----------------------------------------------------------------------------


def _server_time(path: str, cookie: str) -> dict[str, float]:
    """Milliseconds of one page in this process: by the clock, and of the processor alone, which
    leaves out what else the machine does."""
    from django.test import Client

    client = Client(headers={"Accept-Encoding": "gzip", "Host": "localhost"})
    client.cookies.load(cookie)
    clock, processor = [], []
    for turn in range(TIMES + 5):
        begun, busy = time.perf_counter(), time.process_time()
        answer = client.get(path)
        took = (time.perf_counter() - begun) * 1000, (time.process_time() - busy) * 1000
        assert answer.status_code == 200, (path, answer.status_code)
        if turn >= 5:
            clock.append(took[0])
            processor.append(took[1])
    return {"p50": round(median(clock), 1), "cpu_p50": round(median(processor), 1)}


# --- The real server ---------------------------------------------------------------------------


def _start() -> tuple[int, subprocess.Popen[bytes]]:
    from benchmarks.site import _free_port, _wait

    port = _free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "porchlight.cli", "serve", "--empty", "--port", str(port)],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL, cwd=ROOT,
    )  # fmt: skip
    _wait(port, server)
    return port, server


def _weight(port: int, path: str, cookie: str) -> int:
    return len(_ask(http.client.HTTPConnection("127.0.0.1", port, timeout=60), path, cookie))


def _ask(connection: http.client.HTTPConnection, path: str, cookie: str) -> bytes:
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == 200, (path, answer.status, gzip.decompress(body)[:200])
    return body


def _under_load(
    port: int, paths: list[str], cookie: str, seconds: float = SECONDS
) -> dict[str, float]:
    """Latency from the moment a request was due, whether or not the one before was answered."""
    every = CONNECTIONS / A_SECOND
    took: list[float] = []
    begin = time.perf_counter() + 0.5

    def run(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for turn in range(int(seconds / every)):
            due = begin + number * every / CONNECTIONS + turn * every
            time.sleep(max(0.0, due - time.perf_counter()))
            _ask(connection, paths[(turn * CONNECTIONS + number) % len(paths)], cookie)
            took.append((time.perf_counter() - due) * 1000)

    for path in paths:
        _weight(port, path, cookie)
    threads = [threading.Thread(target=run, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    steps = quantiles(took, n=100)
    return {"requests": len(took), "p50_ms": round(median(took), 1),
            "p95_ms": round(steps[94], 1), "p99_ms": round(steps[98], 1)}  # fmt: skip


# --- A phone -----------------------------------------------------------------------------------


def _on_a_phone(port: int, cookie: str) -> dict[str, float] | str:
    """Seconds from opening Meet, and from asking, to a list that is there; caches are warm."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        return "no Chromium here"
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context(
            viewport={"width": 360, "height": 740},
            base_url=f"http://127.0.0.1:{port}",
            service_workers="block",  # a worker of the page would go round the slow network
        )
        name, _, value = cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{port}"}])
        page = context.new_page()
        for path in ("/meet/", "/meet/soon/"):
            page.goto(path, wait_until="networkidle")
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
        home = median(_seen(page, "/meet/") for _ in range(5))
        asked = median(_seen(page, "/meet/soon/?hours=24") for _ in range(5))
        browser.close()
    return {"meet_s": round(home, 2), "list_s": round(asked, 2), "both_s": round(home + asked, 2)}


def _seen(page: Any, path: str) -> float:
    page.goto("about:blank")
    begun = time.perf_counter()
    page.goto(path, wait_until="commit")
    page.locator("main a.meet").first.wait_for(state="visible")
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
