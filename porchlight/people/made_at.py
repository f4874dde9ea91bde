"""When a person made a row: set once, never changed, and no closer than is needed.

"Since the grant" is decided by it. It stands in clear, so it does not tell the time of day at which
somebody wrote (a note at four in the morning says enough): it is the start of the day (UTC), or the
moment of the last grant that the person gave on that day, if they gave one. So everything made
after a grant lies at or after its moment, and everything made before it lies before.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, time
from typing import Any, cast
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils import timezone

# The moment that a made-up past is written at; None is now.
_pretended: ContextVar[datetime | None] = ContextVar("moment of a made-up past", default=None)


# On an instance whose moment was set here: one insert may ask for it twice, and gets the same.
SET_BY_ITSELF = "_made_at_set_by_itself"


class MadeAtIsFixed(TypeError):
    """Somebody tried to change when a row was made. A bug, never a page."""


@contextmanager
def as_if_made(at: datetime) -> Iterator[None]:
    """For the made-up community alone: rows made in here were made on the day of `at` (aware)."""
    token = _pretended.set(at)
    try:
        yield
    finally:
        _pretended.reset(token)


def start_of_day(at: datetime) -> datetime:
    """Midnight (UTC) of the day of an aware moment."""
    return datetime.combine(at.astimezone(UTC).date(), time(), UTC)


def made_now(owner_id: UUID) -> datetime:
    """The `made_at` of what this person makes now. One query."""
    pretended = _pretended.get()
    if pretended is not None:
        return start_of_day(pretended)
    person: Any = apps.get_model("people", "Person")
    highest: Any = apps.get_model("people", "HighestTime")
    stored = models.Subquery(highest.objects.values("at")[:1])
    known = person.objects.filter(pk=owner_id).values_list("granted_at", stored).first()
    granted_at, seen = known or (None, None)
    today = start_of_day(max(timezone.now(), seen or timezone.now()))
    return max(today, granted_at or today)


def put_back_made_at(row: models.Model, made_at: str | None) -> None:
    """A row that is written once more keeps the moment (ISO) at which it was made first, to the
    second; None leaves it to be made now."""
    if made_at is not None:
        row.__dict__["made_at"] = datetime.fromisoformat(made_at)
        row.__dict__[SET_BY_ITSELF] = True


class _First(datetime):
    """The value with which a row is made, as told apart from one that would change it."""


class MadeAt(models.DateTimeField):  # type: ignore[type-arg]
    """A moment that is set when the row is made: by itself, or to the one given then.

    With `exact` the moment given is kept as it is, and has to be given. Changing it later raises
    MadeAtIsFixed, in an instance as well as by `update()`.
    """

    def __init__(self, *, exact: bool = False, **options: Any):
        self.exact = exact
        super().__init__(**{"editable": False, **options})

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, **({"exact": True} if self.exact else {})}

    def contribute_to_class(self, cls: type[models.Model], name: str, **options: Any) -> None:  # type: ignore[override]
        super().contribute_to_class(cls, name, **options)
        setattr(cls, name, _SetOnce(self))

    def pre_save(self, model_instance: models.Model, add: bool) -> datetime | None:
        held = cast("datetime | None", getattr(model_instance, self.attname))
        if add and not self.exact and SET_BY_ITSELF not in model_instance.__dict__:
            owner: UUID = getattr(model_instance, getattr(model_instance, "MADE_BY", "person_id"))
            held = start_of_day(held) if held else made_now(owner)
            model_instance.__dict__[self.attname] = held
            model_instance.__dict__[SET_BY_ITSELF] = True
        return held and _First.fromtimestamp(held.timestamp(), held.tzinfo)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if value is not None and not isinstance(value, _First):
            raise MadeAtIsFixed(f"{self.name} is set when a row is made, and then stays")
        return super().get_db_prep_save(value, connection)


class _SetOnce:
    """An attribute that takes one value, and after that only the same again."""

    def __init__(self, field: MadeAt):
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        if self.field.attname not in instance.__dict__:
            instance.refresh_from_db(fields=[self.field.attname])
        return instance.__dict__[self.field.attname]

    def __set__(self, instance: models.Model, value: datetime | None) -> None:
        held = instance.__dict__.get(self.field.attname)
        if held is not None and value != held:
            raise MadeAtIsFixed(f"{self.field.name} is set when a row is made, and then stays")
        instance.__dict__[self.field.attname] = value


class Made(models.Model):
    """A row that a person made. `made_at_is_known` is false where it was only worked out from what
    was known of rows that are older than this field: the day they are about."""

    made_at = MadeAt()
    made_at_is_known = models.BooleanField(default=True, editable=False)

    class Meta:
        abstract = True
