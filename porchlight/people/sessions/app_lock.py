"""The lock on one phone: a visit that stays open, and shows nothing until a PIN is given.

The hash of the PIN lies in the content of the visit, which only the browser's own cookie opens.
That the visit is locked, and how many PINs were wrong, stand in its row, where they are counted one
by one however many requests come at once. When it was last looked at is kept in no database: the
browser holds a cookie with that moment and a keyed hash of it, and without a fresh one the visit is
locked. docs/decisions/0032 has the reasons.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from typing import Final, cast

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from porchlight.people import signing_in
from porchlight.people.encryption.keys import blind_index
from porchlight.people.sessions.confirming import CONFIRMED_AT
from porchlight.people.sessions.store import SessionStore

AWAY: Final = timedelta(minutes=2)
PIN_TRIES: Final = 5
PIN_HASH: Final = "pin"
ON_LEAVING: Final = "lock_on_leaving"


def is_on(session: SessionBase) -> bool:
    return PIN_HASH in session


def turn_on(session: SessionBase, pin: str) -> None:
    """Lock this visit from now on, with this PIN. Takes some 50 ms of processor time."""
    session[PIN_HASH] = _hasher().hash(pin)
    _store(session).forget_wrong_pins()


def turn_off(session: SessionBase) -> None:
    session.pop(PIN_HASH, None)
    session.pop(ON_LEAVING, None)
    _store(session).forget_wrong_pins()


def locks_on_leaving(session: SessionBase) -> bool:
    """Whether a page locks the visit when it is left, and does not wait for two minutes."""
    return is_on(session) and ON_LEAVING in session


def lock_on_leaving(session: SessionBase, is_wanted: bool) -> None:
    if is_wanted:
        session[ON_LEAVING] = True
    else:
        session.pop(ON_LEAVING, None)


def is_locked(request: HttpRequest, at: datetime) -> bool:
    """Whether nothing may be shown. A visit that was away too long is marked as locked here."""
    store = _store(request.session)
    if not store.is_locked and not _was_seen(request, at):
        store.set_locked(True)
    return store.is_locked


def lock(session: SessionBase) -> None:
    _store(session).set_locked(True)


def opens(session: SessionBase, pin: str) -> bool:
    """Spend one of five tries; whether this is the PIN, and then the lock is open.

    Counted before the PIN is looked at, so that tries sent at once are five as well.
    """
    if not _store(session).spend_pin_try(PIN_TRIES):
        return False
    try:
        _hasher().verify(session[PIN_HASH], pin)
    except VerifyMismatchError:
        return False
    session.pop(CONFIRMED_AT, None)  # a PIN does not say who somebody is
    open_lock(session)
    return True


def open_lock(session: SessionBase) -> None:
    """For whoever has shown who they are."""
    _store(session).forget_wrong_pins()
    _store(session).set_locked(False)


def tries_left(session: SessionBase) -> int:
    return max(0, PIN_TRIES - _store(session).wrong_pins())


# --- when the visit was last looked at ----------------------------------------------------------


def seen_cookie() -> str:
    return "__Host-seen" if settings.HTTPS else "seen"


def note_seen(request: HttpRequest, response: HttpResponseBase, at: datetime) -> None:
    """Give the browser the moment of this request. It goes when the browser is closed."""
    moment = str(int(at.timestamp()))
    value = f"{moment}.{_mark(request, moment)}"
    cast(HttpResponse, response).set_cookie(
        seen_cookie(), value, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )


def _was_seen(request: HttpRequest, at: datetime) -> bool:
    moment, _, mark = request.COOKIES.get(seen_cookie(), "").partition(".")
    is_ours = mark.isascii() and compare_digest(mark, _mark(request, moment))
    if not is_ours:
        return False
    ago = at - datetime.fromtimestamp(int(moment), UTC)
    # The moment is in whole seconds. A clock that was set back opens nothing.
    return timedelta(0) <= ago <= AWAY + timedelta(seconds=1)


def _mark(request: HttpRequest, moment: str) -> str:
    return blind_index("visit seen", f"{request.session.session_key}|{moment}")[:32]


def _hasher() -> PasswordHasher:
    return PasswordHasher(
        time_cost=signing_in.PASSES,
        memory_cost=signing_in.MEMORY_KIB,
        parallelism=signing_in.LANES,
    )


def _store(session: SessionBase) -> SessionStore:
    return cast(SessionStore, session)
