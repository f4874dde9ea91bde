"""An ask that tells no phone says so at once, with a number; and says nothing of anybody."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from porchlight.circles.consents import keep_apart
from porchlight.outbox.models import Message
from porchlight.outbox.queries import TAKEN_WITHIN, PhonesTold, phones_told
from porchlight.postgresql.owners import every_row
from porchlight.reach.asks.pages import own_ask_page
from porchlight.reach.asks.queries import own_ask
from tests.make import NOW, decision_of
from tests.reach.test_ask_pages import at, sent_form
from tests.reach.test_asks import both, shows_light

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])

SECOND = timedelta(seconds=1)
LATE = NOW + TAKEN_WITHIN + SECOND


@pytest.fixture
def sent(ana, ben, now, client_of, settings):
    """The address of an ask of Ana's to Ben, whose number she has, on a site that tells phones."""
    settings.PUSH_CONTACT = "mailto:host@example.org"
    tie, _back = both(ana, ben)
    tie.card = {**tie.card.open(decision_of(ana)), "phone": "601-555-0199"}
    tie.save()
    shows_light(ben)
    return sent_form(client_of(ana), [tie])["Location"]


def opened(client, sent, moment):
    with at(moment):
        return client.get(sent)


def test_as_long_as_it_goes_out_nothing_is_said(ana, sent, client_of):
    page = opened(client_of(ana), sent, NOW + TAKEN_WITHIN).context["page"]
    assert page.phones is PhonesTold.SOON
    assert page.nearest_to_call is None
    assert not page.lines_are_first


def test_where_no_worker_takes_it_up_the_number_and_the_lines_are_there(ana, sent, client_of):
    answer = opened(client_of(ana), sent, LATE)
    page = answer.context["page"]
    assert page.has_not_gone_out
    assert page.lines_are_first
    assert page.nearest_to_call.phone
    html = answer.content.decode()
    assert 'id="not-out"' in html
    assert f'href="{page.nearest_to_call.call_href}"' in html
    assert 'id="lines"' in html
    assert 'id="take-back"' in html


def test_a_page_that_is_open_comes_to_know(ana, sent, client_of):
    client = client_of(ana)
    mark = opened(client, sent, NOW + SECOND).context["page"].mark
    assert opened(client, f"{sent}?after={mark}", NOW + 2 * SECOND).status_code == 204
    assert b"not-out" in opened(client, f"{sent}?after={mark}", LATE).content


def test_where_notes_on_phones_are_not_set_up_it_says_so_from_the_start(
    ana, sent, client_of, settings
):
    settings.PUSH_CONTACT = ""
    answer = opened(client_of(ana), sent, NOW + SECOND)
    assert answer.context["page"].nearest_to_call is not None
    assert not answer.context["page"].lines_are_first
    assert b'id="here-alone"' in answer.content


def test_once_it_is_over_nothing_is_said_of_it(ana, sent, client_of):
    client = client_of(ana)
    with at(LATE):
        client.post(f"{sent}take-back/")
    page = opened(client, sent, LATE).context["page"]
    assert not page.has_not_gone_out
    assert page.nearest_to_call is None


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, PhonesTold.LATE),
        ({"leased_until": LATE + SECOND}, PhonesTold.SOON),  # a worker has it
        ({"ended_at": NOW}, PhonesTold.SOON),  # sent, or dropped since somebody let go
        ({"parked_at": NOW}, PhonesTold.SOON),  # of one phone: nobody else learns of it
        ({"due_at": LATE + SECOND, "attempts": 5}, PhonesTold.SOON),  # that is tried again
        ({"lane": "slow"}, PhonesTold.SOON),
        ({"kind": "of an older version"}, PhonesTold.SOON),
    ],
)
def test_it_is_of_the_site_and_of_no_phone(ana, sent, changes, found):
    with every_row():
        Message.objects.update(**changes)
    assert phones_told(LATE) is found


def test_it_is_said_of_somebody_who_let_go_as_of_anybody(ana, ben, sent):
    with at(NOW + SECOND):
        keep_apart(ben, ana, NOW + SECOND)
    ask_id = UUID(sent.rstrip("/").rsplit("/", 1)[1])
    assert own_ask_page(ana, own_ask(ana, ask_id, LATE)).has_not_gone_out
