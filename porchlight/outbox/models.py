"""What is due: one row a job and one a message, taken by whichever worker gets to it first; and how
people are reached: what they chose, and the devices to which messages are pushed."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from porchlight.domain.consent import DataClass
from porchlight.people.encryption.fields import SealedJSON
from porchlight.people.models import Person, Visit


class Due(models.Model):
    """A row that is due at a moment (UTC). While a worker has it, `lease` is the worker's claim and
    `leased_until` is in the future; a worker that dies lets the lease run out. `attempts` counts
    how often it was begun since it last went well."""

    due_at = models.DateTimeField()
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class Job(Due):
    """A timed job of the site, by the name that an app's `jobs.py` gives it."""

    NOT_PERSONAL = "a timed job of the site"

    name = models.CharField(max_length=64, primary_key=True)
    last_done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> MessageQuerySet:
        """Neither sent, nor dropped, nor parked."""
        return self.filter(ended_at=None, parked_at=None)

    def parked(self) -> MessageQuerySet:
        """Given up after many attempts, until somebody says what to do with them."""
        return self.filter(ended_at=None).exclude(parked_at=None)


class Message(Due):
    """One message to one person, queued in the transaction of its cause.

    It says nothing by itself: `matter` holds the ids from which its kind decides again, and words
    it, at the moment of sending; it is sealed under the recipient's key and emptied at the end.
    `key` is the same whenever the same kind, recipient and occasion are queued again, so that a
    repeat is neither queued nor seen twice. `ended_at` is set once it is sent or dropped, to the
    day (UTC) alone, as the two other times then are. `parked_at` is set when it was given up.
    """

    DATA_CLASS = DataClass.MESSAGES
    NOT_MADE_AT_ONCE = "made by the site, and decided anew when it is sent"

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=32)
    key = models.CharField(max_length=64, unique=True)
    lane = models.CharField(max_length=8)
    matter = SealedJSON(data_class=DataClass.MESSAGES, at_least=256)
    queued_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["lane", "due_at"],
                condition=models.Q(ended_at=None, parked_at=None, leased_until=None),
                name="messages_free",
            ),
            models.Index(
                fields=["leased_until"],
                condition=models.Q(leased_until__isnull=False),
                name="messages_leased",
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"


class PushDevice(models.Model):
    """A browser that its person turned notes on in. It ends with the visit that it was turned on
    in, so that nothing comes to a phone that somebody signed out on.

    `subscription` has the `endpoint` at its push service, its keys (`p256dh`, `auth`) and the
    `origin` of the site as it knows it. `endpoint_index` is a keyed hash: one browser belongs to
    one account at a time. `dropped_on` is the day (UTC) on which its push service knew it no more.
    `taken_key` is the last message that it took while another device of the same person did not.
    """

    DATA_CLASS = DataClass.MESSAGES
    NOT_MADE_AT_ONCE = "a choice that is changed"

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    visit = models.OneToOneField(Visit, models.CASCADE, related_name="+")
    endpoint_index = models.CharField(max_length=64, unique=True)
    subscription = SealedJSON(data_class=DataClass.MESSAGES, at_least=1536)
    dropped_on = models.DateField(null=True)
    taken_key = models.CharField(max_length=64, blank=True, default="")

    def __str__(self) -> str:
        return f"push device {self.pk}"


class ReachChoices(models.Model):
    """By what somebody is reached, and when: `choices` is what `Choices.told` of domain/reaching
    gives, and `lines` what `Lines.told` gives of what came to their phones so far. There is no row
    where nothing was chosen."""

    DATA_CLASS = DataClass.MESSAGES
    NOT_MADE_AT_ONCE = "a choice that is changed"

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    choices = SealedJSON(data_class=DataClass.MESSAGES, at_least=512)
    lines = SealedJSON(data_class=DataClass.MESSAGES, at_least=512)

    def __str__(self) -> str:
        return f"reach choices {self.pk}"
