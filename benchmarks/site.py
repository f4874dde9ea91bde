"""The site under load, its memory, and the weight of its pages. Prints one JSON object.

A real server on a fresh folder with the made-up community; clients are threads on loopback. Beside
each figure stands what it is measured against, in the same run: durable commits of bare SQLite for
the check-in, and the cheapest page of the same server for Today. `today_cpu_ms` is what Today takes
of one processor, with nobody else there: the bar is 4 ms in each of its three states.
"""

from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from io import BytesIO
from pathlib import Path
from statistics import median, quantiles
from uuid import uuid4

CHECKOUT = Path(__file__).resolve().parents[1]
PEOPLE = 24
CLIENTS = 8
SECONDS = 8.0
TODAY_TIMES = 40
ORDINARY = {"mood": "3", "urge": "2", "contact": "good"}
HARD = {"mood": "1", "urge": "9", "contact": "none"}
SIGNED_IN_PAGES = ("/today/", "/check-ins/", "/people/", "/meet/", "/tools/", "/me/", "/help/")
PUBLIC_PAGES = ("/help/us/", "/help/us/steps/", "/sign-in/", "/join/")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="porchlight-bench-") as folder:
        os.environ["PORCHLIGHT_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "porchlight.settings"
        sys.path.insert(0, str(CHECKOUT))
        port = _free_port()
        server = subprocess.Popen(
            [sys.executable, "-m", "porchlight.cli", "serve", "--port", str(port)],
            env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
            stdout=subprocess.DEVNULL,
            cwd=CHECKOUT,
        )
        try:
            _wait(port, server)
            print(json.dumps(_measure(port, server.pid, Path(folder)), indent=2))
        finally:
            server.terminate()
            server.wait(timeout=20)


def _measure(port: int, pid: int, folder: Path) -> dict[str, object]:
    visits = _visits(PEOPLE)
    today_cpu = _today_cpu_ms()
    memory_before = _memory_mb(pid)
    writes = _load(port, visits, _check_in)
    today = _load(port, visits, lambda client, visit: client.get("/today/", visit))
    cheapest = _load(port, visits, lambda client, visit: client.get("/clouds/", visit))
    bare = _bare_commits(folder)
    return {
        "check_in": {**writes, "bare_durable_commits_a_second": round(bare),
                     "ratio_to_bare": round(writes["a_second"] / bare, 3)},
        "today_page": {**today, "cheapest_page_a_second": cheapest["a_second"],
                       "ratio_to_cheapest": round(today["a_second"] / cheapest["a_second"], 3)},
        "today_cpu_ms": today_cpu,
        "memory_mb": {"at_start": memory_before, "after_load": _memory_mb(pid)},
        "page_weights": _weights(port, visits[0]),
    }  # fmt: skip


class Client:
    """One kept-open connection."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, path: str, cookie: str, **headers: str) -> http.client.HTTPResponse:
        self.connection.request("GET", path, headers={"Cookie": cookie, **headers})
        return self._answer()

    def post(self, path: str, cookie: str, fields: dict[str, str]) -> http.client.HTTPResponse:
        token = "a" * 32
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **fields})
        headers = {
            "Cookie": f"{cookie}; form={token}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.connection.request("POST", path, body, headers)
        return self._answer()

    def _answer(self) -> http.client.HTTPResponse:
        response = self.connection.getresponse()
        response.body = response.read()  # type: ignore[attr-defined]
        return response


def _check_in(client: Client, visit: str) -> http.client.HTTPResponse:
    return client.post("/today/", visit, {**ORDINARY, "key": str(uuid4())})


def _load(port: int, visits: list[str], ask) -> dict[str, float]:  # type: ignore[no-untyped-def]
    """Ask from several clients at once for some seconds; p50 and p99 in milliseconds."""
    took: list[float] = []
    until = time.monotonic() + SECONDS
    statuses: set[int] = set()

    def run(n: int) -> None:
        client = Client(port)
        turn = n
        while time.monotonic() < until:
            start = time.perf_counter()
            statuses.add(ask(client, visits[turn % len(visits)]).status)
            took.append((time.perf_counter() - start) * 1000)
            turn += CLIENTS

    threads = [threading.Thread(target=run, args=(n,)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses <= {200, 303}, statuses
    return {
        "a_second": round(len(took) / SECONDS, 1),
        "p50_ms": round(median(took), 1),
        "p99_ms": round(quantiles(took, n=100)[98], 1),
    }


def _today_cpu_ms() -> dict[str, float]:
    """Processor time of this process for Today through the site's WSGI application: the least of
    many, of whoever has most days behind them and has not told today's yet."""
    from porchlight.wsgi import application

    visit = _visit_before_check_in()
    took = {"before_check_in": _least_cpu_ms(application, visit)}
    for name, told in (("after_ordinary", ORDINARY), ("after_hard", HARD)):
        fields = {**told, "key": str(uuid4()), "csrfmiddlewaretoken": "a" * 32}
        assert _ask(application, "POST", f"{visit}; form={'a' * 32}", fields) == "303 See Other"
        took[name] = _least_cpu_ms(application, visit)
    return took


def _visit_before_check_in() -> str:
    from django.db.models import Count
    from django.utils import timezone

    from benchmarks.visits import cookie_of
    from porchlight.people.models import Person

    now = timezone.now()
    for person in Person.objects.annotate(n=Count("check_ins")).order_by("-n", "pk"):
        if not person.check_ins.filter(day=now.astimezone(person.zoneinfo).date()).exists():
            return cookie_of(person)
    raise SystemExit("everybody has told today already")


def _least_cpu_ms(application, visit: str) -> float:  # type: ignore[no-untyped-def]
    took = []
    for _ in range(TODAY_TIMES):
        began = time.process_time()
        assert _ask(application, "GET", visit) == "200 OK"
        took.append(1000 * (time.process_time() - began))
    return round(min(took), 2)


def _ask(  # type: ignore[no-untyped-def]
    application, method: str, cookie: str, fields: dict[str, str] | None = None
) -> str:
    """Its status; the whole answer is read."""
    body = urllib.parse.urlencode(fields or {}).encode()
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": "/today/", "SCRIPT_NAME": "", "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1", "HTTP_COOKIE": cookie,
        "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http",
    }  # fmt: skip
    statuses: list[str] = []
    answer = application(environ, lambda status, headers, trouble=None: statuses.append(status))
    for _ in answer:
        pass
    answer.close()
    return statuses[0]


def _visits(n: int) -> list[str]:
    """Session cookies of made-up people with a circle and some weeks behind them."""
    import django

    django.setup()
    from benchmarks.visits import cookie_of
    from porchlight.people.models import Person

    return [cookie_of(person) for person in Person.objects.order_by("joined_on", "pk")[:n]]


def _bare_commits(folder: Path) -> float:
    """One writer, one small row a commit, the same journal and the same care as the site's."""
    from porchlight.sqlite_gate import choose_sqlite

    choose_sqlite()
    import sqlite3 as safe

    bare: sqlite3.Connection = safe.connect(folder / "bare.sqlite3", isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=FULL")
    bare.execute("CREATE TABLE t (content BLOB)")
    start, n = time.perf_counter(), 0
    while time.perf_counter() - start < SECONDS / 4:
        bare.execute("INSERT INTO t VALUES (?)", (os.urandom(400),))
        n += 1
    bare.close()
    return n / (time.perf_counter() - start)


def _memory_mb(pid: int) -> dict[str, float]:
    """Resident megabytes of the process that serves pages, and of all of them together."""
    family = _descendants(pid)
    served = [p for p in family[1:] if "serve" in _words_of(p).split("\0")]
    sizes = {p: _rss_mb(p) for p in family}
    return {
        "server": max(sizes[p] for p in served),
        "all_processes": round(sum(sizes.values()), 1),
    }


def _descendants(pid: int) -> list[int]:
    children = subprocess.run(
        ["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False
    ).stdout.split()
    return [pid, *(p for child in children for p in _descendants(int(child)))]


def _words_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")


def _rss_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return round(int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024, 1)  # type: ignore[index]


def _weights(port: int, visit: str) -> dict[str, object]:
    """Compressed bytes: each page alone, and the first load with all it links to."""
    client = Client(port)
    pages = {path: _weight(client, path, visit) for path in SIGNED_IN_PAGES}
    pages |= {path: _weight(client, path, "") for path in PUBLIC_PAGES}
    html = _text(client, "/today/", visit)
    linked = set(re.findall(r'(?:href|src)="(/static/[^"#]+|/manifest[^"]*)', html))
    first = pages["/today/"] + sum(_weight(client, path, visit) for path in linked)
    return {"first_load": first, "later_pages": pages}


def _weight(client: Client, path: str, visit: str) -> int:
    response = client.get(path, visit, **{"Accept-Encoding": "gzip"})
    assert response.status == 200, (path, response.status)
    return len(response.body)  # type: ignore[attr-defined]


def _text(client: Client, path: str, visit: str) -> str:
    response = client.get(path, visit, **{"Accept-Encoding": "gzip"})
    body = response.body  # type: ignore[attr-defined]
    is_zipped = response.headers.get("Content-Encoding") == "gzip"
    return (gzip.decompress(body) if is_zipped else body).decode()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        if server.poll() is not None:
            raise SystemExit("the server stopped")
        try:
            if Client(port).get("/health/", "").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not answer within two minutes")


if __name__ == "__main__":
    main()
