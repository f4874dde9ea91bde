"""The finder against the oracle over all real feeds together, with meetings in every zone of the
world and dated rules of every kind added, around the year.

    FINDER_QUESTIONS=2000 pytest tests/directory/finder/test_finder_real_feeds.py
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest

from porchlight.directory.finder.search import FindQuery, find
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.models import Duplicate, Schedule, Service
from tests.directory.finder import oracle
from tests.directory.finder.test_finder import HARD_MOMENTS, TEN_MILES_M, World, assert_same_answer
from tests.directory.listings import make_dated, make_meeting, make_place, make_source

pytestmark = pytest.mark.usefixtures("now")  # Wednesday 18 November 2026
AT = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
QUESTIONS = int(os.environ.get("FINDER_QUESTIONS", "250"))
ZONES = {
    "edmonton": "America/Edmonton",
    "oiaa_2022": "America/New_York",
    "raleigh_2017": "America/New_York",
    "atlanta": "America/New_York",
    "kc": "America/Chicago",
}
# Bristol lies in two states; Phenix City is an hour behind Columbus across the river; the others
# are places that have feeds here, the date line, and both poles.
BORDERS = (
    (32.4709, -84.9877), (36.5951, -82.1887), (39.0997, -94.5786), (53.5461, -113.4938),
    (-17.0, 179.95), (64.0, -179.9), (89.9, 20.0), (-89.95, -120.0),
)  # fmt: skip
RULES = (
    "", "", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "FREQ=MONTHLY;BYDAY=2TU",
    "FREQ=MONTHLY;BYDAY=-1SU", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=DAILY;INTERVAL=3;COUNT=40", "FREQ=DAILY;UNTIL=20261201", "FREQ=YEARLY",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
)  # fmt: skip
TERMS = ("language:es", "language:fr", "access:step-free", "format:open", "population:women")
CLOCKS = ("00:00", "00:30", "01:30", "02:00", "02:30", "03:00", "12:00", "19:00", "23:45")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def test_questions_over_all_the_feeds_get_the_answers_of_the_oracle(shared_data: Path) -> None:
    _take_in_feeds(shared_data)
    _add_what_feeds_do_not_have(random.Random(7))
    world, dice = World.now(), random.Random(2026)
    assert len(world.rows) > 6_500
    placed = [row for row in world.rows if row.point]
    questions = [_question(dice, placed, number) for number in range(QUESTIONS)]
    found = [assert_same_answer(world, question) for question in questions]
    assert sum(n > 0 for n in found) > QUESTIONS * 0.25


def test_a_question_at_a_real_meeting_finds_it_at_no_distance(shared_data: Path) -> None:
    feed = (shared_data / "meeting_guide" / "kc.json").read_bytes()
    import_feed("kc", feed, at=AT, default_zone="America/Chicago")
    rooms = [r for r in oracle.rows() if r.point and r.is_listed and r.attendance != "online"]
    for row in random.Random(1).sample(rooms, 20):
        found = find(FindQuery(hours=24 * 7, near=row.point, within_m=0), AT)
        here = [o for o in found if o.service_id == row.service_id]
        assert here
        assert all(o.distance_m == 0 for o in here)


def _take_in_feeds(data: Path) -> None:
    for feed in sorted((data / "meeting_guide").glob("*.json")):
        zone = ZONES.get(feed.stem, "America/Los_Angeles")
        import_feed(feed.stem, feed.read_bytes(), at=AT, default_zone=zone)
    results = (data / "bmlt" / "bmlt_sample_search_results.json").read_bytes()
    import_feed("bmlt", results, at=AT, kind="bmlt", default_zone="America/New_York")


def _add_what_feeds_do_not_have(dice: random.Random) -> None:
    """A weekly meeting in every zone, dated rules in many, rows of every age, some said twice."""
    source = make_source("everywhere")
    for number, zone in enumerate(sorted(available_timezones() - {"Factory", "localtime"})):
        when = f"{dice.choice(DAYS)} {dice.choice(CLOCKS)}"
        point = (dice.uniform(-89.99, 89.99), dice.uniform(-180, 180))
        make_meeting(
            when,
            zone=zone,
            key=f"zone-{number}",
            source=source,
            place=make_place(point, source=source, regions=["Everywhere"], city="Río Claro"),
            attendance=dice.choice(("in_person", "online", "hybrid")),
            terms=sorted(dice.sample(TERMS, 2)),
            last_seen_on=date(2026, 11, 18) - timedelta(days=dice.choice((0, 0, 10, 20, 50, 70))),
            first_seen_on=date(2026, 1, 1),
        )
    for number in range(300):
        event = make_meeting(
            (),
            key=f"dated-{number}",
            name=dice.choice(("Walk by the harbour", "Candlelight evening", "Spaghetti supper")),
            kind=dice.choice(("event", "meeting", "service")),
            source=source,
            point=dice.choice(BORDERS),
            terms=sorted(dice.sample(TERMS, 2)),
            attendance=dice.choice(("in_person", "hybrid")),
        )
        zone = dice.choice(_zones_that_change())
        first = date(2025, 6, 1) + timedelta(days=dice.randrange(900))
        schedule = make_dated(event, str(first), dice.choice(CLOCKS), dice.choice(RULES), zone)
        schedule.excluded = [str(first + timedelta(days=7 * n)) for n in range(dice.randrange(3))]
        schedule.duration = dice.choice((30, 60, 1440, 4000))
        schedule.save()
    twice = list(Service.objects.filter(source=source).order_by("pk")[:60])
    for one, other in zip(twice[::2], twice[1::2], strict=True):
        undone = dice.choice((None, AT))
        Duplicate.objects.create(
            service=one, of=other, why="place-time-name", found_at=AT, undone_at=undone
        )
    assert Schedule.objects.filter(starts_on__isnull=False).count() == 300


def _question(dice: random.Random, rows: list[oracle.Row], number: int) -> oracle.Wanted:
    row = dice.choice(rows if number % 3 else [r for r in rows if r.source == "everywhere"])
    assert row.point is not None
    beside = (
        min(90.0, max(-90.0, row.point[0] + dice.gauss(0, 0.05))),
        min(180.0, max(-180.0, row.point[1] + dice.gauss(0, 0.05))),
    )
    places = (row.point, beside, beside, dice.choice(BORDERS))
    is_regional = number % 7 == 0
    return oracle.Wanted(
        at=_moment(dice, row.zone, number),
        hours=168 if is_regional else dice.choice((1, 2, 2, 2, 6, 12, 48, 24 * 20)),
        near=None if number % 10 == 0 or is_regional else dice.choice(places),
        within_m=dice.choice((None, 0.0, 1_609.344, 16_000.0, TEN_MILES_M, 80_467.2, 1e6, 9e6)),
        types=tuple(dice.sample(row.types, dice.choice((0, 0, 0, 1)) if row.types else 0)),
        terms=tuple(dice.sample(TERMS, dice.choice((0, 0, 0, 0, 0, 1, 3)))),
        weekday=dice.randrange(1, 8) if is_regional or number % 11 == 0 else None,
        weekday_zone=dice.choice((None, row.zone, dice.choice(_zones_that_change()))),
        region=dice.choice([r for r in row.regions if r] or [""]) if is_regional else "",
        online=dice.choice(("include", "include", "only", "exclude", "exclude")),
        text=_text(dice, row) if number % 4 == 0 else "",
        kinds=dice.choice((*(("meeting", "event"),) * 4, ("event",), ("service",))),
    )


def _text(dice: random.Random, row: oracle.Row) -> str:
    """The beginning of a word of the row, or a long one of them with a letter changed."""
    long = [word for word in row.words if len(word) > 6]
    if not long or dice.random() < 0.6:
        return dice.choice(row.words)[: dice.randrange(2, 6)]
    word, at = dice.choice(long), dice.randrange(6)
    return dice.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + "q" + word[at:],
            word[:at] + "x" + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def _moment(dice: random.Random, zone: str, number: int) -> datetime:
    """Every fifth question each: Saturday 23:30 there; near a hard moment; twice around a change of
    the clocks somewhere; any time within three years."""
    if number % 5 == 0:
        saturday = datetime(2026, 1, 3, 23, 30, tzinfo=ZoneInfo(zone))
        return saturday + timedelta(weeks=dice.randrange(52))
    if number % 5 == 1:
        return dice.choice(HARD_MOMENTS) + timedelta(minutes=dice.randrange(-120, 120))
    if number % 5 < 4:
        changing = zone if zone in _zones_that_change() else dice.choice(_zones_that_change())
        return dice.choice(list(_changes(changing))) + timedelta(minutes=dice.randrange(-300, 120))
    return datetime(2025, 6, 1, tzinfo=UTC) + timedelta(seconds=dice.randrange(3 * 365 * 86_400))


@cache
def _zones_that_change() -> list[str]:
    zones = sorted(available_timezones() - {"Factory", "localtime"})
    return [zone for zone in zones if next(_changes(zone), None)]


def _changes(zone: str) -> Iterator[datetime]:
    """The hours within two years in which its clocks change."""
    here = ZoneInfo(zone)
    for day in range(730):
        since = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day)
        if _offset(since, here) == _offset(since + timedelta(days=1), here):
            continue
        hours = (since + timedelta(hours=n) for n in range(24))
        yield next(h for h in hours if _offset(h, here) != _offset(h + timedelta(hours=1), here))


def _offset(at: datetime, zone: ZoneInfo) -> timedelta | None:
    return at.astimezone(zone).utcoffset()
