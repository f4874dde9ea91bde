"""Notes on this phone: turned on and off in Me, looked after by each page, and what opening one
leads to."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from porchlight.circles.access import own, row
from porchlight.circles.push_devices import device_of_visit
from porchlight.circles.queries import circle_of
from porchlight.domain.consent import Decision
from porchlight.outbox.push.devices import drop, turn_off, turn_on
from porchlight.outbox.push.vapid import public_key
from porchlight.people.models import Visit
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in
from porchlight.people.sessions import push_mark
from porchlight.people.sessions.store import key_index
from porchlight.reach.asks.queries import asks_to
from porchlight.together.waiting import what_waits
from porchlight.web.push.forms import PushForm


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def push(request: PersonRequest) -> HttpResponseBase:
    """Whether notes come to this phone, and turning them on. A matter of this visit alone."""
    decision = own(request.person, request.now)
    form = PushForm(request.POST if request.method == "POST" else None)
    if form.is_bound and _turned_on(request, form, decision):
        return SeeOther(reverse("push"))
    device = device_of_visit(_visit_key(request), decision)
    context = {
        "form": form,
        "is_offered": bool(settings.PUSH_CONTACT),
        "is_on": device is not None and device.dropped_on is None,
        "was_dropped": push_mark.was_turned_on(request.session)
        and (device is None or device.dropped_on is not None),
        "public_key": public_key(),
    }
    return render(request, "web/push/push.html", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def push_off(request: PersonRequest) -> HttpResponse:
    turn_off(_visit(request, own(request.person, request.now)))
    push_mark.forget(request.session)
    return SeeOther(reverse("push"))


@require_POST
@signed_in
def push_check(request: PersonRequest) -> HttpResponse:
    """From a page whose browser has another subscription than it should: the new one, or none. Only
    where notes were turned on in this visit, so that no page turns them on by itself."""
    if not push_mark.was_turned_on(request.session):
        return HttpResponse(status=204)
    decision = own(request.person, request.now)
    if not _turned_on(request, PushForm(request.POST), decision):
        device = device_of_visit(_visit_key(request), decision)
        drop([device.pk] if device else [], request.now.date())
        push_mark.note_dropped(request.session)
    return HttpResponse(status=204)


@require_safe
@signed_in
def push_new(request: PersonRequest, mark: str) -> HttpResponse:
    """What opening a note leads to: whatever is new by now. The address itself says nothing."""
    waits = what_waits(request.person, request.now)
    friends = circle_of(own(request.person, request.now))
    context = {
        "asks": asks_to(request.person, request.now),
        "writers": [friend for friend in friends if friend.tie_id in waits.notes],
        "askers": [friend for friend in friends if friend.tie_id in waits.asks],
    }
    return render(request, "web/push/new.html", context)


def _turned_on(request: PersonRequest, form: PushForm, decision: Decision) -> bool:
    subscription = form.subscription(request.build_absolute_uri("/"))
    if subscription is None or not settings.PUSH_CONTACT:
        return False
    turn_on(request.person, _visit(request, decision), subscription)
    push_mark.keep_mark(request.session, subscription.endpoint)
    return True


def _visit(request: PersonRequest, decision: Decision) -> Visit:
    return row(Visit, decision, key_index=_visit_key(request))


def _visit_key(request: PersonRequest) -> str:
    return key_index(str(request.session.session_key))
