"""Bytes on a socket, for what no HTTP library would send."""

from __future__ import annotations

import socket
from contextlib import closing, suppress

from tests.server import HOST


def connect(port: int, own_address: str = "", timeout: float = 20) -> socket.socket:
    """From `own_address` of this machine, when one is given."""
    made = socket.socket()
    made.settimeout(timeout)
    if own_address:
        made.bind((own_address, 0))
    made.connect((HOST, port))
    return made


def say(port: int, words: bytes) -> bytes:
    """All that is answered to `words` until the server closes the connection."""
    with closing(connect(port)) as connection:
        connection.sendall(words)
        return read_to_end(connection)


def read_to_end(connection: socket.socket) -> bytes:
    heard = bytearray()
    with suppress(ConnectionError):
        while part := connection.recv(65_536):
            heard += part
    return bytes(heard)


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else 0
