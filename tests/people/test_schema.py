"""Every column that can hold words is sealed, or says here why it may stay clear."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import connections, models
from django.test import Client

from porchlight.circles.gated import data_class_of
from porchlight.circles.invitations.actions import invite
from porchlight.circles.invitations.queries import link_token
from porchlight.directory.publish.feeds.actions import make_calendar_feed
from porchlight.domain.circle.invitations import Role
from porchlight.domain.consent import DataClass
from porchlight.people.actions import make_link
from porchlight.people.encryption.fields import SealedField
from porchlight.people.keystore.router import KEYSTORE
from porchlight.people.made_at import Made, MadeAt
from porchlight.people.models import OneTimeLink, Person, Visit
from tests.make import NOW, make_tie
from tests.people.second_step.app_codes import code_of

PIN = "40718293"

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
    "together.SentAgreement.kind": "a promise, a plan, times or quiet; on what, is sealed",
    "together.ReceivedAgreement.kind": "the same",
    "people.Visit.key_index": "keyed hash",
    "people.Visit.content": "sealed under a key made from the visit's cookie, which is not here",
    "people.Person.password": "Argon2id hash of an account of before; blank once it was used",
    "people.Person.sign_in_index": "keyed hash of an Argon2id hash",
    "people.Person.join_index": "keyed hash",
    "people.Person.name_index": "keyed hash",
    "people.Person.language": "needed for words before any key is open: one of two",
    "people.Person.country": "needed for Help: one of twelve",
    "people.Person.zone": "needed for the day's border: an IANA name from a list",
    "people.Community.country": "what the page for joining begins with: one of twelve",
    "people.Community.zone": "the same: an IANA name from a list",
    "people.RecoveryCode.code_index": "keyed hash",
    "people.OneTimeLink.token_index": "keyed hash",
    "circles.Invitation.token_index": "keyed hash",
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
    "mfa.Authenticator.type": "one of two",
    "mfa.Authenticator.data": "a public key; a name and an app's secret, each sealed in it",
    "account.EmailAddress.email": "stays empty: no page of that library has an address here",
    "account.EmailConfirmation.key": "stays empty, the same",
    "outbox.Job.name": "a name from an app's jobs.py",
    "outbox.Message.kind": "a name from an app's jobs.py; the worker looks messages up by it",
    "outbox.Message.key": "keyed hash",
    "outbox.Message.lane": "one of two",
    "outbox.PushDevice.endpoint_index": "keyed hash",
    "outbox.PushDevice.taken_key": "keyed hash: the key of a message",
}

# Models about places and groups that anybody may look up. None of their rows is about a person.
PUBLIC = {
    "directory.Source": "where listings came from",
    "directory.Organization": "a listing",
    "directory.Location": "a listing",
    "directory.Service": "a listing",
    "directory.Schedule": "a listing",
    "directory.Joining": "a listing; its words are shown one meeting at a time, signed in",
    "directory.ServiceAttribute": "a listing",
    "directory.Duplicate": "two listings",
}

# Every column with the moment at which somebody made something: why it may stay clear.
A_DAY = "the day, which the row tells anyway, or the moment of a grant of that day; no time of day"
WHEN_MADE = {
    "checkins.CheckIn": A_DAY,
    "checkins.DayWord": "that of its check-in, which tells the day",
    "checkins.Notice": A_DAY,
    "checkins.StepAnswered": A_DAY,
    "circles.Contact": A_DAY,
    "circles.Tie": A_DAY,
    "directory.Saved": A_DAY,
    "circles.Grant": "the date of a consent, which it must bear",
    "circles.Block": "a block has to be put before or after what it stops",
    "circles.Restriction": "the same",
    "circles.ConsentEvent": "what happened to a consent is in its order",
    "circles.Invitation": "it lives for three days",
    "sharing.HandedOver": A_DAY,
    "sharing.HandedToMe": A_DAY,
    "sharing.Milestone": A_DAY,
    "sharing.DatedNote": A_DAY,
    "together.NoteReport": "hosts take the oldest first",
    "together.SentReport": A_DAY,
    "together.SentNote": A_DAY,
    "together.SentAgreement": A_DAY,
    "together.ReceivedAgreement": A_DAY,
    "together.AgreedTimes": A_DAY,
    "together.ReceivedNote": A_DAY,
    "reach.SentAsk": A_DAY,
    "reach.AskedPerson": A_DAY,
    "reach.ReceivedAsk": A_DAY,
    "directory.CalendarFeed": "when an address was made; nothing was written",
    "directory.Correction": "hosts take the oldest first",
    "people.Receipt": "kept for 30 days, and then gone",
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


# --- what opens something -----------------------------------------------------------------------


def everything_in_the_databases() -> dict[str, bytes]:
    """ "table.column": the bytes of all its rows, of both databases."""
    found: dict[str, bytes] = {}
    for alias in ("default", KEYSTORE):
        with connections[alias].cursor() as cursor:
            for table in connections[alias].introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')
                names = [f"{table}.{column[0]}" for column in cursor.description]
                for row in cursor.fetchall():
                    for name, value in zip(names, row, strict=True):
                        content = bytes(value) if isinstance(value, bytes | memoryview) else value
                        as_bytes = content if isinstance(content, bytes) else str(content).encode()
                        found[name] = found.get(name, b"") + as_bytes + b"\n"
    return found


def forms_of(secret: str) -> set[bytes]:
    """How a secret may lie in a column: as it is, without hyphens, as bytes, in base64 or hex, and
    under a hash that needs no key."""
    plain = secret.replace("-", "")
    forms = {secret, plain, secret.encode().hex(), *(sha256(x.encode()).hexdigest()
             for x in (secret, plain))}  # fmt: skip
    found = {form.encode() for form in forms} | {b64encode(secret.encode()).rstrip(b"=")}
    try:
        return found | {UUID(secret).bytes}
    except ValueError:
        return found


def columns_that_hold(secret: str) -> set[str]:
    forms, kept = forms_of(secret), everything_in_the_databases()
    return {name for name, content in kept.items() if any(form in content for form in forms)}


@pytest.fixture
def secrets(now, ana) -> dict[str, str]:
    """Everything that lets somebody in or that stands for them, each given out by the site."""
    client, key, passphrase = Client(), str(uuid4()), "a lantern by the long water"
    typed = {
        "name": "Robin",
        "passphrase": passphrase,
        "adult": "on",
        "account": "recovery",
        "zone": "America/Chicago",
    }
    join_key = client.get("/join/").content.decode().split('name="key" value="')[1].split('"')[0]
    assert client.post("/join/", {**typed, "key": join_key}).status_code == 303
    codes = client.post("/me/codes/").context["codes"]
    day = {"mood": "3", "urge": "2", "contact": "good", "key": key}
    assert client.post("/today/", day).status_code == 303
    robin = Person.objects.get(sign_in_index__isnull=False)
    secret = client.get("/me/sign-in/codes/").context["secret"]
    assert client.post("/me/sign-in/codes/", {"code": code_of(secret)}).status_code == 303
    assert client.post("/me/lock/", {"pin": PIN, "pin_again": PIN}).status_code == 303
    given = {
        "passphrase": passphrase,
        "key of the form for joining": join_key,
        "form key": key,
        "link": make_link(OneTimeLink.Kind.TRY_DEMO, ana, NOW),
        "link to set up": make_link(OneTimeLink.Kind.SET_UP, None, NOW),
        "secret of the app for codes": secret,
        "PIN of the lock": PIN,
        "calendar address": make_calendar_feed(robin, NOW, in_full=False),
        "link of an invitation": link_token(invite(robin, make_tie(robin), "R", Role.PEER, NOW)),
        **{f"code {n}": code for n, code in enumerate(codes)},
        **{f"cookie {name}": cookie.value for name, cookie in client.cookies.items()},
    }
    assert {"cookie visit", "cookie form", "code 7", "PIN of the lock"} <= set(given)
    return given


def test_no_column_holds_anything_that_opens_something(secrets):
    """Not as it is, and not under a hash that a thief of the database could look up again."""
    assert {name: held for name, secret in secrets.items() if (held := columns_that_hold(secret))
            } == {}  # fmt: skip


@pytest.mark.parametrize("way", ["as it is", "hashed without a key"])
def test_a_visit_kept_as_django_does_would_be_found(secrets, way):
    """The control of the test above."""
    key = secrets["cookie visit"]
    planted = key if way == "as it is" else sha256(key.encode()).hexdigest()
    Visit.objects.update(key_index=planted)
    assert columns_that_hold(key) == {"people_visit.key_index"}


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
        if model._meta.app_label not in DJANGOS_OWN
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
