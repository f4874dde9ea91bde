"""How often somebody wants to be asked: their choice, sealed, and "sometimes" until they choose."""

from __future__ import annotations

import re

import pytest

from porchlight.checkins.notices import how_often_of
from porchlight.domain.noticing import HowOften
from porchlight.people.models import Person
from tests.forms import codes_of
from tests.make import decision_of


def chosen(page: str) -> list[str]:
    return re.findall(r'name="how_often" value="(\w+)"[^>]* checked', page)


def test_it_is_sometimes_until_somebody_chooses(client_of, ana, now):
    assert how_often_of(ana, decision_of(ana)) is HowOften.SOMETIMES
    page = client_of(ana).get("/me/how-often/").content.decode()
    assert len(re.findall('name="how_often"', page)) == 4
    assert chosen(page) == ["sometimes"]


@pytest.mark.parametrize("choice", HowOften)
def test_a_choice_is_kept_and_shown(client_of, ana, ben, now, choice):
    client = client_of(ana)
    answer = client.post("/me/how-often/", {"how_often": str(choice)})
    assert (answer.status_code, answer["Location"]) == (303, "/me/")
    person = Person.objects.get(pk=ana.pk)
    assert how_often_of(person, decision_of(person)) is choice
    assert bytes(person.how_often.envelope).startswith(b"PL")
    assert chosen(client.get("/me/how-often/").content.decode()) == [str(choice)]
    assert how_often_of(ben, decision_of(ben)) is HowOften.SOMETIMES


def test_another_choice_is_said_and_nothing_changes(client_of, ana, now):
    answer = client_of(ana).post("/me/how-often/", {"how_often": "always"})
    assert answer.status_code == 422
    assert codes_of(answer) == {"how_often": ["invalid_choice"]}
    assert 'id="id_how_often_error"' in answer.content.decode()
    assert not Person.objects.get(pk=ana.pk).how_often


def test_me_leads_there_and_to_my_usual(client_of, ana, now):
    page = client_of(ana).get("/me/").content.decode()
    assert 'href="/me/how-often/"' in page
    assert 'href="/check-ins/usual/"' in page
