"""The choice to keep a copy on one device, and the page that its worker keeps."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError

from porchlight.directory.models import Saved, Service
from porchlight.people.models import Person
from porchlight.web.device import DEVICE_COOKIE, owner_mark
from porchlight.web.device_views import OWNER_HEADER
from tests.conftest import NOW
from tests.directory.listings import make_meeting
from tests.growth import assert_does_not_grow
from tests.make import make_tie

COPY = "/me/device/copy/"
ClientOf = Callable[[Person], Any]
pytestmark = pytest.mark.usefixtures("now")


def mark_on(answer: Any) -> str | None:
    """What the page tells the worker: a mark, "" for nobody, None for "touch nothing"."""
    found = re.search(r'<html[^>]* data-device="([^"]*)"', answer.content.decode())
    return found[1] if found else None


def save(person: Person, meeting: Service) -> None:
    Saved.objects.create(person=person, service=meeting, saved_at=NOW)


def choose(client: Any, keep: str) -> Any:
    return client.post("/me/device/", {"keep": keep})


def test_nothing_is_kept_until_somebody_chooses_it(ana: Person, client_of: ClientOf) -> None:
    client = client_of(ana)
    assert mark_on(client.get("/people/")) == ""
    assert client.get(COPY).status_code == 404


def test_the_choice_is_one_devices_and_can_be_taken_back(ana: Person, client_of: ClientOf) -> None:
    phone, other = client_of(ana), client_of(ana)
    answer = choose(phone, "yes")
    assert answer.status_code == 303
    cookie = answer.cookies[DEVICE_COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert mark_on(phone.get("/people/")) == owner_mark(ana)
    assert mark_on(other.get("/people/")) == ""
    choose(phone, "no")
    assert mark_on(phone.get("/people/")) == ""
    assert phone.get(COPY).status_code == 404


def test_an_answer_that_is_none_changes_nothing(ana: Person, client_of: ClientOf) -> None:
    client = client_of(ana)
    choose(client, "yes")
    for odd in ({}, {"keep": "maybe"}):
        client.post("/me/device/", odd)
        assert mark_on(client.get("/people/")) == owner_mark(ana)


def test_another_person_on_the_device_finds_nothing(
    ana: Person, ben: Person, client_of: ClientOf
) -> None:
    client = client_of(ana)
    choose(client, "yes")
    client.force_login(ben)
    assert mark_on(client.get("/people/")) == ""
    assert client.get(COPY).status_code == 404


@pytest.mark.parametrize("way_out", ["/sign-out/", "/exit/"])
def test_after_the_visit_every_page_says_that_nothing_may_be_kept(
    ana: Person, client_of: ClientOf, way_out: str
) -> None:
    client = client_of(ana)
    choose(client, "yes")
    client.post(way_out)
    assert mark_on(client.get("/")) == ""
    assert mark_on(client.get("/sign-in/")) == ""
    assert client.get(COPY).status_code == 302


def test_pages_that_are_the_same_for_everybody_touch_nothing(
    ana: Person, client_of: ClientOf
) -> None:
    client = client_of(ana)
    choose(client, "yes")
    for path in ("/offline/", "/help/us/", "/help/us/steps/", "/clouds/"):
        assert mark_on(client.get(path)) is None, path


def test_a_database_that_does_not_answer_is_no_reason_to_delete(
    ana: Person, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(ana)
    choose(client, "yes")

    def gone(*_: object) -> None:
        raise OperationalError("disk I/O error")

    monkeypatch.setattr("porchlight.web.middleware._person_of", gone)
    for path, status in (("/people/", 503), ("/help/us/", 200)):
        answer = client.get(path)
        assert (answer.status_code, mark_on(answer)) == (status, None)


def test_the_copy_has_people_lines_and_meetings_and_is_not_stored_by_itself(
    ana: Person, client_of: ClientOf
) -> None:
    make_tie(ana, name="Lou Marigold", phone="+1 601 555 0100", line="Meet me at the bridge")
    by_phone = {"conference_phone": "+16055550150", "passcode": "84375"}
    meeting = make_meeting("wed 19:00", name="Evening light", attendance="online", joining=by_phone)
    save(ana, meeting)
    client = client_of(ana)
    choose(client, "yes")
    answer = client.get(COPY)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers[OWNER_HEADER] == owner_mark(ana)
    page = answer.content.decode()
    for found in ("Lou Marigold", "tel:+16015550100", "sms:+16015550100", "Meet me at the bridge",
                  "Evening light", "tel:+16055550150", "84375"):  # fmt: skip
        assert found in page


def test_somebody_elses_people_are_not_in_it(ana: Person, ben: Person, client_of: ClientOf) -> None:
    make_tie(ben, name="Canary Finch")
    client = client_of(ana)
    choose(client, "yes")
    assert "Canary Finch" not in client.get(COPY).content.decode()


def test_the_copy_asks_as_often_for_twenty_as_for_ten(ana: Person, client_of: ClientOf) -> None:
    client = client_of(ana)
    choose(client, "yes")

    def add(n: int) -> None:
        make_tie(ana, name=f"Somebody {n}")
        save(ana, make_meeting("wed 19:00"))

    assert_does_not_grow(client, COPY, add)


def test_the_mark_says_nothing_of_the_account(ana: Person) -> None:
    assert re.fullmatch(r"[0-9a-f]{32}", owner_mark(ana))
    assert str(ana.pk).replace("-", "") not in owner_mark(ana)
