"""Asking again is safe: the same form gives the same answer and one row."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
import time_machine
from django.db import connections
from django.test import Client

from porchlight.checkins.models import CheckIn
from porchlight.circles.models import Tie
from porchlight.people.jobs import tidy
from porchlight.people.models import Receipt
from porchlight.people.receipts import KEPT_FOR
from tests.forms import codes_of
from tests.make import NOW, TODAY, decision_of, make_person, make_tie

TAPS = {"mood": "4", "urge": "2", "contact": "good"}
COPIES = 50


def add(client, key: str, **typed: str):
    return client.post("/people/add/", {"key": key, "name": "Rosa", "near": "inner", **typed})


def names_of(person) -> list[str]:
    decision = decision_of(person)
    return [tie.card.open(decision)["name"] for tie in Tie.objects.filter(person=person)]


def test_the_same_form_twice_makes_one_row_and_the_same_answer(client_of, ana, now):
    client, key = client_of(ana), str(uuid4())
    first, again = add(client, key), add(client, key)
    assert first.status_code == again.status_code == 303
    assert first["Location"] == again["Location"]
    assert names_of(ana) == ["Rosa"]
    assert Receipt.objects.count() == 1


def test_a_copy_from_another_window_with_another_token_is_the_same_form(client_of, ana, now):
    key = str(uuid4())
    typed = {"csrfmiddlewaretoken": "one"}, {"csrfmiddlewaretoken": "two"}
    assert [add(client_of(ana), key, **more).status_code for more in typed] == [303, 303]
    assert names_of(ana) == ["Rosa"]


def test_the_same_key_with_other_words_is_refused_and_keeps_them(client_of, ana, now):
    client, key = client_of(ana), str(uuid4())
    add(client, key)
    answer = add(client, key, name="Beatriz", line="See you at nine")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'id="form-used"' in page
    assert "Beatriz" in page
    assert "See you at nine" in page
    assert names_of(ana) == ["Rosa"]


def test_the_same_key_at_another_address_is_refused(client_of, ana, now):
    client, key = client_of(ana), str(uuid4())
    tie = make_tie(ana)
    client.post(f"/people/{tie.pk}/remove/", {"key": key})
    assert client.post("/people/add/", {"key": key}).status_code == 422
    assert client.post("/today/", {"key": key, **TAPS}).status_code == 422
    assert not CheckIn.objects.exists()


def test_a_check_in_with_a_spent_key_stays_on_the_form_with_its_answers(client_of, ana, now):
    client, key = client_of(ana), str(uuid4())
    assert client.post("/today/", {"key": key, **TAPS}).status_code == 303
    answer = client.post("/today/", {"key": key, **TAPS, "mood": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert codes_of(answer) == {"__all__": ["form_used"]}
    assert 'class="error-summary' in page
    assert re.search(r'name="mood" value="1"[^>]* checked', page)
    fresh = re.search(r'name="key" value="([^"]+)"', page)[1]
    assert fresh != key
    assert client.post("/today/", {"key": fresh, **TAPS, "mood": "1"}).status_code == 303
    assert CheckIn.objects.get().mood.open(decision_of(ana)) == 1


def test_two_people_may_use_the_same_key(client_of, ana, ben, now):
    key = str(uuid4())
    assert add(client_of(ana), key).status_code == add(client_of(ben), key).status_code == 303
    assert (names_of(ana), names_of(ben)) == (["Rosa"], ["Rosa"])


@pytest.mark.parametrize("key", ["", "1", "not-a-key", "x" * 5_000])
def test_a_key_that_is_none_counts_as_new(client_of, ana, now, key):
    client = client_of(ana)
    assert [add(client, key).status_code for _ in range(2)] == [303, 303]
    assert names_of(ana) == ["Rosa", "Rosa"]


def test_a_form_that_was_refused_leaves_its_key_unspent(client_of, ana, now):
    client, key = client_of(ana), str(uuid4())
    assert add(client, key, name="").status_code == 422
    assert add(client, key).status_code == 303


def test_a_write_that_breaks_off_leaves_neither_row_nor_receipt(client_of, ana, now, monkeypatch):
    from porchlight.circles import actions

    client, key = client_of(ana), str(uuid4())
    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr(actions, "asdict", lambda card: {"name": object()})
        assert add(client, key).status_code == 500
    assert not Receipt.objects.exists()
    assert not Tie.objects.exists()
    assert add(client, key).status_code == 303


def test_a_removal_sent_twice_gets_the_same_answer(client_of, ana, now):
    tie, key, client = make_tie(ana), str(uuid4()), client_of(ana)
    answers = [client.post(f"/people/{tie.pk}/remove/", {"key": key}) for _ in range(2)]
    assert [(a.status_code, a["Location"]) for a in answers] == [(303, "/people/?done=removed")] * 2
    other_key = client.post(f"/people/{tie.pk}/remove/", {"key": str(uuid4())})
    assert other_key.status_code == 404


def test_a_check_in_retried_after_midnight_stays_on_its_day(client_of, ana):
    key = str(uuid4())
    with time_machine.travel("2026-11-19T05:59:50Z", tick=False):  # 23:59:50 in Mississippi
        first = client_of(ana).post("/today/", {"key": key, **TAPS})
    with time_machine.travel("2026-11-19T06:00:20Z", tick=False):
        again = client_of(ana).post("/today/", {"key": key, **TAPS})
    assert first.status_code == again.status_code == 303
    assert CheckIn.objects.get().day == date(2026, 11, 18)


def test_receipts_are_kept_thirty_days_and_then_dropped(client_of, ana, now):
    client, key = client_of(ana), str(uuid4())
    add(client, key)
    tidy(NOW + KEPT_FOR)
    assert add(client, key)["Location"] == add(client, key)["Location"]
    assert names_of(ana) == ["Rosa"]
    tidy(NOW + KEPT_FOR + timedelta(seconds=1))
    assert not Receipt.objects.exists()


def test_a_receipt_tells_nothing_of_what_was_written(client_of, ana, now):
    key = str(uuid4())
    add(client_of(ana), key, line="the river was high")
    receipt = Receipt.objects.get()
    assert len(bytes(receipt.fingerprint)) == 32
    answer = receipt.answer.open(decision_of(ana))
    assert re.fullmatch(r"/people/[0-9a-f-]{36}/", answer)
    assert answer.encode() not in bytes(receipt.answer.envelope)


def test_receipts_do_not_tell_a_step_that_was_taken_from_one_that_was_not(client_of, ana, ben, now):
    """Where a step leads is what was answered: whom to call, which meeting, or back to Today."""
    step = {"kind": "text", "name": "Rosa"}
    taken = {**step, "answer": "taken", "tie": str(make_tie(ana, "Rosa").pk)}
    not_today = {**step, "answer": "not_today", "tie": str(make_tie(ben, "Rosa").pk)}
    led_to = [client_of(person).post("/steps/", {"key": str(uuid4()), **told})["Location"]
              for person, told in ((ana, taken), (ben, not_today))]  # fmt: skip
    assert led_to == [f"/people/{taken['tie']}/", "/today/"]
    sizes = {len(bytes(receipt.answer.envelope)) for receipt in Receipt.objects.all()}
    assert len(sizes) == 1


FORMS = {
    "an added person": ("/people/add/", {"name": "Rosa", "near": "inner"}, Tie),
    "a check-in": ("/today/", TAPS, CheckIn),
    "a whole day": (f"/check-ins/{TODAY}/", {**TAPS, "note": "high water"}, CheckIn),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.django_db(transaction=True, databases="__all__")
def test_fifty_copies_at_once_make_one_row_and_one_answer(form):
    path, typed, model = FORMS[form]
    ana = make_person("ana")
    typed, start = {**typed, "key": str(uuid4())}, Barrier(10)
    cookie = _visit_of(ana)

    def send(n: int) -> tuple[int, str]:
        client = Client()
        client.cookies["visit"] = cookie
        if n < 10:
            start.wait()
        try:
            answer = client.post(path, typed)
            return answer.status_code, answer.get("Location", "")
        finally:
            connections.close_all()

    with time_machine.travel(NOW, tick=False), ThreadPoolExecutor(10) as threads:
        answers = set(threads.map(send, range(COPIES)))
    assert len(answers) == 1
    assert answers.pop()[0] == 303
    assert model.objects.count() == 1
    assert Receipt.objects.count() == 1


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_two_tabs_that_save_one_day_at_once_leave_one_day():
    ana = make_person("ana")
    cookie, start = _visit_of(ana), Barrier(8)

    def send(n: int) -> int:
        client = Client()
        client.cookies["visit"] = cookie
        start.wait()
        try:
            return client.post("/today/", {**TAPS, "urge": str(n), "key": str(uuid4())}).status_code
        finally:
            connections.close_all()

    with time_machine.travel(NOW, tick=False), ThreadPoolExecutor(8) as threads:
        assert list(threads.map(send, range(8))) == [303] * 8
    assert CheckIn.objects.get().urge.open(decision_of(ana)) in range(8)


def _visit_of(person) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies["visit"].value
