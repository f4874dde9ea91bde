"""Saving: a person keeps a listing, or lets it go."""

from __future__ import annotations

from datetime import datetime

from porchlight.circles.access import own, rows
from porchlight.directory.models import Saved, Service
from porchlight.people.models import Person


def save_listing(person: Person, service: Service, at: datetime) -> None:
    """Saving twice is saving once."""
    Saved.objects.get_or_create(person=person, service=service, defaults={"saved_at": at})


def let_listing_go(person: Person, service: Service, at: datetime) -> None:
    """Take it off the person's saved ones, if it is there."""
    rows(Saved, own(person, at)).filter(service=service).delete()
