"""Somebody is asked in: a link, a yes, four digits read out. All other ends look like waiting."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.http import Http404
from django.test import Client

from porchlight.circles.access import by_link, row
from porchlight.circles.actions import end_tie
from porchlight.circles.consents import Terms, give_grant, keep_apart
from porchlight.circles.invitations import actions
from porchlight.circles.invitations.links import index_of, token_of
from porchlight.circles.jobs import drop_old_invitations
from porchlight.circles.models import Grant, Invitation, Tie
from porchlight.domain.circle.invitations import MOST_A_DAY, MOST_OPEN, MOST_TRIES, Role
from porchlight.domain.consent import DataClass, Purpose
from porchlight.people.closing import close_account
from tests.circles.inviting import (
    NAME,
    CaptureQueries,
    answered,
    body,
    client_of,
    digits_of,
    invited,
    link,
    opened,
    typed,
)
from tests.make import NOW, decision_of, make_person, make_tie

__all__ = ["client_of"]  # the fixture

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def test_a_link_a_yes_and_four_digits_make_two_ties(client_of, ana, ben, now):
    made = invited(ana)
    page = opened(client_of(ben), made)
    assert page.redirect_chain == [("/in/", 303)]
    assert NAME in page.content.decode()
    assert answered(client_of(ben), "yes").status_code == 303
    shown = client_of(ben).get("/in/").content.decode()
    assert ", ".join(digits_of(made)) in shown
    assert not Tie.objects.filter(account__isnull=False).exists()  # a yes alone ties nobody
    answer = typed(client_of(ana), made, digits_of(made))
    assert (answer.status_code, answer["Location"]) == (303, f"/people/{made.tie_id}/?done=in")
    ours = Tie.objects.get(person=ana, account=ben)
    theirs = Tie.objects.get(person=ben, account=ana)
    assert ours.pk == made.tie_id
    assert ours.card.open(decision_of(ana))["role"] == "family"
    assert theirs.card.open(decision_of(ben))["name"] == NAME
    there = client_of(ben).get("/in/")
    assert (there.status_code, there["Location"]) == (303, f"/people/{theirs.pk}/?done=met")


def test_a_link_beside_an_open_one_in_the_index_is_of_none(ana, ben, now):
    """A guess is weighed as its neighbour, so that it takes as long. It never comes in by it."""
    made = invited(ana)
    held = by_link(ben, made.token_index, NOW)
    assert (held.allowed, held.subject_id) == (True, ana.pk)
    assert row(Invitation, held).pk == made.pk
    for beside in ("", "0" * 64, "~", made.token_index[:-1], made.token_index + "0"):
        decision = by_link(ben, beside, NOW)
        assert not decision.allowed
        with pytest.raises(Http404):
            row(Invitation, decision)


def test_opening_a_link_uses_nothing_up_and_leads_to_an_address_that_says_nothing(now, ana):
    made = invited(ana)
    before = Invitation.objects.filter(pk=made.pk).values().get()
    for _ in range(3):  # previews of messages open links, each with a browser of its own
        assert Client().get(link(made))["Location"] == "/in/"
        assert opened(Client(), made).status_code == 200
    assert Invitation.objects.filter(pk=made.pk).values().get() == before


def test_a_sponsor_gets_the_role_the_other_way_round(client_of, ana, ben, now):
    made = actions.invite(ana, make_tie(ana, "Otis"), NAME, Role.SPONSOR, NOW)
    actions.accept(made.pk, ben, NOW)
    assert actions.confirm(made, digits_of(made), decision_of(ana), NOW)
    theirs = Tie.objects.get(person=ben, account=ana)
    assert theirs.card.open(decision_of(ben))["role"] == "sponsee"


def ways_not_to_be_open(ana, ben):
    """Invitations and links that lead nowhere, each for its own reason."""
    # First, since the highest time ever seen never goes back.
    old = actions.invite(ana, make_tie(ana, "Old"), NAME, Role.PEER, NOW - timedelta(hours=72))
    used, other = invited(ana, "Used"), make_person("dora")
    actions.accept(used.pk, other, NOW)
    actions.confirm(used, digits_of(used), decision_of(ana), NOW)
    forwarded = invited(ana, "Forwarded")
    actions.accept(forwarded.pk, other, NOW)
    stopped, refused = invited(ana, "Stopped"), invited(ana, "Refused")
    actions.stop(stopped, NOW)
    actions.refuse(refused.pk, NOW)
    unwanted = invited(ana, "Unwanted")
    actions.refuse(unwanted.pk, NOW, never_again=True)
    actions.stop(unwanted, NOW)
    again = actions.invite(ana, unwanted.tie, NAME, Role.PEER, NOW)
    apart = make_person("eve")
    keep_apart(apart, ben, NOW)
    blocked = actions.invite(apart, make_tie(apart, "Ben"), "Eve", Role.FRIEND, NOW)
    leaving = make_person("fay")
    closed = actions.invite(leaving, make_tie(leaving, "Ben"), "Fay", Role.FRIEND, NOW)
    close_account(leaving, NOW)
    own_link = actions.invite(ben, make_tie(ben, "Ana"), "Ben", Role.FRIEND, NOW)
    made = {
        "used": used, "forwarded": forwarded, "old": old, "stopped": stopped, "refused": refused,
        "unwanted": again, "blocked": blocked, "closed": closed, "own": own_link,
    }  # fmt: skip
    links = {why: link(one) for why, one in made.items()}
    return {**links, "guessed": "/in/AAAAAAAAAAAAAAAAAAAAAA/", "odd": "/in/%F0%9F%98%80/"}


def test_every_link_that_is_not_open_gets_the_same_page(client_of, ana, ben, now):
    pages, queries = {}, {}
    for why, path in ways_not_to_be_open(ana, ben).items():
        client = client_of(ben)
        assert client.get(path).status_code == 303
        with CaptureQueries() as count:
            answer = client.get("/in/")
        pages[why] = (answer.status_code, body(answer), tuple(sorted(answer.headers)))
        queries[why] = len(count)
    assert set(pages.values()) == {pages["guessed"]}, sorted(pages)
    assert pages["guessed"][0] == 404
    assert set(queries.values()) == {queries["guessed"]}, queries
    open_one = invited(ana, "Open")
    assert opened(client_of(ben), open_one).status_code == 200  # the control


def test_no_answer_to_a_link_that_is_not_open_changes_anything(client_of, ana, ben, now):
    paths = ways_not_to_be_open(ana, ben)
    before = list(Invitation.objects.order_by("pk").values())
    for path in paths.values():
        client_of(ben).get(path)
        for answer in ("yes", "no", "never"):
            assert answered(client_of(ben), answer).status_code == 404
    assert list(Invitation.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("answer", ["no", "never"])
def test_a_no_needs_no_account_and_looks_like_waiting(client_of, ana, ben, now, answer):
    refused, waiting = invited(ana, "Rosa"), invited(ana, "Rosa")
    stranger = Client()
    opened(stranger, refused)
    assert answered(stranger, answer).status_code == 200
    assert stranger.get("/in/").status_code == 404
    pages = [
        client_of(ana).get(f"/people/invitations/{made.pk}/").content.decode()
        for made in (refused, waiting)
    ]
    assert token_of(ana.pk, refused.pk) in pages[0]  # even its link stands there still
    stripped = [
        re.sub(r'<path class="square__marks" d="[^"]*"/>|[\w-]{22,64}', "", page) for page in pages
    ]
    assert stripped[0] == stripped[1]


def test_never_again_closes_links_on_that_phone(client_of, ana, ben, now):
    """Of that sender: a partner who holds the phone cannot close it to somebody else."""
    phone = Client()
    opened(phone, invited(ana))
    answered(phone, "never")
    again = invited(ana, "Another card")
    assert opened(phone, again).status_code == 404
    assert opened(Client(), again).status_code == 200
    bens = actions.invite(ben, make_tie(ben, "Rosa"), "Ben", Role.FRIEND, NOW)
    assert opened(phone, bens).status_code == 200


def test_one_account_comes_in_by_a_link_whoever_else_has_it(client_of, ana, ben, cleo, now):
    made = invited(ana)
    for who in (ben, cleo):
        opened(client_of(who), made)
    assert answered(client_of(ben), "yes").status_code == 303
    assert answered(client_of(cleo), "yes").status_code == 404
    made.refresh_from_db()
    assert made.accepted_by == ben


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_a_hundred_who_say_yes_at_once_make_one_tie(ana):
    made = invited(ana)
    people = [make_person(f"p{n}") for n in range(10)]

    def say_yes(n):
        try:
            return actions.accept(made.pk, people[n % 10], NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        yes = list(pool.map(say_yes, range(100)))
    made.refresh_from_db()
    assert sum(yes) == 10  # each of the ten asks of the one who was first
    assert actions.confirm(made, digits_of(made), decision_of(ana), NOW)
    assert Tie.objects.exclude(account=None).count() == 2


def test_wrong_digits_read_the_same_with_and_without_somebody_behind_them(client_of, ana, ben, now):
    accepted, lonely = invited(ana, "Rosa"), invited(ana, "Rosa")
    actions.accept(accepted.pk, ben, NOW)
    pages = []
    for made in (accepted, lonely):
        wrong = "0000" if digits_of(made) != "0000" else "0001"
        answers = [typed(client_of(ana), made, wrong) for _ in range(6)]
        assert {answer.status_code for answer in answers} == {422}
        read = [answer.content.decode() for answer in answers]
        assert 'class="digits"' in read[-1]
        assert [page.count("New digits") for page in read] == [0, 0, 0, 0, 1, 0]
        assert [page.count("These are not the digits.") for page in read] == [1] * 6
        marks = r'<path class="square__marks" d="[^"]*"/>|[\w-]{22,64}'
        pages.append([re.sub(marks, "", page) for page in read])
    assert pages[0] == pages[1]


def test_five_wrong_tries_give_new_digits_and_many_end_it(client_of, ana, ben, now):
    made = invited(ana)
    actions.accept(made.pk, ben, NOW)
    first = digits_of(made)
    wrong = "0000" if first != "0000" else "0001"
    for _ in range(5):
        assert not actions.confirm(made, wrong, decision_of(ana), NOW)
    assert digits_of(made) != first
    assert not actions.confirm(made, first, decision_of(ana), NOW)
    for _ in range(MOST_TRIES):
        actions.confirm(made, wrong, decision_of(ana), NOW)
    assert digits_of(made) == ""
    assert opened(client_of(ben), made).status_code == 404


@pytest.mark.parametrize(
    ("minutes", "is_taken"), [(0, True), (10, True), (10.9, True), (11.1, False), (20, False)]
)
def test_digits_count_for_ten_minutes_and_one_of_grace(ana, ben, now, minutes, is_taken):
    made = invited(ana)
    actions.accept(made.pk, ben, NOW)
    heard = digits_of(made)
    later = NOW + timedelta(minutes=minutes)
    assert bool(actions.confirm(made, heard, decision_of(ana), later)) is is_taken


@pytest.mark.parametrize("written", ["5 8 0 4", "58-04", "٥٨٠٤"])
def test_digits_may_be_written_in_many_ways(written):
    from porchlight.circles.invitations.forms import DigitsForm

    form = DigitsForm({"digits": written})
    assert form.is_valid()
    assert form.cleaned_data["digits"] == "5804"


@pytest.mark.parametrize("written", ["", "580", "58045", "abcd", "5a804"])
def test_what_is_no_four_digits_is_said_and_not_counted(client_of, ana, now, written):
    made = invited(ana)
    answer = typed(client_of(ana), made, written)
    assert answer.status_code == 422
    made.refresh_from_db()
    assert made.wrong_tries == 0


def test_five_at_a_time_and_ten_a_day(ana, now):
    made = [invited(ana, f"P{n}") for n in range(MOST_OPEN)]
    with pytest.raises(actions.ManyInvitations):
        invited(ana, "one more")
    for one in made:
        actions.stop(one, NOW)
    made += [invited(ana, f"Q{n}") for n in range(MOST_A_DAY - MOST_OPEN)]
    for one in made:
        actions.stop(one, NOW)
    with pytest.raises(actions.ManyInvitations):
        invited(ana, "eleventh")
    assert invited(ana, "a day later", NOW + timedelta(days=1, seconds=1))


def test_the_question_about_fear_sends_and_keeps_nothing(client_of, ana, now):
    tie = make_tie(ana, "Rosa")
    path = f"/people/{tie.pk}/invite/"
    leads_to = {"yes": f"{path}ways/", "unsure": f"{path}ways/", "no": f"{path}name/", "": None}
    for answer, way in leads_to.items():
        asked = client_of(ana).post(path, {"afraid": answer})
        assert asked.headers.get("Location") == way
    assert f'href="{path}ways/"' in client_of(ana).get(path).content.decode()  # for everybody
    assert not Invitation.objects.exists()


def test_the_form_makes_a_link_once(client_of, ana, now):
    tie = make_tie(ana, "Rosa")
    sent = {"name": " Ana  Maria ", "role": "family", "key": str(uuid4())}
    first = client_of(ana).post(f"/people/{tie.pk}/invite/name/", sent)
    again = client_of(ana).post(f"/people/{tie.pk}/invite/name/", sent)
    assert first["Location"] == again["Location"]
    made = Invitation.objects.get()
    assert made.shown.open(decision_of(ana)) == {"name": "Ana Maria", "role": "family"}
    assert first["Location"] == f"/people/invitations/{made.pk}/share/"
    waiting = client_of(ana).get(f"/people/{tie.pk}/invite/")
    assert waiting["Location"] == f"/people/invitations/{made.pk}/"


def test_who_said_already_to_share_nothing_is_not_asked_again(client_of, ana, now):
    tie = make_tie(ana, "Rosa")
    ways = client_of(ana).get(f"/people/{tie.pk}/invite/ways/").content.decode()
    path = f"/people/{tie.pk}/invite/name/"
    assert f'href="{path}?share=nothing"' in ways
    sent = {"name": "Ana", "role": "family", "share": "nothing"}
    made = client_of(ana).post(path, sent)["Location"]
    assert made == f"/people/invitations/{Invitation.objects.get().pk}/"


def test_no_row_holds_what_opens_a_link(ana, now):
    made = invited(ana)
    token = token_of(ana.pk, made.pk)
    assert len(token) == 22
    held = str(Invitation.objects.filter(pk=made.pk).values().get())
    assert token not in held
    assert index_of(token) in held


def test_letting_go_ends_what_is_shared_in_the_same_moment_and_is_not_seen(ana, ben, now):
    made = invited(ana)
    actions.accept(made.pk, ben, NOW)
    actions.confirm(made, digits_of(made), decision_of(ana), NOW)
    give_grant(ana, ben, Terms(Purpose.SUPPORT, {DataClass.MILESTONES}), NOW)
    theirs = Tie.objects.filter(person=ben).values().get()
    end_tie(Tie.objects.get(person=ana), ana, NOW)
    assert Grant.objects.get().events.get().kind == "withdrawn"
    assert Tie.objects.get(person=ana).open_account_id is None
    assert Tie.objects.filter(person=ben).values().get() == theirs


def test_a_week_after_it_ran_out_nothing_is_left_but_a_never(ana, now):
    plain, unwanted = invited(ana, "Plain"), invited(ana, "Unwanted")
    actions.refuse(unwanted.pk, NOW, never_again=True)
    drop_old_invitations(NOW + timedelta(days=9))
    assert Invitation.objects.count() == 2
    drop_old_invitations(NOW + timedelta(days=10, seconds=1))
    assert Invitation.objects.get() == unwanted
    assert plain.pk != unwanted.pk
