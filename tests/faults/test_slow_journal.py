"""The site where WAL may not be used: the same promises, kept with the rollback journal.

And the site on Linux on ARM64, where another library brings the newer SQLite.
"""

from __future__ import annotations

import random
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.faults.load import Poster, post_all_at_once
from tests.faults.test_kill import (
    TRIALS,
    assert_all_kept_once,
    keys_of,
    kill_under_load,
    posters_of,
)
from tests.server import CHECKOUT, Server, set_up_community

pytestmark = [pytest.mark.server, pytest.mark.faults]

SLOW = {"PORCHLIGHT_SQLITE_WAL": "0", "PORCHLIGHT_PROCESSES": "2"}
# Of the header of a SQLite file, at byte 18: which journal its writers use.
ROLLBACK, WAL = b"\x01\x01", b"\x02\x02"
FILES = ("porchlight.sqlite3", "keys/keystore.sqlite3")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Set up with WAL, killed, and started again with the slower journal in two processes."""
    server = Server(tmp_path_factory.mktemp("slow") / "site")
    server.folder.mkdir()
    server.start()
    set_up_community(server)
    assert journals(server) == {WAL}
    server.kill()
    server.settings.update(SLOW)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def posters(site: Server) -> list[Poster]:
    return posters_of(site)


def journals(server: Server) -> set[bytes]:
    return {(server.data / name).read_bytes()[18:20] for name in FILES}


def become(server: Server, journal: bytes) -> bool:
    """A file changes its journal when it is opened and nobody else has it: soon after a start."""
    until = time.monotonic() + 20
    while journals(server) != {journal} and time.monotonic() < until:
        time.sleep(0.2)
    return journals(server) == {journal}


def logs_of_wal(server: Server) -> list[Path]:
    return [*server.data.glob("*-wal"), *(server.data / "keys").glob("*-wal")]


@contextmanager
def held(server: Server, *words: str) -> Iterator[None]:
    """Somebody else has the file: `BEGIN` and a read, or a write, and does not end."""
    sqlite = sys.modules["sqlite3"]  # the library that the site itself uses
    file = server.data / "porchlight.sqlite3"
    with closing(sqlite.connect(file, isolation_level=None, timeout=20)) as other:
        for word in words:
            other.execute(word).fetchall()
        yield
        other.execute("ROLLBACK")


def test_a_site_that_ran_with_wal_goes_on_without_it(site, posters):
    assert journals(site) == {ROLLBACK}
    assert logs_of_wal(site) == []
    told = site.command("doctor").stdout
    assert "PORCHLIGHT_SQLITE_WAL is off: the slower journal is used" in told
    assert told.count("whole; journal truncate, synchronous FULL") == len(FILES)


def test_what_was_acknowledged_is_there_after_every_kill(site, posters):
    chance = random.Random()
    for trial in range(TRIALS):
        kill_under_load(site, posters, after=chance.uniform(0.3, 1.2))
        assert_all_kept_once(site, posters)
        site.start()
        for poster, key in keys_of(posters, False) * 2:
            assert poster.post(key), f"trial {trial}: the retry was not taken"
        assert_all_kept_once(site, posters)
    assert len(keys_of(posters, True)) >= TRIALS


def test_two_processes_and_a_worker_write_at_once_and_nobody_is_refused(site, posters):
    before, stop = len(keys_of(posters, True)), threading.Event()
    began = time.monotonic()
    threads = post_all_at_once(posters, stop)
    time.sleep(3)
    stop.set()
    for thread in threads:
        thread.join()
    n_kept, seconds = len(keys_of(posters, True)) - before, time.monotonic() - began
    print(f"\n{n_kept / seconds:.1f} check-ins a second, the slower journal, {len(posters)} people")
    assert n_kept
    assert keys_of(posters, False) == []
    assert_all_kept_once(site, posters)


@pytest.mark.parametrize(
    "words",
    [("BEGIN", "SELECT count(*) FROM people_person"), ("BEGIN IMMEDIATE",), ("BEGIN EXCLUSIVE",)],
)
def test_a_check_in_waits_for_who_reads_or_writes_and_is_kept(site, posters, words):
    poster, answers = posters[0], []
    key = poster.next_key()
    waits = threading.Thread(target=lambda: answers.append(poster.post(key)))
    with held(site, *words):
        waits.start()
        waits.join(timeout=1.5)
        assert waits.is_alive()  # it cannot be written yet
    waits.join()
    assert answers == [True]
    assert_all_kept_once(site, posters)


def test_pages_are_read_while_somebody_writes(site, posters):
    with held(site, "BEGIN IMMEDIATE"):
        assert posters[0].visitor.get("/today/").status == 200


def test_it_goes_back_to_wal_and_nothing_is_lost(site, posters):
    site.stop()
    for name in SLOW:
        site.settings.pop(name, None)
    site.start()
    assert journals(site) == {WAL}
    assert_all_kept_once(site, posters)
    assert posters[0].post(posters[0].next_key())


def test_with_the_library_of_arm64_it_stands_every_kill(site, posters, tmp_path):
    """As on Linux on ARM64: the first library is not installed there, so the second one is used."""
    site.stop()
    for name in SLOW:  # whichever test came before
        site.settings.pop(name, None)
    (tmp_path / "pysqlite3.py").write_text("raise ImportError('has no wheel here')\n")
    site.settings["PYTHONPATH"] = f"{tmp_path}:{CHECKOUT}"
    site.start()
    assert "from sqlcipher3" in site.command("doctor").stdout
    assert become(site, WAL)
    for _ in range(TRIALS):
        kill_under_load(site, posters, after=0.8)
        assert_all_kept_once(site, posters)
        site.start()
        assert all(poster.post(key) for poster, key in keys_of(posters, False))
    assert_all_kept_once(site, posters)
