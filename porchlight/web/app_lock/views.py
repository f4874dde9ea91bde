"""The lock on one phone: its setting, the locked page, and what waited behind it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from porchlight.people.ending import end_visit
from porchlight.people.limits import TRIES_PER_NAME, count_try
from porchlight.people.models import Person
from porchlight.people.next_page import door, local_path, next_page
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, VisitRequest, signed_in
from porchlight.people.sessions import app_lock
from porchlight.people.sessions.confirming import note_confirmed, recently_confirmed
from porchlight.people.signing_in import has_passphrase_of, with_forms_spent
from porchlight.web.app_lock.forms import NewPinForm, PassphraseForm, PinForm
from porchlight.web.app_lock.held import held_forms, hold, let_go
from porchlight.web.app_lock.middleware import locked_address, to_locked
from porchlight.web.typed import is_from_this_site, typed_of

# What the script of a page sends when it locks: where the form that was still being written in
# leads, and the page it stands on.
FORM_ADDRESS, PAGE_ADDRESS = "lock_path", "lock_next"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@recently_confirmed
def setting(request: PersonRequest) -> HttpResponse:
    """Turn the lock on with a PIN, choose another one or when it closes, or turn it off."""
    if "off" in request.POST:
        app_lock.turn_off(request.session)
        return SeeOther(reverse("app-lock"))
    if "when" in request.POST:
        app_lock.lock_on_leaving(request.session, request.POST.get("on_leaving") == "1")
        return SeeOther(reverse("app-lock"))
    form = NewPinForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        app_lock.turn_on(request.session, form.cleaned_data["pin"])
        return SeeOther(reverse("app-lock"))
    shown = {"form": form, "is_on": app_lock.is_on(request.session)}
    return render(request, "web/app_lock.html", shown, status=422 if form.errors else 200)


@csrf_exempt
@require_POST
def lock_now(request: VisitRequest) -> HttpResponse:
    """Lock this visit. What a page's script found half-written waits, sealed; the script is told
    where to go.

    Without a form token, as a page that was open for long has none that fits: to lock harms nobody,
    and another site's page cannot do it (`is_forged`).
    """
    wanted = local_path(request.POST.get(PAGE_ADDRESS, ""))
    if _locked_person(request) is None:
        if request.person is None:
            return redirect(door("sign-in", wanted))
        if not app_lock.is_on(request.session):
            return SeeOther(reverse("app-lock"))
        app_lock.lock(request.session)
    if PAGE_ADDRESS not in request.POST:
        return to_locked(request, wanted)
    if FORM_ADDRESS in request.POST:
        _hold_draft(request, local_path(request.POST[FORM_ADDRESS]))
    sent = "kept" if held_forms(request.session) else ""
    return HttpResponse(locked_address(wanted, sent), content_type="text/plain")


@csrf_exempt
@require_POST
@signed_in
def still_here(request: PersonRequest) -> HttpResponse:
    """A page that is being read says so, so that the visit is not locked by time. Nothing is kept
    but the cookie that this answer brings."""
    return HttpResponse(status=204)


@require_http_methods(["GET", "HEAD", "POST"])
def locked(request: VisitRequest) -> HttpResponse:
    """The one page of a locked visit: a PIN, or the passphrase. It says nothing about anybody."""
    person, wanted = _locked_person(request), next_page(request)
    if person is None:
        return redirect(wanted or reverse("today") if request.person else door("sign-in", wanted))
    if request.method != "POST":
        return _page(request, person, PinForm())
    if "by_passphrase" in request.POST:
        return _by_passphrase(request, person)
    form = PinForm(request.POST)
    if not form.is_valid():
        return _page(request, person, form)
    if app_lock.opens(request.session, form.cleaned_data["pin"]):
        return _on_to(request)
    left = app_lock.tries_left(request.session)
    if left == 0:
        return _sign_out(request)
    form.add_error("pin", _wrong_pin(left))
    return _page(request, person, form)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def kept(request: PersonRequest) -> HttpResponse:
    """What was sent or half-written when the visit was locked, to be sent again or dropped."""
    wanted = next_page(request)
    if request.method == "POST":
        let_go(request.session, request.POST.get("one", ""))
    forms = held_forms(request.session)
    if not forms:
        return SeeOther(wanted or reverse("today"))
    return render(request, "web/lock_kept.html", {"forms": forms, "next": wanted})


def _locked_person(request: HttpRequest) -> Person | None:
    person: Person | None = getattr(request, "locked_person", None)
    return person


def _by_passphrase(request: VisitRequest, person: Person) -> HttpResponse:
    form = PassphraseForm(request.POST)
    if not form.is_valid():
        return _page(request, person, form)
    if count_try("leave", str(person.pk), request.now) > TRIES_PER_NAME:
        form.add_error(None, _("Too many tries for now. Wait 15 minutes and try again."))
        answer = _page(request, person, form, status=429)
        answer["Retry-After"] = "900"
        return answer
    if not has_passphrase_of(person, form.cleaned_data["passphrase"]):
        form.add_error("passphrase", _("That is not your passphrase. Check it and try again."))
        return _page(request, person, form)
    app_lock.open_lock(request.session)
    note_confirmed(request, request.now)
    return _on_to(request)


def _on_to(request: VisitRequest) -> HttpResponse:
    """Where somebody was going, by way of what waited. The visit counts as looked at now."""
    wanted = next_page(request)
    if held_forms(request.session):
        response = SeeOther(door("lock-kept", wanted))
    else:
        response = SeeOther(wanted or reverse("today"))
    app_lock.note_seen(request, response, request.now)
    return response


def _sign_out(request: VisitRequest) -> HttpResponse:
    """Five wrong PINs: the visit is over, and its words with it."""
    wanted = next_page(request)
    end_visit(request)
    return with_forms_spent(SeeOther(door("sign-in", wanted)))


def _page(
    request: VisitRequest, person: Person, form: PinForm | PassphraseForm, status: int = 422
) -> HttpResponse:
    is_by_passphrase = isinstance(form, PassphraseForm)
    shown: dict[str, Any] = {
        "form": form,
        "pin_form": PinForm() if is_by_passphrase else form,
        "passphrase_form": form if is_by_passphrase else PassphraseForm(),
        "has_passphrase": person.has_usable_password(),
        "is_by_passphrase": is_by_passphrase,
        "sent": request.GET.get("sent", ""),
        "next": next_page(request),
        "here": door("locked", next_page(request)),
    }
    return render(request, "web/locked.html", shown, status=status if form.errors else 200)


def _wrong_pin(left: int) -> str:
    return ngettext(
        "That is not the PIN. One try is left, and then this phone is signed out.",
        "That is not the PIN. %(n)s tries are left, and then this phone is signed out.",
        left,
    ) % {"n": left}


def _hold_draft(request: VisitRequest, address: str) -> None:
    if not address:
        return
    own = ("csrfmiddlewaretoken", FORM_ADDRESS, PAGE_ADDRESS)
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    written = [field for field in fields if field[0] not in own]
    typed = typed_of(address, written, is_ours=is_from_this_site(request))
    hold(request.session, typed)
