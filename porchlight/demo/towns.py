"""Where the made-up community lives: real towns, so that a ZIP finds them, on made-up streets."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

ZONE = "America/Chicago"
# Houses stand within about 3 km of the middle of their town.
SPREAD_DEGREES = 0.03
STREETS = (
    "Lantern Lane", "Porch Street", "Heron Way", "Quiet Creek Road", "Old Ferry Street",
    "Bluestem Avenue", "Teakettle Lane", "Copper Bell Road", "Long Shadow Drive", "Mulberry Step",
    "Paper Kite Avenue", "Second Cup Lane", "Wren Street", "Lamplighter Row", "Millpond Road",
)  # fmt: skip
ROOMS = (
    "Heron Hall", "Lantern House", "the Old Depot Room", "Millpond Community Room",
    "Bluestem Reading Room", "the Copper Bell Annex", "Wren Street Hall", "the Teakettle Room",
    "Lamplighter Center", "the Long Table Kitchen", "Mulberry House", "the Ferry Street Upstairs",
)  # fmt: skip


@dataclass(frozen=True)
class DemoTown:
    """A town's name, state and ZIP code, and the middle of it in degrees north and east."""

    name: str
    state: str
    postal_code: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Venue:
    """One made-up address."""

    room: str
    address: str
    latitude: float
    longitude: float


MISSISSIPPI = (
    DemoTown("Jackson", "MS", "39201", 32.2988, -90.1848),
    DemoTown("Oxford", "MS", "38655", 34.3665, -89.5192),
    DemoTown("Tupelo", "MS", "38801", 34.2576, -88.7034),
    DemoTown("Hattiesburg", "MS", "39401", 31.3271, -89.2903),
    DemoTown("Gulfport", "MS", "39501", 30.3850, -89.0928),
    DemoTown("Meridian", "MS", "39301", 32.3643, -88.7037),
    DemoTown("Greenville", "MS", "38701", 33.4000, -91.0400),
    DemoTown("Natchez", "MS", "39120", 31.5450, -91.3800),
    DemoTown("Starkville", "MS", "39759", 33.4504, -88.8184),
)
WISCONSIN = (
    DemoTown("Madison", "WI", "53703", 43.0731, -89.4012),
    DemoTown("Milwaukee", "WI", "53202", 43.0389, -87.9400),
    DemoTown("Green Bay", "WI", "54301", 44.4950, -88.0133),
    DemoTown("Eau Claire", "WI", "54701", 44.8113, -91.4985),
    DemoTown("La Crosse", "WI", "54601", 43.8014, -91.2100),
    DemoTown("Wausau", "WI", "54403", 44.9591, -89.6301),
    DemoTown("Appleton", "WI", "54911", 44.2700, -88.4154),
    DemoTown("Ashland", "WI", "54806", 46.5750, -90.8838),
)
BY_NAME = {town.name: town for town in (*MISSISSIPPI, *WISCONSIN)}


def door_in(town: DemoTown, dice: Random) -> Venue:
    """An address that nobody lives at, at a point somewhere in the town."""
    return Venue(
        room=dice.choice(ROOMS),
        address=f"{dice.randint(100, 980)} {dice.choice(STREETS)}",
        latitude=round(town.latitude + dice.uniform(-1, 1) * SPREAD_DEGREES, 5),
        longitude=round(town.longitude + dice.uniform(-1, 1) * SPREAD_DEGREES, 5),
    )
