"""Pages of somebody signed in about how they come in: the passphrase once more, or a new one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from porchlight.people import actions
from porchlight.people.forms import ConfirmForm, NewPassphraseForm
from porchlight.people.limits import TRIES_PER_NAME, count_try
from porchlight.people.next_page import next_page
from porchlight.people.passphrases import OwnWordsMustWait, PassphraseTaken
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in
from porchlight.people.second_step.opened import opened_with
from porchlight.people.sessions.confirming import note_confirmed, recently_confirmed
from porchlight.people.sessions.known_devices import make_known
from porchlight.people.signing_in import has_passphrase_of
from porchlight.people.views import begin_visit, show_form, wait, with_suggestion


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def confirm(request: PersonRequest) -> HttpResponse:
    """The passphrase once more, and on to where somebody was going. Counted with leaving."""
    person = request.person
    wanted = next_page(request) or reverse("me")
    if not person.has_usable_password():
        return SeeOther(wanted)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if count_try("leave", str(person.pk), request.now) > TRIES_PER_NAME:
            return wait(request, form, "people/confirm.html")
        if has_passphrase_of(person, form.cleaned_data["passphrase"]):
            note_confirmed(request, request.now)
            return SeeOther(wanted)
        form.add_error("passphrase", _("That is not your passphrase. Check it and try again."))
    return show_form(request, "people/confirm.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@recently_confirmed
def passphrase(request: PersonRequest) -> HttpResponse:
    """New words to come in with. Every other visit ends, and this one goes on."""
    form = with_suggestion(request, NewPassphraseForm, {})
    if form.is_bound and form.is_valid():
        try:
            words = form.cleaned_data["passphrase"]
            actions.change_passphrase(request.person, words, request.now)
        except (PassphraseTaken, OwnWordsMustWait) as refusal:
            form.add_problem(refusal)
        else:
            before = opened_with(request.session)
            request.session.flush()
            begin_visit(request, request.person, before)
            response = render(request, "people/passphrase_changed.html")
            make_known(response, request.person)
            return response
    return show_form(request, "people/passphrase.html", form)
