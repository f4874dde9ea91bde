"""What people keep: meetings they save, and a calendar of these."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models

from porchlight.directory.models.listings import Service
from porchlight.domain.consent import DataClass
from porchlight.people.made_at import Made, MadeAt


class Saved(Made):
    """A meeting somebody keeps on their own list. Nobody else sees it, unless they let them."""

    DATA_CLASS = DataClass.MEETINGS

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "service"], name="saved_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} keeps {self.service_id}"


class CalendarFeed(models.Model):
    """An address at which a calendar reads the meetings somebody saved, until they end it.

    The address is shown once; only a keyed hash of its secret part is kept. With `in_full` the
    entries have names and places, otherwise they say only "Meeting".
    """

    DATA_CLASS = DataClass.MEETINGS

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token_index = models.CharField(max_length=64, unique=True)
    in_full = models.BooleanField(default=False)
    made_at = MadeAt(exact=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(ended_at=None),
                name="calendar_feed_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"a calendar of {self.person_id}"
