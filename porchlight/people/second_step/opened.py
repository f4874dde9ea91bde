"""How a visit was opened. It is noted in the visit; one that says nothing was opened with the
passphrase alone."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from django.contrib.sessions.backends.base import SessionBase

OPENED_WITH: Final = "opened_with"


class OpenedWith(StrEnum):
    """`CODE`: the passphrase and a code, from an app or from paper."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a kind, no secret
    CODE = "code"
    PASSKEY = "passkey"


def note_opened(session: SessionBase, opened_with: OpenedWith) -> None:
    if opened_with is OpenedWith.PASSPHRASE:
        session.pop(OPENED_WITH, None)
    else:
        session[OPENED_WITH] = opened_with.value


def opened_with(session: SessionBase) -> OpenedWith:
    return OpenedWith(session.get(OPENED_WITH, OpenedWith.PASSPHRASE))
