"""HSDS locations and organizations as places and publishers, and the rest of them as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from porchlight.directory.formats.fields import geo
from porchlight.directory.formats.fields.text import Notes, clean_text
from porchlight.directory.formats.hsds.attributes import Facts, facts_of
from porchlight.directory.formats.hsds.fields import Node
from porchlight.directory.formats.record import Place, Publisher

MOST_REGIONS = 12
# The parts of the main address that a place keeps in columns of its own.
PARTS = ("address_1", "city", "state_province", "postal_code", "country", "region")
OF_A_PLACE = ("name", "description", "transportation")
OF_A_PUBLISHER = ("name", "description", "website")


def place_of(location: Node, raw: Node, notes: Notes) -> Place | None:
    """The place, without a zone; None when nothing is given of one but a link to a room."""
    facts, point = facts_of(raw), geo.point_of(raw.get("latitude"), raw.get("longitude"))
    if not point and not facts and set(location) <= {"id", "location_type", "url"}:
        return None
    main = main_address(location)
    address = location_addresses(location)[main] if main is not None else {}
    _note_point(raw, point, notes)
    place = Place(
        name=_line(location.get("name"), 255),
        address=_line(address.get("address_1"), 255),
        city=_line(address.get("city"), 100),
        state=_line(address.get("state_province"), 100),
        postal_code=_line(address.get("postal_code"), 20),
        country=_line(address.get("country"), 100),
        formatted_address=_line(_first(facts, "formatted-address"), 500) or joined(address),
        notes=str(location.get("description") or ""),
        transport=str(location.get("transportation") or ""),
        regions=_regions(address, facts),
        point=point,
        zone=geo.known_zone(_first(facts, "place-zone")),
        extra={"hsds": _rest(location, main)},
    )
    return _with_doubt(place, facts)


def publisher_of(organization: Node, raw: Node) -> Publisher | None:
    name = _line(organization.get("name"), 255)
    if not name:
        return None
    email = str(raw.get("email") or "").strip()
    phones = organization.get("phones")
    first = phones[0] if isinstance(phones, list) and phones else {}
    rest = {key: value for key, value in organization.items() if key not in OF_A_PUBLISHER}
    return Publisher(
        name=name,
        url=str(organization.get("website") or ""),
        phone=_line(str(first.get("number") or "").strip("\"' "), 64),
        email=email,
        place=_line(_first(facts_of(raw), "place-of-publisher"), 255),
        description=str(organization.get("description") or ""),
        extra={"hsds": dict(sorted(rest.items()))},
    )


def main_address(location: Mapping[str, object]) -> int | None:
    """Which of a location's addresses one goes to: the first physical one, else the first."""
    addresses = location_addresses(location)
    kinds = [str(one.get("address_type") or "physical").lower() for one in addresses]
    if "physical" in kinds:
        return kinds.index("physical")
    return 0 if addresses else None


def location_addresses(location: Mapping[str, object]) -> list[Node]:
    found = location.get("addresses")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def joined(address: Mapping[str, object]) -> str:
    """An address in one line, as it would stand on a letter."""
    values = {name: _line(value, 255) for name, value in address.items() if name != "id"}
    state = " ".join(filter(None, (values.get("state_province"), values.get("postal_code"))))
    street = (values.get("address_1"), values.get("address_2"))
    parts = (*street, values.get("city"), state, values.get("country"))
    return ", ".join(part.strip(" ,") for part in parts if part)[:500]


@dataclass(frozen=True)
class Address:
    """A street, and the whole address in one line."""

    street: str
    line: str


def doubtful(address: Address, *, has_point: bool) -> bool:
    """Whether a place of which nobody says so is only roughly known: no street and no point."""
    return not (address.street or geo.names_a_door(address.line) or has_point)


def _with_doubt(place: Place, facts: Facts) -> Place:
    approximate = _first(facts, "approximate")
    if approximate in ("true", "false"):
        return replace(place, is_approximate=approximate == "true")
    address = Address(place.address, place.formatted_address)
    return replace(place, is_approximate=doubtful(address, has_point=place.point is not None))


def _note_point(raw: Node, point: tuple[float, float] | None, notes: Notes) -> None:
    given = [raw.get(name) for name in ("latitude", "longitude")]
    if point is None and any(value not in (None, "") for value in given):
        notes.mended.add("point_left_out")
    if point is not None and any(isinstance(value, str) for value in given):
        notes.mended.add("point_from_text")


def _regions(address: Node, facts: Facts) -> tuple[str, ...]:
    names = (address.get("region"), *facts.get("region", ()))
    found = (_line(text, 100) for text in names)
    return tuple(dict.fromkeys(text for text in found if text))[:MOST_REGIONS]


def _rest(location: Node, main: int | None) -> Node:
    rest = {name: value for name, value in location.items() if name not in OF_A_PLACE}
    addresses = location_addresses(location)
    if main is not None:
        mains = {name: value for name, value in addresses[main].items() if name not in PARTS}
        rest["addresses"] = [*addresses[:main], mains, *addresses[main + 1 :]]
    return dict(sorted(rest.items()))


def _first(facts: Facts, name: str) -> str:
    return facts.get(name, ("",))[0]


def _line(value: object, longest: int) -> str:
    return clean_text(" ".join(str(value or "").split()), longest).text
