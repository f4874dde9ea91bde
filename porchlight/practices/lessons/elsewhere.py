"""What other apps know and the pages for family show, and the numbers that their words name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from porchlight.people.devices import country_chosen
from porchlight.people.requests import VisitRequest
from porchlight.practices.lessons.lesson import Words

ELSEWHERE = "ZZ"


@dataclass(frozen=True)
class LinesAndGroups:
    """`porchlight/urls.py` hands the functions over. Those of Help take a country's two letters.

    `first_call` answers with `line` and `emergency`, each with a number to call, or None;
    `home_lines` with the lines for somebody who is not safe at home; `family_groups` with (name,
    address in Meet) of what is there for families.
    """

    first_call: Callable[[str], Any]
    home_lines: Callable[[str], Sequence[Any]]
    family_groups: Callable[[], Sequence[tuple[str, str]]]


def country_of(request: VisitRequest) -> str:
    """The country of the person, or the one chosen on this device; "" when neither is known."""
    if request.person is None:
        return country_chosen(request)
    return "" if request.person.country == ELSEWHERE else request.person.country


@dataclass(frozen=True)
class NumbersAtHand:
    """The first line and the emergency number of a country; None where none is known."""

    line: Any
    emergency: Any

    def put_into(self, words: Words) -> str:
        """The words with the numbers they name, or with what such a number is called."""
        return str(words) % {
            "emergency": self.emergency.call if self.emergency else _("the emergency number"),
            "crisis": self.line.call if self.line else _("a crisis line"),
        }


def numbers_for(request: VisitRequest, elsewhere: LinesAndGroups) -> NumbersAtHand:
    found = elsewhere.first_call(country_of(request))
    return NumbersAtHand(found.line, found.emergency)
