"""Clients that hold connections, headers, bodies or answers do not keep anybody from Help.

The whole size: PORCHLIGHT_SLOW_CLIENTS=1000 PORCHLIGHT_SLOW_SECONDS=40 script/test -s -n 0
tests/faults/test_slow_clients.py. Without these words it is small. Nothing leaves this machine.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import pytest

from tests.faults.busy import MOST_FOR_HELP, how_busy
from tests.server import HOST, Server, Visitor, set_up_community
from tests.serving.raw import connect

pytestmark = [pytest.mark.server, pytest.mark.faults]

CLIENTS = int(os.environ.get("PORCHLIGHT_SLOW_CLIENTS", "150"))
SECONDS = float(os.environ.get("PORCHLIGHT_SLOW_SECONDS", "4"))
HELP_WITHIN = 0.5  # seconds, of a machine with a core to spare
FROM_ONE_ADDRESS = 90

PAGE = b"GET /tools/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
LARGE = b"GET /static/LARGE HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
BODY = (
    b"POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 90000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\na="
)


@dataclass(frozen=True)
class Attack:
    """What each client says first, then again every half second; how much it is ready to read."""

    first: bytes
    then: bytes = b""
    n_clients: int = CLIENTS
    reads: bool = True


ATTACKS = {
    "idle connections": Attack(b""),
    "headers in drops": Attack(PAGE + b"X: ", b"x"),
    "bodies in drops": Attack(BODY, b"x"),
    "fifty bodies in drops": Attack(BODY, b"x", n_clients=50),
    # A large file thirty times over: more than the buffers on the way hold.
    "answers nobody reads": Attack(LARGE * 30, reads=False),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("slow") / "site")
    server.folder.mkdir()
    server.start()
    set_up_community(server)
    yield server
    server.stop()


@contextmanager
def under(attack: Attack, port: int, large: str = "") -> Iterator[None]:
    """While the clients hold on; `large` is the name of a large file of the site."""
    stop = threading.Event()
    clients = [_client(attack, port, n, large) for n in range(attack.n_clients)]
    thread = threading.Thread(target=_drip, args=(attack, clients, stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        for client in clients:
            client.close()


def _client(attack: Attack, port: int, n: int, large: str) -> socket.socket:
    """Every ninety come from an address of their own, as from ninety people or one botnet."""
    own = f"127.0.{1 + n // FROM_ONE_ADDRESS}.7"
    client = connect(port, own)
    if not attack.reads:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
    client.sendall(attack.first.replace(b"LARGE", large.encode()))
    return client


def _drip(attack: Attack, clients: list[socket.socket], stop: threading.Event) -> None:
    while not stop.wait(0.5):
        for client in clients if attack.then else []:
            with suppress(OSError):
                client.send(attack.then)


def slowest_help(port: int, seconds: float) -> float:
    """Seconds of the slowest of the answers that a new visitor got, asking all the time."""
    slowest, until = 0.0, time.monotonic() + seconds
    while time.monotonic() < until:
        began = time.monotonic()
        assert Visitor(port, timeout=20).get("/help/us/").status == 200
        slowest = max(slowest, time.monotonic() - began)
        time.sleep(0.05)
    return slowest


def largest_file(site: Server) -> str:
    files = json.loads((site.data / "static" / "staticfiles.json").read_bytes())["paths"].values()
    return str(max(files, key=lambda name: (site.data / "static" / name).stat().st_size))


@pytest.mark.parametrize("what", ATTACKS)
def test_help_answers_all_the_while(site, what):
    with under(ATTACKS[what], site.port, largest_file(site)):
        slowest = slowest_help(site.port, SECONDS)
        assert Visitor(site.port).get("/sign-in/").status == 200
    print(f"\n{what}, {ATTACKS[what].n_clients} clients, {SECONDS:g} s: Help in {slowest:.3f} s")
    assert slowest <= HELP_WITHIN * how_busy(MOST_FOR_HELP)


@pytest.mark.parametrize("what", ["headers in drops", "fifty bodies in drops"])
def test_the_control_that_holds_a_thread_for_each_does_not_answer(tmp_path, site, what):
    server = Server(site.folder, wsgi="porchlight.wsgi:application", module="tests.faults.holding")
    server.start()
    try:
        with under(ATTACKS[what], server.port):
            late = http.client.HTTPConnection(HOST, server.port, timeout=HELP_WITHIN * 4)
            late.request("GET", "/help/us/")
            with pytest.raises(TimeoutError):
                late.getresponse()
            late.close()
    finally:
        server.stop()
