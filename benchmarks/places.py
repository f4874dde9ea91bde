"""Looking places up: the gazetteer beside a plain table and a look through every name.

Prints one JSON object. Every way answers the same questions, in a process of its own: what people
type in eleven countries, as `tests/directory/gazetteer/test_places.py` lists it.
"""

from __future__ import annotations

import argparse
import csv
import gc
import json
import os
import resource
import subprocess
import sys
import time
import tracemalloc
from array import array
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
ROUNDS = 40
EXACT, MISSPELLED = "exact", "misspelled"
Ask = Callable[[str, str], object]


def questions() -> dict[str, list[tuple[str, str]]]:
    from tests.directory.gazetteer.test_places import ASKED_BACK, UNDERSTOOD

    typed = [(text, country) for text, country, *_ in (*UNDERSTOOD, *ASKED_BACK)]
    return {EXACT: typed, MISSPELLED: [(_without_a_letter(text), c) for text, c in typed]}


def _without_a_letter(text: str) -> str:
    half = len(text) // 2
    return text[:half] + text[half + 1 :]


def gazetteer() -> Ask:
    from porchlight.directory.gazetteer import answers

    def ask(text: str, country: str) -> object:
        return (
            answers.coded_place(text, country)
            or answers.named_place(text, country)
            or answers.misspelled_place(text, country)
        )

    return ask


def dictionary() -> Ask:
    """The same names and codes in a dict of each process: exact names only."""
    from porchlight.directory.gazetteer.keys import place_key

    names, codes = _names_and_codes()
    table: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        table.setdefault(name, []).append(number)
    areas = {code: number for number, code in enumerate(codes)}
    return lambda text, country: table.get(place_key(text)) or areas.get(country + text)


def every_name() -> Ask:
    """Each name compared in turn, as a careful person would begin: exact, then by closeness."""
    from difflib import get_close_matches

    from porchlight.directory.gazetteer.keys import place_key

    names, codes = _names_and_codes()
    several, areas = sorted(set(names)), set(codes)

    def ask(text: str, country: str) -> object:
        key = place_key(text)
        if country + text in areas or key in names:
            return key
        return get_close_matches(key, several, n=1, cutoff=0.8)

    return ask


def _names_and_codes() -> tuple[list[str], list[str]]:
    from porchlight.directory.gazetteer.store import gazetteer

    places = gazetteer()
    return [[texts[n] for n in range(len(texts))] for texts in (places._keys, places._codes)]  # type: ignore[return-value]


WAYS: dict[str, tuple[Callable[[], Ask], int]] = {
    "gazetteer": (gazetteer, ROUNDS),
    "dictionary": (dictionary, ROUNDS),
    "every_name": (every_name, 1),
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--way", choices=WAYS, help="measure this one, in this process")
    way = arguments.parse_args().way
    if way:
        print(json.dumps(_measure(*WAYS[way])))
        return
    results: dict[str, Any] = {way: _in_own_process(way) for way in WAYS}
    ours, plain = results["gazetteer"][MISSPELLED], results["every_name"][MISSPELLED]
    results["every_name_takes_times"] = round(plain["p50_ms"] / ours["p50_ms"])
    print(json.dumps(results, indent=2))


def _in_own_process(way: str) -> dict[str, Any]:
    command = [sys.executable, __file__, "--way", way]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return dict(json.loads(done.stdout))


def _measure(make: Callable[[], Ask], rounds: int) -> dict[str, Any]:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "porchlight.settings")
    django.setup()
    asked = {k: some if rounds > 1 else some[:12] for k, some in questions().items()}
    # Made and written to beforehand, so that the times are not counted as memory of the look-up.
    took = {kind: array("d", bytes(8 * rounds * len(some))) for kind, some in asked.items()}
    before = _own_mb()
    ask = make()
    ask("Jackson, MS", "US")
    for kind, several in asked.items():
        for at in range(rounds * len(several)):
            took[kind][at] = _seconds(ask, *several[at // rounds])
    after = _own_mb()
    result: dict[str, Any] = {kind: _half_and_most(times) for kind, times in took.items()}
    result["own_memory_mb"] = round(after - before, 1)
    result["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    del ask
    result["held_mb"] = round(_held_mb(make, asked), 2)
    return result


def _half_and_most(times: Iterable[float]) -> dict[str, float]:
    several = sorted(times)
    return {
        f"p{share}_ms": round(1000 * several[len(several) * share // 100], 3) for share in (50, 99)
    }


def _held_mb(make: Callable[[], Ask], asked: dict[str, list[tuple[str, str]]]) -> float:
    """What is held from the first question on, by Python and NumPy: the rest of a process's own
    memory is room that questions worked in, and that any other page works in next."""
    from porchlight.directory.gazetteer import store

    store.gazetteer.cache_clear()
    gc.collect()
    tracemalloc.start()
    ask = make()
    for several in asked.values():
        for question in several[:12]:
            ask(*question)
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held / 2**20


def _seconds(ask: Ask, text: str, country: str) -> float:
    started = time.thread_time()
    ask(text, country)
    return time.thread_time() - started


def _own_mb() -> float:
    """What the process holds for itself alone, without what it maps of files."""
    rollup = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    rows = csv.reader(rollup.splitlines()[1:], delimiter=":")
    return int(dict(rows)["Private_Dirty"].split()[0]) / 1024


if __name__ == "__main__":
    main()
