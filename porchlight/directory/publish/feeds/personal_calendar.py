"""A person's own calendar of what they saved: an address that only they know, until they end it."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from porchlight.circles.access import own, rows
from porchlight.directory.formats.ical.write import CalendarStyle, write_ical
from porchlight.directory.models import CalendarFeed, Saved, Schedule, Service
from porchlight.people.encryption.keys import blind_index
from porchlight.postgresql.owners import every_row


@every_row()
def feed_at(token: str) -> CalendarFeed | None:
    """The standing feed of an address; none while its owner's account is closed."""
    standing = CalendarFeed.objects.filter(person__closed_at=None).select_related("person")
    return standing.filter(token_index=token_index(token), ended_at=None).first()


def calendar_of_saved(feed: CalendarFeed, now: datetime) -> bytes:
    """The calendar, in the person's language. Discreet, not even an entry's id names a meeting."""
    person = feed.person
    saved = rows(Saved, own(person, now)).exclude(service__status=Service.Status.REMOVED)
    services = (
        Service.objects.filter(pk__in=saved.values("service"))
        .exclude(kind=Service.Kind.SERVICE)
        .select_related("source", "organization", "location", "joining")
        .prefetch_related("schedules")
        .order_by("pk")
    )

    def uid_of(service: Service, schedule: Schedule) -> str:
        when = f"{schedule.weekday}{schedule.starts_on}{schedule.starts_at}{schedule.rule}"
        return f"{blind_index('calendar-entry', f'{feed.pk}{service.pk}{when}')[:32]}@calendar"

    with translation.override(person.language):
        summary = "" if feed.in_full else _("Meeting")
        return b"".join(write_ical(services, CalendarStyle(summary=summary, uid_of=uid_of)))


def token_index(token: str) -> str:
    return blind_index("calendar-feed", token)
