"""Feeds and the HSDS API over made-up meetings: made once, given, or said to be had already.

In one process on a fresh SQLite file, the last figures of each after a warm-up. `json_dumps` is
what Python takes to write the very rows of the feed from memory. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SEED = 20261118
AT = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
ASKED = 40  # requests for a median


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, nargs="+", default=[5_000, 50_000])
    arguments.add_argument("--services", type=int, default=20_000)
    chosen = arguments.parse_args()
    results: dict[str, Any] = {"unit": "ms unless named otherwise"}
    for rows in chosen.rows:
        results[f"feeds_{rows}"] = _in_own_process(_feeds, rows)
    results[f"hsds_{chosen.services}"] = _in_own_process(_hsds, chosen.services)
    print(json.dumps(results, indent=2))


def _in_own_process(measure: Callable[[int], dict[str, float]], rows: int) -> dict[str, float]:
    """A child by fork, so that each has its own folder, settings and peak memory."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        with tempfile.TemporaryDirectory(prefix="porchlight-bench-") as folder:
            _begin(folder, rows)
            found = measure(rows)
            found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        with os.fdopen(writer, "w") as out:
            json.dump(found, out)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return dict(json.loads(answer))


def _begin(folder: str, rows: int) -> None:
    os.environ |= {"PORCHLIGHT_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "porchlight.settings"}
    os.environ.pop("DATABASE_URL", None)
    Path(folder, "static").mkdir()
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.made_up_meetings import made_up_feed
    from porchlight.directory.intake.actions import import_feed

    call_command("migrate", verbosity=0)
    content = json.dumps(made_up_feed(rows, SEED)).encode()
    import_feed("made-up", content, at=AT, default_zone="America/Chicago")


def _feeds(rows: int) -> dict[str, float]:
    from porchlight.directory.formats.meeting_guide.write import GuideFeed
    from porchlight.directory.models import Service
    from porchlight.directory.publish.queryset import exportable_services, in_chunks

    found = {"meetings_make": _once(lambda: _ask("/feeds/meetings.json"))}
    found["meetings_give"] = _median(lambda: _ask("/feeds/meetings.json"))
    mark = _ask("/feeds/meetings.json")["ETag"]
    found["meetings_304"] = _median(lambda: _ask("/feeds/meetings.json", mark, 304))
    feed_rows = list(GuideFeed().rows(in_chunks(exportable_services())))
    found["json_dumps_of_its_rows"] = _once(lambda: json.dumps(feed_rows, ensure_ascii=False))
    found["times_json_dumps"] = round(found["meetings_make"] / found["json_dumps_of_its_rows"], 1)
    Service.objects.update(kind=Service.Kind.EVENT)
    found["events_make"] = _once(lambda: _ask("/feeds/events.ics"))
    found["events_give"] = _median(lambda: _ask("/feeds/events.ics"))
    return found


def _hsds(_rows: int) -> dict[str, float]:
    pages = iter(range(2, 10_000))
    return {
        "first_full_page_of_50": _once(lambda: _ask("/hsds/services?full=true&per_page=50")),
        "full_page_of_50": _median(
            lambda: _ask(f"/hsds/services?full=true&per_page=50&page={next(pages)}")
        ),
        "brief_page_of_50": _median(lambda: _ask(f"/hsds/services?page={next(pages)}")),
        "one_service_at_location_page": _median(
            lambda: _ask(f"/hsds/service_at_locations?full=true&page={next(pages)}")
        ),
        "page_304": _median(lambda: _ask("/hsds/services", _ask("/hsds/services")["ETag"], 304)),
    }


def _ask(path: str, mark: str = "", expected: int = 200) -> Any:
    from django.test import Client

    headers = {"If-None-Match": mark} if mark else {"Accept-Encoding": "gzip"}
    response: Any = Client(headers=headers).get(path, headers=headers, HTTP_HOST="localhost")
    assert response.status_code == expected, (path, response.status_code)
    if response.streaming:
        for _piece in response.streaming_content:
            pass
    return response


def _once(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return round((time.perf_counter() - begun) * 1000, 2)


def _median(work: Callable[[], object]) -> float:
    work()
    return round(statistics.median(_once(work) for _ in range(ASKED)), 2)


if __name__ == "__main__":
    main()
