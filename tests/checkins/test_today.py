"""Today: three taps, the saved word, why, and who may see it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from porchlight.checkins.actions import Entry, record_check_in
from porchlight.checkins.models import CheckIn, StepAnswered
from porchlight.circles.models import Contact
from porchlight.domain.checkin import BadReading
from tests.growth import assert_does_not_grow
from tests.make import NOW, TODAY, decision_of, make_check_in, make_person, make_tie

TAPS = {"mood": "4", "urge": "2", "contact": "good"}
SAVED = 'id="saved"'


def text(answer) -> str:
    return answer.content.decode()


def tap(client, **other: str):
    return client.post("/today/", {"key": str(uuid4()), **TAPS, **other})


def line_of(client) -> str:
    """What stands below the greeting."""
    return client.get("/today/").context["heading"].line


def told_of(check_in: CheckIn) -> tuple:
    decision = decision_of(check_in.person)
    answers = check_in.answers.open(decision)
    return check_in.mood.open(decision), check_in.urge.open(decision), answers


def test_three_taps_and_it_is_saved(client_of, ana, now):
    client = client_of(ana)
    page = text(client.get("/today/"))
    assert len(re.findall(r'<input type="radio" name="mood"', page)) == 5
    assert len(re.findall(r'<input type="radio" name="urge"', page)) == 11
    assert len(re.findall(r'<button[^>]* name="contact"', page)) == 3
    assert "<textarea" not in page
    answer = tap(client)
    assert (answer.status_code, answer["Location"]) == (303, "/today/")
    assert "porch--warm" in text(client.get("/today/"))
    check_in = CheckIn.objects.get()
    assert check_in.day == TODAY
    assert told_of(check_in) == (4, 2, {"contact": "good"})


OFF = {
    "mood 6": {"mood": "6"},
    "mood 0": {"mood": "0"},
    "no mood": {"mood": ""},
    "mood in words": {"mood": "fine"},
    "urge 11": {"urge": "11"},
    "urge below zero": {"urge": "-1"},
    "no urge": {"urge": ""},
    "half an urge": {"urge": "1.5"},
    "no talk": {"contact": ""},
    "another talk": {"contact": "lots"},
}


@pytest.mark.parametrize("fault", OFF)
def test_an_answer_that_is_off_is_said_and_the_others_stay_tapped(client_of, ana, now, fault):
    answer = tap(client_of(ana), **OFF[fault])
    page = text(answer)
    assert answer.status_code == 422
    (field,) = OFF[fault]
    form = answer.context["form"]
    assert field in {form[name].html_name for name in form.errors}
    for name in {"mood", "urge"} - {field}:
        assert re.search(rf'name="{name}" value="{TAPS[name]}"[^>]* checked', page)
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize(
    ("field", "answer"), [("mood", 6), ("mood", 0), ("urge", 11), ("urge", -1), ("talk", "lots")]
)
def test_no_other_way_in_takes_an_answer_off_its_scale(ana, field, answer):
    entry = Entry(TODAY, **{"mood": 3, "urge": 3, "talk": "good", field: answer})
    with pytest.raises(BadReading):
        record_check_in(ana, entry, NOW)
    assert not CheckIn.objects.exists()


def test_tapping_again_changes_the_day_and_keeps_the_rest_of_it(client_of, ana, now):
    rosa = make_tie(ana, "Rosa")
    make_check_in(ana, lonely=7, avoided=True, note="high water", talked_with=(rosa,))
    tap(client_of(ana), mood="1")
    check_in = CheckIn.objects.get()
    assert told_of(check_in) == (1, 2, {"contact": "good", "lonely": 7, "avoided": True})
    assert check_in.note.open(decision_of(ana)) == "high water"
    assert Contact.objects.count() == 1


def test_two_people_have_two_days(client_of, ana, ben, now):
    tap(client_of(ana), mood="1")
    tap(client_of(ben), mood="5")
    assert {told_of(check_in)[0] for check_in in CheckIn.objects.all()} == {1, 5}


# What the clock says in each zone when it is 10:30 UTC on 14 November, half an hour round midnight.
ZONES = [
    ("2026-11-14T09:59:59Z", "Pacific/Kiritimati", date(2026, 11, 14)),
    ("2026-11-14T10:00:00Z", "Pacific/Kiritimati", date(2026, 11, 15)),
    ("2026-11-14T12:59:59Z", "Australia/Lord_Howe", date(2026, 11, 14)),
    ("2026-11-14T13:00:00Z", "Australia/Lord_Howe", date(2026, 11, 15)),
    ("2026-07-14T13:29:59Z", "Australia/Lord_Howe", date(2026, 7, 14)),
    ("2026-07-14T13:30:00Z", "Australia/Lord_Howe", date(2026, 7, 15)),
    ("2026-11-14T05:59:59Z", "America/Chicago", date(2026, 11, 13)),
    ("2026-11-14T06:00:00Z", "America/Chicago", date(2026, 11, 14)),
    ("2026-11-01T05:30:00Z", "America/Chicago", date(2026, 11, 1)),  # the long night
    ("2026-11-02T05:30:00Z", "America/Chicago", date(2026, 11, 1)),
    ("2026-11-14T10:59:59Z", "Pacific/Pago_Pago", date(2026, 11, 13)),
    ("2026-11-14T18:14:59Z", "Asia/Kathmandu", date(2026, 11, 14)),
    ("2026-11-14T18:15:00Z", "Asia/Kathmandu", date(2026, 11, 15)),
]


@pytest.mark.parametrize(("at", "zone", "day"), ZONES)
def test_the_day_is_the_persons_own_around_midnight(client_of, at, zone, day):
    with time_machine.travel(datetime.fromisoformat(at), tick=False):
        somebody = make_person("somebody", zone=zone)
        client = client_of(somebody)
        assert f'name="day" value="{day}"' in text(client.get("/today/"))
        assert tap(client).status_code == 303
        assert CheckIn.objects.get().day == day
        assert SAVED in text(client.get("/today/"))


def test_when_the_next_day_begins_the_page_asks_anew(client_of, ana):
    with time_machine.travel("2026-11-19T05:59:00Z", tick=False):
        client = client_of(ana)
        tap(client)
        assert SAVED in text(client.get("/today/"))
    with time_machine.travel("2026-11-19T06:00:00Z", tick=False):
        page = text(client.get("/today/"))
        assert SAVED not in page
        assert 'name="mood"' in page
        tap(client)
    assert CheckIn.objects.count() == 2


def test_moving_to_another_zone_makes_no_day_twice(client_of, ana, now):
    client = client_of(ana)
    tap(client)
    ana.zone = "Pacific/Kiritimati"  # where it is tomorrow already
    ana.save()
    assert tap(client, mood="2").status_code == 303
    ana.zone = "America/Chicago"
    ana.save()
    assert tap(client, mood="5").status_code == 303
    assert sorted(CheckIn.objects.values_list("day", flat=True)) == [
        TODAY, TODAY + timedelta(days=1),
    ]  # fmt: skip


@pytest.mark.parametrize("days", [4, 9, 36, 400])
def test_after_a_gap_there_is_a_welcome_and_no_reproach(client_of, ana, ben, now, days):
    make_check_in(ana, TODAY - timedelta(days=days))
    answer = client_of(ana).get("/today/")
    page = text(answer)
    line = answer.context["heading"].line
    assert line in page
    make_check_in(ben, TODAY - timedelta(days=1))
    assert line != line_of(client_of(ben))
    for word in ("missed", "streak", f"{days} days", "forgot"):
        assert word not in page


def test_somebody_new_is_not_welcomed_back(client_of, ana, ben, now):
    make_check_in(ben, TODAY - timedelta(days=1))
    assert line_of(client_of(ana)) == line_of(client_of(ben))


def test_more_days_and_more_people_cost_no_more_questions(client_of, ana, now):
    make_check_in(ana)

    def add(n: int) -> None:
        day = TODAY - timedelta(days=n + 1)
        make_check_in(ana, day, lonely=3, note="x")
        tie = make_tie(ana, f"Friend {n}")
        Contact.objects.create(person=ana, tie=tie, day=day)
        StepAnswered.objects.create(
            person=ana,
            day=day,
            step={"kind": "text", "target": str(tie.pk), "starts_at": None, "name": "x",
                  "answer": "taken"},
        )  # fmt: skip

    assert_does_not_grow(client_of(ana), "/today/", add)


def test_the_greeting_follows_the_persons_own_clock_and_no_night_is_an_evening(client_of, ana):
    greetings = []
    for hour in (3, 8, 14, 20):  # in Mississippi, six hours behind in November
        with time_machine.travel(datetime(2026, 11, 18, hour, tzinfo=ana.zoneinfo), tick=False):
            greetings.append(client_of(ana).get("/today/").context["heading"].title)
    assert len(set(greetings)) == 4
