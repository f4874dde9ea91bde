"""Coming in with a passkey, and the second step after a passphrase."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from porchlight.people import actions
from porchlight.people.forms import SignInForm
from porchlight.people.limits import TRIES_PER_NAME, count_try, too_many_tries
from porchlight.people.models import Person
from porchlight.people.next_page import door, next_page
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import VisitRequest, lacks_second_step
from porchlight.people.second_step.forms import SecondStepForm
from porchlight.people.second_step.opened import OpenedWith
from porchlight.people.second_step.pending import end_second_step, pending_person
from porchlight.people.second_step.ways import (
    begin_sign_in,
    has_codes_from_an_app,
    has_passkey,
    has_second_step,
    is_code_of,
    person_with_passkey,
)
from porchlight.people.views import enter, show_form, wait


@require_POST
def sign_in_passkey(request: VisitRequest) -> HttpResponse:
    """First what the browser is asked for, then its answer. A key says who somebody is and that
    their phone knew them, so no second step follows."""
    if too_many_tries(request, "passkey", request.now):
        return wait(request, SignInForm({}), "people/sign_in.html")
    answer = request.POST.get("credential", "")
    if not answer:
        return JsonResponse(begin_sign_in(request))
    person = person_with_passkey(request, read_credential(answer))
    if person is None or person.is_past_return(request.now):
        form = SignInForm({})
        form.full_clean()
        form.errors.clear()
        form.add_error(None, _("That passkey does not open a door here. Use your passphrase."))
        return show_form(request, "people/sign_in.html", form)
    return enter(request, person, next_page(request) or "today", OpenedWith.PASSKEY)


@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: VisitRequest) -> HttpResponse:
    """A code from the app, or one of the eight on paper in place of a lost phone. A host who is
    signed in with the passphrase alone is asked here too, and may show a passkey."""
    is_host_inside = lacks_second_step(request)
    person = request.person if is_host_inside else pending_person(request)
    wanted = next_page(request)
    if person is None:
        return SeeOther(door("sign-in", wanted))
    if is_host_inside and not has_second_step(person):
        return SeeOther(reverse("ways-in"))
    form = SecondStepForm(request.POST if request.method == "POST" else None)
    form.is_host_inside = is_host_inside
    form.has_passkey = is_host_inside and has_passkey(person)
    form.has_codes = not is_host_inside or _has_codes(person)
    if not form.is_bound or not form.is_valid():
        return show_form(request, "people/second_step.html", form)
    if count_try("second", str(person.pk), request.now) > TRIES_PER_NAME:
        return wait(request, form, "people/second_step.html")
    code = form.cleaned_data["code"]
    by_app = is_code_of(person, code)
    if not by_app and not actions.spend_code(person, code, request.now):
        text = _("That code does not work. Wait for the next one, or try a code from paper.")
        form.add_error("code", text)
        return show_form(request, "people/second_step.html", form)
    end_second_step(request)
    page = (wanted or "today") if by_app else reverse("ways-in")
    return enter(request, person, page, OpenedWith.CODE)


def _has_codes(person: Person) -> bool:
    on_paper = person.recovery_codes.filter(used_at=None)
    return has_codes_from_an_app(person) or on_paper.exists()


def read_credential(answer: str) -> Any:
    """What a browser's script sent; None when it is no JSON."""
    try:
        return json.loads(answer)
    except ValueError:
        return None
