"""Telephone numbers of a listing, as a phone can dial them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from porchlight.directory.models import Schedule, Service
from porchlight.people.local.phone_numbers import phone_number
from porchlight.people.local.zones import zone_country


@dataclass(frozen=True)
class PhoneLink:
    """A number as it is shown, what it is for, and the address that calls it ("" when it cannot
    be dialled)."""

    number: str
    label: str
    href: str


def lines_of(service: Service, schedules: Iterable[Schedule]) -> list[PhoneLink]:
    """The service's own numbers, the first one to call first."""
    country = country_of_listing(service, schedules)
    found = [
        PhoneLink(phone["number"], phone.get("label", ""), _href(phone["number"], country))
        for phone in service.phones
    ]
    return [line for line in found if line.number]


def line_of(number: str, country: str = "") -> PhoneLink | None:
    """A number without a label; None when there is none."""
    return PhoneLink(number, "", _href(number, country)) if number else None


def country_of_listing(service: Service, schedules: Iterable[Schedule]) -> str:
    """Whose numbers it writes without a code: two letters, "" when its clock does not tell."""
    zones = [service.location.zone] if service.location else []
    zones += [schedule.zone for schedule in schedules]
    return next(filter(None, map(zone_country, zones)), "")


# The numbers of listings are public, so they may be kept; those of people are read anew.
@lru_cache(maxsize=2_000)
def _href(number: str, country: str) -> str:
    found = phone_number(number, country)
    return found.call_href if found else ""
