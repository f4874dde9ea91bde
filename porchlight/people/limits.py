"""How often a door may be tried. Counted in the database, so all processes count together."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from enum import Enum, auto
from ipaddress import IPv4Address, ip_address, ip_network
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from porchlight.people.encryption.keys import blind_index
from porchlight.people.models import Attempt
from porchlight.people.passphrases import OwnWordsMustWait, is_suggestion
from porchlight.people.sessions.known_devices import account_known_as
from porchlight.people.signing_in import name_index

WINDOW = timedelta(minutes=15)
TRIES_PER_NAME = 10
TRIES_PER_ADDRESS = 40
# Of browsers that signed in before, together. Beyond it each account still has its first few, so
# that nobody's phone is locked out by the phones of others.
KNOWN_TRIES_PER_NAME = 20
KNOWN_TRIES_PER_ADDRESS = 80
FIRST_KNOWN_TRIES = 3
# "[2001:db8::7]" and "[2001:db8::7]:443"; "198.51.100.7:5012".
WITH_PORT = re.compile(r"\[([^\]]+)\](?::\d+)?|([^:]+):\d+")


def window_of(at: datetime) -> datetime:
    """When the quarter of an hour began in which `at` (aware) lies."""
    return at - (at - datetime.min.replace(tzinfo=at.tzinfo)) % WINDOW


def count_try(door: str, who: str, at: datetime, tries: int = 1) -> int:
    """Count more tries at a door and say how many there were in this quarter of an hour."""
    key = {"who": blind_index(f"limit|{door}", who), "window": window_of(at)}
    with transaction.atomic():
        Attempt.objects.bulk_create([Attempt(**key, count=0)], ignore_conflicts=True)
        Attempt.objects.filter(**key).update(count=F("count") + tries)
        return Attempt.objects.get(**key).count


def tries_within(door: str, who: str, at: datetime, span: timedelta) -> int:
    """How many tries at a door were counted in this quarter of an hour and those before it, as far
    back as `span`."""
    key = blind_index(f"limit|{door}", who)
    counted = Attempt.objects.filter(who=key, window__gt=window_of(at) - span)
    return sum(counted.values_list("count", flat=True))


def too_many_tries(request: HttpRequest, door: str, at: datetime) -> bool:
    """Count this try by where it comes from; true when that address has used up its share."""
    return count_try(door, f"address|{client_address(request)}", at) > TRIES_PER_ADDRESS


def too_many_tries_for(name: str, at: datetime) -> bool:
    """Count a try to come in under a name, at whichever door, however the name was spelled."""
    return count_try("name", name_index(name), at) > TRIES_PER_NAME


def count_own_words(of_name: str, passphrase: str, at: datetime) -> None:
    """Count a new passphrase like a try to come in, since "choose another" tells what opens the
    door of a namesake. `of_name` is a `name_index`. Raises OwnWordsMustWait.

    Four suggested words are not counted: nobody finds those of another by trying, and so whoever
    is being tried at can still get new ones.
    """
    if not is_suggestion(passphrase) and count_try("name", of_name, at) > TRIES_PER_NAME:
        raise OwnWordsMustWait


class Allowed(Enum):
    """Who may go on with a try: anybody, only a browser that signed in before, or nobody."""

    ANYBODY = auto()
    KNOWN_DEVICE = auto()
    NOBODY = auto()


def allowed(request: HttpRequest, door: str, name: str, at: datetime) -> Allowed:
    """Count a try by its address and its name, and say who may still go on.

    When either is used up, a browser with a cookie of an account of that name goes on with tries
    that the account's browsers have together; whether it is the account that the passphrase opens
    can only be said once it is hashed: `is_known_to`.
    """
    by_address = too_many_tries(request, door, at)
    by_name = too_many_tries_for(name, at)
    if not by_address and not by_name:
        return Allowed.ANYBODY
    of_name = name_index(name)
    account = account_known_as(request, of_name)
    if account is not None and _has_known_tries(account, of_name, client_address(request), at):
        return Allowed.KNOWN_DEVICE
    return Allowed.NOBODY


def _has_known_tries(account: UUID, of_name: str, address: str, at: datetime) -> bool:
    """Count a try of a browser that signed in to this account before."""
    n_tries = count_try("known", str(account), at)
    if n_tries > TRIES_PER_NAME:
        return False
    n_of_name = count_try("known of name", of_name, at)
    n_of_address = count_try("known of address", address, at)
    is_crowd = n_of_name > KNOWN_TRIES_PER_NAME or n_of_address > KNOWN_TRIES_PER_ADDRESS
    return n_tries <= FIRST_KNOWN_TRIES or not is_crowd


def hold_name(name: str) -> None:
    """Let those who come under this name pass one by one, until the transaction ends.

    Their tries are counted by then, so there is a row to wait at.
    """
    who = blind_index("limit|name", name_index(name))
    list(Attempt.objects.select_for_update().filter(who=who).order_by("window"))


def client_address(request: HttpRequest) -> str:
    """The address the outermost trusted proxy saw, or the peer's when no proxy is declared.

    Only the last `settings.PROXIES` entries of X-Forwarded-For were written by our own proxies;
    everything before them is what the caller claims. Of an IPv6 address the first half is given,
    because one household has the whole of the other half to itself. Some proxies write the caller's
    port too, which is another one for every connection: it is taken off.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    if settings.PROXIES == 0:
        return _household(peer)
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    trusted = [part for part in chain if part][-settings.PROXIES :]
    return _household(trusted[0] if trusted else peer)


def _household(address: str) -> str:
    with_port = WITH_PORT.fullmatch(address)
    address = (with_port[1] or with_port[2]) if with_port else address
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv4Address):
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ip_network((known, 64), strict=False))
