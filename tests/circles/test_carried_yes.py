"""A yes that was said before there was an account counts for the account it led to."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from porchlight.circles.consents import keep_apart
from porchlight.circles.models import Invitation
from porchlight.people.actions import found_community
from porchlight.people.models import Person
from tests.circles.inviting import answered, invited, opened
from tests.make import NOW, make_person

WORDS = "four green porch chairs"


def said_yes(made) -> Client:
    """A browser of somebody who is signed out, at the door."""
    phone = Client()
    opened(phone, made)
    assert answered(phone, "yes")["Location"] == "/join/?next=/in/&for=2"
    assert not Invitation.objects.filter(accepted_at__isnull=False).exists()
    return phone


def join(phone: Client, **other: str) -> Person:
    account = {"name": "Rosa", "passphrase": WORDS, "country": "US", "zone": "America/Chicago",
               "adult": "on", "account": "family", "next": "/in/",
               "key": str(uuid4()), **other}  # fmt: skip
    answer = phone.post("/join/", account)
    assert answer.status_code == 303, answer.content.decode()
    return Person.objects.get(pk=phone.session["_auth_user_id"])


@pytest.fixture
def made(now, ana):
    found_community("The Long Table", is_demo=False, at=NOW)
    return invited(ana)


def test_joining_from_the_links_page_says_the_yes_that_was_said(made):
    phone = said_yes(made)
    rosa = join(phone)
    made.refresh_from_db()
    assert made.accepted_by == rosa
    assert phone.cookies["yes"].value == ""
    assert "circles/invitations/digits.html" in [t.name for t in phone.get("/in/").templates]


@pytest.mark.parametrize("door", ["/join/", "/sign-in/"])
def test_the_door_says_that_it_is_the_way_of_the_invitation_and_not_whose(made, door):
    phone, words = said_yes(made), "This is still the invitation you got."
    page = phone.get(door, {"next": "/in/"}).content.decode()
    assert words in page
    assert "Ana" not in page
    assert words not in phone.get(door).content.decode()
    assert words not in phone.get(door, {"next": "/meet/"}).content.decode()


def test_signing_in_does_too(made):
    rosa = make_person("Rosa", WORDS)
    phone = said_yes(made)
    form = {"name": "Rosa", "passphrase": WORDS, "next": "/in/"}
    assert phone.post("/sign-in/", form)["Location"] == "/in/"
    made.refresh_from_db()
    assert made.accepted_by == rosa


def test_whoever_signs_in_for_something_else_says_no_yes_with_it(made):
    make_person("Rosa", WORDS)
    phone = said_yes(made)
    assert phone.post("/sign-in/", {"name": "Rosa", "passphrase": WORDS}).status_code == 303
    made.refresh_from_db()
    assert made.accepted_by is None


def test_it_is_used_once(made):
    phone = said_yes(made)
    join(phone)
    Invitation.objects.update(accepted_by=None, accepted_at=None)
    phone.post("/sign-out/")
    assert phone.cookies["yes"].value == ""
    form = {"name": "Rosa", "passphrase": WORDS, "next": "/in/"}
    assert phone.post("/sign-in/", form).status_code == 303
    assert Invitation.objects.get().accepted_by is None


@pytest.mark.parametrize("forged", ["", "x", "{index}", "{index}:1:x"])
def test_a_cookie_of_somebody_elses_making_says_nothing(made, forged):
    phone = said_yes(made)
    phone.cookies["yes"] = forged.format(index=made.token_index)
    join(phone)
    assert Invitation.objects.get().accepted_by is None


def test_a_link_that_ended_meanwhile_gets_no_yes(made, ana):
    rosa = make_person("Rosa", WORDS)
    phone = said_yes(made)
    keep_apart(ana, rosa, NOW)
    phone.post("/sign-in/", {"name": "Rosa", "passphrase": WORDS, "next": "/in/"})
    assert Invitation.objects.get().accepted_by is None
    assert phone.get("/in/").status_code == 404


def test_looking_at_pages_says_no_yes(made, ana):
    phone = said_yes(made)
    phone.force_login(make_person("Rosa"))
    for path in ("/in/", "/join/?next=/in/", "/sign-in/?next=/in/", "/in/"):
        phone.get(path)
    assert Invitation.objects.get().accepted_by is None
