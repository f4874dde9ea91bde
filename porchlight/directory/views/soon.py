"""The way into Meet, what starts soon, and what can be joined online now."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from porchlight.circles.access import own
from porchlight.directory import finder
from porchlight.directory.finder import FindQuery
from porchlight.directory.forms import NowForm, SoonForm
from porchlight.directory.queries.saved import coming_up, saved_listings
from porchlight.directory.queries.starts import days_of, next_online, now_page
from porchlight.directory.queries.today import home_spot
from porchlight.directory.views.asked import chosen, question
from porchlight.directory.views.paging import moment_asked, next_page, page_asked
from porchlight.domain.steps import WITHIN_REACH_M
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in

A_PAGE = 30
FIRST_FEW = 3


@require_safe
@signed_in
def home(request: PersonRequest) -> HttpResponse:
    """Three plain ways in, and the saved ones that come next."""
    decision = own(request.person, request.now)
    spot = home_spot(request.person, decision)
    soonest = []
    if spot is not None:
        query = FindQuery(12, near=spot.point, within_m=WITHIN_REACH_M, limit=FIRST_FEW)
        soonest = days_of(finder.find(query, request.now), request.person, request.now)
    shown = {
        "spot": spot,
        "soonest": soonest,
        "kept_place": request.person.home_place.open(decision) or "",
        "form": SoonForm(request.GET, country=request.person.country),
        "saved": coming_up(saved_listings(request.person, decision, request.now), FIRST_FEW),
    }
    return render(request, "directory/home.html", shown)


@require_safe
@signed_in
def soon(request: PersonRequest) -> HttpResponse:
    """What starts soon near the place asked for. The whole question stands in the address."""
    decision = own(request.person, request.now)
    kept_place = request.person.home_place.open(decision) or ""
    person = request.person
    form = SoonForm(request.GET, country=person.country, home=kept_place, zone=person.zone)
    shown = {"form": form, "kept_place": kept_place, "address": reverse("meet-soon")}
    if not form.is_valid():
        return render(request, "directory/soon.html", shown, status=422)
    at, page = moment_asked(request), page_asked(request)
    skip = (page - 1) * A_PAGE
    found = finder.search(form.query(skip, A_PAGE), at)
    shown |= {
        "total": found.total,
        "spot": form.spot,
        "days": days_of(
            found.occurrences, request.person, request.now, from_afar=form.is_from_afar
        ),
        "next_online": None if found.total else next_online(request.person, at),
        "later": next_page(request, page, at) if found.total > page * A_PAGE else "",
        "chosen": chosen(request, form),
        "question": question(request),
    }
    return render(request, "directory/soon.html", shown)


@require_safe
@signed_in
def now(request: PersonRequest) -> HttpResponse:
    """What can be joined online: now, within the hour, later today."""
    form = NowForm(request.GET, country=request.person.country)
    shown = {"form": form, "address": reverse("meet-now")}
    if not form.is_valid():
        return render(request, "directory/now.html", shown, status=422)
    shown |= {
        "page": now_page(form.terms, request.person, request.now),
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
