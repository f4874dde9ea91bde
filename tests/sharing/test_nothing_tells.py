"""A viewer cannot tell why there is nothing, and a person cannot tell what the viewer did."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

from porchlight.circles.actions import end_tie
from porchlight.circles.consents import keep_apart, restrict
from porchlight.domain.circle.sharing import SharedKind
from porchlight.people.models import Person
from porchlight.sharing.actions import hand_over, pause, take_back, turn_off
from tests.circles.inviting import CaptureQueries
from tests.circles.test_two_worlds import OF_ONE_REQUEST, TOKENS
from tests.make import NOW, TODAY, make_check_in
from tests.sharing.pairs import DAY, make_pair, share, tie_to

K = SharedKind
SHOWING = (K.CHECKED_IN, K.DAY, K.MILESTONES, K.MEETINGS)


def shared(ana, rosa):
    share(ana, rosa, *SHOWING, at=NOW - DAY)
    make_check_in(ana, mood=1)


def run_out(ana, rosa):
    share(ana, rosa, *SHOWING, at=NOW - 31 * DAY)
    make_check_in(ana, mood=1)


def withdrawn(ana, rosa):
    shared(ana, rosa)
    for kind in SHOWING:
        turn_off(ana, rosa.pk, kind, NOW)


NOTHING = {
    "nothing shared": lambda ana, rosa: make_check_in(ana, mood=1),
    "nothing new": lambda ana, rosa: share(ana, rosa, *SHOWING, at=NOW - DAY),
    "of before": lambda ana, rosa: (make_check_in(ana, mood=1), share(ana, rosa, *SHOWING)),
    "run out": run_out,
    "withdrawn": withdrawn,
    "paused": lambda ana, rosa: (shared(ana, rosa), pause(ana, NOW)),
    "ended": lambda ana, rosa: (shared(ana, rosa), end_tie(tie_to(ana, rosa), ana, NOW)),
    "apart": lambda ana, rosa: (shared(ana, rosa), keep_apart(ana, rosa, NOW)),
    "restricted": lambda ana, rosa: (shared(ana, rosa), restrict(ana, rosa, NOW)),
    "closed": lambda ana, rosa: (
        shared(ana, rosa), Person.objects.filter(pk=ana.pk).update(closed_at=NOW),
    ),
    "taken back": lambda ana, rosa: take_back(hand_over(ana, rosa.pk, "A plan", NOW)),
}  # fmt: skip


def page_of(person, path):
    """All of an answer that is not of one request alone, and how many statements it took."""
    client = Client()
    client.force_login(person)
    with CaptureQueries() as asked:
        answer = client.get(path)
    headers = {name: one for name, one in answer.headers.items() if name not in OF_ONE_REQUEST}
    return answer.status_code, headers, TOKENS.sub(b"", answer.content), len(asked)


def worlds(ways, ana, rosa, look):
    found = {}
    for way, make in ways.items():
        with transaction.atomic():
            make(ana, rosa)
            found[way] = look()
            transaction.set_rollback(True)
    return found


def test_nothing_is_the_same_whatever_the_reason(now, ana, rosa):
    make_pair(ana, rosa)
    path = f"/people/{tie_to(rosa, ana).pk}/"
    found = worlds(NOTHING, ana, rosa, lambda: page_of(rosa, path))
    first = found["nothing shared"]
    assert first[0] == 200
    assert {way: page for way, page in found.items() if page != first} == {}
    something = worlds({"shown": shared}, ana, rosa, lambda: page_of(rosa, path))["shown"]
    assert something[2] != first[2]  # the control
    assert something[3] == first[3]


OF_THE_OTHER = {
    "nothing": lambda ana, rosa: None,
    "the other ended it": lambda ana, rosa: end_tie(tie_to(rosa, ana), rosa, NOW),
    "the other closed the door": lambda ana, rosa: end_tie(
        tie_to(rosa, ana), rosa, NOW, for_good=True
    ),
    "the other is apart": lambda ana, rosa: keep_apart(rosa, ana, NOW),
    "the other's account waits": lambda ana, rosa: Person.objects.filter(pk=rosa.pk).update(
        closed_at=NOW
    ),
}


@pytest.mark.parametrize("page", ["sharing/", "{tie}/sharing/", "{tie}/sharing/as/",
                                  "{tie}/sharing/day/", "{tie}/hand-over/"])  # fmt: skip
def test_no_page_of_sharing_tells_what_the_other_did(now, ana, rosa, page):
    tie = make_pair(ana, rosa)
    shared(ana, rosa)
    hand_over(ana, rosa.pk, "A plan", NOW)
    path = "/people/" + page.format(tie=tie.pk)
    found = worlds(OF_THE_OTHER, ana, rosa, lambda: page_of(ana, path))
    assert found["nothing"][0] == 200
    assert {way for way, one in found.items() if one != found["nothing"]} == set()


def test_what_is_seen_as_the_other_is_what_the_other_sees(now, ana, rosa, client_of):
    tie = make_pair(ana, rosa)
    shared(ana, rosa)
    hand_over(ana, rosa.pk, "A plan", NOW)
    mine = client_of(ana).get(f"/people/{tie.pk}/sharing/as/")
    theirs = client_of(rosa).get(f"/people/{tie_to(rosa, ana).pk}/")
    for page in (mine, theirs):
        kinds = [thing.kind for thing in page.context["from"].things]
        assert kinds == ["handed", "day", "checked-in"]
    assert [each.kind for each, _words in mine.context["switches"]] == [K.CHECKED_IN, K.DAY]
    assert mine.context["handed"][0].day == TODAY
