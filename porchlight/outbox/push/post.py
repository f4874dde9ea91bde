"""Posting to a push service: to known hosts and public addresses only, within a few seconds.

A connection is kept for the next message to the same host, as most phones have one of two push
services. Each thread has its own.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from porchlight.connecting import (
    Address,
    NoSuchHost,
    NotPublic,
    PacedSocket,
    allowed_address,
    connected,
    is_public,
)
from porchlight.outbox.push.hosts import checked_endpoint

SECONDS = 5.0  # for one message, whatever the push service does
KEPT_FOR = 20.0  # seconds that a connection may stand idle
MOST_READ = 4096
PORTS = {"http": 80, "https": 443}


class PushServiceDown(OSError):
    """A push service that was not reached, or did not answer."""


@dataclass(frozen=True)
class PushAnswer:
    status: int
    retry_after: str = ""


def post(endpoint: str, headers: Mapping[str, str], body: bytes) -> PushAnswer:
    """What the push service answers. Raises PushServiceDown, and UnknownPushHost."""
    parts = urlsplit(checked_endpoint(endpoint))
    deadline = time.monotonic() + SECONDS
    try:
        return _posted(parts, headers, body, deadline)
    except (OSError, http.client.HTTPException, NotPublic, NoSuchHost) as fault:
        # Not the words of the fault: they may hold the address.
        raise PushServiceDown(type(fault).__name__) from None


def _posted(
    parts: SplitResult, headers: Mapping[str, str], body: bytes, deadline: float
) -> PushAnswer:
    kept = _kept.take(parts.netloc)
    if kept is not None:
        try:
            return _asked(kept, parts, headers, body, deadline)
        except (ConnectionError, http.client.HTTPException):
            pass  # it was closed meanwhile
    return _asked(_opened(parts, deadline), parts, headers, body, deadline)


def _asked(
    sock: socket.socket,
    parts: SplitResult,
    headers: Mapping[str, str],
    body: bytes,
    deadline: float,
) -> PushAnswer:
    try:
        connection = http.client.HTTPConnection(str(parts.hostname))
        connection.default_port = PORTS[parts.scheme]
        connection.port = parts.port or PORTS[parts.scheme]
        connection.sock = PacedSocket(sock, deadline)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", target, body, dict(headers))
        response = connection.getresponse()
        response.read(MOST_READ)
        answer = PushAnswer(response.status, response.getheader("Retry-After") or "")
        is_done = response.isclosed() and not response.will_close
    except BaseException:
        sock.close()
        raise
    if is_done:
        _kept.keep(parts.netloc, sock)
    else:
        sock.close()
    return answer


def _opened(parts: SplitResult, deadline: float) -> socket.socket:
    host, port = str(parts.hostname), parts.port or PORTS[parts.scheme]
    is_sink = parts.netloc == settings.PUSH_TEST_SINK
    address = allowed_address(host, port, _is_loopback if is_sink else is_public, deadline)
    plain = connected(address, port, deadline)
    # Head and body go out apart: without this the body waits 40 ms for word of the head.
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if parts.scheme == "http":
        return plain
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


def _is_loopback(address: Address) -> bool:
    return address == ip_address("127.0.0.1")


class _KeptConnections(threading.local):
    """The connections of one thread that stand idle, by host, and since when."""

    def __init__(self) -> None:
        self._idle: dict[str, tuple[socket.socket, float]] = {}

    def take(self, netloc: str) -> socket.socket | None:
        sock, since = self._idle.pop(netloc, (None, 0.0))
        if sock is not None and time.monotonic() - since > KEPT_FOR:
            sock.close()
            return None
        return sock

    def keep(self, netloc: str, sock: socket.socket) -> None:
        self._idle[netloc] = (sock, time.monotonic())

    def close_all(self) -> None:
        while self._idle:
            self._idle.popitem()[1][0].close()


_kept = _KeptConnections()


def close_kept_connections() -> None:
    """Those of this thread."""
    _kept.close_all()
