"""Queries whose SQL is written once, for what every page reads.

Django writes the SQL of a query anew each time it is asked, which takes longer than SQLite needs to
answer it. Here Django writes it the first time; from then on it is asked with other values.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

Row = tuple[Any, ...]
Shape = Callable[[Any], Any]


class Converter(NamedTuple):
    """Makes a field's value of what the database gave in one column."""

    column: int
    convert: Callable[[Any, Any, Any], Any]
    expression: Any


class Written(NamedTuple):
    sql: str
    converters: list[Converter]


class Statement:
    """The SQL of one query of a model, for each kind of database. `looked_up` names look-ups of one
    value each, in the order of their values, such as "day__gte"."""

    def __init__(self, model: type[models.Model], looked_up: tuple[str, ...]) -> None:
        meta: Any = model._meta
        self.model = model
        self._fields = [_as_stored(meta.get_field(name.split("__")[0])) for name in looked_up]
        self._written: dict[str, Written] = {}

    def ask(self, values: Row, query: Callable[[], Any]) -> list[Row]:
        """What is found, as the database gives it. `query` makes what Django writes the SQL of.

        Raises TypeError where a look-up does not take its one value as it is.
        """
        connection = self.connection
        pairs = zip(self._fields, values, strict=True)
        parameters = [field.get_db_prep_value(value, connection) for field, value in pairs]
        written = self._written.get(connection.vendor)
        if written is None:
            written = _write(self.model, query(), parameters, connection)
            self._written[connection.vendor] = written
        with connection.cursor() as cursor:
            cursor.execute(written.sql, parameters)
            found: list[Row] = cursor.fetchall()
        return found

    def converted(self, found: list[Row]) -> list[Row]:
        """Rows of `ask`, each value as its field has it."""
        connection = self.connection
        converters = self._written[connection.vendor].converters
        rows = [list(row) for row in found]
        for row in rows:
            for at, convert, expression in converters:
                row[at] = convert(row[at], expression, connection)
        return [tuple(row) for row in rows]

    @property
    def connection(self) -> BaseDatabaseWrapper:
        return connections[router.db_for_read(self.model)]


class Read:
    """Columns of a model's rows, for what belongs to nobody: visits, accounts, wrapped keys.

    `where` names look-ups as `Statement` does; `shape` may narrow or order, the same way each time.
    What a person wrote or answered is read through the gate (`circles/prepared.py`).
    """

    def __init__(
        self,
        model: type[models.Model],
        *names: str,
        where: tuple[str, ...] = (),
        shape: Shape | None = None,
    ) -> None:
        self.names = names
        self._where = where
        self._shape = shape
        self._statement = Statement(model, where)

    def __call__(self, *values: Any) -> list[Row]:
        """Rows of the columns named, each value as its field has it."""
        found = self._statement.ask(values, lambda: self._query(values))
        return self._statement.converted(found) if found else []

    def first(self, *values: Any) -> Row | None:
        return next(iter(self(*values)), None)

    def _query(self, values: Row) -> Any:
        query: Any = self._statement.model._default_manager.all()
        for lookup, value in zip(self._where, values, strict=True):
            query = query.filter(**{lookup: value})
        if self._shape is not None:
            query = self._shape(query)
        return query.values_list(*self.names)


def _write(
    model: type[models.Model], query: Any, expected: list[Any], connection: BaseDatabaseWrapper
) -> Written:
    compiler = query.query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    if list(parameters) != expected:
        raise TypeError(f"{model.__name__}: these look-ups do not give one value each")
    columns = [column for column, _sql, _alias in compiler.select]
    return Written(
        str(sql),
        [
            Converter(at, convert, expression)
            for at, (converts, expression) in compiler.get_converters(columns).items()
            for convert in converts
        ],
    )


def _as_stored(field: Any) -> Any:
    """A row that is pointed to is looked up by its id."""
    return field.target_field if isinstance(field, models.ForeignKey) else field
