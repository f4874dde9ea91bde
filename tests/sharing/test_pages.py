"""Who sees what: everybody at once, four to a page; one person; and what is not to be had."""

from __future__ import annotations

import re

import pytest
import time_machine

from porchlight.circles.models import Tie
from porchlight.directory.models import Saved
from porchlight.domain.circle.sharing import SharedKind
from porchlight.domain.fit import Account
from porchlight.people.local.units import unit_of_work
from porchlight.people.wishes import change_account
from porchlight.sharing.actions import pause, resume
from porchlight.sharing.models import Milestone
from porchlight.sharing.shown import from_everybody
from porchlight.together.ready import line_of
from tests.circles.inviting import CaptureQueries
from tests.directory.listings import make_meeting
from tests.growth import queries_of
from tests.make import NOW, TODAY, decision_of, make_check_in, make_person, make_tie
from tests.sharing.pairs import DAY, make_pair, seen_by, share, tie_to

K = SharedKind


@pytest.fixture
def tie(now, ana, rosa):
    return make_pair(ana, rosa)


def test_four_people_stand_beside_each_other_and_the_rest_on_more_pages(now, ana, client_of):
    make_tie(ana, "Zoe")
    for n in range(6):
        make_pair(ana, make_person(f"P{n}"), f"P{n}")
    client = client_of(ana)
    names = []
    for first in ("", "4", "5", "8", "99999", "x", "-4"):
        page = client.get("/people/sharing/", {"first": first} if first else {})
        names.append([one.name for one in page.context["four"]])
    first, second = ["P0", "P1", "P2", "P3"], ["P4", "P5"]
    assert names == [first, second, second, first, first, first, first]
    assert page.context["page"].only_cards == ["Zoe"]


def test_family_is_not_told_of_use_that_nobody_asks_them_about(now, rosa, client_of):
    page = client_of(rosa).get("/people/sharing/").content.decode()
    assert "Tu ánimo en números. Las ganas. Lo que consumiste." in page
    change_account(rosa, Account.FAMILY, decision_of(rosa))
    page = client_of(rosa).get("/people/sharing/").content.decode()
    assert "Tu ánimo en números. Dónde estás." in page


def test_stop_in_the_table_leads_back_to_the_same_people(now, ana, client_of):
    others = [make_person(f"P{n}") for n in range(5)]
    ties = [make_pair(ana, other, f"P{n}") for n, other in enumerate(others)]
    share(ana, others[4], K.DAY)
    stopped = client_of(ana).post(f"/people/{ties[4].pk}/sharing/day/stop/", {"first": "4"})
    assert stopped.url == "/people/sharing/?first=4"
    page = client_of(ana).get(stopped.url)
    one, switch, _words = page.context["undo"]
    assert (one.tie_id, switch.kind) == (ties[4].pk, K.DAY)
    client_of(ana).post(f"/people/{ties[4].pk}/sharing/day/undo/", {"first": "4"})
    page = client_of(ana).get(stopped.url)
    assert page.context["undo"] is None
    assert page.context["page"].is_any_on


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({}, "since"),
        ({"since": "now", "days": "0"}, "days"),
        ({"since": "now", "days": "-30"}, "days"),
        ({"since": "now", "days": "3000"}, "days"),
        ({"since": "always", "days": "30"}, "since"),
    ],
)
def test_an_answer_that_is_none_turns_nothing_on(tie, ana, rosa, client_of, answers, field):
    """Among them one by which it would end before it begins."""
    page = client_of(ana).post(f"/people/{tie.pk}/sharing/day/", answers)
    assert page.status_code == 422
    assert field in page.context["form"].errors
    make_check_in(ana)
    assert seen_by(rosa, ana) == []


@pytest.mark.parametrize("kind", ["plan", "check-ups", "mood", "handed", "pausing"])
def test_what_there_is_nothing_of_or_no_switch_for_cannot_be_turned_on(tie, ana, client_of, kind):
    path = f"/people/{tie.pk}/sharing/{kind}/"
    for answer in (
        client_of(ana).get(path),
        client_of(ana).post(path, {"since": "now", "days": "30"}),
    ):
        assert answer.status_code == 404


def test_a_private_card_has_no_switch(now, ana, client_of):
    card = make_tie(ana, "Zoe")
    page = client_of(ana).get(f"/people/{card.pk}/sharing/")
    assert page.status_code == 200
    assert f"/people/{card.pk}/invite/" in page.content.decode()
    for path in ("day/", "as/"):
        assert client_of(ana).get(f"/people/{card.pk}/sharing/{path}").status_code == 404
    assert client_of(ana).get(f"/people/{card.pk}/hand-over/").status_code == 404


def test_paused_and_three_days_left_are_said_on_the_pages(tie, ana, rosa, client_of):
    share(ana, rosa, K.DAY, at=NOW - 28 * DAY)
    client = client_of(ana)
    asked = client.get("/people/sharing/").context["asks_again"]
    assert [(one.tie_id, switch.kind) for one, switch, _words in asked] == [(tie.pk, K.DAY)]
    assert client.get("/today/").context["page"].has_sharing_that_ends
    pause(ana, NOW)
    page = client.get("/people/sharing/").context["page"]
    assert (page.is_paused, page.asks_again) == (True, [])
    assert not client.get("/today/").context["page"].has_sharing_that_ends


def test_what_a_pause_takes_is_said_before_it_while_it_lasts_and_after_it(
    tie, ana, rosa, client_of
):
    share(ana, rosa, K.DAY, with_before=True)
    client, one = client_of(ana), f"/people/{tie.pk}/sharing/"
    pages = (one, "/people/sharing/")
    assert "It shows what was there before, too." in client.get(one).content.decode()
    for path in pages:
        page = client.get(path).content.decode()
        assert "A pause takes away what is there now, too" in page
    pause(ana, NOW)
    for path in pages:
        page = client.get(path).content.decode()
        assert "What was there does not come back." in page
    with time_machine.travel(NOW + DAY, tick=False):
        resume(ana, NOW + DAY)
        since = TODAY + DAY
        page = client.get(one).content.decode()
        assert f"It shows what is new since {since:%B} {since.day}." in page


def test_change_shows_how_it_is_now_and_from_now_on_narrows_it(tie, ana, rosa, client_of):
    make_check_in(ana, mood=1)
    share(ana, rosa, K.DAY, with_before=True, lasts=7 * DAY)
    client, path = client_of(ana), f"/people/{tie.pk}/sharing/day/"
    page = client.get(path)
    assert page.context["form"].initial == {"since": "before", "days": 7}
    text = page.content.decode()
    assert "Change what Rosa sees" in text
    assert "Leave it as it is" in text
    assert "Let it end" not in text
    client.post(path, page.context["form"].initial)
    assert [kind for kind, _words in seen_by(rosa, ana)] == ["day"]
    client.post(path, {"since": "now", "days": "30"})
    assert seen_by(rosa, ana) == []
    with time_machine.travel(NOW + 28 * DAY, tick=False):
        text = client.get(path).content.decode()
        assert "Go on with this for Rosa?" in text
        assert "Let it end" in text


def test_a_milestone_is_words_and_a_day_and_is_shown_while_it_is_shared(tie, ana, rosa, client_of):
    share(ana, rosa, K.MILESTONES)
    client = client_of(ana)
    for words, day, status in (
        ("", str(TODAY), 422),
        ("x" * 201, str(TODAY), 422),
        ("Too soon", str(TODAY + DAY), 422),
        ("When?", "yesterday", 422),
        ("Cooked dinner", "1999-05-04", 303),
    ):
        sent = client.post("/me/milestones/", {"words": words, "day": day})
        assert sent.status_code == status, words
    assert seen_by(rosa, ana) == [("milestones", "Cooked dinner")]
    client.post(f"/me/milestones/{Milestone.objects.get().pk}/remove/")
    assert seen_by(rosa, ana) == []


def test_pages_cost_the_same_for_one_person_and_for_thirty(now, ana, rosa, client_of):
    make_pair(ana, rosa)
    share(ana, rosa, *K)
    make_check_in(ana)
    paths = ("/people/sharing/", "/today/", f"/people/{tie_to(ana, rosa).pk}/sharing/")
    client = client_of(ana)
    with_one = [queries_of(client, path) for path in paths]
    for n in range(29):
        other = make_person(f"P{n}")
        make_pair(ana, other, f"P{n}")
        share(ana, other, *K)
    assert Tie.objects.filter(person=ana).count() == 30
    assert [queries_of(client, path) for path in paths] == with_one


def test_what_others_show_costs_the_same_for_nobody_and_for_many(now, rosa):
    counts, n_shown = [], []
    for n in range(4):
        with unit_of_work(), CaptureQueries() as asked:
            shown = from_everybody(rosa, NOW)
        counts.append(len(asked))
        n_shown.append(sum(bool(one.things) for one in shown))
        other = make_person(f"P{n}")
        make_pair(other, rosa, other_name=f"P{n}")
        share(other, rosa, *K, with_before=True)
        make_check_in(other, mood=1)
    assert n_shown == [0, 1, 2, 3]
    assert counts == [counts[0]] * 4


def test_a_paused_page_has_one_main_action(tie, ana, rosa, client_of):
    share(ana, rosa, K.DAY)
    pause(ana, NOW)
    for path, form in ((f"/people/{tie.pk}/sharing/", "sharing/resume/"), ("/people/sharing/", "")):
        page = client_of(ana).get(path).content.decode()
        assert re.findall(r'class="button( button--wide)?"', page) == [""]
        assert f'{form or "/people/sharing/resume/"}"' in page


def test_a_milestone_can_be_answered_with_a_line_by_who_it_is_shown_to(tie, ana, rosa, client_of):
    share(ana, rosa, K.MILESTONES)
    client_of(ana).post("/me/milestones/", {"words": "Cooked dinner", "day": str(TODAY)})
    page = f"/people/{tie_to(rosa, ana).pk}/"
    line = f"{page}notes/?line=g1"
    assert line in client_of(rosa).get(page).content.decode()
    assert client_of(rosa).get(line).context["form"].initial["words"] == line_of("g1")
    as_seen = client_of(ana).get(f"/people/{tie.pk}/sharing/as/").content.decode()
    assert "Cooked dinner" in as_seen
    assert "line=g1" not in as_seen


def test_meetings_stand_by_time_and_today_is_called_today(tie, ana, rosa, client_of):
    for when in ("thu 19:00", "wed 20:00", "fri 08:00"):
        saved = make_meeting(when, name=when)
        Saved.objects.create(person=ana, service=saved, saved_at=NOW - DAY)
    share(ana, rosa, K.MEETINGS, with_before=True)
    order = [("meetings", "wed 20:00"), ("meetings", "thu 19:00"), ("meetings", "fri 08:00")]
    assert seen_by(rosa, ana) == order
    page = client_of(rosa).get(f"/people/{tie_to(rosa, ana).pk}/").content.decode()
    days = re.findall(r'<p class="handed__day">\s*(\w+)', page)
    assert days == ["Hoy", "Jueves", "Viernes"]


def test_while_all_is_paused_one_can_start_with_one_person(client_of, ana, rosa, ben, now):
    ties = [make_pair(ana, rosa, "Rosa"), make_pair(ana, ben, "Ben")]
    share(ana, rosa, SharedKind.DAY)
    pause(ana, NOW)
    with_one = client_of(ana).get("/people/sharing/").content.decode()
    resume(ana, NOW)
    share(ana, ben, SharedKind.DAY)
    pause(ana, NOW)
    with_two = client_of(ana).get("/people/sharing/").content.decode()
    listed = [f'class="list__link" href="/people/{tie.pk}/sharing/"' for tie in ties]
    assert [href in with_two for href in listed] == [True, True]
    assert not any(href in with_one for href in listed)
    assert "sprite.svg#pause" in with_two.replace(".svg?", ".svg")


def test_who_sees_what_leads_to_what_the_host_can_see(client_of, ana, now):
    page = client_of(ana).get("/people/sharing/").content.decode()
    assert 'href="/people/looks/why/#host"' in page
    assert 'id="host"' in client_of(ana).get("/people/looks/why/").content.decode()
