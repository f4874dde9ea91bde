"""Three web processes and a worker on one data folder: each sees an edit, and none falters."""

from __future__ import annotations

import json
import os
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.directory.made_up import online
from tests.server import Server, Visitor, set_up_community

pytestmark = [pytest.mark.server, pytest.mark.faults, pytest.mark.thorough]

# Two seconds on a machine with a core to spare; a busy one gets more before this is a fault.
SEEN_WITHIN = float(os.environ.get("PORCHLIGHT_SEEN_WITHIN", "20"))
EDITS = 10
PAGE = "/meet/soon/?online=only&hours=168"


@pytest.fixture
def visitors(tmp_path: Path) -> Iterator[tuple[Server, list[Visitor]]]:
    """One person, signed in, at each of three web processes."""
    first = Server(tmp_path / "site")
    first.folder.mkdir()
    others = [Server(first.folder, wsgi="porchlight.wsgi:application") for _ in range(2)]
    try:
        first.start()
        visitor = set_up_community(first)
        for other in others:
            other.start()
        yield first, [visitor, *(Visitor(one.port, cookies=visitor.cookies) for one in others)]
    finally:
        for server in (*others, first):
            server.stop()


def publish(server: Server, name: str) -> float:
    """Take in a feed of one meeting under this name; when that was done."""
    rows = [online(slug="one", name=name, day=day, timezone="America/Chicago") for day in (0, 3)]
    feed = server.folder / "feed.json"
    feed.write_text(json.dumps([row | {"slug": f"one-{n}"} for n, row in enumerate(rows)]))
    server.command("import", "meeting-guide", str(feed), "--source", "made-up")
    return time.monotonic()


def seen_by(visitor: Visitor) -> set[str]:
    answer = visitor.get(PAGE)
    assert answer.status == 200, answer.text
    return set(re.findall(r"Edition \d+", answer.text))


def seconds_until_all_see(visitors: list[Visitor], name: str, since: float) -> float:
    waiting = list(visitors)
    while waiting:
        waiting = [one for one in waiting if seen_by(one) != {name}]
        assert time.monotonic() - since < SEEN_WITHIN, f"{name} is not seen by all"
    return time.monotonic() - since


def test_an_edit_is_seen_by_every_web_process(
    visitors: tuple[Server, list[Visitor]], record_property: pytest.RecordProperty
) -> None:
    server, everybody = visitors
    took = []
    for number in range(EDITS):
        since = publish(server, f"Edition {number}")
        took.append(seconds_until_all_see(everybody, f"Edition {number}", since))
    record_property("seconds_until_seen", took)
    print("seconds until all three saw it:", [round(one, 2) for one in took])


def test_nobody_gets_an_error_or_half_of_an_edit_while_files_are_swapped(
    visitors: tuple[Server, list[Visitor]],
) -> None:
    server, everybody = visitors
    publish(server, "Edition 0")
    stop, pages = threading.Event(), list[set[str]]()

    def look(visitor: Visitor) -> None:
        while not stop.is_set():
            pages.append(seen_by(visitor))

    threads = [threading.Thread(target=look, args=(visitor,)) for visitor in everybody]
    for thread in threads:
        thread.start()
    for number in range(1, EDITS):
        publish(server, f"Edition {number}")
        # Every third time somebody takes the files away as well.
        if number % 3 == 0:
            for path in (server.data / "finder").glob("*.index"):
                path.unlink(missing_ok=True)
    stop.set()
    for thread in threads:
        thread.join()
    assert all(len(page) <= 1 for page in pages), "two editions on one page"
    assert len(pages) > EDITS
    assert "Traceback" not in server.log()
    last = f"Edition {EDITS - 1}"
    seconds_until_all_see(everybody, last, time.monotonic())
