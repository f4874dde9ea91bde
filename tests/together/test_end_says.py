"""The pages that end a tie say what goes with it, in both languages, before and after."""

from __future__ import annotations

from uuid import uuid4

import pytest

from porchlight.people.models import Person
from porchlight.sharing.actions import hand_over
from porchlight.sharing.models import HandedToMe
from tests.make import NOW, make_tie

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])

WORDS = {
    "en": ("What you handed over, promised or planned is taken back", "off their screen too"),
    "es": ("Lo que entregaste, prometiste o planeaste", "también se va de su pantalla"),
}


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("language", WORDS)
def test_before_and_after_it_says_that_what_was_handed_over_goes(
    client_of, ana, ben, two, language
):
    Person.objects.filter(pk=ana.pk).update(language=language)
    ana.refresh_from_db()
    hand_over(ana, ben.pk, "A page of mine", NOW)
    client, taken_back = client_of(ana), WORDS[language][0]
    end = f"/people/{two[0].pk}/end/"
    assert taken_back in text(client.get(end))
    done = client.post(end, {"key": str(uuid4())}, follow=True)
    assert taken_back in text(done)
    assert not HandedToMe.objects.exists()
    assert taken_back not in text(client.get(end))  # it has ended: it went before


@pytest.mark.parametrize("language", WORDS)
def test_taking_somebody_off_the_list_says_it_of_whoever_is_in_alone(client_of, ana, two, language):
    Person.objects.filter(pk=ana.pk).update(language=language)
    ana.refresh_from_db()
    client, words = client_of(ana), WORDS[language][1]
    assert words in text(client.get(f"/people/{two[0].pk}/remove/"))
    assert words not in text(client.get(f"/people/{make_tie(ana, 'Rosa').pk}/remove/"))
