"""A migration's step that seals rows anew under where they belong now.

For a model that came to say whom its rows are about (`ABOUT`) after rows had been written: what was
sealed without its reader is opened as it was, and sealed with them bound in.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from porchlight.people.encryption.fields import SealedField
from porchlight.people.encryption.keys import KeyGone, ring_of
from porchlight.people.encryption.sealing import CannotOpen, CellAddress, reseal

ROWS_AT_ONCE = 500


class BindReader(Operation):
    """Bind whom each row of `model` is about into its envelopes; backwards, take that out again.

    `owner` and `about` name the columns of both. What does not open stays as it is: its author was
    erased, or it was bound already.
    """

    reversible = True

    def __init__(self, model: str, *, owner: str, about: str):
        self.model = model
        self.owner = owner
        self.about = about

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        pass

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self._reseal(to_state.apps.get_model(app_label, self.model), schema_editor, is_bound=True)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self._reseal(to_state.apps.get_model(app_label, self.model), schema_editor, is_bound=False)

    def describe(self) -> str:
        return f"Bind whom rows of {self.model} are about into what is sealed in them"

    def _reseal(self, model: Any, editor: BaseDatabaseSchemaEditor, *, is_bound: bool) -> None:
        if not self.allow_migrate_model(editor.connection.alias, model):
            return
        sealed = [field for field in model._meta.fields if isinstance(field, SealedField)]
        columns = (self.owner, self.about, *(field.attname for field in sealed))
        every: Any = model._base_manager.using(editor.connection.alias)
        ids = list(every.values_list("pk", flat=True))
        for start in range(0, len(ids), ROWS_AT_ONCE):
            some = every.filter(pk__in=ids[start : start + ROWS_AT_ONCE])
            for row_id, owner_id, about_id, *envelopes in some.values_list("pk", *columns):
                places = [
                    CellAddress(owner_id, model._meta.label_lower, field.name, row_id)
                    for field in sealed
                ]
                changed = {
                    field.attname: _moved(field, envelope, place, about_id, is_bound=is_bound)
                    for field, envelope, place in zip(sealed, envelopes, places, strict=True)
                }
                every.filter(pk=row_id).update(**changed)


def _moved(
    field: Any, envelope: Any, plain: CellAddress, about_id: Any, *, is_bound: bool
) -> bytes | None:
    """The envelope at home where it belongs now, or as it is where it does not open."""
    if envelope is None:
        return None
    bound = plain._replace(about_id=about_id)
    before, after = (plain, bound) if is_bound else (bound, plain)
    held = bytes(envelope)
    try:
        return reseal(ring_of(plain.owner_id), field.data_class, before, after, held)
    except (KeyGone, CannotOpen):
        return held
