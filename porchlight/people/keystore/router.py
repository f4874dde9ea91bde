"""Keys live in a database file of their own, so that a backup of the data holds none of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

KEYSTORE = "keystore"


class KeystoreRouter:
    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        return KEYSTORE if model._meta.app_label == KEYSTORE else None

    db_for_write = db_for_read

    def allow_relation(self, first: Model, second: Model, **hints: Any) -> bool | None:
        return (first._meta.app_label == KEYSTORE) == (second._meta.app_label == KEYSTORE) or None

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return (db == KEYSTORE) == (app_label == KEYSTORE)
