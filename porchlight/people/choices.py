"""What a person is asked about where they are. Asked, never guessed; nothing is picked for them."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import available_timezones

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Choice = tuple[str, str | Promise]

# Countries that the help lines know (reach/help_lines.json), then everywhere else.
COUNTRIES: list[Choice] = [
    ("AR", _("Argentina")),
    ("AU", _("Australia")),
    ("CA", _("Canada")),
    ("CL", _("Chile")),
    ("CO", _("Colombia")),
    ("IE", _("Ireland")),
    ("MX", _("Mexico")),
    ("NZ", _("New Zealand")),
    ("ES", _("Spain")),
    ("GB", _("United Kingdom")),
    ("US", _("United States")),
    ("ZZ", _("Another country")),
]

COMMON_ZONES: list[Choice] = [
    ("America/New_York", _("Eastern (New York)")),
    ("America/Chicago", _("Central (Chicago)")),
    ("America/Denver", _("Mountain (Denver)")),
    ("America/Phoenix", _("Arizona (Phoenix)")),
    ("America/Los_Angeles", _("Pacific (Los Angeles)")),
    ("America/Anchorage", _("Alaska (Anchorage)")),
    ("Pacific/Honolulu", _("Hawaii (Honolulu)")),
    ("America/Puerto_Rico", _("Atlantic (Puerto Rico)")),
    ("America/Mexico_City", _("Mexico City")),
    ("Europe/London", _("London")),
    ("Europe/Dublin", _("Dublin")),
    ("Europe/Madrid", _("Madrid")),
]

AREAS = (
    "Africa", "America", "Antarctica", "Asia", "Atlantic",
    "Australia", "Europe", "Indian", "Pacific",
)  # fmt: skip


@lru_cache
def zone_groups() -> list[tuple[str | Promise, list[Choice]]]:
    """All IANA zones named after a place, by area, with the most used ones on top."""
    groups: list[tuple[str | Promise, list[Choice]]] = [(_("Most used"), COMMON_ZONES)]
    for area in AREAS:
        names = sorted(name for name in available_timezones() if name.startswith(f"{area}/"))
        groups.append((area, [(name, name.split("/", 1)[1].replace("_", " ")) for name in names]))
    return groups


@lru_cache
def known_zones() -> frozenset[str]:
    return frozenset(zone for _area, zones in zone_groups() for zone, _name in zones)
