"""Meet: what starts soon."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from porchlight.circles.access import own
from porchlight.directory.forms import SoonForm
from porchlight.directory.queries import starts as queries
from porchlight.directory.views.paging import moment_asked, next_page, page_asked
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in

A_PAGE = 50


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
    at, page = moment_asked(request), page_asked(request)
    found = queries.search(form.query(skip=(page - 1) * A_PAGE, limit=A_PAGE), at)
    shown |= {
        "found": found,
        "spot": form.spot,
        "days": queries.days_of(found.occurrences, request.person, request.now),
        "next_online": None if found.total else queries.next_online(request.person, at),
        "later": next_page(request, reverse("meet"), page, at)
        if found.total > page * A_PAGE
        else "",
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
