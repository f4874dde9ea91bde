"""Pushes: how many messages are sent in a second to a push service on this machine, which takes
each at once. Prints one JSON object.

One worker on SQLite and four on PostgreSQL, as in `benchmarks/outbox.py`: each message is counted,
decided, encrypted, signed, posted and noted. Beside it stand the parts without a database, on one
core.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import sys
import tempfile
import time
from pathlib import Path
from threading import Event
from typing import Any

from benchmarks.outbox import CHECKOUT, NOW, fill, make_person, seconds_of

SENT = 500
RUNS = 3
WORKERS = {"sqlite": 1, "postgresql": 4}
ANSWER = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"


def main() -> None:
    sys.path.insert(0, str(CHECKOUT))
    with tempfile.TemporaryDirectory(prefix="porchlight-bench-") as folder:
        os.environ["PORCHLIGHT_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "porchlight.settings"
        import django

        django.setup()
        port, service = started_service()
        try:
            print(json.dumps(measure(port), indent=2))
        finally:
            service.terminate()


def started_service() -> tuple[int, Any]:
    """A push service in a process of its own, and its port."""
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe()
    service = fork.Process(target=lambda: asyncio.run(serve(theirs)), daemon=True)
    service.start()
    return ours.recv(), service


async def serve(told: Any) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
                await reader.readexactly(length)
                writer.write(ANSWER)
        except asyncio.IncompleteReadError:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    told.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def measure(port: int) -> dict[str, object]:
    from django.conf import settings
    from django.db import connection, connections
    from django.test.utils import setup_databases, teardown_databases

    settings.PUSH_TEST_SINK, settings.PUSH_CONTACT = f"127.0.0.1:{port}", "mailto:host@example.org"
    for database in connections.all():
        if database.vendor == "sqlite":  # in a file, as the site has it
            file = Path(os.environ["PORCHLIGHT_DATA_DIR"], f"bench-{database.alias}.sqlite3")
            database.settings_dict["TEST"]["NAME"] = str(file)
    made = setup_databases(verbosity=0, interactive=False, aliases=list(connections))
    try:
        person = make_person()
        turn_on_device(person, port)
        workers = WORKERS[connection.vendor]
        return {
            "database": connection.vendor,
            "workers": workers,
            "sends": [measured(person, workers) for _ in range(RUNS)],
            "without_a_database_a_second": posts_alone(port),
            "load_average": round(os.getloadavg()[0], 1),
            "cores": os.cpu_count(),
        }
    finally:
        connections.close_all()
        teardown_databases(made, verbosity=0)


def subscription(port: int) -> Any:
    from cryptography.hazmat.primitives.asymmetric import ec

    from porchlight.outbox.push.devices import Subscription
    from porchlight.outbox.push.encryption import CURVE, DeviceKeys, point_of

    public = point_of(ec.generate_private_key(CURVE).public_key())
    keys = DeviceKeys(public, bytes(16))
    return Subscription(f"http://127.0.0.1:{port}/push/one", keys, "https://porch.example/")


def turn_on_device(person: Any, port: int) -> None:
    from django.contrib.auth import SESSION_KEY

    from porchlight.outbox.push.devices import turn_on
    from porchlight.people.models import Visit
    from porchlight.people.sessions.store import SessionStore

    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store.save()
    turn_on(person, Visit.objects.get(), subscription(port))


def measured(person: Any, workers: int) -> dict[str, int]:
    """Messages a second, by the clock and by the worker's own processor time."""
    fill(person, SENT)
    before = os.times()
    seconds = seconds_of(push_all, workers)
    after = os.times()
    used = after.children_user + after.children_system
    used -= before.children_user + before.children_system
    return {"a_second": round(SENT / seconds), "a_processor_second": round(SENT / used)}


def push_all(ready: Any) -> None:
    from porchlight.circles.access import own
    from porchlight.circles.push_devices import devices_of
    from porchlight.outbox.kinds import MessageKind, Outgoing
    from porchlight.outbox.push.notice import words_in
    from porchlight.outbox.sending import send_due
    from porchlight.schedule import Lane

    def prepare(message: Any, at: Any) -> Outgoing:
        decision = own(message.person, at)
        return Outgoing(decision, words_in("en"), "en", devices_of(decision, at))

    kinds = {"note": MessageKind("note", prepare, channel().deliver)}
    stop = Event()
    ready.wait()
    while send_due(kinds, Lane.NOW, lambda: _later(NOW), stop):
        pass


def _later(now: Any) -> Any:
    """The visit of the device runs by the real clock."""
    from django.utils import timezone

    return max(now, timezone.now())


def channel() -> Any:
    from datetime import timedelta

    from porchlight.outbox.push.channel import PushChannel

    return PushChannel(timedelta(minutes=10), "high")


def posts_alone(port: int) -> int:
    """Worded, encrypted, signed and posted over one connection, with no database."""
    from types import SimpleNamespace
    from uuid import uuid4

    from django.utils import timezone

    from porchlight.outbox.push.devices import DeviceAddress
    from porchlight.outbox.push.notice import words_in

    device = DeviceAddress(uuid4(), subscription(port))
    decision = SimpleNamespace(at=timezone.now())
    pushed = channel()
    start = time.perf_counter()
    for number in range(SENT):
        words = words_in("en")
        outgoing = SimpleNamespace(decision=decision, words=words, language="en", devices=(device,))
        pushed.deliver(f"{number:064x}", outgoing)
    return round(SENT / (time.perf_counter() - start))


if __name__ == "__main__":
    main()
