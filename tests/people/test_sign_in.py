"""Signing in: the same answer, at the same cost, whoever is or is not here."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from porchlight.people import signing_in
from porchlight.people.models import Attempt
from porchlight.people.passphrases import words
from porchlight.people.signing_in import Argon2id, name_index
from tests.forms import codes_of
from tests.make import NOW, make_person, make_person_of_before

GOOD = "four green porch chairs"
BAD = "four green porch tables"


@pytest.fixture
def robin(now):
    return make_person("Robin", GOOD)


def sign_in(name: str = "Robin", passphrase: str = GOOD, client: Client | None = None, **more):
    return (client or Client()).post("/sign-in/", {"name": name, "passphrase": passphrase, **more})


def plain(answer) -> str:
    """The page without what differs between any two requests."""
    return re.sub(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"|hx-headers=\S*', "",
                  answer.content.decode())  # fmt: skip


@pytest.mark.parametrize("name", ["Robin", "robin", " ROBIN ", "Ｒｏｂｉｎ"])
def test_the_name_may_be_written_in_any_case_and_width(robin, client, name):
    answer = sign_in(name, client=client)
    assert (answer.status_code, answer["Location"]) == (303, "/today/")
    assert client.session["_auth_user_id"] == str(robin.pk)


def test_an_unknown_name_and_a_wrong_passphrase_get_the_same_page(robin):
    wrong, unknown = sign_in(passphrase=BAD), sign_in(name="Nobody", passphrase=BAD)
    assert wrong.status_code == unknown.status_code == 422
    assert plain(wrong).replace("Robin", "X") == plain(unknown).replace("Nobody", "X")
    assert codes_of(wrong) == codes_of(unknown) == {"__all__": ["no_match"]}
    assert 'class="error-summary' in plain(wrong)
    assert wrong.headers.keys() == unknown.headers.keys()


@pytest.fixture
def costs(monkeypatch):
    """How many times Argon2id ran, of either kind, since it was last asked."""
    counted = []
    hash_raw, encode = signing_in.hash_secret_raw, MD5PasswordHasher.encode

    def counting(secret, *more):
        assert not connection.in_atomic_block or connection.savepoint_ids == outside
        counted.append(secret)
        return hash_raw(secret, *more)

    def counting_before(self, password, salt):
        counted.append(password)
        return encode(self, password, salt)

    outside = list(connection.savepoint_ids)
    monkeypatch.setattr(signing_in, "hash_secret_raw", counting)
    monkeypatch.setattr(MD5PasswordHasher, "encode", counting_before)
    return counted


def cost_of(costs: list, client: Client | None = None, **typed: str) -> tuple[int, int, int]:
    """Status, hashes and queries of one try to sign in."""
    costs.clear()
    with CaptureQueriesContext(connection) as queries:
        answer = sign_in(client=client, **typed)
    return answer.status_code, len(costs), len(queries)


CROWDS = {"nobody of that name": 0, "one person": 1, "two people": 2, "fifty people": 50}
LISTED = " ".join(words("en")[:4])


@pytest.mark.parametrize("typed", [BAD, LISTED, LISTED.upper()])
@pytest.mark.parametrize("crowd", CROWDS)
def test_a_try_costs_one_hash_and_the_same_queries_whoever_is_here(now, costs, crowd, typed):
    for n in range(CROWDS[crowd]):
        make_person("Robin", f"{GOOD} {n}")
    sign_in("Nobody", BAD), sign_in("Robin", BAD)  # both are counted by then
    assert cost_of(costs, passphrase=typed)[:2] == (422, 1)
    assert cost_of(costs, passphrase=typed) == cost_of(costs, name="Nobody", passphrase=typed)


def test_the_control_that_hashes_once_more_for_a_taken_name_costs_more(robin, costs, monkeypatch):
    """As a site would that looks at each account; benchmarks/sign_in.py times the same."""

    def telling(of_name: str, passphrase: str) -> str:
        if of_name == signing_in.name_index("Robin"):
            index(of_name, passphrase)
        return index(of_name, passphrase)

    index = signing_in.sign_in_index
    monkeypatch.setattr(signing_in, "sign_in_index", telling)
    assert cost_of(costs, passphrase=BAD)[1] == 2
    assert cost_of(costs, name="Nobody", passphrase=BAD)[1] == 1


def test_a_try_that_works_costs_one_hash_too(robin, costs):
    assert cost_of(costs)[:2] == (303, 1)


OF_BEFORE = {"nobody": (), "one": ("Robin",), "two namesakes": ("Robin", "Robin"),
             "three and one": ("Robin", "Robin", "Robin", "Ana")}  # fmt: skip


@pytest.mark.parametrize("crowd", OF_BEFORE)
def test_while_there_are_hashes_of_before_each_try_costs_the_same_under_any_name(now, costs, crowd):
    for n, name in enumerate(OF_BEFORE[crowd]):
        make_person_of_before(name, f"{GOOD} {n}")
    most = OF_BEFORE[crowd].count("Robin")
    for name in ("Robin", "Ana", "Nobody"):
        sign_in(name, BAD)
        assert cost_of(costs, name=name, passphrase=BAD)[1] == 1 + most
        assert cost_of(costs, name=name, passphrase=LISTED.upper())[1] == 1 + 2 * most


def test_an_account_of_before_opens_and_is_brought_over_at_its_next_sign_in(now, costs):
    robin, other = (make_person_of_before("Robin", words) for words in (GOOD, BAD))
    client = Client()
    assert cost_of(costs, client)[:2] == (303, 3)
    assert client.session["_auth_user_id"] == str(robin.pk)
    assert client.get("/today/").status_code == 200
    assert cost_of(costs)[:2] == (303, 1)
    robin.refresh_from_db()
    other.refresh_from_db()
    assert (robin.password, robin.has_usable_password()) == ("", True)
    assert (other.sign_in_index, other.has_usable_password()) == (None, True)


def test_the_real_hash_is_argon2id_with_the_memory_it_promises(monkeypatch):
    monkeypatch.undo()
    assert (signing_in.MEMORY_KIB, signing_in.PASSES, signing_in.LANES) == (19_456, 2, 1)
    index = signing_in.sign_in_index(name_index("Robin"), GOOD)
    assert index == signing_in.sign_in_index(name_index(" ROBIN"), GOOD)
    assert index != signing_in.sign_in_index(name_index("Ana"), GOOD)
    encoded = Argon2id().encode("a passphrase", Argon2id().salt())
    assert "$argon2id$" in encoded
    assert "m=19456,t=2,p=1" in encoded


def test_the_look_up_value_is_worth_nothing_without_the_root_key(robin, settings):
    mine = signing_in.sign_in_index(robin.name_index, GOOD)
    assert mine == robin.sign_in_index
    settings.ROOT_KEY = bytes(32)
    assert signing_in.sign_in_index(robin.name_index, GOOD) != mine


def test_of_two_people_of_one_name_each_gets_into_their_own(robin, now):
    namesake = make_person("robin", BAD)
    for passphrase, person in ((GOOD, robin), (BAD, namesake)):
        client = Client()
        sign_in(passphrase=passphrase, client=client)
        assert client.session["_auth_user_id"] == str(person.pk)


def test_the_eleventh_try_for_a_name_waits_whatever_its_spelling_and_passphrase(robin):
    spellings = ["Robin", "robin", "ROBIN", " robin", "robin ", "rObin", "roBin", "robIn", "robiN",
                 "Ｒobin"]  # fmt: skip
    assert [sign_in(name, BAD).status_code for name in spellings] == [422] * 10
    late = sign_in("RoBiN")
    assert late.status_code == 429
    assert late["Retry-After"] == "900"
    assert codes_of(late) == {"__all__": ["wait"]}
    assert 'class="error-summary' in late.content.decode()
    assert 'value="RoBiN"' in late.content.decode()
    assert GOOD not in late.content.decode()


def test_joining_is_no_way_round_the_limit_of_a_name(robin):
    for _ in range(10):
        sign_in(passphrase=BAD)
    typed = {"name": "Robin", "passphrase": GOOD, "country": "US", "zone": "America/Chicago",
             "language": "en", "adult": "on", "account": "recovery"}  # fmt: skip
    client = Client()
    assert client.post("/join/", typed).status_code == 429
    assert "_auth_user_id" not in client.session


def test_unknown_names_wait_just_the_same(now):
    assert [sign_in("Nobody", BAD).status_code for _ in range(11)] == [422] * 10 + [429]


def test_after_a_quarter_of_an_hour_the_door_opens_again(robin):
    for _ in range(11):
        sign_in(passphrase=BAD)
    with time_machine.travel(NOW + timedelta(minutes=15), tick=False):
        assert sign_in().status_code == 303


def test_one_address_has_forty_tries_for_all_names_together(now):
    answers = [sign_in(f"name {n}", BAD).status_code for n in range(41)]
    assert answers == [422] * 40 + [429]


def test_what_is_counted_is_neither_a_name_nor_an_address(robin):
    sign_in()
    whos = list(Attempt.objects.values_list("who", flat=True))
    assert len(whos) == 2
    assert all(re.fullmatch(r"[0-9a-f]{64}", who) for who in whos)
    assert name_index("Robin") not in whos


NEXT = {
    "/people/": "/people/",
    "/meet/?near=Jackson": "/meet/?near=Jackson",
    "": "/today/",
    "/": "/today/",
    "people": "/today/",
    "no-such-page": "/today/",
    "https://elsewhere.example/": "/today/",
    "//elsewhere.example/": "/today/",
    "///elsewhere.example": "/today/",
    "/\\elsewhere.example": "/today/",
    "\\\\elsewhere.example": "/today/",
    "javascript:alert(1)": "/today/",
    "/\n/elsewhere.example": "/today/",
}


@pytest.mark.parametrize("wanted", NEXT)
def test_after_signing_in_the_way_leads_to_our_own_pages_only(robin, wanted):
    answer = sign_in(next=wanted)
    assert (answer.status_code, answer["Location"]) == (303, NEXT[wanted])


def test_somebody_signed_out_is_led_to_sign_in_and_back(robin, client):
    led = client.get("/people/add/")
    assert (led.status_code, led["Location"]) == (302, "/sign-in/?next=/people/add/")
    page = client.get(led["Location"]).content.decode()
    assert '<input type="hidden" name="next" value="/people/add/">' in page
    missed = sign_in(passphrase=BAD, client=client, next="/people/add/")
    assert '<input type="hidden" name="next" value="/people/add/">' in missed.content.decode()
    assert sign_in(client=client, next="/people/add/")["Location"] == "/people/add/"


def test_signing_in_changes_the_visit_so_that_a_planted_one_is_worth_nothing(robin, client):
    client.cookies["visit"] = "planted0000000000000000000000000"
    sign_in(client=client)
    assert client.cookies["visit"].value != "planted0000000000000000000000000"


def test_signing_out_ends_the_visit_on_the_server_too(robin, client):
    sign_in(client=client)
    stolen = client.cookies["visit"].value
    assert client.post("/sign-out/").status_code == 303
    thief = Client()
    thief.cookies["visit"] = stolen
    assert thief.get("/today/").status_code == 302


def test_signing_out_needs_a_button_and_no_link_can_do_it(robin, client):
    sign_in(client=client)
    assert client.get("/sign-out/").status_code == 307
    assert client.get("/today/").status_code == 200


def test_a_form_without_its_token_signs_nobody_in(robin):
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client=client).status_code == 403
    assert "_auth_user_id" not in client.session


def test_where_nothing_is_to_be_saved_nothing_is_said_to_be_unsaved(robin):
    page = sign_in(passphrase=BAD).content.decode()
    heading = page.split('id="look-first">')[1].split("<")[0]
    assert "saved" not in heading
