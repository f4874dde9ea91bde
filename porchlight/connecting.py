"""Connections to hosts of the open internet, for whatever asks or sends something elsewhere.

The host's name is resolved once, every address behind it must be allowed, and the connection goes
to the very address that was checked, so an answer that changes in between opens nothing. Everything
ends at one deadline, a moment of `time.monotonic`.
"""

from __future__ import annotations

import io
import ipaddress
import socket
import threading
import time
from collections.abc import Callable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotPublic(Exception):
    """A host's name leads to an address that nothing connects to."""

    def __init__(self, host: str, address: Address) -> None:
        super().__init__(f"{host} leads to {address}")
        self.host, self.address = host, address


class NoSuchHost(Exception):
    """A name that no address stands behind."""

    def __init__(self, host: str) -> None:
        super().__init__(f"there is no host called {host}")
        self.host = host


def is_public(address: Address) -> bool:
    """Whether an address belongs to the open internet, whatever it is wrapped in."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _ipv4_inside(address)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local or address.packed[:12] == bytes(12):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def allowed_address(
    host: str, port: int, is_allowed: Callable[[Address], bool], deadline: float
) -> Address:
    """The address to connect to. Raises NotPublic, NoSuchHost, TimeoutError."""
    addresses = _resolved(host, port, deadline)
    refused = [address for address in addresses if not is_allowed(address)]
    if refused:
        raise NotPublic(host, refused[0])
    return addresses[0]


def connected(address: Address, port: int, deadline: float) -> socket.socket:
    return socket.create_connection((str(address), port), timeout=seconds_left(deadline))


def seconds_left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class PacedSocket:
    """A socket whose every wait ends at one deadline, so that drops of data cannot stretch it."""

    def __init__(self, sock: socket.socket, deadline: float):
        self._sock, self._deadline = sock, deadline

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(seconds_left(self._deadline))
        self._sock.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_PacedReader(self._sock, self._deadline))

    def close(self) -> None:
        """Left to the one who opened it: the reader may still be reading."""


class _PacedReader(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: float):
        self._sock, self._deadline = sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._sock.settimeout(seconds_left(self._deadline))
        return self._sock.recv_into(buffer)


def _resolved(host: str, port: int, deadline: float) -> list[Address]:
    """Every address of a host. Name servers keep their own time, so a thread asks them."""
    found: list[list[Address]] = []
    thread = threading.Thread(target=lambda: found.append(_look_up(host, port)), daemon=True)
    thread.start()
    thread.join(max(0.0, deadline - time.monotonic()))
    if thread.is_alive():
        raise TimeoutError
    if not found or not found[0]:
        raise NoSuchHost(host)
    return found[0]


def _look_up(host: str, port: int) -> list[Address]:
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    names = dict.fromkeys(str(answer[4][0]).partition("%")[0] for answer in answers)
    return [ipaddress.ip_address(name) for name in names]


def _ipv4_inside(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address.sixtofour:
        return address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if address in ipaddress.IPv6Network("64:ff9b::/96"):
        return ipaddress.IPv4Address(address.packed[12:])
    return None
