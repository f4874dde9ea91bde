"""A connection that owes us something has so long for it, and nobody can hold all of them."""

from __future__ import annotations

import socket
import time
from contextlib import closing, contextmanager, suppress

import pytest

from porchlight.server import channel, listener
from porchlight.server.lanes import OUT
from tests.serving.raw import connect, read_to_end, say, status_of
from tests.serving.test_requests_refused import FORM, post

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

PAGE = b"GET /clouds/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
MUCH = 64 << 20


def much(environ, start_response):
    """An answer larger than what may wait for a slow reader, piece by piece."""
    start_response("200 OK", [("Content-Length", str(MUCH))])
    return (b"x" * 65_536 for _ in range(MUCH // 65_536))


def is_closed(connection: socket.socket, within: float) -> bool:
    """Whether the server closes it, with or without words, while nothing more is sent."""
    connection.settimeout(within)
    try:
        while connection.recv(65_536):
            pass
    except TimeoutError:
        return False
    except ConnectionError:
        return True
    return True


@pytest.fixture
def in_a_hurry(monkeypatch):
    monkeypatch.setattr(channel, "HEADER_S", 0.4)
    monkeypatch.setattr(channel, "IDLE_S", 0.4)
    monkeypatch.setattr(channel, "GRACE_S", 0.4)


SLOW = {
    "a header that does not end": PAGE,
    "a body that does not come": post(FORM + b"Content-Length: 90000\r\n\r\na=b"),
    "a chunk that does not come": post(FORM + b"Transfer-Encoding: chunked\r\n\r\n5\r\na"),
    "nothing at all": b"",
    "nothing more after an answer": PAGE + b"\r\n",
}


@pytest.mark.parametrize("what", SLOW)
def test_what_stands_still_is_closed(start, in_a_hurry, what):
    with closing(connect(start().port)) as connection:
        connection.sendall(SLOW[what])
        assert is_closed(connection, within=20)


@pytest.mark.parametrize("what", SLOW)
def test_the_control_with_long_deadlines_is_not_closed(start, what):
    with closing(connect(start().port)) as connection:
        connection.sendall(SLOW[what])
        assert not is_closed(connection, within=3)


def test_a_header_in_drops_is_closed_all_the_same(start, in_a_hurry):
    with closing(connect(start().port)) as connection:
        began = time.monotonic()
        with suppress(ConnectionError):
            for sign in PAGE + b"X: " + b"x" * 200:
                connection.sendall(bytes([sign]))
                time.sleep(0.05)
        assert time.monotonic() - began < 8


def test_a_reader_that_does_not_read_frees_its_thread_and_is_closed(start, in_a_hurry):
    inside = start(application=much)
    with closing(connect(inside.port)) as connection:
        connection.sendall(PAGE + b"\r\n")
        wait_until(lambda: inside.server.active_channels)
        wait_until(lambda: not inside.server.active_channels)
        wait_until(lambda: inside.server.lanes.threads_of(OUT).active_count == 0)
        assert len(read_to_end(connection)) < MUCH


def test_the_control_reads_it_all(start):
    with closing(connect(start(application=much).port)) as connection:
        connection.sendall(PAGE + b"Connection: close\r\n\r\n")
        assert len(read_to_end(connection)) > MUCH


@pytest.mark.parametrize(
    ("moved_each_second", "is_slow"), [(0, True), (200, True), (channel.SLOWEST, False)]
)
def test_slow_is_less_than_a_kilobyte_a_second(start, moved_each_second, is_slow):
    """A made-up minute on one real connection that owes a body."""
    inside = start()
    with closing(connect(inside.port)) as connection:
        connection.sendall(post(FORM + b"Content-Length: 90000\r\n\r\na=b"))
        wait_until(lambda: owing(inside))
        (seen,) = owing(inside)
        verdicts = []
        for second in range(1, 61):
            seen.n_moved = moved_each_second
            verdicts.append(seen.is_too_slow(seen.last_moved + second))
        assert any(verdicts) is is_slow
        assert not any(verdicts[: int(channel.GRACE_S) - 1])


def owing(inside) -> list:
    every = list(inside.server.active_channels.values())
    return [each for each in every if each.request is not None and each.request.headers_finished]


@contextmanager
def held(port: int, n: int):
    connections = []
    try:
        for _ in range(n):
            connections.append(connect(port))
            connections[-1].sendall(PAGE)
            time.sleep(0.05)
        yield connections
    finally:
        for each in connections:
            each.close()


@pytest.mark.parametrize("bound", ["MOST_PER_ADDRESS", "MOST_CONNECTIONS"])
def test_at_the_bound_the_one_that_was_idle_longest_makes_room(start, monkeypatch, bound):
    monkeypatch.setattr(listener, bound, 5)
    inside = start()
    with held(inside.port, 5) as connections:
        assert status_of(say(inside.port, PAGE + b"Connection: close\r\n\r\n")) == 200
        assert is_closed(connections[0], within=10)
        assert not any(is_closed(each, within=0.2) for each in connections[1:])


def test_another_address_has_its_own_bound(start, monkeypatch):
    monkeypatch.setattr(listener, "MOST_PER_ADDRESS", 3)
    inside = start()
    with held(inside.port, 3) as connections, closing(connect(inside.port, "127.0.0.9")) as other:
        other.sendall(PAGE + b"\r\n")
        assert status_of(other.recv(100)) == 200
        assert not any(is_closed(each, within=0.2) for each in connections)


def test_behind_a_proxy_every_visitor_has_its_address_so_it_has_no_bound(
    start, monkeypatch, settings
):
    monkeypatch.setattr(listener, "MOST_PER_ADDRESS", 3)
    settings.PROXIES = 1
    inside = start()
    with held(inside.port, 5) as connections:
        assert not any(is_closed(each, within=0.2) for each in connections)


def test_bodies_that_come_in_have_a_bound_together(start, monkeypatch):
    monkeypatch.setattr(listener, "MOST_BODY_BYTES", 300_000)
    inside = start()
    started = [connect(inside.port) for _ in range(4)]
    for connection in started:
        connection.sendall(post(FORM + b"Content-Length: 200000\r\n\r\n") + b"x" * 100_000)
    wait_until(lambda: len(owing(inside)) == 3)
    for connection in started:
        connection.close()


def test_many_come_at_once_and_all_are_answered(start):
    inside = start()
    connections = [connect(inside.port) for _ in range(90)]
    for connection in connections:
        connection.sendall(PAGE + b"Connection: close\r\n\r\n")
    assert {status_of(read_to_end(connection)) for connection in connections} == {200}
    for connection in connections:
        connection.close()


def wait_until(holds) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.02)
