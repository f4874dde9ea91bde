"""Switches: what grants make of them, and that none of them opens what has no switch."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from porchlight.domain.checkin import Reading
from porchlight.domain.circle.sharing import (
    OPENS,
    HowADayFeels,
    SharedKind,
    SwitchGrant,
    SwitchState,
    how_it_feels,
    kind_opened_by,
    switch_of,
)
from porchlight.domain.words_of_consent import NEVER_GRANTED, NEVER_PERSONAL, Action, DataClass

NOW = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
TO_READ = ["see summary", "view"]


def given(number: int = 1, *, back: timedelta = DAY, left: timedelta = 29 * DAY, **more):
    kind = more.pop("kind", SharedKind.DAY)
    made = NOW - back
    return SwitchGrant(UUID(int=number), kind, made, NOW + left, more.pop("since", made), **more)


@pytest.mark.parametrize(
    ("grants", "state", "days", "asks", "undo"),
    [
        ([], SwitchState.OFF, 0, False, None),
        ([given()], SwitchState.ON, 29, False, None),
        ([given(left=3 * DAY + MINUTE)], SwitchState.ON, 4, False, None),
        ([given(left=3 * DAY)], SwitchState.ON, 3, True, None),
        ([given(left=MINUTE)], SwitchState.ON, 1, True, None),
        ([given(left=timedelta(0))], SwitchState.OFF, 0, False, None),
        ([given(back=-MINUTE)], SwitchState.OFF, 0, False, None),
        ([given(is_paused=True)], SwitchState.PAUSED, 29, False, None),
        ([given(is_paused=True, left=DAY)], SwitchState.PAUSED, 1, False, None),
        ([given(withdrawn_at=NOW - 10 * MINUTE)], SwitchState.OFF, 0, False, 1),
        ([given(withdrawn_at=NOW - 11 * MINUTE)], SwitchState.OFF, 0, False, None),
        ([given(withdrawn_at=NOW, left=timedelta(0))], SwitchState.OFF, 0, False, None),
        ([given(withdrawn_at=NOW), given(2)], SwitchState.ON, 29, False, None),
        ([given(is_paused=True), given(2, left=DAY)], SwitchState.ON, 1, True, None),
        (
            [given(withdrawn_at=NOW - MINUTE), given(2, withdrawn_at=NOW)],
            SwitchState.OFF, 0, False, 2,
        ),
        ([given(kind=SharedKind.PLAN)], SwitchState.OFF, 0, False, None),
    ],
)  # fmt: skip
def test_what_grants_make_of_a_switch(grants, state, days, asks, undo):
    switch = switch_of(SharedKind.DAY, grants, NOW)
    put_back = switch.undo and switch.undo.grant_id.int
    assert (switch.state, switch.days_left, switch.asks_again, put_back) == (
        state, days, asks, undo,
    )  # fmt: skip


def test_a_switch_without_a_beginning_reaches_back():
    assert switch_of(SharedKind.DAY, [given(since=None)], NOW).shows_before
    assert not switch_of(SharedKind.DAY, [given()], NOW).shows_before


def test_no_switch_opens_what_there_is_no_switch_for_nor_changes_anything():
    assert set(OPENS) == set(SharedKind)
    classes = [opened.data_class for opened in OPENS.values()]
    assert len(set(classes)) == len(classes)
    assert set(classes).isdisjoint(NEVER_PERSONAL | NEVER_GRANTED)
    assert set().union(*(opened.actions for opened in OPENS.values())) == {
        Action.SUMMARY, Action.VIEW,
    }  # fmt: skip
    assert OPENS[SharedKind.CHECKED_IN].actions == {Action.SUMMARY}


def test_a_grant_is_of_a_switch_only_when_it_gives_exactly_what_that_gives():
    for kind, opened in OPENS.items():
        assert kind_opened_by([opened.data_class], list(opened.actions)) is kind
        assert kind_opened_by([opened.data_class], [Action.EXPORT, *opened.actions]) is None
        assert kind_opened_by([opened.data_class, DataClass.STEP], list(opened.actions)) is None
    assert kind_opened_by([DataClass.CHECK_IN], TO_READ) is None


@pytest.mark.parametrize(
    ("mood", "urge", "talk", "word"),
    [
        (None, None, "good", HowADayFeels.UNSAID),
        (5, None, "good", HowADayFeels.OK),
        (None, 0, "none", HowADayFeels.OK),
        (2, 3, "good", HowADayFeels.OK),
        (2, 3, "none", HowADayFeels.HARD),
        (1, None, "good", HowADayFeels.HARD),
        (4, 7, "good", HowADayFeels.HARD),
    ],
)
def test_a_day_is_hard_where_its_own_page_calls_it_so(mood, urge, talk, word):
    assert how_it_feels(Reading(day=date(2026, 11, 18), mood=mood, urge=urge, talk=talk)) is word
