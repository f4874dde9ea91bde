"""What two people of a tie write to each other, and what they agree on.

A note is two rows: the author's own, and one for its reader. Both are made whatever the other has
done, so that writing to somebody who let go costs and looks the same; `is_there` says whether the
reader ever sees theirs. What one puts to the other to agree on is two rows in the same way.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from porchlight.domain.circle.keeping import KeptFor
from porchlight.domain.consent import DataClass
from porchlight.people.encryption.fields import SealedJSON, SealedText
from porchlight.people.made_at import Made, MadeAt
from porchlight.people.models import Person


class NotesWith(models.Model):
    """How long somebody wants notes with one other person kept, and the highest number they gave
    to one. It outlives the tie, so that letting go brings back nothing that had gone.

    `looked_at` is the number of the newest note that they had on their page, and `in_touch_on` the
    newest day of the other's notes that they had there, which stays when those go; nobody else is
    told of either.
    """

    DATA_CLASS = DataClass.MESSAGES
    NOT_MADE_AT_ONCE = "a choice that is changed, and a count"

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kept_for = models.PositiveSmallIntegerField(default=int(KeptFor.SEASON))
    last_number = models.PositiveIntegerField(default=0)
    looked_at = models.PositiveIntegerField(default=0)
    in_touch_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="one_choice_for_a_person")
        ]

    def __str__(self) -> str:
        return f"notes with {self.pk}"


class SentNote(Made):
    """A note as its author has it. `number` orders the notes of these two and tells nothing else:
    it grows by chance. `day` is the author's local date."""

    DATA_CLASS = DataClass.MESSAGES

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reader = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True)
    words = SealedText(data_class=DataClass.MESSAGES, at_least=256)
    number = models.PositiveIntegerField()
    day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["person", "reader", "number"], name="sent_notes_of_two")]

    def __str__(self) -> str:
        return f"sent note {self.pk}"


class ReceivedNote(Made):
    """The same note for its reader, under its author's key. It goes with the author's row, or alone
    when the reader takes it out of their view."""

    DATA_CLASS = DataClass.MESSAGES
    SEALED_BY = "author_id"
    MADE_BY = "author_id"
    ABOUT = "reader_id"

    id = models.UUIDField(primary_key=True, default=uuid4)
    sent = models.OneToOneField(SentNote, models.CASCADE, related_name="received")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reader = models.ForeignKey(Person, models.CASCADE, related_name="+")
    words = SealedText(data_class=DataClass.MESSAGES, at_least=256)
    number = models.PositiveIntegerField()
    day = models.DateField()
    is_there = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["author", "reader", "number"], name="received_notes_of_two")
        ]

    def __str__(self) -> str:
        return f"received note {self.pk}"


class SentAgreement(Made):
    """Something that one of two people puts to the other, as its maker has it: a promise, a plan,
    times to be in touch, some quiet.

    `kind` is an AgreementKind, and `told` what `domain/circle/agreements.py` makes of it. `answer`
    is what reached the maker of what the other said: a yes or "another time", never a no. It is
    deleted from `over_on` on.
    """

    DATA_CLASS = DataClass.PROMISES

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reader = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True)
    kind = models.CharField(max_length=16)
    told = SealedJSON(data_class=DataClass.PROMISES, at_least=512)
    answer = SealedText(data_class=DataClass.PROMISES, at_least=32)
    over_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["person", "reader"], name="sent_agreements_of_two"),
            models.Index(fields=["over_on"], name="sent_agreements_over"),
        ]

    def __str__(self) -> str:
        return f"sent agreement {self.pk}"


class ReceivedAgreement(Made):
    """The same for the other of the two, under its maker's key and with the same id. Each of the
    two rows goes alone when the one whose it is lets it go. `answer` is what the reader said, a no
    as well, and `is_answered` that they said something; its maker never sees this row."""

    DATA_CLASS = DataClass.PROMISES
    SEALED_BY = "author_id"
    MADE_BY = "author_id"
    ABOUT = "reader_id"

    id = models.UUIDField(primary_key=True, default=uuid4)
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reader = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16)
    told = SealedJSON(data_class=DataClass.PROMISES, at_least=512)
    answer = SealedText(data_class=DataClass.PROMISES, at_least=32)
    is_answered = models.BooleanField(default=False)
    over_on = models.DateField()
    is_there = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["author", "reader"], name="received_agreements_of_two"),
            models.Index(fields=["over_on"], name="received_agreements_over"),
        ]

    def __str__(self) -> str:
        return f"received agreement {self.pk}"


class AgreedTimes(Made):
    """Times that both said yes to, for one of the two: each has a row of their own, and ends it
    alone. `told` as `domain.circle.agreements.Times` gives it, with `is_maker`: whether it is the
    row of the one who asked."""

    DATA_CLASS = DataClass.PROMISES

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True)
    told = SealedJSON(data_class=DataClass.PROMISES, at_least=512)
    over_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["person", "over_on"], name="agreed_times_of_a_person")]

    def __str__(self) -> str:
        return f"agreed times {self.pk}"


class SentReport(Made):
    """That somebody reported a note, as they see it: `about` is a dict, `name` (what they call its
    author) and `why`; `answer` one too, `outcome` and `reason`, once a host has said something.
    `note` is the id of the note, which may be gone since."""

    DATA_CLASS = DataClass.REPORT

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    note = models.UUIDField()
    about = SealedJSON(data_class=DataClass.REPORT, at_least=256)
    answer = SealedJSON(data_class=DataClass.REPORT, at_least=1024)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "note"], name="a_note_is_reported_once")
        ]

    def __str__(self) -> str:
        return f"sent report {self.pk}"


class NoteReport(models.Model):
    """The hosts' copy of a reported note and of those around it.

    It lies under a key of its own, made with it: so neither its author's erasing nor the
    reporter's makes it unreadable, and when it goes after ninety days its key is destroyed and
    what a backup still holds of it opens no more. `content` is a dict: `why`, `said`, `name` and
    `notes` (`reports/copies.py`). Hosts read it only while nobody has settled it. `added` is what
    the reporter said when they were asked for more, `decided` the outcome with its line of why.
    """

    DATA_CLASS = DataClass.REPORT
    SEALED_BY = "id"
    # While this holds of a row, it is handed over to the hosts.
    HANDED_OVER_WHILE = {"settled_at": None}

    id = models.UUIDField(primary_key=True, default=uuid4)
    sent = models.OneToOneField(SentReport, models.SET_NULL, related_name="+", null=True)
    author = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True)
    content = SealedJSON(data_class=DataClass.REPORT, at_least=4096)
    added = SealedText(data_class=DataClass.REPORT, at_least=256)
    decided = SealedJSON(data_class=DataClass.REPORT, at_least=1024)
    made_at = MadeAt(exact=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["made_at"], condition=models.Q(settled_at=None), name="report_still_open"
            )
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"
