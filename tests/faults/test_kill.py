"""kill -9 of everything, under load, at any moment: what was acknowledged is there, once."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from datetime import datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from tests.faults.busy import how_busy
from tests.faults.load import Poster, look_at, people_in, post_all_at_once, receipt_of
from tests.server import HOST_ACCOUNT, Server, Visitor, join, set_up_community

pytestmark = [pytest.mark.server, pytest.mark.faults]

TRIALS = int(os.environ.get("PORCHLIGHT_KILL_TRIALS", "3"))
BACK_WITHIN = 5.0  # seconds of a machine with a core to spare
PEOPLE = 4


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One data folder with a community in it, for all tests of this file one after another."""
    server = Server(tmp_path_factory.mktemp("kill") / "site")
    server.folder.mkdir()
    server.start()
    set_up_community(server)
    server.stop()
    return server.folder


@pytest.fixture
def site(folder):
    server = Server(folder)
    server.start()
    yield server
    server.stop()


def posters_of(server: Server) -> list[Poster]:
    today = datetime.now(ZoneInfo(HOST_ACCOUNT["zone"])).date()
    posters = []
    for n in range(PEOPLE):
        known = people_in(server)
        visitor = join(server, f"person {n} of {len(known)}")
        (person_id,) = people_in(server) - known
        posters.append(Poster(visitor, UUID(person_id), today))
    return posters


def kill_under_load(server: Server, posters: list[Poster], after: float) -> None:
    stop = threading.Event()
    threads = post_all_at_once(posters, stop)
    time.sleep(after)
    server.kill()
    stop.set()
    for thread in threads:
        thread.join()


def keys_of(posters: list[Poster], acknowledged: bool) -> list[tuple[Poster, str]]:
    return [(p, key) for p in posters for key in p.asked if (key in p.acknowledged) is acknowledged]


def missing_from(server: Server, posters: list[Poster]) -> list[str]:
    """Keys of check-ins that were acknowledged and are not there."""
    held = set(look_at(server).receipts)
    return [key for _, key in keys_of(posters, True) if receipt_of(server, key) not in held]


def assert_all_kept_once(server: Server, posters: list[Poster]) -> None:
    stored = look_at(server)
    assert stored.is_whole
    assert missing_from(server, posters) == []
    days = {(str(p.person_id), str(p.asked[key][0])) for p, key in keys_of(posters, True)}
    assert days <= {(str(UUID(person)), day) for person, day in stored.days}
    assert set(stored.receipts.values()) <= {1}
    assert set(stored.days.values()) <= {1}


def test_every_acknowledged_check_in_is_there_and_none_twice(site):
    chance = random.Random()
    posters = posters_of(site)
    n_unsure, slowest = 0, 0.0
    for trial in range(TRIALS):
        kill_under_load(site, posters, after=chance.uniform(0.05, 1.2))
        assert_all_kept_once(site, posters)
        slowest = max(slowest, site.start(within=BACK_WITHIN * how_busy()))
        unsure = keys_of(posters, False)
        n_unsure += len(unsure)
        for poster, key in unsure * 2:  # asked twice more, to be sure of once
            assert poster.post(key), f"trial {trial}: the retry was not taken"
        assert_all_kept_once(site, posters)
        assert keys_of(posters, False) == []
    n_kept = len(keys_of(posters, True))
    assert n_kept >= TRIALS
    print(f"\n{TRIALS} trials: {n_kept} kept, {n_unsure} asked again, back in {slowest:.1f} s")


def test_the_trials_catch_a_server_that_answers_before_it_writes(site):
    """The control. Without it caught, the trials above would be void."""
    site.stop()
    site.wsgi = "tests.faults.careless:application"
    site.start()
    posters = posters_of(site)
    assert posters[0].post(posters[0].next_key())
    wait_until(lambda: missing_from(site, posters) == [])  # what is there is found
    for _ in range(5):
        kill_under_load(site, posters, after=0.6)
        if missing_from(site, posters):
            return
        site.start()
    raise AssertionError("the control lost nothing, so the trials prove nothing")


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")


def is_alive(pid: int) -> bool:
    """Not a process that has ended and only waits to be looked after."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def children_of(pid: int) -> list[int]:
    try:
        direct = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [child for one in map(int, direct) for child in (one, *children_of(one))]


@needs_proc
def test_when_only_the_parent_is_killed_nothing_is_left_that_holds_the_port(site):
    left = children_of(site.process.pid)
    assert len(left) >= 2
    os.kill(site.process.pid, signal.SIGKILL)
    site.process.wait()
    wait_until(lambda: not any(is_alive(pid) for pid in left))
    site.start()
    assert Visitor(site.port).get("/help/us/").status == 200


@needs_proc
def test_whichever_process_is_killed_the_site_comes_back_and_leaves_no_orphan(site):
    for place in range(len(children_of(site.process.pid))):
        before = children_of(site.process.pid)
        below = [before[place], *children_of(before[place])]
        os.kill(before[place], signal.SIGKILL)
        wait_until(lambda below=below: not any(is_alive(pid) for pid in below))
        wait_until(lambda n=before: len(children_of(site.process.pid)) == len(n))
        wait_until(site.answers)
    assert site.process.poll() is None


@needs_proc
def test_asked_to_stop_while_it_starts_it_stops(site):
    site.stop()
    for n_processes in (1, 3):
        site.start_without_waiting()
        wait_until(lambda n=n_processes: len(children_of(site.process.pid)) >= n)
        below = children_of(site.process.pid)
        site.process.terminate()
        assert site.process.wait(timeout=60) is not None
        wait_until(lambda below=below: not any(is_alive(pid) for pid in below))
        assert not site.answers()


def wait_until(holds, within: float = 60) -> None:
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.02)
