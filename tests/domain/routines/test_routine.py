"""When a routine is due, and when it is reminded of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from porchlight.domain.routines.routine import (
    EachDays,
    Happened,
    HappenedBy,
    NoSuchPace,
    OnWeekdays,
    OutsideHours,
    Pace,
    Routine,
    RoutineKind,
    RoutineWindow,
    TimesAWeek,
    next_if_not_sent,
    next_reminder,
    still_due,
)
from tests.domain.routines.made import BEN, HALL, MONDAY, ROUTINE, a_routine, live, moment, talk

DAY = timedelta(days=1)
CHICAGO = ZoneInfo("America/Chicago")
PACES: list[Pace] = [
    TimesAWeek(1),
    TimesAWeek(3),
    TimesAWeek(6),
    EachDays(1),
    EachDays(14),
    OnWeekdays(frozenset({0, 3})),
]
ZONES = ["America/Chicago", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]


@pytest.mark.parametrize(
    ("pace", "days_ago", "due_in"),
    [
        (EachDays(1), [0], 1),
        (EachDays(10), [0], 10),
        (TimesAWeek(1), [0], 7),
        (TimesAWeek(3), [0], 2),
        (TimesAWeek(3), [0, 1, 2], 5),
        (TimesAWeek(3), [0, 6, 20], 2),
        (OnWeekdays(frozenset({0, 3})), [0], 3),
        (OnWeekdays(frozenset({0})), [0], 7),
    ],
)
def test_it_is_due_counted_from_the_last_times_that_it_happened(pace, days_ago, due_in) -> None:
    facts = [talk(MONDAY - days * DAY) for days in days_ago]
    routine = a_routine(pace, since=MONDAY - 30 * DAY)
    assert routine.due_day(facts) == MONDAY + due_in * DAY


def test_what_never_happened_is_due_from_its_start() -> None:
    assert a_routine().due_day([]) == MONDAY
    assert a_routine(OnWeekdays(frozenset({2}))).due_day([]) == MONDAY + 2 * DAY


@pytest.mark.parametrize(
    ("kind", "matter", "fact", "counts"),
    [
        (RoutineKind.PERSON, BEN, Happened(MONDAY, HappenedBy.ASK, BEN), True),
        (RoutineKind.PERSON, BEN, Happened(MONDAY, HappenedBy.ASK, HALL), False),
        (RoutineKind.PERSON, BEN, Happened(MONDAY, HappenedBy.CHECK_IN), False),
        (RoutineKind.PERSON, BEN, Happened(MONDAY, HappenedBy.OWN_WORD, ROUTINE), True),
        (RoutineKind.PERSON, BEN, Happened(MONDAY, HappenedBy.OWN_WORD, BEN), False),
        (RoutineKind.ANYBODY, None, Happened(MONDAY, HappenedBy.CHECK_IN), True),
        (RoutineKind.ANYBODY, None, Happened(MONDAY, HappenedBy.PROMISE, BEN), True),
        (RoutineKind.ANYBODY, None, Happened(MONDAY, HappenedBy.WENT, HALL), False),
        (RoutineKind.PLACE, HALL, Happened(MONDAY, HappenedBy.WENT, HALL), True),
        (RoutineKind.PLACE, HALL, Happened(MONDAY, HappenedBy.WENT, BEN), False),
        (RoutineKind.PLACE, HALL, Happened(MONDAY, HappenedBy.TALKED, HALL), False),
        (RoutineKind.THERAPY, None, Happened(MONDAY, HappenedBy.TALKED, BEN), False),
        (RoutineKind.EXERCISE, None, Happened(MONDAY, HappenedBy.OWN_WORD, ROUTINE), True),
    ],
)
def test_what_counts_for_which_routine(kind, matter, fact, counts) -> None:
    assert a_routine(kind=kind, matter=matter).counts(fact) is counts


@pytest.mark.parametrize(("start", "until"), [(7, 9), (18, 22), (12, 12), (15, 14)])
def test_a_window_in_quiet_hours_or_without_length_is_refused(start, until) -> None:
    with pytest.raises(OutsideHours):
        RoutineWindow(time(start), time(until))


@pytest.mark.parametrize(
    "make",
    [
        lambda: TimesAWeek(0),
        lambda: TimesAWeek(7),
        lambda: EachDays(0),
        lambda: EachDays(29),
        lambda: OnWeekdays(frozenset()),
        lambda: OnWeekdays(frozenset({7})),
    ],
)
def test_a_pace_that_cannot_be_is_refused(make) -> None:
    with pytest.raises(NoSuchPace):
        make()


def test_a_reminder_comes_in_the_window_and_once_a_day() -> None:
    routine, noon = a_routine(EachDays(1)), moment(MONDAY, 12)
    assert next_reminder(routine, [], [], noon) == moment(MONDAY, 17)
    assert next_reminder(routine, [], [], moment(MONDAY, 18)) == moment(MONDAY, 18)
    assert next_reminder(routine, [], [], moment(MONDAY, 20)) == moment(MONDAY + DAY, 17)
    sent = [moment(MONDAY, 17)]
    assert next_reminder(routine, [], sent, sent[0]) == moment(MONDAY + DAY, 17)


def test_what_happened_before_the_worker_sends_is_not_reminded_of() -> None:
    due = moment(MONDAY, 17)
    assert still_due(a_routine(), [], [], due)
    assert not still_due(a_routine(), [talk(MONDAY)], [], due)


def test_a_snooze_moves_it_and_a_pause_holds_it() -> None:
    at = moment(MONDAY, 17)
    snoozed = a_routine(snoozed_until=moment(MONDAY, 19))
    assert next_reminder(snoozed, [], [], at) == moment(MONDAY, 19)
    paused = a_routine(paused_until=MONDAY + 7 * DAY)
    assert next_reminder(paused, [], [], at) == moment(MONDAY + 7 * DAY, 17)


def test_reminders_without_an_answer_become_fewer_and_stop_at_thirty_days() -> None:
    sent = live(a_routine(EachDays(1)), [], 90).sent
    here = ZoneInfo("America/Chicago")
    assert [(at.astimezone(here).date() - MONDAY).days for at in sent] == [
        0,
        1,
        2,
        5,
        8,
        11,
        18,
        25,
    ]


def test_they_come_again_after_it_happened() -> None:
    back = MONDAY + 50 * DAY
    month = live(a_routine(EachDays(7)), [(moment(back, 12), talk(back))], 90)
    assert month.sent[-1] > moment(back, 12)
    assert not [
        sent for sent in month.sent if moment(MONDAY + 30 * DAY, 12) < sent < moment(back, 12)
    ]


@pytest.mark.parametrize(
    ("zone", "day", "offset"),
    [
        ("America/Chicago", date(2026, 3, 7), -6),
        ("America/Chicago", date(2026, 3, 8), -5),
        ("America/Chicago", date(2026, 11, 1), -6),
        ("Asia/Kolkata", date(2026, 3, 8), 5.5),
        ("Australia/Lord_Howe", date(2026, 4, 5), 10.5),
    ],
)
def test_the_window_is_read_on_the_persons_clock_on_each_side_of_a_change(
    zone, day, offset
) -> None:
    due = next_reminder(a_routine(zone=zone, since=day), [], [], datetime(2026, 1, 1, tzinfo=UTC))
    assert due == datetime(day.year, day.month, day.day, 17, tzinfo=UTC) - timedelta(hours=offset)


@pytest.mark.parametrize(
    ("pace", "smaller"),
    [
        (TimesAWeek(3), TimesAWeek(1)),
        (TimesAWeek(1), EachDays(14)),
        (TimesAWeek(6), TimesAWeek(3)),
        (EachDays(1), EachDays(2)),
        (EachDays(4), EachDays(8)),
        (EachDays(14), EachDays(28)),
        (EachDays(28), None),
        (OnWeekdays(frozenset({1, 4})), OnWeekdays(frozenset({1}))),
        (OnWeekdays(frozenset(range(7))), OnWeekdays(frozenset({0, 2, 4, 6}))),
        (OnWeekdays(frozenset({4})), EachDays(14)),
    ],
)
def test_what_smaller_is(pace, smaller) -> None:
    routine = a_routine(pace).smaller(MONDAY + DAY)
    assert (routine and routine.pace) == smaller
    assert routine is None or routine.since == MONDAY + DAY


@pytest.mark.parametrize("kind", [RoutineKind.PERSON, RoutineKind.PLACE])
def test_a_person_or_a_place_is_named(kind) -> None:
    with pytest.raises(ValueError, match="matter"):
        a_routine(kind=kind, matter=None)


@pytest.mark.parametrize("kind", [RoutineKind.ANYBODY, RoutineKind.THERAPY, RoutineKind.EXERCISE])
def test_nothing_else_names_one(kind) -> None:
    assert a_routine(kind=kind, matter=None).kind is kind
    with pytest.raises(ValueError, match="matter"):
        a_routine(kind=kind, matter=BEN)


@pytest.mark.parametrize("pace", PACES)
def test_one_that_was_not_sent_is_followed_on_a_later_day_and_counts_for_nothing(pace) -> None:
    routine = a_routine(pace)
    first = next_reminder(routine, [], [], moment(MONDAY, 0))
    assert first is not None
    following = next_if_not_sent(routine, [], [], first)
    assert following is not None
    assert following.astimezone(CHICAGO).date() > first.astimezone(CHICAGO).date()
    assert still_due(routine, [], [], following)
    # Thirty of them that were not sent stop nothing.
    for _ in range(30):
        following = next_if_not_sent(routine, [], [], following)
    assert following is not None


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("pace", [pace for pace in PACES if pace.rule])
def test_its_rule_of_a_calendar_falls_on_the_days_that_are_ahead(pace: Pace, zone: str) -> None:
    routine, until = a_routine(pace, zone=zone), MONDAY + 70 * DAY
    rule = rrulestr(f"RRULE:{pace.rule}", dtstart=datetime.combine(MONDAY, time(17)))
    read = [at.date() for at in rule.between(rule[0] - DAY, datetime.combine(until, time(0)))]
    assert read == routine.days_ahead([], MONDAY, until)
    assert [pace.rule for pace in PACES if not pace.rule] == [None, None]


def test_the_days_of_a_week() -> None:
    week = MONDAY + 7 * DAY
    assert a_routine(TimesAWeek(3)).days_ahead([], MONDAY, week) == [
        MONDAY,
        MONDAY + 2 * DAY,
        MONDAY + 4 * DAY,
    ]
    assert a_routine(TimesAWeek(1)).days_ahead([talk(MONDAY)], MONDAY, week) == []
    on_weekdays = a_routine(OnWeekdays(frozenset({1, 6})))
    late = on_weekdays.days_ahead([], MONDAY + 2 * DAY, week)
    assert late == [MONDAY + 6 * DAY]


days = st.integers(0, 40).map(lambda number: MONDAY + number * DAY)
facts_of = st.lists(days.map(talk), max_size=12)
routines = st.builds(
    lambda pace, zone, hour: a_routine(pace, zone=zone, window=RoutineWindow(time(hour), time(21))),
    st.sampled_from(PACES),
    st.sampled_from(ZONES),
    st.integers(8, 20),
)


@given(routines, facts_of, st.integers(0, 24 * 60))
def test_no_reminder_comes_in_quiet_hours_or_on_a_day_on_which_it_happened(
    routine: Routine, facts: list[Happened], hours: int
) -> None:
    at = moment(MONDAY, 0, routine.zone) + timedelta(hours=hours)
    due = next_reminder(routine, facts, [], at)
    assert due is not None
    assert due >= at
    here = due.astimezone(ZoneInfo(routine.zone))
    assert routine.window.start <= here.time() < routine.window.until
    assert here.date() not in {fact.day for fact in facts}
    assert here.date() >= routine.due_day(facts)


@given(routines, facts_of, st.integers(1, 28))
def test_a_fact_more_never_makes_a_reminder_come_earlier(routine, facts, number) -> None:
    at = moment(MONDAY, 0, routine.zone)
    more = [*facts, talk(max((fact.day for fact in facts), default=MONDAY) + number * DAY)]
    before, after = (next_reminder(routine, known, [], at) for known in (facts, more))
    assert before is not None
    assert after is not None
    assert after >= before


@given(routines)
def test_a_routine_that_nobody_answers_is_silent_after_thirty_days(routine: Routine) -> None:
    sent = live(routine, [], 70).sent
    assert sent
    assert sent[-1] - sent[0] < timedelta(days=30)
    local = [moment_.astimezone(ZoneInfo(routine.zone)).date() for moment_ in sent]
    assert len(set(local)) == len(local)


def test_asking_again_in_another_zone_of_the_same_moment_says_the_same() -> None:
    routine = a_routine(snoozed_until=moment(MONDAY, 18))
    at = moment(MONDAY, 17)
    there = at.astimezone(ZoneInfo("Asia/Tokyo"))
    assert next_reminder(routine, [], [], there) == next_reminder(routine, [], [], at)
    assert replace(routine, snoozed_until=None) != routine
