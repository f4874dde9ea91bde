"""The way into Meet, what starts soon, and what can be joined online now."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from porchlight.circles.access import own
from porchlight.directory import finder
from porchlight.directory.finder import FindQuery
from porchlight.directory.forms import HOW_LONG, NowForm, SoonForm
from porchlight.directory.queries.saved import coming_up, saved_listings
from porchlight.directory.queries.starts import days_of, next_online, now_page
from porchlight.directory.queries.today import home_spot
from porchlight.directory.views.asked import chosen, question
from porchlight.directory.views.paging import moment_asked, next_page, page_asked
from porchlight.directory.views.viewer import asked, kept_place, viewer_of
from porchlight.domain.steps import WITHIN_REACH_M
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, VisitRequest, signed_in
from porchlight.people.visits import limited_by_address

A_PAGE = 30
FIRST_FEW = 3


@require_safe
@limited_by_address
def home(request: VisitRequest) -> HttpResponse:
    """Three plain ways in; for somebody signed in, what is next near their place and saved."""
    viewer = viewer_of(request)
    form = SoonForm(request.GET, country=viewer.country)
    hours = request.GET.get("hours", "")
    shown: dict[str, Any] = {
        "viewer": viewer,
        "form": form,
        "hours": hours if hours in HOW_LONG else "",
        **_of_their_own(request),
    }
    return render(request, "directory/home.html", shown)


@require_safe
@limited_by_address
def soon(request: VisitRequest) -> HttpResponse:
    """What starts soon near the place asked for. The whole question stands in the address."""
    home = kept_place(request)
    form, viewer = asked(request, SoonForm, home)
    shown: dict[str, Any] = {
        "viewer": viewer,
        "form": form,
        "kept_place": home,
        "address": reverse("meet-soon"),
    }
    if not form.is_valid():
        return render(request, "directory/soon.html", shown, status=422)
    at, page = moment_asked(request), page_asked(request)
    skip = (page - 1) * A_PAGE
    found = finder.search(form.query(skip, A_PAGE), at)
    shown |= {
        "total": found.total,
        "spot": form.spot,
        "days": days_of(found.occurrences, viewer, request.now, from_afar=form.is_from_afar),
        "next_online": None if found.total else next_online(viewer, at),
        "later": next_page(request, page, at) if found.total > page * A_PAGE else "",
        "chosen": chosen(request, form),
        "question": question(request),
    }
    return render(request, "directory/soon.html", shown)


@require_safe
@limited_by_address
def now(request: VisitRequest) -> HttpResponse:
    """What can be joined online: now, within the hour, later today."""
    form, viewer = asked(request, NowForm)
    shown: dict[str, Any] = {"viewer": viewer, "form": form, "address": reverse("meet-now")}
    if not form.is_valid():
        return render(request, "directory/now.html", shown, status=422)
    shown |= {
        "page": now_page(form.terms, viewer, request.now),
        "chosen": chosen(request, form),
        "question": question(request),
    }
    return render(request, "directory/now.html", shown)


@require_POST
@signed_in
def keep_place(request: PersonRequest) -> HttpResponse:
    """Keep the place that was typed, or with nothing typed let it go."""
    request.person.home_place = request.POST.get("place", "").strip()[:100] or None
    request.person.save(update_fields=["home_place"])
    return SeeOther(reverse("meet"))


def _of_their_own(request: VisitRequest) -> dict[str, Any]:
    """What Meet's first page says of a person's own things. Nothing, for a guest."""
    person = request.person
    if person is None:
        return {}
    decision, soonest = own(person, request.now), []
    spot = home_spot(person, decision)
    if spot is not None:
        query = FindQuery(12, near=spot.point, within_m=WITHIN_REACH_M, limit=FIRST_FEW)
        soonest = days_of(finder.find(query, request.now), person, request.now)
    return {
        "spot": spot,
        "soonest": soonest,
        "kept_place": person.home_place.open(decision) or "",
        "saved": coming_up(saved_listings(person, decision, request.now), FIRST_FEW),
    }
