"""Me: what only grows, and what I wrote, for my eyes."""

from __future__ import annotations

import re
from datetime import timedelta

from django.urls import reverse

from porchlight.checkins.models import StepAnswered
from porchlight.circles.actions import note_talk, set_contacts_of_day
from tests.growth import assert_does_not_grow
from tests.make import TODAY, decision_of, make_check_in, make_tie


def text(answer) -> str:
    return answer.content.decode()


def rows_of_the_hill(client) -> str:
    """What is lit in the rows of houses, without what they share and the person's own house."""
    hill = text(client.get("/me/")).split('<svg class="town"')[1]
    return hill.split("</defs>")[1].split('class="own"')[0]


def make_step(person, back: int, answer: str) -> None:
    step = {"kind": "text", "target": "", "starts_at": None, "name": "x", "answer": answer}
    StepAnswered.objects.create(person=person, day=TODAY - timedelta(days=back), step=step)


def test_me_counts_what_was_done_and_nothing_that_was_not(client_of, ana, ben, now):
    rosa = make_tie(ana, "Rosa")
    make_tie(ana, "Max")
    for back in (0, 5, 40):
        make_check_in(ana, TODAY - timedelta(days=back), talk="none")
    for back in (1, 2, 3, 4):
        note_talk(rosa, TODAY - timedelta(days=back), decision_of(ana))
    for back, answer in ((1, "taken"), (2, "not_today")):
        make_step(ana, back, answer)
    make_check_in(ben)
    counts = client_of(ana).get("/me/").context["counts"]
    assert (counts.check_ins, counts.talks, counts.steps, counts.people) == (3, 4, 1, 2)


def test_what_was_not_done_is_not_counted_out(client_of, ana, now):
    assert 'id="counts"' not in text(client_of(ana).get("/me/"))
    make_tie(ana, "Rosa")
    page = text(client_of(ana).get("/me/"))
    assert (page.count('class="count"'), "<b>0</b>" in page) == (1, False)


def test_the_hill_has_a_lit_window_for_each_talk_and_says_so(client_of, ana, now):
    ben = make_tie(ana, "Ben")
    assert "w on" not in rows_of_the_hill(client_of(ana))
    for back in (1, 2):
        note_talk(ben, TODAY - timedelta(days=back), decision_of(ana))
    page = rows_of_the_hill(client_of(ana))
    assert page.count("h5v6h-5z") == 2
    said = text(client_of(ana).get("/me/")).split('class="scene__words"')[1].split("</p>")[0]
    assert re.findall(r"\b\d+\b", said) == ["2"]


def test_taking_back_the_note_of_a_talk_puts_no_window_out(client_of, ana, now):
    note_talk(make_tie(ana, "Ben"), TODAY, decision_of(ana))
    set_contacts_of_day(ana, TODAY, [])
    assert client_of(ana).get("/me/").context["counts"].talks == 1


def test_every_page_that_is_mine_can_be_reached_from_me(client_of, ana, now):
    page = text(client_of(ana).get("/me/"))
    names = ("notes", "weeks", "usual", "barriers", "fits", "how-often", "where", "device",
             "recovery-codes", "leave", "sign-out", "look")  # fmt: skip
    assert [name for name in names if f'"{reverse(name)}"' not in page] == []


def test_a_name_is_shown_to_its_owner_as_text(client_of, now):
    from tests.make import make_person

    robin = make_person("<i>Robin</i>")
    assert "&lt;i&gt;Robin" in text(client_of(robin).get("/me/"))


def test_notes_are_listed_newest_first_to_their_writer_only(client_of, ana, cleo, mo, now):
    make_check_in(ana, TODAY - timedelta(days=2), note="older words")
    make_check_in(ana, TODAY - timedelta(days=1))
    make_check_in(ana, note="newer <b>words</b>")
    page = text(client_of(ana).get("/me/notes/"))
    assert page.index("newer &lt;b&gt;words") < page.index("older words")
    for other in (cleo, mo):
        theirs = client_of(other).get("/me/notes/")
        assert "<article" not in text(theirs)
        assert not re.search(r"(older|newer)\b.*words", text(theirs))


def test_many_notes_cost_no_more_questions_than_few(client_of, ana, now):
    def add(n: int) -> None:
        make_check_in(ana, TODAY - timedelta(days=n), note=f"note {n}")

    assert_does_not_grow(client_of(ana), "/me/notes/", add)


def test_a_long_history_costs_no_more_questions_on_me(client_of, ana, now):
    def add(n: int) -> None:
        make_check_in(ana, TODAY - timedelta(days=n))
        make_step(ana, n, "taken")
        make_tie(ana, f"Friend {n}")

    assert_does_not_grow(client_of(ana), "/me/", add)
