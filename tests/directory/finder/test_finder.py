from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from porchlight.directory.finder import search as finder
from porchlight.directory.finder import store
from porchlight.directory.finder.search import Attending, FindQuery, find
from porchlight.directory.models import Source
from tests.directory.finder import oracle
from tests.directory.listings import (
    CHICAGO,
    CODES,
    JACKSON,
    WORDS,
    ZONES,
    make_meeting,
    make_place,
    make_source,
    make_town,
)

TEN_MILES_M = 16_093.44
# Saturday before midnight, both nights on which clocks change (and the hour itself), a year's end,
# an ordinary noon, the hour Lord Howe moves by half an hour.
HARD_MOMENTS = (
    datetime(2026, 6, 6, 23, 30, tzinfo=ZoneInfo(CHICAGO)),
    datetime(2026, 3, 8, 1, 45, tzinfo=ZoneInfo(CHICAGO)),
    datetime(2026, 3, 7, 23, 30, tzinfo=ZoneInfo(CHICAGO)),
    datetime(2026, 11, 1, 0, 50, tzinfo=ZoneInfo(CHICAGO)),
    datetime(2026, 11, 1, 1, 20, fold=1, tzinfo=ZoneInfo(CHICAGO)),
    datetime(2026, 12, 31, 23, 50, tzinfo=ZoneInfo("America/New_York")),
    datetime(2026, 7, 15, 12, 0, 30, tzinfo=UTC),
    datetime(2026, 10, 3, 15, 0, tzinfo=UTC),
)


def chicago(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(CHICAGO))


def names(query: FindQuery, at: datetime) -> list[str]:
    return [occurrence.name for occurrence in find(query, at)]


def test_a_meeting_counts_as_starting_for_ten_minutes() -> None:
    make_meeting("mon 19:00", name="Evening")
    soon = FindQuery(hours=2)
    assert names(soon, chicago("2026-06-08T19:10:00")) == ["Evening"]
    assert names(soon, chicago("2026-06-08T19:10:01")) == []
    assert names(soon, chicago("2026-06-08T17:00:00")) == []
    assert names(soon, chicago("2026-06-08T17:00:01")) == ["Evening"]


def test_saturday_night_goes_on_into_sunday() -> None:
    make_meeting("sun 00:15", name="After midnight")
    make_meeting("sat 23:45", name="Before midnight")
    assert names(FindQuery(hours=1), chicago("2026-06-06T23:30")) == [
        "Before midnight",
        "After midnight",
    ]


def test_each_dated_start_is_a_row_of_its_own() -> None:
    make_meeting(("mon 19:00", "thu 19:00"), name="Twice a week")
    found = find(FindQuery(hours=24 * 14), chicago("2026-06-08T00:00"))
    assert [row.starts_at.date().isoformat() for row in found] == [
        "2026-06-08", "2026-06-11", "2026-06-15", "2026-06-18",
    ]  # fmt: skip


def test_times_are_told_in_the_zone_of_the_meeting() -> None:
    make_meeting("tue 19:00", zone="America/New_York", attendance="online", lasts=90)
    (row,) = find(FindQuery(hours=2), chicago("2026-06-09T17:30"))
    assert row.starts_at.isoformat() == "2026-06-09T19:00:00-04:00"
    assert row.ends_at.isoformat() == "2026-06-09T20:30:00-04:00"
    assert row.timezone == "America/New_York"


def test_a_place_limits_rooms_and_lets_online_meetings_pass() -> None:
    at = chicago("2026-06-08T18:00")
    make_meeting(name="here", point=JACKSON)
    make_meeting(name="far", point=(33.5, -90.2))
    make_meeting(name="nowhere", point=None)
    make_meeting(name="far hybrid", point=(33.5, -90.2), attendance="hybrid")
    make_meeting(name="near hybrid", point=(32.31, -90.2), attendance="hybrid")
    make_meeting(name="online", attendance="online")
    near = FindQuery(hours=2, near=JACKSON, within_m=TEN_MILES_M)
    assert names(near, at) == ["here", "near hybrid", "online"]
    only = FindQuery(hours=2, near=JACKSON, within_m=TEN_MILES_M, attending=Attending.ONLINE)
    assert names(only, at) == ["near hybrid", "online"]
    rooms = FindQuery(hours=2, near=JACKSON, within_m=TEN_MILES_M, attending=Attending.ROOM)
    assert names(rooms, at) == ["here", "near hybrid"]
    with_far_hybrids = FindQuery(hours=2, near=JACKSON, within_m=TEN_MILES_M, far_rooms_online=True)
    assert names(with_far_hybrids, at) == ["here", "near hybrid", "far hybrid", "online"]
    far = {one.name: one.distance_m is None for one in find(with_far_hybrids, at)}
    assert far == {"here": False, "near hybrid": False, "far hybrid": True, "online": True}
    rooms = replace(with_far_hybrids, attending=Attending.ROOM)
    assert names(rooms, at) == ["here", "near hybrid"]
    no_place = FindQuery(hours=2, attending=Attending.ONLINE)
    assert set(names(no_place, at)) == {"far hybrid", "near hybrid", "online"}


def test_a_meeting_at_the_point_itself_is_at_no_distance() -> None:
    make_meeting(point=(32.2987573, -90.1848103))
    query = FindQuery(hours=2, near=(32.2987573, -90.1848103), within_m=0)
    (row,) = find(query, chicago("2026-06-08T18:00"))
    assert row.distance_m == 0


def test_an_online_meeting_has_no_distance_even_with_an_address() -> None:
    make_meeting(attendance="online", place=make_place(JACKSON))
    (row,) = find(FindQuery(hours=2, near=JACKSON, within_m=1), chicago("2026-06-08T18:00"))
    assert row.distance_m is None


def test_a_search_across_the_date_line_finds_the_other_side() -> None:
    make_meeting(name="west", point=(-16.8, -179.99), zone="Pacific/Fiji")
    query = FindQuery(hours=24 * 7, near=(-16.8, 179.99), within_m=5_000)
    (row,) = find(query, chicago("2026-06-08T18:00"))
    assert row.distance_m == pytest.approx(2_129, abs=1)


def test_every_type_has_to_fit_in_any_case() -> None:
    at = chicago("2026-06-08T18:00")
    make_meeting(name="both", types=["O", "BE"])
    make_meeting(name="one", types=["O"])
    make_meeting(name="none")
    assert names(FindQuery(hours=2, types=("o", "be")), at) == ["both"]
    assert set(names(FindQuery(hours=2, types=("O",)), at)) == {"both", "one"}
    assert names(FindQuery(hours=2, types=("O", "QQ")), at) == []


@pytest.mark.parametrize(
    "text", ["cafe", "CAFÉ luz", "luz cafe", "hinds", "saint mary", "ca lu", "39201", "río", ""]
)
def test_words_are_found_in_any_order_without_accents(text: str) -> None:
    place = make_place(
        name="Saint Mary's", postal_code="39201", regions=["Hinds County"], notes="By the rio"
    )
    make_meeting(name="Luz", group_name="Café Group", place=place)
    assert names(FindQuery(hours=2, text=text), chicago("2026-06-08T18:00")) == ["Luz"]


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        (
            "Al-Anon Joy",
            ("alanon", "al-anon", "al anon", "Al‑Anon joy", "al–anon", "anon", "Alanom"),
        ),
        ("Nar-Anon", ("naranon", "nar anon", "nar-anon")),
        ("Alanon Joy", ("alanon", "al-anon", "Al‑Anon joy")),
        ("St. Mary’s Group", ("marys", "mary's", "mary", "st marys", "saint mary", "st. mary’s")),
        ("Saint Marys", ("st mary's", "st. marys", "saint marys", "mary´s")),
        ("12-Step Club", ("12step", "12 step", "12-step")),
        ("Stay-at-Home-Moms", ("stayathomemoms", "stay at home moms", "athome", "homemoms")),
        ("Womens' Hour", ("women's", "women’s hour", "womens", "womens'")),
        ("Women's Hour", ("women", "womens", "women's hour")),
        ("O'Brien-Lee Hall", ("obrien", "o’brien", "brienlee", "obrien lee", "obrienlee")),
        ("Oʻahu Sunrise", ("oahu", "o'ahu", "oʻahu")),
        ("Hope & Joy", ("hope and joy", "hope & joy", "hope joy")),
        ("Hope and Joy", ("hope & joy", "hope and joy")),
    ],
)
def test_a_name_is_found_however_its_parts_are_linked(name: str, texts: tuple[str, ...]) -> None:
    make_meeting(name=name, place=make_place(name="Elm Hall", city="Dover"))
    make_meeting(name="Another", place=make_place(name="Elm Hall", city="Dover"))
    at = chicago("2026-06-08T18:00")
    for text in texts:
        assert names(FindQuery(hours=2, text=text), at) == [name], text


def test_linked_words_find_nothing_that_has_one_part_only() -> None:
    make_meeting(name="Anonymous Friends", place=make_place(name="12 Elm St", city="Dover"))
    at = chicago("2026-06-08T18:00")
    for text in ("al-anon", "alanon", "12-step", "saint", "and"):
        assert names(FindQuery(hours=2, text=text), at) == [], text


@pytest.mark.parametrize("text", ["afe", "cafe sol", "zoom"])
def test_words_that_are_not_there_are_not_found(text: str) -> None:
    make_meeting(name="Café Luz", joining={"conference_url": "https://zoom.example/j/1"})
    assert names(FindQuery(hours=2, text=text), chicago("2026-06-08T18:00")) == []


@pytest.mark.parametrize("status", ["removed", "closed_for_now"])
def test_what_is_gone_or_closed_is_not_listed(status: str) -> None:
    make_meeting(status=status)
    assert find(FindQuery(hours=24 * 7), chicago("2026-06-08T18:00")) == []


def test_order_is_start_then_distance_then_source_and_key() -> None:
    north, south = make_source("north"), make_source("south")
    make_meeting("mon 18:30", name="sooner", point=(32.35, -90.2), source=south)
    make_meeting("mon 19:00", name="online", attendance="online", source=north)
    make_meeting("mon 19:00", name="b", key="b", point=JACKSON, source=north)
    make_meeting("mon 19:00", name="z", key="a", point=JACKSON, source=south)
    make_meeting("mon 19:00", name="a", key="a", point=JACKSON, source=north)
    make_meeting("mon 19:00", name="farther", point=(32.31, -90.2), source=north)
    query = FindQuery(hours=2, near=JACKSON, within_m=TEN_MILES_M)
    assert names(query, chicago("2026-06-08T18:00")) == [
        "sooner", "a", "b", "z", "farther", "online",
    ]  # fmt: skip


def test_a_page_of_the_answer_is_a_piece_of_the_whole() -> None:
    make_town(7)
    at = HARD_MOMENTS[0]
    whole = find(FindQuery(hours=48, near=JACKSON, within_m=50_000), at)
    for skip, limit in ((0, 1), (0, 10), (10, 10), (len(whole) - 3, 10), (0, 10_000)):
        query = FindQuery(hours=48, near=JACKSON, within_m=50_000, limit=limit, skip=skip)
        found = finder.search(query, at)
        assert found.total == len(whole)
        assert found.occurrences == whole[skip : skip + limit]


def test_a_change_is_seen_when_its_source_moves_on(monkeypatch: pytest.MonkeyPatch) -> None:
    at = chicago("2026-06-08T18:00")
    make_meeting(name="first")
    assert names(FindQuery(hours=2), at) == ["first"]
    make_meeting(name="second")
    assert names(FindQuery(hours=2), at) == ["first"]
    monkeypatch.setattr(store, "LOOK_EVERY_SECONDS", 0.0)
    finder.forget()
    assert names(FindQuery(hours=2), at) == ["first", "second"]
    make_meeting(name="third")
    Source.objects.update(version=1)
    assert names(FindQuery(hours=2), at) == ["first", "second", "third"]


def test_asking_again_at_once_costs_no_query(
    django_assert_num_queries: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "LOOK_EVERY_SECONDS", math.inf)
    make_meeting()
    at = chicago("2026-06-08T18:00")
    find(FindQuery(hours=2), at)
    with django_assert_num_queries(0):
        find(FindQuery(hours=2, near=JACKSON, within_m=100), at)


def test_nothing_imported_yet_is_an_empty_answer() -> None:
    assert find(FindQuery(hours=24 * 30, near=JACKSON, text="x"), HARD_MOMENTS[0]) == []


@pytest.mark.parametrize("seed", range(3))
def test_a_made_up_town_gets_the_same_answers_as_the_oracle(seed: int) -> None:
    make_town(seed)
    world, dice = World.now(), random.Random(seed)
    points = [row.point for row in world.rows if row.point]
    asked = [made_up_question(dice, points) for _ in range(90)]
    found = [assert_same_answer(world, question) for question in asked]
    assert sum(found) > 500  # the questions have answers
    assert sum(n > 0 for n in found) > 20


def made_up_question(dice: random.Random, points: list[tuple[float, float]]) -> oracle.Wanted:
    hard = dice.choice(HARD_MOMENTS) + timedelta(minutes=dice.randrange(-90, 90))
    any_time = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=dice.randrange(366 * 86_400))
    spot = dice.choice(points)
    beside = (spot[0] + dice.uniform(-0.1, 0.1), max(-180.0, spot[1] - dice.uniform(0, 0.1)))
    return oracle.Wanted(
        at=dice.choice((hard, any_time)),
        hours=dice.choice((0.5, 2, 2, 6, 24, 100, 24 * 9)),
        near=dice.choice((None, spot, beside, JACKSON)),
        within_m=dice.choice((None, 0.0, 3_000.0, TEN_MILES_M, 16_000.0, 500_000.0)),
        types=tuple(dice.sample(CODES, dice.choice((0, 0, 0, 1, 2)))),
        weekday=dice.choice((None, None, dice.randrange(1, 8))),
        weekday_zone=dice.choice((None, *ZONES)),
        online=dice.choice(("include", "include", "only", "exclude")),
        text=dice.choice(
            (
                "",
                "",
                "",
                dice.choice(WORDS)[:3].upper(),
                "rio saint",
                "naranon",
                "st marys",
                "12-st",
            )
        ),
    )


@dataclass(frozen=True)
class World:
    """Everything that is listed, as the oracle reads it."""

    rows: list[oracle.Row]
    words: frozenset[str]

    @classmethod
    def now(cls) -> World:
        return cls(oracle.rows(), oracle.words_there())


def assert_same_answer(world: World, wanted: oracle.Wanted) -> int:
    query = FindQuery(
        hours=wanted.hours,
        near=wanted.near,
        within_m=wanted.within_m,
        types=wanted.types,
        terms=wanted.terms,
        weekday=wanted.weekday,
        weekday_zone=wanted.weekday_zone,
        region=wanted.region,
        attending=Attending(wanted.online),
        text=wanted.text,
        kinds=wanted.kinds,
    )
    found = find(query, wanted.at)
    expected = oracle.answers(world.rows, wanted, world.words, timezone.now())
    assert [_told(f, f.starts_at, f.ends_at) for f in found] == [
        _told(e, e.starts, e.ends) for e in expected
    ], wanted
    distances = [e.distance_m for e in expected]
    assert [f.distance_m for f in found] == pytest.approx(distances, abs=0.01), wanted
    return len(found)


def _told(
    row: finder.Occurrence | oracle.Answer, starts: datetime, ends: datetime
) -> tuple[str, str, int, bool, str, str]:
    utc = (starts.astimezone(UTC).isoformat(), ends.astimezone(UTC).isoformat())
    return (row.source, row.key, row.service_id, row.is_stale, *utc)
