"""Two worlds that differ only in what the viewer may not see look the same to the last byte, and
cost the same queries: pages of `viewer_page.py`, which exists in tests alone."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from django.db import connection, connections, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from porchlight.circles import access
from porchlight.circles.consents import give_grant, keep_apart, note_event, restrict
from porchlight.circles.models import Grant
from porchlight.domain.consent import DataClass, Purpose
from porchlight.domain.grants import EventKind
from porchlight.people.made_at import as_if_made
from porchlight.people.models import Person
from tests.make import NOW, TODAY, make_check_in, make_tie, signed_terms

PAIRS = int(os.environ.get("PORCHLIGHT_PAIRS", "50"))
SEEN = frozenset({DataClass.CHECK_IN, DataClass.MOOD})
DAY = timedelta(days=1)
# Drawn by chance for every page, whoever asks.
TOKENS = re.compile(rb'name="(csrfmiddlewaretoken|key)" value="[^"]*"|"X-CSRFToken": "[^"]*"')
OF_ONE_REQUEST = ("ETag", "Content-Length")  # both are of the page with its tokens

pytestmark = pytest.mark.urls("tests.circles.viewer_page")


def withdrawn(grant: Grant, ana: Person, rosa: Person) -> None:
    note_event(grant, EventKind.WITHDRAWN, ana, NOW)


# Every way in which Rosa sees nothing of Ana's; she never learns which.
DEAD: dict[str, Callable[[Grant, Person, Person], Any]] = {
    "never given": lambda grant, ana, rosa: Grant.objects.filter(pk=grant.pk).delete(),
    "withdrawn": withdrawn,
    "paused": lambda grant, ana, rosa: note_event(grant, EventKind.PAUSED, ana, NOW),
    "ended": lambda grant, ana, rosa: Grant.objects.filter(pk=grant.pk).update(ends_at=NOW - DAY),
    "blocked by her": lambda grant, ana, rosa: keep_apart(ana, rosa, NOW),
    "blocked by the viewer": lambda grant, ana, rosa: keep_apart(rosa, ana, NOW),
    "restricted": lambda grant, ana, rosa: restrict(ana, rosa, NOW),
    "restricted for all": lambda grant, ana, rosa: restrict(ana, None, NOW),
    "for another purpose": lambda grant, ana, rosa: Grant.objects.update(purpose="sponsor"),
    "of another class": lambda grant, ana, rosa: Grant.objects.update(data_classes=["urge"]),
    "closed": lambda grant, ana, rosa: Person.objects.filter(pk=ana.pk).update(closed_at=NOW),
}


def hide_something(ana: Person, ben: Person, dice: Random) -> None:
    """Things that a grant of moods, of what is made since, does not reach."""
    for back in dice.sample(range(2, 7), dice.randint(0, 5)):
        with as_if_made(NOW - back * DAY):
            make_check_in(ana, TODAY - back * DAY, mood=dice.randint(1, 5), note="x" * back)
    for n in range(dice.randint(0, 3)):
        make_tie(ana, f"tie {n}")
    for back in range(dice.randint(0, 3)):
        make_check_in(ben, TODAY - back * DAY, mood=dice.randint(1, 5))


def what_rosa_gets(rosa: Person, ana_id: UUID, row_id: UUID) -> list[Any]:
    """Status, headers and body of three pages, and how many queries each took."""
    told = []
    client = Client()
    client.force_login(rosa)
    for path in ("/seen/", f"/seen/{ana_id}/", f"/seen/{ana_id}/{row_id}/"):
        with CaptureQueriesContext(connection) as data, CaptureQueriesContext(
            connections["keystore"]
        ) as keys:  # fmt: skip
            answer = client.get(path)
        page = TOKENS.sub(b"", answer.content)
        headers = {name: v for name, v in answer.headers.items() if name not in OF_ONE_REQUEST}
        told.append((path, answer.status_code, headers, page, len(data), len(keys)))
    return told


class Base(NamedTuple):
    """What is the same in all worlds: three people, a day that Rosa may see, and the grant."""

    ana: Person
    rosa: Person
    ben: Person
    row_id: UUID
    grant: Grant


def world(base: Base, dice: Random, dead: str | None) -> list[Any]:
    """One world, looked at by Rosa, and then taken back, so that ids are those of the next."""
    with transaction.atomic():
        hide_something(base.ana, base.ben, dice)
        if dead is not None:
            DEAD[dead](base.grant, base.ana, base.rosa)
        told = what_rosa_gets(base.rosa, base.ana.pk, base.row_id)
        transaction.set_rollback(True)
    return told


@pytest.fixture
def base(now, ana, rosa, ben) -> Base:
    grant = give_grant(ana, rosa, signed_terms(Purpose.SUPPORT, SEEN), NOW - DAY)
    return Base(ana, rosa, ben, make_check_in(ana, TODAY, mood=2).pk, grant)


def differing(base: Base, pairs: int) -> Iterator[str]:
    """What differs between the worlds of each pair; what hides things is chosen by dice."""
    for number in range(pairs):
        reset_queries()  # Django keeps the last 9,000
        dice = Random(number)
        one, other = (None, None) if dice.random() < 0.3 else dice.choices(list(DEAD), k=2)
        worlds = [world(base, Random(f"{number} {side}"), dead)
                  for side, dead in (("one", one), ("other", other))]  # fmt: skip
        for here, there in zip(*worlds, strict=True):
            if here != there:
                yield f"{one} / {other}: {here} {there}"


def test_what_may_not_be_seen_changes_nothing(base):
    """1,000: PORCHLIGHT_PAIRS=1000 script/test tests/circles/test_two_worlds.py; fewer here."""
    assert list(differing(base, PAIRS)) == []


def test_what_may_be_seen_is_seen(base):
    """The control of the pages: with a grant there is something on them, and without one not."""
    alive, dead = world(base, Random(1), None), world(base, Random(1), "withdrawn")
    assert [status for _path, status, *_ in alive] == [200, 200, 200]
    assert alive[0][3].startswith(b"1 people")
    assert alive[1][3].startswith(b"1 days")
    assert [status for _path, status, *_ in dead] == [200, 200, 404]
    assert dead[0][3] == b"0 people"
    assert dead[1][3] == b"0 days"


def test_a_gate_with_a_planted_leak_is_found(base, monkeypatch):
    """The control of the comparing: a refusal that asks nothing is told by its queries alone."""
    held = access.rows

    def asks_nothing_when_refused(model: Any, decision: Any) -> Any:
        found = held(model, decision)
        return found if decision.allowed or decision.reason == "blocked" else found.none()

    monkeypatch.setattr("tests.circles.viewer_page.rows", asks_nothing_when_refused)
    assert any(differing(base, 20))
