from __future__ import annotations

import pytest
from django.http import QueryDict

from porchlight.directory.forms import SoonForm

pytestmark = pytest.mark.django_db


def asked(address: str, home: str = "") -> SoonForm:
    form = SoonForm(QueryDict(address), country="US", home=home)
    assert form.is_valid(), form.errors
    return form


def test_words_say_where_when_nothing_else_does() -> None:
    form = asked("words=step+meeting+jackson+ms")
    assert form.spot is not None
    assert form.spot.label == "Jackson, MS"
    assert (form.query().text, form.query().near) == ("step", form.spot.point)


def test_a_place_that_was_typed_stays_and_the_words_are_words() -> None:
    for home in ("", "39201"):
        form = asked("words=women+meeting+jackson+ms&place=54701", home=home)
        assert form.spot is not None
        assert form.spot.label == "Eau Claire, WI 54701"
        assert form.query().text == "women jackson ms"


@pytest.mark.parametrize("address", ["", "&place=54701", "&place=+54701+"])
def test_words_that_name_a_place_count_for_more_than_the_kept_one(address: str) -> None:
    """A kept place stands in the form already, and is sent along with the words."""
    form = asked("words=women+meeting+jackson+ms" + address, home="54701")
    assert form.spot is not None
    assert form.spot.label == "Jackson, MS"
    assert (form.query().text, form.query().near) == ("women", form.spot.point)


def test_a_kept_place_is_where_words_without_one_are_looked_for() -> None:
    form = asked("words=women", home="54701")
    assert form.spot is not None
    assert form.spot.label == "Eau Claire, WI 54701"


def test_words_that_say_only_that_it_is_a_meeting_ask_for_none() -> None:
    for text in ("step+meeting", "the+step+meetings"):
        assert asked(f"words={text}&place=54701").query().text == "step"
    assert asked("words=meeting&place=54701").query().text == "meeting"


def test_a_room_can_be_asked_for_where_the_words_say() -> None:
    assert asked("words=women+in+milwaukee&online=exclude").query().text == "women"
