"""Signing in: what a try costs, and whether its time tells a taken name from a free one.

    script/bench sign-in

Whole requests in one process on a fresh folder, in turn and in a random order, so that a busy
machine bears on all alike; processor time of the process. Prints one JSON object. Cliff's delta is
0 when two names cannot be told apart and 1 when every try of one took longer than all of the other.
The control hashes once more for a taken name, as a site would that looks at each account.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

TRIES = 200
NAMESAKES = 1_000
WRONG = "a passphrase of nobody here"
NOW = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="porchlight-bench-") as folder:
        os.environ["PORCHLIGHT_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "porchlight.settings"
        sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
        import django

        django.setup()
        _fill()
        took = _measure(TRIES, _try)
        with _one_hash_more_for_taken_names():
            control = _measure(TRIES // 4, _try)
        print(json.dumps(_figures(took, control), indent=2))


def _fill() -> None:
    """One Robin, a thousand people called Ana, and nobody called Free."""
    from porchlight.people.actions import NewAccount, join
    from porchlight.people.models import Person
    from porchlight.people.signing_in import name_index
    from porchlight.preparing import prepare

    prepare()
    chosen: dict[str, Any] = {"language": "en", "country": "US", "zone": "America/Chicago"}
    join(NewAccount(name="Robin", passphrase="four green porch chairs", **chosen), NOW)
    Person.objects.bulk_create(
        Person(name_index=name_index("Ana"), sign_in_index=f"{n:064x}", joined_on=NOW.date(),
               **chosen)
        for n in range(NAMESAKES)
    )  # fmt: skip


def _try(name: str) -> float:
    """Milliseconds of processor time of one wrong try, as if it were the first of the day."""
    from django.test import Client

    from porchlight.people.models import Attempt

    Attempt.objects.all().delete()
    client = Client()
    start = time.process_time()
    answer = client.post("/sign-in/", {"name": name, "passphrase": WRONG}, HTTP_HOST="localhost")
    took = time.process_time() - start
    assert answer.status_code == 422, answer.status_code
    return took * 1_000


def _measure(tries: int, ask: Callable[[str], float]) -> dict[str, list[float]]:
    took: dict[str, list[float]] = {"Free": [], "Robin": [], "Ana": []}
    for name in took:
        ask(name)
    for _ in range(tries):
        for name in random.sample(list(took), k=len(took)):
            took[name].append(ask(name))
    return took


@contextmanager
def _one_hash_more_for_taken_names() -> Iterator[None]:
    """What telling would look like: the control of the figures above."""
    from porchlight.people import signing_in

    def only_for_robin(of_name: str, passphrase: str) -> str:
        if of_name == signing_in.name_index("Robin"):
            hashed(of_name, passphrase)
        return hashed(of_name, passphrase)

    hashed = signing_in.sign_in_index
    signing_in.sign_in_index = only_for_robin
    try:
        yield
    finally:
        signing_in.sign_in_index = hashed


def cliffs_delta(ours: list[float], theirs: list[float]) -> float:
    """From -1 to 1: how much more often one of ours is the longer one than the shorter."""
    wins = sum((a > b) - (a < b) for a in ours for b in theirs)
    return wins / (len(ours) * len(theirs))


def _figures(took: dict[str, list[float]], control: dict[str, list[float]]) -> dict[str, object]:
    free = took["Free"]
    return {
        "tries_of_each": len(free),
        "median_ms": {
            "free_name": round(median(free), 1),
            "taken_name": round(median(took["Robin"]), 1),
            f"name_of_{NAMESAKES}": round(median(took["Ana"]), 1),
        },
        "cliffs_delta_from_free": {
            "taken_name": round(cliffs_delta(took["Robin"], free), 3),
            f"name_of_{NAMESAKES}": round(cliffs_delta(took["Ana"], free), 3),
            "control": round(cliffs_delta(control["Robin"], control["Free"]), 3),
        },
    }


if __name__ == "__main__":
    main()
