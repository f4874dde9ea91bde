"""Visits of made-up people, for benchmarks that ask pages of a server of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from porchlight.people.models import Person


def cookie_of(person: Person) -> str:
    """The Cookie header of a visit of this person, which this begins. Django is set up by then."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from porchlight.people.sessions.store import SessionStore

    visit = SessionStore()
    visit[SESSION_KEY] = str(person.pk)
    visit[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    visit[HASH_SESSION_KEY] = person.get_session_auth_hash()
    visit.save()
    return f"{settings.SESSION_COOKIE_NAME}={visit.session_key}"
