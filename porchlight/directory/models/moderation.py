"""What people say is not right about a listing, and what a host took off the lists for it."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from porchlight.directory.models.listings import Service
from porchlight.domain.consent import DataClass
from porchlight.people.encryption.fields import SealedText
from porchlight.people.made_at import MadeAt


class Correction(models.Model):
    """One thing that somebody says is not right. Only hosts read it, and only while it is open:
    settling it takes the words away. It never says who wrote it, to anybody."""

    DATA_CLASS = DataClass.CORRECTION
    # While this holds of a row, it is handed over to the hosts.
    HANDED_OVER_WHILE = {"settled_at": None}

    class About(models.TextChoices):
        GONE = "gone"
        TIME = "time"
        PLACE = "place"
        WAY_IN = "way-in"
        OTHER = "other"

    class Outcome(models.TextChoices):
        MENDED = "mended"
        HIDDEN = "hidden"
        LEFT = "left"

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    service = models.ForeignKey(Service, models.CASCADE, related_name="corrections")
    about = models.CharField(max_length=10, choices=About.choices)
    words = SealedText(data_class=DataClass.CORRECTION)
    made_at = MadeAt(exact=True)
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(about__in=["gone", "time", "place", "way-in", "other"]),
                name="correction_about",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="")
                | Q(settled_at__isnull=False, outcome__in=["mended", "hidden", "left"], words=None),
                name="correction_settled_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["made_at"], condition=Q(settled_at=None), name="correction_still_open"
            ),
        ]

    def __str__(self) -> str:
        return f"correction {self.pk}"


class Closure(models.Model):
    """A listing that a host took off the lists, whatever its source says. Undone, the source's word
    counts again. A row and no flag, so that the next import does not bring the listing back."""

    NOT_PERSONAL = "a listing that hosts took off the lists"

    service = models.ForeignKey(Service, models.CASCADE, related_name="closures")
    closed_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service"], condition=Q(undone_at=None), name="closure_one_standing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} is off the lists"
