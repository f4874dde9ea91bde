"""What fits me: ticks of a person's own, sealed, that decide what is offered."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from porchlight.domain.fit import Wishes
from porchlight.people.models import Person
from porchlight.people.wishes import wishes_of
from tests.directory.listings import make_meeting
from tests.make import decision_of

PATH = "/me/fits/"


@pytest.fixture
def client(ana: Person, now: datetime, client_of: Callable[[Person], Any]) -> Client:
    make_meeting(terms=["pathway:12-step", "pathway:aa", "language:es", "language:en"])
    return client_of(ana)


def kept_by(person: Person) -> Wishes:
    person.refresh_from_db()
    return wishes_of(person, decision_of(person))


def boxes(page: str, name: str) -> dict[str, bool]:
    """The boxes of one list by value, and whether each is ticked."""
    found = re.findall(rf'<input type="checkbox" name="{name}" value="([^"]+)"([^>]*)>', page)
    return {value: "checked" in rest for value, rest in found}


def test_nothing_said_is_the_persons_own_language_and_no_more(client: Client, ana: Person) -> None:
    assert kept_by(ana) == Wishes(languages=frozenset({"en"}))
    assert client.post(PATH, {}).status_code == 303
    assert kept_by(ana) == Wishes(languages=frozenset({"en"}))


def test_ticks_are_kept_sealed_and_shown_again(client: Client, ana: Person) -> None:
    ticks = {
        "first": ["women", "lgbtq"],
        "more": ["parents"],
        "disliked": ["12-step"],
        "languages": ["es"],
    }
    answer = client.post(PATH, ticks)
    assert (answer.status_code, answer["Location"]) == (303, "/me/")
    assert kept_by(ana) == Wishes(
        groups=frozenset({"women", "lgbtq", "parents"}),
        disliked=frozenset({"12-step"}),
        languages=frozenset({"en", "es"}),
    )
    assert b"12-step" not in ana.wishes.envelope
    page = client.get(PATH).content.decode()
    for name, values in ticks.items():
        assert [value for value, is_on in boxes(page, name).items() if is_on] == values


def test_every_tick_can_be_taken_back(client: Client, ana: Person) -> None:
    client.post(PATH, {"first": ["men"], "liked": ["aa"]})
    client.post(PATH, {})
    assert kept_by(ana) == Wishes(languages=frozenset({"en"}))


def test_a_way_that_is_liked_and_not_wanted_is_asked_about(client: Client, ana: Person) -> None:
    answer = client.post(PATH, {"liked": ["aa"], "disliked": ["aa", "12-step"], "first": ["men"]})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert boxes(page, "first")["men"]
    assert boxes(page, "disliked") == {"12-step": True, "aa": True}
    assert kept_by(ana).liked == frozenset()


def test_a_tick_that_is_none_is_refused(client: Client, ana: Person) -> None:
    client.post(PATH, {"first": ["men"]})
    assert client.post(PATH, {"first": ["rich"]}).status_code == 422
    assert kept_by(ana).groups == {"men"}


def test_only_ways_and_languages_of_some_listing_are_there_and_those_ticked_before(
    client: Client, ana: Person
) -> None:
    page = client.get(PATH).content.decode()
    assert set(boxes(page, "liked")) == {"12-step", "aa"}
    assert set(boxes(page, "languages")) == {"es"}  # English counts in any case
    ana.wishes = {"groups": [], "liked": ["smart"], "disliked": [], "languages": ["fr"]}
    ana.save()
    page = client.get(PATH).content.decode()
    assert boxes(page, "liked")["smart"]
    assert boxes(page, "languages") == {"es": False, "fr": True}


def test_me_leads_there(client: Client) -> None:
    assert f'href="{PATH}"' in client.get("/me/").content.decode()
