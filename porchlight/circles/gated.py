"""Rows as a decision lets them be seen: no field of another class is loaded, named or joined.

`access.rows` gives these. Naming a field that the decision does not cover is a bug in the page, so
it is an error and not an empty answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

from django.apps import apps
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable
from django.db.models.sql import Query

from porchlight.domain.consent import Action, DataClass, Decision
from porchlight.people.encryption.fields import HIDDEN, NotDecided, SealedField
from porchlight.people.keystore.router import KEYSTORE

M = TypeVar("M", bound=Model)


def data_class_of(model: type[Model]) -> DataClass | None:
    """The class that the rows of a model are of; None for what belongs to nobody.

    Raises TypeError for a model that declares neither DATA_CLASS nor NOT_PERSONAL.
    """
    declared = getattr(model, "DATA_CLASS", None)
    if declared is None and not getattr(model, "NOT_PERSONAL", ""):
        raise TypeError(f"{model.__name__} declares no DATA_CLASS, nor why it is NOT_PERSONAL")
    return declared


def models_of_somebody() -> list[type[Model]]:
    """Those whose rows each belong to one person: on PostgreSQL their tables have a row policy.

    Not the keystore, which is a file of its own, and not the community, which everybody sees.
    """
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if getattr(model, "DATA_CLASS", DataClass.COMMUNITY) is not DataClass.COMMUNITY
        and model._meta.app_label != KEYSTORE
    ]


@lru_cache(maxsize=1024)
def hidden_fields(model: type[Model], classes: frozenset[DataClass]) -> frozenset[str]:
    """The sealed fields of a model that are of none of these classes."""
    return frozenset(
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, SealedField) and field.data_class not in classes
    )


@lru_cache(maxsize=1024)
def closed_relations(
    model: type[Model], classes: frozenset[DataClass], is_whole: bool
) -> frozenset[str]:
    """What leads from a row to rows that its decision does not show: those of other classes, and
    all that are somebody's where the decision is about a window or one row."""
    relations: list[Any] = [one for one in model._meta.get_fields() if one.is_relation]
    return frozenset(
        relation.get_accessor_name() if relation.auto_created else relation.name
        for relation in relations
        if (of := data_class_of(relation.related_model)) is not None
        and not (is_whole and of in classes)
    )


def open_classes(decision: Decision) -> frozenset[DataClass]:
    """The classes whose content a decision shows: none where it is for less than viewing."""
    return decision.data_classes if decision.opens_content else frozenset()


class GatedQuery(Query):
    """Refuses to name what is hidden, however deep in a filter, an order or an annotation."""

    row_classes: frozenset[DataClass] = frozenset()
    is_whole = False
    shown_classes: frozenset[DataClass] = frozenset()

    def names_to_path(self, *args: Any, **options: Any) -> Any:
        found = super().names_to_path(*args, **options)
        path, final_field, targets, _rest = found
        if path and path[-1].direct and targets == path[-1].target_fields:
            path = path[:-1]  # only the id that the row itself holds; nothing is joined for it
        for step in path:
            self.check_model(step.to_opts.model)
        for field in (final_field, *targets):
            self.check_field(field)
        return found

    def add_select_related(self, fields: Any) -> None:
        for lookup in fields:
            opts: Any = self.get_meta()
            for name in lookup.split("__"):
                model: Any = opts.get_field(name).related_model
                self.check_model(model)
                opts = model._meta
        super().add_select_related(fields)

    def add_immediate_loading(self, field_names: Any) -> None:
        for name in field_names:
            self.check_field(self.get_meta().get_field(name))
        super().add_immediate_loading(field_names)

    def check_model(self, model: type[Model]) -> None:
        declared = data_class_of(model)
        if declared is not None and declared not in self.row_classes:
            raise NotDecided(f"no decision for {declared}, which {model.__name__} is of")

    def check_field(self, field: Any) -> None:
        if isinstance(field, SealedField) and field.data_class not in self.shown_classes:
            raise NotDecided(f"no decision for {field.data_class}, which {field.name} is of")


class _Joined(dict[str, Any]):
    """What was loaded with a row. What was not, and is closed, is no more fetched later."""

    def __init__(self, held: dict[str, Any], closed: frozenset[str]) -> None:
        super().__init__(held)
        self.closed = closed

    def __missing__(self, name: str) -> Any:
        if name in self.closed:
            raise NotDecided(f"ask the gate for {name}: it is fetched around it here")
        raise KeyError(name)


class _GatedIterable(ModelIterable):  # type: ignore[type-arg]
    """Rows that know which of their fields and relations they may not fetch later."""

    def __iter__(self) -> Iterator[Any]:
        query = cast(GatedQuery, self.queryset.query)
        for row in super().__iter__():
            _shut(row, query)
            yield row


def _shut(row: Any, query: GatedQuery) -> None:
    """A row, and the rows that were joined to it."""
    model: Any = type(row)
    held = row._state.fields_cache
    row.__dict__[HIDDEN] = hidden_fields(model, query.shown_classes)
    for joined in held.values():
        if isinstance(joined, Model) and not isinstance(joined._state.fields_cache, _Joined):
            _shut(joined, query)
    closed = closed_relations(model, query.row_classes, query.is_whole)
    row._state.fields_cache = _Joined(held, closed)
    row._prefetched_objects_cache = _Joined({}, closed)


def _only_to_write(method: Any) -> Any:
    @wraps(method)
    def checked(self: GatedQuerySet[Any], *args: Any, **options: Any) -> Any:
        if not self.may_write:
            raise NotDecided("this decision is not one to write")
        return method(self, *args, **options)

    return checked


class GatedQuerySet(QuerySet[M]):
    """A query set that changes rows only by a decision to write."""

    may_write = False

    update = _only_to_write(QuerySet.update)
    delete = _only_to_write(QuerySet.delete)
    create = _only_to_write(QuerySet.create)
    get_or_create = _only_to_write(QuerySet.get_or_create)
    update_or_create = _only_to_write(QuerySet.update_or_create)
    bulk_create = _only_to_write(QuerySet.bulk_create)
    bulk_update = _only_to_write(QuerySet.bulk_update)

    def _clone(self) -> Any:
        cloned: Any = super()._clone()  # type: ignore[misc]
        cloned.may_write = self.may_write
        return cloned

    def defer(self, *names: str | None) -> Any:
        if None in names:
            raise NotDecided("fields that are left out of gated rows stay out")
        return super().defer(*cast("tuple[str, ...]", names))

    def select_related(self, *fields: Any) -> Any:
        if not fields:
            raise NotDecided("name what is to be joined: each is of a class of its own")
        return super().select_related(*fields)

    def prefetch_related(self, *lookups: Any) -> Any:
        raise NotDecided("ask the gate for the related rows: they are fetched around it here")

    def extra(self, *args: Any, **options: Any) -> Any:
        raise NotDecided("gated rows take no SQL by hand")

    def raw(self, *args: Any, **options: Any) -> Any:
        raise NotDecided("gated rows take no SQL by hand")


def gated(model: type[M], decision: Decision) -> GatedQuerySet[M]:
    """All rows of a model, less the fields that the decision does not cover; not filtered yet."""
    query = GatedQuery(model)
    query.row_classes = decision.data_classes
    query.is_whole = decision.is_whole
    query.shown_classes = open_classes(decision)
    hidden = hidden_fields(model, query.shown_classes)
    found: GatedQuerySet[M] = GatedQuerySet(model=model, query=query)
    found.may_write = decision.allowed and decision.action is Action.WRITE
    if hidden:
        query.add_deferred_loading(hidden)
    if hidden or closed_relations(model, query.row_classes, query.is_whole):
        found._iterable_class = _GatedIterable
    return found
