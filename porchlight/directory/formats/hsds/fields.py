"""What HSDS 3.0 may say of each thing, and how each word of it is cleaned before it is kept.

Only what the specification names is kept (schema/*.json of version 3.0), so that nothing unknown
slips through. Never kept: contacts, the change log and its authors, who assured a record, and the
person an address is to the attention of.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from porchlight.directory.formats.fields.joining import is_online_room, link_in
from porchlight.directory.formats.fields.text import Notes, clean_text, public_text
from porchlight.directory.formats.hsds.ids import uuid_in

Node = dict[str, object]

LONGEST_ID, LONGEST_LINK, MOST_CHILDREN = 255, 1000, 500
VOCABULARY, FACTS = "Porchlight vocabulary", "Porchlight facts"  # taxonomies of our own
OURS = (VOCABULARY, FACTS)
NOTES_OF_A_PERSON = ("contacts", "assurer_email", "attention", "metadata", "contact_id")
MOBILE = ("cell", "mobile", "pager")  # what 1.1 calls the phone in somebody's pocket

ENUMS = {name: ("physical", "postal", "virtual") for name in ("location_type", "address_type")}
TEXT = ("name", "alternate_name", "description")
SCHEDULE_TEXT = (
    *("valid_from", "valid_to", "dtstart", "until", "wkst", "freq", "byday", "byweekno"),
    *("bymonthday", "byyearday", "description", "opens_at", "closes_at", "attending_type", "notes"),
)
HOLIDAY_TEXT = ("closed", "opens_at", "closes_at", "start_date", "end_date")
FIELDS: dict[str, dict[str, str]] = {}


def _of(
    kind: str, texts: tuple[str, ...] = (), *, ids: str = "", numbers: str = "", links: str = "",
    parts: dict[str, str] | None = None,
) -> None:  # fmt: skip
    FIELDS[kind] = {
        **dict.fromkeys(("id", *ids.split()), "id"),
        **dict.fromkeys(texts, "text"),
        **dict.fromkeys(numbers.split(), "number"),
        **dict.fromkeys(links.split(), "link"),
        **(parts or {}),
        "attributes": "attribute[]",
    }


_of("taxonomy", ("name", "description", "version"), links="uri")
_of(
    "taxonomy_term",
    ("code", "name", "description", "taxonomy", "language"),
    ids="parent_id taxonomy_id",
    links="term_uri",
    parts={"taxonomy_detail": "taxonomy"},
)
_of(
    "attribute",
    ("link_type", "link_entity", "value"),
    ids="link_id taxonomy_term_id",
    parts={"taxonomy_term": "taxonomy_term"},
)
for _name in ("taxonomy", "taxonomy_term", "attribute"):
    del FIELDS[_name]["attributes"]
_of("language", ("name", "code", "note"))
_of("accessibility", ("description", "details"), links="url")
_of(
    "address",
    (
        *("address_1", "address_2", "city", "region", "state_province", "postal_code", "country"),
        "address_type",
    ),
)
_of(
    "phone",
    ("number", "type", "description"),
    numbers="extension",
    parts={"languages": "language[]"},
)
_of("schedule", SCHEDULE_TEXT, numbers="timezone count interval", links="schedule_link")
FIELDS["schedule"]["attributes"] = "fact[]"  # days called off are part of when it is
FIELDS["fact"] = FIELDS["attribute"]
_of("holiday", HOLIDAY_TEXT)
_of(
    "cost_option",
    ("valid_from", "valid_to", "option", "currency", "amount_description"),
    numbers="amount",
)
_of("service_area", ("name", "description", "extent", "extent_type"), links="uri")
_of("funding", ("source",))
_of("program", TEXT)
_of("required_document", ("document",), links="uri")
_of("organization_identifier", ("identifier_scheme", "identifier_type", "identifier"))
PHONES_AND_TIMES = {
    "phones": "phone[]",
    "schedules": "schedule[]",
    "holiday_schedules": "holiday[]",
}
_of(
    "location",
    (
        *TEXT,
        *("transportation", "external_identifier", "external_identifier_type", "location_type"),
    ),
    parts={
        "url": "place_page",
        **PHONES_AND_TIMES,
        "languages": "language[]",
        "addresses": "address[]",
        "accessibility": "accessibility[]",
    },
)
_of(
    "organization",
    (*TEXT, "tax_status", "tax_id", "legal_status"),
    ids="parent_organization_id",
    numbers="year_incorporated",
    links="website uri logo",
    parts={
        "phones": "phone[]",
        "funding": "funding[]",
        "programs": "program[]",
        "organization_identifiers": "organization_identifier[]",
        "locations": "location[]",
    },
)
_of("service_at_location", ("description",), parts=PHONES_AND_TIMES)
_of(
    "service",
    (
        *("name", "alternate_name", "description", "interpretation_services", "alert"),
        *("application_process", "fees_description", "wait_time", "fees", "accreditations"),
        *("eligibility_description", "licenses"),
    ),
    ids="program_id",
    links="url",
    parts={
        **PHONES_AND_TIMES,
        "languages": "language[]",
        "service_areas": "service_area[]",
        "funding": "funding[]",
        "cost_options": "cost_option[]",
        "required_documents": "required_document[]",
        "program": "program",
    },
)


def clean_node(kind: str, raw: object, notes: Notes) -> Node:
    """What may be kept of one thing, in 3.0's field names. Blank fields are left out."""
    if not isinstance(raw, dict):
        return {}
    if any(raw.get(name) not in (None, "", []) for name in NOTES_OF_A_PERSON):
        notes.mended.add("contacts_left_out")
    node: Node = {}
    for name, how in FIELDS[kind].items():
        value = raw.get(name)
        if value in (None, "", [], {}):
            continue
        if name in ENUMS and str(value).strip().lower() not in ENUMS[name]:
            continue
        clean = _CLEANERS[how](value, notes) if how in _CLEANERS else _children(how, value, notes)
        if clean not in (None, "", [], {}):
            node[name] = clean
    for name in ENUMS.keys() & FIELDS[kind].keys():
        node[name] = str(node.get(name, "physical")).strip().lower()
    return node


def clean_id(value: object) -> str:
    """An id as text: a UUID in its usual spelling, anything else as the feed has it."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    own = uuid_in(value)
    return str(own) if own else clean_text(value, LONGEST_ID).text


def number_in(value: object) -> int | float | None:
    """A finite number, whole ones as int; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    if not math.isfinite(number) or abs(number) > 1e15:
        return None
    return int(number) if number.is_integer() else number


def is_ours(attribute: object) -> bool:
    """Whether an attribute is one that our own export wrote; these are read, not kept."""
    term = attribute.get("taxonomy_term") if isinstance(attribute, dict) else None
    return isinstance(term, dict) and term.get("taxonomy") in OURS


def _children(how: str, value: object, notes: Notes) -> object:
    if not how.endswith("[]"):
        return clean_node(how, value, notes)
    kind = how.removesuffix("[]")
    rows = value if isinstance(value, list) else []
    if kind == "attribute":
        rows = [row for row in rows if not is_ours(row)]
    children = (clean_node(kind, row, notes) for row in rows[:MOST_CHILDREN] if _is_public(row))
    if len(rows) > MOST_CHILDREN or not all(map(_is_public, rows)):
        is_long = len(rows) > MOST_CHILDREN
        notes.mended.add("text_shortened" if is_long else "contacts_left_out")
    return [child for child in children if child]


def _is_public(row: object) -> bool:
    """A phone that belongs to a contact and to nothing else, or is in a pocket, is a person's."""
    if not isinstance(row, dict) or "number" not in row:
        return True
    others = ("service_id", "location_id", "organization_id", "service_at_location_id")
    is_of_a_person = row.get("contact_id") and not any(row.get(name) for name in others)
    return not is_of_a_person and str(row.get("type") or "").strip().lower() not in MOBILE


def _id(value: object, _notes: Notes) -> str:
    return clean_id(value)


def _number(value: object, _notes: Notes) -> int | float | None:
    return number_in(value)


def _link(value: object, notes: Notes) -> str:
    url = link_in(clean_text(value, LONGEST_LINK).text).url if isinstance(value, str) else ""
    if not url or len(url) > LONGEST_LINK:
        notes.mended.add("link_left_out")
        return ""
    if is_online_room(url):
        notes.mended.add("joining_moved")
        notes.room = notes.room or url
        return ""
    return url


def _place_page(value: object, notes: Notes) -> str:
    """A place's own page; where it is a room's link, it is read as how to join and left out."""
    text = clean_text(value, LONGEST_LINK).text if isinstance(value, str) else ""
    return "" if is_online_room(link_in(text).url) else _link(value, notes)


_CLEANERS: dict[str, Callable[[object, Notes], object]] = {
    "id": _id,
    "text": public_text,
    "number": _number,
    "link": _link,
    "place_page": _place_page,
}
