"""Whether a person chose to keep a copy on this device: a cookie with a mark of their account.

On a shared device the mark means nobody else. The copy itself is sealed and kept by the offline
worker (decision 0021).
"""

from __future__ import annotations

from django.http import HttpRequest

from porchlight.people.devices import DEVICE_COOKIE
from porchlight.people.encryption.keys import blind_index
from porchlight.people.models import Person


def owner_mark(person: Person) -> str:
    """32 hex digits that stand for the account on its devices and say nothing of it."""
    return blind_index("device", str(person.pk))[:32]


def keeps_copy(request: HttpRequest, person: Person) -> bool:
    mark = request.COOKIES.get(DEVICE_COOKIE, "")
    return bool(mark) and mark == owner_mark(person)
