"""Today: the day's check-in by three taps; then what it is answered with."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from porchlight.checkins import actions
from porchlight.checkins.forms import (
    CheckInForm,
)
from porchlight.checkins.models import Notice
from porchlight.checkins.queries.steps import FindPlaces
from porchlight.checkins.queries.today import NextSaved, today_page
from porchlight.checkins.views.forms_sent import once_or_say
from porchlight.circles.access import own, row
from porchlight.domain.noticing import Fits
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def today(request: PersonRequest, dated_places: FindPlaces, next_saved: NextSaved) -> HttpResponse:
    """The day's check-in by three taps; then the saved word, why, and one small step."""
    form = CheckInForm(request.POST, today=request.today) if request.method == "POST" else None
    if form is not None and form.is_valid():
        entry = form.entry()

        def write() -> str:
            actions.record_check_in(request.person, entry, request.now)
            return reverse("today")

        answer = once_or_say(request, form, write)
        if answer is not None:
            return answer
    page = today_page(request, dated_places, next_saved)
    status = 200 if form is None else 422
    if form is None and page.check_in is None:
        form = CheckInForm(today=request.today)  # once the day is told, nothing asks for it
    return render(request, "checkins/today.html", {"page": page, "form": form}, status=status)


@require_POST
@signed_in
def notice(request: PersonRequest, notice_id: UUID) -> HttpResponse:
    """What a person says to "does that fit?". Any other word is no answer, and changes nothing."""
    kept = row(Notice, own(request.person, request.now), pk=notice_id)
    told = request.POST.get("fits", "")
    if told in set(Fits):
        actions.answer_notice(request.person, kept, Fits(told), request.now)
    return SeeOther(reverse("today"))
