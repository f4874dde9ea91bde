"""Visits as Django keeps them in the database, looked up by a query that is written once."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as StoreInDatabase
from django.contrib.sessions.models import Session
from django.utils import timezone

from porchlight.people.prepared import Read

KEPT = Read(Session, "session_data", where=("session_key", "expire_date__gt"))


class SessionStore(StoreInDatabase):
    """Of the same name as Django's, which is part of how its contents are signed."""

    def load(self) -> dict[str, Any]:
        found = KEPT.first(self.session_key, timezone.now())
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])
