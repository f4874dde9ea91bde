"""Which pages lead to asking somebody, and back to an ask that is out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from porchlight.circles.access import own
from porchlight.domain.ask import HelperAnswer
from porchlight.reach.asks.after import ask_now
from porchlight.reach.asks.queries import asks_to
from porchlight.reach.lights.actions import put_out
from tests.make import NOW, make_check_in
from tests.reach.test_ask_pages import at, page_of
from tests.reach.test_asks import answers, asks, both, shows_light
from tests.together.tied import tied

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])

MINUTE = timedelta(minutes=1)
ASKING = 'href="/porch/ask/"'


@pytest.fixture
def two(ana, ben, now):
    ties = both(ana, ben)
    shows_light(ben)
    return ties


@pytest.mark.parametrize("path", ["/people/", "/porch/", "/help/", "/today/"])
def test_a_page_leads_to_asking_where_somebody_is_in(ana, two, client_of, path):
    make_check_in(ana, mood=1, urge=10)
    assert ASKING in page_of(client_of(ana), path)


@pytest.mark.parametrize("path", ["/people/", "/porch/", "/help/", "/today/"])
def test_none_does_where_nobody_is_in(ana, client_of, now, path):
    tied(ana, None, "Joe")
    make_check_in(ana, mood=1, urge=10)
    assert ASKING not in page_of(client_of(ana), path)


@pytest.mark.parametrize("path", ["/today/", "/people/", "/porch/", "/porch/ask/", "/home/"])
def test_pages_lead_back_to_an_ask_that_is_out_and_to_its_answer(ana, two, ben, client_of, path):
    client = client_of(ana)
    if path == "/home/":
        client.post("/me/for-whom/", {"account": "family"})
    sent = asks(ana)
    link = f'href="/porch/ask/{sent.pk}/"'
    page = page_of(client, path)
    assert link in page
    assert "Your ask is out" in page
    answers(ben, HelperAnswer.HERE, NOW)
    assert "Somebody answered" in page_of(client, path)
    client.post(f"/porch/ask/{sent.pk}/take-back/")
    assert link not in page_of(client, path)


def test_the_page_that_asks_says_that_a_new_one_takes_the_place_of_one_that_is_open(
    ana, two, client_of
):
    words = "If you ask again, this one is taken back."
    assert words not in page_of(client_of(ana), "/porch/ask/")
    asks(ana)
    assert words in page_of(client_of(ana), "/porch/ask/")
    assert words not in page_of(client_of(ana), "/people/")


def test_they_lead_to_it_for_a_while_after_it_stopped(ana, two):
    sent = asks(ana)
    led_to = [ask_now(own(ana, when), when) for when in (NOW, NOW + 11 * MINUTE, NOW + 41 * MINUTE)]
    assert [(one.ask_id, one.is_open) for one in led_to[:2]] == [(sent.pk, True), (sent.pk, False)]
    assert led_to[2] is None


def test_what_is_no_longer_needed_leads_to_turning_the_light_off_while_it_is_on(
    ana, ben, two, client_of
):
    sent = asks(ana)
    received = asks_to(ben, NOW)[0].received_id
    client_of(ana).post(f"/porch/ask/{sent.pk}/take-back/")
    path = f"/porch/asked/{received}/"
    assert "Turn my light off" in page_of(client_of(ben), path)
    put_out(ben, NOW)
    with at(NOW + MINUTE):
        assert "Turn my light off" not in page_of(client_of(ben), path)


def test_family_that_was_asked_goes_back_to_home_and_others_to_today(ana, ben, two, client_of):
    sent = asks(ana)
    received = asks_to(ben, NOW)[0].received_id
    client_of(ana).post(f"/porch/ask/{sent.pk}/take-back/")
    path = f"/porch/asked/{received}/"
    assert "Back to Today" in page_of(client_of(ben), path)
    client_of(ben).post("/me/for-whom/", {"account": "family"})
    page = page_of(client_of(ben), path)
    assert "Back to Home" in page
    assert "Back to Today" not in page
