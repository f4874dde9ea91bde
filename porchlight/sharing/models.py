"""What somebody writes down to be shown: milestones, and single things handed to one person.

What is handed over is two rows, its giver's own and one for its receiver, as notes are: both are
made whatever the other has done, and `is_there` says whether the receiver ever sees theirs.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from porchlight.domain.consent import DataClass
from porchlight.people.encryption.fields import SealedText
from porchlight.people.made_at import Made
from porchlight.people.models import Person
from porchlight.sharing.safety.models import DatedNote as DatedNote


class Milestone(Made):
    """Something its person picked to be glad of, in their own words, on a day of their choice."""

    DATA_CLASS = DataClass.MILESTONES

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    words = SealedText(data_class=DataClass.MILESTONES, at_least=256)
    day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["person", "day"], name="milestones_of_a_person")]

    def __str__(self) -> str:
        return f"milestone {self.pk}"


class HandedOver(Made):
    """One thing that somebody handed to one other person, once, as its giver has it. `day` is the
    giver's local date."""

    DATA_CLASS = DataClass.HANDED

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    receiver = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True)
    words = SealedText(data_class=DataClass.HANDED, at_least=256)
    day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["person", "receiver", "day"], name="handed_over_of_two")]

    def __str__(self) -> str:
        return f"handed over {self.pk}"


class HandedToMe(Made):
    """The same thing for its receiver, under its giver's key. It goes with the giver's row."""

    DATA_CLASS = DataClass.HANDED
    SEALED_BY = "giver_id"
    MADE_BY = "giver_id"
    ABOUT = "receiver_id"

    id = models.UUIDField(primary_key=True, default=uuid4)
    handed = models.OneToOneField(HandedOver, models.CASCADE, related_name="received")
    giver = models.ForeignKey(Person, models.CASCADE, related_name="+")
    receiver = models.ForeignKey(Person, models.CASCADE, related_name="+")
    words = SealedText(data_class=DataClass.HANDED, at_least=256)
    day = models.DateField()
    is_there = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["giver", "receiver", "day"], name="handed_to_one_of_two")]

    def __str__(self) -> str:
        return f"handed to me {self.pk}"
