"""Importing 5,000 made-up meetings, against the plainest thing that could store the same rows.

Each way runs in a process of its own with a fresh SQLite file of the product's settings
(synchronous=FULL), so that peak memory is that way's own. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SEED = 20261118
AT = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=5_000)
    arguments.add_argument("--way", choices=WAYS, help="measure this one, in this process")
    chosen = arguments.parse_args()
    if chosen.way:
        print(json.dumps(_measure(chosen.way, chosen.rows)))
        return
    content = _feed(chosen.rows)
    results = {"rows": chosen.rows, "feed_mb": round(len(content) / 2**20, 2)}
    print(json.dumps(results | {way: _in_own_process(way, chosen.rows) for way in WAYS}, indent=2))


def _in_own_process(way: str, rows: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="porchlight-bench-") as folder:
        environment = os.environ | {"PORCHLIGHT_DATA_DIR": folder}
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, __file__, "--way", way, "--rows", str(rows)]
        done = subprocess.run(
            command, env=environment, check=True, capture_output=True, text=True, cwd=ROOT
        )
    return dict(json.loads(done.stdout))


def _measure(way: str, rows: int) -> dict[str, float]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "porchlight.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    content = _feed(rows)
    before = _peak_mb()
    started = time.perf_counter()
    stored = WAYS[way](content)
    seconds = time.perf_counter() - started
    result = {
        "stored": stored,
        "seconds": round(seconds, 2),
        "rows_per_s": round(rows / seconds),
        "peak_mb": round(_peak_mb()),
        "more_than_before_mb": round(_peak_mb() - before),
    }
    if way == "import_feed":
        started = time.perf_counter()
        WAYS[way](content)
        result["second_time_seconds"] = round(time.perf_counter() - started, 2)
    return result


def _feed(rows: int) -> bytes:
    from benchmarks.made_up_meetings import made_up_feed

    return json.dumps(made_up_feed(rows, SEED)).encode()


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _import(content: bytes) -> int:
    from porchlight.directory.intake.actions import import_feed

    report = import_feed("bench", content, at=AT, default_zone="America/Chicago")
    return report.added + report.unchanged


def _row_by_row(content: bytes) -> int:
    """json.loads and one create() a table and row, each committed; no fault is looked for."""
    return _create_each(content, in_one_transaction=False)


def _row_by_row_in_one_transaction(content: bytes) -> int:
    return _create_each(content, in_one_transaction=True)


def _create_each(content: bytes, *, in_one_transaction: bool) -> int:
    from django.db import transaction

    from porchlight.directory.models import Source

    source = Source.objects.create(name="bench", added_at=AT)
    rows = json.loads(content)
    with transaction.atomic() if in_one_transaction else nullcontext():
        for row in rows:
            _create(source, row)
    return len(rows)


def _create(source: object, row: dict[str, object]) -> None:
    from porchlight.directory.models import Joining, Location, Schedule, Service

    location = Location.objects.create(
        source=source,
        key=row["slug"],
        name=row.get("location", ""),
        formatted_address=row.get("formatted_address", ""),
        latitude=row.get("latitude"),
        longitude=row.get("longitude"),
    )
    service = Service.objects.create(
        source=source,
        location=location,
        key=row["slug"],
        fellowship="aa",
        name=row["name"],
        notes=row.get("notes", ""),
        types=row["types"],
        attendance="online" if "ONL" in row["types"] else "in_person",
        url=row["url"],
        first_seen_on=AT.date(),
        last_seen_on=AT.date(),
    )
    Schedule.objects.create(
        service=service,
        weekday=row["day"] or 7,
        starts_at=row["time"],
        duration=60,
        zone=row.get("timezone", "America/Chicago"),
    )
    if "conference_url" in row:
        Joining.objects.create(service=service, conference_url=row["conference_url"])


WAYS: dict[str, Callable[[bytes], int]] = {
    "import_feed": _import,
    "row_by_row": _row_by_row,
    "row_by_row_in_one_transaction": _row_by_row_in_one_transaction,
}

if __name__ == "__main__":
    main()
