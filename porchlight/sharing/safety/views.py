"""The safety check: first whether it is safe to change anything, then one by one, or all at once.

Its addresses, titles and files have neutral names. Nothing tells anybody else that it was opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from porchlight.circles.access import own, row
from porchlight.people.devices import DEVICE_COOKIE
from porchlight.people.receipts import SeeOther, once
from porchlight.people.requests import PersonRequest, signed_in
from porchlight.people.sessions.confirming import recently_confirmed
from porchlight.people.sessions.store import key_index
from porchlight.practices.lessons.elsewhere import country_of
from porchlight.sharing.models import DatedNote
from porchlight.sharing.safety import actions
from porchlight.sharing.safety.elsewhere import LinesForSafety
from porchlight.sharing.safety.forms import DatedNoteForm
from porchlight.sharing.safety.queries import as_text, dated_entries, open_now
from porchlight.sharing.safety.things import Asker, KindOfThing


@require_safe
@signed_in
def check(request: PersonRequest, elsewhere: LinesForSafety) -> HttpResponse:
    """Whether it is safe today, then two doors. Opening it writes nothing."""
    country = country_of(request)
    lines = elsewhere.home_lines(country)
    if not lines:
        crisis = elsewhere.first_call(country).line
        lines = [crisis] if crisis else []
    return render(request, "sharing/safety/check.html", {"lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def one_by_one(request: PersonRequest, kinds: Sequence[KindOfThing]) -> HttpResponse:
    """All that is open, each with its own stop; nothing else is changed by it."""
    asker = _asker(request)
    if request.method == "POST":
        kind = next((one for one in kinds if one.code == request.POST.get("kind")), None)
        row_id = _uuid(request.POST.get("id", ""))
        if kind is None or kind.stop is None or row_id is None:
            raise Http404
        kind.stop(asker, row_id)
        return SeeOther(f"{reverse('check-each')}#{kind.code}")
    context = {
        "kinds": open_now(asker, kinds),
        "keeps_copy": DEVICE_COOKIE in request.COOKIES,
    }
    return render(request, "sharing/safety/one_by_one.html", context)


@require_POST
@signed_in
def stop(request: PersonRequest, kinds: Sequence[KindOfThing]) -> HttpResponse:
    """Everything, at once. This device's copy goes with it; those of others at their next page."""
    actions.stop_everything(_asker(request), kinds)
    response = SeeOther(reverse("check-done"))
    response.delete_cookie(DEVICE_COOKIE, samesite="Lax")
    return response


@require_safe
@signed_in
def done(request: PersonRequest) -> HttpResponse:
    """What stopped, what may be next, and the way back where there is one."""
    decision = own(request.person, request.now)
    entries = dated_entries(decision)
    if not any(entry.is_stop for entry in entries):
        return SeeOther(reverse("check"))
    can_undo = bool(actions.to_give_again(decision, request.now))
    return render(request, "sharing/safety/done.html", {"can_undo": can_undo})


@require_POST
@signed_in
def undo(request: PersonRequest) -> HttpResponse:
    actions.give_again(_asker(request))
    return SeeOther(reverse("check-each"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def dates(request: PersonRequest) -> HttpResponse:
    """Notes with a date, for the person alone."""
    asker = _asker(request)
    form = DatedNoteForm(request.POST or None)
    if form.is_bound and form.is_valid():

        def write() -> str:
            words, when = form.cleaned_data["words"], form.cleaned_data["when"]
            actions.keep_dated_note(asker, words, when)
            return reverse("dates")

        return once(request, asker.decision, write)
    context = {"form": form, "entries": dated_entries(asker.decision)}
    status = 422 if request.method == "POST" else 200
    return render(request, "sharing/safety/dates.html", context, status=status)


@require_safe
@signed_in
@recently_confirmed
def dates_file(request: PersonRequest) -> HttpResponse:
    text = as_text(dated_entries(own(request.person, request.now)))
    headers = {"Content-Disposition": f'attachment; filename="{_("dates")}.txt"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


@require_POST
@signed_in
def date_delete(request: PersonRequest, note_id: UUID) -> HttpResponse:
    actions.delete_dated_note(row(DatedNote, own(request.person, request.now), pk=note_id))
    return SeeOther(reverse("dates"))


def _asker(request: PersonRequest) -> Asker:
    decision = own(request.person, request.now)
    visit = key_index(str(request.session.session_key))
    return Asker(request.person, decision, request.now, visit)


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
