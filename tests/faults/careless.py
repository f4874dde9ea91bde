"""The control of the kill trials, never part of the product: answers first and writes later.

A harness that does not catch this one losing check-ins proves nothing about the real one.
"""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from porchlight.wsgi import application as careful

LATER = 0.3  # seconds


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    if environ["REQUEST_METHOD"] != "POST" or not environ["PATH_INFO"].startswith("/today"):
        return careful(environ, start_response)
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    kept = {**environ, "wsgi.input": io.BytesIO(body)}
    threading.Thread(target=_write_later, args=(kept,)).start()
    start_response("303 See Other", [("Location", "/today/"), ("Content-Length", "0")])
    return [b""]


def _write_later(environ: dict[str, Any]) -> None:
    time.sleep(LATER)
    for _ in careful(environ, lambda status, headers, trouble=None: None):
        pass
