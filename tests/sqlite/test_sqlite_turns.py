"""Writers of all processes stand in line, and always give their turn back."""

from __future__ import annotations

import fcntl
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connections

from porchlight.sqlite.base import DatabaseWrapper, waits_at_most
from porchlight.sqlite.line import take_turn

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def open_database(tmp_path: Path) -> Any:
    """A function that opens one more connection to the same new file."""
    settings = {
        **connections["keystore"].settings_dict,
        "NAME": str(tmp_path / "line.sqlite3"),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
    }
    opened = []

    def open_one() -> DatabaseWrapper:
        opened.append(DatabaseWrapper(dict(settings), alias="keystore"))
        opened[-1].inc_thread_sharing()
        return opened[-1]

    first = open_one()
    with first.cursor() as cursor:
        cursor.execute("CREATE TABLE numbers (n INTEGER)")
    yield open_one
    for each in opened:
        each.close()


def write(database: DatabaseWrapper, n: int) -> None:
    database.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with database.cursor() as cursor:
        cursor.execute("INSERT INTO numbers VALUES (%s)", [n])


def count(database: DatabaseWrapper) -> int:
    with database.cursor() as cursor:
        return int(cursor.execute("SELECT count(*) FROM numbers").fetchone()[0])


@pytest.mark.parametrize("ending", ["commit", "rollback", "close"])
def test_the_next_writer_goes_when_the_first_has_ended(open_database: Any, ending: str) -> None:
    first, second = open_database(), open_database()
    write(first, 1)
    done = threading.Event()

    def second_writes() -> None:
        write(second, 2)
        second.commit()
        done.set()

    thread = threading.Thread(target=second_writes)
    thread.start()
    assert not done.wait(0.2)
    getattr(first, ending)()
    assert done.wait(10)
    thread.join()
    assert count(open_database()) == (2 if ending == "commit" else 1)


def test_a_transaction_that_cannot_begin_gives_its_turn_back(
    open_database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = open_database(), open_database()
    first.close()
    first.connect()
    first.connection.close()  # the connection breaks under Django
    with pytest.raises(DatabaseError):
        write(first, 1)
    write(second, 2)
    second.commit()
    assert count(open_database()) == 1


GREEDY = """
import sys, time
from porchlight.sqlite.line import take_turn
print("ready", flush=True)
while True:
    turn = take_turn(sys.argv[1], 5)
    with open(sys.argv[2], "a") as turns:
        turns.write("x")
    time.sleep(0.005)
    turn.give_back()
"""


def test_another_process_that_takes_turn_after_turn_lets_the_next_one_go(tmp_path: Path) -> None:
    """It asks again at once each time, so whoever sleeps in between would seldom come first."""
    file, turns = str(tmp_path / "line.sqlite3"), tmp_path / "turns"
    turns.touch()
    waited = []
    with subprocess.Popen(
        [sys.executable, "-c", GREEDY, file, turns], stdout=subprocess.PIPE, cwd=CHECKOUT
    ) as greedy:
        assert greedy.stdout is not None
        greedy.stdout.readline()
        try:
            for _ in range(40):
                before = turns.stat().st_size
                turn = take_turn(file, 5)
                assert turn is not None
                waited.append(turns.stat().st_size - before)
                turn.give_back()
                time.sleep(0.01)
        finally:
            greedy.kill()
    assert sum(waited) <= 2 * len(waited), "the turn it had, and one it waited for already"
    turn = take_turn(file, 0)  # gone with the process that had it
    assert turn is not None
    turn.give_back()


def test_a_turn_of_another_process_that_does_not_come_is_waited_for_no_longer(
    tmp_path: Path,
) -> None:
    file = str(tmp_path / "line.sqlite3")
    with Path(f"{file}-turn").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert take_turn(file, 0.05) is None
    turn = take_turn(file, 0)
    assert turn is not None
    turn.give_back()


def test_where_no_file_can_be_made_the_threads_still_wait_for_each_other(tmp_path: Path) -> None:
    file = str(tmp_path / "nowhere" / "line.sqlite3")
    turn = take_turn(file, 0)
    assert turn is not None
    assert take_turn(file, 0.05) is None
    turn.give_back()


def test_a_thread_can_be_made_to_wait_less(open_database: Any) -> None:
    """Both for its turn in this process and, inside SQLite, for other processes."""
    first = open_database()
    write(first, 1)
    with waits_at_most(0.2):
        second = open_database()
        with pytest.raises(DatabaseError, match="locked"):
            write(second, 2)
        assert second.get_connection_params()["timeout"] == 0.2
    assert open_database().get_connection_params()["timeout"] == 20
    first.rollback()
