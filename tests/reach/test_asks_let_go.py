"""Whoever asked and whoever is asked cannot tell why the other is not there any more: the pages are
the same to the last byte, and cost the same queries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction

from porchlight.circles.actions import end_tie, remove_person
from porchlight.circles.consents import keep_apart
from porchlight.domain.light import Light
from porchlight.people.closing import close_account
from porchlight.reach.asks.actions import take_back
from porchlight.reach.asks.queries import asks_to
from porchlight.reach.lights.actions import put_out, set_light
from tests.growth import counting_statements
from tests.make import NOW
from tests.reach.test_ask_pages import at, says, sent_form
from tests.reach.test_asks import asks, both, shows_light

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
MINUTE = timedelta(minutes=1)
EACH_TIME = re.compile(r'X-CSRFToken": "[^"]*"|name="(?:csrfmiddlewaretoken|key)" value="[^"]*"')


def cost_and_bytes(send):
    """What is sent, without what is another each time, and how many queries it took."""
    with counting_statements() as queries:
        answer = send()
    return answer.status_code, EACH_TIME.sub("", answer.content.decode()), sorted(queries.items())


@contextmanager
def undone() -> Iterator[None]:
    """What is done in it is not there afterwards."""
    with transaction.atomic(), transaction.atomic(using="keystore"):
        yield
        for alias in ("default", "keystore"):
            transaction.set_rollback(True, using=alias)


# What Ana does, by which Ben reads that it is over.
OVER = {
    "takes it back": lambda ana, tie, sent: take_back(ana, sent.pk, NOW),
    "ends contact": lambda ana, tie, sent: end_tie(tie, ana, NOW),
    "closes the door": lambda ana, tie, sent: end_tie(tie, ana, NOW, for_good=True),
    "removes him": lambda ana, tie, sent: remove_person(tie, ana, NOW),
    "blocks him": lambda ana, tie, sent: keep_apart(ana, tie.account, NOW),
    "closes her account": lambda ana, tie, sent: close_account(ana, NOW),
}
SAID = [(), ("later",), ("not_now",), ("here",), ("here", "not_reached"), ("here", "talked")]


@pytest.mark.parametrize("said", SAID)
def test_whoever_is_asked_cannot_tell_why_it_is_over(ana, ben, now, client_of, said):
    tie, _bens = both(ana, ben)
    shows_light(ben)
    sent = asks(ana, number="+1 601-555-0123")
    received_id = asks_to(ben, NOW)[0].received_id
    helper = client_of(ben)
    paths = {f"/porch/asked/{received_id}/"} | {says(helper, received_id, one) for one in said}
    pages = {}
    for how, act in OVER.items():
        with undone():
            act(ana, tie, sent)
            once_more = [says(helper, received_id, one) for one in said]
            pages[how] = once_more, [cost_and_bytes(lambda p=p: helper.get(p)) for p in paths]
    told = pages.pop("takes it back")
    assert {how for how, page in pages.items() if page != told} == set()


# What Ben does, by which Ana can not ask him any more.
DARK = {
    "never may be asked": lambda ben, tie: set_light(ben, Light(ben.zone), [tie.pk]),
    "puts out his light": lambda ben, tie: put_out(ben, NOW),
    "narrows it": lambda ben, tie: set_light(ben, Light(ben.zone, until=NOW + 60 * MINUTE), []),
    "ends contact": lambda ben, tie: end_tie(tie, ben, NOW),
    "closes the door": lambda ben, tie: end_tie(tie, ben, NOW, for_good=True),
    "removes her": lambda ben, tie: remove_person(tie, ben, NOW),
    "blocks her": lambda ben, tie: keep_apart(ben, tie.account, NOW),
    "closes his account": lambda ben, tie: close_account(ben, NOW),
}


@pytest.mark.parametrize("said", [(), ("not_now",), ("here", "not_reached")])
def test_whoever_asks_cannot_tell_why_one_cannot_be_asked(ana, ben, cleo, now, client_of, said):
    anas, bens = both(ana, ben)
    both(ana, cleo), shows_light(ben), shows_light(cleo)
    sent, client = asks(ana), client_of(ana)
    received_id = asks_to(ben, NOW)[0].received_id
    for one in said:
        says(client_of(ben), received_id, one)
    pages = {}
    for how, act in DARK.items():
        with undone():
            act(ben, bens)
            pages[how] = [
                _looks(client, path, minutes)
                for path in ("/porch/", "/porch/ask/", f"/porch/ask/{sent.pk}/", "/people/")
                for minutes in (1, 12)
            ]
            pages[how].append(cost_and_bytes(lambda: sent_form(client, [anas])))
    told = pages.pop("never may be asked")
    assert {how for how, page in pages.items() if page != told} == set()


def _looks(client, path, minutes):
    with at(NOW + minutes * MINUTE):
        return cost_and_bytes(lambda: client.get(path))
