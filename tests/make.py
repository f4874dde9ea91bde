"""Make rows for tests, through the actions that the site itself uses."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.test import Client

from porchlight.checkins.actions import Entry, More, record_check_in
from porchlight.checkins.models import CheckIn
from porchlight.circles.access import own
from porchlight.circles.actions import Card, add_person
from porchlight.circles.consents import Terms
from porchlight.circles.models import Tie
from porchlight.domain.consent import GATE, DataClass, Decision, Purpose
from porchlight.domain.steps import Near
from porchlight.domain.words_of_consent import LegalForm
from porchlight.people.actions import NewAccount, join
from porchlight.people.local.units import begin_life
from porchlight.people.models import Person, Visit
from porchlight.people.second_step.adapter import SealedSecrets, secrets_of
from porchlight.people.sessions.app_lock import lock, turn_on
from porchlight.people.sessions.store import SessionStore, key_index
from porchlight.sharing.models import DatedNote

NOW = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
TODAY = date(2026, 11, 18)


def make_person(name: str, passphrase: str = "", **chosen: Any) -> Person:
    """Somebody in Mississippi; mostly without a passphrase, as tests sign in by force_login."""
    account = {"language": "en", "country": "US", "zone": "America/Chicago", **chosen}
    return join(NewAccount(name=name, passphrase=passphrase, **account), NOW)


def make_person_of_before(name: str, passphrase: str) -> Person:
    """Somebody whose passphrase was hashed with a salt of its own, before there were look-ups."""
    person = make_person(name)
    person.set_password(passphrase)
    person.save(update_fields=["password"])
    return person


def make_visit(person: Person, **device: str) -> Visit:
    """A browser that somebody is signed in with, which no test client holds."""
    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store.describe({"kind": "phone", "browser": "Firefox", "day": str(TODAY), **device})
    return Visit.objects.get(key_index=key_index(str(store.session_key)))


def make_passkey(person: Person, name: str = "My phone", host: str = "localhost") -> Authenticator:
    """A passkey as the page of ways in shows it; no phone holds its other half."""
    with secrets_of(person.pk):
        data = {"name": SealedSecrets().encrypt(name), "credential": {}, "rp": host}
    return Authenticator.objects.create(user=person, type="webauthn", data=data)


def lock_visit(client: Client, pin: str) -> None:
    """Turn the lock on for the visit of a signed-in test client, and lock it."""
    session = client.session
    turn_on(session, pin)
    session.save()
    lock(session)


def make_tie(owner: Person, name: str = "Ben", near: Near = Near.INNER, **card: Any) -> Tie:
    return add_person(owner, Card(name=name, near=near, **card), TODAY)


def make_dated_note(person: Person, words: str = "He waited at the door.") -> DatedNote:
    note = DatedNote(person=person)
    note.content = {"at": NOW.astimezone(person.zoneinfo).isoformat(), "words": words}
    note.save(force_insert=True)
    return note


def make_check_in(person: Person, day: date = TODAY, **told: Any) -> CheckIn:
    """A day, as if it were written on that day."""
    entry = Entry(
        day,
        mood=told.pop("mood", 3),
        urge=told.pop("urge", 2),
        talk=told.pop("talk", "good"),
        more=More(**told) if told else None,
    )
    return record_check_in(person, entry, datetime(day.year, day.month, day.day, 18, tzinfo=UTC))


def decision_of(person: Person) -> Decision:
    return own(person, NOW)


def decision_with(person: Person, **scope: Any) -> Decision:
    """A person's own decision with another scope, for tests of what the scope does. The gate's own
    token is needed for it; nothing but the gate and this function has that."""
    given = own(person, NOW)
    held = {name: getattr(given, name) for name in Decision.__slots__ if name != "__weakref__"}
    return begin_life(Decision(GATE, **{**held, **scope}))


def signed_terms(purpose: Purpose, classes: frozenset[DataClass], **more: Any) -> Terms:
    """A consent with every element, signed: what it takes to let somebody see moods."""
    whole = {"text_version": "1", "text_hash": "h", "signature": "Ana", "lasts": timedelta(days=90)}
    return Terms(purpose, classes, form=LegalForm.PART2_NAMED, **{**whole, **more})
