"""The same question on a map, and as a list to print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from porchlight.circles.access import own
from porchlight.directory.forms import SoonForm
from porchlight.directory.queries.around import map_page
from porchlight.directory.queries.pocket import pocket_list
from porchlight.directory.views.asked import chosen, question
from porchlight.people.requests import PersonRequest, signed_in

# The lines of Help to print beside the list; porchlight/urls.py hands the function over.
LinesOf = Callable[[str], Sequence[Any]]


@require_safe
@signed_in
def around(request: PersonRequest) -> HttpResponse:
    """A drawing to scale; with the host's own tiles, a map. The list below says the same."""
    form = _form(request)
    shown = {"form": form, "address": reverse("meet-map"), "question": question(request)}
    if not form.is_valid() or form.spot is None:
        return render(request, "directory/map.html", shown, status=422 if form.errors else 200)
    shown |= {
        "spot": form.spot,
        "page": map_page(form, request.person, request.now),
        "chosen": chosen(request, form),
        "tiles": settings.TILES,
    }
    response = render(request, "directory/map.html", shown)
    if settings.TILES:
        # Pictures may come from the host's tile server, on this page alone.
        response._csp_update = {"img-src": [settings.TILES.origin]}  # type: ignore[attr-defined]
    return response


@require_safe
@signed_in
def pocket(request: PersonRequest, lines_of: LinesOf) -> HttpResponse:
    """A week of the current question, ready for paper."""
    form = _form(request)
    shown = {"form": form, "question": question(request)}
    if not form.is_valid():
        return render(request, "directory/pocket.html", shown, status=422)
    shown |= {
        "page": pocket_list(form, request.person, request.now),
        "lines": lines_of(request.person.country),
        "chosen": chosen(request, form),
    }
    return render(request, "directory/pocket.html", shown)


def _form(request: PersonRequest) -> SoonForm:
    person = request.person
    kept_place = person.home_place.open(own(person, request.now)) or ""
    return SoonForm(request.GET, country=person.country, home=kept_place, zone=person.zone)
