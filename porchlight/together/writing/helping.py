"""How much help somebody wants with their words, and keeping that choice."""

from __future__ import annotations

from enum import StrEnum

from porchlight.circles.access import own
from porchlight.circles.account_kind import account_of
from porchlight.domain.fit import Account
from porchlight.people.requests import PersonRequest


class WritingHelp(StrEnum):
    """`OFF`: only by a button. `LINE`: one quiet line while typing. `ASK`: also once before
    sending, when the words may land hard."""

    OFF = "off"
    LINE = "line"
    ASK = "ask"


def help_of(request: PersonRequest) -> WritingHelp:
    """What they chose; until then a line for whoever cares about somebody, and nothing for somebody
    in recovery."""
    chosen = request.person.writing_help
    if chosen:
        return WritingHelp(chosen.open(own(request.person, request.now)))
    is_in_recovery = account_of(request) is Account.RECOVERY
    return WritingHelp.OFF if is_in_recovery else WritingHelp.LINE


def looks_while_typing(request: PersonRequest) -> bool:
    return help_of(request) is not WritingHelp.OFF
