"""Write: words for one of one's own, a look at them where it is wanted, and the sender decides."""

from __future__ import annotations

from uuid import uuid4

import pytest

from porchlight.circles.models import Tie
from porchlight.domain.fit import Account
from porchlight.people.wishes import change_account
from porchlight.together.models import ReceivedNote, SentNote
from porchlight.together.wording_words import OTHER_WAYS
from porchlight.together.writing.ready_words import MOMENTS, ready_line
from tests.make import decision_of, make_tie

pytestmark = pytest.mark.usefixtures("now")

AN_ORDER = "You have to call your sponsor tonight."
A_THREAT = "Use again and you're out."
AN_EMERGENCY = "She overdosed and she is not breathing."
KIND = "I liked sitting with you yesterday."


@pytest.fixture
def mother(ben):
    change_account(ben, Account.FAMILY, decision_of(ben))
    return ben


@pytest.fixture
def to_ana(mother, ana):
    """The mother's tie to Ana, and Ana's to her."""
    for owner, other in ((mother, ana), (ana, mother)):
        tie = make_tie(owner, "the other")
        Tie.objects.filter(pk=tie.pk).update(account=other)
    return Tie.objects.get(person=mother, account=ana)


def posted(client, tie, words, *buttons):
    sent = {"words": words, "key": str(uuid4()), **dict.fromkeys(buttons, "1")}
    return client.post(f"/write/{tie.pk}/", sent)


def looked(client, words):
    return client.post("/write/look/", {"words": words})


def templates(answer):
    return {template.name for template in answer.templates}


def wants(client, wanted):
    assert client.post("/me/words/", {"wanted": wanted}).status_code == 303


def test_a_note_is_sent_as_it_is_without_a_word(client_of, mother, to_ana, ana):
    answer = posted(client_of(mother), to_ana, A_THREAT, "send")
    assert (answer.status_code, answer["Location"]) == (
        303,
        f"/people/{to_ana.pk}/notes/#newest",
    )
    assert SentNote.objects.get().words.open(decision_of(mother)) == A_THREAT
    assert ReceivedNote.objects.get().reader_id == ana.pk


def test_a_card_of_nobody_here_gets_words_to_send_by_hand_and_nothing_is_kept(client_of, mother):
    tie = make_tie(mother, "Ana", phone="601-555-0123")
    page = posted(client_of(mother), tie, KIND, "send")
    assert "together/writing/ready.html" in templates(page)
    assert page.context["href"].startswith("sms:")
    assert not SentNote.objects.exists()


def test_another_way_stands_beside_ones_own_and_either_can_be_taken(client_of, mother, to_ana):
    client = client_of(mother)
    page = posted(client, to_ana, AN_ORDER, "look")
    assert "together/writing/two_ways.html" in templates(page)
    other = page.context["look"].other_way
    assert other in OTHER_WAYS.values()
    started = posted(client, to_ana, AN_ORDER, "start")
    assert started.context["form"].initial["words"] == str(other.example)
    assert f'<textarea name="words" hidden>{AN_ORDER}</textarea>' in started.content.decode()
    back = posted(client, to_ana, AN_ORDER, "back")
    assert back.context["form"].initial["words"] == AN_ORDER
    assert not SentNote.objects.exists()
    assert posted(client, to_ana, AN_ORDER, "as_it_is").status_code == 303
    assert SentNote.objects.count() == 1


def test_words_of_an_emergency_open_help_and_no_hint_of_style(client_of, mother, to_ana):
    client = client_of(mother)
    page = posted(client, to_ana, AN_EMERGENCY, "look")
    assert "together/writing/two_ways.html" not in templates(page)
    assert page.context["look"].is_emergency
    assert page.context["form"]["words"].value() == AN_EMERGENCY
    nudge = looked(client, AN_EMERGENCY)
    assert b'href="/help/"' in nudge.content
    assert b'name="look"' not in nudge.content
    wants(client, "ask")
    assert posted(client, to_ana, AN_EMERGENCY, "send").status_code == 303


@pytest.mark.parametrize(
    ("words", "status"), [(AN_ORDER, 200), (KIND, 204), ("", 204), ("\x00", 204), ("x" * 9000, 204)]
)
def test_while_typing_one_quiet_line_or_nothing(client_of, mother, words, status):
    answer = looked(client_of(mother), words)
    assert answer.status_code == status
    assert (b'name="look"' in answer.content) is (status == 200)
    assert not SentNote.objects.exists()


def test_who_turned_it_off_hears_nothing_and_somebody_in_recovery_begins_so(
    client_of, mother, to_ana, ana
):
    client = client_of(mother)
    wants(client, "off")
    assert looked(client, AN_ORDER).status_code == 204
    assert "data-nudge=" not in client.get(f"/write/{to_ana.pk}/").content.decode()
    hers = client_of(ana)
    assert looked(hers, AN_ORDER).status_code == 204
    wants(hers, "line")
    assert looked(hers, AN_ORDER).status_code == 200


def test_only_who_asked_for_it_is_asked_once_before_sending_what_may_land_hard(
    client_of, mother, to_ana
):
    client = client_of(mother)
    wants(client, "ask")
    page = posted(client, to_ana, A_THREAT, "send")
    assert "together/writing/before.html" in templates(page)
    assert not SentNote.objects.exists()
    assert posted(client, to_ana, AN_ORDER, "send").status_code == 303  # one soft label: not asked
    assert posted(client, to_ana, A_THREAT, "as_it_is").status_code == 303
    assert SentNote.objects.count() == 2


def test_four_boxes_become_one_reading_and_any_may_stay_empty(client_of, mother, to_ana):
    client, path = client_of(mother), f"/write/{to_ana.pk}/steps/"
    page = client.post(path, {"see": "you were quiet on Sunday", "way_out": "fine if not"})
    assert ">You were quiet on Sunday. Fine if not.<" in page.content.decode()
    empty = client.post(path, {})
    assert (empty.status_code, list(empty.context["form"].errors)) == (422, ["see"])
    long = client.post(path, {"feel": "sad " * 13})
    assert (long.status_code, list(long.context["form"].errors)) == (422, ["feel"])
    assert long.context["form"]["feel"].value().startswith("sad")


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: moment.key)
def test_each_ready_line_comes_into_the_box(client_of, mother, to_ana, moment):
    client = client_of(mother)
    assert len(moment.lines) == 2
    for number, line in enumerate(moment.lines, 1):
        page = client.get(f"/write/{to_ana.pk}/?line={moment.key}.{number}")
        assert page.context["form"].initial["words"] == line


@pytest.mark.parametrize("code", ["", "home", "home.0", "home.9", "nowhere.1", "home.²", "home.-1"])
def test_a_code_that_names_no_line_leaves_the_box_empty(code):
    assert ready_line(code) == ""


def test_a_line_is_carried_on_to_whom_it_is_for(client_of, mother, to_ana):
    page = client_of(mother).get("/write/?lesson=change")
    assert f"/write/{to_ana.pk}/?lesson=change" in page.content.decode()


def test_after_sending_the_page_of_the_notes_belongs_to_write(to_ana, mother, ana, client_of):
    page = client_of(mother).get(f"/people/{to_ana.pk}/notes/").content.decode()
    assert "<title>Write</title>" in page
    assert 'href="/write/" aria-current="true"' in page
    assert page.count('aria-current="true"') == 1
    page = client_of(mother).get("/people/").content.decode()
    assert 'href="/home/" aria-current="true"' in page
    mine = Tie.objects.get(person=ana, account=mother)
    page = client_of(ana).get(f"/people/{mine.pk}/notes/").content.decode()
    assert "<title>People</title>" in page
