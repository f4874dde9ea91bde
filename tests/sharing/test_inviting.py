"""What somebody who is asked in will see: chosen before they are in, shown once both said yes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connections

from porchlight.circles.actions import end_tie
from porchlight.circles.invitations import actions
from porchlight.circles.invitations.queries import chosen_kinds
from porchlight.circles.jobs import drop_old_choices
from porchlight.circles.models import Grant, Invitation, Tie
from porchlight.domain.circle.invitations import LIVES_FOR, MOST_TRIES, Role
from porchlight.domain.circle.sharing import LASTS, SharedKind
from porchlight.people.highest_time import note_time
from porchlight.sharing.actions import add_milestone, pause, resume
from porchlight.sharing.queries import Viewer, shared_with
from tests.circles.inviting import (
    CaptureQueries,
    client_of,
    digits_of,
    invited,
    opened,
    typed,
)
from tests.circles.test_two_worlds import TOKENS
from tests.make import NOW, TODAY, decision_of, make_check_in, make_person, make_tie
from tests.sharing.pairs import DAY, make_pair, seen_by, share

__all__ = ["client_of"]  # the fixture

K = SharedKind
PATH = "/people/invitations/{}/share/"


@pytest.fixture
def made(now, ana):
    return invited(ana)


def chosen(made):
    made.refresh_from_db()
    return chosen_kinds(made, decision_of(made.person))


def confirmed(made, other, at=NOW):
    actions.accept(made.pk, other, at)
    digits, seen = digits_of(made, at), chosen(made)
    assert actions.confirm(made, digits, decision_of(made.person), at, seen)


def test_all_is_off_and_both_buttons_lead_to_the_link(client_of, ana, made):
    page = client_of(ana).get(PATH.format(made.pk))
    assert page.context["form"]["kinds"].value() == []
    for answer, kept in (
        ({"kinds": ["day", "meetings"]}, [K.DAY, K.MEETINGS]),
        ({"kinds": ["day"], "nothing": "1"}, []),
        ({}, []),
    ):
        answer = client_of(ana).post(PATH.format(made.pk), answer)
        assert (answer.status_code, answer.url) == (303, f"/people/invitations/{made.pk}/")
        assert chosen(made) == kept
    assert not Grant.objects.exists()


def test_what_was_chosen_goes_on_when_both_said_yes_from_then_on(client_of, ana, rosa, made):
    make_check_in(ana, mood=1)
    add_milestone(ana, "Before", TODAY)
    actions.choose(made, [K.DAY, K.MILESTONES], NOW)
    actions.accept(made.pk, rosa, NOW)
    assert not Grant.objects.exists()  # a yes alone shows nothing
    answer = typed(client_of(ana), made, digits_of(made))
    assert answer.url == f"/people/{made.tie_id}/?done=in-on"
    assert seen_by(rosa, ana) == []  # nothing from before
    assert {grant.ends_at - grant.made_at for grant in Grant.objects.all()} == {LASTS}
    viewer = Viewer(made.tie_id, rosa.pk, "Rosa", None)
    assert [each.kind for each in shared_with(ana, viewer, NOW).on] == [K.DAY, K.MILESTONES]
    with time_machine.travel(NOW + DAY, tick=False):
        make_check_in(ana, TODAY + DAY, mood=1)
        add_milestone(ana, "After", TODAY + DAY)
        assert seen_by(rosa, ana, NOW + DAY) == [
            ("day", "Today feels hard."), ("milestones", "After"),
        ]  # fmt: skip


def test_nothing_chosen_gives_nothing(client_of, ana, rosa, made):
    actions.accept(made.pk, rosa, NOW)
    answer = typed(client_of(ana), made, digits_of(made))
    assert answer.url == f"/people/{made.tie_id}/?done=in"
    assert not Grant.objects.exists()


def test_wrong_digits_give_nothing(ana, rosa, made):
    actions.choose(made, [K.DAY], NOW)
    actions.accept(made.pk, rosa, NOW)
    wrong = "0000" if digits_of(made) != "0000" else "0001"
    assert not actions.confirm(made, wrong, decision_of(ana), NOW, [K.DAY])
    assert not Grant.objects.exists()
    assert chosen(made) == [K.DAY]


@pytest.mark.parametrize(
    "kind", ["plan", "check-ups", "mood", "urge", "", "DAY", "day\x00", "9" * 999]
)
def test_a_switch_that_is_not_offered_is_said_and_not_kept(client_of, ana, made, kind):
    actions.choose(made, [K.DAY], NOW)
    answer = client_of(ana).post(PATH.format(made.pk), {"kinds": ["milestones", kind]})
    assert answer.status_code == 422
    assert answer.context["form"].has_error("kinds", "invalid_choice")
    assert chosen(made) == [K.DAY]


def test_somebody_elses_invitation_is_not_there(client_of, ben, made):
    for path in (PATH.format(made.pk), PATH.format(uuid4())):
        assert client_of(ben).get(path).status_code == 404
        assert client_of(ben).post(path, {"kinds": ["day"]}).status_code == 404
    assert chosen(made) == []


def run_out(made, rosa):
    note_time(made.made_at + LIVES_FOR)


def tried_too_often(made, rosa):
    Invitation.objects.filter(pk=made.pk).update(wrong_tries=MOST_TRIES)


OVER = {
    "confirmed": confirmed,
    "stopped": lambda made, rosa: actions.stop(made, NOW),
    "all stopped": lambda made, rosa: actions.stop_all(made.person, NOW),
    "ended": lambda made, rosa: end_tie(made.tie, made.person, NOW),
    "run out": run_out,
    "tried too often": tried_too_often,
}


@pytest.mark.parametrize("why", OVER)
def test_nothing_is_chosen_or_kept_for_one_that_is_over(client_of, ana, rosa, made, why):
    actions.choose(made, [K.DAY], NOW)
    OVER[why](made, rosa)
    drop_old_choices(NOW)
    assert Invitation.objects.filter(pk=made.pk, chosen=None).exists()
    leads_to = {"confirmed": f"/people/{made.tie_id}/sharing/?done=in-already"}
    for answer in (
        client_of(ana).get(PATH.format(made.pk)),
        client_of(ana).post(PATH.format(made.pk), {"kinds": ["day"]}),
        client_of(ana).post(PATH.format(made.pk), {"nothing": "1"}),
    ):
        assert answer.status_code == 303
        assert answer.url == leads_to.get(why, f"/people/invitations/{made.pk}/")
    with pytest.raises(actions.InvitationOver):
        actions.choose(made, [K.DAY], NOW)
    assert chosen(made) == []


def test_one_that_waits_keeps_its_choice_and_a_refused_one_looks_the_same(client_of, ana, now):
    pages = []
    for refused in (False, True):
        made = invited(ana, "Rosa")
        actions.choose(made, [K.DAY], NOW)
        if refused:
            actions.refuse(made.pk, NOW)
        drop_old_choices(NOW + LIVES_FOR - timedelta(minutes=1))
        assert chosen(made) == [K.DAY]
        page = (
            client_of(ana).get(PATH.format(made.pk)).content.replace(str(made.tie_id).encode(), b"")
        )
        pages.append(TOKENS.sub(b"", page))
    assert pages[0] == pages[1]


def test_the_choice_is_sealed_of_one_size_and_no_link_opens_it(client_of, ana, rosa, made):
    none = bytes(Invitation.objects.values_list("chosen", flat=True).get())
    actions.choose(made, [K.CHECKED_IN, K.DAY, K.MILESTONES, K.MEETINGS], NOW)
    every = bytes(Invitation.objects.values_list("chosen", flat=True).get())
    assert len(none) == len(every)
    assert b"day" not in every
    with CaptureQueries() as with_all:
        page = opened(client_of(rosa), made)
    actions.choose(made, [], NOW)
    with CaptureQueries() as with_none:
        other = client_of(rosa).get("/in/")
    assert TOKENS.sub(b"", page.content) == TOKENS.sub(b"", other.content)
    read = [one["sql"] for one in (*with_all.each[0], *with_none.each[0])]
    assert not any('"chosen"' in sql.partition(" FROM ")[0] for sql in read)


def switches_for(ana, made, rosa):
    viewer = Viewer(made.tie_id, rosa.pk, "Rosa", None)
    return {each.kind: each for each in shared_with(ana, viewer, NOW).switches}


@pytest.mark.parametrize("kinds", [[K.DAY], [K.MILESTONES], []])
def test_the_last_word_counts_where_something_was_on_for_the_same_account(ana, rosa, now, kinds):
    make_pair(ana, rosa)
    share(ana, rosa, K.DAY, K.MEETINGS, with_before=True)
    again = invited(ana, "Rosa again")
    actions.choose(again, kinds, NOW)
    confirmed(again, rosa)
    switches = switches_for(ana, again, rosa)
    assert [kind for kind, each in switches.items() if each.is_on] == kinds
    assert not any(each.shows_before for each in switches.values())


def test_what_others_see_stays_as_it_is(ana, ben, rosa, now):
    make_pair(ana, ben, "Ben")
    share(ana, ben, K.MEETINGS)
    again = invited(ana, "Rosa")
    confirmed(again, rosa)
    assert switches_for(ana, again, ben)[K.MEETINGS].is_on


@pytest.mark.parametrize("only_for_them", [True, False])
def test_what_was_chosen_begins_paused_while_all_is_paused(ana, ben, rosa, now, only_for_them):
    make_pair(ana, ben, "Ben")
    make_pair(ana, rosa)
    share(ana, ben, K.MEETINGS)
    share(ana, rosa, K.MEETINGS)
    again = invited(ana, "Rosa again")
    actions.choose(again, [K.DAY], NOW)
    pause(ana, NOW, rosa.pk if only_for_them else None)
    confirmed(again, rosa)
    make_check_in(ana, mood=1)
    assert switches_for(ana, again, rosa)[K.DAY].is_paused
    assert seen_by(rosa, ana) == []
    resume(ana, NOW + DAY, rosa.pk)
    assert switches_for(ana, again, rosa)[K.DAY].is_on


def test_for_somebody_new_it_begins_paused_while_all_is_paused(ana, ben, rosa, now):
    make_pair(ana, ben, "Ben")
    share(ana, ben, K.MEETINGS)
    pause(ana, NOW)
    made = invited(ana)
    actions.choose(made, [K.DAY], NOW)
    confirmed(made, rosa)
    assert switches_for(ana, made, rosa)[K.DAY].is_paused
    # The control: with one thing on it is not.
    share(ana, ben, K.DAY)
    other = invited(ana, "Rosa again")
    end_tie(Tie.objects.get(person=ana, account=rosa), ana, NOW)
    actions.choose(other, [K.DAY], NOW)
    confirmed(other, rosa)
    assert switches_for(ana, other, rosa)[K.DAY].is_on


def test_nothing_from_before_is_shown_where_the_clock_was_set_back(ana, rosa, ben, now):
    """What was made since an earlier grant bears its moment, at which the time stands still."""
    make_pair(ana, ben, "Ben")
    with time_machine.travel(NOW + 365 * DAY, tick=False):
        share(ana, ben, K.MILESTONES, at=NOW + 365 * DAY)
    add_milestone(ana, "Before", TODAY)
    made = invited(ana, "Rosa")
    actions.choose(made, [K.DAY, K.MILESTONES], NOW)
    confirmed(made, rosa)
    assert seen_by(rosa, ana) == []
    later = add_milestone(ana, "Since then", TODAY)
    seen = seen_by(rosa, ana, later.made_at)
    assert seen == [("milestones", "Since then")]


def test_the_preview_is_drawn_from_ones_own_week_or_from_examples(client_of, ana, made):
    page = client_of(ana).get(PATH.format(made.pk))
    things = page.context["from"].things
    assert [(thing.kind, thing.is_example) for thing in things] == [
        ("day", True), ("milestones", True), ("meetings", True), ("checked-in", True),
    ]  # fmt: skip
    make_check_in(ana, mood=1)
    for words in ("One", "Two"):
        add_milestone(ana, words, TODAY)
    things = client_of(ana).get(PATH.format(made.pk)).context["from"].things
    assert [(thing.kind, thing.is_example) for thing in things] == [
        ("day", False), ("milestones", False), ("meetings", True), ("checked-in", False),
    ]  # fmt: skip
    assert page.context["from"].name == "Ana"


def test_before_a_switch_goes_on_its_kind_alone_is_shown_and_nothing_is_given(
    client_of, ana, rosa, now
):
    tie = make_pair(ana, rosa)
    make_check_in(ana, mood=1)
    share(ana, rosa, K.CHECKED_IN, with_before=True)
    n_grants = Grant.objects.count()
    page = client_of(ana).get(f"/people/{tie.pk}/sharing/day/")
    assert [(thing.kind, thing.words) for thing in page.context["from"].things] == [
        ("day", "Today feels hard.")
    ]
    assert Grant.objects.count() == n_grants
    assert seen_by(rosa, ana) == [("checked-in", "Ana checked in this week.")]
    # What it showed is what the other reads once it is on.
    share(ana, rosa, K.DAY, with_before=True)
    assert ("day", "Today feels hard.") in seen_by(rosa, ana)


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_two_who_ask_each_other_in_at_once_have_one_tie_each(ana, rosa):
    one, other = (
        invited(ana, "Rosa"),
        actions.invite(rosa, make_tie(rosa, "Ana"), "Rosa", Role.FAMILY, NOW),
    )
    for made, who, kind in ((one, rosa, K.DAY), (other, ana, K.MILESTONES)):
        actions.choose(made, [kind], NOW)
        actions.accept(made.pk, who, NOW)

    def confirm(made):
        try:
            return actions.confirm(
                made, digits_of(made), decision_of(made.person), NOW, chosen(made)
            )
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert all(pool.map(confirm, (one, other)))
    for person, account in ((ana, rosa), (rosa, ana)):
        assert Tie.objects.get(person=person, account=account).ended_on is None
    given = {grant.subject_id: grant.data_classes for grant in Grant.objects.all()}
    assert given == {ana.pk: ["day"], rosa.pk: ["milestones"]}


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_the_same_digits_sent_many_times_at_once_give_one_grant(ana, rosa):
    made = invited(ana)
    actions.choose(made, [K.DAY], NOW)
    actions.accept(made.pk, rosa, NOW)
    digits = digits_of(made)

    def confirm(_n):
        try:
            return actions.confirm(made, digits, decision_of(ana), NOW, [K.DAY])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert len([came_in for came_in in pool.map(confirm, range(12)) if came_in]) == 1
    assert Grant.objects.count() == 1
    assert make_person("another").pk not in set(Tie.objects.values_list("account_id", flat=True))


def test_a_preview_costs_the_same_whatever_there_is_to_show(client_of, ana, rosa, made):
    paths = [PATH.format(made.pk), f"/people/{make_pair(ana, rosa).pk}/sharing/milestones/"]

    def queries():
        found = []
        for path in paths:
            with CaptureQueries() as asked:
                assert client_of(ana).get(path).status_code == 200
            found.append(len(asked))
        return found

    queries()  # the first look warms what the process keeps
    few = queries()
    make_check_in(ana, mood=1)
    for n in range(10):
        add_milestone(ana, f"Milestone {n}", TODAY)
    assert queries() == few
