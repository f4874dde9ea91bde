"""Whoever came in may be on the list already: then two cards become one, and nobody is told."""

from __future__ import annotations

from uuid import uuid4

import pytest

from porchlight.circles.actions import has_no_other_card, note_contact
from porchlight.circles.invitations import actions
from porchlight.circles.invitations.links import token_of
from porchlight.circles.models import Contact, Invitation, Tie
from porchlight.domain.circle.invitations import Role
from porchlight.domain.circle.sharing import SharedKind
from porchlight.domain.steps import Near
from tests.circles.inviting import (
    NAME,
    CaptureQueries,
    answered,
    client_of,
    digits_of,
    invited,
    opened,
    typed,
)
from tests.circles.test_two_worlds import TOKENS
from tests.make import NOW, TODAY, decision_of, make_tie
from tests.sharing.pairs import DAY, make_pair, share, tie_to

__all__ = ["client_of"]  # the fixture


def same(tie):
    return f"/people/{tie.pk}/same/"


def cards_of(person):
    return [tie.card.open(decision_of(person)) for tie in Tie.objects.filter(person=person)]


def came_in(client_of, ana, ben):
    made = invited(ana)
    opened(client_of(ben), made)
    answered(client_of(ben), "yes")
    answer = typed(client_of(ana), made, digits_of(made))
    return answer, client_of(ben).get("/in/")


def test_both_are_asked_where_a_card_may_be_of_the_same_person(client_of, ana, ben, now):
    make_tie(ben, "ána maría")
    older = make_tie(ana, "Rosa")
    answer, theirs = came_in(client_of, ana, ben)
    ours = Tie.objects.get(person=ana, account=ben)
    assert answer.url == f"{same(ours)}?done=in"
    page = client_of(ana).get(answer.url)
    assert [card.tie_id for card in page.context["alike"]] == [older.pk]
    assert theirs["Location"] == f"{same(tie_to(ben, ana))}?done=met"
    page = client_of(ben).get(theirs["Location"])
    assert [card.name for card in page.context["alike"]] == ["ána maría"]


def test_without_a_card_nobody_is_asked_and_by_another_name_only_the_one_who_came(
    client_of, ana, ben, now
):
    make_tie(ana, "Otis")
    answer, theirs = came_in(client_of, ana, ben)
    assert answer.url == f"/people/{tie_to(ana, ben).pk}/?done=in"
    assert theirs["Location"] == f"/people/{tie_to(ben, ana).pk}/?done=met"
    make_tie(ben, "My cousin")
    assert client_of(ben).get("/in/")["Location"].startswith(same(tie_to(ben, ana)))


def test_right_after_coming_in_nothing_is_said_of_talks_not_noted(client_of, ana, ben, now):
    answer, theirs = came_in(client_of, ana, ben)
    for one, address in ((ana, answer.url), (ben, theirs["Location"])):
        page = client_of(one).get(address)
        assert page.context["is_new"]
        assert "No talk noted yet" not in page.content.decode()
        assert not client_of(one).get(address.split("?")[0]).context["is_new"]
    note_contact(tie_to(ana, ben), TODAY)
    assert not client_of(ana).get(answer.url).context["is_new"]


def test_two_cards_become_one_and_what_was_written_privately_stays(client_of, ana, ben, now):
    private = make_tie(ben, "Anita", Near.OUTER, phone="+16015550101", line="Hi", is_offered=False)
    make_pair(ana, ben, "Ben")
    tie = tie_to(ben, ana)
    note_contact(private, TODAY - DAY)
    note_contact(private, TODAY)
    note_contact(tie, TODAY)
    note_contact(tie, TODAY - 2 * DAY)
    share(ben, ana, SharedKind.DAY)
    sent = {"card": str(private.pk), "key": str(uuid4())}
    for _ in range(2):  # sent twice is joined once
        answer = client_of(ben).post(same(tie), sent)
        assert (answer.status_code, answer.url) == (303, f"/people/{private.pk}/?done=one")
    one = Tie.objects.get(person=ben)
    assert (one.pk, one.account, one.ended_on) == (private.pk, ana, None)
    card = one.card.open(decision_of(ben))
    assert (card["name"], card["phone"], card["line"]) == ("Anita", "+16015550101", "Hi")
    assert (card["near"], card["is_offered"]) == ("outer", False)
    assert Contact.objects.filter(tie=one).count() == 3
    page = client_of(ben).get(f"/people/{one.pk}/sharing/")
    assert [each.kind for each in page.context["one"].on] == [SharedKind.DAY]


def test_the_other_one_sees_nothing_of_it(client_of, ana, ben, now):
    private = make_tie(ben, "Anita", line="Anita never pays back")
    tie = make_pair(ana, ben, "Ben")
    paths = [
        f"/people/{tie.pk}/",
        "/people/",
        f"/people/{tie.pk}/sharing/",
        f"/people/{tie.pk}/notes/",
    ]

    def pages():
        found = []
        for path in paths:
            with CaptureQueries() as asked:
                page = client_of(ana).get(path)
            found.append((page.status_code, TOKENS.sub(b"", page.content), len(asked)))
        return found

    pages()  # the first look notes what later ones find
    before = pages()
    client_of(ben).post(same(tie_to(ben, ana)), {"card": str(private.pk)})
    assert Tie.objects.filter(person=ben).count() == 1
    assert pages() == before
    assert all(b"Anita" not in page for _status, page, _n in before)


def test_what_the_sender_wrote_goes_over_and_the_link_stays_used(client_of, ana, ben, now):
    older = make_tie(ana, "Rosa")
    made = invited(ana, "Rosa B")
    Tie.objects.filter(pk=made.tie_id).update(added_on=TODAY - DAY)
    actions.accept(made.pk, ben, NOW)
    actions.confirm(made, digits_of(made), decision_of(ana), NOW)
    client_of(ana).post(same(made.tie), {"card": str(older.pk)})
    assert Invitation.objects.get(pk=made.pk).tie_id == older.pk
    one = Tie.objects.get(person=ana)
    assert (one.account, one.added_on) == (ben, TODAY - DAY)
    assert cards_of(ana)[0]["role"] == "family"
    opened(client_of(ben), made)
    assert client_of(ben).get("/in/").status_code == 303  # they are still in by it


def test_a_link_that_waits_for_the_private_card_is_stopped(client_of, ana, ben, now):
    private = make_tie(ben, "Ana")
    waiting = actions.invite(ben, private, "Ben", Role.FRIEND, NOW)
    actions.choose(waiting, [SharedKind.DAY], NOW)
    make_pair(ana, ben, "Ben")
    client_of(ben).post(same(tie_to(ben, ana)), {"card": str(private.pk)})
    waiting.refresh_from_db()
    assert waiting.stopped_at is not None
    assert Invitation.objects.filter(pk=waiting.pk, chosen=None).exists()
    assert token_of(ben.pk, waiting.pk)


def test_looking_changes_nothing_and_a_no_only_keeps_itself(client_of, ana, ben, now):
    make_tie(ben, "Ana")
    make_pair(ana, ben, "Ben")
    tie = tie_to(ben, ana)
    before, cards = list(Tie.objects.order_by("pk").values()), cards_of(ben)
    assert client_of(ben).get(same(tie)).status_code == 200
    assert list(Tie.objects.order_by("pk").values()) == before
    answer = client_of(ben).post(same(tie), {"card": "none"})
    assert (answer.status_code, answer.url) == (303, f"/people/{tie.pk}/")
    for card in cards_of(ben):
        card.pop("no_other_card_for", None)
        assert card in cards
    assert [{**row, "card": 0} for row in Tie.objects.order_by("pk").values()] == [
        {**row, "card": 0} for row in before
    ]
    change = client_of(ben).get(f"/people/{tie.pk}/change/").content.decode()
    assert same(tie) in change  # later


def test_a_no_is_kept_for_that_account_also_when_the_card_is_changed(
    client_of, ana, ben, cleo, now
):
    make_tie(ben, "Ana")
    came_in(client_of, ana, ben)
    tie = tie_to(ben, ana)
    assert client_of(ben).get("/in/")["Location"].startswith(same(tie))
    client_of(ben).post(same(tie), {"card": "none"})
    assert client_of(ben).get("/in/")["Location"] == f"/people/{tie.pk}/?done=met"
    changed = {"name": "Ana B", "phone": "", "near": "middle", "link": "", "line": ""}
    assert client_of(ben).post(f"/people/{tie.pk}/change/", changed).status_code == 303
    assert client_of(ben).get("/in/")["Location"] == f"/people/{tie.pk}/?done=met"
    Tie.objects.filter(pk=tie.pk).update(account=cleo)
    tie.refresh_from_db()
    assert not has_no_other_card(tie, decision_of(ben))


def test_a_no_is_about_somebody_who_is_in(client_of, ana, ben, now):
    private = make_tie(ben, "Ana")
    assert client_of(ben).post(same(private), {"card": "none"}).status_code == 404


@pytest.mark.parametrize(
    "card",
    ["", "x", "no", "0b6f6a1e-6f1c-4a55-8f0e-1f2a3b4c5d6e", "theirs", "itself", "tied", "\x00"],
)
def test_a_card_that_is_none_of_ones_private_ones_is_refused(client_of, ana, ben, cleo, now, card):
    make_tie(ben, "Ana")
    make_pair(ana, ben, "Ben")
    make_pair(cleo, ben, "Ben", "Cleo")
    known = {
        "theirs": make_tie(cleo, "Ana").pk,
        "itself": tie_to(ben, ana).pk,
        "tied": tie_to(ben, cleo).pk,
    }
    before = list(Tie.objects.order_by("pk").values())
    answer = client_of(ben).post(same(tie_to(ben, ana)), {"card": str(known.get(card, card))})
    assert answer.status_code == 422
    assert answer.context["error"]
    assert list(Tie.objects.order_by("pk").values()) == before


def test_a_private_card_and_one_that_has_ended_are_not_asked_about(client_of, ana, ben, now):
    private = make_tie(ben, "Ana")
    make_pair(ana, ben, "Ben")
    ended = tie_to(ben, ana)
    Tie.objects.filter(pk=ended.pk).update(ended_on=TODAY)
    for tie in (private, ended):
        assert client_of(ben).get(same(tie)).status_code == 404
        answer = client_of(ben).post(same(tie), {"card": str(private.pk)})
        assert answer.status_code == 404
    assert NAME == "Ana"
