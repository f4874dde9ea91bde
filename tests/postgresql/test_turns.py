"""Two who write rows of one person at once, on a database that locks single rows."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, connections
from django.db.models import QuerySet

from porchlight.circles import actions as circles
from porchlight.circles.actions import note_talk
from porchlight.circles.invitations import actions
from porchlight.circles.models import Invitation, Tie
from porchlight.circles.one_card.actions import join_cards
from porchlight.circles.queries import talks_of
from porchlight.domain.circle.invitations import Role
from tests.circles.inviting import digits_of
from tests.make import NOW, TODAY, decision_of, make_tie

WITHOUT = "SQLite locks no single row; script/check runs this on PostgreSQL"
pytestmark = pytest.mark.django_db(databases=["default", "keystore"], transaction=True)


@pytest.fixture(autouse=True)
def _on_postgresql(transactional_db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip(WITHOUT)


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # else one is kept for a transaction
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


def until_waiting_or_done(other: Future) -> None:
    for _ in range(1_500):
        if other.done() or somebody_waits():
            return
        time.sleep(0.02)
    raise AssertionError("the other device neither waits nor is done")


def on_a_device(deed, *given):
    try:
        return deed(*given)
    finally:
        connections.close_all()


def test_a_no_for_good_while_two_cards_become_one(ana, ben, monkeypatch):
    """A no goes for all links of the card, and joining writes each of them."""
    tie, private = make_tie(ana, "Ben"), make_tie(ana, "Benny")
    earlier = actions.invite(ana, tie, "Ana", Role.FRIEND, NOW)
    actions.stop(earlier, NOW)
    made = actions.invite(ana, tie, "Ana", Role.FRIEND, NOW)
    actions.accept(made.pk, ben, NOW)
    assert actions.confirm(made, digits_of(made), decision_of(ana), NOW)
    tie.refresh_from_db()
    says_no, update = Event(), QuerySet.update

    def held_open(rows, **values):
        done = update(rows, **values)
        if values == {"is_last": True}:
            says_no.set()
            until_waiting_or_done(joining)
        return done

    def join():
        says_no.wait(60)
        join_cards(tie, private, decision_of(ana), NOW)

    monkeypatch.setattr(QuerySet, "update", held_open)
    with ThreadPoolExecutor(1) as other_device:
        joining = other_device.submit(on_a_device, join)
        assert not actions.refuse(made.pk, NOW, never_again=True)
        joining.result()
    assert Tie.objects.get(person=ana).pk == private.pk
    assert Invitation.objects.get(pk=earlier.pk).refused_at == NOW


def test_the_first_two_talks_noted_at_once_are_both_counted(ana, monkeypatch):
    ties, reads, read = [make_tie(ana, "Ben"), make_tie(ana, "Mo")], [], circles.READ_TALLY

    def held_open(decision):
        found = list(read(decision))
        reads.append(found)
        if len(reads) == 1:
            others.append(other_device.submit(on_a_device, talk, ties[1]))
            until_waiting_or_done(others[0])
        return iter(found)

    def talk(tie):
        note_talk(tie, TODAY, decision_of(ana))

    monkeypatch.setattr(circles, "READ_TALLY", held_open)
    others: list[Future] = []
    with ThreadPoolExecutor(1) as other_device:
        talk(ties[0])
        others[0].result()
    talks = talks_of(decision_of(ana), TODAY)
    assert (talks.total, talks.on_day) == (2, 2)
