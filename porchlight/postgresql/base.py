"""Each statement about rows is sent with the owners it may touch, in one message.

The settings last for one transaction, and a message of several statements is one, also where
nothing else began a transaction. So a connection that is kept, or that a pooler hands on, carries
nothing over, a rollback can take nothing back, and there is no further round trip.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import register_tzloader
from psycopg import ClientCursor
from psycopg.postgres import types

from porchlight.postgresql.owners import naming_statement

TIMESTAMPTZ_OID: Final = types["timestamptz"].oid
ClientSide: Any = base.Cursor
ServerSide: Any = base.ServerSideCursor
# No others: some (CREATE DATABASE, VACUUM) must stand alone. What is missing here sees no row.
ABOUT_ROWS: Final = re.compile(r"[\s(]*(select|insert|update|delete|with|explain)\b", re.IGNORECASE)


class Cursor(ClientSide):  # type: ignore[misc]
    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        text = query if isinstance(query, str) else query.as_string(self)
        if not ABOUT_ROWS.match(text):
            return super().execute(text, params, **options)
        super().execute(naming_statement() + text, params, **options)
        self.nextset()  # past the naming
        return self

    def executemany(self, query: Any, params_seq: Iterable[Any], **options: Any) -> None:
        for params in params_seq:
            self.execute(query, params)


class ServerSideCursor(ServerSide):  # type: ignore[misc]
    """Declares one statement, which nothing can be sent before, so the owners are named apart."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        if not self.connection.autocommit:
            return self._execute_named(query, params, **options)
        with self.connection.transaction():  # of which the rows outlive the end: WITH HOLD
            return self._execute_named(query, params, **options)

    def _execute_named(self, query: Any, params: Any, **options: Any) -> Any:
        with ClientCursor(self.connection) as cursor:
            cursor.execute(naming_statement())
        return super().execute(query, params, **options)


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        return {**super().get_connection_params(), "cursor_factory": Cursor}

    def create_cursor(self, name: str | None = None) -> Any:
        if name is None:
            return super().create_cursor()
        holds = self.connection.autocommit
        cursor = ServerSideCursor(self.connection, name=name, scrollable=False, withhold=holds)
        loader: Any = self.connection.adapters.get_loader(TIMESTAMPTZ_OID, 0)
        if self.timezone != loader.timezone:
            register_tzloader(self.timezone, cursor)
        return cursor
