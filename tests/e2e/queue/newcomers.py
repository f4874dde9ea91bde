"""People who told nothing yet, their check-ins, and what waits of them in a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.e2e.walks import wait_until
from tests.server import Server

WAITS, KEPT, NEEDS = "[data-is=waits]", "[data-is=kept]", "[data-is=needs]"
OTHER, CANNOT = "[data-is=other]", "[data-is=cannot]"
# How many items each queue of this browser holds, in the order of their names.
COUNTS = """async () => {
    const done = (asked) => new Promise((yes) => (asked.onsuccess = () => yes(asked.result)));
    const counts = [];
    for (const { name } of await indexedDB.databases()) {
        if (!name.startsWith("queue-")) continue;
        const base = await done(indexedDB.open(name));
        counts.push(await done(base.transaction("items").objectStore("items").count()));
        base.close();
    }
    return counts;
}"""
# People with an open visit each, so that every story has a person who told nothing yet.
MAKE_PEOPLE = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
from tests.make import make_person
visits = []
for number in range({n_people}):
    client = Client()
    person = make_person(f"Walker {{number}}")
    client.force_login(person)
    visits.append([str(person.pk), client.cookies[settings.SESSION_COOKIE_NAME].value])
print(json.dumps({{"name": settings.SESSION_COOKIE_NAME, "visits": visits}}))
"""
# What the last days of one person hold: mood, urge and talk of each.
TOLD = """
import json, django
django.setup()
from datetime import timedelta
from django.utils import timezone
from porchlight.checkins.readings import readings_of
from porchlight.circles.access import own
from porchlight.people.models import Person
now = timezone.now()
person = Person.objects.get(pk="{person_id}")
today = now.astimezone(person.zoneinfo).date()
days = readings_of(own(person, now), today - timedelta(days=2), today)
print(json.dumps([[one.mood, one.urge, one.talk] for one in days]))
"""


@dataclass(frozen=True)
class Visit:
    """An open visit of one person, as a browser holds it."""

    person_id: str
    cookies: list[dict[str, str]]


@dataclass(frozen=True)
class Newcomers:
    """A site with people who told nothing yet; `visits` are those that nobody used so far."""

    server: Server
    cookie: str
    visits: list[list[str]]

    @property
    def address(self) -> str:
        return self.server.address

    def enter(self, context: Any, path: str = "/today/") -> tuple[Any, Visit]:
        """A page of the next person in this browser, and their visit."""
        person_id, value = self.visits.pop()
        visit = Visit(person_id, [{"name": self.cookie, "value": value, "url": self.address}])
        context.add_cookies(visit.cookies)
        page = context.new_page()
        page.goto(self.address + path)
        return page, visit

    def told(self, visit: Visit) -> list[list[Any]]:
        """Mood, urge and talk of each day that this person told of late."""
        lines = self.server.run_code(TOLD.format(person_id=visit.person_id))
        found: list[list[Any]] = json.loads(lines[-1])
        return found


@contextmanager
def running_newcomers(folder: Path, n_people: int) -> Iterator[Newcomers]:
    with Server(folder).running() as server:
        found = json.loads(server.run_code(MAKE_PEOPLE.format(n_people=n_people))[-1])
        yield Newcomers(server, found["name"], found["visits"])


def tap(page: Any, mood: str = "4", talk: str = "good") -> None:
    page.check(f"[name=mood][value='{mood}']")
    page.check("[name=urge][value='2']")
    page.locator(f"button[name=contact][value={talk}]").click()


def wait_for_counts(page: Any, counts: list[int]) -> None:
    wait_until(page, f"({COUNTS})().then((all) => String(all) === '{','.join(map(str, counts))}')")
