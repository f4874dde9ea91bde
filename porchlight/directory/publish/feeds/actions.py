"""Making and ending the address of a person's own calendar."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from porchlight.circles.access import own, rows
from porchlight.directory.models import CalendarFeed
from porchlight.directory.publish.feeds.personal_calendar import token_index
from porchlight.people.models import Person

TOKEN_BYTES = 32


@transaction.atomic
def make_calendar_feed(person: Person, at: datetime, *, in_full: bool) -> str:
    """The secret part of a new address, shown once. It takes the place of an earlier one."""
    end_calendar_feed(person, at)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    CalendarFeed.objects.create(
        person=person, token_index=token_index(token), in_full=in_full, made_at=at
    )
    return token


def end_calendar_feed(person: Person, at: datetime) -> None:
    """From now on there is nothing at the person's address. Ended twice, it stays ended."""
    rows(CalendarFeed, own(person, at)).filter(ended_at=None).update(ended_at=at)
