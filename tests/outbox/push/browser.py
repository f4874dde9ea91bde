"""The other half of a push message: a browser that reads it, and a push service that takes it.

Written from the standards for the receiving side, and sharing nothing with the product's own code
for sending but the example of RFC 8291, which both have to meet.
"""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from porchlight.outbox.push.encryption import DeviceKeys


class Browser:
    """One device's half: its keys, and how it reads what comes for it at `endpoint`."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self._private = ec.generate_private_key(ec.SECP256R1())
        self._auth = bytes(range(16))
        point = self._private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        self.keys = DeviceKeys(point, self._auth)

    @property
    def form(self) -> dict[str, str]:
        """What its page sends when it is turned on."""
        return {
            "endpoint": self.endpoint,
            "p256dh": _encoded(self.keys.public),
            "auth": _encoded(self._auth),
        }

    def read(self, body: bytes) -> bytes:
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        assert length == 65
        assert len(body) <= 86 + size
        sender_point, sealed = body[21:86], body[86:]
        sender = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender_point)
        shared = self._private.exchange(ec.ECDH(), sender)
        info = b"WebPush: info\x00" + self.keys.public + sender_point
        secret = _hkdf(self._auth, info, 32, shared)
        key = _hkdf(salt, b"Content-Encoding: aes128gcm\x00", 16, secret)
        nonce = _hkdf(salt, b"Content-Encoding: nonce\x00", 12, secret)
        padded = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\x00")
        assert padded[-1:] == b"\x02"
        return padded[:-1]


@dataclass
class Answer:
    status: int = 201
    retry_after: str = ""


@dataclass
class Push:
    """One request as the push service had it."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def claims(self) -> dict[str, Any]:
        """The VAPID claims, whose signature was checked."""
        scheme, _, rest = self.headers["authorization"].partition(" ")
        assert scheme == "vapid"
        parts = dict(part.strip().split("=", 1) for part in rest.split(","))
        head, claims, signature = parts["t"].split(".")
        raw = _decoded(signature)
        assert len(raw) == 64
        der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _decoded(parts["k"]))
        key.verify(der, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
        assert json.loads(_decoded(head)) == {"typ": "JWT", "alg": "ES256"}
        found: dict[str, Any] = json.loads(_decoded(claims))
        return found


@dataclass
class PushService:
    """What came in, and what is answered: by path, else 201. `hangs` are paths that get none."""

    netloc: str = ""
    pushes: list[Push] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)
    hangs: set[str] = field(default_factory=set)
    n_connections: int = 0
    let_go: threading.Event = field(default_factory=threading.Event)

    def browser(self, name: str = "one") -> Browser:
        return Browser(f"http://{self.netloc}/push/{name}")

    def answer(self, name: str, status: int, retry_after: str = "") -> None:
        self.answers[f"/push/{name}"] = Answer(status, retry_after)

    def names(self) -> list[str]:
        return [push.path.removeprefix("/push/") for push in self.pushes]


@contextmanager
def running() -> Iterator[PushService]:
    """A push service on this machine, for as long as this lasts."""
    service = PushService()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            service.n_connections += 1

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            service.pushes.append(Push(self.path, headers, body))
            if self.path in service.hangs:
                service.let_go.wait(30)
                self.close_connection = True
                return
            answer = service.answers.get(self.path, Answer())
            self.send_response(answer.status)
            if answer.retry_after:
                self.send_header("Retry-After", answer.retry_after)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service.netloc = f"127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        service.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _hkdf(salt: bytes, info: bytes, length: int, secret: bytes) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
