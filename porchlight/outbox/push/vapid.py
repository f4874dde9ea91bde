"""Who sends a push message (VAPID, RFC 8292): a signature by the site's own key, made anew for each
message, and where the site's host can be reached by whoever runs the push service."""

from __future__ import annotations

import base64
import json
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from django.conf import settings

from porchlight.outbox.push.encryption import CURVE, point_of

LIVES_FOR: Final = timedelta(hours=12)  # a push service takes 24 hours at most
ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256
HEADER: Final = b'{"typ":"JWT","alg":"ES256"}'


def public_key() -> str:
    """What browsers subscribe with: the site's public key, in base64url."""
    return encoded(point_of(_key(settings.PUSH_KEY).public_key()))


def authorization(endpoint: str, at: datetime) -> str:
    """The Authorization header for one message to the push service of this endpoint."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((at + LIVES_FOR).timestamp()),
        "sub": settings.PUSH_CONTACT,
    }
    signed = f"{encoded(HEADER)}.{encoded(json.dumps(claims).encode())}"
    r, s = decode_dss_signature(
        _key(settings.PUSH_KEY).sign(signed.encode(), ec.ECDSA(hashes.SHA256()))
    )
    signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    return f"vapid t={signed}.{encoded(signature)}, k={public_key()}"


def encoded(content: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def decoded(text: str) -> bytes:
    """Raises ValueError for what is no base64url."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


@lru_cache(maxsize=2)
def _key(secret: bytes) -> ec.EllipticCurvePrivateKey:
    """The signing key that the site's secret stands for."""
    number = int.from_bytes(secret, "big") % (ORDER - 1) + 1
    return ec.derive_private_key(number, CURVE)
