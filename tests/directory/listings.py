"""Listings made in one line, and whole made-up towns of them, for the tests of this folder."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any

from porchlight.directory.models import (
    Duplicate,
    Joining,
    Location,
    Organization,
    Schedule,
    Service,
    Source,
)

CHICAGO = "America/Chicago"
JACKSON = (32.3, -90.2)
CHECKED = date(2026, 3, 2)
SEEN = date(2027, 6, 1)  # later than any moment asked about: nothing here is stale
_numbers = count(1)


def make_source(name: str = "made-up") -> Source:
    source, _ = Source.objects.get_or_create(
        name=name, defaults={"added_at": datetime(2026, 3, 1, tzinfo=UTC)}
    )
    return source


def make_organization(name: str, **facts: Any) -> Organization:
    source = facts.pop("source", None) or make_source()
    return Organization.objects.create(
        source=source, key=f"o{next(_numbers)}", name=name, **{"fellowship": "aa", **facts}
    )


def make_duplicate(service: Service, of: Service, **facts: Any) -> Duplicate:
    found = {"why": "place-time-name", "found_at": datetime(2026, 3, 1, tzinfo=UTC), **facts}
    return Duplicate.objects.create(service=service, of=of, **found)


def make_place(point: tuple[float, float] | None = JACKSON, **facts: Any) -> Location:
    source = facts.pop("source", None) or make_source()
    latitude, longitude = point or (None, None)
    return Location.objects.create(
        source=source, key=f"p{next(_numbers)}", latitude=latitude, longitude=longitude, **facts
    )


def make_meeting(
    when: str | tuple[str, ...] = "mon 19:00",
    *,
    zone: str = CHICAGO,
    point: tuple[float, float] | None = JACKSON,
    place: Location | None = None,
    lasts: int = 60,
    joining: dict[str, str] | None = None,
    **facts: Any,
) -> Service:
    """`when` is "mon 19:00" or several of them; with `joining`, it has details for joining."""
    source = facts.pop("source", None) or make_source()
    attendance = facts.get("attendance", "in_person")
    if place is None and attendance != "online":
        place = make_place(point, source=source, name="Grace Hall", city="Jackson")
    number = next(_numbers)
    status = facts.get("status", "active")
    service = Service.objects.create(
        source=source,
        location=place,
        **{
            "key": f"meeting-{number}",
            "name": f"Meeting {number}",
            "fellowship": "aa",
            "attendance": attendance,
            "first_seen_on": CHECKED,
            "last_seen_on": SEEN,
            "fingerprint": str(number),
            "removed_at": datetime(2026, 3, 1, tzinfo=UTC) if status == "removed" else None,
            **facts,
        },
    )
    for start in (when,) if isinstance(when, str) else when:
        make_schedule(service, start, zone, lasts)
    if joining:
        Joining.objects.create(service=service, **joining)
    return service


def make_clinic(name: str, *terms: str, point: Any = (32.31, -90.2), **facts: Any) -> Service:
    """Care for outpatients, somewhat north of Jackson, by appointment unless `when` says more."""
    when = facts.pop("when", ())
    terms = ("need:outpatient", *terms)
    return make_meeting(when, name=name, kind="service", terms=list(terms), point=point, **facts)


def make_schedule(service: Service, when: str, zone: str = CHICAGO, lasts: int = 60) -> Schedule:
    day, clock = when.split()
    weekday = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(day) + 1
    return Schedule.objects.create(
        service=service,
        weekday=weekday,
        starts_at=time.fromisoformat(clock),
        duration=lasts,
        zone=zone,
    )


def on_clock(day: date, clock: str) -> datetime:
    """A start as it stands on a reader's own clock, which its words are written from."""
    return datetime.combine(day, time.fromisoformat(clock))


ZONES = (
    CHICAGO, "America/New_York", "America/Phoenix", "America/Indiana/Indianapolis", "Asia/Kolkata",
    "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Chatham", "Europe/London", "America/St_Johns",
)  # fmt: skip
CODES = ("O", "C", "BE", "W", "M", "Y", "D", "SP", "ST", "X", "S")
WORDS = (
    "Serenity", "Árbol", "Sunrise", "Grace", "Saint", "Río", "Women", "Noon", "Café", "Hope",
    "Nar-Anon", "12-Step", "St. Mary’s",
)  # fmt: skip


def make_town(seed: int, meetings: int = 150) -> None:
    """Meetings of every kind, around Jackson and both sides of a zone border, some far away."""
    dice = random.Random(seed)
    sources = [make_source("north"), make_source("south")]
    for _ in range(meetings):
        source = dice.choice(sources)
        attendance = dice.choice(("in_person", "in_person", "online", "hybrid"))
        make_meeting(
            tuple({_when(dice) for _ in range(dice.choice((1, 1, 1, 2, 7)))}),
            zone=dice.choice(ZONES[:3] if dice.random() < 0.7 else ZONES),
            place=None if attendance == "online" and dice.random() < 0.5 else _place(dice, source),
            lasts=dice.choice((30, 60, 60, 90, 1440)),
            source=source,
            key=f"m{dice.randrange(10**9)}",
            name=" ".join(dice.sample(WORDS, 2)),
            notes=dice.choice(("", "Park by the *río*; ring twice.")),
            attendance=attendance,
            types=dice.sample(CODES, dice.randrange(4)),
            status=dice.choices(("active", "closed_for_now", "removed"), (8, 1, 1))[0],
        )


def _when(dice: random.Random) -> str:
    day = dice.choice(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
    odd = f"{dice.randrange(24):02}:{dice.randrange(60):02}"
    clock = dice.choice(("19:00", "12:00", "23:30", "00:00", "01:30", "02:30", odd, odd))
    return f"{day} {clock}"


def _place(dice: random.Random, source: Source) -> Location:
    point = (JACKSON[0] + dice.uniform(-0.4, 0.4), JACKSON[1] + dice.uniform(-0.4, 0.4))
    far = (dice.uniform(-80, 80), dice.uniform(-180, 180))
    return make_place(
        dice.choice((point, point, point, JACKSON, far, None)),
        source=source,
        name=dice.choice(("Saint Mary's", "Casa del Árbol", "")),
        regions=dice.choice(([], ["Hinds County", "Jackson"])),
        is_approximate=dice.random() < 0.1,
    )


def make_dated(
    service: Service, starts_on: str, clock: str, rule: str = "", zone: str = CHICAGO
) -> Schedule:
    """A schedule by dates: once on `starts_on`, or from then on by an RRULE."""
    return Schedule.objects.create(
        service=service,
        starts_on=date.fromisoformat(starts_on),
        rule=rule,
        starts_at=time.fromisoformat(clock),
        duration=60,
        zone=zone,
    )
