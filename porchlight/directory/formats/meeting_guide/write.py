"""Writes listings as a Meeting Guide feed that other apps can take and the JSON Schema passes.

No contacts. Ways to join only where the source published them as such. A row says one time of day
on one or more weekdays; a meeting with other times on other days takes several rows, of which the
first holds the whole for our own reader. What the format has no place for is left out and counted.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC
from hashlib import blake2b

from porchlight.directory.formats.fields import times as weekly
from porchlight.directory.formats.fields.joining import passcode_in
from porchlight.directory.formats.fields.urls import (
    public_email,
    public_field,
    public_phone,
    public_url,
)
from porchlight.directory.formats.meeting_guide import fields
from porchlight.directory.formats.meeting_guide.fields import OURS, PLACE_FIELDS
from porchlight.directory.formats.record import Extra
from porchlight.directory.models import Joining, Location, Organization, Schedule, Service
from porchlight.directory.vocabulary.terms import guide_codes, terms_of_types

LEFT_OUT = {
    "not_a_meeting": "care, help and events: Meeting Guide lists meetings",
    "dated_only": "a meeting on dates only: Meeting Guide knows weekdays",
    "dates_of_a_meeting": "dates of a meeting that is also held weekly",
    "joining_not_published": "ways to join that stood in notes: never passed on",
}
DAY = 24 * 60
GROUP_FIELDS = (
    *("venmo", "square", "paypal", "homegroup_online", "website_2", "feedback_url"),
    *("district", "sub_district"),
)
SLUG = re.compile(r"[A-Za-z0-9._~-]{1,64}")

Row = dict[str, object]
Starts = list[list[int]]  # ISO weekday, minute of the day, minutes it lasts


@dataclass
class GuideFeed:
    """How to write, and what was left out while writing.

    `page_of` gives the address of a listing's page on this site, for listings that have none of
    their own. Not `strict`: addresses and dial strings as they are, for apps that take any text.
    """

    page_of: Callable[[Service], str] | None = None
    strict: bool = True
    left_out: Counter[str] = field(default_factory=Counter)
    _slugs: dict[str, int] = field(default_factory=dict)

    def rows(self, services: Iterable[Service]) -> Iterator[Row]:
        """The rows of services that have their parts at hand (`exporting.exportable_services`)."""
        for service in services:
            yield from self._rows_of(service)

    def _rows_of(self, service: Service) -> Iterator[Row]:
        schedules = list(service.schedules.all())
        starts = sorted([row.weekday, row.minute, row.duration] for row in schedules if row.weekday)
        if not self._is_taken(service, schedules, has_weekly=bool(starts)):
            return
        slug = self._slug(service)
        exact: Extra = {}
        common = self._common(service, exact)
        times = _times_of_day(starts)
        if slug != service.key and self._slugs.get(service.key) in (None, service.source_id):
            exact["slug"] = service.key
        ours: Row = {"as_written": exact} if exact else {}
        if _needs_whole(starts, times):
            ours["starts"] = starts
        if tuple(service.terms) != terms_of_types(service.fellowship, service.types):
            ours["terms"] = service.terms
        zone = schedules[0].zone if schedules else ""
        head: Row = {"slug": slug, "name": service.name}
        if not times:
            yield _whole(head, {}, common, ours)
        for number, ((minute, duration), days) in enumerate(times.items()):
            if number:
                head = head | {"slug": self._free(f"{slug[:58]}-{number + 1}", service)}
                ours = {"part_of": slug}
            yield _whole(head, _when(days, minute, duration, zone), common, ours)

    def _is_taken(self, service: Service, schedules: list[Schedule], *, has_weekly: bool) -> bool:
        if service.kind != Service.Kind.MEETING:
            self.left_out["not_a_meeting"] += 1
            return False
        if schedules and not has_weekly:
            self.left_out["dated_only"] += 1
            return False
        dated = sum(not row.weekday for row in schedules)
        if dated:
            self.left_out["dates_of_a_meeting"] += dated
        return True

    # --- Slugs --------------------------------------------------------------------------------

    def _slug(self, service: Service) -> str:
        """The source's own slug where it is one and free; else one made from it, always the same.

        Two sources may have a slug in common: the second one's gets its source's name.
        """
        key = service.key
        if service.part == 0 and SLUG.fullmatch(key) and key not in self._slugs:
            return self._free(key, service)
        marks = (service.source.name, key, service.part)
        end = blake2b(repr(marks).encode(), digest_size=4).hexdigest()
        start = re.sub(r"[^A-Za-z0-9._~]+", "-", key)[: fields.LONGEST_SLUG - 9].strip("-")
        return self._free(f"{start}-{end}".strip("-"), service)

    def _free(self, slug: str, service: Service) -> str:
        free, number = slug, 1
        while free in self._slugs:
            number += 1
            free = f"{slug[:57]}-{number}"
        self._slugs[free] = service.source_id
        return free

    # --- What all rows of a service say ---------------------------------------------------------

    def _common(self, service: Service, exact: Extra) -> Row:
        """The fields beside name, slug and time. `exact` gets what only our own reader takes."""
        row: Row = {}
        self._say_types(service, row, exact)
        row |= {"notes": service.notes, "group": service.group_name}
        row |= {"group_notes": service.group_notes}
        if service.location:
            self._say_place(service.location, row, exact)
        self._say_attendance(service, row, exact)
        if service.updated_at:
            row["updated"] = f"{service.updated_at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
        self._say_page(service, row, exact)
        group_fields = {name: service.extra[name] for name in GROUP_FIELDS if name in service.extra}
        row |= {name: public_field(name, value) for name, value in group_fields.items()}
        if service.organization:
            row |= _entity(service.organization)
        return {name: value for name, value in row.items() if value not in ("", None, [])}

    def _say_types(self, service: Service, row: Row, exact: Extra) -> None:
        if service.fellowship == "aa":
            codes = [code for code in service.types if code in fields.CODES]
        else:
            codes = [code for code in guide_codes(service.terms) if code in fields.CODES]
            codes += ["TC"] if service.place_closed else []
        row["types"] = codes
        if codes != service.types:
            exact["types"] = service.types

    def _say_place(self, place: Location, row: Row, exact: Extra) -> None:
        written = {name: getattr(place, name) for name in PLACE_FIELDS}
        fitted = fields.fitted_place(written) if self.strict else written
        exact |= {name: text for name, text in written.items() if fitted.get(name, "") != text}
        notes = [place.notes, place.transport]
        if self.strict and not fields.says_the_street(written, fitted):
            notes.insert(0, place.formatted_address or place.address)
        row |= fitted
        row |= {"location": place.name, "location_notes": "\n".join(filter(None, notes))}
        if row["location_notes"] != place.notes:
            exact["location_notes"] = place.notes
        row |= {"regions": place.regions, "region": place.regions[0] if place.regions else ""}
        row |= {"latitude": place.latitude, "longitude": place.longitude}
        row["approximate"] = "yes" if place.is_approximate else "no"

    def _say_attendance(self, service: Service, row: Row, exact: Extra) -> None:
        is_open = service.status == Service.Status.ACTIVE
        row["attendance_option"] = service.attendance if is_open else "inactive"
        if not is_open:
            exact["attendance"] = service.attendance
        joining = _joining(service)
        if joining and joining.is_published:
            self._say_joining(joining, row, exact)
        elif joining:
            self.left_out["joining_not_published"] += 1

    def _say_joining(self, joining: Joining, row: Row, exact: Extra) -> None:
        phone = public_phone(joining.conference_phone)
        notes = joining.conference_url_notes
        if joining.passcode and not passcode_in(f"{notes}\n{joining.conference_phone_notes}"):
            exact |= {"conference_url_notes": notes, "accessCode": joining.passcode}
            notes = "\n".join(filter(None, [notes, f"Passcode: {joining.passcode}"]))
        fitted_phone = fields.fitted("conference_phone", phone) if self.strict else phone
        if fitted_phone != phone:
            exact["conference_phone"] = phone
        row |= {
            "conference_url": public_url(joining.conference_url),
            "conference_url_notes": notes,
            "conference_phone": fitted_phone,
            "conference_phone_notes": joining.conference_phone_notes,
        }

    def _say_page(self, service: Service, row: Row, exact: Extra) -> None:
        row["url"] = public_url(service.url)
        if self.page_of and not row["url"]:
            row["url"] = self.page_of(service)
            exact["url"] = ""


def write_meeting_guide(
    services: Iterable[Service], feed: GuideFeed | None = None
) -> Iterator[bytes]:
    """A Meeting Guide feed of these services, as UTF-8 JSON in pieces, a row a line.

    `feed` says how, and afterwards what was left out and why (`LEFT_OUT` has the words).
    """
    before = b"[\n"
    for row in (feed or GuideFeed()).rows(services):
        yield before + json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()
        before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


def _whole(head: Row, when: Row, common: Row, ours: Row) -> Row:
    return {**head, **when, **common, **({OURS: ours} if ours else {})}


def _times_of_day(starts: Starts) -> dict[tuple[int, int], list[int]]:
    """The weekdays of each (minute, length), in the order of the week's first."""
    times: dict[tuple[int, int], list[int]] = {}
    for weekday, minute, duration in starts:
        times.setdefault((minute, duration), []).append(weekday)
    return times


def _needs_whole(starts: Starts, times: dict[tuple[int, int], list[int]]) -> bool:
    """Whether the rows alone would be read as other starts than these."""
    if len(times) > 1:
        return True
    read = [weekly.length(minute, _end(minute, lasts), None).minutes for _, minute, lasts in starts]
    return read != [duration for _, _, duration in starts]


def _when(days: list[int], minute: int, duration: int, zone: str) -> Row:
    """A time of day in Meeting Guide's words: 0 is Sunday, an end may be past midnight."""
    sundays_first = sorted(day % 7 for day in days)
    end = _end(minute, duration)
    return {
        "day": sundays_first[0] if len(days) == 1 else sundays_first,
        "time": f"{minute // 60:02}:{minute % 60:02}",
        "end_time": f"{end // 60:02}:{end % 60:02}",
        "timezone": zone,
    }


def _end(minute: int, duration: int) -> int:
    """The minute it ends at. Around the clock ends a minute early, which is how feeds say it."""
    return (minute + min(duration, DAY - 1)) % DAY


def _joining(service: Service) -> Joining | None:
    return getattr(service, "joining", None)


def _entity(publisher: Organization) -> Row:
    return {
        "entity": publisher.name,
        "entity_url": public_url(publisher.url),
        "entity_website_url": public_url(publisher.url),
        "entity_phone": public_phone(publisher.phone),
        "entity_email": public_email(publisher.email),
        "entity_location": publisher.place,
        "entity_logo": public_url(publisher.extra.get("entity_logo")),
    }
