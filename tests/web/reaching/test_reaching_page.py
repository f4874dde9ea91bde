"""How notes reach me: everything off but asks until it is chosen; kept sealed, and for me alone."""

from __future__ import annotations

from datetime import time

import pytest

from porchlight.circles.access import own
from porchlight.circles.reaching.actions import choose
from porchlight.circles.reaching.queries import choices_of
from porchlight.domain.reaching.choices import AskReaches, Choices, WaitsTold
from porchlight.outbox.models import ReachChoices
from tests.make import NOW
from tests.together.tied import tied
from tests.together.tying import make_plan

pytestmark = pytest.mark.usefixtures("now")

SENT = {
    "ask": "here",
    "waits": "once_a_day",
    "digest_at": "19:30",
    "quiet_from": "22:00",
    "quiet_until": "07:00",
}


@pytest.fixture
def phone(ana, client_of, settings):
    settings.PUSH_CONTACT = "mailto:host@example.org"
    return client_of(ana)


def chosen(person) -> Choices:
    return choices_of(own(person, NOW))


def test_looking_chooses_nothing(ana, phone):
    page = phone.get("/me/reach/")
    assert page.context["form"].initial["waits"] == "here"
    assert page.context["form"].initial["ask"] == "push"
    assert not ReachChoices.objects.exists()


def test_what_is_chosen_is_kept_and_shown(ana, phone):
    assert phone.post("/me/reach/", SENT).status_code == 303
    found = chosen(ana)
    assert (found.ask, found.waits) == (AskReaches.HERE, WaitsTold.ONCE_A_DAY)
    assert (found.digest_at, found.quiet_from, found.quiet_until) == (
        time(19, 30),
        time(22),
        time(7),
    )
    shown = phone.get("/me/reach/").context["form"].initial
    assert shown["waits"] == "once_a_day"
    assert phone.post("/me/reach/", {**SENT, "waits": "at_once"}).status_code == 303
    assert chosen(ana).waits is WaitsTold.AT_ONCE
    assert ReachChoices.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "sent", "code"),
    [
        ("ask", "pigeon", "invalid_choice"),
        ("waits", "", "required"),
        ("digest_at", "25:00", "invalid"),
        ("quiet_from", "", "required"),
        ("quiet_until", "soon", "invalid"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(ana, phone, name, sent, code):
    page = phone.post("/me/reach/", {**SENT, name: sent})
    assert page.status_code == 422
    assert page.context["form"].has_error(name, code)
    assert page.context["form"][name].value() == sent
    assert not ReachChoices.objects.exists()


def test_what_was_chosen_is_sealed_and_tells_nothing_by_its_length(ana, ben):
    choose(ana, Choices())
    choose(ben, Choices(AskReaches.HERE, WaitsTold.AT_ONCE, time(1), time(2), time(3)))
    sizes = {len(bytes(row.choices.envelope)) for row in ReachChoices.objects.all()}
    assert len(sizes) == 1
    for row in ReachChoices.objects.all():
        assert b"push" not in bytes(row.choices.envelope)
        assert b"at_once" not in bytes(row.choices.envelope)


def test_nobody_else_reads_it(ana, ben):
    choose(ana, Choices(waits=WaitsTold.AT_ONCE))
    assert chosen(ben) == Choices()


def test_it_says_so_where_notes_are_not_set_up(ana, phone, settings):
    settings.PUSH_CONTACT = ""
    assert phone.get("/me/reach/").context["is_offered"] is False


def test_what_a_line_leads_to_shows_who_asks_something(ana, ben, phone):
    tied(ana, ben, "Ben")
    make_plan(ben, tied(ben, ana, "Ana"))
    page = phone.get("/n/by-chance/")
    assert [friend.name for friend in page.context["askers"]] == ["Ben"]
