"""Queries whose SQL is written once, for what every page reads.

Django writes the SQL of a query anew each time it is asked, which takes longer than SQLite needs to
answer it. Here Django writes it the first time; from then on it is asked with other values.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

HIGHEST_MARK = 2_000_000_000  # fits into a column of four bytes
HIGHEST_ID = 2**128 - 1
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
        return _converted(found, self._written[connection.vendor].converters, connection)

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


class WrittenQuery:
    """A query of any shape with named values, whose SQL is written once for each kind of database.

    `make` makes it, as rows of columns, of values by their names; `fields` says of which field each
    value is. A value may stand in the query many times. For what belongs to nobody or what no key
    opens, as `Read`.
    """

    def __init__(self, model: type[models.Model], make: Callable[..., Any], **fields: Any) -> None:
        self._statement = Statement(model, ())
        self._make = make
        self._fields = fields
        # Each parameter by the name of its value, or as it is.
        self._written: dict[str, tuple[Written, list[tuple[str | None, Any]]]] = {}

    def __call__(self, **values: Any) -> list[Row]:
        """Each value of a row as its field has it. Raises KeyError for a value without a name."""
        connection = self._statement.connection
        if connection.vendor not in self._written:
            self._written[connection.vendor] = self._write(connection)
        written, places = self._written[connection.vendor]
        stored = {
            name: field.get_db_prep_value(values[name], connection)
            for name, field in self._fields.items()
        }
        with connection.cursor() as cursor:
            cursor.execute(written.sql, [stored[name] if name else fixed for name, fixed in places])
            found = cursor.fetchall()
        return _converted(found, written.converters, connection)

    def _write(
        self, connection: BaseDatabaseWrapper
    ) -> tuple[Written, list[tuple[str | None, Any]]]:
        """Each value is a mark of its own at first, to see where it stands."""
        marks = {name: _mark(field, at) for at, (name, field) in enumerate(self._fields.items())}
        sql, parameters, converters = _compiled(self._make(**marks), connection)
        names = {
            field.get_db_prep_value(marks[name], connection): name
            for name, field in self._fields.items()
        }
        places = [(names.get(parameter), parameter) for parameter in parameters]
        if {name for name, _ in places if name} != set(names.values()):
            raise TypeError("a value of this query is not in it as it is")
        return Written(sql, converters), places


def _mark(field: Any, at: int) -> Any:
    """A value that nobody looks for, another one for each place."""
    if isinstance(field, models.IntegerField):
        return HIGHEST_MARK - at
    if isinstance(field, models.DateField):
        return date.min + timedelta(days=at)
    return UUID(int=HIGHEST_ID - at)  # the lowest stands for nobody (`circles/facts.py`)


def _write(
    model: type[models.Model], query: Any, expected: list[Any], connection: BaseDatabaseWrapper
) -> Written:
    sql, parameters, converters = _compiled(query, connection)
    if parameters != expected:
        raise TypeError(f"{model.__name__}: these look-ups do not give one value each")
    return Written(sql, converters)


def _compiled(
    query: Any, connection: BaseDatabaseWrapper
) -> tuple[str, list[Any], list[Converter]]:
    compiler = query.query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    columns = [column for column, _sql, _alias in compiler.select]
    converters = [
        Converter(at, convert, expression)
        for at, (converts, expression) in compiler.get_converters(columns).items()
        for convert in converts
    ]
    return str(sql), list(parameters), converters


def _converted(
    found: list[Row], converters: list[Converter], connection: BaseDatabaseWrapper
) -> list[Row]:
    rows = [list(row) for row in found]
    for row in rows:
        for at, convert, expression in converters:
            row[at] = convert(row[at], expression, connection)
    return [tuple(row) for row in rows]


def _as_stored(field: Any) -> Any:
    """A row that is pointed to is looked up by its id."""
    return field.target_field if isinstance(field, models.ForeignKey) else field
