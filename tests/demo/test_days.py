"""The shape of made-up diaries, and that every story can be told with what the demo holds."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from statistics import fmean, median

import pytest

from porchlight.demo.build import EVERYBODY_BESIDE_THEM, EVERYBODY_IN_RECOVERY
from porchlight.demo.cast import ANA, CAST
from porchlight.demo.days import DayTold, DemoUsual, Life, days_of
from porchlight.demo.dice import dice_for
from porchlight.demo.meetings import _names, _rows
from porchlight.demo.notes import READY
from porchlight.demo.pathways import PATHWAYS
from porchlight.demo.people import N_DAYS
from porchlight.domain.checkin import Reading, Talk
from porchlight.domain.hearing import hear
from porchlight.domain.noticing import Fits, NoticeKind, NoticeState, look, open_question
from porchlight.domain.steps import StepKind
from porchlight.domain.usual import Measure
from tests.domain.days import notices_over
from tests.words.lint import findings

TODAY = date(2026, 11, 18)
AT = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
ORDINARY = [c for c in EVERYBODY_IN_RECOVERY if not c.life.away and c.here_for == N_DAYS]


def days(character, today=TODAY):
    first = today - timedelta(days=character.here_for)
    return list(days_of(character.life, first, today, dice_for(character.name)))


def many_days():
    for n in range(30):
        yield from days_of(Life(), TODAY - timedelta(days=N_DAYS), TODAY, dice_for(f"somebody {n}"))


def reading(told: DayTold) -> Reading:
    talk = Talk(told.talk)
    return Reading(day=told.day, mood=told.mood, urge=told.urge, talk=talk, **told.more or {})


def test_everybody_is_there():
    assert len(EVERYBODY_IN_RECOVERY) == 28
    beside = [character.story for character in EVERYBODY_BESIDE_THEM]
    assert sum("Family" in story or "mother" in story for story in beside) == 16
    assert sum("coach" in story for story in beside) == 6
    assert sum("clinician" in story for story in beside) == 2
    assert [c.name for c in EVERYBODY_BESIDE_THEM if c.is_host] == ["Mo"]


def test_names_of_the_cast_are_theirs_alone():
    names = [c.name for c in (*EVERYBODY_IN_RECOVERY, *EVERYBODY_BESIDE_THEM)]
    assert len(set(names)) == len(names)
    assert [character.name for character, _ in CAST] == [
        "Ana", "Rosa", "Ben", "Dana", "Mo", "Cleo", "Otis", "Darnell", "Wren", "Yolanda",
    ]  # fmt: skip


def test_three_in_ten_write_in_spanish_first():
    in_spanish = [c for c in EVERYBODY_IN_RECOVERY if c.language == "es"]
    assert 0.25 <= len(in_spanish) / len(EVERYBODY_IN_RECOVERY) <= 0.35


@pytest.mark.parametrize("character", ORDINARY, ids=lambda c: c.name)
def test_most_days_are_told_and_many_are_not(character):
    assert 0.55 <= len(days(character)) / N_DAYS <= 0.75


def test_gaps_come_in_clumps():
    told = {day.day for day in days(ANA)}
    life_days = [TODAY - timedelta(days=back) for back in range(1, N_DAYS + 1)]
    blank_after_blank = [
        day not in told for day in life_days[:-1] if day - timedelta(days=1) not in told
    ]
    assert fmean(blank_after_blank) > 1 - len(told) / N_DAYS


def test_moods_resemble_the_day_before():
    pairs = []
    for n in range(40):
        by_day = {
            told.day: told.mood
            for told in days_of(
                Life(), TODAY - timedelta(days=N_DAYS), TODAY, dice_for(f"mood {n}")
            )
        }
        pairs += [
            (by_day[day - timedelta(days=1)], mood)
            for day, mood in by_day.items()
            if day - timedelta(days=1) in by_day
        ]
    mean = fmean(mood for pair in pairs for mood in pair)
    together = fmean((a - mean) * (b - mean) for a, b in pairs)
    alone = fmean((mood - mean) ** 2 for pair in pairs for mood in pair)
    assert together / alone == pytest.approx(0.5, abs=0.1)


def test_urges_are_mostly_low_with_a_long_tail():
    urges = [told.urge for told in many_days()]
    assert median(urges) < fmean(urges)
    assert median(urges) <= 2
    assert max(urges) >= 7


def test_urges_are_higher_at_weekends_and_a_talk_takes_at_most_one_off():
    told = list(many_days())
    weekend = [one.urge for one in told if one.day.weekday() >= 5]
    assert fmean(weekend) > fmean(one.urge for one in told if one.day.weekday() < 4)
    alone = fmean(one.urge for one in told if one.talk == "none")
    talked = fmean(one.urge for one in told if one.talk == "good")
    assert 0 < alone - talked <= 1


def days_told(character, today=TODAY):
    return [reading(one) for one in days(character, today)]


@pytest.mark.parametrize("later", range(14))
def test_ana_is_asked_about_her_drift_on_every_day_of_the_week_with_reasons(later):
    """Whatever she taps today, in calm weather or not."""
    today = TODAY + timedelta(days=later)
    told = days_told(ANA, today)
    assert all(one.day < today for one in told)
    for talk in Talk:
        whole = [*told, Reading(day=today, mood=5, urge=0, talk=talk)]
        noticed = notices_over(whole)
        picture = look(hear(whole, today, noticed=noticed), whole, today, noticed=noticed)
        assert open_question(noticed, today)
        assert picture.state == NoticeState.DRIFTING
        assert {Measure.CONTACT, Measure.LONELY} <= {reason.kind for reason in picture.reasons}


SITUATIONS = {
    # who: the state on the page after today's check-in, and what was asked in the last 90 days
    "Ben": (NoticeState.USUAL, []),
    "Ana": (NoticeState.DRIFTING, [None]),
    "Otis": (NoticeState.USUAL, [Fits.YES]),
    "Darnell": (NoticeState.LEARNING, []),
    "Wren": (NoticeState.LEARNING, []),
    "Yolanda": (NoticeState.USUAL, []),
}


@pytest.mark.parametrize("name", SITUATIONS)
@pytest.mark.parametrize("later", [0, 4, 9])
def test_the_six_situations_can_be_seen(name, later):
    """Usual, drifting, recovered, sparse, new, and time alone that was wanted."""
    character = next(c for c in EVERYBODY_IN_RECOVERY if c.name == name)
    today = TODAY + timedelta(days=later)
    whole = [*days_told(character, today), Reading(day=today, mood=3, urge=1, talk=Talk.BRIEF)]
    noticed = notices_over(whole, answers=[character.fits])
    state, asked = SITUATIONS[name]
    assert look(hear(whole, today, noticed=noticed), whole, today, noticed=noticed).state == state
    assert [n.fits for n in noticed if n.kind is NoticeKind.DRIFT] == asked


def test_time_alone_that_was_wanted_is_most_of_yolandas_last_days():
    yolanda = next(c for c in EVERYBODY_IN_RECOVERY if c.name == "Yolanda")
    last = days_told(yolanda)[-5:]
    assert all(told.is_chosen_solitude for told in last)


def test_the_others_are_not_all_asked():
    open_ones = [
        c.name
        for c in EVERYBODY_IN_RECOVERY
        if open_question(notices_over(days_told(c)), TODAY) is not None
    ]
    assert len(open_ones) <= 4


def test_a_silence_is_kept():
    life = Life(DemoUsual(), away=((40, 20),))
    told = days_of(life, TODAY - timedelta(days=N_DAYS), TODAY, dice_for("somebody"))
    assert not [one for one in told if 20 <= (TODAY - one.day).days <= 40]


def test_every_meeting_of_a_story_is_there_and_has_a_time():
    names = _names()
    rows = {row["slug"]: row for p in PATHWAYS for row in _rows(p, names, AT)}
    for character in (*EVERYBODY_IN_RECOVERY, *EVERYBODY_BESIDE_THEM):
        assert set(character.saved) <= set(rows), character.name
        for attempt in character.tries:
            if attempt.kind in (StepKind.GO, StepKind.JOIN):
                assert rows[attempt.target]["time"], (character.name, attempt.target)
            else:
                assert attempt.target in {someone.name for someone in character.circle}


def written_lines():
    for language in ("en", "es"):
        yield from ((language, line) for line in READY[language])
    for character in (*EVERYBODY_IN_RECOVERY, *EVERYBODY_BESIDE_THEM):
        for line in character.life.notes.values():
            yield character.language, line
    for pathway in PATHWAYS:
        yield from (("en", line) for line in pathway.about)


def test_lines_are_kind_and_speak_of_no_harm():
    for language, line in written_lines():
        assert not [f for f in findings(line, language) if f.severity == "block"], line
        assert not re.search(r"suicid|kill|overdosed|needle|inject|\bdose|\bmg\b", line, re.I), line


@pytest.mark.parametrize("character", EVERYBODY_IN_RECOVERY, ids=lambda c: c.name)
def test_numbers_are_ones_that_nobody_has(character):
    for someone in character.circle:
        assert re.fullmatch(r"|\d{3}-555-01\d\d|07700 900\d{3}", someone.phone)
