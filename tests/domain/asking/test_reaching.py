"""By what somebody is reached, when it is quiet, and how it gets less when nobody answers."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from porchlight.domain.reaching import (
    Choices,
    MessageGroup,
    Reached,
    ReachedBy,
    may_come_at,
    reached,
)

NEW_YORK, MADRID, KATHMANDU = (
    ZoneInfo(name) for name in ("America/New_York", "Europe/Madrid", "Asia/Kathmandu")
)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOON = datetime(2026, 5, 5, 12, tzinfo=UTC)


def here(zone: ZoneInfo, *moment: int, fold: int = 0) -> datetime:
    return datetime(*moment, tzinfo=zone, fold=fold).astimezone(UTC)  # type: ignore[arg-type]


def test_nothing_leaves_but_an_ask_unless_it_is_chosen():
    assert {group for group in MessageGroup if Choices().channel(group) is not ReachedBy.HERE} == {
        MessageGroup.ASK
    }


def test_what_was_chosen_is_read_back():
    chosen = Choices(
        {**Choices().channels, MessageGroup.WAITS: ReachedBy.PUSH}, time(22), time(7), time(9)
    )
    assert Choices.of(chosen.told()) == chosen


def test_a_channel_that_is_known_no_more_counts_as_not_chosen():
    told = Choices().told()
    told["channels"] = {"ask": "pigeon", "weather": "push", "waits": "push"}
    found = Choices.of(told)
    assert found.channel(MessageGroup.ASK) is ReachedBy.PUSH
    assert found.channel(MessageGroup.WAITS) is ReachedBy.PUSH


@pytest.mark.parametrize(
    ("hour", "minute", "is_quiet"),
    [(20, 59, False), (21, 0, True), (0, 0, True), (7, 59, True), (8, 0, False), (12, 0, False)],
)
@pytest.mark.parametrize("zone", [NEW_YORK, MADRID, KATHMANDU])
def test_it_is_quiet_from_nine_to_eight_on_the_persons_own_clock(zone, hour, minute, is_quiet):
    assert Choices().is_quiet(here(zone, 2026, 5, 5, hour, minute), zone) == is_quiet


def test_quiet_hours_within_a_day_and_none_at_all():
    by_day = Choices(quiet_from=time(9), quiet_until=time(17))
    assert by_day.is_quiet(here(MADRID, 2026, 5, 5, 16), MADRID)
    assert not by_day.is_quiet(here(MADRID, 2026, 5, 5, 17), MADRID)
    never = Choices(quiet_from=time(9), quiet_until=time(9))
    assert not any(never.is_quiet(NOON + n * HOUR, MADRID) for n in range(24))


@pytest.mark.parametrize(
    ("zone", "night", "hours"),
    [
        (NEW_YORK, (2026, 5, 5, 21), 11),
        (NEW_YORK, (2026, 3, 7, 21), 10),  # clocks go ahead in this night
        (NEW_YORK, (2026, 10, 31, 21), 12),  # and back in this one
        (MADRID, (2026, 3, 28, 21), 10),
        (KATHMANDU, (2026, 3, 28, 21), 11),
    ],
)
def test_what_comes_in_the_night_comes_in_the_morning(zone, night, hours):
    at = here(zone, *night)
    assert may_come_at(Choices(), None, at, zone) == at + hours * HOUR


def test_by_day_it_comes_at_once():
    assert may_come_at(Choices(), None, NOON, MADRID) == NOON


def test_the_digest_is_due_at_its_hour_and_then_on_the_next_day():
    choices = Choices(digest_at=time(18))
    first = choices.next_digest(here(MADRID, 2026, 5, 5, 12), MADRID)
    assert first == here(MADRID, 2026, 5, 5, 18)
    assert choices.next_digest(first, MADRID) == here(MADRID, 2026, 5, 6, 18)


def test_a_digest_of_an_hour_that_is_left_out_or_comes_twice():
    choices = Choices(digest_at=time(2, 30))
    assert choices.next_digest(here(NEW_YORK, 2026, 3, 8, 0), NEW_YORK) == here(
        NEW_YORK, 2026, 3, 8, 3, 30
    )
    twice = Choices(digest_at=time(1, 30))
    first = twice.next_digest(here(NEW_YORK, 2026, 11, 1, 0), NEW_YORK)
    assert first == here(NEW_YORK, 2026, 11, 1, 1, 30)
    assert twice.next_digest(first, NEW_YORK) == here(NEW_YORK, 2026, 11, 2, 1, 30)


def days_of_a_story(answers_on: int | None = None) -> list[int]:
    """Something new comes each noon for a hundred days; on which of them it is told."""
    before, found = None, []
    for day in range(100):
        at = here(NEW_YORK, 2026, 2, 1, 12) + day * DAY
        if day == answers_on and before is not None:
            before = before.answered()
        may_at = may_come_at(Choices(), before, at, NEW_YORK)
        if may_at is not None and may_at <= at:
            before = reached(before, at, "key", "about", NEW_YORK)
            found.append(day)
    return found


def test_who_never_answers_hears_less_and_after_thirty_days_nothing():
    assert days_of_a_story() == [0, 1, 2, 5, 8, 11, 18, 25]


def test_who_answers_hears_as_before():
    assert days_of_a_story(answers_on=60)[8:12] == [60, 61, 62, 65]


def test_several_in_one_day_count_as_one_day():
    before = None
    for hour in range(4):
        before = reached(before, NOON + hour * HOUR, "key", "about", MADRID)
    assert before is not None
    assert before.unanswered_days == 1
    assert before.next_at() == NOON + 4 * HOUR


def test_no_two_come_within_an_hour():
    before = reached(None, NOON, "key", "about", MADRID)
    assert may_come_at(Choices(), before, NOON + HOUR / 6, MADRID) == NOON + HOUR


def test_what_was_sent_is_read_back():
    before = reached(None, NOON, "key", "note 1", MADRID)
    assert Reached.of(before.told()) == before


def test_quiet_that_ends_in_the_hour_that_is_there_twice_is_over_in_that_night():
    zone = ZoneInfo("America/New_York")
    choices = Choices(quiet_until=time(1, 30))
    second = datetime(2026, 11, 1, 1, 10, tzinfo=zone, fold=1)
    assert choices.after_quiet(second, zone) - second.astimezone(UTC) == timedelta(minutes=20)
