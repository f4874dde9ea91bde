"""The people around a person, as that person sees them; who was asked in; and consents."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import models

from porchlight.domain.circle.invitations import InvitationFacts
from porchlight.domain.consent import DataClass
from porchlight.people.encryption.fields import SealedJSON, SealedNumber, SealedText
from porchlight.people.made_at import Made, MadeAt
from porchlight.people.models import Person


class Tie(Made):
    """A person and somebody in their circle.

    `card` is a dict: name, near (domain.steps.Near), phone, link, line (a ready line in the
    person's own words), is_offered (whether they may be suggested), is_here_for where its owner
    said that this is who they are here for, and once somebody came in by an invitation `role`
    (domain.circle.invitations.Role), with is_as_it_came until the owner who said yes changes it and
    `name_there`, what the owner who asked is called on that one's screen; `no_other_card_for` is
    the id of the account of which the owner said that no other card is theirs. Only the owner ever
    reads it. `account` is whose account stands behind it; None: a private card, of which nobody was
    told. `ended_on` is the day on which the owner let that account go: from then on nothing reaches
    it. The other one has a tie of their own, which this one never changes: ending a tie is not seen
    on the other side. `before_joining` is what a card and a tie were that became one (`one_card/`),
    from `joined_at` on, for as long as that can be undone.
    """

    DATA_CLASS = DataClass.CIRCLE

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ties")
    card = SealedJSON(data_class=DataClass.CIRCLE)
    added_on = models.DateField()
    account = models.ForeignKey(Person, on_delete=models.SET_NULL, related_name="+", null=True)
    ended_on = models.DateField(null=True)
    before_joining = SealedJSON(data_class=DataClass.CIRCLE)
    joined_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "account"], name="one_tie_to_an_account"),
            models.CheckConstraint(
                condition=models.Q(account=None) | ~models.Q(person=models.F("account")),
                name="tie_to_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"tie {self.pk}"

    @property
    def open_account_id(self) -> UUID | None:
        """Whose account the owner has in their circle now; None for a private card and one that
        has ended."""
        return None if self.ended_on else self.account_id


class Invitation(models.Model):
    """One person asks somebody in, by a link that lets one account in.

    `domain/circle/invitations.py` says what its moments make of it. `shown` is a dict: `name`, what
    its sender wants to be called on the other's screen, and `role`, what the other is to them. The
    link is made anew from the sender's key whenever they look at it; kept is a keyed hash.
    `chosen` is a list of domain.circle.sharing.SharedKind: what goes on for the other once both
    said yes. No link opens it, and it is gone when the invitation is over for its sender.
    `is_last` is set when whoever got it wants no more of them: others for the same tie never open.
    """

    DATA_CLASS = DataClass.INVITATION

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    tie = models.ForeignKey(Tie, on_delete=models.CASCADE, related_name="invitations")
    shown = SealedJSON(data_class=DataClass.INVITATION, at_least=256)
    chosen = SealedJSON(data_class=DataClass.CONSENT, at_least=256)
    token_index = models.CharField(max_length=64, unique=True)
    accepted_by = models.ForeignKey(Person, on_delete=models.SET_NULL, related_name="+", null=True)
    made_at = MadeAt(exact=True)
    accepted_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    is_last = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["person", "made_at"], name="invitations_of_a_person")]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def facts(self) -> InvitationFacts:
        return InvitationFacts(
            self.made_at,
            self.accepted_at,
            self.confirmed_at,
            self.refused_at,
            self.stopped_at,
            self.wrong_tries,
        )


class Contact(Made):
    """A talk that happened, on a day in the person's own zone. It feeds "last talked"."""

    DATA_CLASS = DataClass.CHECK_IN

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
    """How many talks a person has noted in all. It only rises, whatever is changed or removed
    later; the windows of the street come from it.

    `counted` is a dict from a day (ISO) to the talks counted of it, for days that can still change.
    """

    DATA_CLASS = DataClass.CHECK_IN
    NOT_MADE_AT_ONCE = "one row counts all days"

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="talk_tally")
    total = SealedNumber(data_class=DataClass.CHECK_IN)
    counted = SealedJSON(data_class=DataClass.CHECK_IN, at_least=1024)

    def __str__(self) -> str:
        return f"talk tally {self.pk}"


class Grant(models.Model):
    """A consent: who may do what with which of the subject's things, what for, and until when.

    Never changed: what happens to it is a `ConsentEvent`, and its state is the fold of these.
    `given_by` is who gave it, on the `basis` of being the subject or acting for them. The recipient
    is a person, or a role or organisation by its code. It is about things made from `since` on
    (None: from always) and before `until`. It is alive from `made_at` on and before `ends_at`, by
    the highest time ever seen. `text_version` and `text_hash` say which words were agreed to, and
    `signature` holds what was signed with, sealed under the subject's key.
    """

    DATA_CLASS = DataClass.CONSENT
    SEALED_BY = "subject_id"

    class Basis(models.TextChoices):
        SUBJECT = "subject"
        GUARDIAN = "guardian"
        COURT = "court"

    id = models.UUIDField(primary_key=True, default=uuid4)
    subject = models.ForeignKey(Person, models.CASCADE, related_name="+")
    given_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    basis = models.CharField(max_length=16, choices=Basis)
    recipient_kind = models.CharField(max_length=24)
    recipient_person = models.ForeignKey(Person, models.CASCADE, related_name="+", null=True)
    recipient_code = models.CharField(max_length=64, blank=True, default="")
    purpose = models.CharField(max_length=24)
    form = models.CharField(max_length=40)
    data_classes = models.JSONField()
    actions = models.JSONField()
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    made_at = MadeAt(exact=True)
    ends_at = models.DateTimeField(null=True)
    text_version = models.CharField(max_length=32, blank=True, default="")
    text_hash = models.CharField(max_length=64, blank=True, default="")
    signature = SealedText(data_class=DataClass.CONSENT)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(recipient_kind="person", recipient_code="")
                & models.Q(recipient_person__isnull=False)
                | ~models.Q(recipient_kind="person")
                & ~models.Q(recipient_code="")
                & models.Q(recipient_person=None),
                name="grant_has_one_recipient",
            ),
        ]
        indexes = [models.Index(fields=["recipient_person", "subject"], name="grants_to_a_person")]

    def __str__(self) -> str:
        return f"grant {self.pk}"


class Block(models.Model):
    """Two people are kept apart, both ways, because one of them said so; nobody is told."""

    DATA_CLASS = DataClass.CONSENT
    SEALED_BY = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    made_at = MadeAt(exact=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(person=models.F("other")), name="block_of_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return f"block {self.pk}"


class Restriction(models.Model):
    """A no that beats every grant: what `binds` may not do with the subject's things.

    Without `binds` it is about everybody but the subject; no classes or no actions are all of them.
    """

    DATA_CLASS = DataClass.CONSENT
    SEALED_BY = "subject_id"

    id = models.UUIDField(primary_key=True, default=uuid4)
    subject = models.ForeignKey(Person, models.CASCADE, related_name="+")
    binds = models.ForeignKey(Person, models.CASCADE, related_name="+", null=True)
    data_classes = models.JSONField(default=list)
    actions = models.JSONField(default=list)
    made_at = MadeAt(exact=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(binds=None) | ~models.Q(subject=models.F("binds")),
                name="restriction_of_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"restriction {self.pk}"


class ConsentEvent(models.Model):
    """What happened to one grant, block or restriction. Rows are added and never changed."""

    DATA_CLASS = DataClass.CONSENT
    SEALED_BY = "by_id"

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="events", null=True)
    block = models.ForeignKey(Block, models.CASCADE, related_name="events", null=True)
    restriction = models.ForeignKey(Restriction, models.CASCADE, related_name="events", null=True)
    kind = models.CharField(max_length=16)
    # Kept when that person is gone: without its withdrawal a grant would be alive again.
    by = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True)
    made_at = MadeAt(exact=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(grant__isnull=False, block=None, restriction=None)
                & models.Q(kind__in=["withdrawn", "paused", "resumed"])
                | models.Q(grant=None, block__isnull=False, restriction=None, kind="lifted")
                | models.Q(grant=None, block=None, restriction__isnull=False, kind="lifted"),
                name="event_of_one_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"consent event {self.pk}"


class Look(models.Model):
    """That somebody looked at the subject's things, on one of the subject's local days, under one
    of their grants. The subject's own: nobody else reads it, and who looked is not told of it.

    Its id is made of all that it says (`looks.py`), so that looking twice is one row. `kinds` is a
    list of codes: the kinds of things that stood on the page. It outlives the viewer's account and
    the grant, and is dropped after three years.
    """

    DATA_CLASS = DataClass.LOOKS
    SEALED_BY = "subject_id"
    NOT_MADE_AT_ONCE = "the day is kept, and somebody else's page made it"

    id = models.UUIDField(primary_key=True)
    subject = models.ForeignKey(Person, models.CASCADE, related_name="+")
    viewer = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True)
    grant = models.ForeignKey(Grant, models.SET_NULL, related_name="+", null=True)
    day = models.DateField()
    kinds = SealedJSON(data_class=DataClass.LOOKS, at_least=256)

    class Meta:
        indexes = [models.Index(fields=["subject", "day"], name="looks_at_a_person")]

    def __str__(self) -> str:
        return f"look {self.pk}"
