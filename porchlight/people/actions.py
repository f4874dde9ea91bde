"""What happens to accounts: joining, coming back in, changing, deleting. See also `closing.py`."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.contrib.auth import authenticate
from django.db import transaction

from porchlight.domain.refused import Refused
from porchlight.people.keys import blind_index, destroy_keys, make_key
from porchlight.people.limits import hold_name
from porchlight.people.models import Community, OneTimeLink, Person, RecoveryCode
from porchlight.people.passphrases import stored_form
from porchlight.people.signing_in import name_index

CODES_PER_PERSON = 8
LINK_LIVES_FOR = timedelta(hours=72)
# No vowels and no look-alikes: a code is never a word and is hard to misread.
CODE_LETTERS = "23456789bcdfghjkmnpqrstvwxz"
CODE_GROUPS, CODE_GROUP_LENGTH = 4, 4


class LinkUsedUp(Refused):
    """A one-time link that was used, has ended, or never was."""

    code = "link-used-up"


@dataclass(frozen=True)
class NewAccount:
    """What somebody chose when joining. `zone` is IANA, `country` ISO 3166-1 or "ZZ"."""

    name: str
    passphrase: str
    language: str
    country: str
    zone: str
    is_host: bool = False


@transaction.atomic
def come_back_or_join(account: NewAccount, at: datetime) -> Person:
    """Whoever knows both the name and the passphrase of an account has simply come back.

    Copies of one form wait for each other: the first one joins, the others come back.
    """
    hold_name(account.name)
    person = authenticate(name=account.name, passphrase=account.passphrase)
    if person is None or person.is_past_return(at):
        return join(account, at)
    return person


def join(account: NewAccount, at: datetime) -> Person:
    """Make an account and its key. Never tells whether the name is known here already."""
    person = Person(
        id=uuid4(),
        name_index=name_index(account.name),
        language=account.language,
        country=account.country,
        zone=account.zone,
        is_host=account.is_host,
        joined_on=at.astimezone(ZoneInfo(account.zone)).date(),
    )
    if account.passphrase:
        person.set_password(stored_form(account.passphrase))
    else:
        person.set_unusable_password()
    make_key(person.pk)
    person.name = account.name.strip()
    person.save()
    return person


def found_community(
    name: str, is_demo: bool, at: datetime, *, country: str = "", zone: str = ""
) -> Community:
    community = Community(id=uuid4(), is_demo=is_demo, country=country, zone=zone, created_at=at)
    make_key(community.pk)
    community.name = name.strip()
    community.save()
    return community


def where_newcomers_begin() -> dict[str, str]:
    """Country and zone that the page for joining begins with: what the community's host said."""
    community = Community.objects.only("country", "zone").first()
    return {"country": community.country, "zone": community.zone} if community else {}


@transaction.atomic
def replace_recovery_codes(person: Person) -> list[str]:
    """Eight fresh codes, in words to write down; any earlier ones stop working."""
    person.recovery_codes.all().delete()
    codes = [_new_code() for _ in range(CODES_PER_PERSON)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, code_index=_code_index(code)) for code in codes
    )
    return codes


@transaction.atomic
def recover(code: str, passphrase: str, at: datetime) -> Person | None:
    """Spend a code on a new passphrase, which ends every open visit. None: the code is no good."""
    found = (
        RecoveryCode.objects.select_for_update()
        .select_related("person")
        .filter(code_index=_code_index(code), used_at=None)
        .first()
    )
    if found is None or found.person.is_past_return(at):
        return None
    found.used_at = at
    found.save(update_fields=["used_at"])
    found.person.set_password(stored_form(passphrase))
    found.person.save(update_fields=["password"])
    return found.person


def has_unseen_codes(person: Person, today: date) -> bool:
    """Whether to say quietly that there are no codes yet: from the day after joining on."""
    return today > person.joined_on and not person.recovery_codes.exists()


def make_link(kind: OneTimeLink.Kind, person: Person | None, at: datetime) -> str:
    """The secret part of a link that works once, within three days."""
    token = secrets.token_urlsafe(24)
    OneTimeLink.objects.create(
        token_index=blind_index("link", token),
        kind=kind,
        person=person,
        expires_at=at + LINK_LIVES_FOR,
    )
    return token


def can_set_up(token: str, at: datetime) -> bool:
    """Whether this link can still start the community: there is none yet, and it was not used."""
    links = OneTimeLink.objects.filter(
        token_index=blind_index("link", token),
        kind=OneTimeLink.Kind.SET_UP,
        used_at=None,
        expires_at__gt=at,
    )
    return links.exists() and not Community.objects.exists()


def use_link(token: str, kind: OneTimeLink.Kind, at: datetime) -> OneTimeLink:
    """Spend a link. Of two people opening it together, one gets in."""
    index = blind_index("link", token)
    spent = OneTimeLink.objects.filter(
        token_index=index, kind=kind, used_at=None, expires_at__gt=at
    ).update(used_at=at)
    if spent == 0:
        raise LinkUsedUp
    return OneTimeLink.objects.select_related("person").get(token_index=index)


@transaction.atomic
def set_up(token: str, community_name: str, host: NewAccount, at: datetime) -> Person:
    """Name the community and make its host's account, with the link printed at the first start.

    Every start without a community prints a link of its own; the first one used ends the others.
    """
    if not can_set_up(token, at):
        raise LinkUsedUp
    use_link(token, OneTimeLink.Kind.SET_UP, at)
    found_community(community_name, is_demo=False, at=at, country=host.country, zone=host.zone)
    return join(host, at)


def change_where(person: Person, language: str, country: str, zone: str) -> None:
    person.language, person.country, person.zone = language, country, zone
    person.save(update_fields=["language", "country", "zone"])


def erase(person: Person) -> None:
    """End their visits, delete their rows, and destroy the keys that could open a copy of them.

    The rows are gone only once the keys are; when the deleting fails, nothing has happened.
    """
    with transaction.atomic():
        end_sessions(person)
        person_id = person.pk
        person.delete()
        destroy_keys(person_id)


def end_sessions(person: Person) -> None:
    """Sign them out everywhere."""
    person.visits.all().delete()


def _new_code() -> str:
    letters = [secrets.choice(CODE_LETTERS) for _ in range(CODE_GROUPS * CODE_GROUP_LENGTH)]
    starts = range(0, len(letters), CODE_GROUP_LENGTH)
    return "-".join("".join(letters[start : start + CODE_GROUP_LENGTH]) for start in starts)


def _code_index(code: str) -> str:
    plain = "".join(letter for letter in code.casefold() if letter.isalnum())
    return blind_index("recovery-code", plain)
