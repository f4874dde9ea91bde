"""One thing, handed over once: both see it, its giver takes it back, and a week is its time."""

from __future__ import annotations

from uuid import uuid4

import pytest
import time_machine

from porchlight.circles.actions import end_tie
from porchlight.circles.consents import keep_apart
from porchlight.domain.circle.sharing import SharedKind
from porchlight.people.actions import erase
from porchlight.sharing.actions import MOST_HANDED_A_DAY, hand_over, pause
from porchlight.sharing.models import HandedOver, HandedToMe
from porchlight.sharing.queries import handed_to
from tests.circles.inviting import CaptureQueries
from tests.make import NOW, TODAY, decision_of, make_check_in
from tests.sharing.pairs import DAY, make_pair, seen_by, share, tie_to
from tests.sharing.test_nothing_tells import page_of


@pytest.fixture
def tie(now, ana, rosa):
    return make_pair(ana, rosa)


def test_a_page_of_mine_is_chosen_by_its_day_and_read_by_one_person(tie, ana, rosa, client_of):
    make_check_in(ana, note="The tree has no leaves.")
    path = f"/people/{tie.pk}/hand-over/"
    page = client_of(ana).get(path, {"day": str(TODAY)})
    assert page.context["form"]["words"].value() == "The tree has no leaves."
    assert client_of(ana).get(path, {"day": "soon"}).context["form"]["words"].value() is None
    sent = client_of(ana).post(path, {"words": "The tree has no leaves."})
    assert sent.status_code == 303
    assert seen_by(rosa, ana) == [("handed", "The tree has no leaves.")]
    handed = HandedOver.objects.get()
    gone = client_of(ana).post(f"{path}{handed.pk}/take-back/")
    assert gone.status_code == 303
    assert seen_by(rosa, ana) == []
    assert not HandedToMe.objects.exists()


def test_a_form_that_is_sent_twice_hands_over_once(tie, ana, rosa, client_of):
    client, path = client_of(ana), f"/people/{tie.pk}/hand-over/"
    form = {"words": "A plan", "key": "0b0e7dd4-5f1f-4f5c-b4a6-4d0c3a3d7d3a"}
    for _ in range(2):
        assert client.post(path, form).status_code == 303
    assert HandedOver.objects.count() == 1
    assert client.post(path, {**form, "words": "Another"}).status_code == 422


@pytest.mark.parametrize(
    ("words", "code"), [("", "required"), ("  \n\u202e", "required"), ("x" * 4001, "max_length")]
)
def test_nothing_and_too_much_are_said_and_what_was_typed_stays(tie, ana, client_of, words, code):
    page = client_of(ana).post(f"/people/{tie.pk}/hand-over/", {"words": words})
    assert page.status_code == 422
    assert page.context["form"].errors.as_data()["words"][0].code == code
    assert page.context["form"]["words"].value() == words
    assert not HandedOver.objects.exists()


def test_it_falls_away_after_a_week_and_stays_with_its_giver(tie, ana, rosa):
    hand_over(ana, rosa.pk, "A plan", NOW)
    for days, is_there in ((6, True), (7, False)):
        at = NOW + days * DAY
        with time_machine.travel(at, tick=False):
            assert bool(seen_by(rosa, ana, at)) is is_there
            today = at.astimezone(ana.zoneinfo).date()
            assert [one.is_shown for one in handed_to(decision_of(ana), rosa.pk, today)] == [
                is_there
            ]


def test_the_page_of_a_person_counts_what_was_handed_over_while_its_week_lasts(
    tie, ana, rosa, client_of
):
    path = f"/people/{tie.pk}/sharing/"
    hand_over(ana, rosa.pk, "A plan", NOW)
    nothing_else = "Rosa sees what you handed over, and nothing else."
    assert nothing_else in client_of(ana).get(path).content.decode()
    share(ana, rosa, SharedKind.DAY)
    assert "And what you handed over." in client_of(ana).get(path).content.decode()
    pause(ana, NOW, rosa.pk)
    page = client_of(ana).get(path).content.decode()
    assert nothing_else in page
    assert "What you handed over is not paused." in page
    with time_machine.travel(NOW + 7 * DAY, tick=False):
        assert "Rosa sees nothing." in client_of(ana).get(path).content.decode()


UNREACHED = {
    "ended by the giver": lambda ana, rosa: end_tie(tie_to(ana, rosa), ana, NOW),
    "ended by the receiver": lambda ana, rosa: end_tie(tie_to(rosa, ana), rosa, NOW),
    "apart by the receiver": lambda ana, rosa: keep_apart(rosa, ana, NOW),
}


@pytest.mark.parametrize("way", UNREACHED)
def test_what_does_not_reach_the_other_is_the_givers_as_before_at_the_same_cost(
    tie, ana, rosa, way
):
    with CaptureQueries() as before:
        hand_over(ana, rosa.pk, "A plan", NOW)
    theirs = tie_to(rosa, ana)
    UNREACHED[way](ana, rosa)
    with CaptureQueries() as after:
        hand_over(ana, rosa.pk, "A plan", NOW)
    assert len(before) == len(after)
    from porchlight.sharing.shown import from_one

    shown = from_one(rosa, theirs.pk, NOW)
    assert shown is None or shown.things == []
    assert len(handed_to(decision_of(ana), rosa.pk, TODAY)) == 2


def test_a_day_takes_so_many_to_all_together_and_what_was_typed_stays(tie, ana, ben, client_of):
    make_pair(ana, ben, "Ben")
    for n in range(MOST_HANDED_A_DAY):
        hand_over(ana, ben.pk, f"Line {n}", NOW)
    path = f"/people/{tie.pk}/hand-over/"
    page = client_of(ana).post(path, {"words": "One more", "key": str(uuid4())})
    assert page.status_code == 422
    assert len(page.context["form"].errors["words"]) == 1
    assert page.context["form"]["words"].value() == "One more"
    assert HandedOver.objects.count() == MOST_HANDED_A_DAY
    with time_machine.travel(NOW + DAY, tick=False):
        answer = client_of(ana).post(path, {"words": "One more", "key": str(uuid4())})
        assert answer.status_code == 303


def test_the_receiver_removes_it_from_their_view_and_its_giver_sees_no_change(
    tie, ana, rosa, client_of
):
    hand_over(ana, rosa.pk, "A plan", NOW)
    hand_over(ana, rosa.pk, "A drawing", NOW)
    before = page_of(ana, f"/people/{tie.pk}/hand-over/")
    theirs = tie_to(rosa, ana)
    (one, other) = client_of(rosa).get(f"/people/{theirs.pk}/").context["from"].things
    path = f"/people/{theirs.pk}/handed/{one.row_id}/remove/"
    assert path in client_of(rosa).get(f"/people/{theirs.pk}/").content.decode()
    answer = client_of(rosa).post(path)
    assert (answer.status_code, answer.url) == (303, f"/people/{theirs.pk}/?done=out")
    assert seen_by(rosa, ana) == [("handed", other.words)]
    assert page_of(ana, f"/people/{tie.pk}/hand-over/") == before
    assert client_of(rosa).post(path).status_code == 404
    mine = client_of(ana).get(f"/people/{tie.pk}/sharing/as/").content.decode()
    assert "/remove/" not in mine


def test_ending_contact_takes_it_back(tie, ana, rosa, ben, client_of):
    make_pair(ana, ben, "Ben")
    for one in (rosa, ben):
        hand_over(ana, one.pk, "A plan", NOW)
    form = {"key": str(uuid4())}
    assert client_of(ana).post(f"/people/{tie.pk}/end/", form).status_code == 303
    assert [row.receiver_id for row in HandedToMe.objects.all()] == [ben.pk]
    assert [row.receiver_id for row in HandedOver.objects.all()] == [ben.pk]


def test_it_goes_with_its_giver(tie, ana, rosa):
    hand_over(ana, rosa.pk, "A plan", NOW)
    erase(ana)
    assert not HandedToMe.objects.exists()
