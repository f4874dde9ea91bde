"""A page that exists in tests alone: what one person may see of others. Pages that show one
person's things to another come later; this one proves what they will stand on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

from porchlight.checkins.models import CheckIn
from porchlight.circles.access import decide, rows, subjects_visible_to
from porchlight.domain.consent import Action, DataClass, Purpose
from porchlight.people.requests import signed_in

SEEN = frozenset({DataClass.CHECK_IN, DataClass.MOOD})


@signed_in
def everybody(request: Any) -> HttpResponse:
    """A line for each person whose moods the viewer may see."""
    decisions = subjects_visible_to(
        request.person, DataClass.CHECK_IN, Purpose.SUPPORT, request.now, Action.SUMMARY
    )
    lines = []
    for subject_id in decisions:
        days = rows(CheckIn, decisions[subject_id]).order_by("day").values_list("day", flat=True)
        lines.append(f"{subject_id}: {', '.join(map(str, days))}")
    return HttpResponse("\n".join([f"{len(lines)} people", *lines]), content_type="text/plain")


@signed_in
def one(request: Any, subject_id: UUID) -> HttpResponse:
    """One person's days and moods. It exists whatever is granted, also when nothing is."""
    decision = decide(request.person, subject_id, Action.VIEW, SEEN, Purpose.SUPPORT, request.now)
    found = rows(CheckIn, decision).order_by("day")
    lines = [f"{row.day}: {row.mood.open(decision)}" for row in found]
    return HttpResponse("\n".join([f"{len(lines)} days", *lines]), content_type="text/plain")


def one_day(request: HttpRequest, subject_id: UUID, row_id: UUID) -> HttpResponse:
    """A single thing: a refusal is the 404 of something that is not there."""
    asked: Any = request
    decision = decide(asked.person, subject_id, Action.VIEW, SEEN, Purpose.SUPPORT, asked.now)
    found = rows(CheckIn, decision).filter(pk=row_id).first()
    if found is None:
        raise Http404
    return HttpResponse(str(found.mood.open(decision)), content_type="text/plain")


urlpatterns = [
    path("seen/", everybody),
    path("seen/<uuid:subject_id>/", one),
    path("seen/<uuid:subject_id>/<uuid:row_id>/", one_day),
    path("", include("porchlight.urls")),
]
