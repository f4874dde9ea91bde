"""Recovery codes, one-time links, the first set-up, and leaving for good."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from porchlight.checkins.models import CheckIn
from porchlight.circles.access import community_name
from porchlight.circles.models import Tie
from porchlight.people import actions
from porchlight.people.actions import LINK_LIVES_FOR, found_community, make_link
from porchlight.people.highest_time import note_time
from porchlight.people.keystore.models import OwnerKey
from porchlight.people.models import (
    Community,
    HighestTime,
    OneTimeLink,
    Person,
    Receipt,
    RecoveryCode,
    Visit,
)
from porchlight.people.signing_in import has_passphrase_of
from tests.forms import codes_of
from tests.make import NOW, TODAY, make_check_in, make_person, make_tie

NEW = "a quiet walk by the water"
KIND = OneTimeLink.Kind
COME_BACK = reverse("recover")


def shown_codes(client) -> list[str]:
    return client.post("/me/codes/").context["codes"]


def test_eight_codes_are_shown_once_and_only_their_hash_is_kept(client_of, ana, now):
    client = client_of(ana)
    codes = shown_codes(client)
    assert len(set(codes)) == 8
    kept = set(RecoveryCode.objects.values_list("code_index", flat=True))
    assert len(kept) == 8
    assert not kept & set(codes)
    again = client.get("/me/codes/").content.decode()
    assert not any(code in again for code in codes)
    left = again.split('id="left"')[1].split("</p>")[0]
    assert re.findall(r"\d+", left) == ["8"]


def test_a_code_works_once_however_it_is_typed(client_of, ana, now):
    code = shown_codes(client_of(ana))[0]
    first = Client()
    answer = first.post(COME_BACK, {"code": code.upper().replace("-", " "), "passphrase": NEW})
    assert (answer.status_code, answer["Location"]) == (303, "/today/")
    assert first.get("/today/").status_code == 200
    ana.refresh_from_db()
    assert has_passphrase_of(ana, NEW)
    second = Client().post(COME_BACK, {"code": code, "passphrase": "some other passphrase"})
    assert second.status_code == 422
    assert codes_of(second) == {"code": ["no_code"]}
    assert 'id="id_code_error"' in second.content.decode()
    ana.refresh_from_db()
    assert has_passphrase_of(ana, NEW)


def test_coming_back_with_a_code_ends_every_other_visit(client_of, ana, now):
    partner_with_her_phone, herself = client_of(ana), client_of(ana)
    code = shown_codes(herself)[0]
    assert partner_with_her_phone.get("/today/").status_code == 200
    Client().post(COME_BACK, {"code": code, "passphrase": NEW})
    assert partner_with_her_phone.get("/today/").status_code == 302


def test_a_code_with_the_passphrase_of_a_namesake_is_not_spent_and_nothing_is_told(
    client_of, ana, now
):
    make_person("ana", NEW)
    code = shown_codes(client_of(ana))[0]
    answer = Client().post(COME_BACK, {"code": code, "passphrase": NEW})
    assert [e.code for e in answer.context["form"].errors.as_data()["passphrase"]] == ["too-common"]
    assert Client().post(COME_BACK, {"code": code, "passphrase": f"{NEW}!"}).status_code == 303


def test_new_codes_end_the_old_ones(client_of, ana, now):
    client = client_of(ana)
    old, fresh = shown_codes(client), shown_codes(client)
    assert Client().post(COME_BACK, {"code": old[0], "passphrase": NEW}).status_code == 422
    assert Client().post(COME_BACK, {"code": fresh[0], "passphrase": NEW}).status_code == 303


def test_a_code_with_a_weak_passphrase_is_not_spent(client_of, ana, now):
    code = shown_codes(client_of(ana))[0]
    answer = Client().post(COME_BACK, {"code": code, "passphrase": "short"})
    assert answer.status_code == 422
    assert f'value="{code}"' in answer.content.decode()
    assert RecoveryCode.objects.filter(used_at=None).count() == 8


@pytest.mark.parametrize("code", ["zzzz-zzzz-zzzz-zzzz", "-", "' OR 1=1", "ñ" * 40])
def test_a_made_up_code_lets_nobody_in(client, ana, now, code):
    answer = client.post(COME_BACK, {"code": code, "passphrase": NEW})
    assert answer.status_code == 422
    assert "_auth_user_id" not in client.session


def test_codes_cannot_be_guessed_from_one_place_for_long(client, now):
    typed = {"code": "zzzz-zzzz-zzzz-zzzz", "passphrase": NEW}
    assert [client.post(COME_BACK, typed).status_code for _ in range(41)] == [422] * 40 + [429]


def test_one_person_guessing_keeps_nobody_else_out(client_of, ana, now):
    """Tries are counted by where they come from, so a flood from one place ends there."""
    code = shown_codes(client_of(ana))[0]
    for _ in range(41):
        Client(REMOTE_ADDR="203.0.113.9").post(COME_BACK, {"code": "x", "passphrase": NEW})
    answer = Client(REMOTE_ADDR="203.0.113.10").post(COME_BACK, {"code": code, "passphrase": NEW})
    assert answer.status_code == 303


def test_a_crowd_can_join_on_one_evening(now):
    """A group of thirty in one room shares one address."""
    for n in range(30):
        typed = {"name": f"Member {n}", "passphrase": f"{n} {NEW}", "country": "US",
                 "zone": "America/Chicago", "language": "en", "adult": "on",
          "account": "recovery"}  # fmt: skip
        assert Client().post("/join/", typed).status_code == 303
    assert Person.objects.count() == 30


@pytest.mark.parametrize(
    ("days", "has_codes", "is_said"),
    [(0, False, False), (1, False, True), (20, False, True), (1, True, False)],
)
def test_codes_are_spoken_of_from_the_second_day_until_they_were_shown(
    client_of, ana, now, days, has_codes, is_said
):
    client = client_of(ana)
    if has_codes:
        shown_codes(client)
    with time_machine.travel(NOW + timedelta(days=days), tick=False):
        page = client.get("/me/")
    assert page.context["has_unseen_codes"] is is_said
    # Among the settings the page for codes is always linked.
    assert page.content.decode().count('href="/me/codes/"') == 1 + is_said


def test_the_second_day_is_the_persons_own(now):
    """Joined on Thursday morning in Auckland, which is Wednesday in UTC."""
    person = make_person("Aroha", zone="Pacific/Auckland", country="NZ")
    assert person.joined_on == TODAY + timedelta(days=1)
    assert not actions.has_unseen_codes(person, TODAY + timedelta(days=1))
    assert actions.has_unseen_codes(person, TODAY + timedelta(days=2))


# --- links --------------------------------------------------------------------------------------


def test_a_link_into_a_made_up_account_works_once(client, ana, now):
    token = make_link(KIND.TRY_DEMO, ana, NOW)
    answer = client.get(f"/sign-in/{token}/")
    assert (answer.status_code, answer["Location"]) == (303, "/today/")
    assert client.session["_auth_user_id"] == str(ana.pk)
    again = Client().get(f"/sign-in/{token}/")
    assert again.status_code == 422
    assert 'id="link-used-up"' in again.content.decode()


def test_looking_at_a_link_without_opening_it_does_not_use_it_up(client, ana, now):
    token = make_link(KIND.TRY_DEMO, ana, NOW)
    assert client.head(f"/sign-in/{token}/").status_code == 405
    assert client.get(f"/sign-in/{token}/").status_code == 303


@pytest.mark.parametrize(
    ("later", "status"),
    [(LINK_LIVES_FOR - timedelta(seconds=1), 303), (LINK_LIVES_FOR, 422)],
)
def test_a_link_ends_after_three_days(client, ana, now, later, status):
    token = make_link(KIND.TRY_DEMO, ana, NOW)
    with time_machine.travel(NOW + later, tick=False):
        assert client.get(f"/sign-in/{token}/").status_code == status


def test_a_used_an_ended_and_a_made_up_link_are_the_same_page(client, ana, now):
    ended = make_link(KIND.TRY_DEMO, ana, NOW - LINK_LIVES_FOR)
    used = make_link(KIND.TRY_DEMO, ana, NOW)
    client.get(f"/sign-in/{used}/")
    other_kind = make_link(KIND.SET_UP, None, NOW)
    pages = {
        Client().get(f"/sign-in/{token}/").content.split(b"<main")[1].split(b"</main>")[0]
        for token in (used, ended, other_kind, "made-up")
    }
    assert len(pages) == 1


YEAR = timedelta(days=365)


@pytest.mark.parametrize("kind", [KIND.TRY_DEMO, KIND.SET_UP])
def test_a_link_that_ended_does_not_live_again_when_the_clock_goes_back(ana, kind):
    token = make_link(kind, ana, NOW)
    note_time(NOW + LINK_LIVES_FOR)
    assert not actions.can_set_up(token, NOW)
    with pytest.raises(actions.LinkUsedUp):
        actions.use_link(token, kind, NOW)
    HighestTime.objects.all().delete()  # the control: without the time kept it would
    assert actions.use_link(token, kind, NOW).token_index


def test_a_link_made_before_or_after_a_clock_is_put_right_lives_for_three_days_that_passed(ana):
    made_ahead = make_link(KIND.TRY_DEMO, ana, NOW + YEAR)
    made_after = make_link(KIND.TRY_DEMO, ana, NOW)
    almost = NOW + YEAR + LINK_LIVES_FOR - timedelta(minutes=1)
    note_time(almost)  # as the heartbeat carries it on
    assert actions.use_link(made_ahead, KIND.TRY_DEMO, NOW + LINK_LIVES_FOR)
    note_time(almost + timedelta(minutes=1))
    with pytest.raises(actions.LinkUsedUp):
        actions.use_link(made_after, KIND.TRY_DEMO, NOW + LINK_LIVES_FOR)


def test_the_database_holds_no_token(ana, now):
    token = make_link(KIND.TRY_DEMO, ana, NOW)
    assert OneTimeLink.objects.get().token_index != token


# --- the first set-up ---------------------------------------------------------------------------

SET_UP = {"community": "The Long Table", "name": "Mo", "passphrase": NEW, "country": "US",
          "zone": "America/Chicago", "language": "en", "adult": "on",
          "account": "recovery"}  # fmt: skip


def test_the_first_link_names_the_community_and_makes_its_host(client, now):
    path = f"/set-up/{make_link(KIND.SET_UP, None, NOW)}/"
    assert client.get(path).status_code == 200
    answer = client.post(path, SET_UP)
    assert (answer.status_code, answer["Location"]) == (303, "/today/")
    assert community_name(NOW) == "The Long Table"
    community = Community.objects.get()
    assert (community.country, community.zone) == ("US", "America/Chicago")
    assert not Community.objects.get().is_demo
    assert Person.objects.get().is_host
    assert client.get(path).status_code == 422
    assert client.post(path, SET_UP).status_code == 422
    assert Person.objects.count() == 1


def test_answers_that_are_off_do_not_use_the_link_up(client, now):
    path = f"/set-up/{make_link(KIND.SET_UP, None, NOW)}/"
    assert client.post(path, {**SET_UP, "zone": "Nowhere"}).status_code == 422
    assert client.post(path, SET_UP).status_code == 303


def test_a_second_link_from_another_start_is_worth_nothing_once_there_is_a_community(client, now):
    first, second = (f"/set-up/{make_link(KIND.SET_UP, None, NOW)}/" for _ in range(2))
    assert client.post(first, SET_UP).status_code == 303
    for answer in (Client().get(second), Client().post(second, {**SET_UP, "name": "Eve"})):
        assert answer.status_code == 422
        assert 'id="link-used-up"' in answer.content.decode()
    assert Community.objects.count() == Person.objects.count() == 1


def test_a_demo_is_not_taken_over_with_an_old_link(client, now):
    path = f"/set-up/{make_link(KIND.SET_UP, None, NOW)}/"
    found_community("Made up", is_demo=True, at=NOW)
    assert client.post(path, SET_UP).status_code == 422
    assert not Person.objects.exists()


def test_a_sign_in_link_does_not_set_up(client, ana, now):
    token = make_link(KIND.TRY_DEMO, ana, NOW)
    assert client.get(f"/set-up/{token}/").status_code == 422


# --- where --------------------------------------------------------------------------------------


def test_where_i_am_can_be_changed_at_any_time(client_of, ana, now):
    client = client_of(ana)
    typed = {"language": "es", "country": "MX", "zone": "Pacific/Kiritimati"}
    assert client.post("/me/where/", typed)["Location"] == "/me/"
    ana.refresh_from_db()
    assert (ana.language, ana.country, ana.zone) == ("es", "MX", "Pacific/Kiritimati")
    assert '<html lang="es"' in client.get("/me/").content.decode()


def test_a_zone_that_does_not_exist_changes_nothing(client_of, ana, now):
    typed = {"language": "es", "country": "MX", "zone": "Pacific/Atlantis"}
    answer = client_of(ana).post("/me/where/", typed)
    assert answer.status_code == 422
    assert codes_of(answer) == {"zone": ["invalid_choice"]}
    assert 'id="id_zone_error"' in answer.content.decode()
    ana.refresh_from_db()
    assert ana.zone == "America/Chicago"


# --- leaving ------------------------------------------------------------------------------------


def test_deleting_now_takes_keys_rows_and_every_visit_at_once(client_of, ana, ben, now):
    make_tie(ana, "Ben")
    check_in = make_check_in(ana, note="mine")
    bens = make_check_in(ben, note="his")
    here, elsewhere = client_of(ana), client_of(ana)
    other = client_of(ben)
    for client in (here, elsewhere, other):
        client.get("/today/")
    here.post("/people/add/", {"key": str(uuid4()), "name": "Rosa", "near": "inner"})
    answer = here.post("/me/leave/", {"now": "1"})
    assert answer.status_code == 200
    assert answer.context["is_deleted"]
    assert not OwnerKey.objects.filter(owner_id=ana.pk).exists()
    for model in (Person, CheckIn, Tie, Receipt, RecoveryCode):
        owner = "pk" if model is Person else "person_id"
        assert not model.objects.filter(**{owner: ana.pk}).exists()
    assert here.get("/today/").status_code == elsewhere.get("/today/").status_code == 302
    assert other.get("/today/").status_code == 200
    assert Visit.objects.count() == 1
    assert not CheckIn.objects.filter(pk=check_in.pk).exists()
    assert CheckIn.objects.get() == bens


def test_when_the_rows_cannot_be_deleted_nothing_has_happened(ana, now, monkeypatch):
    make_check_in(ana, note="mine")

    def fail(self, *args, **kwargs):
        raise OSError("no room")

    monkeypatch.setattr(Person, "delete", fail)
    with pytest.raises(OSError, match="no room"):
        actions.erase(ana)
    assert OwnerKey.objects.filter(owner_id=ana.pk).exists()


def test_after_leaving_the_same_name_can_join_anew(client, now):
    typed = {"name": "Robin", "passphrase": NEW, "country": "US", "zone": "America/Chicago",
             "language": "en", "adult": "on",
          "account": "recovery"}  # fmt: skip
    client.post("/join/", typed)
    first = Person.objects.get()
    client.post("/me/leave/", {"passphrase": NEW, "now": "1"})
    client.post("/join/", typed)
    assert Person.objects.get().pk != first.pk


def test_erasing_twenty_people_leaves_nothing_readable_and_the_others_whole(ben, now):
    kept = make_check_in(ben, note="his")
    crowd = [make_person(f"somebody {n}") for n in range(20)]
    for person in crowd:
        make_check_in(person, note="theirs")
    for person in crowd:
        actions.erase(person)
    assert list(CheckIn.objects.all()) == [kept]
    assert list(OwnerKey.objects.values_list("owner_id", flat=True)) == [ben.pk]
