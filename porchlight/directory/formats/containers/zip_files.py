"""Several files as one zip: written as it grows; measured while it is unpacked, never believed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from porchlight.directory.formats.refused import MAX_BYTES, FeedRefused

MAX_UNPACKED = 256 * 1024 * 1024
MOST_FILES = 1_000
# The same files make the same bytes on every day.
LONG_AGO = (1980, 1, 1, 0, 0, 0)
UNPACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
BROKEN_IN_SOME_WAY = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(ValueError, LookupError, RuntimeError),
)
BROKEN = "The zip file is broken: {}. Nothing was changed. Make it again, or send it again."
TOO_MUCH = "The zip file holds more than 256 MB or a thousand files. Split it."


def is_zip(content: bytes) -> bool:
    return content[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def files_in(content: bytes) -> dict[str, bytes]:
    """Every file of a zip by its path inside, folders left out. Raises FeedRefused.

    The size a zip states about itself is checked first and then holds: no file is unpacked beyond
    it, so a bomb is refused or cut short of going off.
    """
    if len(content) > MAX_BYTES:
        raise FeedRefused("The file is larger than 64 MB. Split it, or ask for a smaller export.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = [
                entry
                for entry in packed.infolist()
                if entry.filename and not entry.filename.endswith("/")
            ]
            _refuse_bombs_and_locks(entries)
            return {entry.filename: packed.read(entry) for entry in entries}
    except BROKEN_IN_SOME_WAY as fault:
        raise FeedRefused(BROKEN.format(str(fault)[:100] or "it ends too early")) from None


def _refuse_bombs_and_locks(entries: list[zipfile.ZipInfo]) -> None:
    size = sum(max(0, entry.file_size) for entry in entries)
    if size > MAX_UNPACKED or len(entries) > MOST_FILES:
        raise FeedRefused(TOO_MUCH)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise FeedRefused("The zip file asks for a password. Make it again without one.")
    if any(entry.compress_type not in UNPACKED for entry in entries):
        raise FeedRefused("The zip file is packed in an unusual way. Make it again as plain zip.")


def zip_of(files: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """A zip of named files, each in pieces, as it grows: nothing of it is kept in memory."""
    grown = _Grown()
    with zipfile.ZipFile(grown, "w") as bundle:
        for name, pieces in files:
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with bundle.open(entry, "w") as file:
                for piece in pieces:
                    file.write(piece)
                    yield grown.taken()
    yield grown.taken()


class _Grown(io.RawIOBase):
    """Where the zip is written to: what came since it was last taken."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        self._pieces.append(bytes(piece))  # type: ignore[call-overload]
        return len(self._pieces[-1])

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)
