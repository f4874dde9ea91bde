"""Usual against lately, and what goes together in the person's own days."""

from __future__ import annotations

from dataclasses import dataclass

from porchlight.checkins.finding import LinkFinding, finding_of
from porchlight.checkins.listening import listen
from porchlight.checkins.notices import LOOK_BACK, how_often_of, notices_of
from porchlight.checkins.queries.steps import OfferedStep, StepSources, step_or_question
from porchlight.checkins.usual_chart import DayRow, Panel, panels_of, rows_of
from porchlight.circles.access import own
from porchlight.circles.queries import circle_of
from porchlight.domain.links import Link, links, surest
from porchlight.domain.noticing import (
    Picture,
    Span,
    as_answered,
    span_of,
)
from porchlight.domain.usual import strips
from porchlight.people.requests import PersonRequest


@dataclass(frozen=True)
class UsualPage:
    """Usual against lately: in a picture, in words, and what goes together. `finding` is the surest
    link; `sure` are the others whose interval keeps off zero; of `unsure` nothing is said but that.
    """

    picture: Picture
    panels: list[Panel]
    table: list[DayRow]
    has_rest: bool
    finding: LinkFinding | None
    sure: list[Link]
    unsure: list[Link]
    offered: OfferedStep | None
    span: Span


def usual_page(request: PersonRequest, step_sources: StepSources) -> UsualPage:
    person, today = request.person, request.today
    decision = own(person, request.now)
    how_often = how_often_of(person, decision)
    noticed = [notice for _, notice in notices_of(decision, today)]
    listening = listen(decision, today, how_often, noticed, since=today - LOOK_BACK)
    reading = next((r for r in listening.readings if r.day == today), None)
    offered = None
    if reading is not None:
        friends = circle_of(decision)
        card = step_or_question(request, decision, friends, reading, None, step_sources)
        offered = card.offered
    found = links(listening.readings)
    first = surest(found)
    days = as_answered(listening.readings, noticed)
    panels = panels_of(strips(days, today, listening.picture.since), today)
    return UsualPage(
        picture=listening.picture,
        panels=panels,
        table=rows_of(panels),
        has_rest=any(panel.has_rest for panel in panels),
        finding=finding_of(first),
        sure=[link for link in found if link.is_sure and link is not first],
        unsure=[link for link in found if not link.is_sure],
        offered=offered,
        span=span_of(listening.picture.since, today),
    )
