"""Answers of the HSDS API that may be long hold few listings at a time, however many there are."""

from __future__ import annotations

import gc
import json
import weakref
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from porchlight.directory.models import Service
from porchlight.directory.publish.hsds_api import serialize
from tests.directory.listings import make_meeting, make_organization

pytestmark = [pytest.mark.usefixtures("now"), pytest.mark.django_db]
AT_ONCE, N = 2, 12
FEW = 3 * AT_ONCE  # those being written, the next ones, and those before


class Alive:
    """How many listings were in memory at the same time, at most."""

    def __init__(self) -> None:
        self.rows: list[weakref.ref[Service]] = []
        self.most = 0

    def count(self, row: Service) -> None:
        self.rows.append(weakref.ref(row))
        gc.collect()  # a listing and its parts point at one another
        self.most = max(self.most, sum(one() is not None for one in self.rows))


@pytest.fixture
def alive(monkeypatch: pytest.MonkeyPatch) -> Iterator[Alive]:
    organization = make_organization("Grace Office")
    for _ in range(N):
        make_meeting(organization=organization, updated_at=datetime(2026, 11, 1, tzinfo=UTC))
    monkeypatch.setattr(serialize, "AT_ONCE", AT_ONCE)
    monkeypatch.setattr(serialize, "MOST_TOGETHER", 3)
    alive, from_db = Alive(), Service.from_db

    def counted(_cls: type[Service], *told: Any) -> Service:
        row = from_db(*told)
        alive.count(row)
        return row

    monkeypatch.setattr(Service, "from_db", classmethod(counted))
    gc.collect()
    gc.freeze()
    yield alive
    gc.unfreeze()


def answer(path: str) -> bytes:
    """The answer, read a piece at a time as a slow taker does."""
    response: Any = Client().get(f"/hsds/{path}")
    assert response.status_code == 200
    return b"".join(response) if response.streaming else response.content


LONG = (
    "services?minimal=true",
    "services?minimal=true&format=ndjson",
    "services?full=true&format=ndjson",
    "service_at_locations?full=true&format=ndjson",
    "organizations?full_service=true",
    "organizations?full=true&full_service=true&format=ndjson",
    "organizations?full=true",
    "organizations/{}?full_service=true",
)


@pytest.mark.parametrize("path", LONG)
def test_few_listings_are_in_memory_together(alive: Alive, path: str) -> None:
    text = answer(path.format(Service.objects.values_list("organization__hsds_id")[0][0])).decode()
    ids = [str(pk) for pk in Service.objects.values_list("hsds_id", flat=True)]
    assert all(pk in text for pk in ids)
    assert alive.most <= FEW


def test_a_list_that_is_held_is_found_out(alive: Alive, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a page of all listings at once, and services taken together."""
    answer(f"services?per_page={N}")
    assert alive.most == N
    alive.rows, alive.most = [], 0
    monkeypatch.setattr(serialize, "MOST_TOGETHER", N)
    answer("organizations?full_service=true")
    assert alive.most == N


@pytest.mark.parametrize("path", [one for one in LONG if "organizations" in one])
def test_in_pieces_it_says_what_it_says_whole(
    alive: Alive, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    path = path.format(Service.objects.values_list("organization__hsds_id")[0][0])
    in_pieces = answer(path)
    monkeypatch.setattr(serialize, "MOST_TOGETHER", N)
    assert json.loads(in_pieces) == json.loads(answer(path))


def test_minimal_says_how_many_there_are(alive: Alive) -> None:
    page = json.loads(answer("services?minimal=true"))
    assert len(page["contents"]) == page["size"] == page["total_items"] == N
    assert page["contents"] == sorted(page["contents"], key=lambda one: str(one["id"]))
    assert alive.most == 0
