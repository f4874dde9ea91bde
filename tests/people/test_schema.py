"""Every column that can hold words is sealed, or says here why it may stay clear."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from porchlight.people.fields import SealedField
from porchlight.people.models import Person

CAN_HOLD_WORDS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.BinaryField,
    models.FileField,
    models.FilePathField,
    models.GenericIPAddressField,
)

# "app.Model.column": why it is clear. Whoever adds a line here gives away what it holds.
CLEAR = {
    "sessions.Session.session_key": "random",
    "sessions.Session.session_data": "ids only; test_sessions_hold_ids_only looks",
    "people.Person.password": "Argon2id hash",
    "people.Person.name_index": "keyed hash",
    "people.Person.language": "needed for words before any key is open: one of two",
    "people.Person.country": "needed for Help: one of twelve",
    "people.Person.zone": "needed for the day's border: an IANA name from a list",
    "people.Community.country": "what the page for joining begins with: one of twelve",
    "people.Community.zone": "the same: an IANA name from a list",
    "people.RecoveryCode.code_index": "keyed hash",
    "people.OneTimeLink.token_index": "keyed hash",
    "people.OneTimeLink.kind": "one of two",
    "people.Receipt.fingerprint": "keyed hash",
    "people.Attempt.who": "keyed hash",
    "keystore.MonthKey.month": "a month, as 2026-11",
    "keystore.MonthKey.wrapped": "a key under the root key",
    "keystore.OwnerKey.wrapped": "a key under a month's key",
    "directory.CalendarFeed.token_index": "keyed hash",
    "directory.Correction.about": "one of five",
    "directory.Correction.outcome": "one of three",
    "outbox.Job.name": "a name from schedule.py",
}

# Models about places and groups that anybody may look up. None of their rows is about a person.
PUBLIC = {
    "directory.Source": "where listings came from",
    "directory.Organization": "a listing",
    "directory.Location": "a listing",
    "directory.Service": "a listing",
    "directory.Schedule": "a listing",
    "directory.Joining": "a listing; its words are shown one meeting at a time, signed in",
    "directory.Duplicate": "two listings",
}

# Django's own tables that hold names of code and nothing else.
DJANGOS_OWN = {"auth", "contenttypes"}


def columns_with_words() -> dict[str, models.Field]:
    return {
        f"{model._meta.label}.{field.name}": field
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in DJANGOS_OWN
        for field in model._meta.local_concrete_fields
        if isinstance(field, CAN_HOLD_WORDS)
    }


def test_every_column_with_words_is_sealed_or_has_its_reason():
    unsealed = {
        name
        for name, field in columns_with_words().items()
        if not isinstance(field, SealedField) and name.rpartition(".")[0] not in PUBLIC
    }
    assert unsealed == set(CLEAR)


def test_no_public_model_belongs_to_a_person():
    for label in PUBLIC:
        model = apps.get_model(label)
        related = {field.related_model for field in model._meta.local_concrete_fields}
        assert Person not in related, label


def test_every_sealed_field_has_an_owner_and_an_id_of_its_own():
    sealed = [field for field in columns_with_words().values() if isinstance(field, SealedField)]
    assert len(sealed) >= 10
    for field in sealed:
        model = field.model
        assert isinstance(model._meta.pk, models.UUIDField), model
        assert hasattr(model, "SEALED_BY") or model._meta.get_field("person"), model


def test_sessions_hold_ids_only(ana, client_of):
    client = client_of(ana)
    for path in ("/today/", "/me/", "/people/add/", "/help/"):
        client.get(path)
    assert set(client.session.keys()) == {
        "_auth_user_id",
        "_auth_user_backend",
        "_auth_user_hash",
    }
    assert client.session["_auth_user_id"] == str(ana.pk)
