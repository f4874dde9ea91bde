"""What a person tells day by day, and the small steps that came of it. All of it sealed."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from porchlight.domain.consent import DataClass
from porchlight.people.fields import SealedJSON, SealedNumber, SealedText
from porchlight.people.models import Person


class CheckIn(models.Model):
    """One day in the person's own zone.

    `answers` is a dict with contact ("none", "brief", "good"), lonely (0-10), avoided, held_in and
    alone_wanted (true or false); what was left blank is not in it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="check_ins")
    day = models.DateField()
    mood = SealedNumber(data_class=DataClass.MOOD)
    urge = SealedNumber(data_class=DataClass.URGE)
    answers = SealedJSON(data_class=DataClass.CHECK_IN)
    note = SealedText(data_class=DataClass.JOURNAL)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_check_in_a_day")]

    def __str__(self) -> str:
        return f"check-in {self.pk}"


class StepAnswered(models.Model):
    """One step that was offered and answered on a day, and later what came of it.

    `step` is a dict with kind, target (a tie's or a listing's id), starts_at (ISO, for a place),
    name (as it stood on the page) and answer; `outcome` is a domain.steps.Outcome, or null.
    `asked_on` is the one day on which the person is asked how it went.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="steps")
    day = models.DateField()
    step = SealedJSON(data_class=DataClass.STEP)
    outcome = SealedText(data_class=DataClass.STEP)
    asked_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_step_a_day")]

    def __str__(self) -> str:
        return f"step {self.pk}"
