"""Fetching a feed from the web without being led anywhere else.

Connections go to public addresses only (`porchlight/connecting.py`). Redirects are followed three
times at most, each checked like the first. All of it has 30 seconds.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from porchlight.connecting import (
    Address,
    NoSuchHost,
    NotPublic,
    PacedSocket,
    allowed_address,
    connected,
    is_public,
)
from porchlight.directory.formats.refused import MAX_BYTES, FeedRefused

SECONDS = 30.0
MOST_REDIRECTS = 3
REDIRECTS = (301, 302, 303, 307, 308)
PORTS = {"http": 80, "https": 443}
CHUNK = 64 * 1024
GZIP = 31  # zlib's word for a gzip header and the largest window
HEADERS = {
    "User-Agent": "Porchlight",
    "Accept": "application/json, */*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
# What a server may call a version of its feed; anything else is not said back to it.
ETAG = re.compile(r"[!-~]{1,255}")
DATE = re.compile(r"[ -~]{1,64}")
SLOW = "The feed's server took longer than 30 seconds. Try again later."


@dataclass(frozen=True)
class Limits:
    """What a fetch may do. Only tests, whose servers live on this machine, change the rule."""

    is_allowed: Callable[[Address], bool]
    seconds: float = SECONDS
    max_bytes: int = MAX_BYTES
    tls: ssl.SSLContext | None = None


@dataclass(frozen=True)
class Marks:
    """What a server called the version of a feed it sent: its ETag and its Last-Modified."""

    etag: str = ""
    modified: str = ""

    def as_questions(self) -> dict[str, str]:
        """The headers that ask for a newer version only. Empty: whatever there is."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: mark for name, mark in asked.items() if mark}


NO_MARKS = Marks()


@dataclass(frozen=True)
class Fetched:
    """A feed as it came; `content` is None when the server says it is still what it was."""

    content: bytes | None
    marks: Marks = NO_MARKS


def fetch(url: str, marks: Marks = NO_MARKS, *, limits: Limits = Limits(is_public)) -> Fetched:
    """The feed behind an http or https address, or word that it is still the one with `marks`.

    Raises FeedRefused with words for a person.
    """
    deadline = time.monotonic() + limits.seconds
    for _hop in range(MOST_REDIRECTS + 1):
        parts = checked_url(url)
        answer = _answer(parts, marks, limits, deadline)
        if isinstance(answer, Fetched):
            return answer
        moved_to = _led_to(url, answer.to)
        if parts.scheme == "https" and urlsplit(moved_to).scheme == "http":
            raise FeedRefused("The address leads from https to http, which anybody could change.")
        url = moved_to
    raise FeedRefused(f"The address leads on more than {MOST_REDIRECTS} times.")


@dataclass(frozen=True)
class _Moved:
    to: str


def _answer(parts: SplitResult, marks: Marks, limits: Limits, deadline: float) -> Fetched | _Moved:
    try:
        return _ask(parts, marks, limits, deadline)
    except FeedRefused:
        raise
    except NotPublic as fault:
        raise FeedRefused(
            f"{fault.host} leads to {fault.address}, which is not a public address. Feeds are"
            " fetched from the open internet only; save the feed to a file and import the file."
        ) from None
    except NoSuchHost as fault:
        words = f"There is no host called {fault.host}. Check the address."
        raise FeedRefused(words) from None
    except ssl.SSLCertVerificationError as fault:
        words = f"{parts.hostname} does not prove who it is ({fault.verify_message})."
        raise FeedRefused(f"{words} Ask its owner to renew the certificate.") from None
    except TimeoutError:
        raise FeedRefused(SLOW) from None
    except (OSError, http.client.HTTPException, zlib.error) as fault:
        raise FeedRefused(f"{parts.hostname} could not be read: {fault or 'no answer'}.") from None


def _led_to(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        raise FeedRefused("The address leads on to one that cannot be read.") from None


def checked_url(url: str) -> SplitResult:
    """An address taken apart. Raises FeedRefused for one that nothing is fetched from."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise FeedRefused(
            "The address cannot be read. Write it like https://example.org/feed."
        ) from None
    if parts.scheme not in PORTS:
        raise FeedRefused("Only addresses that begin with http:// or https:// are fetched.")
    if not parts.hostname or port == 0:
        raise FeedRefused("The address names no host. Write it like https://example.org/feed.")
    if parts.username or parts.password:
        raise FeedRefused("The address holds a name or passphrase. Leave it out.")
    return parts


def _ask(parts: SplitResult, marks: Marks, limits: Limits, deadline: float) -> Fetched | _Moved:
    host, port = str(parts.hostname), parts.port or PORTS[parts.scheme]
    address = allowed_address(host, port, limits.is_allowed, deadline)
    with connected(address, port, deadline) as plain:
        sock: socket.socket = plain
        if parts.scheme == "https":
            sock = (limits.tls or ssl.create_default_context()).wrap_socket(
                plain, server_hostname=host
            )
        with sock:
            connection = http.client.HTTPConnection(host, port)
            connection.default_port = PORTS[parts.scheme]
            connection.sock = PacedSocket(sock, deadline)
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = HEADERS | marks.as_questions()
            connection.request("GET", _ascii(target), headers=headers)
            return _read(connection.getresponse(), marks, limits.max_bytes)


def _read(response: http.client.HTTPResponse, asked: Marks, max_bytes: int) -> Fetched | _Moved:
    where = response.getheader("Location")
    if response.status in REDIRECTS and where:
        return _Moved(where)
    if response.status == 304 and asked != NO_MARKS:
        return Fetched(None, asked)
    if response.status != 200:
        words = f"The feed's server answered {response.status} {response.reason}."
        raise FeedRefused(f"{words} Check the address, and whether the feed is open to all.")
    return Fetched(_unpacked(response, max_bytes), _marks(response))


def _marks(response: http.client.HTTPResponse) -> Marks:
    etag = (response.getheader("ETag") or "").strip()
    modified = (response.getheader("Last-Modified") or "").strip()
    return Marks(etag if ETAG.fullmatch(etag) else "", modified if DATE.fullmatch(modified) else "")


def _unpacked(response: http.client.HTTPResponse, max_bytes: int) -> bytes:
    packed = (response.getheader("Content-Encoding") or "").strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip"):
        raise FeedRefused(f'The feed came packed as "{packed}", which was not asked for.')
    unpack = zlib.decompressobj(GZIP) if "gzip" in packed else None
    content = bytearray()
    while chunk := response.read(CHUNK):
        while chunk:
            if unpack and unpack.eof:
                # Another member follows, or the zeros that fill the last block.
                chunk = chunk.lstrip(b"\0")
                if not chunk:
                    break
                unpack = zlib.decompressobj(GZIP)
            content += unpack.decompress(chunk, CHUNK) if unpack else chunk
            chunk = (unpack.unconsumed_tail or unpack.unused_data) if unpack else b""
            if len(content) > max_bytes:
                raise FeedRefused(f"The feed is larger than {max_bytes // 2**20} MB.")
    if response.length or (unpack and not unpack.eof):
        raise FeedRefused("The feed ended in the middle. Try again later.")
    return bytes(content)


def _ascii(target: str) -> str:
    """A path with letters beyond ASCII or spaces, as browsers send it."""
    return "".join(
        char if 32 < ord(char) < 127 else "".join(f"%{byte:02X}" for byte in char.encode())
        for char in target
    )
