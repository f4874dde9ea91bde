"""Several files that arrive as one zip: measured while they are unpacked, never believed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from porchlight.directory.formats.feed_file import MAX_BYTES, FeedRefused

MAX_UNPACKED = 256 * 1024 * 1024
MOST_FILES = 1_000
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
