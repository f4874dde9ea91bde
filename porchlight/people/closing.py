"""Closing an account: seven days in which its owner can come back, then it is erased.

From the first moment nobody is signed in to it and nothing of it is shown to anybody, so that to
everyone else it is what an erased account is. The keys are destroyed when the seven days are over.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.db import transaction

from porchlight.people.actions import end_sessions, erase
from porchlight.people.encryption.keys import blind_index
from porchlight.people.models import CAN_RETURN_FOR, Person
from porchlight.postgresql.owners import every_row, name_owner

# How long the page that asks "come back or delete" may stay open.
TOKEN_LIVES_FOR = timedelta(minutes=15)
SALT = "closed-account"

log = logging.getLogger(__name__)


@transaction.atomic
def close_account(person: Person, at: datetime) -> None:
    """End every visit and let nobody in. Closed twice, the first moment counts."""
    Person.objects.filter(pk=person.pk, closed_at=None).update(closed_at=at)
    end_sessions(person)


def return_token(person: Person) -> str:
    """Proof that somebody just gave the passphrase of a closed account. For this closing and this
    passphrase only: a new one by a recovery code ends it."""
    return signing.dumps([str(person.pk), _stamp(person)], salt=SALT)


@every_row()
def closed_account(token: str, at: datetime) -> Person | None:
    """The closed account that a token is about; None when it is not closed any more, or gone."""
    try:
        person_id, stamp = signing.loads(token, salt=SALT, max_age=TOKEN_LIVES_FOR)
    except signing.BadSignature:  # also when it is too old
        return None
    person = Person.objects.filter(pk=UUID(person_id)).exclude(closed_at=None).first()
    if person is None or _stamp(person) != stamp or person.is_past_return(at):
        return None
    name_owner(person.pk)
    return person


@transaction.atomic
def reopen_account(person: Person, at: datetime) -> bool:
    """Undo the closing. False when it is too late, or another request was first."""
    closed = Person.objects.filter(pk=person.pk, closed_at=person.closed_at)
    return bool(closed.filter(closed_at__gt=at - CAN_RETURN_FOR).update(closed_at=None))


def erase_closed_accounts(now: datetime) -> None:
    """Erase whoever closed their account seven days ago. Safe to interrupt and to do twice."""
    due = Person.objects.filter(closed_at__lte=now - CAN_RETURN_FOR).order_by("closed_at")
    for person_id in list(due.values_list("pk", flat=True)):
        try:
            _erase_when_still_due(person_id, now)
        except Exception:
            log.exception("closed account %s was not erased; it is tried again", person_id)


@transaction.atomic
def _erase_when_still_due(person_id: UUID, now: datetime) -> None:
    still = Person.objects.select_for_update().filter(pk=person_id)
    person = still.filter(closed_at__lte=now - CAN_RETURN_FOR).first()
    if person is not None:
        erase(person)


def _stamp(person: Person) -> str:
    closed = person.closed_at.isoformat() if person.closed_at else ""
    return blind_index("closed account", f"{closed}|{person.get_session_auth_hash()}")
