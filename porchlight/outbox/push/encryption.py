"""Message encryption for Web Push (RFC 8291, with the content coding aes128gcm of RFC 8188).

The push service that carries a message cannot read it: it is encrypted to a key pair whose private
half never leaves the device. Each message has a key pair of its own.
"""

from __future__ import annotations

import hmac
import os
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE: Final = ec.SECP256R1()
POINT_BYTES: Final = 65  # an uncompressed point of P-256
AUTH_BYTES: Final = 16
SALT_BYTES: Final = 16
RECORD_BYTES: Final = 4096  # what every push service takes
LAST_RECORD: Final = b"\x02"


class BadDeviceKey(ValueError):
    """A device's public key or secret that is none."""


@dataclass(frozen=True)
class DeviceKeys:
    """What a browser gives for its messages: its public key (p256dh) and the secret that it shares
    with us (auth). Raises BadDeviceKey for anything else."""

    public: bytes
    auth: bytes

    def __post_init__(self) -> None:
        if len(self.auth) != AUTH_BYTES or len(self.public) != POINT_BYTES:
            raise BadDeviceKey
        self.point()

    def point(self) -> ec.EllipticCurvePublicKey:
        try:
            return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, self.public)
        except ValueError as cause:
            raise BadDeviceKey from cause


def encrypt(content: bytes, keys: DeviceKeys) -> bytes:
    """The body of a push message: 103 bytes longer than its content."""
    return _encrypted(content, keys, ec.generate_private_key(CURVE), os.urandom(SALT_BYTES))


def point_of(key: ec.EllipticCurvePublicKey) -> bytes:
    """A public key as push services and browsers write it."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _encrypted(
    content: bytes, keys: DeviceKeys, own: ec.EllipticCurvePrivateKey, salt: bytes
) -> bytes:
    own_point = point_of(own.public_key())
    shared = own.exchange(ec.ECDH(), keys.point())
    info = b"WebPush: info\0" + keys.public + own_point
    secret = _hkdf(keys.auth, shared, info, 32)
    key = _hkdf(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _hkdf(salt, secret, b"Content-Encoding: nonce\0", 12)
    header = salt + RECORD_BYTES.to_bytes(4, "big") + bytes([POINT_BYTES]) + own_point
    return header + AESGCM(key).encrypt(nonce, content + LAST_RECORD, None)


def _hkdf(salt: bytes, secret: bytes, info: bytes, n_bytes: int) -> bytes:
    """HKDF-SHA256 (RFC 5869) for one block."""
    pseudorandom = hmac.digest(salt, secret, "sha256")
    return hmac.digest(pseudorandom, info + b"\x01", "sha256")[:n_bytes]
