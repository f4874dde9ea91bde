"""Reads through the gate whose SQL is written once, for pages that everybody opens every day.

A refusal asks the same for nobody's rows, so that it costs what an empty answer costs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models

from porchlight.circles.access import reaches, rows
from porchlight.circles.facts import NOBODY
from porchlight.circles.gated import open_classes
from porchlight.domain.consent import Decision
from porchlight.people.encryption.fields import (
    NotDecided,
    SealedField,
    has_reader,
    owner_field,
    subject_field,
)
from porchlight.people.encryption.prepared import Row, Shape, Statement


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
        # What `rows` makes of a decision is different SQL for other classes, which say what may be
        # named, and for other ends of a window; of all else in it only the values differ.
        self._statements: dict[Any, Statement] = {}
        self._label = meta.label_lower

    def __call__(self, decision: Decision, *values: date | str) -> Iterator[Row]:
        """Rows as (id, field, …), in the order of the read; none where the decision is a refusal.

        Raises NotDecided where the decision does not cover the class of a sealed field, or is
        about one row alone.
        """
        if decision.only_row is not None:
            raise NotDecided("a decision about one row is not for a list")
        bounds = _bounds(self.model, decision)
        asked = (*bounds.values(), *values)
        statement = self._statement(decision, tuple(bounds))
        found = statement.ask(asked, lambda: self._query(decision, values))
        return self._opened(found, decision) if found else iter(())

    def _statement(self, decision: Decision, bounds: tuple[str, ...]) -> Statement:
        made_for = (bounds, decision.data_classes, open_classes(decision))
        statement = self._statements.get(made_for)
        if statement is None:
            statement = Statement(self.model, (*bounds, *self.where))
            self._statements[made_for] = statement
        return statement

    def _query(self, decision: Decision, values: tuple[date | str, ...]) -> Any:
        query: Any = rows(self.model, decision)
        for lookup, value in zip(self.where, values, strict=True):
            query = query.filter(**{lookup: value})
        if self.shape is not None:
            query = self.shape(query)
        return query.values_list(*(field.attname for field in self.fields), *self.more)

    def _opened(self, found: list[Row], decision: Decision) -> Iterator[Row]:
        owner, n = decision.owner_id, len(self.fields)
        columns = [self._column(field, decision) for field in self.fields[1:]]
        places = [f"{owner}|{self._label}|{field.name}|" for field in self.fields[1:]]
        about = f"|{decision.subject_id}" if has_reader(self.model) else ""
        for row in found:
            row_id = _uuid(row[0])
            at = f"{row_id}{about}"
            yield (
                row_id,
                *(
                    value if read is None else read(place + at, value)
                    for read, place, value in zip(columns, places, row[1:n], strict=True)
                ),
                *map(_day, row[n:]),
            )

    def _column(self, field: Any, decision: Decision) -> Callable[[str, Any], Any] | None:
        """What reads a column, from where its envelope belongs and what stands in it."""
        if isinstance(field, SealedField):
            return field.opener(decision, decision.owner_id)
        return _id if _names_a_person_or_their_row(field) else None


def _bounds(model: type[models.Model], decision: Decision) -> dict[str, Any]:
    """What `rows` narrows a list to, as look-ups in the order in which it does."""
    owner, subject = owner_field(model), subject_field(model)
    if not reaches(decision, model):
        return {owner: NOBODY}
    bounds: dict[str, Any] = {owner: decision.owner_id}
    if subject != owner:
        bounds[subject] = decision.subject_id
    if decision.since is not None:
        bounds["made_at__gte"] = decision.since
    if decision.until is not None:
        bounds["made_at__lt"] = decision.until
    return bounds


def _names_a_person_or_their_row(field: Any) -> bool:
    """Whether a field points to something whose id is a UUID; listings have numbers."""
    return isinstance(field, models.ForeignKey) and isinstance(field.target_field, models.UUIDField)


def _uuid(value: UUID | str) -> UUID:
    """SQLite keeps an id as 32 digits."""
    return value if isinstance(value, UUID) else UUID(hex=value)


def _id(place: str, value: UUID | str | None) -> UUID | None:
    return None if value is None else _uuid(value)


def _day(value: Any) -> Any:
    """SQLite gives the date of an expression as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
