"""Writers of one process stand in line, and always give their turn back."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connections

from porchlight.sqlite.base import DatabaseWrapper, waits_at_most


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
