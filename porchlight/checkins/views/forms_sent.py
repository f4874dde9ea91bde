"""A form that is safe to send twice: the answer of `once`, or a word about its key."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _

from porchlight.circles.access import own
from porchlight.people.receipts import KeyUsedForSomethingElse, once
from porchlight.people.requests import PersonRequest


def once_or_say(
    request: PersonRequest, form: Form, write: Callable[[], str]
) -> HttpResponse | None:
    """The answer of `once`; when the key is spent, the form says so and keeps what was typed."""
    try:
        return once(request, own(request.person, request.now), write)
    except KeyUsedForSomethingElse:
        words = _("This form was sent before with other answers. Send it once more.")
        form.add_error(None, ValidationError(words, code="form_used"))
        return None
