"""Who sees what, with thirty people: what the table, one person's page and the viewer's side cost.

    script/bench sharing

Beside the cheapest page of the same process. Bar: the table of thirty people, each with all that
can be on, within 80 ms. Ends with 1 when it is not held.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
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
MOST_TABLE_MS = 80.0


def measure() -> dict[str, Any]:
    from django.core.wsgi import get_wsgi_application

    owner_visit, viewer_visit, tie_id, viewer_tie_id = circle_of_thirty()
    application = get_wsgi_application()
    pages = {
        "cheapest_page_ms": ("/clouds/", owner_visit),
        "who_sees_what_ms": ("/people/sharing/", owner_visit),
        "one_person_ms": (f"/people/{tie_id}/sharing/", owner_visit),
        "seen_as_the_other_ms": (f"/people/{tie_id}/sharing/as/", owner_visit),
        "page_of_a_tie_that_shows_ms": (f"/people/{viewer_tie_id}/", viewer_visit),
    }
    figures = {
        name: round(least_ms(lambda path=path, visit=visit: ask(application, path, "", visit)), 2)
        for name, (path, visit) in pages.items()
    }
    return {
        "people": PEOPLE,
        **figures,
        "bars_held": figures["who_sees_what_ms"] <= MOST_TABLE_MS,
        "load_average": round(os.getloadavg()[0], 1),
    }


def circle_of_thirty() -> tuple[str, str, str, str]:
    """(the cookies of one who shares and of one who is shown, each one's tie to the other)."""
    from django.db import transaction

    from benchmarks.visits import cookie_of
    from porchlight.checkins.actions import Entry, record_check_in
    from porchlight.domain.circle.sharing import SharedKind
    from porchlight.sharing.actions import add_milestone, hand_over, turn_on

    now = datetime.now(UTC)
    owner, *others = people_of_a_new_site("Owner", *(f"Other {n}" for n in range(PEOPLE)))
    ties = []
    with transaction.atomic():
        for other in others:
            ties.append((tie_to_account(owner, other), tie_to_account(other, owner)))
            for kind in SharedKind:
                turn_on(owner, other.pk, kind, now, with_before=True)
        today = now.astimezone(owner.zoneinfo).date()
        record_check_in(owner, Entry(today, 3, 2, "good"), now)
        add_milestone(owner, "Cooked dinner for the whole house.", today)
        hand_over(owner, others[0].pk, "A plan for the weekend.", now)
    mine, theirs = ties[0]
    return cookie_of(owner), cookie_of(others[0]), str(mine.pk), str(theirs.pk)


if __name__ == "__main__":
    on_a_fresh_folder(measure)
