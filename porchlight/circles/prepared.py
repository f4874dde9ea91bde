"""Reads through the gate whose SQL is written once, for pages that everybody opens every day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models

from porchlight.circles.access import rows
from porchlight.domain.consent import Decision
from porchlight.people.fields import SealedField
from porchlight.people.prepared import Shape, Statement
from porchlight.people.sealing import Place


class PreparedRead:
    """Fields of the subject's rows of one model, as tuples; sealed fields are opened.

    `where` names look-ups, in the order in which a call gives their values, such as "day__gte".
    `shape` may order, limit or annotate what was found; `more` names annotations, and fields of
    what a row points to, which come last in it. The first field of a row is always its id.
    """

    def __init__(
        self,
        model: type[models.Model],
        *names: str,
        where: tuple[str, ...] = (),
        shape: Shape | None = None,
        more: tuple[str, ...] = (),
    ) -> None:
        self.model = model
        self.where = where
        self.shape = shape
        self.more = more
        meta: Any = model._meta
        self.fields = [meta.pk, *(meta.get_field(name) for name in names)]
        self._statement = Statement(model, ("person", *where))
        self._label = meta.label_lower
        self._is_id = [_names_a_person_or_their_row(field) for field in self.fields[1:]]

    def __call__(self, decision: Decision, *values: date) -> Iterator[tuple[Any, ...]]:
        """Rows as (id, field, …), in the order of the read; none where the decision is a refusal.

        Raises NotDecided where the decision does not cover the class of a sealed field.
        """
        if not decision.allowed:
            return
        asked = (decision.subject_id, *values)
        for row in self._statement.ask(asked, lambda: self._query(decision, values)):
            yield self._opened(row, decision)

    def _query(self, decision: Decision, values: tuple[date, ...]) -> Any:
        query: Any = rows(self.model, decision)
        for lookup, value in zip(self.where, values, strict=True):
            query = query.filter(**{lookup: value})
        if self.shape is not None:
            query = self.shape(query)
        return query.values_list(*(field.attname for field in self.fields), *self.more)

    def _opened(self, row: tuple[Any, ...], decision: Decision) -> tuple[Any, ...]:
        row_id, n = _uuid(row[0]), len(self.fields)
        values = []
        for field, is_id, value in zip(self.fields[1:], self._is_id, row[1:n], strict=True):
            if isinstance(field, SealedField):
                place = Place(decision.subject_id, self._label, field.name, row_id)
                values.append(field.opened(decision, place, value))
            else:
                values.append(_uuid(value) if is_id else value)
        return (row_id, *values, *(_day(value) for value in row[n:]))


def _names_a_person_or_their_row(field: Any) -> bool:
    """Whether a field points to something whose id is a UUID; listings have numbers."""
    return isinstance(field, models.ForeignKey) and isinstance(field.target_field, models.UUIDField)


def _uuid(value: UUID | str) -> UUID:
    """SQLite keeps an id as 32 digits."""
    return value if isinstance(value, UUID) else UUID(hex=value)


def _day(value: Any) -> Any:
    """SQLite gives the date of an expression as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
