"""One day, whole: add to it or change it, today and up to seven days back."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from porchlight.checkins import actions
from porchlight.checkins.forms import (
    DayForm,
    initial_of,
)
from porchlight.checkins.models import CheckIn
from porchlight.checkins.readings import reading_on
from porchlight.checkins.views.forms_sent import once_or_say
from porchlight.circles.access import own, rows
from porchlight.circles.account_kind import for_recovery
from porchlight.circles.models import Contact, Tie
from porchlight.circles.queries import circle_of
from porchlight.domain.checkin import writable_days
from porchlight.domain.consent import Decision
from porchlight.domain.refused import Refused
from porchlight.people.requests import PersonRequest, signed_in


class DayClosed(Refused):
    """A day was sent that cannot be written any more; what was typed stays on the page."""

    code = "day-closed"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@for_recovery
def day(request: PersonRequest, day: date) -> HttpResponse:
    """One day, whole: add to it or change it, today and up to seven days back."""
    if day not in writable_days(request.today):
        if request.method == "POST":
            raise DayClosed
        return render(request, "checkins/day_closed.html", {"day": day}, status=422)
    decision = own(request.person, request.now)
    form = _day_form(request, decision, day)
    if request.method == "POST" and form.is_valid():
        chosen = rows(Tie, decision).filter(pk__in=form.cleaned_data["talked_with"])

        def write() -> str:
            entry = form.whole_entry(day, list(chosen))
            actions.record_check_in(request.person, entry, request.now)
            return reverse("today") if day == request.today else reverse("weeks") + "?saved=1"

        response = once_or_say(request, form, write)
        if response is not None:
            return response
    context = {"form": form, "day": day, "days": writable_days(request.today)}
    return render(request, "checkins/day.html", context, status=422 if form.is_bound else 200)


def _day_form(request: PersonRequest, decision: Decision, day: date) -> DayForm:
    circle = circle_of(decision)
    check_in = rows(CheckIn, decision).filter(day=day).first()
    ties = rows(Contact, decision).filter(day=day).values_list("tie_id", flat=True)
    reading = reading_on(decision, day)
    note = (check_in.note.open(decision) or "") if check_in else ""
    initial = initial_of(reading, note, [str(tie) for tie in ties])
    return DayForm(request.POST or None, today=request.today, circle=circle, initial=initial)
