"""What a person tells day by day, and what came of it: small steps, notices. All of it sealed."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from porchlight.domain.consent import DataClass
from porchlight.people.encryption.fields import SealedJSON, SealedNumber, SealedText
from porchlight.people.made_at import Made, MadeAt
from porchlight.people.models import Person


class CheckIn(Made):
    """One day in the person's own zone.

    `answers` is a dict with contact (the talk: "none", "brief", "good"), lonely (0-10), avoided,
    held_in and alone_wanted (true or false); what was left blank is not in it.
    """

    DATA_CLASS = DataClass.CHECK_IN

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


class DayWord(models.Model):
    """How the day of a check-in felt, as a domain.circle.sharing.HowADayFeels and nothing more,
    for those it is shown to. It is apart from the answers it was made of, so that a grant of it
    opens no key of theirs. It is there for every day of everybody, of one size; its id is its
    check-in's."""

    DATA_CLASS = DataClass.DAY

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    word = SealedText(data_class=DataClass.DAY, at_least=32)
    made_at = MadeAt(exact=True)  # its check-in's, which is no closer than a day

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_word_a_day")]

    def __str__(self) -> str:
        return f"word of a day {self.pk}"


class StepAnswered(Made):
    """One step that was offered and answered on a day, and later what came of it.

    `step` is a dict with kind, target (a tie's or a listing's id), starts_at (ISO, for a place),
    name (as it stood on the page) and answer; `outcome` is a domain.steps.Outcome, or null.
    `asked_on` is the one day on which to ask how it went. It is chosen when that day is told, and
    stands in clear, so it does not depend on what the day is like; a quiet page does not ask.
    """

    DATA_CLASS = DataClass.STEP

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


class Usual(models.Model):
    """What drift knows of a person's usual at the end of `through`, a day that has closed.

    `state` is the model's own bytes (domain.noticing.ModelSnapshot) as base64, then a dot and in
    the same way what it knew a day ago (domain.lately). Both can be made again from the check-ins
    at any time, and are, when they cannot be read or an answer changed what counts.
    """

    DATA_CLASS = DataClass.NOTICE
    NOT_MADE_AT_ONCE = "learned from all days"

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="usual")
    through = models.DateField()
    state = SealedText(data_class=DataClass.NOTICE, at_least=4096)

    def __str__(self) -> str:
        return f"usual {self.pk}"


class Notice(Made):
    """What was given on `day` for the person to be asked or told of their own days, at most one
    thing a day. A quiet page does not show it.

    `told` is a dict with kind (domain.noticing.NoticeKind), since (ISO, or null), about (a list of
    domain.usual.Measure) and, of a drift, counted (its reasons, as `counted.py` keeps them). It is
    of one size, which does not tell the kind. `answer` is a domain.noticing.Fits, or null, and
    `answered_on` its day.
    """

    DATA_CLASS = DataClass.NOTICE

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    day = models.DateField()
    told = SealedJSON(data_class=DataClass.NOTICE, at_least=1024)
    answer = SealedText(data_class=DataClass.NOTICE)
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="one_notice_a_day"),
            models.CheckConstraint(
                condition=models.Q(answered_on=None) | models.Q(answered_on__gte=models.F("day")),
                name="answered_on_its_day_or_later",
            ),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"


class DayReplies(models.Model):
    """What a person answered to what Today said to them, in the last two weeks.

    `answers` is a dict from a day (ISO) to a dict as `domain.answering.Replies` describes it. It is
    apart from the check-ins, since "I used" can be said on a day that is not told. One row, there
    from the first check-in on and always of one size, holds all days: a row for each would say in
    clear which days were hard.
    """

    DATA_CLASS = DataClass.CHECK_IN
    NOT_MADE_AT_ONCE = "one row holds two weeks, so that it does not tell which were hard"

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="day_replies")
    answers = SealedJSON(data_class=DataClass.CHECK_IN, at_least=4096)

    def __str__(self) -> str:
        return f"day replies {self.pk}"
