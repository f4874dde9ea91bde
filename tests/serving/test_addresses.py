"""Whose request it is, from the wire to the limits: proxies, ports, IPv6, what callers claim."""

from __future__ import annotations

import pytest
from django.core.handlers.wsgi import WSGIRequest

from porchlight.people.limits import client_address
from tests.serving.raw import say

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

FORWARDED = [
    # proxies, header lines, the address that counts
    (0, [], "127.0.0.1"),
    (0, ["X-Forwarded-For: 198.51.100.7"], "127.0.0.1"),
    (1, [], "127.0.0.1"),
    (1, ["X-Forwarded-For: 198.51.100.7"], "198.51.100.7"),
    (1, ["X-Forwarded-For: 203.0.113.1, 198.51.100.7"], "198.51.100.7"),
    (1, ["X-Forwarded-For: 203.0.113.1", "X-Forwarded-For: 198.51.100.7"], "198.51.100.7"),
    (1, ["X-Forwarded-For: 198.51.100.7", "X_Forwarded_For: 203.0.113.1"], "198.51.100.7"),
    (1, ["X_Forwarded_For: 203.0.113.1", "X-Forwarded-For: 198.51.100.7"], "198.51.100.7"),
    (1, ["X-Forwarded_For: 203.0.113.1"], "127.0.0.1"),
    (1, ["x-forwarded-for: 198.51.100.7"], "198.51.100.7"),
    (1, ["Forwarded: for=203.0.113.1", "X-Real-IP: 203.0.113.1"], "127.0.0.1"),
    (1, ["X-Forwarded-For: 198.51.100.7:51234"], "198.51.100.7"),
    (1, ["X-Forwarded-For: [2001:db8:1:2:3::7]:443"], "2001:db8:1:2::/64"),
    (1, ["X-Forwarded-For: 2001:db8:1:2:3::7"], "2001:db8:1:2::/64"),
    (1, ["X-Forwarded-For: ::ffff:198.51.100.7"], "198.51.100.7"),
    (1, ["X-Forwarded-For: fe80::1%eth0"], "fe80::/64"),
    (1, ["X-Forwarded-For:  ,, 198.51.100.7 ,"], "198.51.100.7"),
    (2, ["X-Forwarded-For: 203.0.113.1, 198.51.100.7, 10.0.0.2"], "198.51.100.7"),
    (2, ["X-Forwarded-For: 198.51.100.7, 10.0.0.2:8080"], "198.51.100.7"),
    (2, ["X-Forwarded-For: 198.51.100.7"], "198.51.100.7"),
]


def tell(environ, start_response):
    address = client_address(WSGIRequest(environ)).encode()
    start_response("200 OK", [("Content-Length", str(len(address)))])
    return [address]


@pytest.mark.parametrize(("proxies", "lines", "counts"), FORWARDED)
def test_the_address_that_counts(start, settings, proxies, lines, counts):
    settings.PROXIES = proxies
    words = "".join(f"{line}\r\n" for line in ("Host: 127.0.0.1", "Connection: close", *lines))
    answer = say(start(application=tell).port, f"GET / HTTP/1.1\r\n{words}\r\n".encode())
    assert answer.partition(b"\r\n\r\n")[2].decode() == counts
