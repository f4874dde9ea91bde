"""Writes listings as Open Referral HSDS 3.0: services with everything nested in them.

A listing is one service at one place; listings that share their `hsds_id` are written as one
service with several places. What the source said in HSDS and nothing here asks about comes back
out of `extra` as it was. What HSDS has no field for is written as attributes (`attributes.py`).
Details for joining go out only where the source publishes them itself; contacts never.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import groupby, islice

from porchlight.directory.formats.containers.zip_files import zip_of
from porchlight.directory.formats.fields.urls import public_field, public_phone, public_url
from porchlight.directory.formats.hsds.attributes import fact, term_attributes
from porchlight.directory.formats.hsds.fields import OURS, Node
from porchlight.directory.formats.hsds.freq import for_writing
from porchlight.directory.formats.hsds.ids import made_uuid, uuid_of
from porchlight.directory.formats.hsds.listing import number_of
from porchlight.directory.formats.hsds.write_locations import (
    location_node,
    organization_node,
    virtual_location,
)
from porchlight.directory.formats.hsds.write_schedules import says_times, schedules_of
from porchlight.directory.models import Organization, Service

STATUS = {"active": "active", "closed_for_now": "temporarily closed", "removed": "inactive"}
# Fields that HSDS wants and that may be blank; readers here leave a blank one out.
REQUIRED = {
    "organization": ("description",),
    "program": ("name", "description"),
    "programs": ("name", "description"),
    "taxonomy_term": ("name", "description"),
    "taxonomy_detail": ("name", "description"),
    "phones": ("number",),
    "organization_identifiers": ("identifier_type", "identifier"),
    "addresses": ("address_1", "city", "state_province", "postal_code", "country"),
}
# What an id is an id of, by the name of the field it stands in.
KINDS = {"parent_organization_id": "organization", "parent_id": "taxonomy_term"}
NO_IDS = ("tax_id",)
IN_A_PART = 1_000
OF_THE_LISTING = ("id", "at", "at_location_id")


def write_hsds(services: Iterable[Service], on: date) -> Iterator[bytes]:
    """A JSON array of full services, one a line. `services` come by `hsds_id`; numeric offsets
    are those of the day `on`."""
    opening = b"[\n"
    for node in full_services(services, on):
        yield opening + _json(node)
        opening = b",\n"
    yield b"\n]\n" if opening == b",\n" else b"[]\n"


def write_hsds_zip(services: Iterable[Service], on: date) -> Iterator[bytes]:
    """The same as a zip of files with one full service a line: what is larger than a feed in one
    file may be can be read again."""
    nodes = full_services(services, on)
    parts = enumerate(iter(lambda: list(islice(nodes, IN_A_PART)), []), start=1)
    yield from zip_of((f"services-{number:04}.ndjson", map(_line, part)) for number, part in parts)


def _line(node: Node) -> bytes:
    return _json(node) + b"\n"


def _json(node: Node) -> bytes:
    return json.dumps(node, ensure_ascii=False, separators=(",", ":")).encode()


def full_services(services: Iterable[Service], on: date) -> Iterator[Node]:
    """Full services of rows that come by `hsds_id`."""
    for _, rows in groupby(services, key=lambda row: row.hsds_id):
        yield service_full(list(rows), on)


def service_full(rows: Sequence[Service], on: date) -> Node:
    """One service with everything about it; `rows` are its places."""
    first = rows[0]
    node = {**_source_node(first), **_brief(first)}
    shared = set.intersection(*(set(row.terms) for row in rows))
    attributes = _list(node.get("attributes")) + term_attributes(first.hsds_id, sorted(shared))
    if _is_nowhere(first) and len(rows) == 1:
        attributes += _facts(first)
        node["phones"] = _phones(first, _list(node.get("phones")))
        node["schedules"] = schedules_of(first, _source_node(first), {}, on)
    else:
        known = {number for row in rows for number in _numbers(row)}
        own = _list(node.get("phones"))
        node["phones"] = [one for one in own if number_of(one) in known or _is_no_voice(one)]
        node["service_at_locations"] = [_at_location(row, on, shared) for row in rows]
        node["schedules"] = _own_schedules(rows, on)
    for name in ("at", "holiday_schedules"):  # said of the places, or as dates left out
        node.pop(name, None)
    if first.organization is not None:
        node["organization"] = organization_node(first.organization)
    return finished({**node, "attributes": attributes}, first.source.name)


def service_brief(row: Service) -> Node:
    """A service with the fields that it has one of, and its organization."""
    node = _brief(row)
    if row.organization is not None:
        node["organization"] = organization_brief(row.organization)
    return finished(node, row.source.name)


def _brief(row: Service) -> Node:
    source_node = _source_node(row)
    alert = str(source_node.get("alert") or "")
    description = row.notes
    if alert and row.notes == alert:
        description = ""
    elif alert and row.notes.startswith(f"{alert}\n\n"):
        description = row.notes.removeprefix(f"{alert}\n\n")
    scalars = {
        name: value for name, value in source_node.items() if isinstance(value, (str, int, float))
    }
    node = {
        **scalars,
        "id": str(row.hsds_id),
        "name": row.name,
        "alert": alert if description != row.notes else "",
        "description": description,
        "url": row.url,
        "email": row.email,
        "status": STATUS[row.status],
        "application_process": row.how_to_apply,
        "fees_description": row.fees,
        "eligibility_description": row.eligibility,
        "minimum_age": row.least_age,
        "maximum_age": row.most_age,
        "assured_date": row.checked_on.isoformat() if row.checked_on else "",
        "last_modified": moment(row.updated_at),
        "program": source_node.get("program"),
    }
    if row.organization is not None:
        node["organization_id"] = str(row.organization.hsds_id)
    return node


def at_location_full(row: Service, on: date) -> Node:
    """A service at one place, with the place."""
    return finished(_at_location(row, on, set()), row.source.name)


def _at_location(row: Service, on: date, shared: set[str]) -> Node:
    """`shared` are terms that the service itself says."""
    source_node = _source_node(row)
    at = dict(_object(source_node.get("at")))
    own = sorted(set(row.terms) - shared)
    facts = _facts(row)
    attributes = _list(at.get("attributes")) + term_attributes(row.at_location_id, own) + facts
    location = _location(row)
    node = {
        **at,
        "id": str(row.at_location_id),
        "phones": _phones(row, _list(at.get("phones")), _list(source_node.get("phones"))),
        "schedules": schedules_of(row, at, source_node, on),
        "attributes": attributes,
        "location": location,
    }
    node.pop("holiday_schedules", None)
    return node


def at_location_brief(row: Service) -> Node:
    """A service at one place with the fields that it has one of, its service and its place."""
    at = _object(_source_node(row).get("at"))
    node: Node = {
        "id": str(row.at_location_id),
        "service_id": str(row.hsds_id),
        "description": at.get("description"),
        "location": _scalars(_location(row)),
        "service": service_brief(row),
    }
    return finished(node, row.source.name)


def organization_brief(organization: Organization) -> Node:
    """An organization with the fields that it has one of."""
    return _scalars(organization_node(organization))


def organization_full(organization: Organization, source: str) -> Node:
    """An organization with all that belongs to it, without its services."""
    return finished(organization_node(organization), source, "organization")


def moment(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else ""


# --- Parts of a listing -----------------------------------------------------------------------


def _source_node(row: Service) -> Node:
    """The fields of the source's own HSDS of the service that are no columns here."""
    node = _object(row.extra.get("hsds") if isinstance(row.extra, dict) else None)
    return {name: value for name, value in node.items() if name not in OF_THE_LISTING} | (
        {"at": node["at"]} if "at" in node else {}
    )


def _is_nowhere(row: Service) -> bool:
    """Whether the source gave the service in HSDS, and no place where it is offered."""
    own = row.extra.get("hsds") if isinstance(row.extra, dict) else None
    is_hsds = isinstance(own, dict) and "at_location_id" not in own and "at" not in own
    return is_hsds and row.location is None


def _location(row: Service) -> Node:
    if row.location is not None:
        return location_node(row.location, row.source.name)
    joining = row.published_joining
    if row.attendance != Service.Attendance.ONLINE:
        return {}
    return virtual_location(row.at_location_id, joining.conference_url if joining else "")


def _numbers(row: Service) -> list[str]:
    return [str(phone["number"]) for phone in row.phones]


def _phones(row: Service, own: list[Node], others: Sequence[Node] = ()) -> list[Node]:
    """The phones as the source wrote them, where the listing still has them; then what it has
    besides. Numbers that are no voice's (fax) are the source's alone."""
    located = row.location
    there = _object(located.extra.get("hsds") if located else None)
    written = {number_of(one) for one in (*own, *others, *_list(there.get("phones")))}
    known = set(_numbers(row))
    current = [one for one in own if number_of(one) in known or _is_no_voice(one)]
    new = [phone for phone in row.phones if phone["number"] not in written]
    return current + [
        {
            "id": str(made_uuid(row.at_location_id, "phone", phone["number"])),
            "number": phone["number"],
            "description": phone.get("label", ""),
        }
        for phone in new
    ]


def _is_no_voice(phone: Node) -> bool:
    return str(phone.get("type") or "voice").lower() not in ("voice", "")


def _own_schedules(rows: Sequence[Service], on: date) -> list[Node]:
    """The service's own schedules, while any of its places goes by what the source gave."""
    source_node = _source_node(rows[0])
    own = _list(source_node.get("schedules"))
    still = any(
        says_times(row, _object(_source_node(row).get("at")), source_node, on) for row in rows
    )
    return own if still else []


def _facts(row: Service) -> list[Node]:
    """What HSDS has no field for. `kind` tells our own reader that all terms are given."""
    joining = row.published_joining
    zones = {schedule.zone for schedule in row.schedules.all()}
    pairs = [
        ("kind", row.kind),
        ("attendance", row.attendance),
        ("place-closed", "true" if row.place_closed else ""),
        *(("zone", zone) for zone in sorted(zones)),
        *(("type", code) for code in row.types),
        ("fellowship", row.fellowship),
        ("group", row.group_name),
        ("group-notes", row.group_notes),
    ]
    if joining is not None:
        pairs += [
            ("conference-url", public_url(joining.conference_url)),
            ("conference-url-notes", joining.conference_url_notes),
            ("conference-phone", public_phone(joining.conference_phone)),
            ("conference-phone-notes", joining.conference_phone_notes),
            ("passcode", joining.passcode),
        ]
    pairs += [("holiday", json.dumps(day, sort_keys=True)) for day in _holidays(row)]
    return [fact(row.at_location_id, name, value) for name, value in pairs if value]


def _holidays(row: Service) -> list[Node]:
    service = _source_node(row)
    there = _object(row.location.extra.get("hsds") if row.location else None)
    nodes = (_object(service.get("at")), service, there)
    return [day for node in nodes for day in _list(node.get("holiday_schedules"))]


# --- The last pass ----------------------------------------------------------------------------


def finished(node: Node, source: str, what: str = "service") -> Node:
    """Without blanks, with every id a UUID, with what HSDS wants and may be blank."""
    return _finished(node, source, what, str(node.get("id") or ""))


def _finished(node: Node, source: str, where: str, owner: str) -> Node:
    if where == "taxonomy_term" and node.get("taxonomy") in OURS:
        return node
    if where == "schedules":
        node = for_writing(node, node.get("id") or owner)
    whole: Node = {}
    for name, value in node.items():
        clean = _value(name, value, source, where, owner)
        if clean not in (None, "", [], {}):
            whole[name] = clean
    for name in REQUIRED.get(where, ()):
        whole.setdefault(name, "")
    if "id" not in whole:
        made = made_uuid(source, where, owner, json.dumps(whole, sort_keys=True))
        return {"id": str(made), **whole}
    return whole


def _value(name: str, value: object, source: str, where: str, owner: str) -> object:
    if isinstance(value, dict):
        return _finished(value, source, name, owner) if value else None
    if isinstance(value, list):
        return [_finished(one, source, name, owner) for one in value if one]
    is_id = name == "id" or (name.endswith("_id") and name not in NO_IDS)
    if is_id and value not in (None, ""):
        return str(uuid_of(source, _kind(name, where), value))
    return public_field(name, value, where)


def _kind(name: str, where: str) -> str:
    """What an id is an id of: a service's own and another thing's `service_id` are of one kind."""
    if name != "id":
        return KINDS.get(name) or name.removesuffix("_id")
    return {"addresses": "address", "taxonomy_detail": "taxonomy"}.get(where, where.rstrip("s"))


def _object(value: object) -> Node:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Node]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _scalars(node: Node) -> Node:
    return {name: value for name, value in node.items() if not isinstance(value, (list, dict))}
