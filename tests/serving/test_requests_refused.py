"""What no page takes is refused before its body is read: with 400, 413 or 431."""

from __future__ import annotations

import os
import time
from contextlib import closing

import pytest

from porchlight.server.requests import MOST_HEADER, most_body
from tests.serving.raw import connect, say, status_of

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
CHUNKED = FORM + b"Transfer-Encoding: chunked\r\n\r\n"


def post(fields: bytes, path: bytes = b"/exit/") -> bytes:
    return b"POST " + path + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + fields


def of_type(content_type: bytes) -> bytes:
    return post(b"Content-Type: " + content_type + b"\r\nContent-Length: 3\r\n\r\na=b")


REFUSED = {
    "a chunk of less than nothing": (400, post(CHUNKED + b"-5\r\nhello\r\n0\r\n\r\n")),
    "a chunk size with a sign": (400, post(CHUNKED + b"+5\r\nhello\r\n0\r\n\r\n")),
    "a chunk size with a prefix": (400, post(CHUNKED + b"0x5\r\nhello\r\n0\r\n\r\n")),
    "a chunk size with an underscore": (400, post(CHUNKED + b"1_0\r\nhello\r\n0\r\n\r\n")),
    "a chunk that does not end": (400, post(CHUNKED + b"5\r\nhelloworld\r\n0\r\n\r\n")),
    "a length of less than nothing": (400, post(FORM + b"Content-Length: -5\r\n\r\n")),
    "a length of thousands of digits": (
        400, post(FORM + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n"),
    ),
    "two lengths": (400, post(FORM + b"Content-Length: 3\r\nContent-Length: 9\r\n\r\na=b")),
    "a length and chunks": (400, post(b"Content-Length: 3\r\n" + CHUNKED + b"0\r\n\r\n")),
    "chunks in chunks": (501, post(FORM + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")),
    "more than any form holds": (
        413, post(FORM + b"Content-Length: %d\r\n\r\n" % most_body()),
    ),
    "200 MiB": (413, post(FORM + b"Content-Length: %d\r\n\r\n" % (200 << 20))),
    "a file": (400, of_type(b"multipart/form-data; boundary=x")),
    "JSON": (400, of_type(b"application/json")),
    "a body of no kind": (400, post(b"Content-Length: 3\r\n\r\na=b")),
    "UTF-7": (400, of_type(b"application/x-www-form-urlencoded; charset=utf-7")),
    "rot13": (400, of_type(b"application/x-www-form-urlencoded; charset=rot13")),
    "zip": (400, of_type(b"application/x-www-form-urlencoded; charset=zlib_codec")),
    "a charset that does not exist": (
        400, of_type(b"application/x-www-form-urlencoded; charset*=nowhere''utf-8"),
    ),
    "a charset twice": (
        400, of_type(b"application/x-www-form-urlencoded; charset=utf-8; charset=utf-7"),
    ),
    "a body to read from": (
        400, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\n" + FORM + b"\r\na=b",
    ),
    "an address that cannot be read": (400, b"GET http://[ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
    "a long header": (431, post(b"X-Long: " + b"x" * MOST_HEADER + b"\r\n\r\n")),
    "a line with a bare line feed": (400, post(b"X: a\nb\r\n\r\n")),
    "no method": (400, b"HTTP/1.1\r\n\r\n"),
}  # fmt: skip
TAKEN = {
    "an empty body": post(b"Content-Length: 0\r\n\r\n"),
    "a form": post(FORM + b"Content-Length: 3\r\n\r\na=b"),
    "a form that says UTF-8": of_type(b"application/x-www-form-urlencoded;charset=UTF-8"),
    'a form that says "UTF-8"': of_type(b'application/x-www-form-urlencoded; charset="utf-8"'),
    "a form in chunks": post(CHUNKED + b"3\r\na=b\r\n0\r\n\r\n"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused(start, what):
    status, words = REFUSED[what]
    assert status_of(say(start().port, words)) == status


@pytest.mark.parametrize("what", TAKEN)
def test_it_is_taken(start, what):
    assert status_of(say(start().port, TAKEN[what])) == 303


def test_a_body_that_never_says_how_long_it_is_stops_at_the_most(start):
    inside = start()
    with closing(connect(inside.port)) as connection:
        connection.sendall(post(CHUNKED))
        chunks = (b"10000\r\n" + b"x" * 0x10000 + b"\r\n") * 400
        with pytest.raises(ConnectionError):
            connection.sendall(chunks)


def test_nothing_of_a_large_body_reaches_the_temporary_folder(start, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = open_files_without_a_name()
    inside = start()
    with closing(connect(inside.port)) as connection:
        connection.sendall(post(FORM + b"Content-Length: %d\r\n\r\n" % (most_body() - 1)))
        connection.sendall(b"a=" + b"x" * (most_body() - 100_000))
        wait_for_body(inside, most_body() - 100_000)
        assert list(tmp_path.iterdir()) == []
        assert open_files_without_a_name() == before


def test_a_continue_is_not_sent_for_a_body_that_is_too_long(start):
    expect = b"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n" % (200 << 20)
    answer = say(start().port, post(FORM + expect))
    assert status_of(answer) == 413


def test_the_control_reads_such_a_body(start):
    """Without the parser of the product, the same words are taken."""
    from waitress.parser import HTTPRequestParser

    from porchlight.server.channel import Channel

    inside = start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Channel, "parser_class", HTTPRequestParser)
        assert status_of(say(inside.port, REFUSED["a file"][1])) == 303


def wait_for_body(inside, n_bytes: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        channels = list(inside.server.active_channels.values())
        if any(c.request and c.request.body_bytes_received >= n_bytes for c in channels):
            return
        time.sleep(0.01)
    raise AssertionError("the body did not come")


def open_files_without_a_name() -> int:
    """Temporary files that were deleted while they are open, as Python makes them."""
    held = 0
    for each in os.scandir("/proc/self/fd"):
        try:
            held += os.readlink(each.path).endswith("(deleted)")
        except OSError:
            continue
    return held
