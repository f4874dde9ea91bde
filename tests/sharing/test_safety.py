"""The safety check: all that is open, each with its stop; everything at once; notes with a date."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from porchlight.circles.access import decide, own, rows, subjects_visible_to
from porchlight.circles.consents import Terms, give_grant, note_event
from porchlight.circles.invitations.actions import accept, confirm, invite
from porchlight.circles.models import Grant, Invitation, Tie
from porchlight.directory.models import CalendarFeed
from porchlight.directory.publish.feeds.actions import make_calendar_feed
from porchlight.domain.ask import Picked, put
from porchlight.domain.circle.invitations import Role
from porchlight.domain.circle.note_text import LONGEST
from porchlight.domain.consent import Action, DataClass, Purpose
from porchlight.domain.grants import EventKind
from porchlight.domain.light import Light
from porchlight.people.devices import DEVICE_COOKIE
from porchlight.people.local.units import unit_of_work
from porchlight.people.models import Visit
from porchlight.reach.asks.actions import put_ask
from porchlight.reach.asks.queries import asks_to
from porchlight.reach.lights.actions import set_light
from porchlight.reach.models import ShownLight
from porchlight.reach.stopping import EVERY_KIND
from porchlight.sharing.actions import hand_over
from porchlight.sharing.models import DatedNote, HandedToMe
from porchlight.together.models import ReceivedAgreement
from tests.circles.inviting import digits_of
from tests.growth import queries_of
from tests.make import NOW, TODAY, decision_of, make_passkey, make_person, make_tie, make_visit
from tests.together.tying import make_agreed_times, make_plan, make_promise, make_times

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SEEN = (DataClass.DAY, DataClass.MEETINGS)


def tie_both(ana, other, name):
    made = invite(ana, make_tie(ana, name), "Ana", Role.FAMILY, NOW)
    accept(made.pk, other, NOW)
    assert confirm(made, digits_of(made), decision_of(ana), NOW)
    return Tie.objects.get(person=ana, account=other)


def give(ana, other, *classes, **terms):
    terms = {"lasts": 30 * DAY, **terms}
    return give_grant(ana, other, Terms(Purpose.SUPPORT, classes or SEEN, **terms), NOW)


def sees(viewer, subject, at=NOW):
    with unit_of_work():
        return {
            kind
            for kind in SEEN
            if decide(viewer, subject.pk, Action.VIEW, kind, Purpose.SUPPORT, at).allowed
        }


@pytest.fixture
def open_ana(now, ana, rosa, ben, client_of):
    """Ana, with one of each thing that reaches out, in the browser that she is on."""
    client = client_of(ana)
    client.cookies[DEVICE_COOKIE] = "x"
    tie_both(ana, rosa, "Rosa")
    give(ana, rosa)
    give(ana, ben, DataClass.DAY)
    invite(ana, make_tie(ana, "Lou"), "Ana", Role.FRIEND, NOW)
    make_calendar_feed(ana, NOW, in_full=True)
    make_visit(ana, browser="Chrome")
    make_passkey(ana)
    hand_over(ana, rosa.pk, "The drawing", NOW)
    make_promise(ana, Tie.objects.get(person=ana, account=rosa))
    shine_and_ask(ana, rosa)
    return client


def shine_and_ask(ana, rosa):
    tie = Tie.objects.get(person=ana, account=rosa)
    light = Light(ana.zone, until=NOW + 2 * HOUR)
    set_light(ana, light, [tie.pk])
    put_ask(ana, put("Call me?", [Picked(tie.pk, light)], NOW), "", {tie.pk: rosa.pk})


def kinds_on(client: Client) -> dict[str, list]:
    page = client.get("/me/check/each/").context["kinds"]
    return {one.kind.code: one.things for one in page}


def test_one_by_one_lists_each_kind_of_thing(open_ana):
    open_now = kinds_on(open_ana)
    assert {code: len(things) for code, things in open_now.items()} == {
        "seen": 2, "handed": 1, "agreed": 1, "light": 1, "ask": 1, "people": 1, "links": 1,
        "calendars": 1, "phones": 1, "keys": 1}  # fmt: skip
    assert set(open_now) == {kind.code for kind in EVERY_KIND}
    assert all(
        bool(kind.button) == (kind.stop is not None) != bool(kind.page) for kind in EVERY_KIND
    )
    page = open_ana.get("/me/check/each/").content.decode()
    with_a_button = re.findall(r'name="id" value="([^"]+)"', page)
    assert sorted(with_a_button) == sorted(
        thing.row_id for code, things in open_now.items() if code != "keys" for thing in things
    )
    assert "Rosa" in open_now["seen"][0].title
    assert "Ben" not in str(open_now["seen"])  # she never wrote a card for him


def test_what_was_promised_and_asked_is_told_apart_by_its_day_and_can_be_seen_to_go(
    open_ana, ana, rosa
):
    tie = Tie.objects.get(person=ana, account=rosa)
    make_promise(ana, tie, "bring the keys", days=1)
    make_plan(ana, tie, days=2)
    make_times(ana, tie)
    make_agreed_times(ana, tie)
    told = {(thing.title, thing.more) for thing in kinds_on(open_ana)["agreed"]}
    assert told == {
        ("You promised something to Rosa", "Today"),
        ("You promised something to Rosa", "Tomorrow"),
        ("You asked Rosa along", f"{TODAY + 2 * DAY:%A, %B} {(TODAY + 2 * DAY).day}"),
        ("You asked Rosa for times to be in touch", "Every Wednesday and Friday"),
        ("You and Rosa agreed on times to be in touch", "Every Wednesday"),
    }
    page = open_ana.get("/me/check/each/").content.decode()
    assert page.count("They can see that.") == 1
    assert "bring the keys" not in page
    assert "Harvest Table" not in page


@pytest.mark.parametrize("code", [kind.code for kind in EVERY_KIND if kind.stop])
def test_each_stop_ends_one_thing_and_leaves_the_rest(open_ana, ana, code):
    before = kinds_on(open_ana)
    chosen = before[code][0]
    answer = open_ana.post("/me/check/each/", {"kind": code, "id": chosen.row_id})
    assert (answer.status_code, answer["Location"]) == (303, f"/me/check/each/#{code}")
    after = kinds_on(open_ana)
    assert after.get(code, []) == before[code][1:]
    with_it = {"seen", "handed", "agreed", "light"} if code == "people" else set()
    untouched = set(before) - {code} - with_it
    assert {one: after.get(one) for one in untouched} == {one: before[one] for one in untouched}


@pytest.mark.parametrize("kind", [*(kind.code for kind in EVERY_KIND), "x"])
def test_nobody_stops_what_is_somebody_elses_or_not_there(open_ana, client_of, cleo, kind):
    there = {code: things[0].row_id for code, things in kinds_on(open_ana).items()}
    hers, eve = there.get(kind, str(uuid4())), client_of(cleo)
    for row_id in (hers, str(uuid4()), "x", ""):
        assert eve.post("/me/check/each/", {"kind": kind, "id": row_id}).status_code == 404
    assert len(kinds_on(open_ana)) == len(EVERY_KIND)


def test_everything_stops_at_once_and_this_visit_goes_on(open_ana, ana, rosa, ben):
    assert sees(rosa, ana) == set(SEEN)
    assert len(asks_to(rosa, NOW)) == 1
    answer = open_ana.post("/me/check/all/")
    assert (answer.status_code, answer["Location"]) == (303, "/me/check/done/")
    assert answer.cookies[DEVICE_COOKIE].value == ""
    assert sees(rosa, ana) == sees(ben, ana) == set()
    assert set(kinds_on(open_ana)) == {"people", "keys"}
    assert Visit.objects.filter(person=ana).count() == 1
    assert not HandedToMe.objects.exists()
    assert not ReceivedAgreement.objects.exists()
    assert not ShownLight.objects.exists()
    assert asks_to(rosa, NOW) == []
    assert not CalendarFeed.objects.filter(ended_at=None).exists()
    assert not Invitation.objects.filter(person=ana, confirmed_at=None, stopped_at=None).exists()
    assert open_ana.get("/me/check/done/").status_code == 200
    # Twice is once, and nothing that was said before is lost by it.
    assert open_ana.post("/me/check/all/").status_code == 303
    assert open_ana.get("/me/check/done/").context["can_undo"]


def test_an_accepted_invitation_leads_nobody_in_after_it(open_ana, ana, cleo):
    made = Invitation.objects.get(person=ana, confirmed_at=None)
    accept(made.pk, cleo, NOW)
    digits = digits_of(made)
    open_ana.post("/me/check/all/")
    made.refresh_from_db()
    assert not confirm(made, digits, decision_of(ana), NOW)
    assert not Tie.objects.filter(person=cleo).exists()


def test_undo_gives_the_same_to_who_is_still_there_from_now_on(open_ana, ana, rosa, ben):
    ended = give(ana, rosa, DataClass.MILESTONES)
    note_event(ended, EventKind.WITHDRAWN, ana, NOW)
    first = Grant.objects.filter(recipient_person=rosa).exclude(pk=ended.pk).get()
    open_ana.post("/me/check/all/")
    with time_machine.travel(NOW + HOUR, tick=False):
        assert open_ana.post("/me/check/undo/").status_code == 303
        assert sees(rosa, ana, NOW + HOUR) == set(SEEN)
        given = Grant.objects.filter(recipient_person=rosa).latest("made_at")
        assert given.ends_at == first.ends_at
        assert given.since == given.made_at == NOW + HOUR
        assert sees(ben, ana, NOW + HOUR) == set()  # not in her circle
        assert not CalendarFeed.objects.filter(ended_at=None).exists()
        n_grants = Grant.objects.count()
        open_ana.post("/me/check/undo/")
        assert Grant.objects.count() == n_grants
        assert not open_ana.get("/me/check/done/").context["can_undo"]


@pytest.mark.parametrize("why", ["a day later", "the tie was let go"])
def test_there_is_no_undo(open_ana, ana, rosa, why):
    open_ana.post("/me/check/all/")
    at = NOW + DAY + timedelta(seconds=1) if why == "a day later" else NOW
    if at == NOW:
        (tie,) = kinds_on(open_ana)["people"]
        open_ana.post("/me/check/each/", {"kind": "people", "id": tie.row_id})
    with time_machine.travel(at, tick=False):
        assert not open_ana.get("/me/check/done/").context["can_undo"]
        open_ana.post("/me/check/undo/")
        assert sees(rosa, ana, at) == set()


def test_stopping_is_written_down_for_her_alone(open_ana, ana, rosa):
    open_ana.post("/me/check/all/")
    (entry,) = open_ana.get("/me/check/dates/").context["entries"]
    assert entry.is_stop
    assert entry.at == NOW
    give(ana, rosa, *set(DataClass))
    with unit_of_work():
        for kind in DataClass:
            visible = subjects_visible_to(rosa, kind, Purpose.SUPPORT, NOW)
            assert not any(rows(DatedNote, one).exists() for one in visible.values()), kind


def test_the_page_of_what_stopped_is_not_there_before(ana, client_of):
    assert client_of(ana).get("/me/check/done/")["Location"] == "/me/check/"


def test_opening_the_check_writes_nothing(open_ana, ana):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for path in ("/me/check/", "/me/check/each/", "/people/looks/", "/people/looks/why/"):
        with CaptureQueriesContext(connection) as sent:
            assert open_ana.get(path).status_code == 200
        assert not [q for q in sent if not q["sql"].lstrip().startswith(("SELECT", "SET"))], path


def test_the_list_costs_as_many_queries_for_many_things(now, ana, client_of):
    client = client_of(ana)

    def add(n):
        other = make_person(f"other {n}")
        Tie.objects.filter(pk=make_tie(ana, f"Tie {n}").pk).update(account=other)
        give(ana, other)
        make_visit(ana)

    for n in range(3):
        add(n)
    few = queries_of(client, "/me/check/each/")
    for n in range(3, 8):
        add(n)
    assert queries_of(client, "/me/check/each/") == few
    assert queries_of(client, "/people/looks/") == queries_of(client, "/people/looks/")


# --- notes with a date --------------------------------------------------------------------------


def write(client, words, when="", **more):
    return client.post("/me/check/dates/", {"words": words, "when": when, **more})


def test_a_dated_note_is_kept_sealed_and_taken_along(now, ana, client_of):
    client, key = client_of(ana), str(uuid4())
    for _again in range(2):
        assert write(client, "He waited.\u202e\x07\r\nAgain.", "Monday", key=key).status_code == 303
    (entry,) = client.get("/me/check/dates/").context["entries"]
    assert (entry.words, entry.when, entry.at) == ("He waited.\nAgain.", "Monday", NOW)
    assert b"waited" not in bytes(DatedNote.objects.get().content.envelope)
    file = client.get("/me/check/dates/file/")
    assert 'filename="dates.txt"' in file["Content-Disposition"]
    assert "Monday\nHe waited." in file.content.decode()
    assert "porchlight" not in file.content.decode().casefold()
    client.post(f"/me/check/dates/{entry.note_id}/delete/")
    assert not DatedNote.objects.exists()


@pytest.mark.parametrize(
    ("words", "when"),
    [("", "x"), (" \u200b\x00 ", ""), ("x" * (LONGEST + 1), ""), ("x", "y" * 101)],
)
def test_what_is_not_taken_stays_on_the_page(now, ana, client_of, words, when):
    answer = write(client_of(ana), words, when)
    assert answer.status_code == 422
    assert answer.context["form"]["when"].value() == when
    assert answer.context["form"].errors
    assert not DatedNote.objects.exists()


def test_the_file_asks_for_the_passphrase_once_more(now):
    make_person("Robin", "four green porch chairs")
    client = Client()
    client.post("/sign-in/", {"name": "Robin", "passphrase": "four green porch chairs"})
    with time_machine.travel(NOW + HOUR, tick=False):
        for path in ("/me/check/dates/file/", "/people/looks/file/"):
            answer = client.get(path)
            assert (answer.status_code, answer["Location"].split("?")[0]) == (303, "/me/confirm/")
        # To stop something asks for nothing.
        assert client.post("/me/check/all/")["Location"] == "/me/check/done/"


def test_own_is_not_asked_of_the_other(open_ana, ana, rosa):
    """The control of what Rosa cannot read: Ana reads her own."""
    open_ana.post("/me/check/all/")
    with unit_of_work():
        assert rows(DatedNote, own(ana, NOW)).count() == 1
        assert rows(DatedNote, own(rosa, NOW)).count() == 0
