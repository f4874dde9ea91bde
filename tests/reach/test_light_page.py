"""One's own light: on for a while, off at once, its limits, its hours, and who sees it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from porchlight.circles.access import own
from porchlight.circles.models import Tie
from porchlight.domain.light import Askable, LightHours
from porchlight.reach.asks.queries import asks_to
from porchlight.reach.lights.queries import lights_shown_to, own_light
from tests.forms import codes_of
from tests.make import NOW, make_person, make_tie
from tests.reach.test_asks import HERE, answers, asks, both, shows_light

LIMITS = {"limit": "1", "askable": "by_day"}
HOURS = {"weekdays": ["0", "3"], "start": "19:00", "end": "22:00"}


def light_of(person, at=NOW):
    return own_light(person, own(person, at)).light


def shown(person) -> set[str]:
    ids = own_light(person, own(person, NOW)).shown_to
    decision = own(person, NOW)
    return {tie.card.open(decision)["name"] for tie in Tie.objects.filter(pk__in=ids)}


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("hour", NOW + timedelta(hours=1)),
        ("21:00", datetime(2026, 11, 19, 3, tzinfo=UTC)),  # nine in the evening in Mississippi
        ("01:00", datetime(2026, 11, 19, 7, tzinfo=UTC)),
    ],
)
def test_it_is_on_until_then_and_goes_off_by_itself(client_of, ben, now, said, until):
    answer = client_of(ben).post("/porch/light/on/", {"until": said})
    assert (answer.status_code, answer["Location"]) == (303, "/porch/light/")
    assert light_of(ben).on_until(NOW) == until
    assert light_of(ben).on_until(until) is None


def test_an_hour_ends_at_a_time_that_one_can_say(client_of, ben, now):
    with time_machine.travel(NOW + timedelta(minutes=3), tick=False):
        client_of(ben).post("/porch/light/on/", {"until": "hour"})
    assert light_of(ben).on_until(NOW + timedelta(minutes=4)) == NOW + timedelta(minutes=65)


@pytest.mark.parametrize("said", ["", "noon", "25:00", "12:00"])
def test_an_end_that_is_none_is_said_so_and_stays_typed(client_of, ben, now, said):
    answer = client_of(ben).post("/porch/light/on/", {"until": said})
    assert answer.status_code == 422  # half past noon now: noon is more than fourteen hours off
    assert codes_of(answer, "put_on_form")["until"]
    assert f'value="{said}"' in text(answer) or not said
    assert not light_of(ben).is_on(NOW)


def test_the_ends_that_are_offered_go_by_the_clock_of_the_person(client_of, ben, cleo, now):
    def offered(person):
        return re.findall(r'name="until" value="(\d\d:\d\d)"', text(client_of(person).get(PAGE)))

    assert offered(ben) == ["15:00", "18:00"]
    assert offered(cleo) == ["15:00", "18:00"]  # half past one in New York
    with time_machine.travel(NOW + timedelta(hours=6), tick=False):
        assert offered(ben) == ["21:00", "22:00"]
        assert offered(cleo) == ["21:00", "22:00"]
    with time_machine.travel(NOW + timedelta(hours=9), tick=False):
        assert offered(ben) == ["00:00", "01:00"]
        assert offered(cleo) == ["00:00", "01:00"]


PAGE = "/porch/light/"


def test_it_is_off_at_once_and_off_for_whom_it_was_shown_to(client_of, ana, ben, now):
    anas, _bens = both(ana, ben)
    shows_light(ben)
    assert 'action="/porch/light/off/"' in text(client_of(ben).get(PAGE))
    answer = client_of(ben).post("/porch/light/off/")
    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    assert lights_shown_to(ana, {anas.pk: ben.pk}, NOW) == {}
    page = text(client_of(ben).get(PAGE))
    assert "Nobody can ask you now. That is fine." in page
    assert "lamp--on" not in page


def test_once_there_were_as_many_talks_as_were_wanted_the_page_says_to_rest(
    client_of, ana, ben, now
):
    both(ana, ben)
    client = client_of(ben)
    client.post(PAGE, {**LIMITS, "shown_to": [str(Tie.objects.get(person=ben).pk)]})
    client.post("/porch/light/on/", {"until": "hour"})
    asks(ana)
    answers(ben, HERE, NOW)
    page = text(client.get(PAGE))
    assert "as many talks tonight as you wanted to" in page
    assert "You were there for somebody tonight" in page
    assert "lamp--on" not in page


def test_limits_are_kept_and_only_who_is_ticked_sees_it(client_of, ana, ben, rosa, now):
    _, to_ana = both(ana, ben)
    to_rosa = make_tie(ben, "Rosa")
    Tie.objects.filter(pk=to_rosa.pk).update(account=rosa)
    client = client_of(ben)
    client.post("/porch/light/on/", {"until": "hour"})
    assert shown(ben) == {"Ana", "Rosa"}
    answer = client.post(PAGE, {**LIMITS, "shown_to": [str(to_ana.pk)]})
    assert answer.status_code == 303
    assert (light_of(ben).limit, light_of(ben).askable) == (1, Askable.BY_DAY)
    assert light_of(ben).is_on(NOW)
    assert shown(ben) == {"Ana"}
    client.post(PAGE, LIMITS)
    assert shown(ben) == set()


def test_whoever_comes_in_later_stands_there_unticked(client_of, ana, ben, now):
    both(ana, ben)
    client = client_of(ben)
    client.post("/porch/light/on/", {"until": "hour"})
    later = make_tie(ben, "Later")
    Tie.objects.filter(pk=later.pk).update(account=make_person("Later"))
    boxes = re.findall(r'name="shown_to" value="([^"]+)"[^>]*?( checked)?>', text(client.get(PAGE)))
    assert {value: bool(ticked) for value, ticked in boxes} == {
        str(Tie.objects.get(person=ben, account=ana).pk): True,
        str(later.pk): False,
    }


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"limit": "9"}, "limit"),
        ({"askable": "always"}, "askable"),
        ({"shown_to": ["x"]}, "shown_to"),
    ],
)
def test_limits_that_are_none_change_nothing_and_stay_typed(
    client_of, ana, ben, now, changed, field
):
    both(ana, ben)
    answer = client_of(ben).post(PAGE, {**LIMITS, **changed})
    assert answer.status_code == 422
    assert list(codes_of(answer, "limits_form")) == [field]
    assert own_light(ben, own(ben, NOW)).is_set is False
    if field != "limit":
        assert re.search(r'name="limit" value="1"[^>]* checked', text(answer))


def test_a_tie_of_somebody_else_is_no_choice(client_of, ana, ben, rosa, now):
    both(ana, ben)
    theirs = make_tie(rosa, "Ana")
    Tie.objects.filter(pk=theirs.pk).update(account=ana)
    answer = client_of(ben).post(PAGE, {**LIMITS, "shown_to": [str(theirs.pk)]})
    assert answer.status_code == 422


def test_hours_are_added_for_each_day_and_taken_out_together(client_of, ben, now):
    client = client_of(ben)
    assert client.post("/porch/light/hours/", HOURS).status_code == 303
    assert client.post("/porch/light/hours/", HOURS).status_code == 303  # once more is the same
    hours = [LightHours(day, time(19), time(22)) for day in (0, 3)]
    assert list(light_of(ben).hours) == hours
    thursday = datetime(2026, 11, 20, 2, tzinfo=UTC)  # eight in the evening there
    assert light_of(ben).is_on(thursday)
    assert not light_of(ben).is_on(NOW)
    assert client.post("/porch/light/hours/end/", {"start": "19:00", "end": "21:00"})
    assert list(light_of(ben).hours) == hours
    assert client.post("/porch/light/hours/end/", {"start": "19:00", "end": "22:00"})
    assert light_of(ben).hours == ()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"weekdays": []}, "weekdays"),
        ({"weekdays": ["7"]}, "weekdays"),
        ({"start": "late"}, "start"),
        ({"end": "19:00"}, "end"),  # a whole day
        ({"end": "18:00"}, "end"),
    ],
)
def test_hours_that_are_none_are_said_so_and_stay_typed(client_of, ben, now, changed, field):
    answer = client_of(ben).post("/porch/light/hours/", {**HOURS, **changed})
    assert answer.status_code == 422
    assert list(codes_of(answer, "hours_form")) == [field]
    assert re.search(r"<details[^>]* open", text(answer))
    if field != "start":
        assert 'value="19:00"' in text(answer)
    assert light_of(ben).hours == ()


def test_there_is_room_for_seven(client_of, ben, now):
    client = client_of(ben)
    week = {**HOURS, "weekdays": [str(day) for day in range(7)]}
    assert client.post("/porch/light/hours/", week).status_code == 303
    answer = client.post("/porch/light/hours/", {**HOURS, "start": "08:00", "end": "09:00"})
    assert answer.status_code == 422
    assert len(light_of(ben).hours) == 7
    assert text(client.get(PAGE)).count('action="/porch/light/hours/end/"') == 1


def test_who_will_see_it_stands_beside_the_taps_that_put_it_on(client_of, ana, ben, cleo, now):
    both(ben, ana)
    client = client_of(ben)
    taps = text(client.get("/porch/light/")).split('class="ends"')[1].split("<details")[0]
    assert "Seen by Ben." in taps  # as he calls her
    client.post("/porch/light/", LIMITS)
    taps = text(client.get("/porch/light/")).split('class="ends"')[1].split("<details")[0]
    assert "Nobody sees it yet." in taps


def test_an_hour_says_until_when_before_it_is_pressed(ben, now, client_of):
    page = client_of(ben).get("/porch/light/").context["page"]
    client_of(ben).post("/porch/light/on/", {"until": "hour"})
    assert client_of(ben).get("/porch/light/").context["page"].until == page.in_an_hour


def test_a_day_off_is_one_tap_and_nobody_asks_before_noon_tomorrow(client_of, ana, ben, now):
    anas, _bens = both(ana, ben)
    shows_light(ben)
    client = client_of(ben)
    client.post("/porch/light/hours/", {**HOURS, "weekdays": [str(day) for day in range(7)]})
    client.post(PAGE, {**LIMITS, "askable": "any_time", "shown_to": shown_ids(ben)})
    assert client.post("/porch/light/rest/").status_code == 303
    noon = datetime(2026, 11, 19, 18, tzinfo=UTC)  # in Mississippi
    page = client.get(PAGE).context["page"]
    assert page.rest_ends_at == noon
    for hours in range(24):
        at = NOW + timedelta(hours=hours)
        light = lights_shown_to(ana, {anas.pk: ben.pk}, at)[anas.pk]
        assert light.may_be_asked(at) == (at >= noon)
    with time_machine.travel(noon, tick=False):
        assert client_of(ben).get(PAGE).context["page"].rest_ends_at is None


def shown_ids(person) -> list[str]:
    return [str(tie) for tie in own_light(person, own(person, NOW)).shown_to]


def test_a_day_off_is_over_when_they_say_so_or_put_it_on(client_of, ana, ben, now):
    both(ana, ben)
    client = client_of(ben)
    client.post(PAGE, {**LIMITS, "askable": "any_time", "shown_to": shown_ids(ben)})
    for over in ("/porch/light/rest/end/", "/porch/light/on/"):
        client.post("/porch/light/rest/")
        assert not light_of(ben).may_be_asked(NOW)
        client.post(over, {"until": "hour"})
        assert light_of(ben).may_be_asked(NOW)


def test_an_ask_that_was_to_come_next_does_not_come_on_a_day_off(client_of, ana, ben, cleo, now):
    both(ana, ben)
    both(ana, cleo)
    shows_light(cleo)
    soon = {"weekdays": ["2"], "start": "12:31", "end": "14:00"}  # a minute after the ask
    assert client_of(ben).post("/porch/light/hours/", soon).status_code == 303
    asks(ana)
    assert asks_to(ben, NOW + timedelta(minutes=3)) != []
    client_of(ben).post("/porch/light/rest/")
    assert asks_to(ben, NOW + timedelta(minutes=3)) == []


def test_to_others_a_day_off_is_a_light_that_is_off(client_of, ana, ben, now):
    both(ana, ben)
    pages = []
    for path in ("/porch/light/off/", "/porch/light/rest/"):
        shows_light(ben)
        client_of(ben).post(path)
        pages += [
            [shown_of(client_of(ana), where) for where in ("/porch/", "/porch/ask/", "/people/")]
        ]
    assert pages[0] == pages[1]


def shown_of(client, path) -> str:
    return re.sub(r"""(value="[^"]*")|(hx-headers='[^']*')""", "", text(client.get(path)))


def test_who_has_nothing_to_take_a_day_off_from_is_not_asked_to(client_of, ben, now):
    assert "day-off" not in text(client_of(ben).get(PAGE))


def test_what_was_given_is_told_by_days_and_without_a_number(client_of, ana, ben, now):
    both(ana, ben)
    shows_light(ben)
    asks(ana)
    answers(ben, HERE, NOW)
    assert client_of(ben).get(PAGE).context["page"].gave_on == []  # tonight has words of its own
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        page = client_of(ben).get(PAGE)
        assert page.context["page"].gave_on == [NOW.date()]
        assert "Wednesday" in text(page)
        assert page.context["page"].talks_tonight == 0
    with time_machine.travel(NOW + timedelta(days=5), tick=False):
        assert client_of(ben).get(PAGE).context["page"].gave_on == []
