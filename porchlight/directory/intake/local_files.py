"""Files on this machine as the bytes of one feed: one file as it is, several as one zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from porchlight.directory.formats.containers.zip_files import LONG_AGO
from porchlight.directory.formats.refused import MAX_BYTES, FeedRefused

MOST_FILES = 500
TOO_MUCH = f"Together the files are larger than {MAX_BYTES // 2**20} MB. Split them."


def read_files(names: Sequence[str]) -> bytes:
    """The feed in one file; or in several files or a folder, as a zip without compression.

    Never more than the largest feed and a byte, which the reader refuses with its own words.
    Raises OSError for a path that cannot be read, FeedRefused for too many files.
    """
    if len(names) == 1 and not Path(names[0]).is_dir():
        return _start_of(Path(names[0]), MAX_BYTES + 1)
    files = sorted(_files(Path(name) for name in names))
    if not files:
        raise FeedRefused("There is no file in this folder.")
    if len(files) > MOST_FILES:
        raise FeedRefused(f"There are {len(files):,} files; {MOST_FILES} is the most.")
    return _zip(files)


def _files(paths: Iterable[Path]) -> Iterable[tuple[str, Path]]:
    """Every file and its name in the zip. What is hidden or links elsewhere is passed by."""
    for path in paths:
        if not path.is_dir():
            yield path.name, path
            continue
        for inner in path.rglob("*"):
            name = inner.relative_to(path)
            hidden = any(part.startswith(".") for part in name.parts)
            if inner.is_file() and not inner.is_symlink() and not hidden:
                yield name.as_posix(), inner


def _zip(files: Iterable[tuple[str, Path]]) -> bytes:
    left = MAX_BYTES
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as bundle:
        for number, (name, path) in enumerate(files):
            if name in bundle.NameToInfo:  # two folders, and a file called the same in both
                name = f"{number}-{name}"
            content = _start_of(path, left + 1)
            left -= len(content)
            if left < 0:
                raise FeedRefused(TOO_MUCH)
            bundle.writestr(zipfile.ZipInfo(name, LONG_AGO), content)
    return buffer.getvalue()


def _start_of(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)
