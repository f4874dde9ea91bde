"""Where I am signed in: each device in plain words, and the ways to end one or all."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from porchlight.people.devices import device_words
from porchlight.people.models import Visit
from porchlight.people.sessions.store import key_index
from tests.growth import queries_of
from tests.make import NOW, decision_of, make_person, make_visit

WORDS = "four green porch chairs"
PHONE = "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"


def sign_in(user_agent: str = PHONE) -> Client:
    client = Client(headers={"User-Agent": user_agent})
    assert client.post("/sign-in/", {"name": "Robin", "passphrase": WORDS}).status_code == 303
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/today/").status_code == 200


@pytest.fixture
def robin(now):
    return make_person("Robin", WORDS, zone="Pacific/Auckland")


def test_a_sign_in_is_listed_by_device_and_the_persons_own_day(robin):
    client = sign_in()
    (visit,) = client.get("/visits/").context["visits"]
    assert (visit.device, visit.browser) == (device_words("phone"), "Firefox")
    assert str(visit.since) == "2026-11-19"
    assert visit.is_this


def test_what_is_kept_of_a_device_is_sealed_and_no_more_than_three_words(robin):
    sign_in()
    visit = Visit.objects.get()
    assert visit.device.open(decision_of(robin)) == {
        "kind": "phone", "browser": "Firefox", "day": "2026-11-19"}  # fmt: skip
    assert b"Firefox" not in bytes(visit.device.envelope)
    assert {field.name for field in Visit._meta.get_fields()} == {
        "id", "key_index", "person", "content", "device", "expires_at",
        "is_locked", "wrong_pins"}  # fmt: skip


def test_this_one_comes_first_and_then_the_newest(robin):
    make_visit(robin, day="2026-11-02", browser="Chrome")
    client = sign_in()
    make_visit(robin, day="2026-11-10", browser="Safari")
    assert [visit.browser for visit in client.get("/visits/").context["visits"]] == [
        "Firefox", "Safari", "Chrome"]  # fmt: skip


def test_another_device_is_signed_out_and_this_one_stays(robin):
    here, there = sign_in(), sign_in()
    (visit,) = [v for v in here.get("/visits/").context["visits"] if not v.is_this]
    answer = here.post(f"/visits/{visit.pk}/end/")
    assert (answer.status_code, answer["Location"]) == (303, "/visits/")
    assert is_signed_in(here)
    assert not is_signed_in(there)


def test_ending_this_one_is_signing_out(robin):
    client = sign_in()
    client.get("/visits/")
    (visit,) = client.get("/visits/").context["visits"]
    answer = client.post(f"/visits/{visit.pk}/end/")
    assert answer["Location"] == "/"
    assert client.cookies["form"].value == ""
    assert not is_signed_in(client)
    assert not Visit.objects.exists()


@pytest.mark.parametrize(("sent", "is_here"), [({}, True), ({"here": "1"}, False)])
def test_everywhere_else_and_everywhere(robin, ana, client_of, sent, is_here):
    here, others, hers = sign_in(), [sign_in() for _ in range(3)], client_of(ana)
    here.post("/visits/end/", sent)
    assert is_signed_in(here) is is_here
    assert not any(is_signed_in(other) for other in others)
    assert is_signed_in(hers)


def test_somebody_elses_visit_is_not_there_to_be_ended(robin, client_of, ana):
    client = client_of(ana)
    hers = Visit.objects.get(key_index=key_index(client.cookies["visit"].value))
    assert sign_in().post(f"/visits/{hers.pk}/end/").status_code == 404
    assert is_signed_in(client)


def test_a_visit_that_is_over_is_not_listed(robin):
    old = make_visit(robin)
    Visit.objects.filter(pk=old.pk).update(expires_at=NOW)
    assert len(sign_in().get("/visits/").context["visits"]) == 1


def test_a_visit_of_which_nothing_is_known_is_a_device(client_of, ana):
    (visit,) = client_of(ana).get("/visits/").context["visits"]
    assert (visit.device, visit.browser, visit.since) == (device_words(""), "", None)
    assert len({device_words(kind) for kind in ("phone", "tablet", "computer", "")}) == 4


def test_a_page_that_is_looked_at_writes_nothing_about_it(robin):
    client = sign_in()
    before = list(Visit.objects.values_list())
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        assert is_signed_in(client)
    assert list(Visit.objects.values_list()) == before


def test_ten_devices_cost_as_many_queries_as_twenty(robin):
    client = sign_in()
    for _ in range(9):
        make_visit(robin)
    ten = queries_of(client, "/visits/")
    for _ in range(10):
        make_visit(robin)
    assert queries_of(client, "/visits/") == ten
