"""A list that streams holds no read of the database open while its taker is slow."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from porchlight.directory.models import Service
from porchlight.directory.publish.hsds_api import serialize
from tests.directory.listings import make_meeting

pytestmark = pytest.mark.django_db


def _taken(monkeypatch: pytest.MonkeyPatch, at_once: int) -> tuple[list[Service], int]:
    """What the stream gives, and how many queries it made by its second row."""
    monkeypatch.setattr(serialize, "AT_ONCE", at_once)
    with CaptureQueriesContext(connection) as asked:
        stream = serialize.all_rows(Service.objects.all(), lambda row: row)
        seen = [next(stream), next(stream)]
        n_asked = len(asked)
    return seen + list(stream), n_asked


@pytest.mark.parametrize("at_once", [1, 2, 3, 7, 8])
def test_every_row_comes_once_and_in_order_also_where_places_repeat(
    monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    for n in range(7):
        make_meeting(at_location_id=UUID(int=9 - n // 3))
    in_order = list(Service.objects.order_by("at_location_id", "pk"))
    assert len(in_order) == 7
    assert _taken(monkeypatch, at_once)[0] == in_order


def test_a_few_are_read_before_the_next_few_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        make_meeting()
    assert _taken(monkeypatch, 1)[1] == 2
    assert _taken(monkeypatch, 2)[1] == 1
