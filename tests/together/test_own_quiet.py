"""What one's own wish for quiet leaves: what was read before, and what one said yes to."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from porchlight.circles.actions import end_tie
from porchlight.domain.circle.agreements import AgreementAnswer
from porchlight.together.actions import send_note
from porchlight.together.agreements.actions import answer_agreement
from porchlight.together.agreements.queries import decision_on_agreements, of_two
from porchlight.together.models import NotesWith
from porchlight.together.queries import own_quiet_of_ties, thread
from porchlight.together.waiting import what_waits
from tests.circles.inviting import CaptureQueries
from tests.circles.test_two_worlds import TOKENS
from tests.growth import queries_of
from tests.make import NOW, TODAY
from tests.together.covert import PAGES
from tests.together.tying import make_plan, make_promise

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def wish_for_quiet(client, tie):
    form = {"length": "7", "day": "", "say": "keep", "key": str(uuid4())}
    assert client.post(f"/people/{tie.pk}/quiet/", form).status_code == 303


def open_again(client, ana, ben, tie):
    made = of_two(ana, ben.pk, NOW).own_quiet.agreement_id
    client.post(f"/people/{tie.pk}/together/{made}/let-go/")


def words(client, tie):
    return [note.words for note in client.get(f"/people/{tie.pk}/notes/").context["page"].notes]


def test_what_was_read_stays_and_what_was_not_waits(client_of, ana, ben, two):
    anas, bens = two
    client = client_of(ana)
    send_note(ben, bens, "read", NOW)
    assert words(client, anas) == ["read"]
    send_note(ben, bens, "not read", NOW)
    wish_for_quiet(client, anas)
    send_note(ben, bens, "later", NOW)
    assert words(client, anas) == ["read"]
    send_note(ana, anas, "my own", NOW)
    for _look in range(2):  # her own note has a higher number, and opens nothing of his
        assert words(client, anas) == ["read", "my own"]
    assert client.get(f"/people/{anas.pk}/notes/new/").status_code == 200
    assert words(client, anas) == ["read", "my own"]
    open_again(client, ana, ben, anas)
    assert what_waits(ana, NOW).notes == {anas.pk}
    assert words(client, anas) == ["read", "not read", "later", "my own"]
    assert what_waits(ana, NOW).notes == set()


def test_a_count_that_goes_on_under_quiet_would_open_them(client_of, ana, ben, two):
    """The control: with the number of her own note as looked at, all of it would be there."""
    anas, bens = two
    send_note(ben, bens, "not read", NOW)
    wish_for_quiet(client_of(ana), anas)
    mine = send_note(ana, anas, "my own", NOW)
    assert [note.words for note in thread(ana, ben.pk, NOW).notes] == ["my own"]
    NotesWith.objects.filter(person=ana).update(looked_at=mine.number)
    assert [note.words for note in thread(ana, ben.pk, NOW).notes] == ["not read", "my own"]


def test_it_costs_the_same_and_the_other_cannot_tell(client_of, ana, ben, two):
    anas, bens = two
    send_note(ben, bens, "read", NOW)
    client, costs = client_of(ana), []
    for _quiet in range(2):
        words(client, anas)
        with CaptureQueries() as sent:
            words(client, anas)
        costs.append(len(sent))
        wish_for_quiet(client, anas)
    assert costs[1] <= costs[0]  # nothing is noted as looked at


def test_a_plan_that_one_said_yes_to_stays_and_the_rest_waits(client_of, ana, ben, two):
    anas, bens = two
    agreed, asked = make_plan(ben, bens), make_plan(ben, bens, days=4)
    make_promise(ben, bens)
    theirs = decision_on_agreements(ana, ben.pk, NOW)
    answer_agreement(ana, agreed.pk, AgreementAnswer.YES, theirs)
    client = client_of(ana)
    wish_for_quiet(client, anas)
    pair = of_two(ana, ben.pk, NOW)
    assert [row.agreement_id for row in pair.plans] == [agreed.pk]
    assert pair.promises == []
    for plan, status in ((agreed, 200), (asked, 404)):
        assert client.get(f"/people/{anas.pk}/plans/{plan.pk}/").status_code == status


def test_whoever_wished_for_it_reads_until_when_and_ends_it_from_either_page(
    client_of, ana, ben, two
):
    anas, _bens = two
    client = client_of(ana)
    for path in ("/people/", f"/people/{anas.pk}/"):
        assert client.get(path).context["own_quiet"] == []
        wish_for_quiet(client, anas)
        ((friend, quiet),) = client.get(path).context["own_quiet"]
        assert (friend.tie_id, quiet.until) == (anas.pk, TODAY + timedelta(days=7))
        let_go = f"/people/{anas.pk}/together/{quiet.agreement_id}/let-go/"
        assert f'action="{let_go}"' in client.get(path).content.decode()
        assert client.post(let_go).status_code == 303
        assert of_two(ana, ben.pk, NOW).own_quiet is None


def test_the_line_goes_with_the_day_and_with_the_tie(client_of, ana, ben, two):
    anas, _bens = two
    wish_for_quiet(client_of(ana), anas)
    assert list(own_quiet_of_ties(ana, NOW + timedelta(days=7))) == [anas.pk]
    assert own_quiet_of_ties(ana, NOW + timedelta(days=8)) == {}
    end_tie(anas, ana, NOW)
    assert own_quiet_of_ties(ana, NOW) == {}


def test_nothing_of_it_is_on_the_others_pages_to_the_last_byte(client_of, ana, ben, two):
    anas, bens = two
    send_note(ana, anas, "before", NOW)
    client = client_of(ben)
    paths = [PAGES[name].format(tie=bens.pk) for name in ("people", "tie", "notes", "together")]

    def bens_pages():
        found = []
        for path in paths:
            with CaptureQueries() as asked:
                page = client.get(path)
            found.append((page.status_code, TOKENS.sub(b"", page.content), len(asked)))
        return found

    bens_pages()  # the first look notes what later ones find
    before = bens_pages()
    wish_for_quiet(client_of(ana), anas)
    assert bens_pages() == before
    (_friend, quiet), = client_of(ana).get("/people/").context["own_quiet"]  # fmt: skip
    assert all(str(quiet.agreement_id).encode() not in body for _status, body, _n in before)


def test_the_pages_cost_the_same_with_it_and_without(client_of, ana, two):
    anas, _bens = two
    client = client_of(ana)
    paths = ("/people/", f"/people/{anas.pk}/")
    without = [queries_of(client, path) for path in paths]
    wish_for_quiet(client, anas)
    assert [queries_of(client, path) for path in paths] == without
