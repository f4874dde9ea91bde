"""A form that puts something to the other, safe to send twice."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _

from porchlight.circles.access import own
from porchlight.domain.circle.agreements import ManyAgreements, ManyAgreementsAtOnce
from porchlight.people.receipts import KeyUsedForSomethingElse, once
from porchlight.people.requests import PersonRequest
from porchlight.together.agreements.actions import count_agreement


def put_once(
    request: PersonRequest,
    form: Form,
    write: Callable[[], str],
    full: str,
    *,
    is_counted: bool = True,
) -> HttpResponse | None:
    """The answer of `once`; None with an error on the form where there is no room for one more
    (`full` says so), where it is a lot in a short time, or where the form's key is spent."""

    def counted() -> str:
        if is_counted:
            count_agreement(request.person, request.now)
        return write()

    try:
        return once(request, own(request.person, request.now), counted)
    except ManyAgreements:
        form.add_error(None, full)
    except ManyAgreementsAtOnce:
        form.add_error(None, _("That is a lot in a short time. Wait a while, then send it."))
    except KeyUsedForSomethingElse:
        form.add_error(None, _("This form was sent before with other answers. Send it once more."))
    return None
