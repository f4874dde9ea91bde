"""What happens to accounts: joining, coming back in, changing, deleting. See also `closing.py`."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import cast
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from porchlight.domain.fit import Account, Wishes
from porchlight.domain.refused import Refused
from porchlight.people.encryption.keys import blind_index, destroy_keys, make_key
from porchlight.people.erasure.ledger import mark_of, marks_of_erased, noted
from porchlight.people.highest_time import highest_time, note_time
from porchlight.people.keystore.models import OwnerKey
from porchlight.people.limits import count_own_words, hold_name
from porchlight.people.models import Community, OneTimeLink, Person, RecoveryCode, Visit
from porchlight.people.passphrases import PassphraseTaken, is_suggestion
from porchlight.people.signing_in import account_with, bring_over, name_index, sign_in_index
from porchlight.people.wishes import remember_account, wishes_to_seal
from porchlight.postgresql.owners import every_row, name_owner

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
    """What somebody chose when joining. `zone` is IANA, `country` ISO 3166-1 or "ZZ".

    `form_key` is of the form that was filled in; `account` says whom they are here for. A blank
    passphrase is none: made-up people.
    """

    name: str
    passphrase: str
    language: str
    country: str
    zone: str
    is_host: bool = False
    form_key: str = ""
    account: Account = Account.RECOVERY

    @cached_property
    def name_index(self) -> str:
        return name_index(self.name)

    @cached_property
    def sign_in_index(self) -> str | None:
        """Hashed when first asked for: ask before a transaction."""
        return sign_in_index(self.name_index, self.passphrase) if self.passphrase else None

    @cached_property
    def join_index(self) -> str:
        return blind_index("join", self.form_key) if self.form_key else ""


@every_row()
def come_back_or_join(account: NewAccount, at: datetime) -> Person:
    """Make the account, once: copies of one form wait for each other and lead to the same one.

    Whoever has the four suggested words of an account has simply come back: nobody chooses those by
    chance. Raises PassphraseTaken when a passphrase of one's own is that of a namesake.
    """
    index = cast(str, account.sign_in_index)
    bring_over(account.name_index, account.passphrase, index)
    with transaction.atomic():
        hold_name(account.name)
        known = account_with(index)
        if known is None:
            return join(account, at)
        if known.is_past_return(at):
            Person.objects.filter(pk=known.pk).update(sign_in_index=None)
            return join(account, at)
        is_copy = account.join_index != "" and account.join_index == known.join_index
        if not is_copy and not is_suggestion(account.passphrase):
            raise PassphraseTaken
        name_owner(known.pk)
        return known


@every_row()
def join(account: NewAccount, at: datetime) -> Person:
    """Make an account and its key. Never tells whether the name is known here already.

    Raises PassphraseTaken, and leaves nothing, when a namesake took these words at the same moment.
    """
    person = Person(
        id=uuid4(),
        name_index=account.name_index,
        sign_in_index=account.sign_in_index,
        join_index=account.join_index,
        language=account.language,
        country=account.country,
        zone=account.zone,
        is_host=account.is_host,
        joined_on=at.astimezone(ZoneInfo(account.zone)).date(),
    )
    make_key(person.pk)
    name_owner(person.pk)
    person.name = account.name.strip()
    person.wishes = wishes_to_seal(Wishes(account=account.account))
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as taken:
        destroy_keys(person.pk)
        raise PassphraseTaken from taken
    remember_account(person, account.account)
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


def spend_code(person: Person, code: str, at: datetime) -> bool:
    """Use up one of this person's own codes, in place of the phone that they lost."""
    own = RecoveryCode.objects.filter(person=person, code_index=_code_index(code), used_at=None)
    return own.update(used_at=at) == 1


@every_row()
def recover(code: str, passphrase: str, at: datetime) -> Person | None:
    """Spend a code on a new passphrase, which ends every open visit. None: the code is no good.

    Spends nothing and raises PassphraseTaken when a namesake has that passphrase, OwnWordsMustWait
    when too many were tried under that name.
    """
    codes = RecoveryCode.objects.filter(code_index=_code_index(code), used_at=None)
    found = codes.select_related("person").first()
    if found is None or found.person.is_past_return(at):
        return None
    count_own_words(found.person.name_index, passphrase, at)
    index = sign_in_index(found.person.name_index, passphrase)
    with transaction.atomic():
        if codes.update(used_at=at) == 0:
            return None
        set_passphrase(found.person, index)
        end_sessions(found.person)
    name_owner(found.person.pk)
    return found.person


def change_passphrase(person: Person, passphrase: str, at: datetime) -> None:
    """New words for somebody signed in. Every visit ends: begin the one they are on anew.

    Raises PassphraseTaken when a namesake has these words, OwnWordsMustWait when too many were
    tried under that name; then nothing is changed.
    """
    count_own_words(person.name_index, passphrase, at)
    index = sign_in_index(person.name_index, passphrase)
    with transaction.atomic():
        set_passphrase(person, index)
        end_sessions(person)


def set_passphrase(person: Person, index: str) -> None:
    """Let a new passphrase in, by its `sign_in_index`, and the one of before no more."""
    try:
        with transaction.atomic():
            Person.objects.filter(pk=person.pk).update(sign_in_index=index, password="")
    except IntegrityError as taken:
        raise PassphraseTaken from taken
    person.sign_in_index, person.password = index, ""


def has_unseen_codes(person: Person, today: date) -> bool:
    """Whether to say quietly that there are no codes yet: from the day after joining on."""
    return today > person.joined_on and not person.recovery_codes.exists()


def make_link(kind: OneTimeLink.Kind, person: Person | None, at: datetime) -> str:
    """The secret part of a link that works once, within three days by the highest time seen."""
    token = secrets.token_urlsafe(24)
    OneTimeLink.objects.create(
        token_index=blind_index("link", token),
        kind=kind,
        person=person,
        expires_at=note_time(at) + LINK_LIVES_FOR,
    )
    return token


@every_row()
def can_set_up(token: str, at: datetime) -> bool:
    """Whether this link can still start the community: there is none yet, and it was not used."""
    links = OneTimeLink.objects.filter(
        token_index=blind_index("link", token),
        kind=OneTimeLink.Kind.SET_UP,
        used_at=None,
        expires_at__gt=highest_time(at),
    )
    return links.exists() and not Community.objects.exists()


@every_row()
def use_link(token: str, kind: OneTimeLink.Kind, at: datetime) -> OneTimeLink:
    """Spend a link. Of two people opening it together, one gets in."""
    index = blind_index("link", token)
    spent = OneTimeLink.objects.filter(
        token_index=index, kind=kind, used_at=None, expires_at__gt=highest_time(at)
    ).update(used_at=at)
    if spent == 0:
        raise LinkUsedUp
    link = OneTimeLink.objects.select_related("person").get(token_index=index)
    if link.person_id is not None:
        name_owner(link.person_id)
    return link


@every_row()
def set_up(token: str, community_name: str, host: NewAccount, at: datetime) -> Person:
    """Name the community and make its host's account, with the link printed at the first start.

    Every start without a community prints a link of its own; the first one used ends the others.
    """
    _ = host.sign_in_index
    with transaction.atomic():
        if not can_set_up(token, at):
            raise LinkUsedUp
        use_link(token, OneTimeLink.Kind.SET_UP, at)
        found_community(community_name, is_demo=False, at=at, country=host.country, zone=host.zone)
        return join(host, at)


def change_where(person: Person, language: str, country: str, zone: str) -> None:
    person.language, person.country, person.zone = language, country, zone
    person.save(update_fields=["language", "country", "zone"])


def change_home_place(person: Person, typed: str) -> None:
    """Keep the place that was typed, sealed, or with nothing typed let it go."""
    person.home_place = typed.strip()[:100] or None
    person.save(update_fields=["home_place"])


@every_row()
def erase(person: Person) -> None:
    """End their visits, delete their rows, and destroy the keys that could open a copy of them.

    Noted in the ledger first, so that a backup put back does not bring them back. The rows are gone
    only once the keys are; when the deleting fails, nothing has happened.
    """
    with noted(person.pk), transaction.atomic():
        end_sessions(person)
        person_id = person.pk
        person.delete()
        destroy_keys(person_id)


def replay_erasures(now: datetime) -> None:
    """Erase again whoever the ledger says was erased: a backup was put back. Safe to do twice."""
    marks = marks_of_erased()
    if not marks:
        return
    for person in Person.objects.only("pk").iterator():
        if mark_of(person.pk) in marks:
            erase(person)
    owners = set(OwnerKey.objects.values_list("owner_id", flat=True))
    for owner_id in owners:
        if mark_of(owner_id) in marks:
            destroy_keys(owner_id)


def end_sessions(person: Person) -> None:
    """Sign them out everywhere."""
    person.visits.all().delete()


def end_session(visit: Visit) -> None:
    """Sign somebody out on one device. `visit` came through the gate as their own."""
    visit.delete()


def end_other_sessions(person: Person, key_index: str) -> None:
    """Sign them out everywhere but in the visit with this `key_index` (sessions/store.py)."""
    person.visits.exclude(key_index=key_index).delete()


def _new_code() -> str:
    letters = [secrets.choice(CODE_LETTERS) for _ in range(CODE_GROUPS * CODE_GROUP_LENGTH)]
    starts = range(0, len(letters), CODE_GROUP_LENGTH)
    return "-".join("".join(letters[start : start + CODE_GROUP_LENGTH]) for start in starts)


def _code_index(code: str) -> str:
    plain = "".join(letter for letter in code.casefold() if letter.isalnum())
    return blind_index("recovery-code", plain)
