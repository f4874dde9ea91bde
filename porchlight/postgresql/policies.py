"""The row policy of a table, made by a migration. On SQLite there is none, and nothing happens.

It compares the row's owner with what `owners.py` names, and looks nothing up: the gate has decided
before. It is forced, so it holds for the owner of the tables too; only superusers and roles with
BYPASSRLS pass it by, which `doctor` says.
"""

from __future__ import annotations

from typing import Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from porchlight.postgresql.owners import LOWEST, SETTING

POLICY: Final = "owner_is_named"


class OwnerPolicy(Operation):
    """Rows of `table` are there only while the person in `column` is named.

    A row may have nobody there (`may_be_nobody`): it is reached only where every row is.
    """

    reversible = True

    def __init__(self, table: str, column: str = "person_id", *, may_be_nobody: bool = False):
        self.table = table
        self.column = column
        self.may_be_nobody = may_be_nobody

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        pass

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, *states: ProjectState
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            quote = schema_editor.connection.ops.quote_name
            for statement in self.statements(quote(self.table), quote(self.column)):
                schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, *states: ProjectState
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            table = schema_editor.connection.ops.quote_name(self.table)
            schema_editor.execute(f"DROP POLICY {POLICY} ON {table}")
            schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")

    def describe(self) -> str:
        return f"Let rows of {self.table} be there only for their owner, on PostgreSQL"

    def statements(self, table: str, owner: str) -> list[str]:
        """What makes the policy; both names are quoted."""
        return [
            f"CREATE POLICY {POLICY} ON {table} USING ({self._condition(owner)})",
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        ]

    def _condition(self, owner: str) -> str:
        """The range finds the rows by an index, whether one owner is named or every row is meant.
        A setting that nobody made is blank or null: then nothing is there."""
        if self.may_be_nobody:
            owner = f"coalesce({owner}, '{LOWEST}'::uuid)"
        return (
            f"{owner} BETWEEN {_part(1)}::uuid AND {_part(2)}::uuid "
            f"AND ({_part(3)} = '{{}}' OR {owner} = ANY ({_part(3)}::uuid[]))"
        )


def _part(number: int) -> str:
    return f"nullif(split_part(current_setting('{SETTING}', true), '/', {number}), '')"
