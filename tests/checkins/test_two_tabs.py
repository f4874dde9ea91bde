"""Two tabs tell the same day at the same time: there is one row, and neither loses the other's."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from porchlight.checkins import actions
from porchlight.checkins.actions import Entry, More, record_check_in
from porchlight.checkins.models import CheckIn
from porchlight.circles import actions as circles
from porchlight.circles.actions import note_talk
from porchlight.circles.queries import talks_of
from tests.make import NOW, TODAY, decision_of, make_person, make_tie

WHOLE = Entry(TODAY, 2, 4, "brief", More(lonely=6, avoided=True, note="Rain all day."))
TAPS = Entry(TODAY, 4, 1, "good")


def told_by(person):
    decision = decision_of(person)
    row = CheckIn.objects.get(person=person, day=TODAY)
    return row.mood.open(decision), row.answers.open(decision), row.note.open(decision)


def test_a_tab_that_finds_the_day_added_meanwhile_changes_that_row(monkeypatch):
    """The moment between looking for the day and adding it, held open for the other tab."""
    ana, read = make_person("Ana"), actions.READ_DAY
    looks = []

    def while_the_other_writes(decision, day):
        found = list(read(decision, day))
        looks.append(bool(found))
        if len(looks) == 1:
            monkeypatch.setattr(actions, "READ_DAY", read)
            record_check_in(ana, WHOLE, NOW)
            monkeypatch.setattr(actions, "READ_DAY", while_the_other_writes)
        return iter(found)

    monkeypatch.setattr(actions, "READ_DAY", while_the_other_writes)
    record_check_in(ana, TAPS, NOW)
    assert looks == [False, True]
    kept = {"contact": "good", "lonely": 6, "avoided": True}
    assert told_by(ana) == (4, kept, "Rain all day.")


def test_a_tab_that_finds_the_first_tally_made_meanwhile_counts_on_in_that_row(monkeypatch):
    """The moment between looking for the tally and adding it, held open for the other tab."""
    ana, read = make_person("Ana"), circles.READ_TALLY
    ben = make_tie(ana, "Ben")

    def while_the_other_writes(decision):
        monkeypatch.setattr(circles, "READ_TALLY", read)
        found = list(read(decision))
        note_talk(ben, TODAY, decision_of(ana))
        return iter(found)

    monkeypatch.setattr(circles, "READ_TALLY", while_the_other_writes)
    record_check_in(ana, TAPS, NOW)
    assert talks_of(decision_of(ana), TODAY).total == 1


def test_what_a_check_in_gives_back_is_the_day_as_it_is():
    ana = make_person("Ana")
    for entry in (WHOLE, TAPS):
        given = record_check_in(ana, entry, NOW)
        decision = decision_of(ana)
        assert given.pk == CheckIn.objects.get().pk
        assert given.mood.open(decision) == entry.mood
        assert given.note.open(decision) == "Rain all day."


@pytest.mark.django_db(transaction=True, databases="__all__")
@pytest.mark.parametrize("try_number", range(3))
def test_two_tabs_at_once_make_one_day(try_number):
    ana, at_once = make_person("Ana"), Barrier(2)

    def tab(entry):
        at_once.wait(timeout=20)
        try:
            record_check_in(ana, entry, NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(tab, [WHOLE, TAPS]))
    mood, answers, note = told_by(ana)
    assert (answers["lonely"], answers["avoided"], note) == (6, True, "Rain all day.")
    assert (mood, answers["contact"]) in [(2, "brief"), (4, "good")]
