"""What a command says when it could not do what was asked."""

from __future__ import annotations

import json
import sys

from django.db import DatabaseError

from porchlight.domain.refused import Refused

CANNOT = (Refused, OSError, DatabaseError)


def refuse(fault: Exception, *, as_json: bool) -> int:
    """Say why on stderr, and with `as_json` on stdout too; the exit code."""
    words = _words(fault)
    print(words, file=sys.stderr)
    if as_json:
        print(json.dumps({"error": words}))
    return 1


def _words(fault: Exception) -> str:
    if isinstance(fault, OSError):
        return f"{fault.filename} cannot be used: {fault.strerror}. Check the path."
    if isinstance(fault, DatabaseError):
        return f"The database took nothing: {fault}. Try again; `porchlight doctor` may say why."
    return str(fault)
