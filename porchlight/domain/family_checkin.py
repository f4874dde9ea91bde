"""What somebody is asked who is here for somebody they care about, and the one small step.

The belief: whoever cares for somebody has a life, and it is what these questions are about. None of
them, and no step, is about another person's use, mood, silence or whereabouts, and each step ends
at a person or a place of the reader's own. Planned steps did not change mood in five small trials
(Pott 2022, n = 195, none of them of families): they are offered as company and not as a remedy.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from porchlight.domain.checkin import Talk

LOW = 2
GOOD = 4
A_WEEK = timedelta(days=7)


class Second(StrEnum):
    """The one more question of a day, each on its turn."""

    HOUR = "hour"
    SLEPT = "slept"
    ATE = "ate"
    LAUGHED = "laughed"
    COULD_CALL = "could_call"


class Weekly(StrEnum):
    """What is asked once a week and kept. Whether home is safe is asked with it and never kept."""

    WORRY = "worry"
    PUT_OFF = "put_off"
    COMPANY = "company"


YES_LITTLE_NOT_YET = ("yes", "little", "not_yet")
SECOND_ANSWERS: Mapping[Second, tuple[str, ...]] = {
    Second.HOUR: YES_LITTLE_NOT_YET,
    Second.SLEPT: ("well", "so_so", "badly"),
    Second.ATE: YES_LITTLE_NOT_YET,
    Second.LAUGHED: YES_LITTLE_NOT_YET,
    Second.COULD_CALL: ("yes", "maybe", "not_now"),
}
WEEKLY_ANSWERS: Mapping[Weekly, tuple[str, ...]] = {
    Weekly.WORRY: ("light", "between", "heavy"),
    Weekly.PUT_OFF: ("no", "one", "many"),
    Weekly.COMPANY: YES_LITTLE_NOT_YET,
}
SAFE_ANSWERS = ("yes", "not_always", "no", "rather_not")
# With these, the page of people who know about it is shown.
NOT_SAFE = frozenset({"not_always", "no"})


class FamilyStep(StrEnum):
    """One small step. The first five take a person whom the reader named."""

    CALL_FRIEND = "call_friend"
    TEXT_WALK = "text_walk"
    EAT_WITH = "eat_with"
    TWO_HOURS = "two_hours"
    TELL_ONE = "tell_one"
    OWN_DOCTOR = "own_doctor"
    COUNSELOR = "counselor"
    GROUP_AT = "group_online"
    GROUP_NEAR = "group_room"
    CLASS_OR_CLUB = "class_or_club"
    QUIET_PLACE = "quiet_place"
    HELP_OUT = "help_out"


S = FamilyStep
WITH_A_FRIEND = frozenset({S.CALL_FRIEND, S.TEXT_WALK, S.EAT_WITH, S.TWO_HOURS, S.TELL_ONE})

_FROM_SECOND: Mapping[tuple[Second, str], tuple[FamilyStep, ...]] = {
    (Second.HOUR, "not_yet"): (S.TWO_HOURS, S.QUIET_PLACE),
    (Second.ATE, "not_yet"): (S.EAT_WITH,),
    (Second.LAUGHED, "not_yet"): (S.TEXT_WALK, S.CALL_FRIEND),
    (Second.COULD_CALL, "not_now"): (S.GROUP_AT, S.GROUP_NEAR),
}
_FROM_WEEK: Mapping[tuple[Weekly, str], tuple[FamilyStep, ...]] = {
    (Weekly.WORRY, "heavy"): (S.COUNSELOR, S.GROUP_AT, S.GROUP_NEAR),
    (Weekly.PUT_OFF, "many"): (S.CLASS_OR_CLUB, S.TWO_HOURS),
    (Weekly.PUT_OFF, "one"): (S.CLASS_OR_CLUB,),
    (Weekly.COMPANY, "not_yet"): (S.TEXT_WALK, S.EAT_WITH, S.GROUP_NEAR),
}
_FOR_LOW = (S.CALL_FRIEND, S.TELL_ONE, S.GROUP_AT, S.GROUP_NEAR, S.COUNSELOR)
_FOR_BETWEEN = (S.TEXT_WALK, S.QUIET_PLACE, S.EAT_WITH, S.GROUP_AT, S.GROUP_NEAR)
_FOR_GOOD = (S.TEXT_WALK, S.CLASS_OR_CLUB, S.EAT_WITH, S.HELP_OUT)


@dataclass(frozen=True)
class FamilyDay:
    """What was answered. `more` and `week` have what was asked beside the two taps, where it was
    answered. A blank is a blank and carries no meaning."""

    mood: int | None = None
    listened: Talk | None = None
    more: Mapping[str, str] = field(default_factory=dict)
    week: Mapping[str, str] = field(default_factory=dict)


def second_of(day: date) -> Second:
    """Which one more question has its turn on a day."""
    return list(Second)[day.toordinal() % len(Second)]


def week_is_due(answered_on: Collection[date], today: date) -> bool:
    """Whether the weekly questions were not answered today or on the six days before."""
    return not any(timedelta(0) <= today - day < A_WEEK for day in answered_on)


def steps_for(day: FamilyDay) -> tuple[FamilyStep, ...]:
    """All that may be offered on such a day, what answers it best first. Never empty, and never
    only steps that need somebody whom the reader named."""
    steps: list[FamilyStep] = []
    if day.listened is Talk.NONE:
        steps += [S.CALL_FRIEND, S.GROUP_AT, S.TELL_ONE, S.GROUP_NEAR]
    for second in Second:
        steps += _FROM_SECOND.get((second, day.more.get(second, "")), ())
    if day.more.get(Second.SLEPT) == "badly" and day.mood is not None and day.mood <= LOW:
        steps += [S.OWN_DOCTOR]
    for weekly in Weekly:
        steps += _FROM_WEEK.get((weekly, day.week.get(weekly, "")), ())
    if day.mood is None or LOW < day.mood < GOOD:
        steps += _FOR_BETWEEN
    else:
        steps += _FOR_LOW if day.mood <= LOW else _FOR_GOOD
    return tuple(dict.fromkeys(steps))


def family_step(
    day: FamilyDay, *, has_friend: bool, has_group_at: bool, others_passed: int = 0
) -> FamilyStep:
    """The one to show. `has_group_at`: the start of a family group is known. `others_passed`: how
    often the reader asked for another one."""
    possible = [
        step
        for step in steps_for(day)
        if (has_friend or step not in WITH_A_FRIEND) and (has_group_at or step is not S.GROUP_AT)
    ]
    return possible[others_passed % len(possible)]
