"""The page of whoever is asked, while it is open."""

from __future__ import annotations

import re

import pytest

from porchlight.circles.consents import keep_apart
from porchlight.reach.asks.actions import take_back
from porchlight.reach.asks.queries import asks_to
from tests.make import NOW
from tests.reach.test_ask_pages import says
from tests.reach.test_asks import asks, both, shows_light

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.fixture
def two(ana, ben, now):
    ties = both(ana, ben)
    shows_light(ben)
    return ties


def test_the_open_page_of_whoever_is_asked_gets_what_is_new(ana, ben, two, client_of):
    sent = asks(ana)
    client, received = client_of(ben), asks_to(ben, NOW)[0].received_id
    path = f"/porch/asked/{received}/"
    waits = client.get(path)["X-Newest"]
    assert client.get(path, {"after": waits}).status_code == 204
    says(client, received, "later")
    later = client.get(path, {"after": waits})
    assert later.status_code == 200
    assert "<main" not in later.content.decode()
    take_back(ana, sent.pk, NOW)
    over = client.get(path, {"after": later["X-Newest"]})
    assert over.status_code == 200
    assert not over.context["ask"].concerns_me
    assert client.get(path, {"after": over["X-Newest"]}).status_code == 204


def test_the_mark_of_what_is_over_does_not_say_how_it_ended(ana, ben, two, client_of):
    client, marks = client_of(ben), []
    for ends in (lambda sent: take_back(ana, sent.pk, NOW), lambda sent: keep_apart(ana, ben, NOW)):
        sent = asks(ana)
        received = asks_to(ben, NOW)[0].received_id
        says(client, received, "later")
        ends(sent)
        marks.append(client.get(f"/porch/asked/{received}/")["X-Newest"])
    assert marks[0] == marks[1]


@pytest.mark.parametrize("path", ["/today/", "/people/"])
def test_an_open_page_gets_an_ask_that_came_and_that_it_went(ana, ben, two, client_of, path):
    client = client_of(ben)
    (shown,) = re.findall(r'data-newest="([0-9a-f]{16})"', client.get(path).content.decode())
    assert client.get("/porch/asked/", {"after": shown}).status_code == 204
    sent = asks(ana)
    came = client.get("/porch/asked/", {"after": shown})
    received = asks_to(ben, NOW)[0].received_id
    assert f"/porch/asked/{received}/" in came.content.decode()
    assert f'data-newest="{came["X-Newest"]}"' in client.get(path).content.decode()
    take_back(ana, sent.pk, NOW)
    went = client.get("/porch/asked/", {"after": came["X-Newest"]})
    assert went["X-Newest"] == shown
    assert str(received) not in went.content.decode()
