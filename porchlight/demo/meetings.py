"""Made-up meetings as Meeting Guide feeds, brought in the way a real feed is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import product
from random import Random
from typing import Any

from porchlight.demo.dice import dice_for
from porchlight.demo.pathways import PATHWAYS, Pathway
from porchlight.demo.towns import MISSISSIPPI, ZONE, DemoTown, Venue, door_in
from porchlight.directory.intake.actions import import_feed

Row = dict[str, Any]

FIRST_WORDS = (
    "Willow", "Quiet", "Kitchen", "Second", "Blue", "Riverside", "Lamplight", "Open", "Hillside",
    "Amber", "Long", "Paper", "Front", "Kettle", "Maple", "Rainy", "Meadow", "Harvest", "Window",
    "Stone",
)  # fmt: skip
SECOND_WORDS = (
    "Bench", "Table", "Cup", "Porch", "Stairs", "Venue", "Chairs", "Circle", "Lantern", "Hour",
    "Garden", "Bridge", "Booth", "Hello", "Path", "Bell",
)  # fmt: skip
STARTS = (
    "06:30", "07:00", "08:00", "10:00", "12:00", "12:15", "15:00", "17:30", "18:00", "18:30",
    "19:00", "19:00", "19:30", "20:00", "22:00",
)  # fmt: skip
WHO_FOR = {
    "BE": "New people are met at the door.",
    "W": "For women.",
    "M": "For men.",
    "LGBTQ": "For LGBTQ people and friends.",
    "S": "En español.",
    "Y": "Mostly people under thirty.",
    "CF": "Children are welcome.",
    "X": "There is a ramp at the side door.",
    "MED": "With a few quiet minutes.",
    "A": "No prayer.",
}
HOW_TO_JOIN = ("Join by name or a nickname.", "The host lets you in from a waiting room.")
# Every so many rooms of a feed, one has a fault or a state that real listings have.
CLOSED, APPROXIMATE, BY_APPOINTMENT, LONG_UNCHECKED, HYBRID = 17, 13, 19, 11, 6
# A list that nobody keeps up: last looked at seven months ago.
LARGE = 40
OLD_LIST = Pathway("county-list", "aa", "County List", "", MISSISSIPPI[:4], 8, ("",))


def import_meetings(now: datetime) -> None:
    """Bring in every feed as it stood yesterday.

    The two large ones came two months ago already, each with a meeting that has gone since.
    """
    names = _names()
    yesterday = now - timedelta(days=1)
    for pathway in PATHWAYS:
        rows = list(_rows(pathway, names, yesterday))
        if pathway.n_rooms >= LARGE:
            gone = {**rows[0], "slug": f"{pathway.source}-gone", "name": "Old Mill Group"}
            _bring_in(pathway, [gone, *rows], now - timedelta(days=60))
        _bring_in(pathway, rows, yesterday)
    last_seen = now - timedelta(days=210)
    _bring_in(OLD_LIST, list(_rows(OLD_LIST, names, last_seen)), last_seen)


def _bring_in(pathway: Pathway, rows: list[Row], at: datetime) -> None:
    content = json.dumps(rows, ensure_ascii=False).encode()
    import_feed(pathway.source, content, at=at, default_zone=ZONE, fellowship=pathway.fellowship)


def _names() -> Iterator[str]:
    """Two plain words for each group, none twice."""
    names = [f"{first} {second}" for first, second in product(FIRST_WORDS, SECOND_WORDS)]
    dice_for("names").shuffle(names)
    return iter(names)


def _rows(pathway: Pathway, names: Iterator[str], at: datetime) -> Iterator[Row]:
    dice = dice_for(pathway.source)
    for number in range(pathway.n_rooms):
        yield _room(pathway, number, next(names), at, dice)
    for number, hour in enumerate(pathway.online_hours):
        yield _online(pathway, number, hour, next(names), at, dice)


def _room(pathway: Pathway, number: int, name: str, at: datetime, dice: Random) -> Row:
    town = pathway.towns[number % len(pathway.towns)]
    kinds = pathway.kinds[number % len(pathway.kinds)]
    row = {
        **_common(pathway, f"room-{number}", name, kinds, dice),
        **_when(dice),
        **_where(town, door_in(town, dice)),
        "updated": _updated(at, dice, is_old=number % LONG_UNCHECKED == 3),
    }
    if number % HYBRID == 2:
        row |= _way_in(pathway, f"room-{number}", dice)
    if number % CLOSED == 5:
        row["types"] = [*kinds, "TC"]
    if number % APPROXIMATE == 4:
        row |= {"approximate": "yes", "address": "", "notes": f"{row['notes']} Ask for the street."}
    if number % BY_APPOINTMENT == 7:
        row |= {"day": None, "time": None, "end_time": None}
    return row


def _online(pathway: Pathway, number: int, hour: int, name: str, at: datetime, dice: Random) -> Row:
    kinds = (*pathway.kinds[number % len(pathway.kinds)], "ONL")
    slug = f"online-{hour:02d}"
    return {
        **_common(pathway, slug, name, tuple(kind for kind in kinds if kind != "X"), dice),
        "day": list(range(7)),
        "time": f"{hour:02d}:00",
        "end_time": f"{(hour + 1) % 24:02d}:00",
        "timezone": ZONE,
        "region": "Online",
        "updated": _updated(at, dice, is_old=False),
        **_way_in(pathway, slug, dice),
    }


def _common(pathway: Pathway, slug: str, name: str, kinds: tuple[str, ...], dice: Random) -> Row:
    about = [dice.choice(pathway.about), *(WHO_FOR[kind] for kind in kinds if kind in WHO_FOR)]
    if pathway.online_language == "S":
        about = [about[0]]
    return {
        "name": f"{pathway.series}: {name}" if pathway.series else f"{name} Group",
        "slug": f"{pathway.source}-{slug}",
        "types": list(kinds),
        "notes": " ".join(about).strip(),
        "entity": pathway.publisher,
        "entity_phone": f"601-555-{dice_for(pathway.publisher).randint(100, 199):04d}",
    }


def _when(dice: Random) -> Row:
    start = dice.choice(STARTS)
    hours, minutes = int(start[:2]), int(start[3:])
    end = hours * 60 + minutes + dice.choice((60, 60, 75, 90))
    days = sorted(dice.sample(range(7), dice.choice((1, 1, 1, 2, 3))))
    return {
        "day": days,
        "time": start,
        "end_time": f"{end // 60 % 24:02d}:{end % 60:02d}",
        "timezone": ZONE,
    }


def _where(town: DemoTown, door: Venue) -> Row:
    return {
        "location": door.room[0].upper() + door.room[1:],
        "address": door.address,
        "city": town.name,
        "state": town.state,
        "postal_code": town.postal_code,
        "country": "US",
        "region": town.name,
        "latitude": door.latitude,
        "longitude": door.longitude,
    }


def _way_in(pathway: Pathway, slug: str, dice: Random) -> Row:
    """A room on the net under a name that is kept free for examples, and a number nobody has."""
    return {
        "conference_url": f"https://rooms.example/{pathway.source}/{slug}",
        "conference_url_notes": f"{dice.choice(HOW_TO_JOIN)} Passcode: {dice.randint(1000, 9999)}",
        "conference_phone": f"+1-608-555-{dice.randint(100, 199):04d}",
    }


def _updated(at: datetime, dice: Random, is_old: bool) -> str:
    age = timedelta(days=dice.randint(900, 1500) if is_old else dice.randint(3, 300))
    return f"{at - age:%Y-%m-%d} 12:00:00"
