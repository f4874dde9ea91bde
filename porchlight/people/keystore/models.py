"""Rows of the keystore. Keys are stored wrapped: root key, then the month's, then the owner's."""

from __future__ import annotations

from django.db import models

from porchlight.domain.consent import DataClass


class MonthKey(models.Model):
    """Wraps the owners' keys made in one month (UTC, "2026-11"), and is wrapped by the root key."""

    NOT_PERSONAL = "wraps keys of many owners"

    month = models.CharField(max_length=7, primary_key=True)
    wrapped = models.BinaryField()


class OwnerKey(models.Model):
    """One version of an owner's 256-bit key. An owner is a person or the community.

    Deleting an owner's rows makes everything they wrote unreadable; that is what erasing is.
    """

    DATA_CLASS = DataClass.ACCOUNT
    SEALED_BY = "owner_id"

    owner_id = models.UUIDField()
    version = models.PositiveSmallIntegerField()
    month = models.ForeignKey(MonthKey, on_delete=models.PROTECT)
    wrapped = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner_id", "version"], name="one_key_per_version")
        ]
