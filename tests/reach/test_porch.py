"""The porch: whose light is on, rooms that start soon, and lines, on one screen."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from porchlight.circles.access import own
from porchlight.circles.actions import end_tie
from porchlight.circles.consents import keep_apart
from porchlight.circles.models import Tie
from porchlight.domain.fit import Account
from porchlight.domain.light import Light
from porchlight.domain.steps import Near
from porchlight.people.wishes import change_account
from porchlight.reach.asks.actions import close_talked
from porchlight.reach.asks.queries import asks_to, decision_on_ask, own_ask
from porchlight.reach.lights.actions import put_out, set_light
from tests.directory.listings import make_meeting, make_place
from tests.growth import queries_of
from tests.make import NOW, make_check_in, make_person, make_tie
from tests.reach.test_asks import HERE, answers, asks, both, shows_light

NEAR_JACKSON = (32.3, -90.2)
HERE_NAMED = "Jackson, MS"


def page_of(client, path: str = "/porch/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def lit_in(page: str) -> list[str]:
    rows = re.findall(r'<li class="who who--on">.*?</li>', page, re.DOTALL)
    return [re.search(r'class="who__name">([^<]+)', row)[1] for row in rows]


def rooms_in(page: str) -> list[str]:
    return re.findall(r'class="meet__name">([^<]+)', page)


def test_whose_light_is_on_stands_there_with_every_way_to_reach_them(client_of, ana, ben, now):
    anas = make_tie(ana, "Ben", phone="601-555-0134")
    Tie.objects.filter(pk=anas.pk).update(account=ben)
    make_tie(ben, "Ana")
    Tie.objects.filter(person=ben).update(account=ana)
    shows_light(ben)
    page = page_of(client_of(ana))
    assert lit_in(page) == ["Ben"]
    row = page.split('<li class="who who--on">')[1].split("</li>")[0]
    assert 'href="tel:' in row
    assert 'href="sms:' in row
    assert f'href="/people/{anas.pk}/notes/#newest"' in row
    assert "2:30" in row  # on the clock of whoever looks
    assert row.count("act--main") == 1
    assert page.count("lamp--on") == 2  # on the porch, and beside the name


def test_the_clock_is_that_of_whoever_looks(client_of, cleo, ben, now):
    both(cleo, ben)
    shows_light(ben)
    assert "3:30" in page_of(client_of(cleo))  # New York is an hour ahead of Mississippi


def test_the_nearest_stand_first_and_the_others_hang_there_unlit(client_of, ana, now):
    for name, near in (("Far", Near.OUTER), ("Near", Near.INNER), ("Mid", Near.MIDDLE)):
        other = make_person(name)
        tie = make_tie(ana, name, near)
        Tie.objects.filter(pk=tie.pk).update(account=other)
        back = make_tie(other, "Ana")
        Tie.objects.filter(pk=back.pk).update(account=ana)
        if name != "Mid":
            shows_light(other)
    page = page_of(client_of(ana))
    assert lit_in(page) == ["Near", "Far"]
    drawing = page.split('class="porch-close"')[1].split("</section>")[0]
    hung = re.findall(r'class="lamp lamp--(\w+)"', drawing)
    assert hung == ["on", "on", "new"]


def let_go(anas, bens, ana, ben):
    end_tie(bens, ben, NOW)


def apart(anas, bens, ana, ben):
    keep_apart(ben, ana, NOW)


def turned_off(anas, bens, ana, ben):
    put_out(ben, NOW)


def narrowed(anas, bens, ana, ben):
    set_light(ben, Light(ben.zone, until=NOW + timedelta(hours=2)), [])


@pytest.mark.parametrize("why", [let_go, apart, turned_off, narrowed])
def test_why_a_light_is_not_on_cannot_be_told(client_of, ana, ben, now, why):
    anas, bens = both(ana, ben)
    never = shape(page_of(client_of(ana)))
    shows_light(ben)
    assert lit_in(page_of(client_of(ana))) == ["Ben"]
    why(anas, bens, ana, ben)
    assert shape(page_of(client_of(ana))) == never


def test_a_call_that_somebody_is_in_shows_nowhere_and_no_second_one_reaches_them(
    client_of, ana, ben, cleo, now
):
    both(ana, ben)
    both(cleo, ben)
    shows_light(ben)
    free = shape(page_of(client_of(ana))), shape(page_of(client_of(ana), "/porch/ask/"))
    asks(cleo)
    received = answers(ben, HERE, NOW)
    assert (shape(page_of(client_of(ana))), shape(page_of(client_of(ana), "/porch/ask/"))) == free
    sent = asks(ana)
    assert [one.received_id for one in asks_to(ben, NOW)] == [received]
    assert [friend.name for friend in own_ask(ana, sent.pk, NOW).reached] == ["Ben"]
    close_talked(ben, received, NOW, decision_on_ask(ben, received, NOW))
    asks(ana, NOW + timedelta(minutes=1))
    assert len(asks_to(ben, NOW + timedelta(minutes=1))) == 1


def shape(page: str) -> str:
    """The page without what is drawn by chance for each."""
    return re.sub(r'hx-headers=\'[^\']*\'|(?:csrfmiddlewaretoken|key)" value="[\w-]+"', "", page)


def test_who_is_alone_has_rooms_lines_and_a_way_to_add_somebody(client_of, ana, now):
    make_meeting("wed 13:00", name="Open Hours", attendance="online")
    page = page_of(client_of(ana))
    main = page.split("<main")[1]
    assert 'href="/people/add/?next=/porch/"' in main
    assert "/porch/ask/" not in main
    assert rooms_in(page) == ["Open Hours"]
    assert 'href="tel:988"' in main


def test_who_has_people_without_an_account_can_call_them_and_asks_nobody(client_of, ana, now):
    make_tie(ana, "Rosa", phone="601-555-0123")
    main = page_of(client_of(ana)).split("<main")[1]
    assert 'href="tel:601' in main.replace("-", "") or 'href="tel:' in main
    assert "/porch/ask/" not in main
    assert "/people/add/" not in main


def test_no_light_on_leads_to_asking_and_to_the_nearest(client_of, ana, ben, now):
    both(ana, ben)
    make_tie(ana, "Rosa", phone="601-555-0123")
    page = page_of(client_of(ana))
    assert lit_in(page) == []
    assert 'href="/porch/ask/"' in page
    assert 'class="who__name">Rosa' in page


def test_rooms_are_near_and_online_soon_and_not_too_late_to_come_to(client_of, ana, now):
    ana.home_place = HERE_NAMED
    ana.save(update_fields=["home_place"])
    near, far = make_place(NEAR_JACKSON), make_place((34.7, -92.3))
    make_meeting("wed 12:10", name="Began online", attendance="online")
    make_meeting("wed 11:50", name="Long since", attendance="online")
    make_meeting("wed 12:25", name="Began in a room", place=near)
    make_meeting("wed 13:10", name="In a room", place=near)
    make_meeting("wed 13:20", name="Far off", place=far)
    make_meeting("wed 21:00", name="At night", place=near)
    assert rooms_in(page_of(client_of(ana))) == ["Began online", "In a room"]


def test_what_is_for_somebody_else_is_not_shown(client_of, ana, rosa, now):
    make_meeting("wed 13:00", name="Kin", attendance="online", terms=["pathway:family"])
    make_meeting("wed 13:10", name="Women", attendance="online", terms=["population:women"])
    make_meeting("wed 13:20", name="Everybody", attendance="online")
    assert rooms_in(page_of(client_of(ana))) == ["Everybody"]
    change_account(rosa, Account.FAMILY, own(rosa, NOW))
    assert rooms_in(page_of(client_of(rosa))) == ["Kin"]


def test_where_no_hours_are_known_no_line_is_called_open(client_of, db, now):
    page = page_of(client_of(make_person("Lía", country="AR", zone="America/Argentina/Salta")))
    main = page.split("<main")[1]
    assert "Lines that are open" not in main
    assert 'href="tel:' in main


def test_looking_writes_nothing(client_of, ana, ben, now):
    both(ana, ben)
    shows_light(ben)
    client = client_of(ana)
    page_of(client)
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keystore"]) as keys,
    ):
        page_of(client)
    said = [query["sql"] for query in (*main, *keys)]
    assert [sql for sql in said if re.match(r"\s*(INSERT|UPDATE|DELETE)", sql, re.I)] == []


@pytest.mark.parametrize("path", ["/porch/", "/porch/light/", "/people/"])
def test_many_lights_cost_what_one_costs(client_of, ana, now, path):
    def tie_one(number: int) -> None:
        other = make_person(f"Other {number}")
        both_named(ana, other, number)
        shows_light(other)

    tie_one(0)
    client = client_of(ana)
    client.get(path)
    with_one = queries_of(client, path)
    for number in range(1, 8):
        tie_one(number)
    client.get(path)
    assert queries_of(client, path) == with_one


def both_named(person, other, number):
    for owner, account, name in ((person, other, f"Other {number}"), (other, person, "Ana")):
        tie = make_tie(owner, name)
        Tie.objects.filter(pk=tie.pk).update(account=account)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("path", ["/porch/", "/porch/light/"])
def test_both_pages_are_drawn_in_both_languages(client_of, ana, ben, now, language, path):
    both(ana, ben)
    shows_light(ben)
    client = client_of(ben if "light" in path else ana)
    client.post("/language/", {"language": language})
    page = client.get(path).content.decode()
    assert f'<html lang="{language}"' in page
    assert ("hasta las 2:30" in page) == (language == "es")
    assert "<script>" not in page


def test_the_porch_and_ones_own_light_are_led_to(client_of, ana, rosa, now):
    make_tie(ana, "Ben", phone="601-555-0134")
    change_account(rosa, Account.FAMILY, own(rosa, NOW))
    make_check_in(ana, mood=1, urge=9, talk="none")
    anas, rosas = client_of(ana), client_of(rosa)
    for client, path, led_to in (
        (anas, "/people/", "/porch/"),
        (anas, "/people/", "/porch/light/"),
        (anas, "/today/", "/porch/"),
        (anas, "/help/", "/porch/"),
        (anas, "/me/", "/porch/light/"),
        (rosas, "/home/", "/porch/light/"),
        (rosas, "/porch/", "/porch/light/"),
        (rosas, "/porch/light/", "/porch/"),
    ):
        assert f'href="{led_to}"' in client.get(path).content.decode(), (path, led_to)
    assert b"/porch/" not in anas.get("/help/us/?lang=en").content
