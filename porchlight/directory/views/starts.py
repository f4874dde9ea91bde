"""The way into Meet, what starts soon, and what can be joined online now."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from porchlight.circles.access import own
from porchlight.directory.finder.search import Attending
from porchlight.directory.forms import TODAY, HomeForm, NowForm, SoonForm
from porchlight.directory.queries import result_count
from porchlight.directory.queries.meet import meet_page, soon_page, wishes_for
from porchlight.directory.queries.saved import SavedListing, coming_up, saved_listings
from porchlight.directory.queries.starts import next_online, now_page
from porchlight.directory.queries.viewer import Viewer
from porchlight.directory.views.meet_request import form_and_viewer, kept_place
from porchlight.directory.views.paging import moment_asked, next_page, page_asked
from porchlight.directory.views.query_string import chips, chosen, question
from porchlight.domain.fit import Wishes
from porchlight.people.actions import change_home_place
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, VisitRequest, signed_in
from porchlight.people.visits import limited_by_address

A_PAGE = 30
FIRST_FEW = 3


@require_safe
@limited_by_address
def home(request: VisitRequest) -> HttpResponse:
    """What is left of today, rooms and online, what fits first; and the saved ones coming up."""
    kept = kept_place(request)
    form, viewer = form_and_viewer(request, HomeForm, kept)
    is_understood = form.is_valid()
    page = meet_page(form, viewer, _wishes(request), request.now)
    here = request.now.astimezone(viewer.zoneinfo)
    shown: dict[str, Any] = {
        "viewer": viewer,
        "form": form,
        "spot": form.spot,
        "page": page,
        "is_asked_where": not form.unclear and (form.spot is None or "change" in request.GET),
        "chips": chips(request, form.spot, Attending.EITHER, TODAY, here),
        "room_words": result_count.head_of_rooms(page.rooms.total, here) if page.rooms else "",
        "online_words": result_count.head_of_online(page.online.total, here),
        "kept_place": kept,
        "saved": _saved_next(request),
    }
    return render(request, "directory/home.html", shown, status=200 if is_understood else 422)


@require_safe
@limited_by_address
def soon(request: VisitRequest) -> HttpResponse:
    """What starts soon near the place asked for. The whole question stands in the address; with
    `filters` in it, the page has every filter and no list."""
    kept = kept_place(request)
    form, viewer = form_and_viewer(request, SoonForm, kept)
    shown: dict[str, Any] = {
        "viewer": viewer,
        "form": form,
        "kept_place": kept,
        "address": reverse("meet-soon"),
    }
    if not form.is_valid():
        shown |= _online_anyway(request, viewer)
        return render(request, "directory/soon.html", shown, status=422)
    if "filters" in request.GET:
        shown["question"] = question(request)
        return render(request, "directory/filters.html", shown)
    at, number = moment_asked(request), page_asked(request)
    part = (number - 1) * A_PAGE, A_PAGE
    page = soon_page(form, viewer, _wishes(request), at, request.now, part)
    here, attending = (
        request.now.astimezone(viewer.zoneinfo),
        Attending(form.cleaned_data["online"]),
    )
    shown |= {
        "page": page,
        "spot": form.spot,
        "found_words": result_count.found(page.rooms, page.online, form, here),
        "chips": chips(request, form.spot, attending, form.day, here),
        "next_online": None if page.total else next_online(viewer, at),
        "later": next_page(request, number, at) if page.total > number * A_PAGE else "",
        "chosen": chosen(request, form),
        "question": question(request),
    }
    return render(request, "directory/soon.html", shown)


@require_safe
@limited_by_address
def now(request: VisitRequest) -> HttpResponse:
    """What can be joined online: now, within the hour, later today."""
    form, viewer = form_and_viewer(request, NowForm)
    shown: dict[str, Any] = {"viewer": viewer, "form": form, "address": reverse("meet-now")}
    if not form.is_valid():
        shown["page"] = now_page((), viewer, request.now)
        return render(request, "directory/now.html", shown, status=422)
    shown |= {
        "page": now_page(form.terms, viewer, request.now),
        "chosen": chosen(request, form),
        "question": question(request),
    }
    return render(request, "directory/now.html", shown)


@require_POST
@signed_in
def change_place(request: PersonRequest) -> HttpResponse:
    """Keep the place that was typed, or with nothing typed let it go."""
    change_home_place(request.person, request.POST.get("place", ""))
    return SeeOther(reverse("meet"))


def _online_anyway(request: VisitRequest, viewer: Viewer) -> dict[str, Any]:
    """What is online in the hours that a bare address asks for: an error in the question hides
    none of it."""
    now, only_online = request.now, f"online={Attending.ONLINE}"
    address = f"{reverse('meet-soon')}?{only_online}"
    form = SoonForm(QueryDict(only_online), country=viewer.country, zone=viewer.zone)
    form.is_valid()
    page = soon_page(form, viewer, _wishes(request), now, now, (0, A_PAGE))
    later = f"{address}&page=2&at={int(now.timestamp())}"
    return {
        "page": page,
        "found_words": result_count.found(0, page.online, form, now.astimezone(viewer.zoneinfo)),
        "next_online": None if page.total else next_online(viewer, now),
        "later": later if page.total > A_PAGE else "",
    }


def _wishes(request: VisitRequest) -> Wishes:
    person = request.person
    return wishes_for(person, own(person, request.now) if person else None)


def _saved_next(request: VisitRequest) -> list[SavedListing]:
    """The next of the person's saved ones. A guest has none."""
    person = request.person
    if person is None:
        return []
    saved = saved_listings(person, own(person, request.now), request.now)
    return coming_up(saved, FIRST_FEW)
