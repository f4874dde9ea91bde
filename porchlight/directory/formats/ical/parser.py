"""iCalendar (RFC 5545) as components: lines unfolded, properties with their parameters.

Forgiving in what calendars get wrong (bare newlines, stray lines, a BEGIN without its END) and
strict in size. Alarms inside events, to-dos and journals are passed by.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from porchlight.directory.formats.containers.json_rows import decode
from porchlight.directory.formats.refused import FeedRefused

MAX_BYTES = 20 * 1024 * 1024
MOST_EVENTS = 50_000
MOST_PROPERTIES = 500  # of one component
FOLD = re.compile(r"\r?\n[ \t]")
NAME = re.compile(r"[A-Za-z0-9-]{1,64}(?=[:;])")
PARAMETER = re.compile(r';([A-Za-z0-9-]{1,64})=("[^"]*"|[^";:,]*)((?:,(?:"[^"]*"|[^";:,]*))*)')
ESCAPED = re.compile(r"\\([\\;,nN])")
COMMA = re.compile(r"(?<!\\),")


@dataclass(frozen=True)
class Property:
    """One line: its value as written and its parameters in capitals, the first value of each."""

    value: str
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The value of a TEXT property without its escapes."""
        return ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], self.value)

    @property
    def parts(self) -> list[str]:
        """The values of a property that may hold several, as written."""
        return [part.strip() for part in COMMA.split(self.value) if part.strip()]


@dataclass
class Component:
    """An event, a time zone or the calendar itself. `inner` are a zone's own parts."""

    name: str
    properties: dict[str, list[Property]] = field(default_factory=lambda: defaultdict(list))
    inner: list[Component] = field(default_factory=list)
    count: int = 0

    def first(self, name: str) -> Property | None:
        found = self.properties.get(name)
        return found[0] if found else None

    def all(self, name: str) -> list[Property]:
        return self.properties.get(name, [])

    def text(self, name: str) -> str:
        found = self.first(name)
        return found.text if found else ""


@dataclass(frozen=True)
class Calendar:
    """What the file said of itself, its zones by TZID, its events in order."""

    whole: Component
    zones: dict[str, Component]
    events: list[Component]
    guessed_encoding: bool


def refuse_too_much(calendars: Sequence[bytes]) -> None:
    """Raises FeedRefused when they are more together than one calendar may be."""
    if sum(map(len, calendars)) > MAX_BYTES:
        raise FeedRefused("The calendar is larger than 20 MB. Split it, or leave old events out.")
    if sum(content.count(b"BEGIN:VEVENT") for content in calendars) > MOST_EVENTS:
        raise FeedRefused(f"The calendar has more than {MOST_EVENTS:,} events. Split it.")


def calendar_in(content: bytes) -> Calendar:
    """The calendar in `content`. Raises FeedRefused when there is none, or too much of one."""
    refuse_too_much([content])
    text, guessed = decode(content)
    text = text.lstrip("\ufeff \t\r\n")
    if not text[:15].upper().startswith("BEGIN:VCALENDAR"):
        raise FeedRefused(
            "This is no calendar file: one begins with BEGIN:VCALENDAR. Look for an address that"
            " ends in .ics."
        )
    whole, zones, events = Component("VCALENDAR"), {}, []
    for component in _components(text, whole):
        if component.name == "VEVENT":
            events.append(component)
        elif zone := component.text("TZID"):
            zones[zone] = component
    return Calendar(whole, zones, events, guessed)


def _components(text: str, whole: Component) -> Iterator[Component]:
    """Every event and time zone that ends; `whole` takes the lines around them."""
    open_ones: list[Component] = []
    for line in FOLD.sub("", text).replace("\r", "\n").split("\n"):
        word = line[:32].upper()
        if word.startswith("BEGIN:"):
            open_ones.append(Component(word[6:].strip()))
            if len(open_ones) > 10:
                raise FeedRefused("The calendar is nested too deeply. Export it again.")
        elif word.startswith("END:"):
            done = _closed(open_ones, word[4:].strip())
            if done is not None and done.name in ("VEVENT", "VTIMEZONE"):
                yield done
            elif done is not None and open_ones and open_ones[-1].name == "VTIMEZONE":
                open_ones[-1].inner.append(done)
        elif line.strip():
            _take(open_ones, whole, line)


def _closed(open_ones: list[Component], name: str) -> Component | None:
    """The innermost open component of this name; what was left open inside it is dropped."""
    if all(one.name != name for one in open_ones):
        return None
    while open_ones:
        done = open_ones.pop()
        if done.name == name:
            return done
    return None


def _take(open_ones: list[Component], whole: Component, line: str) -> None:
    component = open_ones[-1] if open_ones else whole
    component = whole if component.name == "VCALENDAR" else component
    if component.count >= MOST_PROPERTIES:
        return
    name = NAME.match(line)
    if not name:
        return
    parameters: dict[str, str] = {}
    at = name.end()
    while found := PARAMETER.match(line, at):
        parameters.setdefault(found[1].upper(), found[2].strip('"'))
        at = found.end()
    if line[at : at + 1] == ":":
        component.count += 1
        component.properties[name[0].upper()].append(Property(line[at + 1 :], parameters))
