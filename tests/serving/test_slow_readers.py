"""Who reads slowly holds their own connection, and no thread that somebody else needs."""

from __future__ import annotations

import socket
import time
from contextlib import closing

import pytest

from porchlight.server import channel, listener
from porchlight.server.lanes import FEEDS, OUT, PAGES
from tests.serving.raw import read_to_end, say, status_of
from tests.serving.test_bounds import is_closed, wait_until

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

FEED_BYTES = 8 << 20
PIECE = b"x" * 65_536


def get(path: str, more: str = "") -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{more}\r\n".encode()


CLOSE = "Connection: close\r\n"


def site(environ, start_response):
    """A feed of many megabytes at /feeds/, a large page at /today/, and small pages."""
    if environ["PATH_INFO"] not in ("/feeds/", "/today/"):
        start_response("200 OK", [("Content-Length", "2")])
        return [b"ok"]
    start_response("200 OK", [("Content-Length", str(FEED_BYTES))])
    return (PIECE for _ in range(FEED_BYTES // len(PIECE)))


def is_at_work(inside, lane) -> bool:
    return inside.server.lanes.threads_of(lane).active_count > 0


def slow_reader(port: int, words: bytes) -> socket.socket:
    """Asks and reads nothing yet; what the system keeps for it is small."""
    reader = socket.socket()
    reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    reader.settimeout(20)
    reader.connect(("127.0.0.1", port))
    reader.sendall(words)
    return reader


def test_a_slow_reader_of_a_feed_holds_no_thread_and_gets_it_whole(start):
    inside = start(application=site)
    with closing(slow_reader(inside.port, get("/feeds/", CLOSE))) as slow:
        wait_until(lambda: inside.server._feeds())
        wait_until(lambda: not is_at_work(inside, FEEDS))
        assert status_of(say(inside.port, get("/feeds/", CLOSE))) == 200
        for _ in range(20):
            assert slow.recv(1_024)
            time.sleep(0.05)
        assert not is_at_work(inside, FEEDS)
        assert len(read_to_end(slow)) > FEED_BYTES - 20 * 1_024


def test_many_slow_readers_leave_the_feeds_to_others(start):
    inside = start(application=site)
    slow = [slow_reader(inside.port, get("/feeds/")) for _ in range(FEEDS.threads * 2)]
    try:
        wait_until(lambda: len(inside.server._feeds()) == len(slow))
        began = time.monotonic()
        assert status_of(say(inside.port, get("/hsds/", CLOSE))) == 200
        assert time.monotonic() - began < 15
    finally:
        for each in slow:
            each.close()


@pytest.fixture
def little_ahead(monkeypatch):
    """No more than for any other page may be written ahead of whoever reads a feed."""
    monkeypatch.setattr(listener, "MOST_UNSENT_FEED", listener.MOST_UNSENT)


def keep_reading(reader: socket.socket, until) -> None:
    """Faster than what counts as slow, and much slower than the answer is made."""
    deadline = time.monotonic() + 20
    while not until():
        assert time.monotonic() < deadline, "it did not come about"
        reader.recv(512)
        time.sleep(0.05)


@pytest.mark.parametrize(("path", "lane"), [("/feeds/", FEEDS), ("/today/", PAGES)])
def test_a_thread_waits_for_one_reader_for_so_long_in_all(
    start, little_ahead, monkeypatch, path, lane
):
    monkeypatch.setattr(channel, "HELD_S", 1.0)
    inside = start(application=site)
    with closing(slow_reader(inside.port, get(path))) as slow:
        keep_reading(slow, lambda: is_at_work(inside, lane))
        keep_reading(slow, lambda: not is_at_work(inside, lane))
        assert is_closed(slow, within=20)


def test_and_for_less_when_somebody_else_waits_for_the_thread(start, little_ahead, monkeypatch):
    monkeypatch.setattr(channel, "HELD_WANTED_S", 1.0)
    inside = start(application=site)
    slow = [slow_reader(inside.port, get("/feeds/")) for _ in range(FEEDS.threads)]
    try:
        wait_until(lambda: len(inside.server._feeds()) == len(slow))
        time.sleep(1.5)
        assert inside.server.lanes.threads_of(FEEDS).active_count == FEEDS.threads
        assert status_of(say(inside.port, get("/hsds/", CLOSE))) == 200
    finally:
        for each in slow:
            each.close()


def test_an_answer_has_a_last_moment_however_it_is_read(start, monkeypatch):
    monkeypatch.setattr(channel, "ANSWER_S", 1.0)
    inside = start(application=site)
    with closing(slow_reader(inside.port, get("/feeds/"))) as slow:
        keep_reading(slow, lambda: inside.server.active_channels)
        keep_reading(slow, lambda: not inside.server.active_channels)


@pytest.mark.parametrize("is_full", ["the feeds", "the disk"])
def test_what_is_kept_for_readers_of_feeds_has_a_bound(start, monkeypatch, is_full):
    if is_full == "the feeds":
        monkeypatch.setattr(listener, "MOST_UNSENT_FEEDS", FEED_BYTES // 2)
    else:
        monkeypatch.setattr(listener, "BESIDE_FEEDS", 1 << 60)
    inside = start(application=site)
    with closing(slow_reader(inside.port, get("/feeds/"))):
        wait_until(lambda: inside.server.active_channels)
        if is_full == "the feeds":
            wait_until(lambda: not inside.server.active_channels)
        else:
            time.sleep(1)
            (seen,) = inside.server.active_channels.values()
            assert 0 < seen.total_outbufs_len < 2 * listener.MOST_UNSENT


BAD = b"BREW / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\n\r\ntea!"


@pytest.mark.parametrize("behind", [BAD, get("/exit/", CLOSE)], ids=["an error", "a way out"])
def test_what_comes_right_behind_a_feed_is_given_to_no_thread_while_its_reader_is_behind(
    start, little_ahead, monkeypatch, behind
):
    inside = start(application=site)
    leaving, unsent = inside.server.lanes.threads_of(OUT), []
    give = leaving.add_task
    monkeypatch.setattr(
        leaving, "add_task", lambda task: (unsent.append(task.total_outbufs_len), give(task))
    )
    with closing(slow_reader(inside.port, get("/feeds/") + behind)) as slow:
        wait_until(lambda: is_at_work(inside, FEEDS))
        while is_at_work(inside, FEEDS):
            assert slow.recv(16_384)
        time.sleep(0.3)
        assert not unsent
        last = read_to_end(slow).rpartition(b"HTTP/1.1 ")[2]
    assert last[:3] == (b"400" if behind is BAD else b"200")
    assert unsent == ([] if behind is BAD else [0])
