"""The one small step: take it or not today, and what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST

from porchlight.checkins import actions
from porchlight.checkins.models import StepAnswered
from porchlight.circles.access import own, row
from porchlight.circles.models import Tie
from porchlight.circles.queries import page_to_call
from porchlight.domain.consent import Decision
from porchlight.domain.steps import Outcome, StepAnswer, StepKind
from porchlight.people.receipts import SeeOther, once
from porchlight.people.requests import PersonRequest, signed_in

STEP_IS_NEAR = timedelta(days=14)


@require_POST
@signed_in
def step(request: PersonRequest) -> HttpResponse:
    """Take the step, or not today: one tap either way. Taking it leads to where it ends."""
    decision = own(request.person, request.now)
    answered = _answered_step(request, decision)

    def write() -> str:
        actions.answer_step(request.person, answered, request.now)
        return _where_it_ends(answered) if answered.answer is StepAnswer.TAKEN else reverse("today")

    return once(request, decision, write)


@require_POST
@signed_in
def outcome(request: PersonRequest, step_id: UUID) -> HttpResponse:
    """What came of a step. An answer that is not known here counts as rather not saying."""
    step_answered = row(StepAnswered, own(request.person, request.now), pk=step_id)
    posted = request.POST.get("outcome", "")
    came_of_it = Outcome(posted) if posted in set(Outcome) else Outcome.NOT_SAID
    actions.record_outcome(request.person, step_answered, came_of_it, request.now)
    return SeeOther(reverse("today"))


def _answered_step(request: PersonRequest, decision: Decision) -> actions.AnsweredStep:
    """What the buttons of the step card sent; anything they could not have sent is not found."""
    posted = request.POST
    try:
        kind, answer = StepKind(posted.get("kind", "")), StepAnswer(posted.get("answer", ""))
        tie_id = UUID(posted.get("tie", "")) if kind in actions.WITH_A_PERSON else None
        place = _place(posted, request.now) if kind in actions.AT_A_PLACE else ("", None)
    except (ValueError, NoReverseMatch) as cause:
        raise Http404 from cause
    tie = row(Tie, decision, pk=tie_id) if tie_id else None
    return actions.AnsweredStep(kind, answer, posted.get("name", "")[:255], tie, *place)


def _place(posted: QueryDict, now: datetime) -> tuple[str, datetime]:
    """The listing a step ends at, and its start: aware, and not far from now."""
    service_id = posted.get("service", "")
    reverse("listing", args=[service_id])
    starts_at = datetime.fromisoformat(posted.get("starts_at", ""))
    if starts_at.tzinfo is None or abs(starts_at - now) > STEP_IS_NEAR:
        raise ValueError("starts_at")
    return service_id, starts_at


def _where_it_ends(answered: actions.AnsweredStep) -> str:
    if answered.tie is not None and answered.kind is StepKind.CALL:
        return page_to_call(answered.tie.pk)
    if answered.tie is not None:
        return reverse("tie", args=[answered.tie.pk])
    if answered.service_id:
        return reverse("listing", args=[answered.service_id])
    return reverse("tie-add")
