"""Usual against lately, and what goes together in the person's own days."""

from __future__ import annotations

from dataclasses import dataclass

from porchlight.checkins.finding import LinkFinding, finding_of
from porchlight.checkins.notices import LOOK_BACK, how_often_of, listen, notices_of
from porchlight.checkins.queries.steps import FindPlaces, OfferedStep, step_or_question
from porchlight.checkins.usual_chart import DayRow, Panel, panels_of, rows_of
from porchlight.circles.access import own
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


def usual_page(request: PersonRequest, dated_places: FindPlaces) -> UsualPage:
    person, today = request.person, request.today
    decision = own(person, request.now)
    how_often = how_often_of(person, decision)
    noticed = [told for _, told in notices_of(decision, today)]
    heard = listen(decision, today, how_often, noticed, since=today - LOOK_BACK)
    check_in = next((r for r in heard.readings if r.day == today), None)
    offered = None
    if check_in is not None:
        offered = step_or_question(request, decision, check_in, None, dated_places).offered
    found = links(heard.readings)
    first = surest(found)
    days = as_answered(heard.readings, noticed)
    panels = panels_of(strips(days, today, heard.picture.since), today)
    return UsualPage(
        picture=heard.picture,
        panels=panels,
        table=rows_of(panels),
        has_rest=any(panel.has_rest for panel in panels),
        finding=finding_of(first),
        sure=[link for link in found if link.is_sure and link is not first],
        unsure=[link for link in found if not link.is_sure],
        offered=offered,
        span=span_of(heard.picture.since, today),
    )
