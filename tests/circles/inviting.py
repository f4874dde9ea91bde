"""Inviting as its tests do it: one asks, the other opens, says yes and reads digits out."""

from __future__ import annotations

import re
from contextlib import ExitStack

import pytest
from django.db import connections
from django.test import Client

from porchlight.circles.invitations import actions
from porchlight.circles.invitations.links import digits_now, token_of
from porchlight.domain.circle.invitations import Role
from tests.growth import finder_looks_once
from tests.make import NOW, make_tie

NAME = "Ana"


@pytest.fixture
def client_of(client_of):
    """One browser for each of them, since a link lives in the browser that opened it."""
    browsers: dict[object, Client] = {}

    def browser_of(person):
        if person.pk not in browsers:
            browsers[person.pk] = client_of(person)
        return browsers[person.pk]

    return browser_of


def invited(ana, name="Rosa", at=NOW):
    """An invitation of Ana's for a card of hers."""
    return actions.invite(ana, make_tie(ana, name), NAME, Role.FAMILY, at)


def link(made):
    return f"/in/{token_of(made.person_id, made.pk)}/"


def digits_of(made, at=NOW):
    made.refresh_from_db()
    return digits_now(made.pk, made.facts, at)


def opened(client, made):
    return client.get(link(made), follow=True)


def answered(client, answer):
    """Press a button of the page that is open now."""
    page = client.get("/in/").content.decode()
    which = re.search(r'name="which" value="([0-9a-f]+)"', page)
    return client.post("/in/answer/", {"answer": answer, "which": which[1] if which else ""})


def typed(client, made, digits, **sent):
    """As a browser sends it from the page that is open now, unless the page is given."""
    path = f"/people/invitations/{made.pk}/"
    sent = sent or hidden_on(client.get(path))
    return client.post(f"{path}digits/", {"digits": digits, **sent})


def hidden_on(page):
    """What the digits are sent with: the key, and what the page says of the choice."""
    fields = re.findall(r'type="hidden" name="(key|seen)" value="([^"]*)"', page.content.decode())
    return dict(fields)


def body(answer):
    return re.sub(rb"value=\"[\w-]{64}\"|[\w-]{64}", b"", answer.content)


def accepted(ana, ben, name="Rosa"):
    made = invited(ana, name)
    actions.accept(made.pk, ben, NOW)
    return made


def which_of(page):
    return re.search(r'name="which" value="([0-9a-f]+)"', page.content.decode())[1]


class CaptureQueries:
    """How many statements are sent while this lasts, to both databases."""

    def __enter__(self):
        from django.test.utils import CaptureQueriesContext

        self.each = [CaptureQueriesContext(connections[name]) for name in connections]
        self._open = ExitStack()
        for one in (finder_looks_once(), *self.each):
            self._open.enter_context(one)
        return self

    def __exit__(self, *error):
        return self._open.__exit__(*error)

    def __len__(self):
        return sum(map(len, self.each))
