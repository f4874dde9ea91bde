"""Every column that can hold words is sealed, or says here why it may stay clear."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from porchlight.circles.gated import data_class_of
from porchlight.domain.consent import DataClass
from porchlight.people.fields import SealedField
from porchlight.people.made_at import Made, MadeAt
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
    "circles.Grant.basis": "one of three",
    "circles.Grant.recipient_kind": "one of four; the gate looks grants up by their recipient",
    "circles.Grant.recipient_code": "the code of a role or an organisation",
    "circles.Grant.purpose": "one of nine; a grant has to be read before any key is",
    "circles.Grant.form": "one of five",
    "circles.Grant.data_classes": "codes of what may be seen, never what it says",
    "circles.Grant.actions": "codes",
    "circles.Grant.text_version": "which public text was agreed to",
    "circles.Grant.text_hash": "hash of a public text",
    "circles.Restriction.data_classes": "codes",
    "circles.Restriction.actions": "codes",
    "circles.ConsentEvent.kind": "one of four",
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

# Every column with the moment at which somebody made something: why it may stay clear.
A_DAY = "the day, which the row tells anyway, or the moment of a grant of that day; no time of day"
WHEN_MADE = {
    "checkins.CheckIn": A_DAY,
    "checkins.Notice": A_DAY,
    "checkins.StepAnswered": A_DAY,
    "circles.Contact": A_DAY,
    "circles.Tie": A_DAY,
    "directory.Saved": A_DAY,
    "circles.Grant": "the date of a consent, which it must bear",
    "circles.Block": "a block has to be put before or after what it stops",
    "circles.Restriction": "the same",
    "circles.ConsentEvent": "what happened to a consent is in its order",
    "directory.CalendarFeed": "when an address was made; nothing was written",
    "directory.Correction": "hosts take the oldest first",
    "people.Receipt": "kept for 30 days, and then gone",
}

# Tables of Django that hold visits: read by Django's own code alone.
NOT_OURS = {"sessions"}

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


def our_models() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in DJANGOS_OWN | NOT_OURS
    ]


def belongs_to_a_person(model: type[models.Model]) -> bool:
    is_sealed = any(isinstance(field, SealedField) for field in model._meta.local_concrete_fields)
    related = {field.related_model for field in model._meta.local_concrete_fields}
    named = {field.name for field in model._meta.local_concrete_fields}
    return is_sealed or model is Person or Person in related or "owner_id" in named


def test_every_model_has_a_class_or_says_why_it_is_nobodys():
    for model in our_models():
        has_class = isinstance(getattr(model, "DATA_CLASS", None), DataClass)
        reason = getattr(model, "NOT_PERSONAL", "")
        assert has_class == belongs_to_a_person(model), model
        assert bool(reason) == (not has_class), model
        assert data_class_of(model) is getattr(model, "DATA_CLASS", None)


def test_a_model_that_declares_nothing_is_refused_by_the_gate():
    class Undeclared:
        pass

    with pytest.raises(TypeError, match="declares no DATA_CLASS"):
        data_class_of(Undeclared)


def test_every_row_that_a_person_makes_bears_when_and_cannot_change_it():
    made = {model._meta.label: model for model in our_models() if hasattr(model, "made_at")}
    assert set(made) == set(WHEN_MADE)
    for label, model in made.items():
        field = model._meta.get_field("made_at")
        is_ours = isinstance(field, MadeAt)
        assert is_ours or label == "people.Receipt", label
        if WHEN_MADE[label] == A_DAY:
            assert issubclass(model, Made), label
            assert not field.exact, label
    without = {
        model._meta.label
        for model in our_models()
        if belongs_to_a_person(model) and not hasattr(model, "made_at")
    }
    at_once = {label for label in without if not hasattr(apps.get_model(label), "NOT_MADE_AT_ONCE")}
    # Accounts and ways into them, never anything that a grant reaches.
    ways_in = (DataClass.ACCOUNT, DataClass.COMMUNITY)
    assert all(apps.get_model(label).DATA_CLASS in ways_in for label in at_once)
