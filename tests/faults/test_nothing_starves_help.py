"""Every thread of the pages blocked and the database locked: Help and the ways out answer."""

from __future__ import annotations

import http.client
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import pytest

from tests.faults.busy import MOST_FOR_HELP, how_busy
from tests.server import HOST, Server, Visitor, set_up_community

pytestmark = [pytest.mark.server, pytest.mark.faults]

HELP_WITHIN = 0.5  # seconds, of a machine with a core to spare
OUT_WITHIN = 5.0
BLOCKED = 24  # more than all threads of all processes that CI has


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, list[Visitor]]]:
    """A running site, and visits of its host that can be ended."""
    server = Server(tmp_path_factory.mktemp("starved") / "site")
    server.folder.mkdir()
    server.start()
    visitors = [set_up_community(server)]
    for _ in range(3):
        visitors.append(Visitor(server.port))
        visitors[-1].get("/sign-in/")
        signed_in = visitors[-1].post(
            "/sign-in/", {"name": "Mo", "passphrase": "a quiet walk by the water"}
        )
        assert signed_in.status == 303
    yield server, visitors
    server.stop()


@contextmanager
def locked_and_blocked(server: Server, port: int) -> Iterator[None]:
    """Somebody else writes and does not end; so many people try to sign in, and each try has to be
    written down first, that no thread is left."""
    sqlite = sys.modules["sqlite3"]  # the library that the site itself uses
    file = server.data / "porchlight.sqlite3"
    threads = [threading.Thread(target=try_to_sign_in, args=(port,)) for _ in range(BLOCKED)]
    with closing(sqlite.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for thread in threads:
            thread.start()
        try:
            wait_until_nothing_answers(port)
            yield
        finally:
            other.execute("ROLLBACK")
    for thread in threads:
        thread.join()


def try_to_sign_in(port: int) -> None:
    visitor = Visitor(port)
    with suppress(OSError, http.client.HTTPException):
        visitor.get("/sign-in/")
        visitor.post("/sign-in/", {"name": "Nobody", "passphrase": "wrong as can be"})


def wait_until_nothing_answers(port: int) -> None:
    for _ in range(30):
        try:
            Visitor(port, timeout=1).get("/sign-in/")
        except TimeoutError:
            return
        time.sleep(0.1)
    raise AssertionError("the pages answer all the same, so this proves nothing")


def test_help_and_the_ways_out_answer(folder):
    server, visitors = folder
    with locked_and_blocked(server, server.port):
        took = []
        for _ in range(20):
            began = time.monotonic()
            assert Visitor(server.port, timeout=20).get("/help/us/").status == 200
            took.append(time.monotonic() - began)
        began = time.monotonic()
        assert visitors[0].get("/help/").status == 200
        own_help = time.monotonic() - began
        gone = []
        for visitor, path in zip(visitors, ("/sign-out/", "/exit/"), strict=False):
            began = time.monotonic()
            answer = visitor.post(path, {})
            assert answer.status == 303, answer.text
            gone.append(time.monotonic() - began)
            assert visitor.cookies["visit"] == ""
        assert Visitor(server.port, timeout=20).get("/clouds/").status == 200
        refused = visitors[2].post("/me/leave/", {"passphrase": "a quiet walk by the water"})
        assert refused.status == 503
    print(f"\nHelp {max(took):.3f} s, own Help {own_help:.3f} s, out {max(gone):.1f} s")
    assert max(took) <= HELP_WITHIN * how_busy(MOST_FOR_HELP)
    assert own_help <= HELP_WITHIN * how_busy(MOST_FOR_HELP)
    assert max(gone) <= OUT_WITHIN * how_busy()


def test_the_control_with_one_lane_answers_nobody(folder):
    server, _ = folder
    plain = Server(server.folder, wsgi="porchlight.wsgi:application")
    plain.start()
    try:
        with locked_and_blocked(server, plain.port):
            late = http.client.HTTPConnection(HOST, plain.port, timeout=HELP_WITHIN * 4)
            late.request("GET", "/help/us/")
            with pytest.raises(TimeoutError):
                late.getresponse()
            late.close()
    finally:
        plain.stop()
