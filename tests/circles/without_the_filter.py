"""The gate with its filter taken out: the fault that row policies are there for."""

from __future__ import annotations

import sys
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, models
from django.urls import get_resolver

from porchlight.circles import access, prepared
from porchlight.circles.gated import models_of_somebody
from porchlight.circles.prepared import PreparedRead
from porchlight.domain.consent import Decision
from porchlight.people.encryption.fields import owner_field

REAL_BOUNDS = prepared._bounds


def take_the_filter_out(patch: pytest.MonkeyPatch) -> None:
    """Both places where the subject is put into the WHERE: of query sets, and of prepared reads."""

    def bounds_without_owner(model: type[models.Model], decision: Decision) -> dict[str, Any]:
        bounds = REAL_BOUNDS(model, decision)
        return {name: value for name, value in bounds.items() if name != owner_field(model)}

    patch.setattr(access, "_of_owner", lambda found, owner_id: found)
    patch.setattr(prepared, "_bounds", bounds_without_owner)


def policies_off() -> None:
    """The control, until the test's transaction is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in models_of_somebody():
            cursor.execute(f'ALTER TABLE "{model._meta.db_table}" DISABLE ROW LEVEL SECURITY')


def owners_of(found: models.QuerySet[Any]) -> set[UUID]:
    return set(found.values_list(owner_field(found.model), flat=True))


def prepared_reads() -> dict[str, PreparedRead]:
    """Every one of the product, by module and name."""
    get_resolver().url_patterns  # noqa: B018 - imports every view
    return {
        f"{name}.{attribute}": value
        for name, module in sorted(sys.modules.items())
        if name.startswith("porchlight.")
        for attribute, value in vars(module).items()
        if isinstance(value, PreparedRead)
    }
