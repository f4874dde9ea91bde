"""Whom an account is for: asked when joining, sealed, changed at any time, and what follows."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from porchlight.circles.access import own
from porchlight.domain.circle.invitations import Role
from porchlight.domain.fit import Account, Wishes
from porchlight.people import wishes as kept_wishes
from porchlight.people.models import Person
from porchlight.people.wishes import change_account, change_wishes, wishes_of
from tests.circles.inviting import answered, invited, opened
from tests.make import NOW, decision_of, make_check_in, make_person
from tests.people.test_join import TYPED

pytestmark = pytest.mark.usefixtures("now")

FOR_RECOVERY_ALONE = [
    "/today/", "/today/lately/", "/today/more/", "/check-ins/", "/check-ins/usual/",
    "/check-ins/2026-11-18/",
]  # fmt: skip


def as_account(person, account):
    change_account(person, account, decision_of(person))
    return person


def account(person):
    person.refresh_from_db()
    return wishes_of(person, own(person, NOW)).account


@pytest.mark.parametrize("chosen", Account)
def test_joining_asks_and_keeps_it_sealed_and_the_first_page_is_the_right_one(client, chosen):
    answer = client.post("/join/", {**TYPED, "account": str(chosen)})
    assert answer["Location"] == "/today/"
    robin = Person.objects.get()
    assert account(robin) is chosen
    assert str(chosen).encode() not in bytes(robin.wishes.envelope)
    first = client.get("/", follow=True)
    assert first.request["PATH_INFO"] == ("/home/" if chosen is Account.FAMILY else "/today/")


def test_nothing_in_a_row_tells_which_account_is_of_whom():
    rows = [make_person(f"p{n}", account=kind) for n, kind in enumerate(Account)]
    assert len({len(person.wishes.envelope) for person in rows}) == 1


@pytest.mark.parametrize("answer", ["", "nobody"])
def test_without_an_answer_nobody_is_taken_for_anything(client, answer):
    page = client.post("/join/", {**TYPED, "account": answer})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["account"]
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("role", "suggested"), [(Role.FAMILY, Account.FAMILY), (Role.SPONSOR, None), (Role.PEER, None)]
)
def test_an_invitation_as_family_suggests_it_and_the_person_decides(ana, role, suggested):
    made = invited(ana)
    made.shown = {"name": "Ana", "role": str(role)}
    made.save()
    stranger = Client()
    opened(stranger, made)
    door = answered(stranger, "yes")["Location"]
    assert not re.search("family|recovery", door)
    page = stranger.get(door)
    assert page.context["form"]["account"].value() == suggested
    stranger.post(door, {**TYPED, "account": "both"})
    assert account(Person.objects.exclude(pk=ana.pk).get()) is Account.BOTH


def test_it_is_changed_in_me_on_every_device_and_all_else_that_was_said_stays(client_of, rosa):
    change_wishes(rosa, Wishes(liked=frozenset({"smart"})))
    phone, tablet = client_of(rosa), client_of(rosa)
    assert tablet.get("/today/").status_code == 200
    assert phone.post("/me/for-whom/", {"account": "family"}).status_code == 303
    assert account(rosa) is Account.FAMILY
    assert wishes_of(rosa, decision_of(rosa)).liked == {"smart"}
    assert tablet.get("/today/")["Location"] == "/home/"
    phone.post("/me/fits/", {"liked": []})
    assert account(rosa) is Account.FAMILY
    assert phone.post("/me/for-whom/", {"account": "x"}).status_code == 422


def test_a_process_that_never_opened_it_asks_the_row(client_of, rosa, monkeypatch):
    as_account(rosa, Account.FAMILY)
    monkeypatch.setattr(kept_wishes, "_remembered", {})
    assert client_of(rosa).get("/today/")["Location"] == "/home/"
    assert list(kept_wishes._remembered.values()) == [Account.FAMILY]


@pytest.mark.parametrize("path", FOR_RECOVERY_ALONE)
@pytest.mark.parametrize("language", ["en", "es"])
def test_family_is_asked_nothing_that_only_somebody_in_recovery_is_asked(client_of, path, language):
    mother = as_account(make_person("Rosa", language=language), Account.FAMILY)
    client = client_of(mother)
    make_check_in(mother, urge=None)
    assert client.get(path)["Location"] == "/home/"
    assert client.post(path, {"urge": "8"}).status_code in (302, 405)
    for own_page in ("/home/", "/home/2026-11-18/", "/home/2026-11-15/", "/me/", "/people/"):
        page = client.get(own_page).content.decode()
        assert 'name="urge"' not in page
        assert not re.search(r'href="/(today|tools|check-ins)/', page)


@pytest.mark.parametrize(
    ("kind", "tabs"),
    [
        (Account.FAMILY, ["/home/", "/write/", "/for-me/"]),
        (Account.BOTH, ["/today/", "/people/", "/meet/", "/tools/"]),
        (Account.RECOVERY, ["/today/", "/people/", "/meet/", "/tools/"]),
    ],
)
def test_each_account_has_its_own_tabs_and_both_find_home_under_me(client_of, rosa, kind, tabs):
    client = client_of(as_account(rosa, kind))
    page = client.get("/me/").content.decode()
    assert re.findall(r'class="tabs__link" href="([^"]+)"', page) == tabs
    assert ('href="/home/"' in page) is (kind is not Account.RECOVERY)
    home = client.get("/home/")
    assert home.status_code == (302 if kind is Account.RECOVERY else 200)
