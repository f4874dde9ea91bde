"""What an app for codes shows, by RFC 6238, written anew."""

from __future__ import annotations

import base64
import hmac
import struct
from datetime import datetime

from tests.make import NOW


def code_of(secret: str, at: datetime = NOW) -> str:
    moment = struct.pack(">Q", int(at.timestamp()) // 30)
    digest = hmac.digest(base64.b32decode(secret), moment, "sha1")
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06d}"
