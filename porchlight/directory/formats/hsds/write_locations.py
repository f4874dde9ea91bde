"""Places and organizations as HSDS 3.0 writes them."""

from __future__ import annotations

from uuid import UUID

from porchlight.directory.formats.hsds.attributes import fact
from porchlight.directory.formats.hsds.fields import Node
from porchlight.directory.formats.hsds.ids import made_uuid, uuid_of
from porchlight.directory.formats.hsds.locations import (
    Address,
    doubtful,
    joined,
    location_addresses,
    main_address,
)
from porchlight.directory.models import Location, Organization


def location_node(location: Location, source: str) -> Node:
    """A place with its address, and what its source said of it besides."""
    source_node = dict(_source_node(location.extra))
    own = source_node.get("id")
    here = uuid_of(source, "location", own) if own else made_uuid(source, "location", location.key)
    addresses = _addresses(location, source_node, here)
    attributes = source_node.get("attributes")
    own_attributes = attributes if isinstance(attributes, list) else []
    source_node.pop("holiday_schedules", None)
    return {
        "location_type": "physical",
        **source_node,
        "id": str(here),
        "name": location.name,
        "description": location.notes,
        "transportation": location.transport,
        "latitude": location.latitude,
        "longitude": location.longitude,
        "addresses": addresses,
        "attributes": own_attributes + _facts(location, addresses, here),
    }


def virtual_location(listing: UUID, url: str) -> Node:
    """The place of what is held online only."""
    return {"id": str(made_uuid(listing, "virtual")), "location_type": "virtual", "url": url}


def organization_node(organization: Organization) -> Node:
    """An organization with what its source said of it."""
    source_node = dict(_source_node(organization.extra))
    phones = source_node.get("phones")
    rows = [one for one in phones if isinstance(one, dict)] if isinstance(phones, list) else []
    numbers = {str(one.get("number") or "").strip("\"' ") for one in rows}
    if organization.phone and organization.phone not in numbers:
        rows = [{"number": organization.phone}, *rows]
    node = {
        **source_node,
        "id": str(organization.hsds_id),
        "name": organization.name,
        "description": organization.description,
        "email": organization.email,
        "website": organization.url,
        "phones": rows,
    }
    if organization.place:
        attributes = source_node.get("attributes")
        own_attributes = attributes if isinstance(attributes, list) else []
        place_fact = fact(organization.hsds_id, "place-of-publisher", organization.place)
        node["attributes"] = [*own_attributes, place_fact]
    return node


def _addresses(location: Location, source_node: Node, here: UUID) -> list[Node]:
    """The source's addresses, with the main one's parts as the place has them now."""
    rows = location_addresses(source_node)
    parts: Node = {
        "address_1": location.address,
        "city": location.city,
        "state_province": location.state,
        "postal_code": location.postal_code,
        "country": location.country,
        "region": location.regions[0] if location.regions else "",
    }
    main = main_address(source_node)
    if main is None:
        if not any(parts.values()):
            return rows
        made = str(made_uuid(here, "address"))
        return [{"id": made, **parts, "address_type": "physical"}, *rows]
    return [*rows[:main], {**rows[main], **parts}, *rows[main + 1 :]]


def _facts(location: Location, addresses: list[Node], here: UUID) -> list[Node]:
    """What a place has and HSDS's address cannot say, where it differs from what would be read."""
    main = main_address({"addresses": addresses})
    line = joined(addresses[main]) if main is not None else ""
    address = Address(location.address, location.formatted_address)
    point = location.latitude is not None
    pairs = [("region", region) for region in location.regions[1:]]
    if location.formatted_address != line:
        pairs.append(("formatted-address", location.formatted_address))
    if location.is_approximate != doubtful(address, has_point=point):
        pairs.append(("approximate", "true" if location.is_approximate else "false"))
    pairs.append(("place-zone", location.zone))
    return [fact(here, name, value) for name, value in pairs if value]


def _source_node(extra: object) -> Node:
    own = extra.get("hsds") if isinstance(extra, dict) else None
    return own if isinstance(own, dict) else {}
