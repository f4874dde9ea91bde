"""By need: what somebody looks for, then where it is."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from porchlight.directory.finder import search as finder
from porchlight.directory.forms import CareForm
from porchlight.directory.queries.care import A_PAGE, care_page
from porchlight.directory.views.meet_request import form_and_viewer, kept_place
from porchlight.directory.views.paging import next_page, page_asked
from porchlight.directory.views.query_string import chosen, question
from porchlight.directory.vocabulary.needs import CLUSTERS
from porchlight.directory.vocabulary.terms import term_name
from porchlight.directory.vocabulary.url_codes import code_of, term_of
from porchlight.people.requests import VisitRequest
from porchlight.people.visits import limited_by_address

MEETINGS = "meeting"


@require_safe
@limited_by_address
def needs(request: VisitRequest) -> HttpResponse:
    """Needs to choose from, in a few clusters. What nobody lists is left out."""
    in_use = finder.terms_in_use() | {f"need:{MEETINGS}"}
    several = [
        (name, [_need(what) for what in whats if f"need:{what}" in in_use])
        for name, whats in CLUSTERS
    ]
    clusters = [(name, needs) for name, needs in several if needs]
    return render(request, "directory/needs.html", {"clusters": clusters})


@require_safe
@limited_by_address
def need(request: VisitRequest, code: str) -> HttpResponse:
    """What there is for one need. Meetings have a page of their own."""
    group, _colon, what = term_of(code).partition(":")
    if group != "need":
        raise Http404
    if what == MEETINGS:
        return redirect("meet-soon")
    kept = kept_place(request)
    form, viewer = form_and_viewer(request, CareForm, kept)
    shown: dict[str, Any] = {
        "viewer": viewer,
        "form": form,
        "need": term_name(f"need:{what}"),
        "code": code,
        "address": reverse("meet-need", args=[code]),
        "kept_place": kept,
    }
    if not form.is_valid():
        return render(request, "directory/need.html", shown, status=422)
    page = page_asked(request)
    found = care_page(form, what, viewer, request.now, page)
    shown |= {
        "page": found,
        "spot": form.spot,
        "later": next_page(request, page) if found.total > page * A_PAGE else "",
        "chosen": chosen(request, form),
        "question": question(request),
    }
    return render(request, "directory/need.html", shown)


def _need(what: str) -> tuple[str, str]:
    """Its address and its name."""
    term = f"need:{what}"
    if what == MEETINGS:
        return reverse("meet-soon"), term_name(term)
    return reverse("meet-need", args=[code_of(term)]), term_name(term)
