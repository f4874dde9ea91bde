"""Help lines: numbers people dial in a bad hour, so only verified ones ever reach a page.

`help_files.py` reads the file that ships with the product and the one a host may lay over it;
`docs/help-lines.md` is the description of both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from porchlight.people.local.phone_numbers import phone_number

# In the order of the page. Emergency and directory have places of their own.
KINDS = (
    "crisis", "addiction", "overdose", "dv", "indigenous", "family", "poison", "social",
    "emergency", "directory",
)  # fmt: skip
CHANNELS = ("call", "text", "web")
EVIDENCE = ("seen", "recall")
FIELDS = frozenset(
    {*CHANNELS, "key", "country", "kind", "name", "text_word", "hours", "languages", "hint"}
    | {"evidence", "verified", "held_back", "sources", "note", "checked_on"}
)
EVERYWHERE = "*"
ROOM_ON_A_BUTTON = 20  # letters, on one line of a narrow phone beside "Call"

LANGUAGE_NAMES: dict[str, str | Promise] = {
    "en": _("English"),
    "es": _("Spanish"),
    "fr": _("French"),
    "ca": _("Catalan"),
    "eu": _("Basque"),
    "gl": _("Galician"),
    "mi": _("Māori"),
    "cr": _("Cree"),
    "oj": _("Ojibway"),
    "iu": _("Inuktitut"),
}

CHECK_AGAIN_AFTER = timedelta(days=90)
TOO_OLD_AFTER = timedelta(days=120)


class UnreadableLine(Exception):
    """One entry that cannot be used; its text tells whoever wrote the file what to change."""


@dataclass(frozen=True)
class TranslatedText:
    """The same words in the languages a file gives; shown in the language of the page."""

    by_language: Mapping[str, str]

    def __str__(self) -> str:
        wanted = (get_language() or "en")[:2]
        return self.by_language.get(wanted) or next(iter(self.by_language.values()), "")

    def __bool__(self) -> bool:
        return any(self.by_language.values())


@dataclass(frozen=True)
class HelpLine:
    """One service somebody can call, text or open. `checked_on`: the day a human last tried it."""

    key: str
    country: str
    kind: str
    name: TranslatedText
    call: str = ""
    text: str = ""
    text_word: str = ""
    web: str = ""
    hours: TranslatedText = field(default_factory=lambda: TranslatedText({}))
    languages: tuple[str, ...] = ()
    hint: TranslatedText = field(default_factory=lambda: TranslatedText({}))
    verified: bool = False
    held_back: str = ""
    checked_on: date | None = None

    @property
    def is_open_always(self) -> bool:
        return self.hours.by_language.get("en") == "24/7"

    @property
    def short_name(self) -> str:
        """What a button has room for: the name, or the number where a long name holds it."""
        name = str(self.name)
        holds_number = _digits(self.call) in _digits(name)
        return self.call if self.call and holds_number and len(name) > ROOM_ON_A_BUTTON else name

    @property
    def call_href(self) -> str:
        return f"tel:{_dialled(self.call, self.country)}" if self.call else ""

    @property
    def text_href(self) -> str:
        if not self.text:
            return ""
        body = f"?&body={self.text_word}" if self.text_word else ""
        return f"sms:{_dialled(self.text, self.country)}{body}"

    @property
    def web_name(self) -> str:
        """The address as people read it."""
        return self.web.removeprefix("https://").rstrip("/")

    @property
    def spoken(self) -> list[str]:
        """The names of its languages, in the language of the page."""
        return [str(LANGUAGE_NAMES[code]) for code in self.languages if code in LANGUAGE_NAMES]

    @property
    def is_emergency(self) -> bool:
        return self.kind == "emergency"

    def is_due(self, today: date) -> bool:
        """Nobody has tried it yet, or not within 90 days."""
        return self.checked_on is None or today - self.checked_on > CHECK_AGAIN_AFTER

    def is_too_old(self, today: date) -> bool:
        """Its last check is more than 120 days old: not fit for a release."""
        return self.checked_on is not None and today - self.checked_on > TOO_OLD_AFTER


@dataclass(frozen=True)
class HelpLineList:
    """Every line, shipped and local. `faults` are what could not be used of the local file."""

    listed_on: date
    lines: tuple[HelpLine, ...]
    faults: tuple[str, ...] = ()

    def shown_in(self, country: str) -> list[HelpLine]:
        """The verified lines of one country, then those of everywhere."""
        return [
            line
            for place in dict.fromkeys((country, EVERYWHERE))
            for line in self.lines
            if line.verified and line.country == place
        ]


def line_from(entry: Mapping[str, Any]) -> HelpLine:
    """One entry of a file as a line. UnreadableLine says what is wrong with it."""
    key = str(entry.get("key", "?"))
    _refuse(key, entry)
    return HelpLine(
        key=key,
        country=entry["country"],
        kind=entry["kind"],
        name=_words(entry["name"]),
        **{channel: str(entry.get(channel, "")) for channel in (*CHANNELS, "text_word")},
        hours=_words(entry.get("hours")),
        languages=tuple(entry.get("languages", ())),
        hint=_words(entry.get("hint")),
        verified=entry["verified"],
        held_back=str(entry.get("held_back", "")),
        checked_on=_day(key, entry.get("checked_on")),
    )


def _refuse(key: str, entry: Mapping[str, Any]) -> None:
    faults = [f"{name} is not a field" for name in sorted(set(entry) - FIELDS)]
    faults += [fault for is_kept, fault in RULES if not is_kept(entry)]
    if faults:
        raise UnreadableLine(f"{key}: {'; '.join(faults)}.")


def _is_country(code: object) -> bool:
    return code == EVERYWHERE or (isinstance(code, str) and len(code) == 2 and code.isupper())


def can_be_dialled(number: str, country: str) -> bool:
    """Whether somebody in that country could ring or text this number ("*": in any country)."""
    return phone_number(number, "" if country == EVERYWHERE else country) is not None


def _dialled(number: str, country: str) -> str:
    """The keys to press, as the service itself gives its number: 1-800-662-4357 is 18006624357.

    Not with the country's code: a short or free number may be one inside its country alone. Letters
    are the keys they are on.
    """
    if any(map(str.isalpha, number)) and (found := phone_number(number, country)):
        return found.dialled
    return _digits(number)


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit() or sign in "*#+")


def _words(given: object) -> TranslatedText:
    if isinstance(given, Mapping):
        return TranslatedText({str(language): str(words) for language, words in given.items()})
    return TranslatedText({"en": str(given)}) if given else TranslatedText({})


def _day(key: str, given: object) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        raise UnreadableLine(f"{key}: checked_on is a day like 2026-11-30.") from None


# What an entry keeps to, and what whoever wrote it is told when it does not.
RULES: tuple[tuple[Callable[[Mapping[str, Any]], object], str], ...] = (
    (lambda e: e.get("kind") in KINDS, f"kind is one of {', '.join(KINDS)}"),
    (lambda e: _is_country(e.get("country")), "country is two letters, or *"),
    (lambda e: e.get("name"), "name is missing"),
    (lambda e: any(e.get(way) for way in CHANNELS), "one of call, text, web is needed"),
    (lambda e: str(e.get("web") or "https://").startswith("https://"), "web starts with https://"),
    (
        lambda e: all(_digits(str(e[way])) for way in ("call", "text") if e.get(way)),
        "call and text are numbers",
    ),
    (
        lambda e: isinstance(e.get("languages", []), list),
        'languages is a list, like ["en", "es"]',
    ),
    (lambda e: e.get("evidence") in EVIDENCE, "evidence is seen or recall"),
    (lambda e: isinstance(e.get("verified"), bool), "verified is true or false"),
    (
        lambda e: not (e.get("verified") and e.get("evidence") == "recall"),
        "a number from memory cannot be verified",
    ),
)
