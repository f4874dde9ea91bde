"""Somebody who gave their passphrase and has a second step before them. Kept in the visit, which is
nobody's until then, for ten minutes and for as long as it is their passphrase."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from typing import Final, cast

from django.http import HttpRequest, HttpResponse

from porchlight.people.models import Person
from porchlight.people.next_page import door
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import VisitRequest
from porchlight.postgresql.owners import every_row, name_owner

LASTS: Final = timedelta(minutes=10)
PENDING: Final = "second_step"


def begin_second_step(request: HttpRequest, person: Person, wanted: str) -> HttpResponse:
    at = cast(VisitRequest, request).now
    request.session.flush()
    request.session[PENDING] = {
        "person": str(person.pk),
        "at": at.timestamp(),
        "passphrase": person.get_session_auth_hash(),
    }
    return SeeOther(door("second-step", wanted))


def pending_person(request: VisitRequest) -> Person | None:
    """Who gave their passphrase in this visit a moment ago, and nothing else yet."""
    noted = request.session.get(PENDING)
    if noted is None:
        return None
    ago = request.now - datetime.fromtimestamp(noted["at"], UTC)
    if not timedelta(0) <= ago <= LASTS:
        return None
    with every_row():
        person = Person.objects.filter(pk=noted["person"]).first()
    if person is None or not compare_digest(noted["passphrase"], person.get_session_auth_hash()):
        return None
    name_owner(person.pk)
    return person


def end_second_step(request: HttpRequest) -> None:
    request.session.pop(PENDING, None)
