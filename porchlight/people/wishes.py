"""What a person said of what fits them, as `domain/fit.py` takes it, and whom they are here for.

All of it is one sealed field: beside the words, that an account is of family would tell of whom it
is not. Every new account has the field, so that it tells nothing to be there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from porchlight.domain.consent import Decision
from porchlight.domain.fit import Account, Wishes
from porchlight.people.models import Person

# The end of an envelope is its seal: another content has another one.
SEAL_BYTES = 12
MOST_REMEMBERED = 10_000

SAID = ("groups", "liked", "disliked", "languages")


def wishes_of(person: Person, decision: Decision) -> Wishes:
    """Everything may be unsaid; the language they read Porchlight in counts in any case. Accounts
    that are older than the question are of people in recovery."""
    answers = person.wishes.open(decision) or {}
    groups, liked, disliked, languages = (frozenset(answers.get(name, ())) for name in SAID)
    account = Account(answers.get("account", Account.RECOVERY))
    return Wishes(groups, liked, disliked, languages | {person.language}, account)


def wishes_to_seal(wishes: Wishes) -> dict[str, Any]:
    """What the sealed field of a person holds."""
    said = {name: sorted(getattr(wishes, name)) for name in SAID}
    return {**said, "account": str(wishes.account)}


def change_wishes(person: Person, wishes: Wishes) -> None:
    """Keep what the person said, sealed."""
    person.wishes = wishes_to_seal(wishes)
    person.save(update_fields=["wishes"])
    remember_account(person, wishes.account)


def change_account(person: Person, account: Account, decision: Decision) -> None:
    """Keep whom they are here for; all else that they said stays."""
    change_wishes(person, replace(wishes_of(person, decision), account=account))


def remembered_account(person: Person) -> Account | None:
    """Whom they are here for, where this process has opened it before and it is still the same."""
    envelope = person.wishes.envelope
    if envelope is None:
        return Account.RECOVERY
    return _remembered.get(envelope[-SEAL_BYTES:])


def remember_account(person: Person, account: Account) -> None:
    """In this process alone. Every page asks, and opening the field costs more than its frame."""
    envelope = person.wishes.envelope
    if envelope is not None:
        if len(_remembered) >= MOST_REMEMBERED:
            _remembered.clear()
        _remembered[envelope[-SEAL_BYTES:]] = account


# By the seal of the envelope: it is of one person, and of one content.
_remembered: dict[bytes, Account] = {}
