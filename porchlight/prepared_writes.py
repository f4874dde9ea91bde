"""Writes of one row whose SQL is written once, for what everybody writes every day.

The counterpart of the reads in circles/prepared.py (decision 0023): Django writes the statement the
first time, and it is sent with other values from then on. Sealed fields are sealed as they are by
`save()`, from the row they stand in. Any layer may use it; it knows no model.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery, UpdateQuery


class _PreparedWrite(ABC):
    """A statement of one model that writes `fields`; `has_id`: and then names the row by its id."""

    def __init__(self, model: type[models.Model], fields: list[Any], *, has_id: bool) -> None:
        self.model = model
        self._fields = fields
        self._in_order = [*fields, model._meta.pk] if has_id else fields
        self._sql: dict[str, str] = {}

    @abstractmethod
    def _write(self, row: models.Model, connection: BaseDatabaseWrapper) -> tuple[str, int]:
        """The statement, and how many values it takes."""

    def __call__(self, row: models.Model) -> bool:
        """Whether a row was written. What was assigned to sealed fields can be opened after it."""
        alias = router.db_for_write(self.model, instance=row)
        connection = connections[alias]
        values = [
            field.get_db_prep_save(field.pre_save(row, row._state.adding), connection)
            for field in self._in_order
        ]
        sql = self._sql.get(connection.vendor)
        if sql is None:
            sql, n_values = self._write(row, connection)
            if n_values != len(values):
                raise TypeError(f"{self.model.__name__}: this does not take one value a field")
            self._sql[connection.vendor] = sql
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            is_written = bool(cursor.rowcount == 1)
        if is_written:
            row._state.adding, row._state.db = False, alias
        return is_written


class PreparedInsert(_PreparedWrite):
    """A new row with all its fields. False where a row with the same unique values is there
    already: then nothing is written. On PostgreSQL it waits for whoever is writing such a row."""

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__(model, list(model._meta.local_concrete_fields), has_id=False)

    def _write(self, row: models.Model, connection: BaseDatabaseWrapper) -> tuple[str, int]:
        query: Any = InsertQuery(self.model, on_conflict=OnConflict.IGNORE)
        query.insert_values(self._fields, [row])
        ((sql, values),) = query.get_compiler(connection=connection).as_sql()
        return str(sql), len(values)


class PreparedUpdate(_PreparedWrite):
    """The named fields of a row that is there, by its id. False when it is there no longer."""

    def __init__(self, model: type[models.Model], *names: str) -> None:
        found: list[Any] = [model._meta.get_field(name) for name in names]
        super().__init__(model, found, has_id=True)

    def _write(self, row: models.Model, connection: BaseDatabaseWrapper) -> tuple[str, int]:
        query: Any = UpdateQuery(self.model).chain()
        query.add_filter("pk", row.pk)
        # An expression for each field: of a plain None Django would make NULL, which takes none.
        query.add_update_fields([(field, None, models.Value(0)) for field in self._fields])
        sql, values = query.get_compiler(connection=connection).as_sql()
        return str(sql), len(values)
