"""One thing that was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FindingState(StrEnum):
    OK = "ok"
    LOOK = "look"  # it works; somebody may want to see to it
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """`name` is what was looked at, in one word or two; `mend` says what to do, "" when ok."""

    name: str
    state: FindingState
    what: str
    mend: str = ""


def ok(name: str, what: str) -> Finding:
    return Finding(name, FindingState.OK, what)


def look(name: str, what: str, mend: str) -> Finding:
    return Finding(name, FindingState.LOOK, what, mend)


def broken(name: str, what: str, mend: str) -> Finding:
    return Finding(name, FindingState.BROKEN, what, mend)
