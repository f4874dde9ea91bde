"""The file that gives way when the disk is full."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import OperationalError

from porchlight import room


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(room, "SIZE", 4 << 20)
    monkeypatch.setattr(room, "BESIDE", 1 << 20)
    return tmp_path


def test_it_is_made_once_and_takes_its_size_on_the_disk(folder):
    assert room.keep()
    made = room.file().stat()
    assert made.st_blocks * 512 >= room.SIZE
    assert made.st_mode & 0o077 == 0
    assert room.keep()
    assert room.file().stat().st_mtime_ns == made.st_mtime_ns
    assert [path.name for path in folder.iterdir()] == ["ballast"]


def test_given_up_it_is_gone_until_it_is_made_again():
    room.keep()
    assert room.give_up()
    assert not room.is_kept()
    assert not room.give_up()
    assert room.keep()
    assert room.is_kept()


@pytest.fixture
def little_disk(monkeypatch):
    usage = SimpleNamespace(free=room.SIZE + room.BESIDE - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)


def test_a_disk_with_little_room_is_left_alone(little_disk, folder):
    assert not room.keep()
    assert list(folder.iterdir()) == []


@pytest.mark.django_db(databases="__all__")
def test_a_request_makes_no_room_and_is_taken_while_there_could_be_some(client_of, ana, folder):
    typed = {"key": str(uuid4()), "name": "Rosa", "near": "inner"}
    assert client_of(ana).post("/people/add/", typed).status_code == 303
    assert list(folder.glob("ballast*")) == []


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize(("is_kept", "status"), [(True, 303), (False, 503)])
def test_with_little_disk_a_request_is_taken_while_the_room_is_kept(
    client_of, ana, little_disk, is_kept, status
):
    if is_kept:
        room.file().touch()
    typed = {"key": str(uuid4()), "name": "Rosa", "near": "inner"}
    assert client_of(ana).post("/people/add/", typed).status_code == status


def test_a_disk_that_fills_up_meanwhile_is_left_as_it_was(monkeypatch, folder):
    def full(descriptor: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "write", full)
    assert not room.keep()
    assert list(folder.iterdir()) == []


def test_what_a_killed_process_began_is_made_anew(folder):
    part = folder / "ballast.part"
    part.write_bytes(b"a process was at it")
    assert room.keep()
    assert not part.exists()
    assert room.file().stat().st_size == room.SIZE


def test_whoever_comes_while_another_makes_it_waits_for_it(folder):
    part = folder / "ballast.part"
    with part.open("wb") as held, ThreadPoolExecutor(1) as threads:
        fcntl.flock(held, fcntl.LOCK_EX)
        waiting = threads.submit(room.keep)
        with pytest.raises(TimeoutError):
            waiting.result(timeout=0.2)
        part.rename(room.file())
        fcntl.flock(held, fcntl.LOCK_UN)
        assert waiting.result(timeout=10)
    assert not part.exists()


def test_of_many_at_once_one_makes_it_and_nobody_is_refused(monkeypatch, folder):
    made, fsync = [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: (made.append(1), fsync(descriptor)))
    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(lambda _: room.keep(), range(8)))
    assert len(made) == 1
    assert [path.name for path in folder.iterdir()] == ["ballast"]


def test_whoever_waited_for_one_that_found_no_room_finds_none(folder):
    part = folder / "ballast.part"
    with part.open("wb") as held, ThreadPoolExecutor(1) as threads:
        fcntl.flock(held, fcntl.LOCK_EX)
        waiting = threads.submit(room.keep)
        with pytest.raises(TimeoutError):
            waiting.result(timeout=0.2)
        part.unlink()
        fcntl.flock(held, fcntl.LOCK_UN)
        assert not waiting.result(timeout=10)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("trouble", "is_so"),
    [
        (OSError(errno.ENOSPC, "full"), True),
        (OSError(errno.EDQUOT, "quota"), True),
        (OSError(errno.ENOENT, "gone"), False),
        (OperationalError("database or disk is full"), True),
        (OperationalError('could not extend file "base/1": No space left on device'), True),
        (OperationalError("database is locked"), False),
        (ValueError("disk is full"), False),
    ],
)
def test_what_says_that_there_is_no_room(trouble, is_so):
    assert room.has_no_room(trouble) is is_so
