"""A note that is sent from a page: once, or a word about why not yet."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from porchlight.circles.access import own
from porchlight.circles.models import Tie
from porchlight.people.receipts import KeyUsedForSomethingElse, once
from porchlight.people.requests import PersonRequest
from porchlight.together import actions
from porchlight.together.agreements.actions import note_mended
from porchlight.together.forms import NoteForm


def send_or_say(
    request: PersonRequest, tie: Tie, form: NoteForm, mends: UUID | None = None
) -> HttpResponse | None:
    """Lead to the notes of the two; None when the form says what is in the way. `mends` is the
    promise of the writer's that the note is a word about."""
    decision = own(request.person, request.now)

    def write() -> str:
        actions.count_note(request.person, request.now)
        actions.send_note(request.person, tie, form.cleaned_data["words"], request.now)
        if mends is not None:
            note_mended(mends, request.today, decision)
        return reverse("tie-notes", args=[tie.pk]) + "#newest"

    try:
        return once(request, decision, write)
    except actions.ManyNotes:
        form.add_error(
            "words", _("That is a lot of notes in a short time. Wait a while, then send it.")
        )
    except KeyUsedForSomethingElse:
        form.add_error(None, _("This form was sent before with other answers. Send it once more."))
    return None
