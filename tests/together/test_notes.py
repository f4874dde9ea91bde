"""Notes between two people of a tie: what reaches whom, for how long, and what nobody can tell."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from porchlight.circles.actions import end_tie
from porchlight.circles.consents import keep_apart
from porchlight.domain.circle.keeping import KeptFor
from porchlight.domain.circle.note_text import LONGEST, MOST_MARKS, note_text
from porchlight.domain.wording import HURTFUL, WordingLabel
from porchlight.people.actions import erase
from porchlight.people.models import Receipt
from porchlight.people.passphrases import is_suggestion, without_accents
from porchlight.together import actions
from porchlight.together.models import ReceivedNote, SentNote
from porchlight.together.note_marks import mark_of
from porchlight.together.queries import PAGE, thread
from porchlight.together.waiting import what_waits
from porchlight.together.wording_words import OTHER_WAYS, look
from tests.growth import assert_does_not_grow
from tests.make import NOW, make_person, make_tie
from tests.together.tied import tied

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.fixture
def two(ana, ben, now):
    """Ana's tie to Ben, and Ben's to Ana."""
    return tied(ana, ben, "Ben"), tied(ben, ana, "Ana")


def words_seen_by(person, other, at=NOW, **window):
    return [note.words for note in thread(person, other.pk, at, **window).notes]


def post(client, tie, words, key=None):
    return client.post(f"/people/{tie.pk}/notes/", {"words": words, "key": key or str(uuid4())})


def test_a_note_is_there_for_both_in_the_order_of_writing(client_of, ana, ben, two):
    anas, bens = two
    assert post(client_of(ana), anas, "Good morning").status_code == 303
    assert post(client_of(ben), bens, "And to you").status_code == 303
    assert post(client_of(ana), anas, "Coffee?").status_code == 303
    written = ["Good morning", "And to you", "Coffee?"]
    assert words_seen_by(ana, ben) == words_seen_by(ben, ana) == written
    page = client_of(ben).get(f"/people/{bens.pk}/notes/").content.decode()
    assert [page.index(words) for words in written] == sorted(map(page.index, written))


def test_nobody_else_has_a_page_or_a_row_of_it(client_of, ana, ben, cleo, two):
    anas, bens = two
    actions.send_note(ana, anas, "for Ben alone", NOW)
    for who, tie in ((cleo, anas), (cleo, bens), (ben, anas)):
        assert client_of(who).get(f"/people/{tie.pk}/notes/").status_code == 404
    hers = tied(cleo, ana)  # somebody who says that Ana is in their circle
    assert words_seen_by(cleo, ana) == []
    assert "for Ben" not in client_of(cleo).get(f"/people/{hers.pk}/notes/").content.decode()


def test_a_private_card_has_no_notes(client_of, ana, now):
    card = make_tie(ana, "Lou")
    assert client_of(ana).get(f"/people/{card.pk}/notes/").status_code == 404
    assert post(client_of(ana), card, "hello").status_code == 404


def test_sent_twice_by_one_form_is_one_note(client_of, ana, ben, two):
    key = str(uuid4())
    for _ in range(2):
        assert post(client_of(ana), two[0], "once", key).status_code == 303
    assert words_seen_by(ben, ana) == ["once"]
    assert post(client_of(ana), two[0], "other words", key).status_code == 422


def test_what_is_written_after_the_other_let_go_looks_the_same_and_reaches_nobody(
    client_of, ana, ben, two
):
    """Two worlds: in one Ben has let go. Ana's pages are the same in both."""
    anas, bens = two
    pages = []
    for has_ended in (False, True):
        if has_ended:
            end_tie(bens, ben, NOW)
        SentNote.objects.all().delete()
        assert post(client_of(ana), anas, "are you there?").status_code == 303
        shown = thread(ana, ben.pk, NOW).notes
        pages.append([(note.words, note.is_own) for note in shown])
        assert ReceivedNote.objects.get().is_there is not has_ended
    assert pages[0] == pages[1]


def test_keeping_apart_hides_at_once_and_lets_nothing_through(ana, ben, two):
    anas, _bens = two
    actions.send_note(ana, anas, "before", NOW)
    assert words_seen_by(ben, ana) == ["before"]
    keep_apart(ben, ana, NOW)
    assert words_seen_by(ben, ana) == []
    actions.send_note(ana, anas, "after", NOW)
    assert words_seen_by(ana, ben) == ["before", "after"]  # what she wrote is hers
    assert ReceivedNote.objects.filter(is_there=True).count() == 1


def test_taking_back_is_for_both_and_leaves_no_gap(client_of, ana, ben, two):
    anas, _bens = two
    notes = [actions.send_note(ana, anas, words, NOW) for words in ("one", "two", "three")]
    path = f"/people/{anas.pk}/notes/{notes[1].pk}/take-back/"
    assert client_of(ana).post(path).status_code == 303
    assert words_seen_by(ana, ben) == words_seen_by(ben, ana) == ["one", "three"]
    assert client_of(ana).post(path).status_code == 404


def test_only_its_author_takes_a_note_back(client_of, ana, ben, two):
    note = actions.send_note(ana, two[0], "mine", NOW)
    answer = client_of(ben).post(f"/people/{two[1].pk}/notes/{note.pk}/take-back/")
    assert answer.status_code == 404
    assert words_seen_by(ben, ana) == ["mine"]


def test_removing_from_my_view_leaves_the_other_theirs(client_of, ana, ben, two):
    anas, bens = two
    note = actions.send_note(ana, anas, "seen enough", NOW)
    path = f"/people/{bens.pk}/notes/{note.received.pk}/remove/"
    assert client_of(ana).post(path.replace(str(bens.pk), str(anas.pk))).status_code == 404
    assert client_of(ben).post(path).status_code == 303
    assert words_seen_by(ben, ana) == []
    assert words_seen_by(ana, ben) == ["seen enough"]


@pytest.mark.parametrize(
    ("anas_choice", "bens_choice", "days", "is_there"),
    [
        (KeptFor.SEASON, KeptFor.SEASON, 90, True),
        (KeptFor.SEASON, KeptFor.SEASON, 91, False),
        (KeptFor.ALWAYS, KeptFor.WEEK, 7, True),
        (KeptFor.ALWAYS, KeptFor.WEEK, 8, False),
        (KeptFor.MONTH, KeptFor.ALWAYS, 31, False),
        (KeptFor.ALWAYS, KeptFor.ALWAYS, 4_000, True),
    ],
)
def test_the_shorter_of_two_choices_counts_for_earlier_notes_too(
    ana, ben, two, anas_choice, bens_choice, days, is_there
):
    anas, _bens = two
    actions.send_note(ana, anas, "long ago", NOW)
    actions.keep_notes_for(ana, ben.pk, anas_choice)
    actions.keep_notes_for(ben, ana.pk, bens_choice)
    later = NOW + timedelta(days=days)
    assert bool(words_seen_by(ben, ana, later)) is is_there
    assert bool(words_seen_by(ana, ben, later)) is is_there
    actions.drop_old_notes(later + timedelta(hours=1))
    assert SentNote.objects.exists() is is_there
    assert ReceivedNote.objects.exists() is is_there


def test_an_erased_authors_notes_are_gone_for_everybody(ana, ben, two):
    actions.send_note(ana, two[0], "remember me", NOW)
    actions.send_note(ben, two[1], "I will", NOW)
    ben_id = ben.pk
    erase(ben)
    assert [note.words for note in thread(ana, ben_id, NOW).notes] == []
    assert SentNote.objects.filter(person=ana).count() == 1


def test_a_page_has_the_newest_and_leads_to_the_earlier(client_of, ana, ben, two):
    for n in range(PAGE + 5):
        actions.send_note(ana, two[0], f"note {n}", NOW)
    page = thread(ben, ana.pk, NOW)
    assert [note.words for note in page.notes] == [f"note {n}" for n in range(5, PAGE + 5)]
    earlier = thread(ben, ana.pk, NOW, before=page.earlier_before)
    assert [note.words for note in earlier.notes] == [f"note {n}" for n in range(5)]
    assert earlier.earlier_before is None
    mark = mark_of(ben.pk, ana.pk, page.earlier_before)
    address = f"/people/{two[1].pk}/notes/"
    assert f'href="?before={mark}"' in client_of(ben).get(address).content.decode()
    assert client_of(ben).get(address, {"before": mark}).context["page"] == earlier


@pytest.mark.parametrize("odd", ["", "x", "-1", "9" * 30, "²", "1e3", "A" * 27, "A" * 900, "50"])
def test_an_odd_mark_in_the_address_is_no_error(client_of, ana, two, odd):
    client = client_of(ana)
    assert client.get(f"/people/{two[0].pk}/notes/", {"before": odd}).status_code == 200
    assert client.get(f"/people/{two[0].pk}/notes/new/", {"after": odd}).status_code == 204


def test_the_open_page_asks_for_what_is_new_alone(client_of, ana, ben, two):
    path = f"/people/{two[1].pk}/notes/new/"
    nothing = client_of(ben).get(path, {"after": 0})
    assert (nothing.status_code, nothing.content) == (204, b"")
    actions.send_note(ana, two[0], "hello", NOW)
    new = client_of(ben).get(path, {"after": 0})
    assert "hello" in new.content.decode()
    newest = new["X-Newest"]
    assert client_of(ben).get(path, {"after": newest}).status_code == 204


def test_a_page_costs_the_same_whatever_there_is_in_it(client_of, ana, ben, two):
    actions.send_note(ana, two[0], "the first", NOW)
    client_of(ben).get(f"/people/{two[1].pk}/notes/")  # notes that it was looked at
    assert_does_not_grow(
        client_of(ben),
        f"/people/{two[1].pk}/notes/",
        lambda n: actions.send_note(ana, two[0], f"note {n}", NOW),
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  hello\r\nyou  ", "hello\nyou"),
        ("e\u0301", "\u00e9"),
        ("a\u202etxt.exe\u202c", "atxt.exe"),
        ("be\x00ll\x07", "bell"),
        ("👩‍👧 ok", "👩‍👧 ok"),
        ("<b>not bold</b>", "<b>not bold</b>"),
        ("\u202e \u2066", ""),
    ],
)
def test_a_note_is_kept_as_letters(typed, kept):
    assert note_text(typed) == kept


def test_html_stays_what_was_typed(client_of, ana, ben, two):
    post(client_of(ana), two[0], "<script>alert(1)</script>")
    page = client_of(ben).get(f"/people/{two[1].pk}/notes/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("words", ["", "   ", "\u202e", "x" * (LONGEST + 1)])
def test_what_is_no_note_is_said_and_kept_in_the_box(client_of, ana, two, words):
    answer = post(client_of(ana), two[0], words)
    assert answer.status_code == 422
    assert answer.context["form"]["words"].errors
    assert words in answer.context["form"]["words"].value()
    assert not SentNote.objects.exists()


def test_sixty_an_hour_and_no_more(client_of, ana, ben, two, monkeypatch):
    monkeypatch.setattr(actions, "MOST_AN_HOUR", 3)
    for n in range(3):
        assert post(client_of(ana), two[0], f"note {n}").status_code == 303
    answer = post(client_of(ana), two[0], "one too many")
    assert answer.status_code == 422
    assert answer.context["form"]["words"].value() == "one too many"
    assert words_seen_by(ben, ana) == ["note 0", "note 1", "note 2"]


def looked(client, tie, words):
    return client.post(f"/people/{tie.pk}/notes/", {"words": words, "look": "1", "key": "k"})


def test_another_way_is_shown_to_the_writer_alone_and_sends_and_keeps_nothing(
    client_of, ana, ben, two
):
    answer = looked(client_of(ana), two[0], "You ruined Christmas.")
    assert answer.status_code == 200
    assert answer.context["look"].other_way is OTHER_WAYS[WordingLabel.BLAME]
    assert answer.context["form"]["words"].value() == "You ruined Christmas."
    assert not SentNote.objects.exists()
    assert not Receipt.objects.exists()


def test_words_of_an_emergency_get_help_and_no_word_on_style(client_of, ana, two):
    answer = looked(client_of(ana), two[0], "You always do this and now he is not breathing")
    assert answer.context["look"].is_emergency
    assert answer.context["look"].other_way is None
    assert 'href="/help/"' in answer.content.decode().split('id="look"')[1].split("</div>")[0]


def test_kind_words_get_no_other_way(client_of, ana, two):
    assert (
        looked(client_of(ana), two[0], "Coffee Thursday? Fine if not.").context["look"].other_way
        is None
    )


def test_every_pattern_that_hurts_has_another_way_in_both_languages():
    assert set(OTHER_WAYS) == set(HURTFUL)
    for language in ("en", "es"):
        with translation.override(language):
            examples = [str(way.example) for way in OTHER_WAYS.values()]
            assert [words for words in examples if look(words, language).other_way] == []
    with translation.override("es"):
        spanish = {str(way.why) for way in OTHER_WAYS.values()}
    assert spanish.isdisjoint({str(way.why) for way in OTHER_WAYS.values()})


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_other_way_takes_whoever_writes_for_a_parent_or_speaks_of_use(language):
    with translation.override(language):
        examples = " ".join(str(way.example) for way in OTHER_WAYS.values())
    taken = r"\b(mom|dad|mother|father|using|sober|mamá|papá|madre|padre|consumo|sobri\w+)\b"
    assert re.findall(taken, examples) == []


def test_a_row_says_that_there_is_a_note_until_it_is_looked_at(client_of, ana, ben, cleo, two):
    anas, bens = two
    assert what_waits(ben, NOW).notes == set()
    actions.send_note(ana, anas, "hello", NOW)
    assert what_waits(ben, NOW).notes == {bens.pk}
    assert what_waits(ana, NOW).notes == what_waits(cleo, NOW).notes == set()
    assert client_of(ben).get("/people/").context["new_notes"] == {bens.pk}
    assert client_of(ben).get(f"/people/{bens.pk}/").context["has_note"]
    client_of(ben).get(f"/people/{bens.pk}/notes/")
    assert what_waits(ben, NOW).notes == set()
    actions.send_note(ana, anas, "again", NOW)
    keep_apart(ben, ana, NOW)
    assert what_waits(ben, NOW).notes == set()


def test_the_list_costs_the_same_whoever_wrote(client_of, ana, ben, two):
    def one_more(n):
        writer = make_person(f"w{n}")
        tied(ben, writer, f"W{n}")
        actions.send_note(writer, tied(writer, ben), "hello", NOW)

    assert_does_not_grow(client_of(ben), "/people/", one_more)


def test_letting_go_brings_back_nothing_that_had_gone(ana, ben, two):
    anas, _bens = two
    actions.send_note(ana, anas, "for a week", NOW)
    actions.keep_notes_for(ana, ben.pk, KeptFor.WEEK)
    actions.keep_notes_for(ben, ana.pk, KeptFor.ALWAYS)
    later = NOW + timedelta(days=20)
    assert words_seen_by(ben, ana, later) == []
    end_tie(anas, ana, NOW)
    assert words_seen_by(ben, ana, later) == []
    anas.delete()
    assert words_seen_by(ben, ana, later) == []
    assert words_seen_by(ben, ana) == ["for a week"]  # the control


def test_sending_asks_the_same_whether_it_arrives_or_not(ana, ben, two):
    anas, bens = two
    actions.send_note(ana, anas, "the first", NOW)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            actions.send_note(ana, anas, "hello", NOW)
        counts.append(len(asked))
        end_tie(bens, ben, NOW)
    assert counts[0] == counts[1]


def test_numbers_never_come_twice_and_tell_no_gap(ana, ben, two):
    anas, bens = two
    before = 0
    for n in range(6):
        note = actions.send_note((ana, ben)[n % 2], (anas, bens)[n % 2], "x", NOW)
        assert note.number > before
        before = note.number
        actions.take_back(note)
    numbers = [actions.send_note(ana, anas, "z", NOW).number for _ in range(30)]
    assert numbers == sorted({before, *numbers} - {before})
    assert len({b - a for a, b in pairwise(numbers)}) > 5


def test_a_note_sent_again_by_the_same_form_is_counted_once(client_of, ana, two, monkeypatch):
    monkeypatch.setattr(actions, "MOST_AN_HOUR", 2)
    key = str(uuid4())
    for _ in range(5):
        assert post(client_of(ana), two[0], "once", key).status_code == 303


def test_taking_everything_back_while_ending(client_of, ana, ben, two):
    anas, _bens = two
    actions.send_note(ana, anas, "mine", NOW)
    form = {"take_back": "on", "key": str(uuid4())}
    assert client_of(ana).post(f"/people/{anas.pk}/end/", form).status_code == 303
    assert words_seen_by(ben, ana) == []


def test_very_many_marks_are_cut_before_they_are_put_in_order():
    marks = "\u0315" * 40_000 + "\u0316" * 40_000
    assert len(note_text("a" + marks)) <= MOST_MARKS + 1
    assert without_accents("a" + marks) == "a"
    assert not is_suggestion("a" + marks)
