"""The outbox: how many messages are claimed, and sent, in a second. Prints one JSON object.

On SQLite in a fresh folder with one worker; with DATABASE_URL on that PostgreSQL with four, in a
database of its own that is deleted afterwards. Claiming alone leases batches of fifty; a whole send
also counts the attempt, asks the gate, hands over to a channel that keeps nothing, and notes it.
Each worker is a process. Beside the figures stands how busy the machine was.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any
from uuid import uuid4

CHECKOUT = Path(__file__).resolve().parents[1]
CLAIMED, SENT = 10_000, 500
RUNS = 3
NOW = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)


def main() -> None:
    sys.path.insert(0, str(CHECKOUT))
    with tempfile.TemporaryDirectory(prefix="porchlight-bench-") as folder:
        os.environ["PORCHLIGHT_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "porchlight.settings"
        import django

        django.setup()
        print(json.dumps(measure(), indent=2))


def measure() -> dict[str, object]:
    from django.db import connection, connections
    from django.test.utils import setup_databases, teardown_databases

    for database in connections.all():
        if database.vendor == "sqlite":  # in a file, as the site has it
            file = Path(os.environ["PORCHLIGHT_DATA_DIR"], f"bench-{database.alias}.sqlite3")
            database.settings_dict["TEST"]["NAME"] = str(file)
    made = setup_databases(verbosity=0, interactive=False, aliases=list(connections))
    try:
        n_workers = 4 if connection.vendor == "postgresql" else 1
        person = make_person()
        return {
            "database": connection.vendor,
            "workers": n_workers,
            "claims": [measured(person, CLAIMED, claim_all, n_workers) for _ in range(RUNS)],
            "sends": [measured(person, SENT, send_all, n_workers) for _ in range(RUNS)],
            "load_average": round(os.getloadavg()[0], 1),
            "cores": os.cpu_count(),
        }
    finally:
        connections.close_all()
        teardown_databases(made, verbosity=0)


def make_person() -> Any:
    from porchlight.people.actions import NewAccount, join

    account = NewAccount("ana", "", language="en", country="US", zone="America/Chicago")
    return join(account, NOW)


def measured(person: Any, n: int, work: Any, n_workers: int) -> dict[str, int]:
    """Rows a second, by the clock and by the processor time of all workers together."""
    fill(person, n)
    processor = os.times()
    seconds = seconds_of(work, n_workers)
    used = os.times()
    user = used.children_user - processor.children_user
    system = used.children_system - processor.children_system
    return {"a_second": round(n / seconds), "a_processor_second": round(n / (user + system))}


def fill(person: Any, n: int) -> None:
    from porchlight.outbox.models import Message
    from porchlight.people.encryption.keys import rings_held

    Message.objects.all().delete()
    with rings_held():
        Message.objects.bulk_create(
            (
                Message(person=person, kind="note", key=uuid4().hex, lane="now",
                        matter={"n": number}, queued_at=NOW,
                        due_at=NOW - timedelta(seconds=number))
                for number in range(n)
            ),
            batch_size=1000,
        )  # fmt: skip


def seconds_of(work: Any, n_workers: int) -> float:
    """From the moment all workers are ready until the last one finds nothing more."""
    from django.db import connections

    connections.close_all()
    fork = multiprocessing.get_context("fork")
    ready = fork.Barrier(n_workers + 1)
    workers = [fork.Process(target=work, args=(ready,)) for _ in range(n_workers)]
    for worker in workers:
        worker.start()
    ready.wait()
    start = time.perf_counter()
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    return time.perf_counter() - start


def claim_all(ready: Any) -> None:
    from porchlight.outbox.claiming import claim
    from porchlight.outbox.models import Message
    from porchlight.outbox.sending import AT_ONCE
    from porchlight.schedule import Lane

    due = Message.objects.waiting().filter(lane="now", kind__in=["note"])
    due.exists()  # connected
    ready.wait()
    while claim(due, NOW, Lane.NOW, AT_ONCE):
        pass


def send_all(ready: Any) -> None:
    from porchlight.circles.access import own
    from porchlight.outbox.kinds import MessageKind, Outgoing
    from porchlight.outbox.sending import send_due
    from porchlight.schedule import Lane

    def prepare(message: Any, at: datetime) -> Outgoing:
        decision = own(message.person, at)
        return Outgoing(decision, str(message.matter.open(decision)["n"]))

    kinds = {"note": MessageKind("note", prepare, lambda key, outgoing: None)}
    stop = Event()
    ready.wait()
    while send_due(kinds, Lane.NOW, lambda: NOW, stop):
        pass


if __name__ == "__main__":
    main()
