"""Times that two agreed on fade for one of them when a turn of the other's went by untold of: by
what that one knows, so that it is the same whether the other ended them or only did not call."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction

from porchlight.circles.actions import end_tie, note_contact
from porchlight.circles.consents import keep_apart
from porchlight.domain.circle.agreements import AgreementAnswer, Times, WayToTalk
from porchlight.people.models import Person
from porchlight.together.actions import remove_from_view, send_note, take_back_all
from porchlight.together.agreed import lasting
from porchlight.together.agreed.turns import turns_of, turns_today
from porchlight.together.agreements.actions import answer_agreement, end_times
from porchlight.together.agreements.queries import decision_on_agreements, of_two
from porchlight.together.models import AgreedTimes, ReceivedNote, SentNote
from tests.circles.inviting import CaptureQueries, body
from tests.make import NOW, TODAY, decision_of
from tests.together.tying import make_times

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
CHICAGO = ZoneInfo("America/Chicago")
DAY = timedelta(days=1)


@pytest.fixture
def agreed(ana, ben, two):
    """From today, a Wednesday, on: Wednesdays are Ana's, Fridays are Ben's, on her clock."""
    made = make_times(ana, two[0])
    theirs = decision_on_agreements(ben, ana.pk, NOW)
    answer_agreement(ben, made.pk, AgreementAnswer.YES, theirs)
    return made


def holds(person, other, days):
    return bool(of_two(person, other.pk, NOW + days * DAY).agreed_times)


def gone_by(person, other, days):
    (row,) = of_two(person, other.pk, NOW + days * DAY).agreed_times
    return row.gone_by


@pytest.mark.parametrize(
    ("after", "is_maker", "turn"),
    [
        (date(2026, 11, 18), False, (date(2026, 11, 25), date(2026, 11, 27))),
        (date(2026, 11, 18), True, (date(2026, 11, 20), date(2026, 11, 25))),
        (date(2026, 11, 25), False, (date(2026, 12, 2), date(2026, 12, 4))),
        (date(2027, 5, 14), True, None),
    ],
)
def test_the_turn_that_has_to_be_told_of_is_the_others_first_one(after, is_maker, turn):
    times = Times((2, 4), 1230, "America/Chicago", WayToTalk.CALL, "", TODAY, maker_first=True)
    here = datetime(2026, 11, 18, 12, tzinfo=CHICAGO)
    assert times.turn_to_tell_of(after, here, is_maker=is_maker) == turn


def test_they_fade_on_the_day_of_the_start_after_a_turn_that_went_by(agreed, ana, ben):
    """Friday the 20th is Ben's turn: on the 21st Ana may say that they talked, on Wednesday the
    25th the times are gone; of her own turns nothing depends."""
    assert [holds(ana, ben, n) for n in (0, 2, 3, 6)] == [True] * 4
    assert gone_by(ana, ben, 2) is None
    assert gone_by(ana, ben, 3) == (TODAY + 2 * DAY, TODAY + 7 * DAY)
    assert not holds(ana, ben, 7)
    assert not holds(ana, ben, 16)
    assert turns_today(ana, NOW + 7 * DAY) == []
    assert holds(ben, ana, 8)  # Ana's turn after the day of the yes is the 25th
    assert not holds(ben, ana, 9)


@pytest.mark.parametrize("sign", ["a talk", "a note"])
def test_a_talk_that_was_noted_or_a_note_that_was_read_keeps_them(
    agreed, client_of, ana, ben, two, sign
):
    at = NOW + 3 * DAY
    if sign == "a talk":
        note_contact(two[0], TODAY + 3 * DAY)
    else:
        send_note(ben, two[1], "Good to hear you.", at)
        with time_machine.travel(at, tick=False):
            client_of(ana).get(f"/people/{two[0].pk}/notes/")
    assert gone_by(ana, ben, 4) is None
    assert holds(ana, ben, 7)
    assert len(turns_today(ana, NOW + 7 * DAY)) == 1
    assert not holds(ana, ben, 14)  # the next turn of Ben's, the 27th, went by too


GOES = {
    "stays": lambda ana, ben, at: None,
    "is taken back": lambda ana, ben, at: take_back_all(ben, ana.pk),
    "has had its time": lambda ana, ben, at: SentNote.objects.filter(person=ben).delete(),
    "is of one who blocks": lambda ana, ben, at: keep_apart(ben, ana, at),
    "is taken out of view": lambda ana, ben, at: remove_from_view(
        ReceivedNote.objects.get(reader=ana)
    ),
}


@pytest.mark.parametrize("path", ["notes/", "notes/new/"])
@pytest.mark.parametrize("what", GOES)
def test_a_note_that_was_read_keeps_them_whatever_becomes_of_it(
    agreed, client_of, ana, ben, two, what, path
):
    """The other could see to it that the times fade at once, and so tell that they let go."""
    at = NOW + 3 * DAY
    send_note(ben, two[1], "Good to hear you.", at)
    with time_machine.travel(at, tick=False):
        assert client_of(ana).get(f"/people/{two[0].pk}/{path}").status_code == 200
    GOES[what](ana, ben, at)
    assert gone_by(ana, ben, 4) is None
    assert holds(ana, ben, 7)
    assert len(turns_today(ana, NOW + 7 * DAY)) == 1
    assert not holds(ana, ben, 14)


def test_the_page_says_what_will_be_and_one_tap_keeps_them(agreed, client_of, ana, ben, two):
    with time_machine.travel(NOW + 3 * DAY, tick=False):
        client = client_of(ana)
        page = client.get(f"/people/{two[0].pk}/together/").content.decode()
        assert "Yesterday: Ben's turn. Did you talk?" in " ".join(page.split())
        client.post(f"/people/{two[0].pk}/talked/")
        page = client.get(f"/people/{two[0].pk}/together/").content.decode()
        assert "Did you talk?" not in page
    assert holds(ana, ben, 7)


def ends_them(ben, bens, at):
    end_times(AgreedTimes.objects.get(person=ben))


def closes(ben, bens, at):
    Person.objects.filter(pk=ben.pk).update(closed_at=at)


ENDS = {
    "does not take the turn": lambda ben, bens, at: None,
    "ends the times": ends_them,
    "ends contact": lambda ben, bens, at: end_tie(bens, ben, at),
    "blocks": lambda ben, bens, at: keep_apart(ben, bens.account, at),
    "closes the account": closes,
}


def anas_days(ana, ben, two, client_of, happens, at):
    """Her pages on each of ten days after it happened."""
    seen = []
    with transaction.atomic():
        happens(ben, two[1].__class__.objects.get(pk=two[1].pk), at)
        client = client_of(ana)
        for n in range(1, 11):
            with time_machine.travel(NOW + n * DAY, tick=False):
                client.get("/people/")
                for path in (f"/people/{two[0].pk}/together/", "/people/", f"/people/{two[0].pk}/"):
                    with CaptureQueries() as sent:
                        page = body(client.get(path))
                    seen.append((n, path, page, len(sent)))
        transaction.set_rollback(True)
    return seen


def test_who_ended_it_and_who_only_did_not_call_look_the_same(agreed, ana, ben, two, client_of):
    at = NOW + timedelta(hours=1)
    worlds = {
        way: anas_days(ana, ben, two, client_of, happens, at) for way, happens in ENDS.items()
    }
    first, *others = worlds.values()
    assert all(one == first for one in others)
    pages = [page for n, path, page, _cost in first if path.endswith("together/")]
    assert [b"You take turns" in page or b"take turns." in page for page in pages] == [
        n < 7 for n in range(1, 11)
    ]


def test_an_ending_that_is_asked_about_is_found(agreed, ana, ben, two, client_of, monkeypatch):
    """The control: where it counts that the other has a row of theirs, ending them shows."""
    held = lasting.turn_gone_by

    def looks_at_the_others_row(times, agreed_on, in_touch_on, here, *, is_maker):
        is_live = AgreedTimes.objects.filter(person=ben).exists()
        return held(times, agreed_on, in_touch_on if not is_live else here.date(), here,
                    is_maker=is_maker)  # fmt: skip

    for room in ("agreements.queries", "agreed.turns"):
        monkeypatch.setattr(f"porchlight.together.{room}.turn_gone_by", looks_at_the_others_row)
    at = NOW + timedelta(hours=1)
    stays = anas_days(ana, ben, two, client_of, ENDS["does not take the turn"], at)
    assert stays != anas_days(ana, ben, two, client_of, ends_them, at)


def test_no_turn_with_somebody_under_ones_own_quiet(agreed, ana, ben, two, client_of):
    """Friday is Ben's: with a wish of his own, said or kept to himself, Today suggests no call."""
    at = NOW + 2 * DAY
    assert len(turns_of(ben, decision_of(ben), at).today) == 1
    for say in ("keep", "say"):
        form = {"length": "7", "day": "", "say": say, "key": ""}
        assert client_of(ben).post(f"/people/{two[1].pk}/quiet/", form).status_code == 303
        turns = turns_of(ben, decision_of(ben), at)
        assert (turns.today, turns.quiet) == ([], frozenset({two[1].pk}))
    # Of the other's, once it is said.
    assert turns_of(ana, decision_of(ana), NOW).today == []
    assert turns_of(ana, decision_of(ana), NOW).quiet == frozenset({two[0].pk})
