"""The finder against the oracle over eleven real feeds, at two hundred places and times."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from porchlight.directory.actions import import_feed
from porchlight.directory.finder import FindQuery, find
from tests.directory import oracle
from tests.directory.test_finder import HARD_MOMENTS, TEN_MILES_M, assert_same_answer

AT = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
ZONES = {
    "edmonton": "America/Edmonton",
    "oiaa_2022": "America/New_York",
    "raleigh_2017": "America/New_York",
    "atlanta": "America/New_York",
    "kc": "America/Chicago",
}
# Bristol lies in two states; Phenix City is an hour behind Columbus across the river; the others
# are places that have feeds here.
BORDERS = ((32.4709, -84.9877), (36.5951, -82.1887), (39.0997, -94.5786), (53.5461, -113.4938))


def test_two_hundred_questions_over_all_the_feeds_get_the_answers_of_the_oracle(
    shared_data: Path,
) -> None:
    for feed in sorted((shared_data / "meeting_guide").glob("*.json")):
        zone = ZONES.get(feed.stem, "America/Los_Angeles")
        import_feed(feed.stem, feed.read_bytes(), at=AT, default_zone=zone)
    everything = oracle.rows()
    assert len(everything) > 5_000
    questions = _questions(random.Random(2026), [row for row in everything if row.point])
    found = [assert_same_answer(everything, question) for question in questions]
    assert len(questions) == 200
    assert sum(n > 0 for n in found) > 120


def test_a_question_at_a_real_meeting_finds_it_at_no_distance(shared_data: Path) -> None:
    feed = (shared_data / "meeting_guide" / "kc.json").read_bytes()
    import_feed("kc", feed, at=AT, default_zone="America/Chicago")
    rooms = [r for r in oracle.rows() if r.point and r.is_listed and r.attendance != "online"]
    for row in random.Random(1).sample(rooms, 20):
        found = find(FindQuery(hours=24 * 7, near=row.point, within_m=0), AT)
        here = [o for o in found if o.service_id == row.service_id]
        assert here
        assert all(o.distance_m == 0 for o in here)


def _questions(dice: random.Random, rows: list[oracle.Row]) -> list[oracle.Wanted]:
    return [_question(dice, rows, number) for number in range(200)]


def _question(dice: random.Random, rows: list[oracle.Row], number: int) -> oracle.Wanted:
    row = dice.choice(rows)
    assert row.point is not None
    beside = (row.point[0] + dice.gauss(0, 0.05), row.point[1] + dice.gauss(0, 0.05))
    places = (row.point, beside, beside, dice.choice(BORDERS))
    return oracle.Wanted(
        at=_moment(dice, row.zone, number),
        hours=dice.choice((1, 2, 2, 2, 6, 12, 48)),
        near=None if number % 20 == 0 else dice.choice(places),
        within_m=dice.choice((0.0, 1_609.344, 16_000.0, TEN_MILES_M, 80_467.2, 1_000_000.0)),
        types=tuple(dice.sample(row.types, dice.choice((0, 0, 0, 1)) if row.types else 0)),
        online=dice.choice(("include", "include", "only", "exclude", "exclude")),
        text=dice.choice(row.words)[: dice.randrange(2, 6)] if number % 4 == 0 else "",
    )


def _moment(dice: random.Random, zone: str, number: int) -> datetime:
    """Every fourth question each: Saturday 23:30 there, around a clock change, any time at all."""
    if number % 4 == 0:
        saturday = datetime(2026, 1, 3, 23, 30, tzinfo=ZoneInfo(zone))
        return saturday + timedelta(weeks=dice.randrange(52))
    if number % 4 == 1:
        return dice.choice(HARD_MOMENTS) + timedelta(minutes=dice.randrange(-120, 120))
    return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=dice.randrange(366 * 86_400))
