"""Looking at an answer while it is taken back, on a database that locks single rows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, connections, transaction

from porchlight.together.agreements.actions import keep_answers_read, let_go
from porchlight.together.agreements.queries import of_two
from porchlight.together.models import SentAgreement
from tests.make import NOW, decision_of
from tests.together.others.agreeing import say
from tests.together.tied import tied
from tests.together.tying import make_plan

WITHOUT = "SQLite locks no single row; script/check runs this on PostgreSQL"


@pytest.fixture(autouse=True)
def _on_postgresql(transactional_db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip(WITHOUT)


@pytest.mark.django_db(databases=["default", "keystore"], transaction=True)
def test_to_look_waits_for_nothing_that_is_taken_back_in_that_moment(transactional_db, ana, ben):
    """Else the two would wait for each other, and it would be the taking back that fails."""
    two = tied(ana, ben, "Ben"), tied(ben, ana, "Ana")
    first, second = (say(ben, ana, make_plan(ana, two[0], days=days)) for days in (2, 4))
    shown = of_two(ana, ben.pk, NOW).new_answers
    with ThreadPoolExecutor(1) as other_device, connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '2s'")
        is_held, is_looked_at = Event(), Event()
        taken_back = other_device.submit(taking_back, ana, first.pk, is_held, is_looked_at)
        is_held.wait()
        try:
            keep_answers_read(shown, decision_of(ana))
        finally:
            is_looked_at.set()
        taken_back.result()
    assert list(of_two(ana, ben.pk, NOW).new_answers) == []
    assert SentAgreement.objects.get().pk == second.pk


def taking_back(person, plan_id, is_held, is_looked_at):
    try:
        with transaction.atomic():
            let_go(person, plan_id)
            is_held.set()
            is_looked_at.wait()
    finally:
        connections.close_all()
