"""What addresses of a thread say of where its pages begin and end: nothing but that they differ."""

from __future__ import annotations

import re

import pytest

from porchlight.together import actions
from porchlight.together.models import SentNote
from porchlight.together.note_marks import mark_of, number_of
from porchlight.together.queries import PAGE
from tests.make import NOW

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def asked_for(ben, ana, two, client_of):
    """All that Ben's browser is given to ask with: marks of where pages begin and end."""
    path = f"/people/{two[1].pk}/notes/"
    client, found = client_of(ben), []
    for _note in range(PAGE + 3):
        actions.send_note(ana, two[0], "x", NOW)
        page = client.get(path).content.decode()
        found += re.findall(r'data-newest="([^"]*)"', page)
    found += re.findall(r'\?before=([^"]*)"', page)
    found.append(client.get(f"{path}new/", {"after": found[0]})["X-Newest"])
    return found


def test_no_address_tells_a_number_or_that_notes_were_taken_back(client_of, ana, ben, two):
    """Whoever has two marks learns that they differ, and neither which is later nor how far."""
    marks = asked_for(ben, ana, two, client_of)
    numbers = set(SentNote.objects.values_list("number", flat=True))
    assert {number_of(ben.pk, ana.pk, mark) for mark in marks} <= numbers
    assert not any(str(number) in mark for number in numbers for mark in marks if number > 999)
    assert marks[: PAGE + 3] != sorted(marks[: PAGE + 3])
    assert {len(mark) for mark in marks} == {27}
    assert marks[-1] == marks[PAGE + 2]  # the same number for the same one


def test_a_mark_is_of_one_viewer_and_one_thread(ana, ben, cleo):
    mark = mark_of(ben.pk, ana.pk, 7)
    assert number_of(ben.pk, ana.pk, mark) == 7
    for viewer, other in ((ana, ben), (ben, cleo), (cleo, ana)):
        assert number_of(viewer.pk, other.pk, mark) is None
    assert mark_of(ana.pk, ben.pk, 7) != mark


def test_numbers_in_an_address_would_be_found(client_of, ana, ben, two, monkeypatch):
    """The control: with numbers themselves the gap of what was taken back can be read."""
    monkeypatch.setattr("porchlight.together.views.mark_of", lambda viewer, other, n: str(n))
    path = f"/people/{two[1].pk}/notes/"
    newest = []
    for _note in range(2):
        actions.send_note(ana, two[0], "x", NOW)
        newest += re.findall(r'data-newest="(\d+)"', client_of(ben).get(path).content.decode())
        for _gone in range(20):
            actions.take_back(actions.send_note(ana, two[0], "y", NOW))
    assert int(newest[1]) - int(newest[0]) > actions.WIDEST_STEP
