"""Writes listings as iCalendar (RFC 5545): every time of a listing as an event of its own.

Days that start at the same time are one event with one rule, and dates that follow no rule are one
event with the others listed. UIDs stay the same from one writing to the next, so that a calendar
replaces what it has. People are never written; how to join only where the source publishes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils import translation

from porchlight.directory.formats.fields.times import DAY
from porchlight.directory.formats.fields.urls import public_phone, public_url
from porchlight.directory.formats.record import fingerprint
from porchlight.directory.models import Schedule, Service
from porchlight.directory.vocabulary.terms import term_name
from porchlight.domain.recurrence import DAYS, LAST_YEAR, days_between, rule_of
from porchlight.domain.schedule import start_on
from porchlight.people.local.phone_numbers import phone_number

LINE = 75  # octets, RFC 5545 section 3.1
WALL, INSTANT = "%Y%m%dT%H%M%S", "%Y%m%dT%H%M%SZ"
REFRESH = "P1D"
Uid = Callable[[Service, Schedule], str]


def own_uid(service: Service, schedule: Schedule) -> str:
    """The UID of one time of a listing, the same wherever its source is read. Rules that share
    their first day and hour with another start are told apart by what they say."""
    when = schedule.weekday or f"{schedule.starts_on:%Y%m%d}"
    uid = f"{service.at_location_id}-{when}-{schedule.starts_at:%H%M}"
    if schedule.rule and any(_begins_with(schedule, one) for one in service.schedules.all()):
        uid += f"-{fingerprint(schedule.rule)[:8]}"
    return f"{uid}@porchlight"


def _begins_with(one: Schedule, other: Schedule) -> bool:
    same = (one.starts_on, one.starts_at) == (other.starts_on, other.starts_at)
    return same and one.rule != other.rule


@dataclass(frozen=True)
class CalendarStyle:
    """How to write. Discreet (`summary` given), an event says that word and when, nothing else.

    With `now`, what is over is left out, weekly starts count from now and events are stamped so;
    without it the same listings give the same bytes on every day.
    """

    name: str = ""
    summary: str = ""
    now: datetime | None = None
    uid_of: Uid = own_uid
    stays: bool = True  # an address that is read again, not a file that is kept


def write_ical(services: Iterable[Service], feed: CalendarStyle | None = None) -> Iterator[bytes]:
    """A calendar of these services in pieces, an event each; the zones they need come last."""
    feed = feed or CalendarStyle()
    zones: set[str] = set()
    yield _joined(_opening(feed))
    with translation.override("en" if not feed.summary else translation.get_language()):
        for service in services:
            for schedules in _together(service.schedules.all()):
                lines = _event(service, schedules, feed)
                if lines:
                    zones.add(schedules[0].zone)
                    yield _joined(lines)
    for zone in sorted(zones):
        yield _zone(zone)
    yield b"END:VCALENDAR\r\n"


def _opening(feed: CalendarStyle) -> list[str]:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Porchlight//Calendar//EN"]
    if feed.stays:
        lines += [f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}", f"X-PUBLISHED-TTL:{REFRESH}"]
    return lines + (
        [f"NAME:{_text(feed.name)}", f"X-WR-CALNAME:{_text(feed.name)}"] * bool(feed.name)
    )


def _together(schedules: Iterable[Schedule]) -> list[list[Schedule]]:
    """Schedules that one event can say: weekly ones of one hour, and dates without a rule."""
    groups: dict[tuple[object, ...], list[Schedule]] = defaultdict(list)
    for schedule in schedules:
        if (
            schedule.starts_on
            and not schedule.rule
            and schedule.dated.excluded == (schedule.starts_on,)
        ):
            continue
        shape: tuple[object, ...] = (
            ("weekly", schedule.starts_at) if schedule.weekday else ("once",)
        )
        if schedule.rule:
            shape = ("rule", schedule.starts_on, schedule.starts_at, schedule.rule)
        groups[(*shape, schedule.duration, schedule.zone)].append(schedule)
    ordered = [sorted(group, key=_order) for group in groups.values()]
    return sorted(ordered, key=lambda group: _order(group[0]))


def _order(schedule: Schedule) -> tuple[int, str, time, str]:
    return schedule.weekday or 0, str(schedule.starts_on or ""), schedule.starts_at, schedule.rule


def _event(service: Service, schedules: Sequence[Schedule], feed: CalendarStyle) -> list[str]:
    """The lines of one event; none when it is over. Its UID is the first one's, over or not."""
    coming = [one for one in schedules if feed.now is None or one.next_start(feed.now)]
    times = _times(service, coming, feed) if coming else []
    if not times:
        return []
    stamp = feed.now or service.updated_at or datetime.combine(service.first_seen_on, time(), UTC)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{feed.uid_of(service, schedules[0])}",
        f"DTSTAMP:{stamp.astimezone(UTC).strftime(INSTANT)}",
        f"SEQUENCE:{service.version}",
        *times,
    ]
    if feed.summary:
        return [*lines, f"SUMMARY:{_text(feed.summary)}", "END:VEVENT"]
    if service.updated_at:
        lines.append(f"LAST-MODIFIED:{service.updated_at.astimezone(UTC).strftime(INSTANT)}")
    return [*lines, *_facts(service), "END:VEVENT"]


def _times(service: Service, schedules: Sequence[Schedule], feed: CalendarStyle) -> list[str]:
    schedule = schedules[0]
    if schedule.weekday:
        since = feed.now or datetime.combine(service.first_seen_on, time(), UTC)
        start = min(filter(None, (_unmoved(each, since) for each in schedules)), default=None)
        if start is None:
            return []
        byday = ",".join(DAYS[each.weekday - 1] for each in schedules if each.weekday)
        rule = f"RRULE:FREQ=WEEKLY;BYDAY={byday}"
        return [_at("DTSTART", schedule.zone, start), f"DURATION:PT{schedule.duration}M", rule]
    first = _first_day(schedule)
    if first is None:
        return []
    is_days = schedule.duration % DAY == 0 and not any(each.minute for each in schedules)
    also = [_wall(each.dated.starts_on, each) for each in schedules[1:]]
    if is_days:
        lines = [f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DURATION:P{schedule.duration // DAY}D"]
    else:
        lines = [
            _at("DTSTART", schedule.zone, _wall(first, schedule)),
            f"DURATION:PT{schedule.duration}M",
        ]
    lines += [_also("RDATE", schedule.zone, also, is_days)] if also else []
    if schedule.rule:
        lines.append(f"RRULE:{schedule.rule if is_days else _rule(schedule)}")
    off = [_wall(day, schedule) for day in schedule.dated.excluded]
    return lines + ([_also("EXDATE", schedule.zone, off, is_days)] if off else [])


def _first_day(schedule: Schedule) -> date | None:
    """The first date of a rule, called off or not: a start that the rule does not make would be
    one more in other calendars. None when the rule never comes true."""
    whole = replace(schedule.dated, excluded=())
    return next(days_between(whole, whole.starts_on, date(LAST_YEAR, 12, 31)), None)


def _wall(day: date, schedule: Schedule) -> datetime:
    """The wall time, as it is written: where the clocks skip it, a calendar moves that one date."""
    return datetime.combine(day, schedule.starts_at)


def _unmoved(schedule: Schedule, since: datetime) -> datetime | None:
    """The first start that the clocks do not move, as every later one is counted from its wall
    time."""
    start = schedule.next_start(since)
    while start and start.time() != schedule.starts_at:
        start = schedule.next_start(start + timedelta(days=1))
    return start


def _rule(schedule: Schedule) -> str:
    """The rule with its last date as the instant RFC 5545 asks for beside a zoned start."""
    until = rule_of(schedule.rule).until
    if until is None:
        return schedule.rule
    last = start_on(until, schedule.minute, schedule.zone).astimezone(UTC)
    return schedule.rule.replace(f"UNTIL={until:%Y%m%d}", f"UNTIL={last.strftime(INSTANT)}")


def _at(name: str, zone: str, moment: datetime) -> str:
    if zone == "UTC":
        return f"{name}:{moment.strftime(INSTANT)}"
    return f"{name};TZID={zone}:{moment.strftime(WALL)}"


def _also(name: str, zone: str, moments: Sequence[datetime], is_days: bool) -> str:
    if is_days:
        return f"{name};VALUE=DATE:" + ",".join(f"{moment:%Y%m%d}" for moment in moments)
    first = _at(name, zone, moments[0])
    shape = INSTANT if zone == "UTC" else WALL
    return ",".join([first, *(moment.strftime(shape) for moment in moments[1:])])


def _facts(service: Service) -> list[str]:
    place, joining = service.location, service.published_joining
    properties = [("SUMMARY", service.name), ("DESCRIPTION", service.notes)]
    lines = [f"{name}:{_text(value)}" for name, value in properties if value]
    if place is not None and service.attendance != Service.Attendance.ONLINE:
        address = place.formatted_address or place.address
        words = ", ".join(dict.fromkeys(filter(None, (place.name, address))))
        lines += [f"LOCATION:{_text(words)}"] if words else []
        if place.latitude is not None and not place.is_approximate:
            lines.append(f"GEO:{place.latitude};{place.longitude}")
    if page := public_url(service.url):
        lines.append(f"URL:{page}")
    if joining is not None and (room := public_url(joining.conference_url)):
        lines.append(f"CONFERENCE;VALUE=URI;FEATURE=VIDEO:{room}")
    elif joining is not None and (number := phone_number(public_phone(joining.conference_phone))):
        lines.append(f"CONFERENCE;VALUE=URI;FEATURE=PHONE:{number.call_href}")
    if names := _categories(service):
        lines.append("CATEGORIES:" + ",".join(map(_text, names)))
    if service.status != Service.Status.ACTIVE:
        lines.append("STATUS:CANCELLED")
    return lines


def _categories(service: Service) -> list[str]:
    """The source's own words where there are any, else the names of the terms."""
    own = service.extra.get("ical") if isinstance(service.extra, dict) else None
    categories = own.get("categories") if isinstance(own, dict) else None
    if isinstance(categories, list):
        return [str(word) for word in categories]
    return [name for name in map(term_name, service.terms) if name]


# --- Lines --------------------------------------------------------------------------------------


def _text(value: str) -> str:
    for char in "\\;,":
        value = value.replace(char, f"\\{char}")
    return value.replace("\r", "").replace("\n", "\\n")


def _joined(lines: Iterable[str]) -> bytes:
    return b"".join(_folded(line.replace("\r", "").replace("\n", " ").encode()) for line in lines)


def _folded(line: bytes) -> bytes:
    """A line in pieces of at most 75 octets that cut no character in two."""
    pieces = []
    while len(line) > LINE:
        cut = LINE
        while line[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(line[:cut])
        line = b" " + line[cut:]
    return b"\r\n".join([*pieces, line]) + b"\r\n"


@lru_cache(maxsize=200)
def _zone(name: str) -> bytes:
    """A zone's rules, for calendars that do not know it by its name."""
    if name == "UTC":
        return b""
    from icalendar import Timezone  # 15 MB that nothing else here needs

    return bytes(Timezone.from_tzinfo(ZoneInfo(name), name).to_ical())
