"""Queries that are written once say what Django's own say, with other values each time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from porchlight.people.encryption.prepared import Read
from porchlight.people.keystore.models import OwnerKey
from porchlight.people.models import Person, Visit
from porchlight.people.sessions.store import SessionStore
from porchlight.people.signing_in import NameAndPassphrase


def test_an_account_is_the_same_as_the_row_that_django_reads(ana, ben):
    for person in (ana, ben):
        found = NameAndPassphrase().get_user(person.pk)
        read = Person.objects.get(pk=person.pk)
        for field in Person._meta.concrete_fields:
            assert found.__dict__[field.attname] == read.__dict__[field.attname], field
        assert found.get_session_auth_hash() == read.get_session_auth_hash()
        assert not found._state.adding


def test_an_account_that_is_closed_is_nobodys_visit(ana):
    ana.closed_at = timezone.now()
    ana.save(update_fields=["closed_at"])
    assert NameAndPassphrase().get_user(ana.pk) is None


def test_a_visit_is_read_as_it_was_written_until_it_ends(db):
    kept = SessionStore()
    kept["words"] = "a visit"
    kept.save()
    assert SessionStore(kept.session_key)["words"] == "a visit"
    Visit.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    over = SessionStore(kept.session_key)
    assert over.get("words") is None
    assert over.session_key is None


def test_keys_are_read_from_the_keystore(ana, ben):
    versions = Read(OwnerKey, "owner_id", "version", where=("owner_id",))
    assert versions(ana.pk) == [(ana.pk, 1)]
    assert versions(ben.pk) == [(ben.pk, 1)]


def test_a_look_up_that_is_not_one_value_is_refused_when_it_is_written(ana):
    never = Read(Person, "id", where=("joined_on__year",))  # Django makes two bounds of it
    with pytest.raises((TypeError, ValueError)):
        never(2026)
