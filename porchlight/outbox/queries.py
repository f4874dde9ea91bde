"""How sending goes on this site, for pages that promise that a phone is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.conf import settings

from porchlight.outbox.kinds import all_kinds
from porchlight.outbox.models import Message
from porchlight.postgresql.owners import every_row
from porchlight.schedule import Lane

# A worker looks each second; what lies longer than this lies until one runs again.
TAKEN_WITHIN: Final = timedelta(seconds=30)


class PhonesTold(StrEnum):
    """Whether phones are told of what is for now."""

    SOON = "soon"
    LATE = "late"  # nobody takes up what is due, whomever it is for: no worker runs
    NEVER = "never"  # the host has not set up notes on phones


def phones_told(at: datetime) -> PhonesTold:
    """Of the site as a whole, so that it tells nothing of anybody: that some phone could not be
    told, or has none of it, shows here to nobody. One query, or none."""
    if not settings.PUSH_CONTACT:
        return PhonesTold.NEVER
    left = Message.objects.waiting().filter(lane=Lane.NOW, leased_until=None)
    left = left.filter(kind__in=[kind.name for kind in all_kinds()])  # others no worker knows
    with every_row():
        lies = left.filter(due_at__lt=at - TAKEN_WITHIN).exists()
    return PhonesTold.LATE if lies else PhonesTold.SOON
