"""Writes that are safe to ask for again: same key and body, same answer; other body, a refusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.http import HttpResponseRedirect, QueryDict
from django.urls import reverse

from porchlight.domain.consent import Decision
from porchlight.domain.refused import Refused
from porchlight.people.encryption.keys import keyed_hash, ring_of
from porchlight.people.models import Person, Receipt
from porchlight.people.requests import PersonRequest
from porchlight.prepared_writes import PreparedInsert, PreparedUpdate

KEPT_FOR = timedelta(days=30)
# Never part of what was asked: the anti-forgery token changes on every page.
NOT_CONTENT = frozenset({"csrfmiddlewaretoken", "key"})

ADD_RECEIPT = PreparedInsert(Receipt)
KEEP_ANSWER = PreparedUpdate(Receipt, "answer")


class SeeOther(HttpResponseRedirect):
    """The answer to a write that worked: go and look. 303, so a reload does not repeat it."""

    status_code = 303


class KeyUsedForSomethingElse(Refused):
    """The form's key was already spent on other content."""

    code = "form-used"


def once(request: PersonRequest, decision: Decision, write: Callable[[], str]) -> SeeOther:
    """Do `write` at most once for the form's key, and lead to the path it returned.

    Everything happens in one transaction: when the answer is sent, the write is on disk. A copy of
    the request gets the same answer, also when the copies arrive together. A form without a usable
    key counts as new. `decision` is the person's own: the path that a receipt holds may tell what
    was answered, such as whom a step led to.
    """
    key = form_key(request.POST)
    fingerprint = _fingerprint(request.person, request.path, request.POST)
    with transaction.atomic():
        receipt, is_new = _claim(request, key, fingerprint)
        if not is_new:
            if bytes(receipt.fingerprint) != fingerprint:
                raise KeyUsedForSomethingElse
            return SeeOther(receipt.answer.open(decision) or reverse("home"))
        path = write()
        receipt.answer = path
        KEEP_ANSWER(receipt)
    return SeeOther(path)


def form_key(posted: QueryDict) -> UUID:
    try:
        return UUID(posted.get("key", ""))
    except ValueError:
        return uuid4()


def _claim(request: PersonRequest, key: UUID, fingerprint: bytes) -> tuple[Receipt, bool]:
    """The receipt of the key, and whether it was made by this request: of copies, one makes it."""
    index = _key_index(key)
    made = Receipt(person=request.person, key=index, fingerprint=fingerprint, made_at=request.now)
    if ADD_RECEIPT(made):
        return made, True
    return Receipt.objects.get(person=request.person, key=index), False


def _key_index(key: UUID) -> UUID:
    """What a receipt is found by: the key itself stays in the form."""
    return UUID(bytes=keyed_hash("key of a form", str(key))[:16])


def _fingerprint(person: Person, path: str, posted: QueryDict) -> bytes:
    fields = sorted((name, values) for name, values in posted.lists() if name not in NOT_CONTENT)
    return ring_of(person.pk).fingerprint("receipt", repr((path, fields)).encode())
