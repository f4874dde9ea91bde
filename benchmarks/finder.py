"""What starts soon: the finder against PostGIS, SQLite with R*Tree and FTS5, and plain SQL.

Same made-up rows, same machine, same questions, one run; every answer is compared. Five kinds of
question, each as often: rooms near a point; near or online; those with a type; those with a word;
one weekday in a region. Ten questions fall on each moment, because many people ask within a minute;
"new_minute" are those asked first. Times are in milliseconds, of one question at a time: `cpu` is
what a processor spent on them (for PostGIS the server's too) and leaves out what else the machine
was busy with; from it come the questions a second and core. Prints one JSON object.

    benchmarks/finder.py [SIZE …]

PostGIS wants a database that may be written to:
BENCH_DATABASE_URL=postgresql://postgres@127.0.0.1/bench, after
`apt-get install postgresql-15-postgis-3` and `create extension postgis`. Without it, it is left out
and the result says so.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import fmean, median, quantiles
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.finder_peers import (  # noqa: E402 - after the path
    SHOWN,
    Answer,
    Peer,
    Postgis,
    Question,
    Sqlite,
    SqliteRtree,
    runs_of,
)
from benchmarks.made_up_meetings import LANDS  # noqa: E402

SIZES = (5_000, 50_000, 150_000, 1_000_000)
KINDS = ("near", "near_or_online", "with_type", "with_word", "weekday_in_region")
SEED, MOMENTS, A_MOMENT = 20261118, 60, 10
A_CORE = "questions_a_second_and_core"
CHANGES = 5  # of one row, each timed until it is seen
WANTS_DATABASE = "set BENCH_DATABASE_URL to a database with PostGIS (see the head of this file)"


class Round(NamedTuple):
    """What one engine answered, and how long it took: by the clock, and of a processor."""

    answers: list[Answer]
    times: list[tuple[float, float]]


def main() -> None:
    parser = argparse.ArgumentParser(description="See the head of the file.")
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--keep", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--build", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.keep or chosen.build or chosen.measure:
        _set_up()
    if chosen.keep:
        _keep()
    elif chosen.build:
        print(json.dumps(_build()))
    elif chosen.measure:
        print(json.dumps(_measure(chosen.measure)))
    else:
        print(json.dumps({str(size): _in_own_process(size) for size in chosen.sizes}, indent=2))


def _in_own_process(size: int) -> Any:
    with tempfile.TemporaryDirectory(prefix="porchlight-bench-") as folder:
        environment = os.environ | {"PORCHLIGHT_DATA_DIR": folder}
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, __file__, "--measure", str(size)]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "porchlight.settings")
    import django

    django.setup()


def _measure(size: int) -> dict[str, Any]:
    from django.core.management import call_command

    from benchmarks.finder_rows import fill_tables
    from porchlight.directory.models import Service

    call_command("migrate", verbosity=0)
    if not Service.objects.exists():  # a folder given from outside may be filled already
        fill_tables(size)
    built = _child("--build")
    with _keeper():
        loads = os.getloadavg()[0]
        questions = _questions()
        peers, missing = _peers(size)
        times, rows, memory = _ask_all(questions, peers)
        after_change = [_seconds_until_seen(number) for number in range(CHANGES)]
        changed = _again(questions)
    for peer in peers:
        peer.close()
    figures = {name: _figures(name, questions, values) for name, values in times.items()}
    return {
        "meetings": size,
        "questions": len(questions),
        "answers_equal_to": [peer.name for peer in peers],
        "left_out": missing,
        "rows_shown": rows,
        "load_average": [round(loads, 2), round(os.getloadavg()[0], 2)],
        **figures,
        "ratio_a_core": {
            name: round(figures["finder"][A_CORE] / of_peer[A_CORE], 1)
            for name, of_peer in figures.items()
            if name != "finder"
        },
        "finder_with_changes_beside_the_base": changed,
        "build": built,
        **memory,
        "one_change_seen_after_s": {"median": median(after_change), "most": max(after_change)},
    }


def _questions() -> list[Question]:
    dice, questions = random.Random(SEED), []
    today = datetime.now(UTC).replace(second=0, microsecond=0)
    for _ in range(MOMENTS):
        at = today + timedelta(minutes=dice.randrange(366 * 24 * 60))
        kinds = [*KINDS, *KINDS]
        dice.shuffle(kinds)
        questions += [_question(dice, kind, at) for kind in kinds[:A_MOMENT]]
    return questions


def _question(dice: random.Random, kind: str, at: datetime) -> Question:
    south, north, west, east, state, _ = dice.choice(LANDS)
    near = (dice.uniform(south, north), dice.uniform(west, east))
    side = dice.choice(("north", "south", "east", "west"))
    return Question(
        kind,
        at,
        near,
        online="exclude" if kind == "near" else "include",
        type=dice.choice("OXDW") if kind == "with_type" else "",
        word=dice.choice(("lib", "parish", "night", "open")) if kind == "with_word" else "",
        weekday=dice.randrange(1, 8) if kind == "weekday_in_region" else 0,
        region=f"{state.lower()} {side}" if kind == "weekday_in_region" else "",
    )


def _ask_finder(question: Question) -> Answer:
    from porchlight.directory.finder.search import Attending, FindQuery, search

    query = FindQuery(
        hours=question.hours,
        near=None if question.region else question.near,
        within_m=question.within_m,
        types=(question.type,) if question.type else (),
        weekday=question.weekday or None,
        region=question.region,
        attending=Attending(question.online),
        text=question.word,
        limit=SHOWN,
    )
    found = search(query, question.at)
    return [(round(o.starts_at.timestamp()), o.source, o.key) for o in found.occurrences]


def _peers(size: int) -> tuple[list[Peer], dict[str, str]]:
    from benchmarks.finder_rows import flat_rows

    folder, rows = os.environ["PORCHLIGHT_DATA_DIR"], list(flat_rows(size))
    peers: list[Peer] = [
        SqliteRtree(f"{folder}/rtree.sqlite3", rows),
        Sqlite(f"{folder}/plain.sqlite3", rows),
    ]
    url = os.environ.get("BENCH_DATABASE_URL", "")
    if not url:
        return peers, {"postgis": WANTS_DATABASE}
    try:
        return [Postgis(url, rows), *peers], {}
    except Exception as error:
        return peers, {"postgis": f"{WANTS_DATABASE}: {error}"}


def _ask_all(
    questions: list[Question], peers: list[Peer]
) -> tuple[dict[str, list[tuple[float, float]]], int, dict[str, float]]:
    """All questions to one engine, then the same to the next, as each would stand on a site of its
    own. A first round is not counted: all have warm caches, as in use."""
    zones = sorted({zone for *_, zone in LANDS})
    with_runs = [(question, runs_of(zones, question)) for question in questions]
    before = _private_mb()
    times = {"finder": _round(_nothing, _ask_finder, [(one,) for one in questions])}
    memory = {"private_mb_a_process": round(_private_mb() - before, 1), **_mapped_mb()}
    ours = times["finder"].answers
    for peer in peers:
        times[peer.name] = _round(peer.busy, peer.ask, with_runs)
        for question, own, theirs in zip(questions, ours, times[peer.name].answers, strict=True):
            if own != theirs:
                raise SystemExit(f"{peer.name} differs: {question}\n{own}\n{theirs}")
    return {name: one.times for name, one in times.items()}, sum(map(len, ours)), memory


def _round(busy: Callable[[], float], ask: Callable[..., Answer], asked: list[Any]) -> Round:
    times: list[tuple[float, float]] = []
    for arguments in asked[: 10 * A_MOMENT]:
        ask(*arguments)
    return Round([_timed(times, busy, ask, *arguments) for arguments in asked], times)


def _nothing() -> float:
    return 0.0


def _again(questions: list[Question]) -> dict[str, float]:
    """The finder alone, now that some rows changed and stand beside the base."""
    times: list[tuple[float, float]] = []
    for question in questions:
        _timed(times, _nothing, _ask_finder, question)
    return _times_of(times)


def _timed(
    times: list[tuple[float, float]],
    busy: Callable[[], float],
    ask: Callable[..., Answer],
    *asked: Any,
) -> Answer:
    elsewhere, processor, clock = busy(), time.thread_time(), time.perf_counter()
    answer = ask(*asked)
    took = time.perf_counter() - clock
    spent = time.thread_time() - processor + busy() - elsewhere
    times.append((took * 1000, spent * 1000))
    return answer


def _figures(
    name: str, questions: list[Question], times: list[tuple[float, float]]
) -> dict[str, Any]:
    by_kind = defaultdict(list)
    for question, pair in zip(questions, times, strict=True):
        by_kind[question.kind].append(pair)
    figures: dict[str, Any] = _times_of(times)
    if name == "finder":
        figures["new_minute"] = _times_of(times[::A_MOMENT])
    figures["by_kind_p50"] = {kind: round(median(t for t, _ in by_kind[kind]), 3) for kind in KINDS}
    return figures


def _times_of(times: list[tuple[float, float]]) -> dict[str, Any]:
    clock, processor = ([pair[n] for pair in times] for n in (0, 1))
    return {
        "p50": round(median(clock), 3),
        "p99": round(quantiles(clock, n=100)[98], 3),
        A_CORE: round(1000 / fmean(processor)),
        "cpu_p50": round(median(processor), 3),
        "cpu_p99": round(quantiles(processor, n=100)[98], 3),
    }


# --- The file ------------------------------------------------------------------------------------


def _keep() -> None:
    from threading import Event

    from porchlight.directory.finder.indexer import keep

    keep(Event())  # until it is ended


@contextmanager
def _keeper() -> Iterator[None]:
    """A process that keeps the file up to date, as the worker does."""
    from porchlight.directory.finder import store

    process = subprocess.Popen([sys.executable, __file__, "--keep"])
    try:
        while not store.head_file().exists():
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


def _child(flag: str) -> Any:
    done = subprocess.run([sys.executable, __file__, flag], check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def _build() -> dict[str, float]:
    """The best of two: the first one also reads the database from disk."""
    from django.utils import timezone

    from porchlight.directory.finder.build import fill
    from porchlight.directory.finder.mapped_file import save

    took, path = [], Path(os.environ["PORCHLIGHT_DATA_DIR"]) / "bench.index"
    for _ in range(2):
        clock, processor = time.perf_counter(), time.process_time()
        columns = fill(timezone.now())
        save(path, columns.facts, columns.arrays())
        took.append((time.perf_counter() - clock, time.process_time() - processor))
    size = path.stat().st_size
    path.unlink()
    return {
        "seconds": round(min(clock for clock, _ in took), 2),
        "cpu_seconds": round(min(busy for _, busy in took), 2),
        "file_mb": round(size / 2**20, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _seconds_until_seen(number: int) -> float:
    """From the change being in the database to a question finding it. Asked all the time."""
    from django.db import transaction

    from porchlight.directory.finder.search import FindQuery, search
    from porchlight.directory.models import Service
    from porchlight.directory.models.versions import mark_changed

    word, row = "zq" + "abcde"[number] * 9, 17 + number * 1_001
    with transaction.atomic():
        Service.objects.filter(pk=row).update(name=f"Quiet {word}")
        mark_changed([row])
    began = time.monotonic()
    while not search(FindQuery(hours=170, text=word), datetime.now(UTC)).total:
        time.sleep(0.01)
        if time.monotonic() - began > 60:
            raise SystemExit("a change was not seen within a minute")
    return round(time.monotonic() - began, 2)


def _private_mb() -> float:
    """What this process alone has in memory, where the system tells it."""
    status = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("Anonymous"))
    return int(line.split()[1]) / 1024


def _mapped_mb() -> dict[str, float]:
    """What of the finder's files is in memory: once for all processes."""
    shared, is_ours = 0, False
    for line in Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(":")
        if "-" in name.split(" ")[0] and not name.startswith(("Rss", "Pss")):
            is_ours = ".index" in line
        elif is_ours and name == "Rss":
            shared += int(value.split()[0])
    return {"shared_mb_once": round(shared / 1024, 1)}


if __name__ == "__main__":
    main()
