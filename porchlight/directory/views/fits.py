"""What fits me: groups, pathways and languages, for what is offered to a person."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from porchlight.circles.access import own
from porchlight.directory.finder import search as finder
from porchlight.directory.vocabulary.terms import term_name
from porchlight.directory.wishes_form import FIELDS, WishesForm
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in
from porchlight.people.wishes import change_wishes, wishes_of


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def fits(request: PersonRequest) -> HttpResponse:
    """The person's own ticks. Nobody else sees them, and none has to be made."""
    person = request.person
    wishes = wishes_of(person, own(person, request.now))
    sent = request.POST if request.method == "POST" else None
    form = WishesForm(sent, wishes=wishes, language=person.language, in_use=finder.terms_in_use())
    if form.is_valid():
        change_wishes(person, replace(form.wishes, account=wishes.account))
        return SeeOther(reverse("me"))
    shown = {
        "form": form,
        "own_language": term_name(f"language:{person.language}"),
        "ticked": {name: _ticked(form, name) for name in FIELDS},
    }
    return render(request, "directory/fits.html", shown, status=422 if form.is_bound else 200)


def _ticked(form: WishesForm, name: str) -> list[str]:
    """The names of what is ticked, for the line of a fold."""
    values = set(form[name].value() or ())
    return [str(words) for what, words in form.fields[name].choices if what in values]  # type: ignore[attr-defined]
