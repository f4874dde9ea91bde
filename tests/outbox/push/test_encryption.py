"""Encryption of push messages: the example of RFC 8291, and one size whatever is said."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from porchlight.outbox.push import encryption
from porchlight.outbox.push.encryption import CURVE, BadDeviceKey, DeviceKeys, encrypt
from porchlight.outbox.push.vapid import decoded, encoded
from tests.outbox.push.browser import Browser

# RFC 8291, section 5.
WORDS = b"When I grow up, I want to be a watermelon"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
RECEIVER = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS"
    "6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qu"
    "lcy4a-fN"
)


def test_the_example_of_the_standard_comes_out_as_it_stands_there():
    sender = ec.derive_private_key(int.from_bytes(decoded(SENDER), "big"), CURVE)
    keys = DeviceKeys(decoded(RECEIVER), decoded(AUTH))
    assert encoded(encryption._encrypted(WORDS, keys, sender, decoded(SALT))) == BODY


def test_a_browser_reads_it_and_no_two_bodies_are_alike():
    browser = Browser("http://127.0.0.1:1/one")
    bodies = [encrypt(WORDS, browser.keys) for _ in range(2)]
    assert [browser.read(body) for body in bodies] == [WORDS, WORDS]
    assert bodies[0] != bodies[1]
    assert {len(body) for body in bodies} == {len(WORDS) + 103}


@pytest.mark.parametrize(
    ("public", "auth"),
    [
        (b"", bytes(16)),
        (bytes(65), bytes(16)),
        (b"\x04" + bytes(64), bytes(16)),  # no point of the curve
        (decoded(RECEIVER)[:64], bytes(16)),
        (decoded(RECEIVER), bytes(15)),
    ],
)
def test_keys_that_are_none_are_refused(public, auth):
    with pytest.raises(BadDeviceKey):
        DeviceKeys(public, auth)
