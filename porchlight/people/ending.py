"""The end of a visit, which works when nothing can be written too."""

from __future__ import annotations

from django.contrib.auth import logout
from django.db import DatabaseError
from django.http import HttpRequest


def end_visit(request: HttpRequest) -> None:
    """End the session. When the disk is full or the database locked, its row stays, but this
    browser no longer holds its key."""
    try:
        logout(request)
    except DatabaseError:
        request.session = type(request.session)()
