"""Listings that say what another one says: joined where it is sure, and never at a loss."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.forms.models import model_to_dict

from porchlight.directory.dedupe.actions import (
    Joined,
    NoSuchPair,
    join_after_changes,
    join_duplicates,
    undo_duplicate,
)
from porchlight.directory.finder import search as finder
from porchlight.directory.finder.search import FindQuery, find
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.models import Duplicate, Location, Service, Source
from tests.directory.listings import CHECKED, JACKSON, make_meeting, make_place, make_source
from tests.directory.made_up import GONE, feed, online, row

NOW = datetime(2026, 3, 3, 18, 30, tzinfo=UTC)  # the day after the made-up listings were seen
ROOM = {"conference_url": "https://us02web.zoom.us/j/5550100200?pwd=x"}


def north(metres: float) -> tuple[float, float]:
    return JACKSON[0] + metres / 111_195, JACKSON[1]


def one(**facts: Any) -> Service:
    return _made("one", facts)


def two(**facts: Any) -> Service:
    return _made("two", facts)


def _made(source: str, facts: dict[str, Any]) -> Service:
    told = {"name": "Noon Hope", "source": make_source(source), "last_seen_on": CHECKED}
    return make_meeting(**told | facts)


def joined() -> dict[int, int]:
    standing = Duplicate.objects.filter(undone_at=None)
    return dict(standing.values_list("service_id", "of_id"))


def test_the_same_place_time_and_name_is_one_meeting() -> None:
    kept, gone = one(notes="Ring twice."), two(point=north(60))
    assert join_duplicates(NOW) == Joined(1, 0)
    assert joined() == {gone.pk: kept.pk}
    found = Duplicate.objects.get()
    assert (found.why, found.found_at, found.undone_at) == ("place-time-name", NOW, None)
    assert join_duplicates(NOW) == Joined(0, 0)


@pytest.mark.parametrize(
    "other",
    [
        {"point": north(90)},
        {"when": "mon 19:30"},
        {"when": "tue 19:00"},
        {"name": "Step Study"},
        {"kind": "event"},
        {"fellowship": "na"},
        {"status": "closed_for_now"},
        {"status": "removed"},
        {"attendance": "online", "point": None},
    ],
)
def test_one_fact_that_differs_keeps_two_apart(other: dict[str, Any]) -> None:
    one()
    two(**other)
    assert join_duplicates(NOW) == Joined(0, 0)


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        (["population:women"], ["population:men"], False),
        (["language:es"], ["language:en"], False),
        (["population:women"], ["population:women", "population:lgbtq"], True),
        (["population:women"], [], True),
    ],
)
def test_meetings_for_different_people_are_two(
    mine: list[str], theirs: list[str], same: bool
) -> None:
    one(terms=mine)
    two(terms=theirs)
    assert join_duplicates(NOW).joined == same


def test_an_approximate_point_is_no_place_but_an_address_with_it_is() -> None:
    rough = {"point": JACKSON, "is_approximate": True}
    for make in (one, two):
        make(place=make_place(source=make_source(make.__name__), **rough))
    assert join_duplicates(NOW) == Joined(0, 0)
    for make, street in ((one, "12 Oak Street"), (two, "12 Oak St.")):
        source = make_source(make.__name__)
        make(place=make_place(source=source, address=street, city="Jackson", **rough))
    assert join_duplicates(NOW) == Joined(1, 0)


def test_a_name_within_a_name_joins_only_where_there_is_no_choice() -> None:
    plain = one(name="Big Book")
    longer = two(name="Noon Big Book Study")
    join_duplicates(NOW)
    assert joined() in ({plain.pk: longer.pk}, {longer.pk: plain.pk})
    Duplicate.objects.all().delete()
    two(name="Evening Big Book")
    assert join_duplicates(NOW) == Joined(0, 0)


def test_a_namesake_is_preferred_to_a_name_within_a_name() -> None:
    one(name="Beginners", notes="More is said here.")
    named = one(name="Beginners Big Book", notes="More is said here.")
    twin = two(name="Beginners Big Book")
    join_duplicates(NOW)
    assert joined() == {twin.pk: named.pk}


def test_one_room_at_one_moment_is_one_meeting_in_any_zone_and_under_any_name() -> None:
    new_york = one(
        when="mon 20:00", zone="America/New_York", attendance="online", joining=ROOM, name="A"
    )
    chicago = two(
        when="mon 19:00", attendance="online", name="B", joining={"conference_url": "zoom.us"}
    )
    chicago.joining.conference_url = "https://zoom.us/j/5550100200"
    chicago.joining.save()
    join_duplicates(NOW)
    assert joined() in ({chicago.pk: new_york.pk}, {new_york.pk: chicago.pk})
    assert Duplicate.objects.get().why == "link-time"


def test_one_room_at_other_hours_or_in_a_zone_without_summer_time_is_not() -> None:
    one(when="mon 19:00", zone="America/Denver", attendance="online", joining=ROOM)
    two(when="mon 19:00", zone="America/Phoenix", attendance="online", joining=ROOM)
    two(when="mon 20:00", zone="America/Denver", attendance="online", joining=ROOM)
    assert join_duplicates(NOW) == Joined(0, 0)


def test_two_meetings_of_one_source_in_one_room_are_no_choice_for_another_source() -> None:
    """An office lends its one room to two groups at the same hour: which is meant nobody knows."""
    one(name="Hope", attendance="online", joining=ROOM)
    two(name="Grace", attendance="online", joining=ROOM)
    two(name="River", attendance="online", joining=ROOM)
    assert join_duplicates(NOW) == Joined(0, 0)
    hope = two(name="Hope", attendance="online", joining=ROOM)
    join_duplicates(NOW)
    assert hope.pk in {*joined(), *joined().values()}
    assert len(joined()) == 1


def test_within_one_source_only_the_very_same_words_are_one() -> None:
    one(notes="Upstairs")
    one(notes="Downstairs")
    one(notes="Downstairs", types=["O"], terms=["format:open"])
    assert join_duplicates(NOW) == Joined(0, 0)
    one(notes="Downstairs")
    assert join_duplicates(NOW) == Joined(1, 0)


def test_the_one_that_is_shown_has_every_start_and_every_way_in() -> None:
    weekdays = one(when=("mon 12:00", "wed 12:00", "fri 12:00"))
    days = [two(when=when, notes="Much is said here.") for when in ("mon 12:00", "fri 12:00")]
    sunday = two(when=("fri 12:00", "sun 12:00"))
    join_duplicates(NOW)
    assert joined() == {day.pk: weekdays.pk for day in days}
    assert sunday.pk not in joined()


def test_a_room_is_not_hidden_behind_a_link_nor_a_link_behind_a_room() -> None:
    here = one(attendance="in_person", notes="Fresh and full.", updated_at=NOW)
    both = two(attendance="hybrid", joining=ROOM)
    join_duplicates(NOW)
    assert joined() == {here.pk: both.pk}


HYBRID = {"attendance_option": "hybrid"}
LINK = {"conference_url": "https://zoom.us/j/8451234567"}
TOWN = {"formatted_address": "Jackson, MS 39216, USA", "latitude": GONE, "longitude": GONE}
NEWER, OLDER = {"updated": "2026-11-01 00:00:00"}, {"updated": "2026-01-01 00:00:00"}


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        (HYBRID, {**HYBRID, **LINK}),
        (HYBRID, {**HYBRID, "conference_phone": "+1 601 555 0100"}),
        ({**HYBRID, **LINK}, {**HYBRID, **LINK, "conference_phone": "+1 601 555 0100"}),
        ({**HYBRID, **LINK}, {**HYBRID, **LINK, "conference_url_notes": "Passcode: 4411"}),
        ({**HYBRID, **LINK, **TOWN}, {**HYBRID, **LINK}),
        ({**HYBRID, **LINK, "types": ["TC"]}, {**HYBRID, **LINK}),
    ],
)
def test_the_only_link_or_street_is_not_hidden_behind_newer_words(
    newer: dict[str, Any], older: dict[str, Any], now: datetime
) -> None:
    import_feed("a", feed(row(**newer, **NEWER, notes="Ring the bell.")), at=now)
    import_feed("b", feed(row(**older, **OLDER)), at=now)
    join_duplicates(now)
    a, b = (Service.objects.get(source__name=name).pk for name in "ab")
    assert joined() == {a: b}


def test_two_of_which_each_has_what_the_other_lacks_are_both_shown(now: datetime) -> None:
    import_feed("a", feed(row(**HYBRID, **NEWER, **LINK, **TOWN)), at=now)
    import_feed("b", feed(row(**HYBRID, **OLDER)), at=now)
    import_feed("c", feed(row(**HYBRID, **OLDER, **TOWN, conference_phone="601-555-0100")), at=now)
    assert join_duplicates(now) == Joined(0, 0)


@pytest.mark.parametrize(
    ("newer", "older", "same"),
    [
        ("hybrid", "hybrid", 1),
        ("hybrid", "online", 1),
        ("online", "online", 1),
        ("online", "hybrid", 0),
    ],
)
def test_where_neither_gives_a_link_the_words_are_compared(
    newer: str, older: str, same: int
) -> None:
    """Somebody may be given the link when they ring up: the word says whom to ask."""
    kept = one(attendance=newer, updated_at=NOW, place=place("one"))
    gone = two(attendance=older, place=place("two"))
    join_duplicates(NOW)
    assert joined() == ({gone.pk: kept.pk} if same else {kept.pk: gone.pk})


def place(source: str) -> Location:
    return make_place(None, source=make_source(source), address="12 Oak St", city="Jackson")


def test_the_fresher_one_is_kept_and_one_that_grew_stale_gives_way() -> None:
    old = one(updated_at=NOW - timedelta(days=400), notes="Longer words than the other has.")
    new = two(updated_at=NOW - timedelta(days=1))
    join_duplicates(NOW)
    assert joined() == {old.pk: new.pk}
    Source.objects.update(stale_after_days=14, hidden_after_days=60)
    later = NOW + timedelta(days=20)
    Service.objects.filter(pk=old.pk).update(last_seen_on=later.date())
    assert join_duplicates(later) == Joined(1, 1)
    assert joined() == {new.pk: old.pk}
    assert join_duplicates(later + timedelta(days=45)) == Joined(0, 1)


def test_help_by_appointment_is_one_by_name_street_and_number() -> None:
    phone, other = [{"number": "601-555-0100", "label": ""}], [{"number": "601-555-0199"}]
    for make, numbers in ((one, phone), (two, phone), (two, other)):
        source = make_source(make.__name__)
        place = make_place(source=source, address="12 Oak St", city="Jackson")
        make(when=(), kind="service", name="Hinds Clinic", place=place, phones=numbers)
    assert join_duplicates(NOW) == Joined(1, 0)


def test_a_crowd_at_one_minute_is_a_fault_and_not_duplicates() -> None:
    for _ in range(51):
        one()
    assert join_duplicates(NOW) == Joined(0, 0)


def test_what_was_taken_apart_stays_apart() -> None:
    kept, gone = one(notes="Ring twice."), two()
    join_duplicates(NOW)
    version = Source.objects.get(name="two").version
    undo_duplicate(Duplicate.objects.get().pk, NOW)
    gone.refresh_from_db()
    assert Source.objects.get(name="two").version == gone.version == version + 1
    assert join_duplicates(NOW) == Joined(0, 0)
    Service.objects.filter(pk=kept.pk).update(notes="")
    Service.objects.filter(pk=gone.pk).update(notes="Now it is the other that says more.")
    assert join_duplicates(NOW) == Joined(0, 0)
    undo_duplicate(Duplicate.objects.get().pk, NOW + timedelta(days=1))
    assert Duplicate.objects.get().undone_at == NOW
    with pytest.raises(NoSuchPair, match="No pair of listings has the number 0"):
        undo_duplicate(0, NOW)


def test_a_change_to_either_lets_both_be_listed_until_the_next_look(now: datetime) -> None:
    import_feed("one", feed(row(notes="Ring twice.")), at=now)
    import_feed("two", feed(row(), row(slug="b", name="Else")), at=now)
    join_duplicates(now)
    (gone,) = joined()
    before = Service.objects.get(pk=gone).version
    import_feed("one", feed(row(time="13:00")), at=now)
    assert joined() == {}
    assert Service.objects.get(pk=gone).version == before + 1
    assert join_duplicates(now) == Joined(0, 0)
    import_feed("one", feed(row(notes="Ring twice.")), at=now)
    assert join_duplicates(now) == Joined(1, 0)
    import_feed("one", feed(row(slug="c", name="Another")), at=now)
    assert joined() == {}


def test_a_look_at_one_source_finds_what_it_shares_and_leaves_the_others(now: datetime) -> None:
    for name in ("one", "two"):
        import_feed(name, feed(row()), at=now)
    for name in ("three", "four"):
        import_feed(name, feed(online()), at=now)
    empty = make_source("empty").pk
    assert join_duplicates(now, empty) == Joined(0, 0)
    three = Source.objects.get(name="three").pk
    assert join_duplicates(now, three) == Joined(1, 0)
    assert join_duplicates(now, three) == Joined(0, 0)
    assert join_duplicates(now) == Joined(1, 0)
    before = joined()
    for source in Source.objects.all():
        assert join_duplicates(now, source.pk) == Joined(0, 0)
    assert joined() == before


def test_the_worker_looks_after_a_change_and_on_a_new_day_only(now: datetime) -> None:
    import_feed("one", feed(row()), at=now)
    join_after_changes(now)
    Service.objects.update(name="Changed behind its back")
    import_feed("two", feed(row(name="Changed behind its back")), at=now)
    assert join_after_changes(now) == Joined(1, 0)
    join_after_changes(now)
    Duplicate.objects.all().delete()
    assert join_after_changes(now) == Joined(0, 0)
    assert join_after_changes(now + timedelta(days=1)) == Joined(1, 0)


@pytest.mark.parametrize("seed", range(6))
def test_joining_all_and_undoing_all_is_as_if_nothing_happened(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(60):
        make_meeting(
            dice.choice((("mon 19:00",), ("mon 19:00", "tue 19:00"), ("tue 19:00",))),
            source=make_source(dice.choice(("one", "two", "three"))),
            name=dice.choice(("Hope", "Hope Group", "New Hope", "Grace")),
            point=dice.choice((JACKSON, north(50), north(100))),
            attendance=dice.choice(("in_person", "hybrid")),
            notes=dice.choice(("", "Ring twice.")),
        )
    before, shown = listings(), found()
    join_duplicates(NOW)
    pairs = joined()
    assert pairs
    assert found() == [one for one in shown if one[1] not in pairs]
    assert not {*pairs} & {*pairs.values()}, "one gives way to one that is not shown"
    assert join_duplicates(NOW) == Joined(0, 0)
    for pk in Duplicate.objects.values_list("pk", flat=True):
        undo_duplicate(pk, NOW)
    assert joined() == {}
    assert listings() == before
    assert found() == shown
    left = join_duplicates(NOW)
    undone = set(Duplicate.objects.exclude(undone_at=None).values_list("service_id", "of_id"))
    assert left.released == 0
    assert not undone & {*joined().items(), *((of, one) for one, of in joined().items())}


def found() -> list[tuple[datetime, int]]:
    """Every start of a week, as the finder tells it, with its listing."""
    finder.forget()
    query = FindQuery(hours=7 * 24)
    return sorted((one.starts_at, one.service_id) for one in find(query, NOW))


def listings() -> list[dict[str, Any]]:
    return [
        model_to_dict(service, exclude=["version"]) for service in Service.objects.order_by("pk")
    ]
