"""Lights, and asks for somebody now.

A light is one row of its owner's and one for each person whom they show it to. An ask is one row of
the asker's, and for each person asked one of the asker's and one for whom it is: both are made
whatever the other has done, so that asking somebody who let go costs and looks the same.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from porchlight.circles.models import Tie
from porchlight.domain.consent import DataClass
from porchlight.people.encryption.fields import SealedJSON, SealedText
from porchlight.people.made_at import Made
from porchlight.people.models import Person


class OwnLight(models.Model):
    """When somebody can talk, as they have it: `light` is what `domain.light.Light.told` gives,
    with `shown_to`, the ids of their ties to whom it is shown."""

    DATA_CLASS = DataClass.LIGHT
    NOT_MADE_AT_ONCE = "a choice that is changed"

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    light = SealedJSON(data_class=DataClass.LIGHT, at_least=1024)

    def __str__(self) -> str:
        return f"light {self.pk}"


class ShownLight(models.Model):
    """The same for one person to whom it is shown, under its owner's key. There is no row where it
    is not shown, so that this is the same as a light that is off for good."""

    DATA_CLASS = DataClass.LIGHT
    SEALED_BY = "author_id"
    ABOUT = "reader_id"
    NOT_MADE_AT_ONCE = "a choice that is changed"

    id = models.UUIDField(primary_key=True, default=uuid4)
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reader = models.ForeignKey(Person, models.CASCADE, related_name="+")
    light = SealedJSON(data_class=DataClass.LIGHT, at_least=1024)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "reader"], name="one_light_for_a_reader")
        ]

    def __str__(self) -> str:
        return f"shown light {self.pk}"


class SentAsk(Made):
    """An ask, as whoever asked has it. `told` is a dict: `words`; `number`, by which they are
    reached, or ""; and `outcome`, what they said of it on the day after.

    The moments stand in clear: who answers decides by them in one statement, without the asker's
    key. `claimed_by` is who said "I'm here" first. It is deleted from `over_on` on.
    """

    DATA_CLASS = DataClass.ASK

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    told = SealedJSON(data_class=DataClass.ASK, at_least=512)
    asked_at = models.DateTimeField()
    stops_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True)
    over_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["person", "asked_at"], name="asks_of_a_person"),
            models.Index(fields=["over_on"], name="asks_over"),
        ]

    def __str__(self) -> str:
        return f"ask {self.pk}"


class AskedPerson(Made):
    """One person who was asked, as whoever asked has it. `answer` is what reached them of it: that
    somebody is here, comes later, or could not get through; never that somebody passed."""

    DATA_CLASS = DataClass.ASK

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    ask = models.ForeignKey(SentAsk, models.CASCADE, related_name="asked")
    tie = models.ForeignKey(Tie, models.SET_NULL, related_name="+", null=True)
    due_at = models.DateTimeField()
    answer = SealedJSON(data_class=DataClass.ASK, at_least=64)

    def __str__(self) -> str:
        return f"asked person {self.pk}"


class ReceivedAsk(Made):
    """The same for whom it is, under the asker's key and with the same id. `answer` is what they
    said, a pass as well; whoever asked never sees this row. `told` is a dict: `words`, `number`.

    It waits for an answer from `due_at` until `stops_at`, unless it is over before: somebody else
    is there, or it was taken back, which of the two this row does not tell.
    """

    DATA_CLASS = DataClass.ASK
    SEALED_BY = "author_id"
    MADE_BY = "author_id"
    ABOUT = "reader_id"

    id = models.UUIDField(primary_key=True, default=uuid4)
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reader = models.ForeignKey(Person, models.CASCADE, related_name="+")
    ask = models.ForeignKey(SentAsk, models.CASCADE, related_name="received")
    told = SealedJSON(data_class=DataClass.ASK, at_least=512)
    answer = SealedText(data_class=DataClass.ASK, at_least=32)
    due_at = models.DateTimeField()
    stops_at = models.DateTimeField()
    over_at = models.DateTimeField(null=True)
    is_there = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["reader", "due_at"], name="asks_to_a_person")]

    def __str__(self) -> str:
        return f"received ask {self.pk}"
