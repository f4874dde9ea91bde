"""Where somebody is signed in: their visits by device, and how each or all of them are ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from porchlight.circles.access import own, row, rows
from porchlight.domain.consent import Decision
from porchlight.people.actions import end_other_sessions, end_session
from porchlight.people.devices import device_words
from porchlight.people.ending import end_visit
from porchlight.people.models import Visit
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in
from porchlight.people.sessions.store import key_index
from porchlight.people.signing_in import with_forms_spent


@dataclass(frozen=True)
class VisitRow:
    """A visit in words. `since` is the person's own day; None: it is not known."""

    pk: UUID
    device: str
    browser: str
    since: date | None
    is_this: bool


@require_safe
@signed_in
def visits(request: PersonRequest) -> HttpResponse:
    decision = own(request.person, request.now)
    this = _this(request)
    open_visits = rows(Visit, decision).filter(expires_at__gt=request.now)
    shown = [_in_words(visit, decision, this) for visit in open_visits]
    shown.sort(key=lambda visit: visit.since or date.min, reverse=True)
    shown.sort(key=lambda visit: not visit.is_this)
    return render(request, "web/visits.html", {"visits": shown})


@require_POST
@signed_in
def visit_end(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Sign out on one device. On this one it is as signing out is."""
    visit = row(Visit, own(request.person, request.now), pk=pk)
    if visit.key_index == _this(request):
        return _signed_out(request)
    end_session(visit)
    return SeeOther(reverse("visits"))


@require_POST
@signed_in
def visits_end(request: PersonRequest) -> HttpResponse:
    """Sign out everywhere else, or with `here` on this device too."""
    end_other_sessions(request.person, _this(request))
    return _signed_out(request) if "here" in request.POST else SeeOther(reverse("visits"))


def _signed_out(request: HttpRequest) -> HttpResponse:
    end_visit(request)
    return with_forms_spent(SeeOther(reverse("home")))


def _this(request: PersonRequest) -> str:
    return key_index(str(request.session.session_key))


def _in_words(visit: Visit, decision: Decision, this: str) -> VisitRow:
    device = visit.device.open(decision) or {}
    return VisitRow(
        pk=visit.pk,
        device=device_words(device.get("kind", "")),
        browser=device.get("browser", ""),
        since=date.fromisoformat(device["day"]) if "day" in device else None,
        is_this=visit.key_index == this,
    )
