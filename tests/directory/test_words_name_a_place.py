from __future__ import annotations

import pytest
from django.http import QueryDict

from porchlight.directory.forms import SoonForm
from tests.directory.listings import load_places_of


@pytest.fixture(autouse=True)
def _places(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    load_places_of({"MS", "WI"}, monkeypatch)


def asked(address: str, home: str = "") -> SoonForm:
    form = SoonForm(QueryDict(address), country="US", home=home)
    assert form.is_valid(), form.errors
    return form


def test_words_say_where_when_nothing_else_does() -> None:
    form = asked("words=step+meeting+jackson+ms")
    assert form.spot is not None
    assert form.spot.label == "Jackson, MS"
    assert (form.query().text, form.query().near) == ("step", form.spot.point)


def test_a_place_that_was_given_stays_and_the_words_are_words() -> None:
    for form in (asked("words=jackson+ms&place=54701"), asked("words=jackson+ms", home="54701")):
        assert form.spot is not None
        assert form.spot.label == "Eau Claire, WI 54701"
        assert form.query().text == "jackson ms"


def test_words_that_say_only_that_it_is_a_meeting_ask_for_none() -> None:
    assert asked("words=step+meeting&place=54701").query().text == "step"


def test_a_room_can_be_asked_for_where_the_words_say() -> None:
    assert asked("words=women+in+milwaukee&online=exclude").query().text == "women"
