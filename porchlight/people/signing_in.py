"""Signing in with a name and a passphrase, without telling anybody which names are here."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.db import router
from django.http import HttpRequest, HttpResponse

from porchlight.people.keys import blind_index
from porchlight.people.models import Person
from porchlight.people.passphrases import forms_to_check
from porchlight.people.prepared import Read

# Every try costs this many hashes at least for each form of what was typed, so that its duration
# does not tell whether a name, or a few people of one name, have an account.
HASHES_PER_TRY = 3

OPEN_ACCOUNT = Read(
    Person,
    *(field.attname for field in Person._meta.concrete_fields),
    where=("id",),
    shape=lambda found: found.filter(closed_at=None),
)


class Argon2id(Argon2PasswordHasher):
    """Argon2id with 19 MiB, 2 passes, 1 lane: what OWASP recommends, and fit for a small server."""

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1


class NameAndPassphrase(BaseBackend):
    """Finds the account of a name and a passphrase, also one that is closed: see `closing.py`."""

    def authenticate(
        self,
        request: HttpRequest | None,
        name: str | None = None,
        passphrase: str | None = None,
        **other: Any,
    ) -> Person | None:
        if name is None or passphrase is None:
            return None
        found_by_name = Person.objects.filter(name_index=name_index(name))
        # An account that waits to be deleted comes last: an open one with the same words wins.
        namesakes = sorted(
            found_by_name.order_by("joined_on", "id"), key=lambda p: p.closed_at is not None
        )
        found = None
        forms = forms_to_check(passphrase)
        for person in namesakes:
            if has_passphrase_of(person, passphrase) and found is None:
                found = person
        for _ in range((HASHES_PER_TRY - len(namesakes)) * len(forms)):
            make_password(passphrase)
        return found

    def get_user(self, user_id: Any) -> Person | None:
        """Who a visit belongs to; nobody, from the moment the account is closed."""
        found = OPEN_ACCOUNT.first(user_id)
        return (
            Person.from_db(router.db_for_read(Person), OPEN_ACCOUNT.names, found) if found else None
        )


def has_passphrase_of(person: Person, passphrase: str) -> bool:
    """Whether this is the person's passphrase. Every form is tried, so that the cost is equal."""
    return any([person.check_password(form) for form in forms_to_check(passphrase)])


def with_forms_spent(response: HttpResponse) -> HttpResponse:
    """The answer that ends a visit. No form of before can be sent after it: a browser's history may
    hold one with a passphrase in it, and offers to send it again to whoever goes back."""
    response.delete_cookie(settings.CSRF_COOKIE_NAME, samesite="Lax")
    return response


def name_index(name: str) -> str:
    """Look-up value of a name: case, width and outer spaces do not count."""
    folded = unicodedata.normalize("NFKC", " ".join(name.split())).casefold()
    return blind_index("name", folded)
