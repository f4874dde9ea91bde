"""Keys: made, wrapped, versioned, destroyed."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import connections
from django.test.utils import CaptureQueriesContext

from porchlight.people.encryption import keys
from porchlight.people.encryption.keys import (
    KEY_BYTES,
    KeyGone,
    KeyRing,
    WrongRootKey,
    destroy_keys,
    has_key,
    make_key,
    ring_of,
    rings_held,
)
from porchlight.people.keystore.models import MonthKey, OwnerKey


@pytest.fixture(autouse=True)
def _no_month_key_is_remembered():
    keys._unwrap_month.cache_clear()
    yield
    keys._unwrap_month.cache_clear()


def test_a_new_owner_gets_one_key_of_256_bits_that_comes_back_the_same():
    owner = uuid4()
    made = make_key(owner)
    assert made.current == 1
    assert len(made.keys[1]) == 32
    assert ring_of(owner).keys == made.keys


def test_two_owners_share_nothing():
    one, other = make_key(uuid4()), make_key(uuid4())
    assert one.keys[1] != other.keys[1]
    assert one.key_for("mood", 1) != other.key_for("mood", 1)


def test_each_data_class_and_version_has_a_key_of_its_own():
    owner = uuid4()
    make_key(owner)
    ring = make_key(owner)
    derived = [ring.key_for(purpose, version) for purpose in ("mood", "note") for version in (1, 2)]
    assert len(set(derived)) == 4
    assert ring.keys[1] not in derived
    assert ring.current == 2


def test_a_new_version_leaves_the_old_one_readable():
    owner = uuid4()
    first = make_key(owner)
    assert make_key(owner).keys[1] == first.keys[1]


def test_a_version_that_never_was_is_gone():
    with pytest.raises(KeyGone):
        make_key(uuid4()).key_for("mood", 2)


def test_keys_of_one_month_share_a_month_key_and_the_next_month_has_another():
    with time_machine.travel(datetime(2026, 11, 30, 23, 59, tzinfo=UTC), tick=False):
        one, other = uuid4(), uuid4()
        make_key(one)
        make_key(other)
    with time_machine.travel(datetime(2026, 12, 1, 0, 0, tzinfo=UTC), tick=False):
        make_key(one)
    assert list(MonthKey.objects.order_by("month").values_list("month", flat=True)) == [
        "2026-11",
        "2026-12",
    ]
    assert set(ring_of(one).keys) == {1, 2}
    assert set(ring_of(other).keys) == {1}


def test_the_keystore_holds_no_key_as_it_is():
    ring = make_key(uuid4())
    wrapped = bytes(OwnerKey.objects.get(owner_id=ring.owner_id).wrapped)
    assert ring.keys[1] not in wrapped


def test_another_root_key_is_told_and_opens_nothing(settings):
    owner = uuid4()
    make_key(owner)
    keys._unwrap_month.cache_clear()
    settings.ROOT_KEY = bytes(32)
    with pytest.raises(WrongRootKey, match="Put back the root key file"):
        ring_of(owner)


@pytest.mark.parametrize("kept", [0, 5, 12, 59])
def test_a_key_cut_short_is_told_and_opens_nothing(kept):
    owner = uuid4()
    make_key(owner)
    row = OwnerKey.objects.get(owner_id=owner)
    row.wrapped = bytes(row.wrapped)[:kept]
    row.save()
    with pytest.raises(WrongRootKey):
        ring_of(owner)


def test_a_key_moved_to_another_owner_opens_nothing():
    ana, cleo = uuid4(), uuid4()
    make_key(ana)
    make_key(cleo)
    stolen = OwnerKey.objects.get(owner_id=ana).wrapped
    OwnerKey.objects.filter(owner_id=cleo).update(wrapped=stolen)
    with pytest.raises(WrongRootKey):
        ring_of(cleo)


def test_destroyed_keys_are_gone_in_every_version_and_nobody_elses_are():
    ana, ben = uuid4(), uuid4()
    make_key(ana)
    make_key(ana)
    kept = make_key(ben)
    destroy_keys(ana)
    with pytest.raises(KeyGone):
        ring_of(ana)
    assert ring_of(ben).keys == kept.keys


@pytest.fixture
def journal(request):
    """The keystore with this journal, and with its usual one afterwards."""
    _use_journal(request.param)
    yield request.param
    _use_journal("wal")


def _use_journal(mode: str) -> None:
    with connections["keystore"].cursor() as cursor:
        cursor.execute(f"PRAGMA journal_mode={mode}")
        assert cursor.fetchone() == (mode,)


@pytest.mark.django_db(transaction=True, databases="__all__")
@pytest.mark.parametrize("journal", ["wal", "truncate"], indirect=True)
def test_a_destroyed_key_is_in_no_byte_of_the_keystore_file_or_its_log(journal):
    owners = [uuid4() for _ in range(20)]
    for owner in owners:
        make_key(owner)
    wrapped = [bytes(key.wrapped) for key in OwnerKey.objects.filter(owner_id__in=owners)]
    assert any(content in _bytes_of_keystore() for content in wrapped), "the look-up finds nothing"
    for owner in owners:
        destroy_keys(owner)
    left = _bytes_of_keystore()
    assert not any(content in left for content in wrapped)


def test_a_keyed_hash_matches_equal_contents_of_one_owner_only():
    ana, ben = make_key(uuid4()), make_key(uuid4())
    assert ana.fingerprint("receipt", b"a") == ana.fingerprint("receipt", b"a")
    assert ana.fingerprint("receipt", b"a") != ana.fingerprint("receipt", b"b")
    assert ana.fingerprint("receipt", b"a") != ana.fingerprint("other", b"a")
    assert ana.fingerprint("receipt", b"a") != ben.fingerprint("receipt", b"a")


def test_a_keyed_hash_stays_the_same_when_the_key_gets_a_new_version():
    owner = uuid4()
    before = make_key(owner).fingerprint("receipt", b"a")
    assert make_key(owner).fingerprint("receipt", b"a") == before


def test_a_look_up_value_tells_nothing_without_the_root_key(settings):
    mine = keys.blind_index("name", "ana")
    assert len(mine) == 64
    assert mine != keys.blind_index("link", "ana")
    settings.ROOT_KEY = bytes(32)
    assert keys.blind_index("name", "ana") != mine


def test_a_ring_of_keys_shows_nothing_when_printed():
    ring = make_key(uuid4())
    assert ring.keys[1].hex() not in repr(ring)
    assert repr(ring.keys[1]) not in repr(ring)


def _bytes_of_keystore() -> bytes:
    file = Path(str(connections["keystore"].settings_dict["NAME"]))
    parts = [file, file.with_name(file.name + "-wal"), file.with_name(file.name + "-journal")]
    return b"".join(part.read_bytes() for part in parts if part.exists())


def test_keys_are_looked_up_once_in_a_request_and_not_held_after_it(ana):
    with CaptureQueriesContext(connections["keystore"]) as asked, rings_held():
        assert ring_of(ana.pk) is ring_of(ana.pk)
        assert has_key(ana.pk)
    assert len(asked) == 1
    assert ring_of(ana.pk) is not ring_of(ana.pk)


def test_what_is_held_of_a_request_goes_with_the_keys(ana):
    with rings_held():
        assert has_key(ana.pk)
        make_key(ana.pk)
        assert set(ring_of(ana.pk).keys) == {1, 2}
        destroy_keys(ana.pk)
        assert not has_key(ana.pk)


@pytest.mark.parametrize("purpose", ["mood", "blind-index|name", ""])
def test_a_key_for_one_purpose_is_hkdf_of_rfc_5869(purpose):
    key = os.urandom(KEY_BYTES)
    library = HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(key)
    assert KeyRing(uuid4(), {1: key}).key_for(purpose, 1) == library
