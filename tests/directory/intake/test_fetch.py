"""Fetching goes to public addresses only, to the one that was checked, and not for ever."""

from __future__ import annotations

import gzip
import random
import socket
import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from porchlight.connecting import Address, is_public
from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.intake.fetch import Fetched, Limits, Marks, fetch
from tests.directory.intake.feed_server import FeedServer, running

BODY = b'[{"name": "Made-up"}]'


def is_this_machine(address: Address) -> bool:
    return address == ip_address("127.0.0.1")


HERE = Limits(is_this_machine, seconds=5)
PUBLIC = Limits(is_public)


def content_of(url: str, limits: Limits = PUBLIC) -> bytes | None:
    return fetch(url, limits=limits).content


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedServer]:
    names = {"localhost": ["127.0.0.1"], "two.example": ["127.0.0.1", "10.0.0.7"]}
    _name_server(monkeypatch, names)
    with running() as site:
        yield site


def _name_server(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str]]) -> list[str]:
    """Answer for the names given; the list of names asked for. The rest is asked as usual."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *more: int, **named: int) -> list[tuple[object, ...]]:
        asked.append(host)
        if host not in names:
            return list(real(host, port, *more, **named))
        kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
        return [(*kind, (address, port)) for address in names[host]]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "198.18.0.1",
        "192.0.2.1",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "2001:db8::1",
    ],
)
def test_an_address_that_is_not_public_is_known_in_every_wrapping(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_a_feed_is_fetched_under_porchlights_name(site: FeedServer) -> None:
    assert content_of(site.serve("/feed?key=a%20b", BODY), HERE) == BODY
    ((path, headers),) = site.asked
    assert path == "/feed?key=a%20b"
    assert headers["User-Agent"] == "Porchlight"
    assert headers["Host"] == site.base.removeprefix("http://")
    assert "Cookie" not in headers


def test_letters_beyond_ascii_are_sent_as_browsers_send_them(site: FeedServer) -> None:
    site.serve("/reuni%C3%B3n%20a", BODY)
    assert content_of(f"{site.base}/reunión a", HERE) == BODY


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/feed",
        "http://localhost:9/feed",
        "http://2130706433:9/",
        "http://0x7f.1:9/",
        "http://[::1]:9/",
        "http://[::ffff:127.0.0.1]:9/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
    ],
)
def test_a_private_address_is_refused_before_any_connection(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody_may_connect(*_: object, **__: object) -> None:
        pytest.fail("a connection was opened")

    monkeypatch.setattr(socket, "create_connection", nobody_may_connect)
    with pytest.raises(FeedRefused, match="not a public address"):
        content_of(url)


def test_one_private_address_among_several_refuses_the_host(site: FeedServer) -> None:
    with pytest.raises(FeedRefused, match=r"two\.example leads to 10\.0\.0\.7"):
        content_of("http://two.example/feed", HERE)


def test_the_connection_goes_to_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name server that answers differently the second time is never asked a second time."""
    with running() as site:
        asked = _name_server(monkeypatch, {"feeds.example": ["127.0.0.1"]})
        site.serve("/feed", BODY)
        port = site.base.rpartition(":")[2]
        assert content_of(f"http://feeds.example:{port}/feed", HERE) == BODY
        assert [name for name in asked if name == "feeds.example"] == ["feeds.example"]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("file:///etc/hostname", "begin with http"),
        ("ftp://example.org/feed", "begin with http"),
        ("gopher://example.org", "begin with http"),
        ("http://", "names no host"),
        ("http://example.org:99999/", "cannot be read"),
        ("http://[::1", "cannot be read"),
        ("https://somebody:word@example.org/", "name or passphrase"),
        ("http://nowhere.invalid/feed", "no host called nowhere.invalid"),
        ("http://..../feed", "no host called"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused_with_words(
    url: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _name_server(monkeypatch, {"nowhere.invalid": []})
    with pytest.raises(FeedRefused, match=words):
        content_of(url)


def test_three_redirects_are_followed_and_a_fourth_is_not(site: FeedServer) -> None:
    site.serve("/feed", BODY)
    site.serve("/1", status=302, Location="/feed")
    site.serve("/2", status=301, Location=f"{site.base}/1")
    site.serve("/3", status=307, Location="/2")
    site.serve("/4", status=308, Location="/3")
    assert content_of(f"{site.base}/3", HERE) == BODY
    with pytest.raises(FeedRefused, match="more than 3 times"):
        content_of(f"{site.base}/4", HERE)


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("http://169.254.169.254/", "not a public address"),
        ("http://[::1]:9/", "not a public address"),
        ("file:///etc/hostname", "begin with http"),
        ("http://[bad/x", "leads on to one that cannot be read"),
        ("http://example.org:port/", "The address cannot be read"),
    ],
)
def test_a_redirect_is_checked_like_the_first_address(
    site: FeedServer, to: str, words: str
) -> None:
    with pytest.raises(FeedRefused, match=words):
        content_of(site.serve("/feed", status=302, Location=to), HERE)


@pytest.mark.parametrize("status", [204, 304, 401, 404, 500, 302])
def test_another_status_is_said(site: FeedServer, status: int) -> None:
    with pytest.raises(FeedRefused, match=f"answered {status}"):
        content_of(site.serve("/feed", status=status), HERE)


def test_the_servers_marks_are_kept_and_said_back(site: FeedServer) -> None:
    marks = Marks('"a1"', "Wed, 18 Nov 2026 18:30:00 GMT")
    url = site.serve("/feed", BODY, ETag=marks.etag, Last_Modified=marks.modified)
    assert fetch(url, limits=HERE) == Fetched(BODY, marks)
    site.serve("/feed", status=304)
    assert fetch(url, marks, limits=HERE) == Fetched(None, marks)
    first, second = (headers for _, headers in site.asked)
    assert not {"If-None-Match", "If-Modified-Since"} & set(first)
    assert second["If-None-Match"] == marks.etag
    assert second["If-Modified-Since"] == marks.modified


def test_marks_that_are_too_long_or_odd_are_not_kept(site: FeedServer) -> None:
    url = site.serve("/feed", BODY, ETag='"' + "a" * 300 + '"', Last_Modified="a\xa0b")
    assert fetch(url, limits=HERE).marks == Marks()


def test_gzip_is_unpacked_and_its_size_counted_after(site: FeedServer) -> None:
    packed = gzip.compress(BODY)
    assert content_of(site.serve("/feed", packed, Content_Encoding="gzip"), HERE) == BODY
    small = Limits(is_this_machine, seconds=5, max_bytes=2**20)
    bomb = site.serve("/bomb", gzip.compress(bytes(50 * 2**20)), Content_Encoding="gzip")
    with pytest.raises(FeedRefused, match="larger than 1 MB"):
        content_of(bomb, small)
    with pytest.raises(FeedRefused, match="larger than 1 MB"):
        content_of(site.serve("/large", bytes(2**20 + 1)), small)


@pytest.mark.parametrize("size", [0, 10, 2**16 - 25, 2**17])
def test_gzip_in_several_members_is_unpacked_whole(site: FeedServer, size: int) -> None:
    """As servers write it that compress block by block, or join files that are packed already."""
    parts = [BODY, random.Random(4).randbytes(size), b"", BODY]
    packed = b"".join(map(gzip.compress, parts)) + bytes(512)
    url = site.serve("/feed", packed, Content_Encoding="gzip")
    assert content_of(url, HERE) == b"".join(parts)
    small = Limits(is_this_machine, seconds=5, max_bytes=size + len(BODY))
    with pytest.raises(FeedRefused, match="larger than"):
        content_of(url, small)


@pytest.mark.parametrize(
    ("body", "headers", "words"),
    [
        (
            gzip.compress(BODY, mtime=0) + b"<html>",
            {"Content_Encoding": "gzip"},
            "could not be read",
        ),
        (2 * gzip.compress(BODY, mtime=0)[:-9], {"Content_Encoding": "gzip"}, "could not be read"),
        (BODY, {"Content_Encoding": "br"}, 'packed as "br"'),
        (BODY, {"Content_Encoding": "gzip"}, "could not be read"),
        (gzip.compress(BODY, mtime=0)[:-9], {"Content_Encoding": "gzip"}, "ended in the middle"),
        (BODY, {"Content_Length": "500"}, "ended in the middle"),
        (b"zz\r\n", {"Transfer_Encoding": "chunked"}, "could not be read"),
    ],
)
def test_a_broken_answer_is_refused(
    site: FeedServer, body: bytes, headers: dict[str, str], words: str
) -> None:
    with pytest.raises(FeedRefused, match=words):
        content_of(site.serve("/feed", body, **headers), HERE)


@pytest.mark.parametrize("part", ["head", "body"])
def test_drops_of_data_do_not_stretch_the_time(site: FeedServer, part: str) -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        if part == "body":
            request.send_response(200)
            request.end_headers()
        else:
            request.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
        for _ in range(1_000):
            request.wfile.write(b"a")
            time.sleep(0.02)

    site.answers["/drip"] = drip
    with pytest.raises(FeedRefused, match="longer than 30 seconds"):
        content_of(f"{site.base}/drip", Limits(is_this_machine, seconds=0.3))


def test_a_port_where_nobody_answers_is_said(site: FeedServer) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FeedRefused, match="localhost could not be read"):
        content_of(f"http://localhost:{port}/", HERE)


# --- https ------------------------------------------------------------------------------------


def _certificate(folder: Path, host: str) -> Path:
    """A certificate for `host` with its key, as one PEM file, good for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{host}.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.mark.parametrize(
    ("certified", "is_trusted", "words"),
    [
        ("localhost", True, ""),
        ("localhost", False, "does not prove who it is"),
        ("other.example", True, "does not prove who it is"),
    ],
)
def test_https_is_believed_by_the_name_of_the_host(
    certified: str,
    is_trusted: bool,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pem = _certificate(tmp_path, certified)
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(pem)
    ours = ssl.create_default_context()
    if is_trusted:
        ours.load_verify_locations(pem)
    _name_server(monkeypatch, {"localhost": ["127.0.0.1"]})
    with running(server_side) as site:
        url = site.serve("/feed", BODY)
        down = site.serve("/down", status=302, Location=url.replace("https", "http"))
        limits = Limits(is_this_machine, seconds=5, tls=ours)
        if words:
            with pytest.raises(FeedRefused, match=words):
                content_of(url, limits)
            assert site.asked == []
        else:
            assert content_of(url, limits) == BODY
            with pytest.raises(FeedRefused, match="from https to http"):
                content_of(down, limits)
