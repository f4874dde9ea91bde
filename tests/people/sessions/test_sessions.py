"""Visits: the cookie opens one, the database nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from porchlight.people.actions import end_sessions
from porchlight.people.jobs import tidy
from porchlight.people.models import Visit
from porchlight.people.sessions.store import BLOCK, SessionStore, key_index
from tests.make import NOW


def visit_of(client: Client) -> Visit:
    return Visit.objects.get(key_index=key_index(client.cookies["visit"].value))


def is_signed_in(client: Client) -> bool:
    return client.get("/today/").status_code == 200


@pytest.mark.parametrize("column", ["pk", "key_index", "content"])
def test_no_column_of_a_visit_opens_it(client_of, ana, column):
    client = client_of(ana)
    assert is_signed_in(client)
    kept = getattr(visit_of(client), column)
    for value in {str(kept), str(kept).replace("-", ""), str(kept)[:32]}:
        thief = Client()
        thief.cookies["visit"] = value
        assert not is_signed_in(thief)


def test_the_content_opens_with_its_own_cookie_and_root_key_alone(client_of, ana, ben, settings):
    hers, his = client_of(ana), client_of(ben)
    row = visit_of(hers)
    assert str(ana.pk).encode() not in bytes(row.content)
    assert len(row.content) % BLOCK == 12 + 16
    Visit.objects.filter(pk=row.pk).update(content=visit_of(his).content)
    assert not is_signed_in(hers)
    assert is_signed_in(his)
    settings.ROOT_KEY = bytes(32)
    assert not is_signed_in(his)


def test_a_damaged_visit_is_nobodys_and_leads_to_signing_in(client_of, ana):
    client = client_of(ana)
    for content in (b"", b"short", bytes(600)):
        Visit.objects.update(content=content)
        assert client.get("/today/").headers["Location"].startswith("/sign-in/")
        client = client_of(ana)


def test_a_visit_belongs_to_its_person_and_goes_with_them(client_of, ana, ben):
    client_of(ana), client_of(ben)
    assert set(Visit.objects.values_list("person", flat=True)) == {ana.pk, ben.pk}
    ana.delete()
    assert Visit.objects.get().person_id == ben.pk


def test_what_a_visit_holds_is_read_as_it_was_written():
    first = SessionStore()
    first["words"] = ["café", 1, None]
    first.save()
    again = SessionStore(first.session_key)
    assert dict(again.items()) == {"words": ["café", 1, None]}
    again["more"] = "x" * 2_000
    again.save()
    assert SessionStore(first.session_key)["more"] == "x" * 2_000
    again.cycle_key()
    again.save()
    assert not again.exists(first.session_key)
    assert SessionStore(again.session_key)["words"] == ["café", 1, None]
    again.flush()
    assert not Visit.objects.exists()


def test_a_visit_that_was_ended_is_not_begun_anew_by_saving_it():
    visit = SessionStore()
    visit.save()
    SessionStore(visit.session_key).delete()
    with pytest.raises(UpdateError):
        visit.save()
    assert not Visit.objects.exists()


def test_after_thirty_days_a_visit_is_over_and_its_row_is_dropped(client_of, ana, now):
    client = client_of(ana)
    days = timedelta(days=30)
    with time_machine.travel(NOW + days - timedelta(seconds=1), tick=False):
        tidy(NOW + days - timedelta(seconds=1))
        assert is_signed_in(client)
    with time_machine.travel(NOW + days, tick=False):
        assert not is_signed_in(client)
        SessionStore.clear_expired()
        assert not Visit.objects.exists()


def test_a_cookie_of_nothing_costs_no_more_than_a_look(ana):
    for value in ("", "x", "x" * 32, "x" * 3_000, "ñ" * 20):
        client = Client()
        client.cookies["visit"] = value
        assert not is_signed_in(client)
    assert not Visit.objects.exists()


def plan_of(statement):
    with connection.cursor() as cursor:
        return str(cursor.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall())


def test_ending_all_visits_of_a_person_looks_at_no_visit_of_anybody_else(client_of, ana, ben):
    for _ in range(3):
        assert is_signed_in(client_of(ana))
    his = client_of(ben)
    with CaptureQueriesContext(connection) as asked:
        end_sessions(ana)
    find, *others = [each["sql"] for each in asked if "people_visit" in each["sql"]]
    assert others  # what is found is taken away, after the phones that it had notes on
    if connection.vendor == "sqlite":
        plans = [plan_of(statement) for statement in (find, *others)]
        assert "INDEX people_visit_person_id" in plans[0]
        assert not any("SCAN" in plan for plan in plans)
    assert not Visit.objects.filter(person=ana).exists()
    assert is_signed_in(his)
