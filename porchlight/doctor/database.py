"""The two databases, and whether the root key opens what the keystore holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from porchlight.doctor.finding import Finding, broken, look, ok
from porchlight.doctor.row_policies import row_policies
from porchlight.people.encryption.keys import WrongRootKey, ring_of
from porchlight.people.keystore.models import MonthKey, OwnerKey
from porchlight.people.keystore.router import KEYSTORE
from porchlight.people.models import Community, Person

FULL = 2
BACKUP = "Stop the site, keep a copy of the file, and put back the last good backup"


def main_database(now: datetime) -> Iterator[Finding]:
    yield from _examine("database", connections["default"])


def keystore(now: datetime) -> Iterator[Finding]:
    yield from _examine("keystore", connections[KEYSTORE])


def keys(now: datetime) -> Iterator[Finding]:
    """One key of each month is opened; and everybody with an account has one."""
    opened = 0
    for month in MonthKey.objects.all():
        held = OwnerKey.objects.filter(month=month).first()
        if held is not None:
            try:
                opened += len(ring_of(held.owner_id).keys)
            except WrongRootKey:
                yield _wrong_root_key()
                return
    owners = set(OwnerKey.objects.values_list("owner_id", flat=True))
    here = {*_ids(Person), *_ids(Community)}
    if here - owners:
        yield broken(
            "keys",
            f"{len(here - owners)} of {len(here)} have no key, so nothing of theirs can be read",
            f"Put back the newest backup of {settings.KEYS_DIR} and run this again.",
        )
    elif opened:
        yield ok("keys", f"the root key opens them ({len(owners)} owners)")
    else:
        yield ok("keys", "none yet")


def _wrong_root_key() -> Finding:
    return broken(
        "keys",
        "the root key does not open the stored keys: it belongs to another keystore",
        f"Put back the root key that belongs to {settings.KEYS_DIR / 'keystore.sqlite3'}"
        " (root.key beside it, or PORCHLIGHT_ROOT_KEY_FILE).",
    )


def _ids(model: type[Person] | type[Community]) -> Iterator[object]:
    return iter(model._default_manager.values_list("pk", flat=True))


def _examine(name: str, connection: BaseDatabaseWrapper) -> Iterator[Finding]:
    """Reach it, then whether it is whole, safe and up to date. Never makes a file."""
    is_sqlite = connection.vendor == "sqlite"
    path = Path(str(connection.settings_dict["NAME"]))
    if is_sqlite and path.is_absolute() and not path.exists():
        mend = "Run script/serve, which makes it; or put back a backup if there was one."
        yield broken(name, f"there is no file {path}", mend)
        return
    try:
        faults = _faults(connection, is_sqlite=is_sqlite)
    except DatabaseError as cause:
        faults = [cause]
    if faults:
        mend = f"{BACKUP} of {path}." if is_sqlite else "Start PostgreSQL and check DATABASE_URL."
        yield broken(name, f"cannot be used: {_in_short(faults[0])}", mend)
        connection.close()
        return
    yield from (_sqlite(name, connection) if is_sqlite else _postgresql(name, connection))
    yield from _migrations(name, connection)
    if not is_sqlite:
        yield from row_policies(connection)


def _faults(connection: BaseDatabaseWrapper, *, is_sqlite: bool) -> list[object]:
    """What SQLite finds wrong in its own file; for a server, that it answers is enough."""
    if not is_sqlite:
        return [] if _ask(connection, "SELECT 1") else ["no answer"]
    results = [row[0] for row in _ask(connection, "PRAGMA quick_check(5)")]
    return [] if results == ["ok"] else results


def _sqlite(name: str, connection: BaseDatabaseWrapper) -> Iterator[Finding]:
    journal = str(_ask(connection, "PRAGMA journal_mode")[0][0])
    synchronous = int(_ask(connection, "PRAGMA synchronous")[0][0])
    wanted = "wal" if settings.SQLITE_MAY_USE_WAL else "truncate"
    if synchronous < FULL:
        mend = "Put synchronous=FULL back into porchlight/settings.py."
        yield broken(name, "a write may be lost in a power cut (synchronous is not FULL)", mend)
    elif journal not in (wanted, "memory"):
        mend = "Stop every process that uses the file, then start again."
        yield look(name, f"the journal is {journal} and not {wanted}", mend)
    else:
        yield ok(name, f"whole; journal {journal}, synchronous FULL")


def _postgresql(name: str, connection: BaseDatabaseWrapper) -> Iterator[Finding]:
    version = _ask(connection, "SHOW server_version")[0][0]
    if _ask(connection, "SHOW synchronous_commit")[0][0] == "off":
        mend = "Set synchronous_commit = on in postgresql.conf."
        yield broken(name, "a write may be lost in a power cut (synchronous_commit is off)", mend)
    else:
        yield ok(name, f"PostgreSQL {version}")


def _migrations(name: str, connection: BaseDatabaseWrapper) -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    loader = executor.loader
    pending = executor.migration_plan(loader.graph.leaf_nodes())
    installed = loader.migrated_apps
    unknown = {key for key in loader.applied_migrations if key[0] in installed}
    unknown -= set(loader.disk_migrations)
    if unknown:
        mend = "Start the newer version again, or put back a backup from before it."
        yield broken(f"{name} tables", "made by a newer version than this one", mend)
    elif pending:
        what = f"not up to date: {len(pending)} to go"
        yield broken(f"{name} tables", what, "Run: script/porchlight prepare")
    else:
        yield ok(f"{name} tables", "up to date")


def _ask(connection: BaseDatabaseWrapper, question: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return list(cursor.fetchall())


def _in_short(cause: object) -> str:
    """The first line: the rest of a driver's words may hold addresses and names."""
    return str(cause).strip().split("\n")[0][:200]
