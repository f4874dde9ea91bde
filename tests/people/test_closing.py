"""Deleting an account: closed at once for seven days, or gone at once; both with the passphrase."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from porchlight.checkins.models import CheckIn
from porchlight.circles.access import handed_over
from porchlight.directory.moderation.actions import suggest_correction
from porchlight.directory.publish.feeds.actions import make_calendar_feed
from porchlight.directory.queries.corrections import waiting_corrections
from porchlight.people import closing
from porchlight.people.actions import replace_recovery_codes, set_passphrase
from porchlight.people.keystore.models import OwnerKey
from porchlight.people.models import CAN_RETURN_FOR, Person, Visit
from porchlight.people.passphrases import words
from porchlight.people.signing_in import sign_in_index
from porchlight.schedule import all_jobs
from tests.directory.listings import make_meeting
from tests.make import NOW, decision_of, make_check_in, make_person
from tests.people.test_sign_in import plain

WORDS, MOMENT = "four green porch chairs", timedelta(seconds=1)
JOINING = {"name": "Robin", "adult": "on", "account": "recovery", "zone": "America/Chicago"}


@pytest.fixture
def robin(now):
    make_check_in(person := make_person("Robin", WORDS), note="mine")
    return person


def sign_in(passphrase: str = WORDS, client: Client | None = None, **more: str):
    typed = {"name": "Robin", "passphrase": passphrase, **more}
    return (client or Client()).post("/sign-in/", typed)


def is_signed_in(client: Client) -> bool:
    return client.get("/today/").status_code == 200


def is_open(person: Person) -> bool:
    return Person.objects.filter(pk=person.pk, closed_at=None).exists()


def is_erased(person: Person) -> bool:
    is_here = Person.objects.filter(pk=person.pk).exists()
    has_keys = OwnerKey.objects.filter(owner_id=person.pk).exists()
    assert is_here == has_keys
    return not is_here


def close(client_of, person: Person, **more: str):
    return client_of(person).post("/me/leave/", {"passphrase": WORDS, **more})


# --- asking -------------------------------------------------------------------------------------


def test_a_look_at_the_page_closes_nothing(client_of, robin):
    assert client_of(robin).get("/me/leave/").status_code == 200
    assert is_open(robin)


@pytest.mark.parametrize("button", [{}, {"now": "1"}], ids=["close", "now"])
@pytest.mark.parametrize("typed", ["", "four green porch tables"])
def test_without_the_passphrase_nothing_happens(client_of, robin, button, typed):
    """Somebody with the phone in hand cannot take a person's diary away from them."""
    answer = client_of(robin).post("/me/leave/", {"passphrase": typed, **button})
    assert answer.status_code == 422
    assert "passphrase" in answer.context["form"].errors
    assert is_open(robin)
    assert not typed or typed not in answer.content.decode()


def test_the_passphrase_cannot_be_guessed_here_either(client_of, robin):
    client = client_of(robin)
    tries = [client.post("/me/leave/", {"passphrase": f"guess number {n}"}) for n in range(11)]
    assert [answer.status_code for answer in tries] == [422] * 10 + [429]
    assert client.post("/me/leave/", {"passphrase": WORDS}).status_code == 429
    assert is_open(robin)


def test_enter_in_the_field_means_the_way_that_can_be_undone(client_of, robin):
    page = client_of(robin).get("/me/leave/").content.decode().partition("<main")[2]
    assert page.index("<button class") < page.index('name="now"')


def test_a_made_up_person_without_a_passphrase_is_not_asked_for_one(client_of, ana, now):
    client = client_of(ana)
    assert "passphrase" not in client.get("/me/leave/").context["form"].fields
    assert client.post("/me/leave/").status_code == 200
    assert not is_open(ana)


# --- closed -------------------------------------------------------------------------------------


def test_closing_signs_out_everywhere_and_keeps_what_was_written(client_of, robin, ben):
    here, elsewhere, other = client_of(robin), client_of(robin), client_of(ben)
    assert is_signed_in(elsewhere)
    answer = here.post("/me/leave/", {"passphrase": WORDS})
    assert answer.status_code == 200
    assert not is_signed_in(here)
    assert not is_signed_in(elsewhere)
    assert is_signed_in(other)
    assert Visit.objects.count() == 1
    assert not is_erased(robin)
    assert CheckIn.objects.filter(person=robin).exists()


@pytest.mark.parametrize("button", [{}, {"now": "1"}], ids=["closed", "deleted"])
def test_the_last_page_has_no_tabs_and_no_me(client_of, robin, button):
    page = close(client_of, robin, **button).content.decode()
    assert 'class="tabs' not in page
    assert "/me/" not in page


def test_a_visit_that_slipped_through_is_nobodys(robin):
    """Signed in by another process at the very moment of closing."""
    late = Client()
    closing.close_account(robin, NOW)
    late.force_login(robin)
    assert not is_signed_in(late)


def test_to_others_a_closed_account_is_one_that_never_was(client_of, robin):
    close(client_of, robin)
    closed, unknown = sign_in("a wrong passphrase"), Client().post(
        "/sign-in/", {"name": "Nobody", "passphrase": "a wrong passphrase"}
    )  # fmt: skip
    assert closed.status_code == unknown.status_code == 422
    assert plain(closed).replace("Robin", "X") == plain(unknown).replace("Nobody", "X")
    assert closed.headers.keys() == unknown.headers.keys()
    typed = JOINING | {"passphrase": "another one, quite as long"}
    stranger = Client()
    assert stranger.post("/join/", typed)["Location"] == "/today/"
    assert stranger.session["_auth_user_id"] != str(robin.pk)


def test_a_closed_account_costs_a_stranger_as_many_queries_as_an_unknown_one(client_of, robin):
    close(client_of, robin)
    counts = []
    for name in ("Robin", "Nobody"):
        Client().post("/sign-in/", {"name": name, "passphrase": "x" * 20})  # counted once before
        with CaptureQueriesContext(connection) as queries:
            Client().post("/sign-in/", {"name": name, "passphrase": "x" * 20})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_what_a_closed_account_sent_to_the_hosts_is_seen_by_nobody(client_of, robin, mo):
    meeting = make_meeting("wed 19:00")
    sent = suggest_correction(robin, meeting, "time", "It is at eight.", NOW)
    host = client_of(mo)
    assert "It is at eight." in host.get("/meet/corrections/").content.decode()
    close(client_of, robin)
    assert "It is at eight." not in host.get("/meet/corrections/").content.decode()
    assert not waiting_corrections().exists()
    assert not handed_over(mo, type(sent), [sent.pk], NOW)[sent.pk].allowed
    assert host.post(f"/meet/corrections/{sent.pk}/", {"key": str(uuid4())}).status_code == 404
    Person.objects.filter(pk=robin.pk).update(closed_at=None)
    assert "It is at eight." in host.get("/meet/corrections/").content.decode()


def test_the_calendar_address_of_a_closed_account_leads_nowhere(client, client_of, robin):
    address = f"/feeds/saved/{make_calendar_feed(robin, NOW, in_full=False)}.ics"
    assert client.get(address).status_code == 200
    close(client_of, robin)
    assert client.get(address).status_code == 404


def test_the_gate_opens_nothing_of_a_closed_account_even_to_itself(robin):
    closing.close_account(robin, NOW)
    robin.refresh_from_db()
    assert not decision_of(robin).allowed


# --- coming back --------------------------------------------------------------------------------


def asked_again(client: Client, **more: str):
    """Sign in to the closed account and answer what is asked."""
    asked = sign_in(client=client)
    assert asked.status_code == 200
    assert "_auth_user_id" not in client.session
    return client.post("/come-back/account/", {"token": asked.context["token"], **more})


@pytest.mark.parametrize("later", [timedelta(0), CAN_RETURN_FOR - MOMENT])
def test_within_seven_days_the_same_words_lead_back(client_of, robin, later):
    close(client_of, robin)
    client = Client()
    with time_machine.travel(NOW + later, tick=False):
        answer = asked_again(client)
        assert (answer.status_code, answer["Location"]) == (303, "/today/")
        assert is_signed_in(client)
    assert is_open(robin)


def test_joining_with_the_same_name_and_suggested_words_asks_too(client_of, robin):
    suggested = " ".join(words("en")[:4])
    set_passphrase(robin, sign_in_index(robin.name_index, suggested))
    client_of(robin).post("/me/leave/", {"passphrase": suggested})
    typed = JOINING | {"passphrase": suggested}
    client = Client()
    asked = client.post("/join/", typed)
    assert asked.context["token"]
    assert "_auth_user_id" not in client.session
    assert Person.objects.count() == 1


def test_a_recovery_code_leads_back_too(client_of, robin):
    code = replace_recovery_codes(robin)[0]
    close(client_of, robin)
    client = Client()
    asked = client.post("/come-back/", {"code": code, "passphrase": "a quiet walk by the water"})
    assert asked.status_code == 200
    client.post("/come-back/account/", {"token": asked.context["token"]})
    assert is_signed_in(client)


def test_coming_back_leads_to_the_page_one_was_on_the_way_to(client_of, robin):
    close(client_of, robin)
    client = Client()
    asked = sign_in(client=client, next="/people/?near=outer")
    page = asked.content.decode()
    assert '<input type="hidden" name="next" value="/people/?near=outer">' in page
    sent = {"token": asked.context["token"], "next": "/people/?near=outer"}
    assert client.post("/come-back/account/", sent)["Location"] == "/people/?near=outer"


def test_deleting_can_be_chosen_on_the_way_back(client_of, robin):
    close(client_of, robin)
    answer = asked_again(Client(), now="1")
    assert answer.status_code == 200
    assert is_erased(robin)


def test_a_token_is_of_one_closing_and_of_a_quarter_of_an_hour(client_of, robin):
    close(client_of, robin)
    robin.refresh_from_db()
    token = closing.return_token(robin)
    with time_machine.travel(NOW + closing.TOKEN_LIVES_FOR + MOMENT, tick=False):
        assert _answer(token)["Location"] == "/sign-in/"
    assert not is_open(robin)
    assert _answer(token)["Location"] == "/today/"
    assert _answer(token)["Location"] == "/sign-in/"  # it is open: there is nothing to undo
    closing.close_account(robin, NOW + timedelta(minutes=1))
    assert _answer(token)["Location"] == "/sign-in/"
    assert not is_open(robin)


def _answer(token: str):
    return Client().post("/come-back/account/", {"token": token})


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "WyJ4Il0:1:2"])
def test_a_made_up_token_leads_to_signing_in(robin, token):
    answer = _answer(token)
    assert (answer.status_code, answer["Location"]) == (303, "/sign-in/")


def test_nobody_can_join_with_the_words_of_a_closed_account(client_of, robin):
    """They hear that many use them."""
    close(client_of, robin)
    typed = JOINING | {"passphrase": WORDS}
    form = Client().post("/join/", typed).context["form"]
    assert form.has_error("passphrase", "too-common")
    assert asked_again(Client())["Location"] == "/today/"


# --- seven days later ---------------------------------------------------------------------------


def test_the_job_is_on_the_list():
    (job,) = [job for job in all_jobs() if job.do is closing.erase_closed_accounts]
    assert job.every <= timedelta(hours=1)


def test_after_seven_days_keys_and_rows_are_destroyed_and_not_a_moment_before(
    client_of, robin, ben
):
    bens = make_check_in(ben, note="his")
    close(client_of, robin)
    closing.erase_closed_accounts(NOW + CAN_RETURN_FOR - MOMENT)
    assert not is_erased(robin)
    closing.erase_closed_accounts(NOW + CAN_RETURN_FOR)
    assert is_erased(robin)
    assert list(CheckIn.objects.all()) == [bens]
    closing.erase_closed_accounts(NOW + CAN_RETURN_FOR)
    assert not is_erased(ben)


def test_after_seven_days_nobody_gets_in_even_before_the_job_has_come(client_of, robin):
    close(client_of, robin)
    robin.refresh_from_db()
    token = closing.return_token(robin)
    with time_machine.travel(NOW + CAN_RETURN_FOR, tick=False):
        late = sign_in()
        assert late.status_code == 422
        assert plain(late).count("token") == plain(sign_in("a wrong passphrase")).count("token")
        assert _answer(token)["Location"] == "/sign-in/"
        assert not closing.reopen_account(robin, NOW + CAN_RETURN_FOR)
    assert not is_open(robin)


def test_after_seven_days_a_code_and_joining_find_nobody_either(client_of, robin):
    code = replace_recovery_codes(robin)[0]
    close(client_of, robin)
    with time_machine.travel(NOW + CAN_RETURN_FOR, tick=False):
        typed = {"code": code, "passphrase": "a quiet walk by the water"}
        assert Client().post("/come-back/", typed).status_code == 422
        typed = JOINING | {"passphrase": WORDS}
        anew = Client()
        assert anew.post("/join/", typed)["Location"] == "/today/"
        assert anew.session["_auth_user_id"] != str(robin.pk)


def test_a_clock_that_is_set_back_erases_nothing_and_lets_the_person_back(client_of, robin):
    close(client_of, robin)
    last_year = NOW - timedelta(days=365)
    closing.erase_closed_accounts(last_year)
    assert not is_erased(robin)
    client = Client()
    with time_machine.travel(last_year, tick=False):
        assert asked_again(client)["Location"] == "/today/"
    assert is_open(robin)


def test_somebody_who_came_back_while_the_job_ran_stays(client_of, robin, monkeypatch):
    close(client_of, robin)
    erase_when_due = closing._erase_when_still_due

    def come_back_first(person_id, now):
        Person.objects.filter(pk=person_id).update(closed_at=None)
        erase_when_due(person_id, now)

    monkeypatch.setattr(closing, "_erase_when_still_due", come_back_first)
    closing.erase_closed_accounts(NOW + CAN_RETURN_FOR)
    assert is_open(robin)
    assert not is_erased(robin)


def test_one_account_that_cannot_be_erased_keeps_no_other_waiting(client_of, robin, now, caplog):
    other = make_person("Lou")
    close(client_of, robin)
    closing.close_account(other, NOW + MOMENT)
    erase, failed = closing.erase, []

    def fail_once(person):
        if not failed:
            failed.append(person.pk)
            raise OSError("no room")
        erase(person)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(closing, "erase", fail_once)
        closing.erase_closed_accounts(NOW + CAN_RETURN_FOR + MOMENT)
    assert failed == [robin.pk]
    assert not is_erased(robin)
    assert is_erased(other)
    assert str(robin.pk) in caplog.text
    closing.erase_closed_accounts(NOW + CAN_RETURN_FOR + MOMENT)
    assert is_erased(robin)


def test_closing_twice_counts_from_the_first_time(robin):
    closing.close_account(robin, NOW)
    closing.close_account(robin, NOW + timedelta(days=3))
    robin.refresh_from_db()
    assert robin.closed_at == NOW


# --- what a browser's history may send again ----------------------------------------------------


@pytest.mark.parametrize("end", ["/exit/", "/sign-out/"])
def test_after_leaving_the_form_that_held_the_passphrase_cannot_be_sent_again(
    client_of, robin, end
):
    """The page that asks "come back?" answers a form, which stays in the history with its words."""
    close(client_of, robin)
    browser = Client(enforce_csrf_checks=True)
    browser.get("/sign-in/")
    form_token = {"csrfmiddlewaretoken": browser.cookies["form"].value}
    asked = sign_in(client=browser, **form_token)
    again = {"token": asked.context["token"], **form_token}
    assert sign_in(client=browser, **form_token).context["token"]
    browser.post(end, form_token)
    assert sign_in(client=browser, **form_token).status_code == 403
    assert browser.post("/come-back/account/", again).status_code == 403
    assert not is_open(robin)
