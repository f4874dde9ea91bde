"""The people around a person, as that person sees them. Nobody here has been asked or told."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from porchlight.domain.consent import DataClass
from porchlight.people.fields import SealedJSON, SealedNumber
from porchlight.people.models import Person


class Tie(models.Model):
    """A person and somebody in their circle.

    `card` is a dict: name, near (domain.steps.Near), phone, link, line (a ready line in the
    person's own words), is_offered (whether they may be suggested). Only the owner ever reads it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ties")
    card = SealedJSON(data_class=DataClass.CIRCLE)
    added_on = models.DateField()

    def __str__(self) -> str:
        return f"tie {self.pk}"


class Contact(models.Model):
    """A talk that happened, on a day in the person's own zone. It feeds "last talked"."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contacts")
    tie = models.ForeignKey(Tie, on_delete=models.CASCADE, related_name="contacts")
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tie", "day"], name="one_contact_a_day")]
        indexes = [models.Index(fields=["person", "day"])]

    def __str__(self) -> str:
        return f"contact {self.pk}"


class TalkTally(models.Model):
    """How many talks a person has noted in all. It only rises, whatever is changed or removed later
    (MISSION S12); the windows of the street come from it.

    `counted` is a dict from a day (ISO) to the talks counted of it, for days that can still change.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="talk_tally")
    total = SealedNumber(data_class=DataClass.CHECK_IN)
    counted = SealedJSON(data_class=DataClass.CHECK_IN, at_least=1024)

    def __str__(self) -> str:
        return f"talk tally {self.pk}"
