"""For hosts: where listings come from, what waits for an answer, and which of them give way."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from porchlight.directory.dedupe.actions import undo_duplicate
from porchlight.directory.dedupe.pairs import pairs
from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.intake.refresh import Refreshed, accept_held, refuse_held
from porchlight.directory.intake.source_health import SourceRow, sources_page
from porchlight.directory.models import Duplicate, Source
from porchlight.directory.queries.corrections import count_waiting
from porchlight.directory.views.paging import next_page, page_asked
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, hosts_only, signed_in

A_PAGE = 40
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@signed_in
@hosts_only
def sources(request: PersonRequest) -> HttpResponse:
    """Every source with its age; those with a change that waits stand first."""
    shown = {
        "page": sources_page(request.now),
        "corrections": count_waiting(),
        "command": "porchlight import --help",
        "table_command": "porchlight import table listings.xlsx --source helpers",
        "duplicates": Duplicate.objects.filter(undone_at=None).count(),
    }
    return render(request, "directory/sources.html", shown)


@require_safe
@signed_in
@hosts_only
def source(request: PersonRequest, source_id: int) -> HttpResponse:
    return render(request, "directory/source.html", {"row": _row(request, source_id)})


@require_POST
@signed_in
@hosts_only
def answer(request: PersonRequest, source_id: int) -> HttpResponse:
    """Yes or no to the change that waits. A yes reads the feed again, which may take a while."""
    found = get_object_or_404(Source, pk=source_id)
    choice = request.POST.get("answer", "")
    if choice not in ("accept", "refuse"):
        raise Http404
    if choice == "refuse":
        return _refuse(request, found)
    try:
        looked = accept_held(found, request.now)
    except FeedRefused as fault:
        looked = Refreshed(found.name, None, str(fault))
    if looked.report is None:
        return _not_done(request, source_id, looked.refusal)
    return SeeOther(reverse("source", args=[source_id]))


@require_safe
@signed_in
@hosts_only
def table(request: PersonRequest) -> HttpResponse:
    """The table that anyone can fill in, in the host's language."""
    from porchlight.directory.formats.spreadsheet.template import (
        template,  # loads what writes sheets
    )

    return HttpResponse(
        template(request.person.language),
        content_type=SHEET,
        headers={"Content-Disposition": 'attachment; filename="listings.xlsx"'},
    )


@require_safe
@signed_in
@hosts_only
def duplicates(request: PersonRequest) -> HttpResponse:
    """Listings that say what another one says, and give way to it."""
    page = page_asked(request)
    found = pairs(A_PAGE, skip=(page - 1) * A_PAGE)
    later = next_page(request, page) if found.total > page * A_PAGE else ""
    return render(request, "directory/duplicates.html", {"found": found, "later": later})


@require_POST
@signed_in
@hosts_only
def undo(request: PersonRequest, duplicate_id: int) -> HttpResponse:
    get_object_or_404(Duplicate, pk=duplicate_id)
    undo_duplicate(duplicate_id, request.now)
    return SeeOther(reverse("duplicates"))


def _refuse(request: PersonRequest, found: Source) -> HttpResponse:
    try:
        refuse_held(found, request.now)
    except FeedRefused as fault:
        return _not_done(request, found.pk, str(fault))
    return SeeOther(reverse("source", args=[found.pk]))


def _not_done(request: PersonRequest, source_id: int, words: str) -> HttpResponse:
    shown = {"row": _row(request, source_id), "not_done": words}
    return render(request, "directory/source.html", shown, status=422)


def _row(request: PersonRequest, source_id: int) -> SourceRow:
    rows = sources_page(request.now).rows
    row = next((row for row in rows if row.source.pk == source_id), None)
    if row is None:
        raise Http404
    return row
