"""Made-up meetings in Meeting Guide's form, shaped like 6,469 published ones.

What was measured there and is kept here: the hours meetings start at, minutes on the hour and half
hour, types a row, how many have notes, ends and zones, rows a place, points shared by a whole
town, and passcodes published beside links.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# Share of starts by hour, in percent; what is left over is spread over the other hours.
HOURS = {19: 20.8, 20: 14.8, 12: 13.6, 18: 11.6, 7: 7.5, 10: 6.0, 6: 5.1, 17: 4.2, 9: 3.9}
OTHER_HOURS = (0, 5, 8, 11, 13, 14, 15, 16, 21, 22, 23)
MINUTES, MINUTE_SHARES = (0, 30, 15, 45), (69, 26, 3, 2)
TYPES = {"O": 65, "C": 23, "X": 22, "D": 20, "SP": 10, "ST": 8, "B": 8, "W": 7, "M": 5}
RARE_TYPES = ("BE", "LIT", "MED", "12x12", "LGBTQ", "Y", "S", "TR", "DR", "CF", "ASL", "XB", "BA")
WEEKDAY_SHARES = (13, 14.5, 14.5, 14.5, 14.5, 14.5, 14.5)  # Sunday first, and a little lower
# south, north, west, east, state, zone
LANDS = (
    (30.4, 34.9, -91.0, -88.5, "MS", "America/Chicago"),
    (42.6, 46.5, -92.3, -88.0, "WI", "America/Chicago"),
    (31.0, 34.6, -84.9, -82.0, "GA", "America/New_York"),
    (37.5, 40.8, -106.0, -103.0, "CO", "America/Denver"),
    (32.0, 34.5, -113.5, -110.5, "AZ", "America/Phoenix"),
    (35.0, 38.5, -121.0, -118.5, "CA", "America/Los_Angeles"),
)
NAMES = ("Cedar", "Magnolia", "Lantern", "Pine", "River", "Prairie", "Harbor", "Quarry", "Maple")
ENDINGS = ("Springs", "Grove", "Falls", "Ridge", "Landing", "Crossing", "Prairie", "Point")
GROUPS = ("Early Light", "Noon Table", "Open Door", "Step by Step", "Night Owls", "New Leaf")
HALLS = ("Community Room", "Parish Hall", "Library", "Grange", "Club House", "Clinic Annex")
NOTES = (
    "Enter by the side door.",
    "Last week of the month is a birthday meeting.",
    "Coffee is on half an hour before we start, and somebody is at the door.",
    "Parking behind the building. Ring the bell when the door is shut.",
    "Bring a chair when it is dry; inside when it rains.",
)
ROWS_A_TOWN = 120


@dataclass(frozen=True)
class _Town:
    name: str
    state: str
    zone: str
    latitude: float
    longitude: float
    not_found: float


def made_up_feed(n: int, seed: int) -> list[dict[str, Any]]:
    """`n` rows, the same for the same seed. About a fifth is online, a tenth hybrid."""
    return list(made_up_rows(n, seed))


def made_up_rows(n: int, seed: int) -> Iterator[dict[str, Any]]:
    """As `made_up_feed`, one at a time."""
    dice = random.Random(seed)
    towns = [_town(dice, number) for number in range(max(2, n // ROWS_A_TOWN))]
    places = [_place(dice, dice.choice(towns)) for _ in range(max(1, round(n * 0.8 / 3.9)))]
    return (_row(dice, number, places) for number in range(n))


def _town(dice: random.Random, number: int) -> _Town:
    south, north, west, east, state, zone = LANDS[number % len(LANDS)]
    name = f"{dice.choice(NAMES)} {dice.choice(ENDINGS)} {number}"
    return _Town(
        name,
        state,
        zone,
        dice.uniform(south, north),
        dice.uniform(west, east),
        0.6 if number % 8 == 0 else 0.06,
    )


def _place(dice: random.Random, town: _Town) -> dict[str, Any]:
    # Addresses a geocoder did not find get the town's own point: few, but in some towns most.
    spread = 0 if dice.random() < town.not_found else 0.06
    street = f"{dice.randint(1, 9999)} {dice.choice(NAMES)} St"
    return {
        "location": f"{town.name} {dice.choice(HALLS)}",
        "location_url": f"https://listings.example.org/locations/{dice.randrange(10**6)}",
        "formatted_address": f"{street}, {town.name}, {town.state}, USA",
        "latitude": round(town.latitude + dice.gauss(0, spread), 7),
        "longitude": round(town.longitude + dice.gauss(0, spread), 7),
        "region": town.name,
        "sub_region": f"{town.state} {dice.choice(('North', 'South', 'East', 'West'))}",
        "timezone": town.zone,
    }


def _row(dice: random.Random, number: int, places: list[dict[str, Any]]) -> dict[str, Any]:
    hour, minute = _start(dice)
    row = {
        "id": 10_000 + number,
        "name": f"{dice.choice(NAMES)} {dice.choice(GROUPS)}",
        "slug": f"meeting-{number}",
        "updated": f"2026-{dice.randint(1, 12):02}-{dice.randint(1, 28):02} 12:00:00",
        "url": f"https://listings.example.org/meetings/meeting-{number}",
        "day": dice.choices(range(7), WEEKDAY_SHARES)[0],
        "time": f"{hour:02}:{minute:02}",
        "time_formatted": f"{hour % 12 or 12}:{minute:02} {'am' if hour < 12 else 'pm'}",
        "types": _types(dice),
        "group": f"{dice.choice(NAMES)} Group",
        "group_id": 20_000 + number // 3,
        "author": f"editor-{number % 7}",
        "edit_url": f"https://listings.example.org/edit/{10_000 + number}",
        "last_contact": f"2026-{dice.randint(1, 12):02}-01",
        **dice.choice(places),
    }
    if dice.random() < 0.47:
        minutes = 60 if dice.random() < 0.93 else dice.choice((30, 45, 75, 90, 120))
        end = hour * 60 + minute + minutes
        row["end_time"] = f"{end // 60 % 24:02}:{end % 60:02}"
    if dice.random() < 0.57:
        row["notes"] = dice.choice(NOTES)
    way = dice.random()
    if way < 0.30:
        row |= _joining(dice)
        row["types"].append("ONL")
    if way < 0.20:
        for name in ("location", "location_url", "formatted_address", "latitude", "longitude"):
            del row[name]
    elif dice.random() < 0.86:
        del row["timezone"]
    return row


def _start(dice: random.Random) -> tuple[int, int]:
    left = 100 - sum(HOURS.values())
    hours = [*HOURS, dice.choice(OTHER_HOURS)]
    hour = dice.choices(hours, [*HOURS.values(), left])[0]
    return hour, dice.choices(MINUTES, MINUTE_SHARES)[0]


def _types(dice: random.Random) -> list[str]:
    types = [code for code, share in TYPES.items() if dice.random() * 100 < share]
    return types + dice.sample(RARE_TYPES, dice.choice((0, 1, 1, 2)))


def _joining(dice: random.Random) -> dict[str, str]:
    room = dice.randrange(10**9, 10**10)
    with_code = dice.random() < 0.57
    return {
        "conference_url": f"https://zoom.us/j/{room}" + (f"?pwd=x{room:x}" if with_code else ""),
        "conference_url_notes": f"Meeting ID: {room}" + (" Password: lantern" if with_code else ""),
        "conference_phone": f"+16015550100,,{room}#",
    }
