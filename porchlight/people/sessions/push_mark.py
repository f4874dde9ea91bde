"""What a visit knows of the notes on its own phone, without asking the database on every page.

The session holds a mark of what the browser subscribed with, and in which visit. A page gives it to
the browser, which compares: where its subscription is another one, or gone, it says so.
"""

from __future__ import annotations

import hashlib
from typing import Final

from django.contrib.sessions.backends.base import SessionBase

from porchlight.people.sessions.store import key_index

HELD_AS: Final = "push"
MARK_DIGITS: Final = 32


def keep_mark(session: SessionBase, endpoint: str) -> None:
    session[HELD_AS] = [_mark(endpoint), _visit_of(session)]


def note_dropped(session: SessionBase) -> None:
    """Pages stop asking the browser; Me says that this phone was dropped."""
    session[HELD_AS] = ["", _visit_of(session)]


def forget(session: SessionBase) -> None:
    session.pop(HELD_AS, None)


def was_turned_on(session: SessionBase) -> bool:
    """Whether this phone had its notes on at some time, whatever became of it."""
    return HELD_AS in session


def mark_for_page(session: SessionBase) -> str:
    """What the page asks its browser to compare; "" where it asks nothing. It fits none once the
    visit was begun anew, by a new passphrase for example: then the device is to be kept anew."""
    mark, visit = session.get(HELD_AS, ("", ""))
    if not mark:
        return ""
    return str(mark) if visit == _visit_of(session) else "of another visit"


def _mark(endpoint: str) -> str:
    return hashlib.sha256(endpoint.encode()).hexdigest()[:MARK_DIGITS]


def _visit_of(session: SessionBase) -> str:
    return key_index(str(session.session_key))
