"""Who is there now, with thirty people whose lights are on and 150,000 meetings.

    script/bench porch

Beside the cheapest page of the same process, People and one's own light. Bar: the porch within
60 ms. Ends with 1 when it is not held. `PORCH_ROWS` makes it smaller.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime, timedelta
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

PEOPLE = 30
ROWS = int(os.environ.get("PORCH_ROWS", "150000"))
SEED, A_FEED = 20261130, 30_000  # rows of one feed: it is at most 64 MB
MOST_PORCH_MS = 60.0
PAGES = {
    "cheapest_page_ms": "/clouds/",
    "porch_ms": "/porch/",
    "own_light_ms": "/porch/light/",
    "people_ms": "/people/",
}


def measure() -> dict[str, Any]:
    from django.core.wsgi import get_wsgi_application

    visit = circle_of_lights()
    import_meetings()
    application = get_wsgi_application()
    page = body_of(application, visit)
    figures = {
        name: round(least_ms(lambda path=path: ask(application, path, "", visit)), 2)
        for name, path in PAGES.items()
    }
    return {
        "people": PEOPLE,
        "rows": ROWS,
        "lights_shown": page.count("who--on"),
        "rooms_shown": page.count('class="meet__name"'),
        **figures,
        "bars_held": figures["porch_ms"] <= MOST_PORCH_MS,
        "load_average": round(os.getloadavg()[0], 1),
    }


def circle_of_lights() -> str:
    """The cookie of one who keeps a place, and to whom everybody of their circle shows a light."""
    from django.db import transaction

    from benchmarks.visits import cookie_of
    from porchlight.reach.lights.actions import put_on

    now = datetime.now(UTC)
    owner, *others = people_of_a_new_site("Owner", *(f"Other {n}" for n in range(PEOPLE)))
    owner.home_place = "32.3,-90.2"
    owner.save(update_fields=["home_place"])
    with transaction.atomic():
        for other in others:
            tie_to_account(owner, other)
            tie_to_account(other, owner)
            put_on(other, now + timedelta(hours=6), now)
    return cookie_of(owner)


def import_meetings() -> None:
    from benchmarks.made_up_meetings import made_up_feed
    from porchlight.directory.intake.actions import import_feed

    now, meetings = datetime.now(UTC), made_up_feed(ROWS, SEED)
    for first in range(0, len(meetings), A_FEED):
        content = json.dumps(meetings[first : first + A_FEED]).encode()
        import_feed(f"bench-{first}", content, at=now, default_zone="America/Chicago")


def body_of(application: Any, visit: str) -> str:
    """The porch as it is drawn, so that nothing of it is missing while it is timed."""
    from benchmarks.in_process import answer_of

    _status, _headers, body = answer_of(application, "/porch/", "", visit)
    return body.decode()


if __name__ == "__main__":
    on_a_fresh_folder(measure)
