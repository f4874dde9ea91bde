"""Queries that are written once say what Django's own say, with other values each time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from porchlight.circles.facts import NOBODY
from porchlight.people.encryption.prepared import Read, WrittenQuery
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


def test_a_query_of_named_values_keeps_what_is_fixed_in_it(ana, ben):
    """Nobody's id is the lowest there is, and no mark of a value may be taken for it."""
    others = WrittenQuery(
        Person,
        lambda one: (
            Person.objects.filter(pk__in=[one, NOBODY]).exclude(pk=NOBODY).values_list("pk")
        ),
        one=Person._meta.pk,
    )
    for person in (ana, ben, ana):
        assert others(one=person.pk) == [(person.pk,)]
    with pytest.raises(TypeError):
        WrittenQuery(Person, lambda one: Person.objects.values_list("pk"), one=Person._meta.pk)(
            one=ana.pk
        )
