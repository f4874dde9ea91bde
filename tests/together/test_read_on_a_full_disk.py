"""Notes and answers are read on a full disk, too: what was read is only noted beside the page."""

from __future__ import annotations

import pytest
from django.db import OperationalError

from porchlight import room
from porchlight.together import actions
from porchlight.together.agreements import actions as agreements
from porchlight.together.models import NotesWith, ReceivedNote
from tests.make import NOW
from tests.together.others.agreeing import said_yes, say
from tests.together.tied import tied
from tests.together.tying import make_plan

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.fixture
def path(ana, ben, now):
    """Where Ben reads what Ana wrote."""
    bens = tied(ben, ana, "Ana")
    actions.send_note(ana, tied(ana, ben, "Ben"), "Still here.", NOW)
    return f"/people/{bens.pk}/notes/"


def raises(trouble):
    def write(*_args):
        raise trouble

    return write


def looked_at(person):
    return list(NotesWith.objects.filter(person=person).values_list("looked_at", flat=True))


def test_a_note_is_read_where_nothing_can_be_noted(client_of, ben, path, monkeypatch):
    full = OperationalError("database or disk is full")
    monkeypatch.setattr(actions, "note_looked_at", raises(full))
    assert "Still here." in client_of(ben).get(path).content.decode()
    assert looked_at(ben) == []


def test_what_is_kept_for_leaving_is_not_used_up_by_reading(client_of, ben, path, monkeypatch):
    with monkeypatch.context() as disk:
        disk.setattr(room, "may_write", lambda: False)
        assert "Still here." in client_of(ben).get(path).content.decode()
    assert looked_at(ben) == []
    client_of(ben).get(path)
    assert looked_at(ben) == list(ReceivedNote.objects.values_list("number", flat=True))


def test_any_other_trouble_is_said(client_of, ben, path, monkeypatch):
    monkeypatch.setattr(actions, "note_looked_at", raises(OperationalError("no such table")))
    with pytest.raises(OperationalError, match="no such table"):
        client_of(ben).get(path)


@pytest.mark.parametrize("page", ["together/", "plans/{plan}/"])
def test_an_answer_is_read_where_nothing_can_be_noted(client_of, ana, ben, two, page, monkeypatch):
    anas, _bens = two
    plan = say(ben, ana, make_plan(ana, anas))
    path = f"/people/{anas.pk}/" + page.format(plan=plan.pk)
    full = OperationalError("database or disk is full")
    with monkeypatch.context() as disk:
        disk.setattr(agreements, "RETELL_SENT", raises(full))
        assert "Ben" in client_of(ana).get(path).content.decode()
    with monkeypatch.context() as disk:
        disk.setattr(room, "may_write", lambda: False)
        assert client_of(ana).get(path).status_code == 200
    assert said_yes(ana) == {anas.pk}
    client_of(ana).get(path)
    assert said_yes(ana) == set()
