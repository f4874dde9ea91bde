"""A talk that waited on a device: noted on its own day, once, and on no other card."""

from __future__ import annotations

from datetime import timedelta

import pytest

from porchlight.circles.models import Contact
from porchlight.people.queued import queue_mark
from tests.make import TODAY, make_tie

pytestmark = pytest.mark.usefixtures("now")

DAY = timedelta(days=1)


def send(client, of, tie, day, waited=DAY):
    waited_ms = int(waited.total_seconds() * 1000)
    headers = {"Queued-Owner": queue_mark(of), "Queued-Made-At": "0", "Queued-Sent-At": waited_ms}
    return client.post(f"/people/{tie.pk}/talked/", {"day": day}, headers=headers).status_code


def days(tie):
    return list(Contact.objects.filter(tie=tie).order_by("day").values_list("day", flat=True))


def test_it_is_noted_on_the_day_on_which_it_was_tapped_once(ana, client_of):
    tie = make_tie(ana)
    assert [send(client_of(ana), ana, tie, TODAY - DAY) for _ in range(2)] == [204, 204]
    assert days(tie) == [TODAY - DAY]


@pytest.mark.parametrize("day", [TODAY - 8 * DAY, TODAY + DAY, "soon"])
def test_a_day_that_cannot_be_needs_the_person(ana, client_of, day):
    tie = make_tie(ana)
    assert send(client_of(ana), ana, tie, day) == 422
    assert days(tie) == []


def test_another_account_notes_nothing_and_it_waits_on(ana, ben, client_of):
    tie = make_tie(ana)
    assert send(client_of(ben), ana, tie, TODAY) == 401
    assert send(client_of(ben), ben, tie, TODAY) == 404  # nor what waited for ben himself
    assert days(tie) == []


def test_a_card_that_is_gone_needs_the_person(ana, client_of):
    tie = make_tie(ana)
    pk = tie.pk
    tie.delete()
    tie.pk = pk
    assert send(client_of(ana), ana, tie, TODAY) == 404


@pytest.mark.parametrize("day", ["", "soon", str(TODAY - 30 * DAY)])
def test_a_page_that_says_no_day_of_use_means_today(ana, client_of, day):
    tie = make_tie(ana)
    assert client_of(ana).post(f"/people/{tie.pk}/talked/", {"day": day}).status_code == 303
    assert days(tie) == [TODAY]


def test_a_page_that_stood_open_over_midnight_means_its_own_day(ana, client_of):
    tie = make_tie(ana)
    client_of(ana).post(f"/people/{tie.pk}/talked/", {"day": str(TODAY - DAY)})
    assert days(tie) == [TODAY - DAY]
