"""The same question on a map, and as a list to print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from porchlight.directory.forms import SoonForm
from porchlight.directory.queries.map import map_page
from porchlight.directory.queries.print_list import pocket_list
from porchlight.directory.views.meet_request import form_and_viewer, kept_place
from porchlight.directory.views.query_string import chosen, question
from porchlight.people.requests import VisitRequest
from porchlight.people.visits import limited_by_address

# The lines of Help to print beside the list; porchlight/urls.py hands the function over.
LinesOf = Callable[[str], Sequence[Any]]


@require_safe
@limited_by_address
def around(request: VisitRequest) -> HttpResponse:
    """A drawing to scale; with the host's own tiles, a map. The list below says the same."""
    form, viewer = form_and_viewer(request, SoonForm, kept_place(request))
    shown: dict[str, Any] = {
        "viewer": viewer,
        "form": form,
        "address": reverse("meet-map"),
        "question": question(request),
    }
    if not form.is_valid() or form.spot is None:
        return render(request, "directory/map.html", shown, status=422 if form.errors else 200)
    shown |= {
        "spot": form.spot,
        "page": map_page(form, viewer, request.now),
        "chosen": chosen(request, form),
        "tiles": settings.TILES,
    }
    response = render(request, "directory/map.html", shown)
    if settings.TILES:
        # Pictures may come from the host's tile server, on this page alone.
        response._csp_update = {"img-src": [settings.TILES.origin]}  # type: ignore[attr-defined]
    return response


@require_safe
@limited_by_address
def pocket(request: VisitRequest, lines_of: LinesOf) -> HttpResponse:
    """A week of the current question, ready for paper."""
    form, viewer = form_and_viewer(request, SoonForm, kept_place(request))
    shown: dict[str, Any] = {"viewer": viewer, "form": form, "question": question(request)}
    if not form.is_valid():
        return render(request, "directory/pocket.html", shown, status=422)
    shown |= {
        "page": pocket_list(form, viewer, request.now),
        "lines": lines_of(viewer.country),
        "chosen": chosen(request, form),
    }
    return render(request, "directory/pocket.html", shown)
