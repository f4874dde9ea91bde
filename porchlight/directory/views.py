"""Meet: what starts soon, one meeting, and the ones a person saved."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from porchlight.circles.access import own, rows
from porchlight.directory import queries
from porchlight.directory.calendar import calendar_of
from porchlight.directory.forms import SoonForm
from porchlight.directory.models import Joining, Saved, Service
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in

A_PAGE = 50
MOST_PAGES = 40
A_DAY, A_YEAR = timedelta(days=1), timedelta(days=366)


@require_safe
@signed_in
def soon(request: PersonRequest) -> HttpResponse:
    """What starts soon near the place asked for. The whole question stands in the address."""
    decision = own(request.person, request.now)
    kept_place = request.person.home_place.open(decision) or ""
    form = SoonForm(request.GET, country=request.person.country, home=kept_place)
    shown = {"form": form, "kept_place": kept_place, "is_asking": bool(request.GET)}
    if not form.is_valid():
        return render(request, "directory/soon.html", shown, status=422)
    at, page = _at(request), _page(request)
    found = queries.search(form.query(skip=(page - 1) * A_PAGE, limit=A_PAGE), at)
    shown |= {
        "found": found,
        "spot": form.spot,
        "days": queries.days_of(found.occurrences, request.person, request.now),
        "next_online": None if found.total else queries.next_online(request.person, at),
        "later": _later(request, at, page) if found.total > page * A_PAGE else "",
        "page_number": page,
    }
    return render(request, "directory/soon.html", shown)


@require_POST
@signed_in
def keep_place(request: PersonRequest) -> HttpResponse:
    """Keep the place that was typed, or with nothing typed let it go."""
    request.person.home_place = request.POST.get("place", "").strip()[:100] or None
    request.person.save(update_fields=["home_place"])
    return SeeOther(reverse("meet"))


@require_safe
@signed_in
def saved(request: PersonRequest) -> HttpResponse:
    decision = own(request.person, request.now)
    kept = queries.saved_meetings(request.person, decision, request.now)
    return render(request, "directory/saved.html", {"saved": kept})


@require_safe
@signed_in
def meeting(request: PersonRequest, service_id: int) -> HttpResponse:
    return _meeting(request, service_id)


@require_POST
@signed_in
def join(request: PersonRequest, service_id: int) -> HttpResponse:
    """The same page with the way in. Asked for by a button, so that no list or link carries it."""
    joining = get_object_or_404(Joining, service=service_id, service__status=Service.Status.ACTIVE)
    return _meeting(request, service_id, joining)


@require_POST
@signed_in
def save(request: PersonRequest, service_id: int) -> HttpResponse:
    service = get_object_or_404(queries.services(), pk=service_id)
    Saved.objects.get_or_create(
        person=request.person, service=service, defaults={"saved_at": request.now}
    )
    return SeeOther(reverse("meeting", args=[service_id]))


@require_POST
@signed_in
def unsave(request: PersonRequest, service_id: int) -> HttpResponse:
    rows(Saved, own(request.person, request.now)).filter(service=service_id).delete()
    return SeeOther(reverse("meeting", args=[service_id]))


@require_safe
@signed_in
def calendar(request: PersonRequest, service_id: int) -> HttpResponse:
    """A file for the person's own calendar. It says only "Meeting" unless asked for in full."""
    service = get_object_or_404(queries.services(), pk=service_id)
    content = calendar_of(service, request.now, in_full=request.GET.get("full") == "1")
    disposition = content_disposition_header(as_attachment=True, filename="meeting.ics")
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": disposition or ""},
    )


def _meeting(
    request: PersonRequest, service_id: int, joining: Joining | None = None
) -> HttpResponse:
    service = get_object_or_404(queries.services(), pk=service_id)
    decision = own(request.person, request.now)
    page = queries.meeting_page(service, request.person, decision, request.now, _on(request))
    return render(request, "directory/meeting.html", {"page": page, "joining": joining})


def _on(request: PersonRequest) -> date | None:
    """The date the page is about, from today to a year ahead."""
    try:
        day = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return None
    return day if timedelta(0) <= day - request.today <= A_YEAR else None


def _at(request: PersonRequest) -> datetime:
    """The moment a longer list was first asked for, so that its pages fit together."""
    with suppress(ValueError, OverflowError, OSError):
        at = datetime.fromtimestamp(int(request.GET.get("at", "")), UTC)
        if abs(at - request.now) < A_DAY:
            return at
    return request.now


def _page(request: PersonRequest) -> int:
    with suppress(ValueError):
        return min(MOST_PAGES, max(1, int(request.GET.get("page", ""))))
    return 1


def _later(request: PersonRequest, at: datetime, page: int) -> str:
    """The address of the next page, or "" after the last."""
    if page >= MOST_PAGES:
        return ""
    asked: QueryDict = request.GET.copy()
    asked["at"], asked["page"] = str(int(at.timestamp())), str(page + 1)
    return f"{reverse('meet')}?{asked.urlencode()}"
