"""What a person wrote down for themselves with a date: what happened, and what they stopped."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from porchlight.domain.consent import DataClass
from porchlight.people.encryption.fields import SealedJSON
from porchlight.people.made_at import Made
from porchlight.people.models import Person


class DatedNote(Made):
    """One entry of the page "Dates". It is of a class that no grant reaches, so it is shown to
    nobody, whatever else is shared.

    `content` is a dict: `at`, the moment (ISO, with the offset of the person's zone), and either
    `words` and `when` as they were typed, or `stopped`, the ids of the grants that were taken back
    when everything was stopped; in one such entry at most, the newest, these can be given again.
    """

    DATA_CLASS = DataClass.CONSENT

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    content = SealedJSON(data_class=DataClass.CONSENT, at_least=1024)

    class Meta:
        indexes = [models.Index(fields=["person", "made_at"], name="dated_notes_of_a_person")]

    def __str__(self) -> str:
        return f"dated note {self.pk}"
