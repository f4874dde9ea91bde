"""Me, how I sign in: passphrase, passkeys, codes from an app, codes on paper."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from porchlight.circles.access import own
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import (
    PersonRequest,
    changes_ways_in,
    lacks_second_step,
    signed_in,
)
from porchlight.people.second_step import ways
from porchlight.people.second_step.forms import AppCodeForm, PasskeyForm
from porchlight.people.second_step.opened import OpenedWith, note_opened
from porchlight.people.sessions.confirming import recently_confirmed


@require_safe
@signed_in
def ways_in(request: PersonRequest) -> HttpResponse:
    person = request.person
    shown = {
        "passkeys": ways.passkeys_of(person),
        "has_codes": ways.has_codes_from_an_app(person),
        "paper_codes": person.recovery_codes.filter(used_at=None).count(),
        "is_held": lacks_second_step(request),
        "has_passphrase": person.has_usable_password(),
    }
    return render(request, "web/ways_in.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@recently_confirmed
@changes_ways_in
def passkey_add(request: PersonRequest) -> HttpResponse:
    """A name, then what the browser is asked to make, then its answer."""
    form = PasskeyForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _form(request, form, "web/passkey_add.html")
    credential = form.cleaned_data["credential"]
    if credential is None:
        return JsonResponse(ways.begin_passkey(request, request.person, _name_of(request)))
    try:
        ways.add_passkey(request, request.person, form.cleaned_data["name"], credential)
    except ValidationError:
        form.add_error(None, _("That key was not taken. Try again, on the phone it is for."))
        return _form(request, form, "web/passkey_add.html")
    note_opened(request.session, OpenedWith.PASSKEY)
    return SeeOther(reverse("ways-in"))


@require_POST
@signed_in
@recently_confirmed
@changes_ways_in
def passkey_end(request: PersonRequest, pk: int) -> HttpResponse:
    if not ways.remove_passkey(request.person, pk):
        raise Http404
    return SeeOther(reverse("ways-in"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@recently_confirmed
@changes_ways_in
def app_codes(request: PersonRequest) -> HttpResponse:
    """Ask for a code from an app after the passphrase, or no longer."""
    person, is_sent = request.person, request.method == "POST"
    if "off" in request.POST:
        ways.turn_codes_off(person)
        return SeeOther(reverse("ways-in"))
    form = AppCodeForm(request.POST if is_sent else None)
    if form.is_bound and form.is_valid():
        if ways.turn_codes_on(request, person, form.cleaned_data["code"]):
            note_opened(request.session, OpenedWith.CODE)
            left = person.recovery_codes.filter(used_at=None).exists()
            return SeeOther(reverse("ways-in" if left else "recovery-codes"))
        form.add_error("code", _("That is not the code. Wait for the next one and write that."))
    secret, picture = ways.begin_codes(request, person, _name_of(request), anew=not is_sent)
    shown = {"secret": secret, "picture": picture}
    return _form(request, form, "web/app_codes.html", **shown)


def _name_of(request: PersonRequest) -> str:
    return request.person.name.open(own(request.person, request.now)) or ""


def _form(
    request: PersonRequest, form: PasskeyForm | AppCodeForm, template: str, **more: str
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **more}, status=status)
