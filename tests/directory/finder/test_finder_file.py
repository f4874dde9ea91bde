"""The finder's files: swapped whole, never trusted blindly, and done without when they must be."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.db import OperationalError

from porchlight.directory.finder import mapped_file, store
from porchlight.directory.finder import search as finder
from porchlight.directory.finder.build import fill
from porchlight.directory.finder.mapped_file import Unusable, open_mapped, save
from porchlight.directory.finder.query import FindQuery
from porchlight.directory.finder.store import Shelf
from porchlight.directory.models import Service, Source
from porchlight.directory.models.versions import mark_changed
from tests.directory.finder.test_finder import chicago
from tests.directory.listings import make_meeting

MONDAY = chicago("2026-06-08T18:00")
NOW = datetime.fromisoformat("2026-11-18T18:30+00:00")
ROOM = 400_000  # numbers in a file: enough that it is not written at one blow
KILLS, SWAPS = 10, 50


@pytest.fixture(autouse=True)
def _look_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LOOK_EVERY_SECONDS", 0.0)


def names() -> list[str]:
    return [row.name for row in finder.find(FindQuery(hours=24), MONDAY)]


def names_on(kept: Shelf) -> list[str]:
    """What another process would answer."""
    found = [index.search(FindQuery(hours=24), MONDAY) for index in kept.indexes()]
    return sorted(row.name for one in found for row in one.occurrences)


def rename(service: Service, name: str) -> None:
    Service.objects.filter(pk=service.pk).update(name=name)
    mark_changed([service.pk])


@contextmanager
def another_keeps() -> Iterator[None]:
    """The lock is somebody else's, so this process makes no files."""
    with store.the_lock() as is_mine:
        assert is_mine
        yield


def base() -> Path:
    (found,) = store.folder().glob("base-*.index")
    return found


def test_an_edit_goes_beside_the_base_and_many_make_a_new_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = make_meeting(name="first", key="a"), make_meeting(name="second", key="b")
    assert names() == ["first", "second"]
    was = base()
    rename(second, "other")
    assert names() == ["first", "other"]
    assert base() == was
    monkeypatch.setattr(store, "FEW", 1)
    rename(first, "new")
    assert names() == ["new", "other"]
    assert base() != was


def test_what_is_removed_or_added_is_seen_beside_the_base() -> None:
    gone = make_meeting(name="gone", key="a")
    make_meeting(name="stays", key="b")
    assert names() == ["gone", "stays"]
    was = base()
    gone.status, gone.removed_at = "removed", NOW
    gone.save()
    added = make_meeting(name="added", key="c")
    mark_changed([gone.pk, added.pk])
    assert names() == ["stays", "added"]
    assert base() == was


def test_pages_of_both_together_are_pieces_of_the_whole() -> None:
    meetings = [make_meeting(name=f"m{n}", key=f"{n:02}") for n in range(9)]
    assert len(names()) == 9
    for meeting in meetings[::3]:
        rename(meeting, f"{meeting.name} changed")
    whole = finder.search(FindQuery(hours=24), MONDAY)
    assert [row.key for row in whole.occurrences] == [f"{n:02}" for n in range(9)]
    page = finder.search(FindQuery(hours=24, skip=2, limit=4), MONDAY)
    assert (page.total, page.occurrences) == (9, whole.occurrences[2:6])


def test_a_source_that_is_deleted_takes_its_listings_along() -> None:
    make_meeting(name="first")
    assert names() == ["first"]
    Service.objects.all().delete()
    Source.objects.all().delete()
    assert names() == []


def test_another_process_answers_from_the_same_files() -> None:
    meeting = make_meeting(name="first")
    assert names() == ["first"]
    other = Shelf()
    with another_keeps():
        assert names_on(other) == ["first"]
    rename(meeting, "second")
    assert names() == ["second"]
    with another_keeps():
        assert names_on(other) == ["second"]


def spoil(path: Path, change: Callable[[bytearray], bytearray | bytes]) -> None:
    content = bytearray(path.read_bytes())
    path.unlink()  # who has it mapped keeps it
    path.write_bytes(change(content))


def turned(at: int) -> Callable[[bytearray], bytearray]:
    def turn(content: bytearray) -> bytearray:
        content[at] ^= 0x40
        return content

    return turn


SPOILS: dict[str, Callable[[bytearray], bytearray | bytes]] = {
    "cut short": lambda content: content[: len(content) // 2],
    "empty": lambda content: b"",
    "a few bytes": lambda content: content[:10],
    "a byte turned at the end": turned(-1),
    "a byte turned in the middle": turned(300),
    "of an older form": lambda content: content[:16] + b"\x00" + content[17:],
    "of another kind": lambda content: b"SQLite format 3\x00" + content[16:],
    "longer than it says": lambda content: content + b"more",
}


@pytest.mark.parametrize("how", SPOILS)
@pytest.mark.parametrize("which", ["head", "base"])
def test_a_file_that_cannot_be_used_is_built_anew(
    how: str, which: str, caplog: pytest.LogCaptureFixture
) -> None:
    make_meeting(name="first")
    assert names() == ["first"]
    spoil(store.head_file() if which == "head" else base(), SPOILS[how])
    assert names_on(Shelf()) == ["first"]
    assert "built anew" in caplog.text
    caplog.clear()
    assert names_on(Shelf()) == ["first"]
    assert not caplog.text  # and it was


def test_a_file_of_a_newer_form_is_left_to_who_made_it(caplog: pytest.LogCaptureFixture) -> None:
    make_meeting(name="first")
    assert names() == ["first"]
    spoil(store.head_file(), lambda content: content[:16] + b"\x09" + content[17:])
    with another_keeps():
        kept = Shelf()
        kept.take_saved(is_mine=False)
    assert "another kind or form" in caplog.text
    assert store.head_file().exists()


def test_a_database_that_does_not_answer_leaves_the_answers_as_they_were(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise OperationalError("the disk is on holiday")

    make_meeting(name="first")
    assert names() == ["first"]
    monkeypatch.setattr(store, "sources_now", broken)
    assert names() == ["first"]
    assert "could not look for changes" in caplog.text
    with pytest.raises(OperationalError):
        names_on(Shelf())


@pytest.mark.parametrize("what", ["head", "base", "folder"])
def test_what_is_taken_away_is_made_again(what: str) -> None:
    make_meeting(name="first")
    assert names() == ["first"]
    for path in list(store.folder().iterdir()):
        if what == "folder" or path.name.startswith(what):
            path.unlink()
    if what == "folder":
        store.folder().rmdir()
    assert names() == ["first"]
    assert names_on(Shelf()) == ["first"]
    assert store.head_file().exists()


def test_a_file_of_another_database_is_not_used(caplog: pytest.LogCaptureFixture) -> None:
    make_meeting(name="first")
    assert names() == ["first"]
    facts, columns = open_mapped(store.head_file())
    save(store.head_file(), {**facts, "database": "elsewhere"}, columns)
    assert names_on(Shelf()) == ["first"]
    assert "another database" in caplog.text


def test_a_full_disk_keeps_nobody_from_an_answer(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    meeting = make_meeting(name="first")
    assert names() == ["first"]
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        rename(meeting, "second")
        assert names() == ["second"]
        assert "No space left" in caplog.text
        assert len(list(store.folder().glob(".*"))) == 0
        assert names_on_files() == ["first"]
        rename(meeting, "third")
        assert names() == ["third"]
    monkeypatch.setattr(finder.shelf, "_save_again", 0.0)
    assert names() == ["third"]
    assert names_on_files() == ["third"]


def names_on_files() -> list[str]:
    with another_keeps():
        return names_on(Shelf())


def test_a_folder_that_cannot_be_made_means_answers_from_memory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr(store, "folder", lambda: tmp_path / "file" / "finder")
    make_meeting(name="first")
    assert names() == ["first"]


def test_who_waits_for_a_file_that_does_not_come_answers_from_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(store, "WAIT_SECONDS", 0.2)
    make_meeting(name="first")
    with another_keeps():
        assert names_on(Shelf()) == ["first"]


def test_a_source_read_again_without_a_change_makes_its_rows_fresh(now: datetime) -> None:
    make_meeting(name="first", last_seen_on=now.date() - timedelta(days=20))
    found = finder.find(FindQuery(hours=24 * 7), now)
    assert [row.is_stale for row in found] == [True]
    Source.objects.update(last_good_at=now)
    Service.objects.update(last_seen_on=now.date())  # as a reading does, without a new version
    found = finder.find(FindQuery(hours=24 * 7), now)
    assert [row.is_stale for row in found] == [False]


def test_dated_starts_before_and_beyond_the_horizon_are_computed(now: datetime) -> None:
    from tests.directory.listings import make_dated

    make_dated(make_meeting((), kind="event"), "2020-01-05", "10:00", "FREQ=YEARLY")
    for year in (2021, 2026, 2027, 2031):
        (row,) = finder.find(FindQuery(hours=24 * 20), chicago(f"{year}-01-01T00:00"))
        assert row.starts_at.isoformat() == f"{year}-01-05T10:00:00-06:00"


# --- Swapped while others read -------------------------------------------------------------------


def content(number: int) -> dict[str, Any]:
    return {"numbers": np.full(ROOM, number)}


def read_while(write: Callable[[Path, int], None], path: Path) -> tuple[list[str], set[int]]:
    """Read as fast as one can while another thread writes; what went wrong, and what was read."""
    faults, seen, done = list[str](), set[int](), threading.Event()

    def swap() -> None:
        for number in range(1, SWAPS + 1):
            write(path, number)
        done.set()

    save(path, {"number": 0}, content(0))
    thread = threading.Thread(target=swap)
    thread.start()
    while not done.is_set():
        try:
            facts, columns = open_mapped(path)
        except Unusable as fault:
            faults.append(str(fault))
            continue
        if not (columns["numbers"] == facts["number"]).all():
            faults.append("a piece of another")
        seen.add(facts["number"])
    thread.join()
    return faults, seen


def test_a_file_swapped_under_load_is_always_whole(tmp_path: Path) -> None:
    faults, seen = read_while(
        lambda path, number: save(path, {"number": number}, content(number)), tmp_path / "file"
    )
    assert faults == []
    assert len(seen) > 3


def test_a_file_written_in_place_is_caught(tmp_path: Path) -> None:
    """The control: what the test above would find if the swap were not one step."""

    def write_in_place(path: Path, number: int) -> None:
        aside = path.with_name("aside")
        save(aside, {"number": number}, content(number))
        whole = aside.read_bytes()
        path.unlink()  # a mapped file that shrinks would end this very process
        with path.open("wb") as file:
            for at in range(0, len(whole), len(whole) // 8):
                file.write(whole[at : at + len(whole) // 8])
                file.flush()
                time.sleep(0.001)

    faults, _seen = read_while(write_in_place, tmp_path / "file")
    assert faults


WRITER = """
import sys
from pathlib import Path
import numpy as np
from porchlight.directory.finder.mapped_file import save
for number in range(1_000_000):
    save(Path(sys.argv[1]), {"number": number}, {"numbers": np.full(400_000, number)})
    print(number, flush=True)
"""


def test_a_process_killed_while_it_saves_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for kill in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(Path(mapped_file.__file__).parents[3])},
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.002 * kill)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        facts, columns = open_mapped(path)
        assert (columns["numbers"] == facts["number"]).all()


def test_a_base_put_back_together_says_the_same() -> None:
    from porchlight.directory.finder.columns import Columns

    make_meeting(name="Café")
    columns = fill(NOW)
    again = Columns.of(columns.facts, columns.arrays())
    for name, column in columns.arrays().items():
        assert again.arrays()[name].tobytes() == column.tobytes(), name  # NaN is itself here
