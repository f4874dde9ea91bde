"""Feeds kept as files in the data folder, plain and compressed, one pair for each version.

A feed of 150,000 rows takes many seconds to make, so it is made once: by whoever asks first, under
a lock that holds for all processes, a piece at a time. Whoever asks meanwhile gets the version
before. A file is whole as soon as it has its name.
"""

from __future__ import annotations

import fcntl
import gzip
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

LEVEL = 6  # once for many
PIECE = 256 * 1024


@dataclass(frozen=True)
class FeedFile:
    """One version of a feed. Its mark, in quotes, is the ETag of the plain file."""

    plain: Path
    mark: str

    @property
    def packed(self) -> Path:
        return self.plain.with_name(f"{self.plain.name}.gz")


def feed_file(name: str, mark: str, write: Callable[[], Iterable[bytes]]) -> FeedFile:
    """The feed `name` in the version of `mark` (as an ETag, in quotes), made when there is none.

    The version before, while another process makes this one. Raises OSError when it cannot be kept.
    """
    folder = _folder()
    wanted = FeedFile(folder / f"{name}.{mark.strip(chr(34))}", mark)
    if _is_whole(wanted):
        return wanted
    before = _newest(folder, name)
    with _lock(folder / f"{name}.lock", wait=before is None) as is_ours:
        if not is_ours and before is not None:
            return before
        if not _is_whole(wanted):
            _make(wanted, write())
            _drop_others(folder, name, wanted)
    return wanted


class Pieces:
    """An open file in pieces. It stays readable when its name goes, and closes when it is read,
    when the answer is, or when nobody holds it any more."""

    def __init__(self, path: Path) -> None:
        self.handle: int | None = os.open(path, os.O_RDONLY)
        self.size = os.fstat(self.handle).st_size

    def __iter__(self) -> Iterator[bytes]:
        while self.handle is not None and (piece := os.read(self.handle, PIECE)):
            yield piece
        self.close()

    def close(self) -> None:
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None

    def __del__(self) -> None:
        self.close()


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / "feeds"
    folder.mkdir(exist_ok=True)
    return folder


def _is_whole(feed: FeedFile) -> bool:
    return feed.plain.exists() and feed.packed.exists()


def _newest(folder: Path, name: str) -> FeedFile | None:
    found = [
        FeedFile(path, f'"{path.name.removeprefix(name + ".")}"')
        for path in folder.glob(f"{name}.*")
        if len(path.name) == len(name) + 33
    ]
    whole = [feed for feed in found if _is_whole(feed)]
    return max(whole, key=lambda feed: feed.plain.stat().st_mtime, default=None)


@contextmanager
def _lock(path: Path, *, wait: bool) -> Iterator[bool]:
    """Whether the lock is ours; with `wait` it is, sooner or later."""
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True


def _make(feed: FeedFile, pieces: Iterable[bytes]) -> None:
    """Both files under names of their own, then under theirs, the plain one last."""
    plain, packed = (Path(f"{path}.part") for path in (feed.plain, feed.packed))
    with plain.open("wb") as out, gzip.GzipFile(packed, "wb", LEVEL, mtime=0) as zipped:
        for piece in pieces:
            out.write(piece)
            zipped.write(piece)
    packed.replace(feed.packed)
    plain.replace(feed.plain)


def _drop_others(folder: Path, name: str, current: FeedFile) -> None:
    for path in folder.glob(f"{name}.*"):
        if path not in (current.plain, current.packed) and path.suffix != ".lock":
            with suppress(FileNotFoundError):
                path.unlink()
