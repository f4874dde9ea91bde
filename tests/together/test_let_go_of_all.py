"""After one of two ended contact or stopped everything, nothing they put to the other is there."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from porchlight.circles.actions import end_tie, remove_person
from porchlight.circles.models import Tie
from porchlight.domain.circle.agreements import AgreementAnswer, AgreementKind, quiet_told
from porchlight.sharing.actions import hand_over
from porchlight.sharing.models import HandedToMe
from porchlight.together.agreements import queries
from porchlight.together.agreements.actions import answer_agreement, let_go, put_to
from porchlight.together.agreements.queries import decision_on_agreements, of_two
from porchlight.together.agreements.stopping import EVERY_KIND
from porchlight.together.models import AgreedTimes, ReceivedAgreement, SentAgreement
from tests.circles.inviting import CaptureQueries, body
from tests.make import NOW, TODAY
from tests.together.tied import tied
from tests.together.tying import make_agreed_times, make_plan, make_promise, make_times

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


class Put:
    """What Ana put to Ben, one of each kind, and the pages on which he reads it."""

    def __init__(self, ana, anas, ben, bens):
        self.promise, self.plan = make_promise(ana, anas), make_plan(ana, anas)
        self.times = make_times(ana, anas)
        told = quiet_told(TODAY + timedelta(days=2), is_said=True)
        put_to(ana, anas, AgreementKind.QUIET, told, TODAY + timedelta(days=3))
        theirs = decision_on_agreements(ben, ana.pk, NOW)
        answer_agreement(ben, self.plan.pk, AgreementAnswer.YES, theirs)
        self.own = make_promise(ben, bens, "bring the food")
        tie = f"/people/{bens.pk}/"
        self.pages = [
            "/people/",
            "/today/",
            tie,
            f"{tie}together/",
            f"{tie}plans/{self.plan.pk}/",
            f"{tie}promises/{self.promise.pk}/",
            f"{tie}notes/",
        ]


def ends(ana, anas, client):
    sent = {"key": str(uuid4())}
    assert client.post(f"/people/{anas.pk}/end/", sent).status_code == 303


def ends_one_by_one(ana, anas, client):
    sent = {"kind": "people", "id": str(anas.pk)}
    assert client.post("/me/check/each/", sent).status_code == 303


def takes_off_list(ana, anas, client):
    sent = {"key": str(uuid4())}
    assert client.post(f"/people/{anas.pk}/remove/", sent).status_code == 303


def stops_everything(ana, anas, client):
    assert client.post("/me/check/all/").status_code == 303


WAYS = {
    "ends contact": ends,
    "ends contact one by one": ends_one_by_one,
    "a tie that ended in any other way": lambda ana, anas, client: end_tie(anas, ana, NOW),
    "takes Ben off the list": takes_off_list,
    "a card that went in any other way": lambda ana, anas, client: remove_person(anas, ana, NOW),
    "stops everything": stops_everything,
}


def takes_each_back(ana, anas, client):
    """The other world: each is taken back by itself, and the quiet is opened where it would go."""
    for sent in SentAgreement.objects.filter(person=ana):
        let_go(ana, sent.pk)


def bens_pages(ana, ben, two, client_of, act):
    """Status, body and number of statements of each page of Ben's after that, and undone again."""
    seen = []
    with transaction.atomic():
        anas, bens = (Tie.objects.get(pk=tie.pk) for tie in two)
        put = Put(ana, anas, ben, bens)
        names = {str(one.pk).encode(): name for name, one in vars(put).items() if name != "pages"}
        act(ana, anas, client_of(ana))
        client = client_of(ben)
        client.get("/people/")
        for path in put.pages:
            with CaptureQueries() as sent:
                answer = client.get(path)
            page = re.sub(rb'name="key" value="[^"]*"', b"", body(answer))
            for made, name in names.items():
                page = page.replace(made, name.encode())
            seen.append((answer.status_code, page, len(sent)))
        transaction.set_rollback(True)
    return seen


@pytest.mark.parametrize("way", [way for way in WAYS if way != "stops everything"])
def test_it_reads_as_what_was_taken_back(client_of, ana, ben, two, way):
    ended = bens_pages(ana, ben, two, client_of, WAYS[way])
    assert ended == bens_pages(ana, ben, two, client_of, takes_each_back)
    assert [code for code, _page, _cost in ended] == [200, 200, 200, 200, 404, 404, 200]
    assert b"bring the food" in ended[3][1]  # what he wrote himself is his


def test_the_same_after_stopping_everything_but_for_the_quiet_she_asked_for(
    client_of, ana, ben, two
):
    def takes_back_all_but_the_quiet(ana, anas, client):
        for sent in SentAgreement.objects.filter(person=ana).exclude(kind="quiet"):
            let_go(ana, sent.pk)

    stopped = bens_pages(ana, ben, two, client_of, stops_everything)
    assert stopped == bens_pages(ana, ben, two, client_of, takes_back_all_but_the_quiet)
    assert [code for code, _page, _cost in stopped] == [200, 200, 200, 200, 404, 404, 200]


def test_a_reader_who_asks_for_no_tie_is_found(client_of, ana, ben, two, monkeypatch):
    """The control: where only the reader's own tie counts, a tie that ended leaves all of it."""
    monkeypatch.setattr(queries, "keeping_a_tie_to", lambda reader, makers: set(makers))
    ended = bens_pages(ana, ben, two, client_of, WAYS["a tie that ended in any other way"])
    assert ended != bens_pages(ana, ben, two, client_of, takes_each_back)
    assert ended[4][0] == 200


@pytest.mark.parametrize(
    "way",
    [
        "ends contact",
        "ends contact one by one",
        "takes Ben off the list",
        "stops everything",
    ],
)
def test_what_was_taken_back_does_not_come_back_with_another_tie(client_of, ana, ben, two, way):
    put = Put(ana, two[0], ben, two[1])
    make_agreed_times(ana, two[0])
    hand_over(ana, ben.pk, "A page of mine", NOW)
    WAYS[way](ana, two[0], client_of(ana))
    if not Tie.objects.filter(person=ana).update(ended_on=None):
        tied(ana, ben)
    assert [row.is_own for row in of_two(ben, ana.pk, NOW).promises] == [True]
    assert client_of(ben).get(put.pages[4]).status_code == 404
    assert not AgreedTimes.objects.filter(person=ana).exists()
    assert not HandedToMe.objects.exists()
    assert ReceivedAgreement.objects.filter(author=ben).exists()


def test_one_by_one_lists_each_and_takes_back_one(client_of, ana, ben, two):
    Put(ana, two[0], ben, two[1])
    make_agreed_times(ana, two[0])
    client = client_of(ana)

    def listed():
        kinds = {
            one.kind.code: one.things for one in client.get("/me/check/each/").context["kinds"]
        }
        return kinds.get("agreed", [])

    words = ["promised something", "asked Ben along", "asked Ben for times", "agreed on times"]
    assert len(listed()) == 4
    assert all(any(part in thing.title for thing in listed()) for part in words)
    for n_left in (3, 2, 1, 0):
        sent = {"kind": "agreed", "id": listed()[0].row_id}
        assert client.post("/me/check/each/", sent).status_code == 303
        assert len(listed()) == n_left
    quiet = SentAgreement.objects.get(person=ana)
    sent = {"kind": "agreed", "id": str(quiet.pk)}
    assert client.post("/me/check/each/", sent).status_code == 404
    assert [kind.code for kind in EVERY_KIND].index("agreed") == 2


def test_what_has_faded_is_not_listed(client_of, ana, ben, two):
    make_promise(ana, two[0], days=-8)
    make_plan(ana, two[0], days=-1)
    assert client_of(ana).get("/me/check/each/").context["kinds"][0].kind.code == "people"
