"""One's own light: put on and off, its limits, its regular hours, and who sees it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from porchlight.domain.light import ManyHours
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in
from porchlight.reach.lights import actions
from porchlight.reach.lights.forms import (
    HoursForm,
    LimitsForm,
    PutOnForm,
    TakeHoursForm,
    limits_of,
)
from porchlight.reach.lights.page import light_page


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def light(request: PersonRequest) -> HttpResponse:
    if request.method != "POST":
        return _draw(request)
    form = LimitsForm(request.POST, people=light_page(request.person, request.now).people)
    if not form.is_valid():
        return _draw(request, limits_form=form)
    said = form.cleaned_data
    shown_to = said.get("shown_to", ())
    actions.set_limits(request.person, said["limit"], said["askable"], shown_to, request.now)
    return _to_light("kept")


@require_POST
@signed_in
def light_on(request: PersonRequest) -> HttpResponse:
    form = PutOnForm(request.POST, zone=request.person.zone, at=request.now)
    if not form.is_valid():
        return _draw(request, put_on_form=form)
    actions.put_on(request.person, form.cleaned_data["until"], request.now)
    return _to_light()


@require_POST
@signed_in
def light_off(request: PersonRequest) -> HttpResponse:
    actions.put_out(request.person, request.now)
    return _to_light()


@require_POST
@signed_in
def light_rest(request: PersonRequest) -> HttpResponse:
    actions.take_day_off(request.person, request.now)
    return _to_light()


@require_POST
@signed_in
def light_rest_end(request: PersonRequest) -> HttpResponse:
    actions.end_rest(request.person, request.now)
    return _to_light()


@require_POST
@signed_in
def light_hours(request: PersonRequest) -> HttpResponse:
    form = HoursForm(request.POST)
    if form.is_valid():
        try:
            actions.add_hours(request.person, form.hours, request.now)
        except ManyHours:
            form.add_error("weekdays", _("There is room for seven. Take one out first"))
        else:
            return _to_light("kept")
    return _draw(request, hours_form=form)


@require_POST
@signed_in
def light_hours_end(request: PersonRequest) -> HttpResponse:
    """What is not among the hours is gone already."""
    form = TakeHoursForm(request.POST)
    if form.is_valid():
        times = form.cleaned_data
        actions.take_hours(request.person, times["start"], times["end"], request.now)
    return _to_light("kept")


def _to_light(done: str = "") -> SeeOther:
    address = reverse("light")
    return SeeOther(f"{address}?done={done}" if done else address)


def _draw(request: PersonRequest, **sent: forms.Form) -> HttpResponse:
    """The page, with what was typed where a form was not taken."""
    page = light_page(request.person, request.now)
    shown_to = [one.tie_id for one in page.shown_to]
    context: dict[str, Any] = {
        "page": page,
        "done": request.GET.get("done") == "kept",
        "put_on_form": PutOnForm(zone=request.person.zone, at=request.now),
        "limits_form": LimitsForm(people=page.people, initial=limits_of(page.light, shown_to)),
        "hours_form": HoursForm(),
        **sent,
    }
    return render(request, "reach/light/light.html", context, status=422 if sent else 200)
