"""Notes between two people: what a page of a long thread and a look for new ones cost.

    script/bench notes

Beside the cheapest page of the same process. Bars: the newest notes of a
thread of 5,000 within 60 ms, a look that finds nothing within 1.5 ms. Ends with 1 when a bar is
not held.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.in_process import (
    ask,
    least_ms,
    on_a_fresh_folder,
    people_of_a_new_site,
    tie_to_account,
)

NOTES = 5_000
MOST_THREAD_MS, MOST_LOOK_MS = 60.0, 1.5


def measure() -> dict[str, Any]:
    from django.core.wsgi import get_wsgi_application

    visit, path, mark, newest = thread_of_two()
    application = get_wsgi_application()

    def page(address: str, query: str = "") -> Callable[[], int]:
        return lambda: ask(application, address, query, visit)

    shown = {
        "cheapest_page_ms": page("/clouds/"),
        "newest_of_the_thread_ms": page(path),
        "earlier_in_the_thread_ms": page(path, f"before={mark(newest // 2)}"),
        "look_that_finds_nothing_ms": page(f"{path}new/", f"after={mark(newest)}"),
    }
    figures = {name: round(least_ms(shown_page), 2) for name, shown_page in shown.items()}
    return {
        "notes": NOTES,
        **figures,
        "bytes_of_a_look": page(f"{path}new/", f"after={mark(newest)}")(),
        "bars_held": figures["newest_of_the_thread_ms"] <= MOST_THREAD_MS
        and figures["look_that_finds_nothing_ms"] <= MOST_LOOK_MS,
        "load_average": round(os.getloadavg()[0], 1),
    }


def thread_of_two() -> tuple[str, str, Callable[[int], str], int]:
    """The cookie of one of two people, the path of their notes, the mark of a number in an address,
    and the newest number."""
    from django.db import transaction

    from benchmarks.visits import cookie_of
    from porchlight.together.actions import send_note
    from porchlight.together.note_marks import mark_of

    now = datetime.now(UTC)
    two = people_of_a_new_site("A", "B")
    ties = [tie_to_account(person, other) for person, other in (two, two[::-1])]
    with transaction.atomic():
        for n in range(NOTES):
            words = f"Note {n}: coffee on Thursday? Fine if not."
            newest = send_note(two[n % 2], ties[n % 2], words, now).number
    mark = partial(mark_of, two[0].pk, two[1].pk)
    return cookie_of(two[0]), f"/people/{ties[0].pk}/notes/", mark, newest


if __name__ == "__main__":
    on_a_fresh_folder(measure)
