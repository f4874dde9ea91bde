"""The envelope: opens where it belongs, and nowhere else, whatever is done to it."""

from __future__ import annotations

import os
from random import Random
from uuid import UUID, uuid4

import pytest

from porchlight.domain.consent import DataClass
from porchlight.people.encryption.keys import KeyRing
from porchlight.people.encryption.sealing import HEADER, CannotOpen, CellAddress, seal, unseal

ROUNDS = 1_500  # times four kinds of damage, below
NOTE = DataClass.JOURNAL


def ring(owner: UUID, versions: int = 1) -> KeyRing:
    return KeyRing(owner, {version: os.urandom(32) for version in range(1, versions + 1)})


def a_place(owner: UUID, **other: object) -> CellAddress:
    return CellAddress(**{"owner_id": owner, "model": "checkins.checkin", "field": "note",
                    "row_id": uuid4(), **other})  # fmt: skip


OWNER = uuid4()
RING = ring(OWNER, versions=2)
PLACE = a_place(OWNER)


@pytest.mark.parametrize(
    "content",
    [b"", b"a", "día gris ☂ 今日".encode(), bytes(range(256)), b"x" * 4_000, b"y" * 100_000],
)
def test_what_is_sealed_comes_back_as_it_was(content):
    assert unseal(RING, NOTE, PLACE, seal(RING, NOTE, PLACE, content)) == content


def test_the_same_words_sealed_twice_look_different():
    assert len({seal(RING, NOTE, PLACE, b"the same") for _ in range(200)}) == 200


@pytest.mark.parametrize(
    ("length", "padded"),
    [(0, 64), (1, 64), (60, 64), (61, 256), (252, 256), (253, 1024), (1020, 1024),
     (1021, 4096), (4092, 4096), (4093, 8192), (8189, 12288)],
)  # fmt: skip
def test_length_tells_only_the_size_of_the_page(length, padded):
    envelope = seal(RING, NOTE, PLACE, b"x" * length)
    assert len(envelope) == HEADER.size + 12 + padded + 16


def _flip(envelope: bytes, chance: Random) -> bytes:
    at, bit = chance.randrange(len(envelope)), chance.randrange(8)
    return envelope[:at] + bytes([envelope[at] ^ 1 << bit]) + envelope[at + 1 :]


def _cut(envelope: bytes, chance: Random) -> bytes:
    return envelope[: chance.randrange(len(envelope))]


def _add(envelope: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(envelope) + 1)
    return envelope[:at] + chance.randbytes(chance.randint(1, 20)) + envelope[at:]


def _swap(envelope: bytes, chance: Random) -> bytes:
    """The head of one envelope on the tail of another, from the same field of the same row."""
    other = seal(RING, NOTE, PLACE, chance.randbytes(20))
    at = chance.randrange(HEADER.size + 8, len(envelope))  # past most of the nonce
    return envelope[:at] + other[at:]


@pytest.mark.parametrize("damage", [_flip, _cut, _add, _swap])
def test_no_damaged_envelope_opens(damage):
    chance = Random(20261118)
    envelope = seal(RING, NOTE, PLACE, b"a day by the river")
    opened = []
    for _ in range(ROUNDS):
        damaged = damage(envelope, chance)
        if damaged == envelope:
            continue
        try:
            opened.append(unseal(RING, NOTE, PLACE, damaged))
        except CannotOpen:
            continue
    assert opened == []


def test_every_single_bit_counts():
    envelope = seal(RING, NOTE, PLACE, b"a")
    for at in range(len(envelope) * 8):
        damaged = bytearray(envelope)
        damaged[at // 8] ^= 1 << at % 8
        with pytest.raises(CannotOpen):
            unseal(RING, NOTE, PLACE, bytes(damaged))


ELSEWHERE = {
    "another row": PLACE._replace(row_id=uuid4()),
    "another field": PLACE._replace(field="words"),
    "another model": PLACE._replace(model="circles.tie"),
    "another owner": PLACE._replace(owner_id=uuid4()),
}


@pytest.mark.parametrize("where", ELSEWHERE)
def test_an_envelope_that_was_moved_does_not_open(where):
    envelope = seal(RING, NOTE, PLACE, b"mine")
    with pytest.raises(CannotOpen):
        unseal(RING, NOTE, ELSEWHERE[where], envelope)


def test_an_envelope_of_one_data_class_does_not_open_as_another():
    envelope = seal(RING, NOTE, PLACE, b"mine")
    for data_class in set(DataClass) - {NOTE}:
        with pytest.raises(CannotOpen):
            unseal(RING, data_class, PLACE, envelope)


def test_another_owners_keys_do_not_open_it():
    envelope = seal(RING, NOTE, PLACE, b"mine")
    with pytest.raises(CannotOpen):
        unseal(ring(OWNER, versions=2), NOTE, PLACE, envelope)


def test_an_envelope_cannot_be_passed_off_as_of_an_older_or_newer_key():
    envelope = seal(RING, NOTE, PLACE, b"mine")
    magic, algorithm, version = HEADER.unpack_from(envelope)
    assert version == 2
    for other in (0, 1, 3, 65_535):
        with pytest.raises(CannotOpen):
            unseal(RING, NOTE, PLACE, HEADER.pack(magic, algorithm, other) + envelope[5:])


def test_what_an_older_key_sealed_still_opens():
    old = KeyRing(OWNER, {1: RING.keys[1]})
    assert unseal(RING, NOTE, PLACE, seal(old, NOTE, PLACE, b"from before")) == b"from before"


def test_nothing_opens_once_the_key_is_gone():
    envelope = seal(RING, NOTE, PLACE, b"mine")
    with pytest.raises(CannotOpen):
        unseal(KeyRing(OWNER, {1: RING.keys[1]}), NOTE, PLACE, envelope)
