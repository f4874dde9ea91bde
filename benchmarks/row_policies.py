"""Row policies on PostgreSQL: what one costs a read, and what a forgotten filter finds.

    DATABASE_URL=postgresql://name:word@host:5432/database script/bench row-policies

Makes a table of 2,000,000 rows of 20,000 owners, asks it in turn with and without its policy, and
drops it. The role must be one that policies bind. Prints one JSON object: milliseconds (medians),
and how many rows a forgotten filter found. The control: without the policy it finds everybody's.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

ROWS, OWNERS = 2_000_000, 20_000
ROUNDS = 300
TABLE = "bench_row_policies"
OWN = f"SELECT id, day, content FROM {TABLE} WHERE person_id = %s ORDER BY day"
ONE = f"SELECT id, day, content FROM {TABLE} WHERE person_id = %s AND day = '2026-01-20'"
FORGOTTEN = f"SELECT id, day, content FROM {TABLE}"


def main() -> None:
    import psycopg

    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from porchlight.postgresql.owners import owners_named

    options = {"autocommit": True, "cursor_factory": psycopg.ClientCursor}
    with (
        psycopg.connect(os.environ["DATABASE_URL"], **options) as connection,
        _table(connection) as me,
    ):
        ask = _asking(connection, owners_named, [me])
        figures = _in_turn(connection, me, ask)
        figures["forgotten filter"] = _forgotten(connection, ask)
        three = sorted(_owner(connection, n) for n in (77, 5_000, 12_000))
        figures["forgotten filter, three named"] = _forgotten(
            connection, _asking(connection, owners_named, three), rounds=3
        )
        with _policy_off(connection):
            owners = f"SELECT DISTINCT person_id FROM {TABLE}"
            figures["control: owners found"] = len(connection.execute(owners).fetchall())
    print(json.dumps(figures, indent=2))


@contextmanager
def _table(connection: Any) -> Iterator[UUID]:
    from porchlight.postgresql.policies import OwnerPolicy

    connection.execute(f"DROP TABLE IF EXISTS {TABLE}")
    connection.execute(
        f"CREATE TABLE {TABLE} (id uuid PRIMARY KEY, person_id uuid NOT NULL, day date NOT NULL,"
        " content bytea)"
    )
    try:
        connection.execute(
            f"INSERT INTO {TABLE} SELECT gen_random_uuid(), md5((n %% {OWNERS})::text)::uuid,"
            f" date '2026-01-01' + n / {OWNERS}, '\\x00112233'"
            f" FROM generate_series(0, {ROWS - 1}) n",
            [],
        )
        connection.execute(f"CREATE INDEX ON {TABLE} (person_id, day)")
        connection.execute(f"VACUUM ANALYZE {TABLE}")
        for statement in OwnerPolicy(TABLE).statements(f'"{TABLE}"', '"person_id"'):
            connection.execute(statement)
        yield _owner(connection, 77)
    finally:
        connection.execute(f"DROP TABLE {TABLE}")


def _owner(connection: Any, number: int) -> UUID:
    found: UUID = connection.execute("SELECT md5(%s)::uuid", [str(number)]).fetchone()[0]
    return found


def _asking(connection: Any, unit: Any, named: list[UUID]) -> Callable[..., int]:
    from porchlight.postgresql.owners import name_owner, naming_statement

    with unit():
        for owner in named:
            name_owner(owner)
        naming = naming_statement()

    def ask(query: str, *values: object) -> int:
        cursor = connection.execute(naming + query, values)
        cursor.nextset()
        return len(cursor.fetchall())

    return ask


@contextmanager
def _policy_off(connection: Any) -> Iterator[None]:
    connection.execute(f"ALTER TABLE {TABLE} DISABLE ROW LEVEL SECURITY")
    try:
        yield
    finally:
        connection.execute(f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY")


def _in_turn(connection: Any, me: UUID, ask: Callable[..., int]) -> dict[str, Any]:
    """Blocks of both kinds by turns, so that a busy machine bears on both alike."""

    def plainly(query: str, *values: object) -> int:
        return len(connection.execute(query, values).fetchall())

    took: dict[str, list[float]] = {}
    for _ in range(10):
        for name, query in (("100 rows", OWN), ("one row", ONE)):
            with _policy_off(connection):
                took.setdefault(f"{name}, no policy", []).extend(_timed(plainly, query, me))
            took.setdefault(f"{name}, policy", []).extend(_timed(ask, query, me))
    return {name: round(median(times), 3) for name, times in took.items()}


def _timed(ask: Callable[..., int], *asked: object, rounds: int = ROUNDS // 10) -> list[float]:
    times = []
    ask(*asked)
    for _ in range(rounds):
        began = time.perf_counter()
        ask(*asked)
        times.append((time.perf_counter() - began) * 1_000)
    return times


def _forgotten(connection: Any, ask: Callable[..., int], rounds: int = 50) -> dict[str, Any]:
    return {"ms": round(median(_timed(ask, FORGOTTEN, rounds=rounds)), 3), "rows": ask(FORGOTTEN)}


if __name__ == "__main__":
    main()
