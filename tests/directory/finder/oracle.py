"""What starts soon, the slow way: every schedule, every day, plain zoneinfo and plain angles; dated
rules by dateutil; words by comparing letters.

It shares no code with the finder and is written from the rules alone, so that a mistake would have
to be made twice, in two different ways, to go unseen.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from porchlight.directory.models import Schedule, Service

RADIUS_M = 6_371_008.8


@dataclass(frozen=True)
class Wanted:
    at: datetime
    hours: float
    near: tuple[float, float] | None = None
    within_m: float | None = None
    types: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    weekday: int | None = None
    weekday_zone: str | None = None
    region: str = ""
    online: str = "include"
    text: str = ""
    kinds: tuple[str, ...] = ("meeting", "event")


@dataclass(frozen=True)
class Row:
    """A schedule with everything the rules look at."""

    source: str
    key: str
    service_id: int
    name: str
    attendance: str
    is_listed: bool
    types: tuple[str, ...]
    point: tuple[float, float] | None
    words: tuple[str, ...]
    weekday: int | None
    hour: int
    minute: int
    lasts: int
    zone: str
    kind: str
    terms: tuple[str, ...]
    regions: tuple[str, ...]
    seen_on: date
    stale_after: int
    hidden_after: int
    first_on: date | None
    rule: str
    excluded: tuple[str, ...]

    @property
    def clock(self) -> tuple[object, ...]:
        """What its starts depend on."""
        weekly = (self.zone, self.weekday, self.hour, self.minute)
        return (*weekly, self.first_on, self.rule, self.excluded)


@dataclass(frozen=True)
class Answer:
    source: str
    key: str
    service_id: int
    starts: datetime
    ends: datetime
    distance_m: float | None
    is_stale: bool


def rows() -> list[Row]:
    schedules = Schedule.objects.select_related(
        "service__source", "service__location", "service__organization", "service__duplicate"
    )
    return [_row(schedule) for schedule in schedules]


def words_there() -> frozenset[str]:
    """Every word of every listing, with starts or without."""
    services = Service.objects.filter(status="active").select_related(
        "location", "organization", "duplicate"
    )
    return frozenset(word for one in services if not _said_twice(one) for word in _words_of(one))


def answers(
    everything: list[Row], wanted: Wanted, there: frozenset[str], now: datetime
) -> list[Answer]:
    """`there` are the words of all listings: one that nobody has is read with one letter changed.
    `now` is when this is asked: what is old is old now, however far ahead the question lies."""
    found = []
    words = [(_meant(word, there), one) for word, one in _asked(wanted.text)]
    day = min(wanted.at, now).astimezone(UTC).date()
    starts: dict[tuple[object, ...], list[datetime]] = {}
    for row in everything:
        if not _fits(row, wanted, words) or (day - row.seen_on).days > row.hidden_after:
            continue
        distance = _distance(row, wanted)
        if wanted.near and row.attendance != "online":
            if distance is None:
                continue
            if wanted.within_m is not None and distance > wanted.within_m:
                continue
        if row.clock not in starts:  # many meetings share one; the answer is the same
            starts[row.clock] = _starts(row, wanted)
        is_stale = (day - row.seen_on).days > row.stale_after
        for start in starts[row.clock]:
            end = start + timedelta(minutes=row.lasts)
            where = (row.source, row.key, row.service_id)
            found.append(Answer(*where, start, end, distance, is_stale))
    found.sort(key=_order)
    return found


def _row(schedule: Schedule) -> Row:
    service, place = schedule.service, schedule.service.location
    point: tuple[float, float] | None = None
    regions: tuple[str, ...] = ()
    if place is not None:
        regions = tuple(" ".join(_words(r)) for r in (*place.regions, place.city, place.state))
        if place.latitude is not None and place.longitude is not None:
            point = (place.latitude, place.longitude)
    return Row(
        source=service.source.name,
        key=service.key,
        service_id=service.pk,
        name=service.name,
        attendance=service.attendance,
        is_listed=service.status == "active" and not _said_twice(service),
        types=tuple(code.upper() for code in service.types),
        point=point,
        words=tuple(_words_of(service)),
        weekday=schedule.weekday,
        hour=schedule.starts_at.hour,
        minute=schedule.starts_at.minute,
        lasts=schedule.duration,
        zone=schedule.zone,
        kind=service.kind,
        terms=tuple(service.terms),
        regions=regions,
        seen_on=service.last_seen_on,
        stale_after=service.source.stale_after_days,
        hidden_after=service.source.hidden_after_days,
        first_on=schedule.starts_on,
        rule=schedule.rule,
        excluded=tuple(schedule.excluded),
    )


def _said_twice(service: Service) -> bool:
    twice = getattr(service, "duplicate", None)
    return twice is not None and twice.undone_at is None


def _words_of(service: Service) -> list[str]:
    place = service.location
    texts = [service.name, service.group_name, service.notes, service.group_notes]
    if service.kind == "service" and service.organization is not None:
        texts.append(service.organization.name)
    if place is not None:
        texts += [place.name, place.address, place.formatted_address, place.city, place.state]
        texts += [place.postal_code, place.notes, *place.regions]
    return [word for text in texts for word in _held(text)]


def _fits(row: Row, wanted: Wanted, words: list[tuple[tuple[str, frozenset[str]], str]]) -> bool:
    if not row.is_listed or row.kind not in wanted.kinds or not _can_be_attended(row, wanted):
        return False
    if any(code.upper() not in row.types for code in wanted.types):
        return False
    for group in {term.split(":")[0] for term in wanted.terms}:
        asked = [term for term in wanted.terms if term.split(":")[0] == group]
        if not any(term in row.terms for term in asked):
            return False
    if wanted.region and " ".join(_words(wanted.region)) not in row.regions:
        return False
    is_by_its_own_clock = wanted.weekday and not wanted.weekday_zone
    if is_by_its_own_clock and row.weekday and row.weekday != wanted.weekday:
        return False
    return all(
        any(word.startswith((start, one)) or word in others for word in row.words)
        for (start, others), one in words
    )


def _can_be_attended(row: Row, wanted: Wanted) -> bool:
    if wanted.online == "only":
        return row.attendance != "in_person"
    return wanted.online == "include" or row.attendance != "online"


@cache
def _meant(word: str, there: frozenset[str]) -> tuple[str, frozenset[str]]:
    """The word, and those that count for it where nobody has it."""
    if len(word) <= 5 or any(known.startswith(word) for known in there):
        return word, frozenset()
    return word, frozenset(known for known in there if _is_one_letter_off(word, known))


def _is_one_letter_off(one: str, other: str) -> bool:
    """Everything that one change of `one` can give, tried."""
    if abs(len(one) - len(other)) > 1:
        return False
    halves = [(one[:n], one[n:]) for n in range(len(one) + 1)]
    letters = set(other)
    left_out = {a + b[1:] for a, b in halves if b}
    added = {a + letter + b for a, b in halves for letter in letters}
    changed = {a + letter + b[1:] for a, b in halves if b for letter in letters}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1}
    return other in left_out | added | changed | swapped


def _words(text: str) -> list[str]:
    return _and_between(text)[::2]


def _held(text: str) -> list[str]:
    """The words of a text, and the other ways in which they may be looked for."""
    pieces = _and_between(text)
    words, between = pieces[::2], pieces[1::2]
    held = list(words)
    for n in range(len(words)):
        parts = words[n : n + 1 + _links_on(between[n:])][:4]
        if len(parts) > 1 and not all(part.isdigit() for part in parts):
            held.append("".join(parts))
        follows = words[n + 1][0] if n + 1 < len(words) else ""
        is_short = follows.isalpha() and re.fullmatch(r"\. *| +|-", between[n])
        held += ["saint"] * (words[n] == "st" and bool(is_short)) + ["st"] * (words[n] == "saint")
    return held + ["and"] * ("&" in unicodedata.normalize("NFKD", text))


def _asked(text: str) -> list[tuple[str, str]]:
    """Each word that is asked for, and the one that counts for it, too: what it makes with those
    it is linked to, or itself."""
    pieces = _and_between(text)
    words, between = pieces[::2], pieces[1::2]
    asked, n = [], 0
    while n < len(words):
        end = n + 1 + _links_on(between[n:])
        one = "".join(words[n:end][:4])
        asked += [(word, one) for word in words[n:end]]
        n = end
    return asked


def _links_on(between: list[str]) -> int:
    """How many of these, from the first on, are a hyphen or an apostrophe alone."""
    return next((n for n, one in enumerate(between) if one not in "-'`"), len(between))


def _and_between(text: str) -> list[str]:
    """A word, what stands between, a word, and so on to the last word, without accents."""
    for link in "\u2019\u2018\u02bc\u02bb\u00b4":
        text = text.replace(link, "'")
    for link in "\u2010\u2011\u2013":
        text = text.replace(link, "-")
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in apart if unicodedata.category(c) not in ("Mn", "Mc", "Me"))
    pieces = re.split(r"([\W_]+)", bare.lower())
    begins, ends = 2 * (pieces[0] == ""), 2 * (pieces[-1] == "")
    return pieces[begins : len(pieces) - ends]


def _starts(row: Row, wanted: Wanted) -> list[datetime]:
    """In UTC. Each date of the zone that can matter, one after the other."""
    zone = ZoneInfo(row.zone)
    at = wanted.at.astimezone(UTC)
    since, until = at - timedelta(minutes=10), at + timedelta(hours=wanted.hours)
    first = (since - timedelta(days=2)).astimezone(zone).date()
    last = (until + timedelta(days=2)).astimezone(zone).date()
    found = []
    for day in _days(row, first, last):
        wall = datetime(day.year, day.month, day.day, row.hour, row.minute, tzinfo=zone)
        start = wall.astimezone(UTC)
        if since <= start < until and _is_on(row, start, wanted):
            found.append(start)
    return found


def _is_on(row: Row, start: datetime, wanted: Wanted) -> bool:
    """On somebody's clock, where that is asked. On its own, a weekly schedule says its weekday
    itself; of a dated one it is the date that counts."""
    if not wanted.weekday or (row.weekday and not wanted.weekday_zone):
        return True
    there = start.astimezone(ZoneInfo(wanted.weekday_zone or row.zone))
    return there.isoweekday() == wanted.weekday


def _days(row: Row, first: date, last: date) -> list[date]:
    if row.weekday:
        every = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [day for day in every if day.isoweekday() == row.weekday]
    assert row.first_on is not None
    days = [row.first_on]
    if row.rule:
        begins = datetime.combine(row.first_on, time())
        edges = (datetime.combine(day, time()) for day in (first, last))
        days = [at.date() for at in rrulestr(row.rule, dtstart=begins).between(*edges, inc=True)]
    return [day for day in days if first <= day <= last and str(day) not in row.excluded]


def _distance(row: Row, wanted: Wanted) -> float | None:
    if wanted.near is None or row.attendance == "online" or row.point is None:
        return None
    (lat1, lon1), (lat2, lon2) = (map(math.radians, p) for p in (wanted.near, row.point))
    east = math.cos(lat2) * math.sin(lon2 - lon1)
    north = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(
        lon2 - lon1
    )
    up = math.sin(lat1) * math.sin(lat2) + math.cos(lat1) * math.cos(lat2) * math.cos(lon2 - lon1)
    return RADIUS_M * math.atan2(math.hypot(east, north), up)


def _order(answer: Answer) -> tuple[object, ...]:
    distance = math.inf if answer.distance_m is None else answer.distance_m
    return (answer.starts, answer.is_stale, distance, answer.source, answer.key, answer.service_id)
