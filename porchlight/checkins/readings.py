"""A person's days as numbers, read with a decision."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from porchlight.checkins.models import CheckIn
from porchlight.circles.access import rows
from porchlight.circles.models import Contact
from porchlight.domain.checkin import Reading, Talk
from porchlight.domain.consent import Decision
from porchlight.people.fields import opened


def readings_of(decision: Decision, since: date, until: date | None = None) -> list[Reading]:
    """The person's days from `since` to `until`, oldest first, with how many people they named on
    each."""
    kept = rows(CheckIn, decision).filter(day__gte=since).order_by("day")
    talks = rows(Contact, decision).filter(day__gte=since)
    if until is not None:
        kept, talks = kept.filter(day__lte=until), talks.filter(day__lte=until)
    return _readings(kept, talks, decision)


def reading_on(decision: Decision, day: date) -> Reading | None:
    """One day; None when it was not told."""
    return next(iter(readings_of(decision, day, day)), None)


def _readings(
    kept: QuerySet[CheckIn], talks: QuerySet[Contact], decision: Decision
) -> list[Reading]:
    told = list(opened(kept, decision, "day", "mood", "urge", "answers"))
    if not told:
        return []
    talked = dict(talks.values("day").annotate(n=Count("id")).values_list("day", "n"))
    return [
        _reading(day, mood, urge, answers, talked.get(day, 0)) for day, mood, urge, answers in told
    ]


def _reading(
    day: date, mood: int | None, urge: int | None, answers: dict[str, Any] | None, talked_with: int
) -> Reading:
    more = dict(answers or {})
    contact = more.pop("contact", None)
    return Reading(
        day=day,
        mood=mood,
        urge=urge,
        contact=Talk(contact) if contact else None,
        talked_with=talked_with,
        **more,
    )
