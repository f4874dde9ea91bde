"""kill -9 of the processes that serve pages, under load: back within five seconds, nothing lost.

The whole size: PORCHLIGHT_WEB_KILLS=100 script/test -s -n 0 tests/faults/test_kill_web.py
"""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from pathlib import Path
from statistics import median

import pytest

from tests.faults.busy import how_busy
from tests.faults.test_kill import (
    BACK_WITHIN,
    assert_all_kept_once,
    children_of,
    is_alive,
    keys_of,
    posters_of,
)
from tests.server import Server, Visitor, set_up_community

pytestmark = [pytest.mark.server, pytest.mark.faults]

KILLS = int(os.environ.get("PORCHLIGHT_WEB_KILLS", "6"))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("kill-web") / "site")
    server.folder.mkdir()
    server.start()
    set_up_community(server)
    yield server
    server.stop()


def web_processes(server: Server) -> list[int]:
    """Those that serve pages: below the one that looks after them, and not the worker."""
    words = {
        pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in children_of(server.process.pid)
    }
    return [pid for pid, given in words.items() if b"worker" not in given.split(b"\0")]


def kill_all_and_wait(server: Server, within: float) -> float:
    """Seconds until it answers again; AssertionError when it does not within `within`."""
    killed, began = web_processes(server), time.monotonic()
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    while any(is_alive(pid) for pid in killed) or not server.answers():
        assert time.monotonic() - began < within, f"not back within {within:.1f} s"
        time.sleep(0.02)
    return time.monotonic() - began


def test_all_of_them_killed_at_once_again_and_again(site):
    posters, stop = posters_of(site), threading.Event()
    threads = [threading.Thread(target=p.post_whatever_happens, args=(stop,)) for p in posters]
    for thread in threads:
        thread.start()
    took = []
    for _ in range(KILLS):
        time.sleep(random.uniform(0.1, 1.0))
        took.append(kill_all_and_wait(site, BACK_WITHIN * how_busy()))
    stop.set()
    for thread in threads:
        thread.join()
    for poster, key in keys_of(posters, False):
        assert poster.post(key)
    assert_all_kept_once(site, posters)
    n_kept = len(keys_of(posters, True))
    assert n_kept >= KILLS
    print(
        f"\n{KILLS} kills: {n_kept} kept, back in {median(took):.2f} s, at worst {max(took):.2f} s"
    )


def test_while_one_of_several_is_killed_the_others_answer(site):
    for pid in web_processes(site)[:-1]:
        os.kill(pid, signal.SIGKILL)
        assert Visitor(site.port, timeout=20).get("/help/us/").status == 200


def test_the_control_that_nobody_looks_after_does_not_come_back(site):
    alone = Server(site.folder, wsgi="porchlight.wsgi:application")
    alone.start()
    try:
        os.kill(alone.process.pid, signal.SIGKILL)
        alone.process.wait()
        with pytest.raises(AssertionError, match="not back"):
            kill_all_and_wait(alone, within=1)
    finally:
        alone.stop()
