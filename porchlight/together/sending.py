"""A note that is sent from a page: once, or a word about why not yet."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from porchlight.circles.access import own
from porchlight.circles.models import Tie
from porchlight.people.receipts import KeyUsedForSomethingElse, once
from porchlight.people.requests import PersonRequest
from porchlight.together import actions
from porchlight.together.forms import NoteForm


def send_or_say(request: PersonRequest, tie: Tie, form: NoteForm) -> HttpResponse | None:
    """Lead to the notes of the two; None when the form says what is in the way."""

    def write() -> str:
        actions.count_note(request.person, request.now)
        actions.send_note(request.person, tie, form.cleaned_data["words"], request.now)
        return reverse("tie-notes", args=[tie.pk]) + "#newest"

    try:
        return once(request, own(request.person, request.now), write)
    except actions.ManyNotes:
        form.add_error(
            "words", _("That is a lot of notes in a short time. Wait a while, then send it.")
        )
    except KeyUsedForSomethingElse:
        form.add_error(None, _("This form was sent before with other answers. Send it once more."))
    return None
