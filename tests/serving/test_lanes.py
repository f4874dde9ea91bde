"""Each kind of page has threads of its own; what is full says so, and Help and leaving go on."""

from __future__ import annotations

import http.client
import re
import threading

import pytest
from django.urls import reverse

from porchlight.leaving import LEAVING
from porchlight.server import lanes
from porchlight.server.lanes import FEEDS, HELP, OUT, PAGES, RESERVED, Lanes
from tests.server import CHECKOUT, HOST
from tests.serving.raw import connect, read_to_end, say, status_of

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

LANE_OF = {
    "/help/": HELP,
    "/help/us/": HELP,
    "/exit/": OUT,
    "/sign-out/": OUT,
    "/visits/end/": OUT,
    "/me/leave/": OUT,
    "/come-back/account/": OUT,
    "/me/check/all/": OUT,
    "/clouds/": OUT,
    "/feeds/": FEEDS,
    "/hsds/services": FEEDS,
    "/": PAGES,
    "/today/": PAGES,
    "/come-back/": PAGES,
    "/helping/": PAGES,
    "/visits/": PAGES,
}


class Gate:
    """An application whose pages other than those of `open_paths` wait until `opened`."""

    def __init__(self, *open_paths: str) -> None:
        self.open_paths, self.opened, self.n_held = open_paths, threading.Event(), 0

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"] not in self.open_paths:
            self.n_held += 1
            self.opened.wait(60)
        start_response("200 OK", [("Content-Length", "2")])
        return [b"ok"]


def get(path: str) -> bytes:
    return b"GET %b HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n" % path.encode()


@pytest.mark.parametrize("path", LANE_OF)
def test_every_path_has_its_lane(path):
    assert Lanes(()).lane_of(path) == LANE_OF[path]


def test_all_ways_of_leaving_are_there():
    assert {reverse(name) for name in LEAVING} == {p for p, lane in LANE_OF.items() if lane is OUT}


def test_the_examples_for_proxies_name_them_all():
    manual = (CHECKOUT / "docs" / "self-hosting.md").read_text(encoding="utf-8")
    caddy = re.search(r"@help path (.+)", manual)[1].split()
    assert {path for path, lane in LANE_OF.items() if lane is OUT} == set(caddy) - {"/help/*"}
    nginx = re.search(r"location ~ (\S+)", manual)[1]
    for path, lane in LANE_OF.items():
        assert bool(re.search(nginx, path)) is (lane in RESERVED), path


def test_with_every_thread_of_pages_blocked_the_others_answer(start):
    gate = Gate("/exit/", "/help/us/", "/hsds/")
    inside = start(application=gate)
    held = [connect(inside.port) for _ in range(PAGES.threads * 3)]
    try:
        for connection in held:
            connection.sendall(get("/today/"))
        wait_until(lambda: gate.n_held == PAGES.threads)
        for path in gate.open_paths:
            assert status_of(say(inside.port, get(path))) == 200, path
        assert gate.n_held == PAGES.threads
    finally:
        gate.opened.set()
    assert [status_of(read_to_end(connection)) for connection in held] == [200] * len(held)
    for connection in held:
        connection.close()


def test_the_control_with_one_lane_does_not_answer(start, monkeypatch):
    monkeypatch.setattr(Lanes, "lane_of", lambda lanes, path: PAGES)
    gate = Gate("/exit/")
    inside = start(application=gate)
    held = [connect(inside.port) for _ in range(PAGES.threads)]
    try:
        for connection in held:
            connection.sendall(get("/today/"))
        wait_until(lambda: gate.n_held == PAGES.threads)
        late = http.client.HTTPConnection(HOST, inside.port, timeout=1)
        late.request("GET", "/exit/")
        with pytest.raises(TimeoutError):
            late.getresponse()
        late.close()
    finally:
        gate.opened.set()
        for connection in held:
            connection.close()


def test_a_full_lane_says_when_to_come_again_and_shows_the_way_to_help(start, monkeypatch):
    monkeypatch.setattr(lanes, "MOST_WAITING", 3)
    gate = Gate("/exit/")
    inside = start(application=gate)
    held = [connect(inside.port) for _ in range(PAGES.threads + 3)]
    try:
        for n, connection in enumerate(held, 1):
            connection.sendall(get("/today/"))
            wait_until(
                lambda n=n: gate.n_held + inside.server.lanes.threads_of(PAGES).n_waiting == n
            )
        answer = say(inside.port, get("/today/"))
        assert status_of(answer) == 503
        assert b"Retry-After: 5" in answer
        assert b'href="/help/"' in answer
        assert status_of(say(inside.port, get("/exit/"))) == 200
    finally:
        gate.opened.set()
        for connection in held:
            connection.close()


def test_a_process_for_help_and_leaving_serves_nothing_else(start):
    inside = start(lanes=RESERVED)
    assert status_of(say(inside.port, get("/help/us/"))) == 200
    assert status_of(say(inside.port, get("/clouds/"))) == 200
    assert status_of(say(inside.port, get("/today/"))) == 404
    assert status_of(say(inside.port, get("/hsds/"))) == 404


def wait_until(holds) -> None:
    for _ in range(2_000):
        if holds():
            return
        threading.Event().wait(0.01)
    raise AssertionError("it did not come about")
