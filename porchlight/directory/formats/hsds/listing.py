"""One HSDS service at one place as a listing: what we ask about, and the rest as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from porchlight.directory.formats.fields import geo
from porchlight.directory.formats.fields.text import Notes, clean_text, public_text
from porchlight.directory.formats.fields.times import date_in, moment_in
from porchlight.directory.formats.gather import Dropped
from porchlight.directory.formats.hsds import schedules as hsds_times
from porchlight.directory.formats.hsds import taxonomy
from porchlight.directory.formats.hsds.attendance import ServiceAtLocation, with_ways_in
from porchlight.directory.formats.hsds.attributes import Facts, facts_of, holidays_of, terms_of
from porchlight.directory.formats.hsds.fields import Node, clean_id, clean_node, number_in
from porchlight.directory.formats.hsds.freq import for_reading
from porchlight.directory.formats.hsds.locations import place_of, publisher_of
from porchlight.directory.formats.meeting_guide.types import MOST_CODES, codes_of
from porchlight.directory.formats.record import (
    Care,
    Listing,
    Phone,
    Place,
    ReadingContext,
    fingerprint,
)

NOT_ACTIVE = ("inactive", "defunct")
KINDS = ("meeting", "event", "service")
MODELLED = (
    *("name", "description", "url", "application_process", "eligibility_description"),
    "fees_description",
)
LONGEST_KEY, SHORT, OLDEST = 255, 2000, 130
NOT_TO_CALL = ("fax", "textphone", "tty", "sms", "text")


@dataclass(frozen=True)
class Unit:
    """One service at one place, as the feed nests it; whatever is not given is empty."""

    service: Node
    at: Node = field(default_factory=dict)
    location: Node = field(default_factory=dict)
    organization: Node = field(default_factory=dict)


@dataclass
class Cleaned:
    """Things as they may be kept, each cleaned once however many listings share it."""

    known: dict[tuple[str, int], tuple[Node, Notes]] = field(default_factory=dict)

    def of(self, kind: str, raw: Node, notes: Notes) -> Node:
        if not raw:
            return {}
        key = (kind, id(raw))
        if key not in self.known:
            own = Notes()
            self.known[key] = (_with_schedules(clean_node(kind, raw, own)), own)
        node, own = self.known[key]
        notes.take(own)
        return dict(node)


def _with_schedules(node: Node) -> Node:
    """The thing with its schedules in the words of HSDS, however the feed spells these."""
    schedules = children(node, "schedules")
    return {**node, "schedules": list(map(for_reading, schedules))} if schedules else node


def listing_of(unit: Unit, context: ReadingContext, cleaned: Cleaned) -> tuple[Listing, set[str]]:
    """The listing, and the kinds of mending it took. Raises Dropped."""
    notes = Notes()
    status = str(unit.service.get("status") or "").strip().lower()
    if status in NOT_ACTIVE:
        raise Dropped("not_active")
    service = cleaned.of("service", unit.service, notes)
    at = cleaned.of("service_at_location", unit.at, notes)
    location = cleaned.of("location", unit.location, notes)
    name = _one_line(service.get("name"), 255)
    if not name:
        raise Dropped("no_name")
    facts = {**facts_of(unit.service), **facts_of(unit.at)}
    if holidays := [clean_node("holiday", day, notes) for day in holidays_of(facts)]:
        (at if unit.at else service)["holiday_schedules"] = holidays
    place = place_of(location, unit.location, notes)
    listing = Listing(
        key=_key(unit, name, notes),
        name=name,
        notes=_with_alert(service),
        group_name=_one_line(_first(facts, "group"), 255),
        group_notes=public_text(_first(facts, "group-notes"), notes, SHORT),
        types=codes_of(list(facts.get("type", ())))[:MOST_CODES],
        attendance="in_person",
        place_closed=_first(facts, "place-closed") == "true",
        status="closed_for_now" if status == "temporarily closed" else "active",
        url="",
        updated_at=moment_in(unit.service.get("last_modified")),
        zone="",
        starts=(),
        place=place,
        publisher=publisher_of(
            cleaned.of("organization", unit.organization, notes), unit.organization
        ),
        joining=None,
        phones=_phones(at, service, location),
        email=_email(unit.service.get("email")),
        care=_care(service, unit.service),
        checked_on=date_in(unit.service.get("assured_date")),
    )
    listing = _with_times(listing, facts, (at, service, location), context, notes)
    raw = unit.location
    listing = with_ways_in(listing, facts, ServiceAtLocation(service, at, location, raw), notes)
    listing = replace(
        listing,
        kind=_kind(facts, listing),
        terms=_terms(unit, facts, listing, (service, at, location)),
        extra={"hsds": _rest(service, at, unit)},
    )
    return listing, notes.mended


# --- Name, key, texts -------------------------------------------------------------------------


def _first(facts: Facts, name: str) -> str:
    return facts.get(name, ("",))[0]


def _one_line(value: object, longest: int) -> str:
    return clean_text(" ".join(str(value or "").split()), longest).text


def _key(unit: Unit, name: str, notes: Notes) -> str:
    own, service = clean_id(unit.at.get("id")), clean_id(unit.service.get("id"))
    place = clean_id(unit.location.get("id") or unit.at.get("location_id"))
    key = own or (f"{service}:{place}" if service and place else service)
    if not key:
        notes.mended.add("slug_made")
        mark = fingerprint((name, unit.location.get("name"), unit.organization.get("name")))
        key = f"{re.sub(r'[^a-z0-9]+', '-', name.lower())[:60].strip('-')}-{mark[:8]}"
    return key if len(key) <= LONGEST_KEY else f"{key[:200]}-{fingerprint(key)}"


def _with_alert(service: Node) -> str:
    """An alert ("moved online for now") stands before the description, and apart in an export."""
    texts = (str(service.get(name) or "") for name in ("alert", "description"))
    return "\n\n".join(text for text in texts if text)


def _care(service: Node, raw: Node) -> Care:
    fees = str(service.get("fees_description") or service.get("fees") or "")
    least, most = _age(raw.get("minimum_age")), _age(raw.get("maximum_age"))
    return Care(
        eligibility=str(service.get("eligibility_description") or ""),
        fees=fees,
        how_to_apply=str(service.get("application_process") or ""),
        least_age=least,
        most_age=most,
    )


def _age(value: object) -> int | None:
    number = number_in(value)
    return number if isinstance(number, int) and 0 <= number <= OLDEST else None


def _email(value: object) -> str:
    """A service's own address, which it publishes as such."""
    return value.strip() if isinstance(value, str) else ""


def number_of(phone: Node) -> str:
    """A phone's number as it is shown: its text without quotation marks, at most 64 characters."""
    return " ".join(str(phone.get("number") or "").strip("\"' ").split())[:64]


def _phones(*nodes: Node) -> tuple[Phone, ...]:
    """The numbers to call, voice first, each once, the most particular ones before the others."""
    found: dict[str, tuple[bool, str]] = {}
    for node in nodes:
        for phone in children(node, "phones"):
            kind, number = str(phone.get("type") or "").lower(), number_of(phone)
            if kind not in NOT_TO_CALL and any(map(str.isdigit, number)):
                found.setdefault(number, (kind not in ("", "voice"), label_of(phone)))
    ordered = sorted(found.items(), key=lambda item: item[1][0])
    return tuple(Phone(number, label) for number, (_, label) in ordered)


def label_of(phone: Node) -> str:
    extension = f"ext. {phone['extension']}" if phone.get("extension") else ""
    words = _one_line(phone.get("description"), 200)
    return "; ".join(part for part in (words, extension) if part)


def children(node: Node, name: str) -> list[Node]:
    found = node.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


# --- Times ------------------------------------------------------------------------------------


def starts_in(
    nodes: Iterable[Node], holidays: Iterable[Node], today: date, zone: str
) -> tuple[tuple[hsds_times.Start, ...], bool]:
    """The starts in the first of these things that has schedules (a service at its place, the
    service, the building), on the clock of `zone`, and whether some could not be read."""
    found: list[hsds_times.Start] = []
    unclear = False
    for node in nodes:
        for schedule in children(node, "schedules"):
            try:
                found += hsds_times.starts_of(schedule, zone)
            except hsds_times.UnclearSchedule:
                unclear = True
        if children(node, "schedules"):
            break
    try:
        return hsds_times.without_holidays(found, holidays, today, zone), unclear
    except hsds_times.UnclearSchedule:
        return tuple(found), True


def _with_times(
    listing: Listing,
    facts: Facts,
    nodes: tuple[Node, Node, Node],
    context: ReadingContext,
    notes: Notes,
) -> Listing:
    holidays = [row for node in nodes for row in children(node, "holiday_schedules")]
    if not holidays and not any(children(node, "schedules") for node in nodes):
        return listing
    zone, mended = _zone(facts, listing.place, context)
    starts, unclear = starts_in(nodes, holidays, context.today, zone)
    if unclear:
        notes.mended.add("schedule_left_out")
    weekly_ones, dated = hsds_times.weekly_and_dated(starts)
    if not starts:
        return listing
    if not zone:
        if _first(facts, "kind") in ("meeting", "event") or _happens_once(dated, weekly_ones):
            raise Dropped("no_time_zone")
        notes.mended.add("schedule_left_out")
        return listing
    notes.mended |= {mended} - {""}
    place = replace(listing.place, zone=zone) if listing.place else None
    return replace(listing, starts=weekly_ones, dated=dated, zone=zone, place=place)


def _happens_once(dated: tuple[object, ...], weekly_ones: tuple[object, ...]) -> bool:
    return bool(dated) and not weekly_ones and not any(getattr(one, "rule", "") for one in dated)


def _zone(facts: Facts, place: Place | None, context: ReadingContext) -> tuple[str, str]:
    """The IANA zone of the times, or "", and the name of the mending it took to know it."""
    if zone := geo.known_zone(_first(facts, "zone")):
        return zone, ""
    if place and place.point and (zone := geo.zone_at(*place.point)):
        return zone, "zone_from_point"
    if place and (zone := geo.zone_of_zip(place.postal_code, place.country)):
        return zone, "zone_from_zip"
    return context.default_zone, "zone_from_source" if context.default_zone else ""


def _kind(facts: Facts, listing: Listing) -> str:
    kind = _first(facts, "kind")
    if kind in KINDS:
        return kind
    return "event" if _happens_once(listing.dated, listing.starts) else "service"


# --- Terms, and the rest ----------------------------------------------------------------------


def _terms(
    unit: Unit, facts: Facts, listing: Listing, nodes: tuple[Node, Node, Node]
) -> tuple[str, ...]:
    own_terms = terms_of(unit.service) | terms_of(unit.at)
    if "kind" in facts:  # written by our own export, which says all of them
        return tuple(sorted(own_terms))
    service, _, location = nodes
    names = [name for node in (*nodes, _program(service)) for name in _term_names(node)]
    called = [listing.name, str(_program(service).get("name") or "")]
    found = own_terms | taxonomy.needs_in([*names, *called]) | taxonomy.people_in(names)
    found |= taxonomy.people_in(_words_of(listing.care.eligibility))
    found |= taxonomy.ages_in(listing.care.least_age, listing.care.most_age)
    found |= taxonomy.access_in([*names, *_accessibility(location)])
    found |= taxonomy.transport_in(str(location.get("transportation") or ""))
    found |= taxonomy.costs_in([listing.care.fees, *_costs(service)])
    for node in (service, location):
        for language in children(node, "languages"):
            code, name = str(language.get("code") or ""), str(language.get("name") or "")
            found |= taxonomy.language_of(code, name)
    if listing.attendance != "in_person":
        found.add("access:telehealth")
    return tuple(sorted(found))


def _program(service: Node) -> Node:
    program = service.get("program")
    return program if isinstance(program, dict) else {}


def _term_names(node: Node) -> list[str]:
    """The names of the terms that a thing's attributes link to."""
    terms = [one.get("taxonomy_term") for one in children(node, "attributes")]
    return [str(term.get("name") or "") for term in terms if isinstance(term, dict)]


def _words_of(eligibility: str) -> list[str]:
    """1.1 writes eligibility as single words; a sentence may name whom it is not for."""
    parts = [part.strip() for part in eligibility.split(",")]
    return parts if all(len(part.split()) <= 2 for part in parts) else []


def _accessibility(location: Node) -> list[str]:
    rows = children(location, "accessibility")
    texts = (str(row.get(name) or "") for row in rows for name in ("description", "details"))
    return [text.replace("_", " ") for text in texts if text]


def _costs(service: Node) -> list[str]:
    options = []
    for cost in children(service, "cost_options"):
        is_all = not (cost.get("option") or cost.get("valid_to"))
        options.append(
            "free" if cost.get("amount") == 0 and is_all else str(cost.get("option") or "")
        )
    return options


def _rest(service: Node, at: Node, unit: Unit) -> Node:
    """What HSDS says of the service and nothing here asks about, with sorted names."""
    left_out = set(MODELLED)
    if not service.get("fees_description"):
        left_out.add("fees")
    rest = {name: value for name, value in service.items() if name not in left_out}
    own = {name: value for name, value in at.items() if name != "id"}
    if at_id := clean_id(unit.at.get("id")):
        rest["at_location_id"] = at_id
    if own:
        rest["at"] = own
    return _sorted(rest)


def _sorted(value: Mapping[str, object]) -> Node:
    return dict(sorted(value.items()))
