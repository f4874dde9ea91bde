"""What starts soon: the finder against plain SQL on the same SQLite file, side by side in one run.

The SQL is what a careful person would write without the finder: one flat table, an index by way in,
zone and minute of the week, one indexed range for each zone the window falls in, a box before the
exact distance, and no more online rows than are shown. Every answer is compared. Prints one JSON
object; times are in milliseconds, first asked at a new minute each time ("fresh"), then again
within the same minute ("same_minute").
"""

from __future__ import annotations

import json
import math
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SIZES = (5_000, 50_000)
SEED, QUESTIONS, SHOWN = 20261118, 400, 50
AT = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
# Rooms take a latitude range at the end of the index; online rows come in the order shown.
TABLE = """
create table bench_start (
    is_online integer, zone text, minute integer, latitude real, longitude real,
    duration integer, source text, key text, name text, attendance text, types text, words text);
create index bench_window on bench_start (is_online, zone, minute, latitude);
create index bench_online on bench_start (is_online, zone, minute, source, key);
"""
COLUMNS = "minute, zone, latitude, longitude, duration, source, key, name, attendance, types"
Answer = list[tuple[int, str, str]]


def main() -> None:
    if len(sys.argv) == 2:
        print(json.dumps(_measure(int(sys.argv[1]))))
        return
    print(json.dumps({str(size): _in_own_process(size) for size in SIZES}, indent=2))


def _in_own_process(size: int) -> Any:
    with tempfile.TemporaryDirectory(prefix="porchlight-bench-") as folder:
        environment = os.environ | {"PORCHLIGHT_DATA_DIR": folder}
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, __file__, str(size)]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, cwd=ROOT)
    return json.loads(done.stdout)


def _measure(size: int) -> dict[str, Any]:
    _fill(size)
    before = _rss_mb()
    started = time.perf_counter()
    from porchlight.directory import finder

    index = finder.Index.read()
    built_s = time.perf_counter() - started
    finder._shelf._index, finder._shelf._look_again = index, math.inf
    grown = _rss_mb() - before
    sql = _Sql()
    dice = random.Random(SEED)
    questions = [_question(dice) for _ in range(QUESTIONS)]
    for kind in KINDS:  # both have warm caches of code and pages
        _ask_finder(_question(dice, kind))
        sql.ask(_question(dice, kind))
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in ASKED}
    for question in questions:
        found = _timed(times["finder"], _ask_finder, question)
        again = _timed(times["finder_same_minute"], _ask_finder, question)
        expected = _timed(times["sql"], sql.ask, question)
        if not found == again == expected:
            raise SystemExit(f"answers differ: {question}\n{found}\n{expected}")
    figures = {name: _figures(values) for name, values in times.items()}
    return {
        "starts": len(index.starts.minute),
        "questions": len(questions),
        "answers_equal": True,
        "rows_shown": sum(len(_ask_finder(question)) for question in questions),
        **figures,
        "sql_over_finder": {
            p: round(figures["sql"][p] / figures["finder"][p], 1) for p in figures["sql"]
        },
        "by_kind": _by_kind(questions, times),
        "index_built_s": round(built_s, 2),
        "index_mb": round(grown, 1),
    }


def _by_kind(
    questions: list[dict[str, Any]], times: dict[str, list[tuple[float, float]]]
) -> dict[str, Any]:
    """The middle time of each kind of question, for both."""
    found = {}
    for kind in KINDS:
        which = [n for n, question in enumerate(questions) if question["kind"] == kind]
        found[kind] = {
            name: round(median(values[n][0] for n in which), 3) for name, values in times.items()
        }
    return found


def _fill(size: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "porchlight.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from benchmarks.made_up_meetings import made_up_feed
    from porchlight.directory.actions import import_feed

    call_command("migrate", verbosity=0)
    content = json.dumps(made_up_feed(size, SEED)).encode()
    import_feed("bench", content, at=AT, default_zone="America/Chicago")
    _fill_flat_table(connection.settings_dict["NAME"])


def _fill_flat_table(file: str) -> None:
    from porchlight.directory.columns import SEARCHED, words_of
    from porchlight.directory.models import Schedule

    fields = [f"service__{name}" for name in SEARCHED]
    facts = (
        "service__attendance", "zone", "weekday", "starts_at", "service__location__latitude",
        "service__location__longitude", "duration", "service__source__name", "service__key",
        "service__name", "service__types",
    )  # fmt: skip
    rows = []
    for row in Schedule.objects.filter(service__status="active").values_list(*facts, *fields):
        way, zone, weekday, clock, lat, lon, lasts, source, key, name, types, *texts = row
        *plain, regions = texts
        words = " ".join(words_of(" ".join(t for t in (*plain, *(regions or ())) if t)))
        minute = (weekday - 1) * 1440 + clock.hour * 60 + clock.minute
        codes = f",{','.join(types)},".upper()
        rows.append((way == "online", zone, minute, lat, lon, lasts, source, key, name, way,
                     codes, f" {words}"))  # fmt: skip
    with sqlite3.connect(file) as connection:
        connection.executescript(TABLE)
        connection.executemany(f"insert into bench_start values ({','.join('?' * 12)})", rows)
        connection.execute("analyze")


ASKED = ("finder", "finder_same_minute", "sql")
KINDS = ("rooms", "rooms_or_online", "with_type", "online", "with_words")


def _question(dice: random.Random, kind: str = "") -> dict[str, Any]:
    """Two hours from any minute of a year, at a point in one of the made-up lands."""
    from benchmarks.made_up_meetings import LANDS

    kind = kind or dice.choice(KINDS)
    south, north, west, east, _, _ = dice.choice(LANDS)
    minute = dice.randrange(366 * 24 * 60)
    return {
        "kind": kind,
        "at": datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute),
        "near": (dice.uniform(south, north), dice.uniform(west, east)),
        "within_m": 40_233.6,
        "type": dice.choice(("O", "X", "D", "W")) if kind == "with_type" else "",
        "online": {"rooms": "exclude", "online": "only"}.get(kind, "include"),
        "word": dice.choice(("lib", "parish", "night", "open")) if kind == "with_words" else "",
    }


def _ask_finder(question: dict[str, Any]) -> Answer:
    from porchlight.directory.finder import FindQuery, Online, find

    query = FindQuery(
        hours=2,
        near=question["near"],
        within_m=question["within_m"],
        types=(question["type"],) if question["type"] else (),
        online=Online(question["online"]),
        text=question["word"],
        limit=SHOWN,
    )
    found = find(query, question["at"])
    return [(round(o.starts_at.timestamp()), o.source, o.key) for o in found]


class _Sql:
    def __init__(self) -> None:
        from django.db import connection

        self._file = sqlite3.connect(connection.settings_dict["NAME"])
        self._file.execute("pragma cache_size = -65536")
        self._zones = [z for (z,) in self._file.execute("select distinct zone from bench_start")]

    def ask(self, question: dict[str, Any]) -> Answer:
        found: list[tuple[Any, ...]] = []
        for zone in self._zones:
            for first, end, base in _weekly_runs(zone, question["at"]):
                if question["online"] != "only":
                    found += self._rooms(question, zone, first, end, base)
                else:
                    found += self._hybrid(question, zone, first, end, base)
                if question["online"] != "exclude":
                    found += self._online(question, zone, first, end, base)
        found.sort(key=lambda row: row[:4])
        shown = [_as_shown(start, row) for start, _, _, _, row in found[:SHOWN]]
        return [(round(start.timestamp()), row[5], row[6]) for start, _, row in shown]

    def _rooms(self, question: dict[str, Any], *run: Any, only: str = "") -> list[tuple[Any, ...]]:
        zone, first, end, base = run
        (south, north), (west, east) = _box(question)
        where, values = _where(question)
        rows = self._file.execute(
            f"select {COLUMNS} from bench_start where is_online = 0 and zone = ?"
            " and minute >= ? and minute < ? and latitude between ? and ?"
            f" and longitude between ? and ?{where}{only}",
            (zone, first, end, south, north, west, east, *values),
        )
        found = []
        for row in rows:
            metres = _metres(question["near"], (row[2], row[3]))
            if metres <= question["within_m"]:
                found.append((base + row[0] * 60, metres, row[5], row[6], row))
        return found

    def _hybrid(self, question: dict[str, Any], *run: Any) -> list[tuple[Any, ...]]:
        return self._rooms(question, *run, only=" and attendance = 'hybrid'")

    def _online(self, question: dict[str, Any], *run: Any) -> list[tuple[Any, ...]]:
        zone, first, end, base = run
        where, values = _where(question)
        rows = self._file.execute(
            f"select {COLUMNS} from bench_start where is_online = 1 and zone = ?"
            f" and minute >= ? and minute < ?{where} order by minute, source, key limit {SHOWN}",
            (zone, first, end, *values),
        )
        return [(base + row[0] * 60, math.inf, row[5], row[6], row) for row in rows]


def _as_shown(start: int, row: tuple[Any, ...]) -> tuple[datetime, datetime, tuple[Any, ...]]:
    """With both times in the meeting's own zone, as the finder gives them."""
    zone = ZoneInfo(row[1])
    end = start + 60 * row[4]
    return datetime.fromtimestamp(start, zone), datetime.fromtimestamp(end, zone), row


def _where(question: dict[str, Any]) -> tuple[str, list[str]]:
    where, values = "", []
    if question["type"]:
        where, values = " and types like ?", [f"%,{question['type']},%"]
    if question["word"]:
        where, values = f"{where} and words like ?", [*values, f"% {question['word']}%"]
    return where, values


def _weekly_runs(zone: str, at: datetime) -> list[tuple[int, int, int]]:
    """(first minute of the week, end, second of that week's Monday) for each run of the window."""
    from porchlight.domain.schedule import WEEK, stretches, week_minute_at

    runs = []
    for stretch in stretches(zone, at - timedelta(minutes=10), at + timedelta(hours=2)):
        wall = stretch.first
        while wall < stretch.end:
            week = wall - week_minute_at(wall)
            following = min(stretch.end, week + WEEK)
            runs.append((wall - week, following - week, week * 60 - stretch.offset))
            wall = following
    return runs


def _box(question: dict[str, Any]) -> tuple[tuple[float, float], tuple[float, float]]:
    latitude, longitude = question["near"]
    high = math.degrees(question["within_m"] / 6_371_008.8) * 1.000001
    wide = math.degrees(math.asin(math.sin(math.radians(high)) / math.cos(math.radians(latitude))))
    return (latitude - high, latitude + high), (longitude - wide, longitude + wide)


def _metres(here: tuple[float, float], there: tuple[float, float]) -> float:
    lat1, lon1, lat2, lon2 = map(math.radians, (*here, *there))
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6_371_008.8 * math.asin(min(1.0, math.sqrt(half)))


def _timed(
    times: list[tuple[float, float]], ask: Callable[[Any], Answer], question: dict[str, Any]
) -> Answer:
    """Notes what the clock and what the processor say, in milliseconds: on a busy machine the
    first also counts what others do."""
    clock, processor = time.perf_counter(), time.process_time()
    answer = ask(question)
    busy = time.process_time() - processor
    times.append(((time.perf_counter() - clock) * 1000, busy * 1000))
    return answer


def _figures(times: list[tuple[float, float]]) -> dict[str, float]:
    clock, processor = ([pair[n] for pair in times] for n in (0, 1))
    return {
        "p50": round(median(clock), 3),
        "p99": round(quantiles(clock, n=100)[98], 3),
        "cpu_p50": round(median(processor), 3),
        "cpu_p99": round(quantiles(processor, n=100)[98], 3),
    }


def _rss_mb() -> float:
    """Memory now where the system tells it, else the highest so far."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(s for s in status.read_text().splitlines() if s.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
