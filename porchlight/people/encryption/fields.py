"""Model fields for what a person writes or answers: stored sealed, opened only with a decision.

class Note(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    words = SealedText(data_class=DataClass.JOURNAL)

note.words = "a plain text"        # sealed when the row is saved
note.words.open(decision)          # "a plain text", or NotDecided
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar, cast
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import models

from porchlight.domain.consent import DataClass, Decision
from porchlight.people.encryption.keys import KeyRing, ring_of
from porchlight.people.encryption.sealing import CellAddress, is_envelope, seal, unseal_at
from porchlight.people.local.units import is_alive

T = TypeVar("T")
Opener = Callable[[str, "bytes | None"], "T | None"]

# Where a row keeps the names of fields that were left out of it by the gate.
HIDDEN = "_fields_hidden_by_the_gate"

_rings: WeakKeyDictionary[Decision, KeyRing] = WeakKeyDictionary()


class NotDecided(PermissionError):
    """Somebody tried to open a field without a decision that covers it. A bug, never a page."""


class Sealed(Generic[T]):
    """What stands in a sealed field. Shows nothing of its content, not even in a traceback."""

    __slots__ = ("_envelope", "_field", "_instance")

    def __init__(self, field: SealedField[T], instance: models.Model, envelope: bytes | None):
        self._field, self._instance, self._envelope = field, instance, envelope

    def open(self, decision: Decision) -> T | None:
        """The content, or None when nothing was written. Raises NotDecided or CannotOpen."""
        if is_alive(decision) and not decision.is_whole:
            check_row(self._instance, decision)
        return self._field.opened(decision, self._field.place(self._instance), self._envelope)

    @property
    def envelope(self) -> bytes | None:
        return self._envelope

    def __bool__(self) -> bool:
        return self._envelope is not None

    def __repr__(self) -> str:
        return f"<sealed {self._field.data_class}>"


# Assigned where a blank is to be sealed too, since a column without a content would tell something.
# It reads as None.
SEALED_BLANK = object()


class _Draft(Generic[T]):
    """A value assigned and not saved yet."""

    __slots__ = ("value",)

    def __init__(self, value: T):
        self.value = value

    def __repr__(self) -> str:
        return "<draft>"


class SealedField(models.BinaryField, Generic[T]):  # type: ignore[type-arg]
    """Base of the three below. `data_class` chooses the key and what a grant can name. A content is
    padded to `at_least` so many bytes, where its length would tell something."""

    def __init__(self, *, data_class: DataClass, at_least: int = 0, **options: Any):
        self.data_class = DataClass(data_class)
        self.at_least = at_least
        super().__init__(**{"null": True, "editable": False, **options})

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        # Not `at_least`: the column is the same, and so is what was sealed before.
        return name, path, args, {**options, "data_class": str(self.data_class)}

    def contribute_to_class(self, cls: type[models.Model], name: str, **options: Any) -> None:  # type: ignore[override]
        super().contribute_to_class(cls, name, **options)
        setattr(cls, name, _SealedAttribute(self))

    def place(self, instance: models.Model) -> CellAddress:
        model = type(instance)
        owner: UUID = getattr(instance, owner_field(model))
        about = getattr(instance, subject_field(model)) if has_reader(model) else None
        return CellAddress(
            owner, model._meta.label_lower, self.name, cast(UUID, instance.pk), about
        )

    def opened(self, decision: Decision, place: CellAddress, envelope: bytes | None) -> T | None:
        return self.opener(decision, place.owner_id)(place.text(), envelope)

    def opener(self, decision: Decision, owner_id: UUID) -> Opener[T]:
        """Opens envelopes of one owner, each by its place as `CellAddress.text` writes it, for
        a read of many rows. Raises NotDecided when the decision does not cover this class."""
        if not decision.covers(owner_id, self.data_class):
            raise NotDecided(f"no decision for {self.data_class}")

        def opened(place: str, envelope: bytes | None) -> T | None:
            if not is_alive(decision):
                raise NotDecided("this decision was made in another request, or long ago")
            if envelope is None:
                return None
            content = unseal_at(_ring(decision), self.data_class, place, bytes(envelope))
            return cast(T, json.loads(content.decode()))  # bytes: json would guess their encoding

        return opened

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:
        held = model_instance.__dict__.get(self.name)
        if not isinstance(held, _Draft):
            return cast("bytes | None", held)
        place = self.place(model_instance)
        content = json.dumps(held.value, ensure_ascii=False).encode()
        ring = _writing_ring(model_instance, place.owner_id)
        envelope = seal(ring, self.data_class, place, content, self.at_least)
        model_instance.__dict__[self.name] = envelope
        return envelope

    def get_prep_value(self, value: Any) -> bytes | None:
        if isinstance(value, Sealed):
            value = value.envelope
        if value is None:
            return None
        if not isinstance(value, bytes | memoryview) or not is_envelope(bytes(value)):
            raise TypeError(f"{self.name} is sealed: save it through its row, one at a time")
        return bytes(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """The database can only be asked "is it blank"; all else would send it plain words."""
        if lookup_name not in {"exact", "isnull"}:
            raise TypeError(f"{self.name} is sealed: it cannot be searched by {lookup_name}")
        return super().get_lookup(lookup_name)


def opened(
    found: models.QuerySet[Any], decision: Decision, *names: str
) -> Iterator[tuple[Any, ...]]:
    """The named fields of each row, sealed ones opened, without making the rows themselves: for a
    page that reads many days. Raises as `Sealed.open` does."""
    meta = found.model._meta
    fields = [meta.get_field(name) for name in names]
    owner, subject = owner_field(found.model), subject_field(found.model)
    if not decision.is_whole:
        yield from _opened_one_by_one(found, decision, *names)
        return
    for row_id, owner_id, subject_id, *values in found.values_list("pk", owner, subject, *names):
        about_id = subject_id if has_reader(found.model) else None
        yield tuple(
            field.opened(
                decision,
                CellAddress(owner_id, meta.label_lower, field.name, row_id, about_id),
                value,
            )
            if isinstance(field, SealedField)
            else value
            for field, value in zip(fields, values, strict=True)
        )


def _opened_one_by_one(
    found: models.QuerySet[Any], decision: Decision, *names: str
) -> Iterator[tuple[Any, ...]]:
    for row in found:
        check_row(row, decision)
        held = [getattr(row, name) for name in names]
        yield tuple(one.open(decision) if isinstance(one, Sealed) else one for one in held)


def owner_field(model: type[models.Model]) -> str:
    """The field with whose key a row is sealed: its author."""
    return getattr(model, "SEALED_BY", "person_id")


def subject_field(model: type[models.Model]) -> str:
    """The field with whom a row is about: its author, where the model names nobody else."""
    return getattr(model, "ABOUT", owner_field(model))


def has_reader(model: type[models.Model]) -> bool:
    """Whether rows are about somebody else than their author. Then whom they are about is bound
    into each envelope, so that a row pointed to another reader does not open."""
    return subject_field(model) != owner_field(model)


def check_row(row: models.Model, decision: Decision) -> None:
    """Raises NotDecided for another row than the decision's one, one made outside its window, or
    one about somebody else."""
    if getattr(row, subject_field(type(row))) != decision.subject_id:
        raise NotDecided("no decision for what is about somebody else")
    if decision.only_row not in (None, (row._meta.label_lower, row.pk)):
        raise NotDecided("no decision for this row")
    if not decision.covers_time(getattr(row, "made_at", None)):
        raise NotDecided("no decision for things of that time")


class _SealedAttribute:
    """Assigning keeps a draft; reading gives a Sealed, never a plain value."""

    def __init__(self, field: SealedField[Any]):
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        if self.field.name not in instance.__dict__:
            if self.field.name in instance.__dict__.get(HIDDEN, ()):
                raise NotDecided(f"no decision for {self.field.data_class}")
            instance.refresh_from_db(fields=[self.field.name])
        held = instance.__dict__[self.field.name]
        if isinstance(held, _Draft):
            raise NotDecided("save the row before it is read")
        return Sealed(self.field, instance, None if held is None else bytes(held))

    def __set__(self, instance: models.Model, value: Any) -> None:
        if value is SEALED_BLANK:
            instance.__dict__[self.field.name] = _Draft(None)
            return
        if isinstance(value, Sealed):
            value = value.envelope
        stored = value is None or isinstance(value, bytes | memoryview)
        instance.__dict__[self.field.name] = value if stored else _Draft(value)


class SealedText(SealedField[str]):
    pass


class SealedNumber(SealedField[int]):
    pass


class SealedJSON(SealedField[Any]):
    """Lists and dicts of plain values."""


def _ring(decision: Decision) -> KeyRing:
    """The owner's keys for the decided classes, fetched once for a decision and dropped with it."""
    ring = _rings.get(decision)
    if ring is None:
        ring = _rings[decision] = ring_of(decision.owner_id).limited_to(decision.data_classes)
    return ring


def _writing_ring(instance: models.Model, owner_id: UUID) -> KeyRing:
    """Sealing several fields of one row looks the key up once."""
    ring = cast("KeyRing | None", instance.__dict__.get("_writing_ring"))
    if ring is None or ring.owner_id != owner_id:
        ring = instance.__dict__["_writing_ring"] = ring_of(owner_id)
    return ring
