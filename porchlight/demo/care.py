"""Made-up care, help and things to do as an Open Referral feed, brought in as a real one is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import chain
from random import Random
from typing import Any

from porchlight.demo.dice import dice_for
from porchlight.demo.offers import CARE, DATES, Offer
from porchlight.demo.towns import MISSISSIPPI, WISCONSIN, ZONE, DemoTown, door_in
from porchlight.directory.formats.hsds.attributes import fact, term_attributes
from porchlight.directory.formats.hsds.ids import made_uuid
from porchlight.directory.intake.actions import import_feed

Node = dict[str, Any]
SOURCE = "lantern-list"
# Large towns first, and both states in turn: what is in a few towns only is in these.
TOWNS = tuple(chain.from_iterable(zip(MISSISSIPPI, WISCONSIN, strict=False))) + MISSISSIPPI[8:]
CHECKED_WITHIN = 50


def import_care(now: datetime) -> None:
    """Bring in what there is beside meetings, as it stood yesterday."""
    yesterday = now - timedelta(days=1)
    nodes = [node for offer in (*CARE, *DATES) for node in _services(offer, yesterday.date())]
    content = json.dumps(nodes, ensure_ascii=False).encode()
    import_feed(SOURCE, content, at=yesterday, kind="hsds", default_zone=ZONE)


def _services(offer: Offer, today: date) -> Iterator[Node]:
    dice = dice_for(f"offer {offer.key}")
    for town in TOWNS[: offer.n_towns]:
        yield _service(offer, town, today, dice)


def _service(offer: Offer, town: DemoTown, today: date, dice: Random) -> Node:
    pk = str(made_uuid("demo", offer.key, town.name))
    terms = sorted(term if ":" in term else f"need:{term}" for term in offer.terms)
    facts = [fact(pk, "kind", offer.kind), fact(pk, "zone", ZONE)]
    if offer.by_phone:
        facts.append(fact(pk, "attendance", "online"))
    return {
        "id": pk,
        "name": offer.name,
        "status": "active",
        "description": offer.about,
        "application_process": offer.begin,
        "fees_description": offer.fees,
        "eligibility_description": offer.for_whom,
        "minimum_age": offer.least_age if offer.kind == "service" else None,
        "assured_date": str(today - timedelta(days=dice.randrange(CHECKED_WITHIN))),
        "organization": _organization(offer),
        "phones": _phones(pk, offer, dice),
        "schedules": _schedules(pk, offer, today),
        "attributes": [*term_attributes(pk, terms), *facts],
        "service_at_locations": [] if offer.by_phone else [_at(pk, offer, town, dice)],
    }


def _organization(offer: Offer) -> Node:
    return {
        "id": str(made_uuid("demo", "organization", offer.publisher)),
        "name": offer.publisher,
        "description": f"{offer.publisher} is made up, like everybody here.",
    }


def _phones(pk: str, offer: Offer, dice: Random) -> list[Node]:
    """Numbers that are kept free for stories: 555-0100 to 0199."""
    if offer.kind != "service":
        return []
    number = f"601-555-{dice.randint(100, 199):04d}"
    return [{"id": str(made_uuid(pk, "phone")), "number": number, "type": "voice"}]


def _schedules(pk: str, offer: Offer, today: date) -> list[Node]:
    opens, closes = offer.hours
    if not opens:
        return []
    schedule: Node = {"id": str(made_uuid(pk, "schedule")), "opens_at": opens, "closes_at": closes}
    if not offer.rule:
        day = str(today + timedelta(days=offer.first_in or 0))
        return [{**schedule, "dtstart": day, "valid_from": day, "valid_to": day}]
    parts = dict(part.split("=") for part in offer.rule.split(";"))
    return [
        {
            **schedule,
            "freq": parts["FREQ"],
            "interval": int(parts.get("INTERVAL", 1)),
            "byday": parts["BYDAY"],
            "dtstart": str(_monday_long_ago(today)),
        }
    ]


def _monday_long_ago(today: date) -> date:
    """A day that rules count from."""
    return today - timedelta(weeks=40, days=today.weekday())


def _at(pk: str, offer: Offer, town: DemoTown, dice: Random) -> Node:
    door = door_in(town, dice)
    place = str(made_uuid(pk, "location"))
    address = {
        "id": str(made_uuid(place, "address")),
        "address_1": door.address,
        "city": town.name,
        "state_province": town.state,
        "postal_code": town.postal_code,
        "country": "US",
        "address_type": "physical",
    }
    location = {
        "id": place,
        "location_type": "physical",
        "name": door.room[0].upper() + door.room[1:],
        "latitude": door.latitude,
        "longitude": door.longitude,
        "transportation": offer.transport,
        "addresses": [address],
    }
    return {"id": str(made_uuid(pk, "at")), "location": location}
