"""What goes out as HSDS is valid, and read again says what it said before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from porchlight.directory.formats.hsds.fields import OURS
from porchlight.directory.formats.hsds.write import full_services, write_hsds
from porchlight.directory.formats.record import Listing, ReadingContext
from porchlight.directory.formats.registry import read
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.models import Schedule, Service
from porchlight.directory.publish.queryset import exportable_services
from tests.conftest import SHARED_DATA
from tests.directory.formats.hsds.hsds_made import (
    JACKSON,
    TODAY,
    make_service,
    only,
    read_made,
    zipped_folder,
)
from tests.directory.listings import make_dated, make_meeting, make_place

SPEC = SHARED_DATA / "hsds" / "spec-3.0"
AT = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)


@lru_cache
def validator(name: str) -> Any:
    """A validator of one schema of the specification, formats looked at too."""
    from jsonschema import Draft202012Validator, FormatChecker
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT202012

    folder = SPEC / "schema"
    resources = [
        (path.name, Resource(json.loads(path.read_text()), DRAFT202012))
        for path in folder.glob("*.json")
    ]
    schema = json.loads((folder / name).read_text())
    registry: Any = Registry().with_resources(resources)
    return Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())


def assert_valid(name: str, node: Any) -> None:
    faults = [f"{list(fault.path)}: {fault.message}" for fault in validator(name).iter_errors(node)]
    assert not faults, faults[:5]


def exported() -> bytes:
    services = exportable_services().order_by("hsds_id", "at_location_id")
    return b"".join(write_hsds(services, TODAY))


def taken(content: bytes, kind: str = "hsds", name: str = "made", **told: str) -> None:
    Service.objects.all().delete()
    import_feed(name, content, at=AT, kind=kind, **told)


def comparable(listing: Listing) -> Any:
    """A listing without keys and ids: those of the feed that are no UUID are given one."""
    return _bare(
        {name: value for name, value in vars(listing).items() if name not in ("key", "extra")}
        | {"extra": listing.extra.get("hsds", {})}
    )


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        rest = {
            name: _bare(inner)
            for name, inner in value.items()
            if name not in ("id", "at_location_id", "attributes")
            and not (name.endswith("_id") and name != "tax_id")
        }
        if "attributes" in value:
            rest["attributes"] = _bare(value["attributes"])
        return {name: inner for name, inner in rest.items() if inner not in ({}, [])}
    if isinstance(value, list):
        return [_bare(one) for one in value if _bare(one) != {}]
    if isinstance(value, tuple):
        return tuple(_bare(one) for one in value)
    return _bare(vars(value)) if hasattr(value, "__dataclass_fields__") else value


def assert_nothing_is_lost(content: bytes, kind: str = "hsds", zone: str = "") -> list[Listing]:
    first = read(kind, content, ReadingContext(TODAY, default_zone=zone))
    taken(content, kind, default_zone=zone) if zone else taken(content, kind)
    second = read("hsds", exported(), ReadingContext(TODAY))
    assert second.dropped == {}
    key = repr
    assert sorted(map(comparable, second.listings), key=key) == sorted(
        map(comparable, first.listings), key=key
    )
    return list(second.listings)


REAL = {
    "sample_datapackage/all_resources": 10,
    "sample_datapackage/simple": 10,
    "spec-3.0/examples/csv": 1,
    "spec-3.0/examples/organization_full.json": 1,
    "spec-3.0/examples/service_at_location_full.json": 1,
    "spec-3.0/examples/service_full.json": 1,
    "spec-3.0/examples/tabular.json": 1,
}


@pytest.mark.parametrize("name", REAL)
def test_a_real_package_goes_out_valid_and_comes_back_whole(name: str, shared_data: Path) -> None:
    path = shared_data / "hsds" / name
    content = zipped_folder(path) if path.is_dir() else path.read_bytes()
    assert len(assert_nothing_is_lost(content)) == REAL[name]
    nodes = json.loads(exported())
    for node in nodes:
        assert_valid("service.json", node)
        assert_valid("compiled/service_with_definitions.json", node)


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a nested object with its path; the order of lists makes no difference."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("contacts", "metadata", "assurer_email", "attention"):
                yield from leaves(inner, f"{path}/{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path)
    else:
        yield path, value.strip() if isinstance(value, str) else value


def test_every_public_value_of_the_example_comes_out_again(shared_data: Path) -> None:
    content = (SPEC / "examples" / "service_full.json").read_bytes()
    taken(content)
    (node,) = json.loads(exported())
    said, out = set(leaves(json.loads(content))), set(leaves(node))
    # Latitude 100 is no place on Earth. A trailing "Z" is spelled with fewer digits or more.
    impossible = {"latitude", "longitude", "last_modified"}
    missing = {(path, value) for path, value in said - out if path.split("/")[-1] not in impossible}
    assert missing == set()


@pytest.mark.parametrize(
    ("kind", "name", "zone"),
    [
        ("meeting-guide", "meeting_guide/aasfmarin.json", ""),
        ("meeting-guide", "meeting_guide/oiaa_2022.json", ""),
        ("meeting-guide", "meeting_guide/edmonton.json", "America/Edmonton"),
        ("bmlt", "bmlt/bmlt_sample_search_results.json", ""),
    ],
)
def test_real_meetings_go_out_valid_and_come_back_whole(
    kind: str, name: str, zone: str, shared_data: Path
) -> None:
    content = (shared_data / name).read_bytes()
    import_feed("made", content, at=AT, kind=kind, default_zone=zone)
    before = {
        (one.name, one.kind, one.attendance, tuple(one.terms), tuple(one.types), _times(one))
        for one in exportable_services()
    }
    nodes = json.loads(exported())
    for node in nodes:
        assert_valid("service.json", node)
    out = json.dumps(nodes).encode()
    again = read("hsds", out, ReadingContext(TODAY)).listings
    assert {
        (
            one.name,
            one.kind,
            one.attendance,
            one.terms,
            one.types,
            tuple(sorted((s.weekday, s.minute, s.duration, one.zone) for s in one.starts)),
        )
        for one in again
    } == before
    assert len(again) == Service.objects.exclude(status="removed").count()


def _times(service: Service) -> tuple[Any, ...]:
    rows = service.schedules.all()
    return tuple(sorted((s.weekday, s.minute, s.duration, s.zone) for s in rows))


def test_two_places_of_one_service_are_one_service_again() -> None:
    service = make_service(
        {"name": "Hall", **JACKSON},
        {"name": "Annex", **JACKSON, "accessibility": [{"description": "wheelchair"}]},
        schedules=[{"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "10:00"}],
        phones=[{"number": "601 555 0100"}],
    )
    taken(json.dumps(service).encode())
    (node,) = json.loads(exported())
    assert [at["location"]["name"] for at in node["service_at_locations"]] == ["Hall", "Annex"]
    assert [one["byday"] for one in node["schedules"]] == ["MO"]
    assert all("schedules" not in at for at in node["service_at_locations"])
    assert [one["number"] for one in node["phones"]] == ["601 555 0100"]
    assert_nothing_is_lost(json.dumps(service).encode())


def test_a_fax_of_a_service_with_a_place_goes_out_too() -> None:
    service = make_service(JACKSON, phones=[{"number": "601 555 0199", "type": "fax"}])
    assert_nothing_is_lost(json.dumps(service).encode())
    (node,) = json.loads(exported())
    assert [(one["number"], one["type"]) for one in node["phones"]] == [("601 555 0199", "fax")]


def test_a_time_that_was_put_right_here_goes_out_as_it_is_now() -> None:
    service = make_service(
        JACKSON,
        schedules=[{"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "10:00"}],
    )
    taken(json.dumps(service).encode())
    Schedule.objects.update(weekday=2)
    (listing,) = read("hsds", exported(), ReadingContext(TODAY)).listings
    assert [one.weekday for one in listing.starts] == [2]


@pytest.mark.usefixtures("shared_data")
@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", {"freq": "WEEKLY", "interval": 2, "byday": "WE"}),
        ("FREQ=MONTHLY;BYDAY=-1SU", {"freq": "MONTHLY", "byday": "-1SU"}),
        ("FREQ=MONTHLY;COUNT=3;BYMONTHDAY=25", {"count": 3, "bymonthday": "25"}),
        ("FREQ=DAILY;UNTIL=20261231", {"until": "2026-12-31"}),
        ("FREQ=YEARLY;BYMONTH=12", {}),
        ("", {"dtstart": "2026-11-25"}),
    ],
)
def test_every_rule_comes_back(rule: str, parts: dict[str, Any]) -> None:
    service = make_meeting((), kind="event", place=make_place(zone="America/Chicago"))
    dated = make_dated(service, "2026-11-25", "18:00", rule)
    dated.excluded = ["2026-12-25"] if rule else []
    dated.save()
    (node,) = json.loads(exported())
    (schedule,) = node["service_at_locations"][0]["schedules"]
    assert parts.items() <= schedule.items()
    (listing,) = read("hsds", exported(), ReadingContext(TODAY)).listings
    assert (listing.dated, listing.zone) == ((dated.dated,), "America/Chicago")
    assert_valid("service.json", node)


def test_the_offset_is_that_of_the_day_and_the_zone_is_told_beside_it() -> None:
    make_meeting("wed 19:00", place=make_place(zone="America/Chicago"))
    for day, offset in ((date(2026, 7, 1), -5), (date(2026, 12, 1), -6)):
        (node,) = full_services(exportable_services(), day)
        at: Any = node["service_at_locations"]
        (schedule,) = at[0]["schedules"]
        assert schedule["timezone"] == offset
        assert schedule["opens_at"] == f"19:00-0{-offset}:00"
        told = {one["taxonomy_term"]["code"]: one.get("value") for one in at[0]["attributes"]}
        assert told["zone"] == "America/Chicago"
        assert [(one.weekday, one.minute) for one in only(node).starts] == [(3, 19 * 60)]


@pytest.mark.usefixtures("shared_data")
@pytest.mark.parametrize(
    ("told", "written"),
    [
        ({"freq": "DAILY"}, {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR,SA,SU"}),
        ({"freq": "Daily", "byday": "SA,SU"}, {"freq": "WEEKLY", "byday": "SA,SU"}),
        ({"freq": "weekly", "byday": "MO", "wkst": "Monday"}, {"freq": "WEEKLY", "wkst": "MO"}),
        ({"freq": "DAILY", "interval": 2, "dtstart": "2026-11-02"}, {"interval": 2}),
        ({"freq": "fortnightly", "byday": "MO", "wkst": "1"}, {"byday": "MO"}),
        ({"freq": "YEARLY", "dtstart": "2026-12-24"}, {"dtstart": "2026-12-24"}),
    ],
)
@pytest.mark.parametrize("level", ["service", "place"])
def test_how_often_goes_out_in_words_of_the_standard_and_comes_back(
    told: dict[str, Any], written: dict[str, Any], level: str
) -> None:
    rows = [{**told, "opens_at": "09:00", "closes_at": "17:00"}]
    places = {"schedules": rows} if level == "place" else {}
    more = {"schedules": rows} if level == "service" else {}
    content = json.dumps(make_service({**JACKSON, **places}, **more)).encode()
    (listing,) = assert_nothing_is_lost(content)
    (node,) = json.loads(exported())
    assert_valid("service.json", node)
    at = node["service_at_locations"][0]["location"] if level == "place" else node
    (schedule,) = at["schedules"]
    assert written.items() <= schedule.items()
    assert ("freq" in schedule) == ("freq" in written)
    own = only(content)
    assert (listing.starts, listing.dated) == (own.starts, own.dated)
    once = [one for one in own.dated if not one.rule]
    assert once == []


@pytest.mark.usefixtures("shared_data")
def test_what_was_stored_with_other_words_goes_out_valid_too() -> None:
    service = make_service(JACKSON, schedules=[{"freq": "WEEKLY", "byday": "MO"}])
    taken(json.dumps(service).encode())
    row = Service.objects.get()
    row.extra["hsds"]["schedules"] = [{"freq": "DAILY", "wkst": "Monday", "opens_at": "09:00"}]
    row.save()
    (node,) = json.loads(exported())
    assert_valid("service.json", node)


def test_hours_in_utc_come_back_as_the_same_hours() -> None:
    hours = {"freq": "WEEKLY", "byday": "MO", "opens_at": "15:00Z", "closes_at": "23:00Z"}
    (listing,) = assert_nothing_is_lost(
        json.dumps(make_service(JACKSON, schedules=[hours])).encode()
    )
    assert [(one.weekday, one.minute) for one in listing.starts] == [(1, 9 * 60)]
    Schedule.objects.update(weekday=2)
    assert [(one.weekday, one.minute) for one in only(exported()).starts] == [(2, 9 * 60)]


def test_how_to_join_goes_out_only_where_the_source_publishes_it() -> None:
    link = {"conference_url": "https://zoom.us/j/123456", "passcode": "4242"}
    hidden = make_meeting("wed 19:00", attendance="online", joining=link)
    assert b"zoom" not in exported()
    assert b"4242" not in exported()
    type(hidden.joining).objects.update(is_published=True)
    (listing,) = read("hsds", exported(), ReadingContext(TODAY)).listings
    assert listing.joining
    assert (listing.joining.conference_url, listing.joining.passcode) == (
        link["conference_url"],
        "4242",
    )


def test_ids_are_uuids_and_the_sources_own_where_these_are() -> None:
    own = "ac148810-d857-441c-9679-408f346de14b"
    taken(json.dumps(make_service(JACKSON, id=own)).encode())
    (node,) = json.loads(exported())
    assert node["id"] == own
    assert UUID(node["service_at_locations"][0]["id"]).version == 5


def test_an_export_that_is_taken_in_and_exported_again_says_the_same_under_the_same_names() -> None:
    make_meeting("wed 19:00", name="Grace Group", place=make_place(zone="America/Chicago"))
    first = json.loads(exported())
    taken(json.dumps(first).encode(), name="back", fellowship="aa")
    again = json.loads(exported())
    # Ids of parts are made of the source's name, which is another one now.
    said, said_again = (
        sorted((path, str(value)) for path, value in leaves(nodes) if not path.endswith("id"))
        for nodes in (first, again)
    )
    assert said_again == said


def test_a_feed_of_our_own_words_says_no_more_than_it_did() -> None:
    make_meeting("wed 19:00", name="Detox workshop", terms=["need:meeting"])
    assert only(exported()).terms == ("need:meeting",)


def test_foreign_attributes_stay_and_ours_are_not_kept_twice() -> None:
    own = {"taxonomy_term": {"name": "Detox", "taxonomy": "Open Eligibility", "code": "4-1"}}
    content = json.dumps(make_service(JACKSON, attributes=[own])).encode()
    assert_nothing_is_lost(content)
    kept = read_made(exported()).listings[0].extra["hsds"]
    assert not any(name in repr(kept) for name in OURS)
    assert "Open Eligibility" in repr(kept)
