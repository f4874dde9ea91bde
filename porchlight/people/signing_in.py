"""Signing in with a name and a passphrase, without telling anybody which names are here.

One Argon2id a try. Its salt is a keyed hash of the name, so the result is the same each time, and
the account is looked up by a keyed hash of the result. Nothing depends on whether the name has an
account, or on how many people share it. docs/decisions/0028 has the reasons.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.db import router
from django.db.models import Count, F
from django.http import HttpRequest, HttpResponse

from porchlight.people.devices import LINK_COOKIE, LINK_PATH, YES_COOKIE
from porchlight.people.encryption.keys import blind_index, keyed_hash
from porchlight.people.encryption.prepared import Read
from porchlight.people.models import Person
from porchlight.people.passphrases import canonical
from porchlight.postgresql.owners import every_row, name_owner

# Argon2id with 19 MiB, 2 passes, 1 lane: what OWASP recommends, and fit for a small server.
MEMORY_KIB, PASSES, LANES = 19_456, 2, 1
SALT_BYTES, RESULT_BYTES = 16, 32

OPEN_ACCOUNT = Read(
    Person,
    *(field.attname for field in Person._meta.concrete_fields),
    where=("id",),
    shape=lambda found: found.filter(closed_at=None),
)


class Argon2id(Argon2PasswordHasher):
    """The hash of accounts that were made before `sign_in_index`, at the same cost."""

    memory_cost, time_cost, parallelism = MEMORY_KIB, PASSES, LANES


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
        of_name = name_index(name)
        index = sign_in_index(of_name, passphrase)
        person = account_with(index) or bring_over(of_name, passphrase, index)
        if person is not None:
            name_owner(person.pk)
        return person

    @every_row()
    def get_user(self, user_id: Any) -> Person | None:
        """Who a visit belongs to; nobody, from the moment the account is closed."""
        found = OPEN_ACCOUNT.first(user_id)
        return (
            Person.from_db(router.db_for_read(Person), OPEN_ACCOUNT.names, found) if found else None
        )


def name_index(name: str) -> str:
    """Look-up value of a name: case, width and outer spaces do not count."""
    folded = unicodedata.normalize("NFKC", " ".join(name.split())).casefold()
    return blind_index("name", folded)


def sign_in_index(of_name: str, passphrase: str) -> str:
    """Look-up value of a passphrase under the name whose `name_index` this is.

    Takes some 50 ms of processor time: call it before a transaction and never within one.
    """
    salt = keyed_hash("salt of a name", of_name)[:SALT_BYTES]
    secret = canonical(passphrase).encode()
    hashed = hash_secret_raw(secret, salt, PASSES, MEMORY_KIB, LANES, RESULT_BYTES, Type.ID)
    return blind_index("sign-in", hashed.hex())


@every_row()
def account_with(index: str) -> Person | None:
    return Person.objects.filter(sign_in_index=index).first()


def has_passphrase_of(person: Person, passphrase: str) -> bool:
    """Whether this is the person's passphrase."""
    index = sign_in_index(person.name_index, passphrase)
    if person.sign_in_index is None:
        found = bring_over(person.name_index, passphrase, index)
        return found is not None and found.pk == person.pk
    return index == person.sign_in_index


@every_row()
def bring_over(of_name: str, passphrase: str, index: str) -> Person | None:
    """The account that this opens by the hash of before, which is replaced by the look-up value.

    While there are such accounts at all, every try under any name costs as many hashes as the most
    namesakes among them would, so that it tells nothing. Once there are none, it costs one query.
    """
    before = Person.objects.exclude(password="")
    crowds = before.values("name_index").annotate(n=Count("pk")).order_by("-n")
    most = crowds.values_list("n", flat=True).first() or 0
    if most == 0:
        return None
    forms = tuple(dict.fromkeys((canonical(passphrase), passphrase)))
    open_first = F("closed_at").asc(nulls_first=True)
    namesakes = list(before.filter(name_index=of_name).order_by(open_first, "joined_on", "id"))
    opened = [p for p in namesakes if any([p.check_password(form) for form in forms])]
    for _ in range((most - len(namesakes)) * len(forms)):
        make_password(passphrase)
    if not opened:
        return None
    Person.objects.filter(pk=opened[0].pk).update(sign_in_index=index, password="")
    opened[0].sign_in_index, opened[0].password = index, ""
    return opened[0]


def with_forms_spent(response: HttpResponse) -> HttpResponse:
    """The answer that ends a visit. No form of before can be sent after it: a browser's history may
    hold one with a passphrase in it, and offers to send it again to whoever goes back. A link into
    somebody's circle is forgotten as well."""
    response.delete_cookie(settings.CSRF_COOKIE_NAME, samesite="Lax")
    response.delete_cookie(LINK_COOKIE, path=LINK_PATH, samesite="Lax")
    response.delete_cookie(YES_COOKIE, samesite="Lax")
    return response
