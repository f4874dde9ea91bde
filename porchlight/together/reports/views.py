"""Pages of reports: sending one, what became of it, and the hosts' queue."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from porchlight.circles.access import own, row, rows
from porchlight.circles.models import Tie
from porchlight.circles.queries import Friend, friend
from porchlight.people.receipts import SeeOther, once
from porchlight.people.requests import PersonRequest, hosts_only, signed_in
from porchlight.together.models import SentReport
from porchlight.together.reports import actions
from porchlight.together.reports.copies import ReportedKind
from porchlight.together.reports.forms import DecisionForm, ReportForm, SaidMoreForm
from porchlight.together.reports.queries import report_for, report_queue, reports_of

# In the address of all reports: from whose card the person came.
FROM = "from"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def report(
    request: PersonRequest,
    tie_id: UUID,
    item_id: UUID | None = None,
    kind: ReportedKind | None = None,
) -> HttpResponse:
    """Hand over to the hosts what the other wrote: a note, something they handed over, a promise, a
    plan, times. Without `item_id` it is the newest of all that, as after a block no page shows any
    of it. The page is the same whether there is one."""
    decision = own(request.person, request.now)
    tie = row(Tie, decision, pk=tie_id)
    author_id = tie.account_id
    if author_id is None:
        raise Http404
    person = friend(tie, decision)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"name": person.name, **form.cleaned_data}

        def write() -> str:
            actions.report_thing(request.person, author_id, item_id, said, request.now, kind)
            return _sent_from(str(tie_id))

        try:
            return once(request, decision, write)
        except actions.NothingToReport:
            form.add_error(None, _("It is not there any more. Nothing was sent."))
        except actions.ManyReports:
            form.add_error(None, _("That is a lot in a short time. Wait a while, then send it."))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "friend": person, "is_one": item_id is not None, "kind": kind}
    return render(request, "together/reports/report.html", context, status=status)


@require_safe
@signed_in
def reports_sent(request: PersonRequest) -> HttpResponse:
    """What this person reported, and what was said to it."""
    return _sent_page(request, SaidMoreForm())


@require_POST
@signed_in
def report_add(request: PersonRequest, sent_id: UUID) -> HttpResponse:
    """One thing more that a host asked for."""
    sent = row(SentReport, own(request.person, request.now), pk=sent_id)
    form = SaidMoreForm(request.POST)
    if not form.is_valid():
        return _sent_page(request, form, sent_id, status=422)
    actions.add_to_report(sent, form.cleaned_data["words"])
    return SeeOther(_sent_from(request.POST.get(FROM, "")))


@require_safe
@signed_in
@hosts_only
def reports(request: PersonRequest) -> HttpResponse:
    queue = report_queue(request.person, request.now)
    return render(request, "together/reports/queue.html", {"queue": queue})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@hosts_only
def report_case(request: PersonRequest, report_id: UUID) -> HttpResponse:
    """One report with what stood around it, and the decision."""
    found, page = report_for(request.person, report_id, request.now)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        outcome, reason = form.cleaned_data["outcome"], form.cleaned_data["reason"]
        actions.decide_report(found, outcome, reason, request.now)
        return SeeOther(reverse("reports"))
    status = 422 if request.method == "POST" else 200
    context = {"page": page, "form": form}
    return render(request, "together/reports/case.html", context, status=status)


def _sent_from(tie_id: str) -> str:
    """The page of all reports, with whose card the person came from."""
    path = reverse("reports-sent")
    return f"{path}?{urlencode({FROM: tie_id})}" if tie_id else path


def _came_from(request: PersonRequest) -> Friend | None:
    """Whose card the person came from, while it is on their list; a report outlives it."""
    decision = own(request.person, request.now)
    try:
        wanted = UUID(request.POST.get(FROM) or request.GET.get(FROM, ""))
    except ValueError:
        return None
    tie = rows(Tie, decision).filter(pk=wanted).first()
    return None if tie is None else friend(tie, decision)


def _sent_page(
    request: PersonRequest, form: SaidMoreForm, sent_id: UUID | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "friend": _came_from(request),
        "sent": reports_of(request.person, request.now),
        "form": form,
        "answered_id": sent_id,
    }
    return render(request, "together/reports/sent.html", context, status=status)
