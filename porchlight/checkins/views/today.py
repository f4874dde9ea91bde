"""Today: the day's check-in by three taps; then what it is answered with."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from porchlight.checkins import actions, today_words
from porchlight.checkins.forms import CheckInForm
from porchlight.checkins.models import Notice
from porchlight.checkins.queries.today import Elsewhere, today_page
from porchlight.checkins.views.forms_sent import once_or_say
from porchlight.circles.access import own, row
from porchlight.circles.account_kind import for_recovery
from porchlight.domain.answering import Later, LowDaysReply
from porchlight.domain.noticing import Fits
from porchlight.people.queued import is_queued, is_told_again, takes_queued
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in

# What the buttons of Today send, and what each keeps of the day.
REPLIES: dict[str, dict[str, Any]] = {
    "only-said": {"only_said": True},
    "close": {"hard_closed": True},
    "open": {"hard_closed": False},
    **{str(later): {"later": str(later)} for later in Later},
    **{f"low-days-{reply}": {"low_days": str(reply)} for reply in LowDaysReply},
    "used": {"used": True},
    "not-used": {"used": False},
}


@require_http_methods(["GET", "HEAD", "POST"])
@takes_queued
@signed_in
@for_recovery
def today(request: PersonRequest, elsewhere: Elsewhere) -> HttpResponse:
    """The day's check-in by three taps; then the saved word, why, and one small step."""
    form = CheckInForm(request.POST, today=request.today) if request.method == "POST" else None
    if form is not None and form.is_valid():
        entry = form.entry()

        def write() -> str:
            if is_queued(request) and not is_told_again(request):
                actions.check_not_told(request.person, entry, request.now)
            actions.record_check_in(request.person, entry, request.now)
            return reverse("today")

        try:
            response = once_or_say(request, form, write)
        except actions.ToldOtherwise:
            return HttpResponse(status=409)  # both stay: the row here, the form on the device
        if response is not None:
            return response
    page = today_page(request, elsewhere)
    context = {
        "page": page,
        "form": form,
        "heading": today_words.heading(page, _hour(request)),
        "echo": today_words.echo(page.reading) if page.reading else [],
    }
    return render(request, "checkins/today.html", context, status=422 if form else 200)


@require_POST
@signed_in
@for_recovery
def reply(request: PersonRequest) -> HttpResponse:
    """What a person taps on the page of a hard day, or says of the day."""
    answers = REPLIES.get(request.POST.get("reply", ""))
    if answers is None:
        raise Http404
    actions.keep_reply(request.person, request.today, own(request.person, request.now), **answers)
    # What is said to the offer stands below the ways of a hard day, so the page opens there.
    place = "#low-days" if "low_days" in answers else ""
    return SeeOther(reverse("today") + place)


@require_POST
@signed_in
def notice(request: PersonRequest, notice_id: UUID) -> HttpResponse:
    """What a person says to "does that fit?". Any other word is no answer, and changes nothing."""
    asked = row(Notice, own(request.person, request.now), pk=notice_id)
    answer = request.POST.get("fits", "")
    if answer in set(Fits):
        actions.answer_notice(request.person, asked, Fits(answer), request.now)
    return SeeOther(reverse("today"))


def _hour(request: PersonRequest) -> int:
    return request.now.astimezone(request.person.zoneinfo).hour
