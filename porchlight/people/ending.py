"""The end of a visit, which works when nothing can be written too."""

from __future__ import annotations

from django.contrib.auth import logout
from django.db import DatabaseError
from django.http import HttpRequest

from porchlight import room


def end_visit(request: HttpRequest) -> None:
    """End the session. When the database is locked, or the disk so full that the room kept for this
    does not help, its row stays, but this browser no longer holds its key."""
    try:
        logout(request)
    except DatabaseError as trouble:
        if not (room.has_no_room(trouble) and room.give_up() and _is_ended(request)):
            request.session = type(request.session)()


def _is_ended(request: HttpRequest) -> bool:
    try:
        logout(request)
    except DatabaseError:
        return False
    return True
