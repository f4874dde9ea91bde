"""What the Help pages show, gathered into one frozen page each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from porchlight.people.choices import COUNTRIES
from porchlight.reach import help_files
from porchlight.reach.help_lines import EVERYWHERE, HelpLine

ELSEWHERE = "ZZ"
COUNTRY_NAMES: dict[str, str | Promise] = {
    code: name for code, name in COUNTRIES if code != ELSEWHERE
}

KIND_NAMES: dict[str, str | Promise] = {
    "crisis": _("In a crisis"),
    "addiction": _("Alcohol and drugs"),
    "overdose": _("Using alone"),
    "dv": _("Not safe at home"),
    "indigenous": _("For Indigenous people"),
    "family": _("For family and friends"),
    "poison": _("Poison"),
    "social": _("Food, housing, everyday needs"),
}


@dataclass(frozen=True)
class LineGroup:
    """The lines of one kind, in the order of the file."""

    kind: str
    name: str | Promise
    lines: tuple[HelpLine, ...]


@dataclass(frozen=True)
class HelpPage:
    """The lines of one country as a page shows them. `country` is None when none is chosen."""

    country: str | None
    country_name: str | Promise
    emergency: tuple[HelpLine, ...]
    groups: tuple[LineGroup, ...]
    directories: tuple[HelpLine, ...]
    listed_on: date

    @property
    def is_all_dialled(self) -> bool:
        """Whether somebody has tried every line on the page."""
        lines = [*self.emergency, *(line for group in self.groups for line in group.lines)]
        return all(line.checked_on for line in lines)

    @property
    def slug(self) -> str:
        return (self.country or "").lower()


def help_page(country: str | None) -> HelpPage:
    """The page of a country. One we have no lines for still gets the directories."""
    listing = help_files.current()
    lines = listing.shown_in(country or EVERYWHERE)
    return HelpPage(
        country=country if country in COUNTRY_NAMES else None,
        country_name=COUNTRY_NAMES.get(country or "", ""),
        emergency=_of_kind(lines, "emergency"),
        groups=tuple(
            LineGroup(kind, name, found)
            for kind, name in KIND_NAMES.items()
            if (found := _of_kind(lines, kind))
        ),
        directories=_of_kind(lines, "directory"),
        listed_on=listing.listed_on,
    )


def first_lines(country: str) -> list[HelpLine]:
    """The lines to carry on paper: the first one for a crisis, then emergency."""
    page = help_page(country)
    crisis = [group.lines[0] for group in page.groups if group.kind == "crisis"]
    return [*crisis, *page.emergency[:1]]


def home_lines(country: str) -> tuple[HelpLine, ...]:
    """The lines of a country for somebody who is not safe at home."""
    groups = help_page(country or None).groups
    return next((group.lines for group in groups if group.kind == "dv"), ())


# Kinds of lines on which a person answers somebody who wants company, the first ones first.
TO_TALK = ("crisis", "addiction", "overdose", "family")
LINES_SHOWN = 3


def lines_to_call(country: str, kinds: Sequence[str] = TO_TALK) -> list[HelpLine]:
    """A few lines of a country that one can call or text, one of each of these kinds first: those
    that are open day and night before those with hours."""
    groups = {group.kind: group.lines for group in help_page(country or None).groups}
    found = [
        (not line.is_open_always, n, kinds.index(kind), line)
        for kind in kinds
        for n, line in enumerate(groups.get(kind, ()))
        if line.call or line.text
    ]
    found.sort(key=lambda each: each[:3])
    return [line for *_order, line in found[:LINES_SHOWN]]


@dataclass(frozen=True)
class FirstCall:
    """Who answers first in a country: a crisis line one can call, and the emergency number."""

    line: HelpLine | None
    emergency: HelpLine | None


def first_call(country: str) -> FirstCall:
    """For a page that has room for one line and the emergency number; None where none is known."""
    page = help_page(country)
    crisis = (line for group in page.groups if group.kind == "crisis" for line in group.lines)
    return FirstCall(
        line=next((line for line in crisis if line.call), None),
        emergency=next((line for line in page.emergency if line.call), None),
    )


def countries() -> list[tuple[str, str]]:
    """(slug, name) of every country with a page, by name in the language of the page."""
    return sorted(
        ((code.lower(), str(name)) for code, name in COUNTRY_NAMES.items()),
        key=lambda country: country[1],
    )


def _of_kind(lines: Sequence[HelpLine], kind: str) -> tuple[HelpLine, ...]:
    return tuple(line for line in lines if line.kind == kind)
