"""A file of columns, one after the other, that every process maps and reads in place.

A header (what it is, which form, how long, a checksum of the rest), a description in JSON (facts,
and where each column lies), then the columns, each at a multiple of 64 bytes. A file is written
beside its place, forced to disk and then put there in one step, so that whoever opens it finds all
of it; who has the old one mapped keeps it. Nothing in it is not also in the database.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

HEADER = struct.Struct("<16sIIQQ")  # magic, form, checksum, bytes of the description, of the file
STEP = 64

Array = NDArray[Any]


class FileFormat(NamedTuple):
    """What a file holds: 16 bytes that name it, and a number that is raised whenever its columns
    change their meaning, so that an older file is built anew."""

    magic: bytes
    form: int


FINDER = FileFormat(b"PORCHLIGHTFINDER", 3)


class Unusable(Exception):
    """The file is not one that can be read here. Says why; it has to be built anew."""


class OtherForm(Unusable):
    """It is of another kind, or of an older or a newer form."""


class Content(NamedTuple):
    facts: dict[str, Any]
    columns: dict[str, Array]


def save(
    path: Path, facts: Mapping[str, Any], columns: Mapping[str, Array], kind: FileFormat = FINDER
) -> None:
    """Put the file in its place, whole. Raises OSError, and leaves what was there, when it cannot
    be written."""
    beside = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        with beside.open("xb") as file:
            for part in _parts(facts, columns, kind):
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
    _settle(path.parent)


def open_mapped(path: Path, kind: FileFormat = FINDER) -> Content:
    """What the file says, its columns read-only where they lie. Raises Unusable."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
    except OSError as error:
        raise Unusable(f"it cannot be opened ({error.strerror})") from None
    if size < HEADER.size:
        raise Unusable("it is too short")
    magic, form, checksum, described, length = HEADER.unpack_from(whole)
    if (magic, form) != kind:
        raise OtherForm("it is of another kind or form")
    if length != size:
        raise Unusable(f"it should have {length} bytes and has {size}")
    if zlib.crc32(memoryview(whole)[HEADER.size :]) != checksum:
        raise Unusable("its checksum is wrong")
    description = json.loads(whole[HEADER.size : HEADER.size + described])
    columns = {
        name: np.frombuffer(whole, np.dtype(cells), count, at)
        for name, (cells, at, count) in description["columns"].items()
    }
    return Content(description["facts"], columns)


def _parts(
    facts: Mapping[str, Any], columns: Mapping[str, Array], kind: FileFormat
) -> Iterator[bytes | memoryview]:
    """Header, description, columns with what fills the steps between them."""
    flat = {name: np.ascontiguousarray(column).reshape(-1) for name, column in columns.items()}
    described, length = _description(facts, flat)
    rest: list[bytes | memoryview] = [described]
    at = HEADER.size + len(described)
    for column in flat.values():
        rest.append(bytes(-at % STEP))
        rest.append(column.data.cast("B") if len(column) else b"")
        at += -at % STEP + column.nbytes
    checksum = 0
    for part in rest:
        checksum = zlib.crc32(part, checksum)
    yield HEADER.pack(*kind, checksum, len(described), length)
    yield from rest


def _description(facts: Mapping[str, Any], columns: Mapping[str, Array]) -> tuple[bytes, int]:
    """The description, and the length of the file. Where columns lie depends on how long the
    description is, so that is rounded up."""
    sizes = sum(len(name) + 60 for name in columns)
    room = -(-(len(json.dumps(facts)) + sizes + 100) // STEP) * STEP
    at, places = HEADER.size + room, {}
    for name, column in columns.items():
        at += -at % STEP
        places[name] = (column.dtype.str, at, len(column))
        at += column.nbytes
    text = json.dumps({"facts": facts, "columns": places}).encode()
    return text.ljust(room), at


def _settle(folder: Path) -> None:
    """Have the folder itself on disk, where the system lets one."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
