"""Accounts, the community they belong to, and the ways back into an account."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from porchlight.domain.consent import DataClass
from porchlight.people.encryption.fields import SealedJSON, SealedText
from porchlight.people.encryption.keys import blind_index

# How long whoever closed their account can come back to it.
CAN_RETURN_FOR = timedelta(days=7)


class Community(models.Model):
    """The one community this server is for. Its name is sealed under a key of its own.

    `country` and `zone` are what its host said of themselves: what the page for joining begins
    with where the browser does not say. Blank in communities that are older than that page.
    """

    DATA_CLASS = DataClass.COMMUNITY
    SEALED_BY = "id"

    id = models.UUIDField(primary_key=True, default=uuid4)
    only = models.BooleanField(default=True, unique=True, editable=False)
    name = SealedText(data_class=DataClass.COMMUNITY)
    is_demo = models.BooleanField(default=False)
    country = models.CharField(max_length=2, blank=True, default="")
    zone = models.CharField(max_length=64, blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="one_community")]


class Person(AbstractBaseUser):
    """Somebody with an account: a name of their choice and a passphrase, no e-mail, no birth date.

    Several people may choose the same name, so that signing up never tells who is already here.
    `zone` is an IANA name, `country` two letters (ISO 3166-1), `language` one of
    settings.LANGUAGES; all three can be changed at any time. `joined_on` is the local date. There
    is no last sign-in, on purpose. `sign_in_index` is what name and passphrase together lead to
    (`signing_in.py`); None: nobody comes in with a passphrase. `password` is the hash that accounts
    had before, kept until their next sign-in and blank since. `closed_at` is set while an account
    waits to be deleted: then nobody can be signed in to it, and nothing of it is shown to anybody.
    `granted_at` is the moment of the last grant they gave; `people/made_at.py` says what for.
    """

    DATA_CLASS = DataClass.ACCOUNT
    SEALED_BY = "id"
    USERNAME_FIELD = "id"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    id = models.UUIDField(primary_key=True, default=uuid4)
    name = SealedText(data_class=DataClass.NAME)
    name_index = models.CharField(max_length=64, db_index=True)
    sign_in_index = models.CharField(max_length=64, unique=True, null=True)
    password = models.CharField(max_length=128, blank=True, default="")
    join_index = models.CharField(max_length=64, blank=True, default="")
    language = models.CharField(max_length=2)
    country = models.CharField(max_length=2)
    zone = models.CharField(max_length=64)
    is_host = models.BooleanField(default=False)
    joined_on = models.DateField()
    home_place = SealedText(data_class=DataClass.PLACE)
    barriers = SealedJSON(data_class=DataClass.BARRIERS)
    how_often = SealedText(data_class=DataClass.NOTICE)
    writing_help = SealedText(data_class=DataClass.NOTICE, at_least=32)
    wishes = SealedJSON(data_class=DataClass.WISHES, at_least=1024)
    closed_at = models.DateTimeField(null=True)
    granted_at = models.DateTimeField(null=True, editable=False)
    last_login = None

    objects = BaseUserManager["Person"]()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["name_index"], name="hashed_before", condition=~models.Q(password="")
            )
        ]

    def has_usable_password(self) -> bool:
        """Whether this account opens with a passphrase. Accounts of made-up people do not."""
        return self.sign_in_index is not None or self.password != ""

    def get_session_auth_hash(self) -> str:
        """Changes with the passphrase: that ends every visit but the one it was changed in."""
        return blind_index("visit of", f"{self.pk}|{self.sign_in_index}|{self.password}")

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """No earlier value counts: Django asks for those of an earlier secret key."""
        return iter(())

    @property
    def zoneinfo(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def erased_from(self) -> datetime | None:
        """The moment from which nobody can come back to a closed account; None while it is open."""
        return self.closed_at and self.closed_at + CAN_RETURN_FOR

    def is_past_return(self, at: datetime) -> bool:
        """Closed seven days ago or longer: gone for its owner too, even before the job has come."""
        return self.erased_from is not None and self.erased_from <= at

    def __str__(self) -> str:
        return f"person {self.pk}"


class Visit(models.Model):
    """One browser that somebody is signed in with, or on its way to it: see `sessions/store.py`.

    The browser's cookie holds the key, this row a keyed hash of it; `content` is sealed under a key
    made from the cookie's, so that nobody who has the row can open it or come in with it. `device`
    says what kind of browser began the visit and on which day, for the person alone to read.
    `is_locked` and `wrong_pins` belong to the lock on one phone (`sessions/app_lock.py`).
    """

    DATA_CLASS = DataClass.ACCOUNT

    id = models.UUIDField(primary_key=True, default=uuid4)
    key_index = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="visits")
    content = models.BinaryField()
    device = SealedJSON(data_class=DataClass.ACCOUNT)
    is_locked = models.BooleanField(default=False)
    wrong_pins = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)


class RecoveryCode(models.Model):
    """A way back in without e-mail, used once. Only its keyed hash is kept."""

    DATA_CLASS = DataClass.ACCOUNT

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="recovery_codes")
    code_index = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(null=True)


class OneTimeLink(models.Model):
    """A link that works once: to try a made-up person's account, or to set up a new community."""

    DATA_CLASS = DataClass.ACCOUNT

    class Kind(models.TextChoices):
        TRY_DEMO = "try-demo"
        SET_UP = "set-up"

    token_index = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=16, choices=Kind)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Receipt(models.Model):
    """One write that was asked for with a key of its own, so that asking again is safe.

    `key` and `fingerprint` are keyed hashes of the form's key and of what was sent; `answer` is the
    path the first answer led to, sealed, as it may tell what was answered. Kept 30 days.
    """

    DATA_CLASS = DataClass.ACCOUNT

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    key = models.UUIDField()
    fingerprint = models.BinaryField(max_length=32)
    answer = SealedText(data_class=DataClass.STEP, at_least=256)
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="one_receipt_per_key")
        ]


class Attempt(models.Model):
    """How often somebody tried a door in one window of time, counted for all processes together.

    `who` is a keyed hash of an address or a name; neither is stored.
    """

    NOT_PERSONAL = "a count by keyed hash; nobody can be told from it"

    who = models.CharField(max_length=64)
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["who", "window"], name="one_count")]


class HighestTime(models.Model):
    """One row: the highest time this site has ever seen. See people/highest_time.py."""

    NOT_PERSONAL = "the time of the site"

    at = models.DateTimeField()
