"""HSDS as listings: every wrapper it comes in, and what of it counts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.intake.report import DROPPED, MENDED
from porchlight.directory.models import Organization, Service
from tests.directory.formats.hsds.hsds_made import (
    JACKSON,
    make_service,
    only,
    read_made,
    zipped,
    zipped_folder,
)

GRACE = {"name": "Grace Hall", **JACKSON}
MORE = {"id": "s9", "name": "Choir", "status": "active"}
# folder or file: services at places, those of them that are not offered any more
REAL = {
    "sample_datapackage/all_resources": (13, 3),
    "sample_datapackage/simple": (13, 3),
    "spec-3.0/examples/csv": (1, 0),
    "spec-3.0/examples/organization_full.json": (1, 0),
    "spec-3.0/examples/service_at_location_full.json": (1, 0),
    "spec-3.0/examples/service_full.json": (1, 0),
    "spec-3.0/examples/tabular.json": (1, 0),
}


def content_of(path: Path) -> bytes:
    return zipped_folder(path) if path.is_dir() else path.read_bytes()


@pytest.mark.parametrize("name", REAL)
def test_a_real_package_adds_up_and_twice_changes_nothing(
    name: str, shared_data: Path, now: Any
) -> None:
    read, gone = REAL[name]
    content = content_of(shared_data / "hsds" / name)
    report = import_feed("real", content, at=now, kind="hsds")
    assert (report.read, report.added) == (read, read - gone)
    assert report.dropped == ({"not_active": gone} if gone else {})
    assert Service.objects.count() == report.added
    assert set(report.mended) <= set(MENDED)
    assert set(report.dropped) <= set(DROPPED)
    again = import_feed("real", content, at=now)
    assert (again.unchanged, again.added, again.updated, again.removed) == (report.added, 0, 0, 0)


@pytest.mark.parametrize("name", ["service", "service_at_location", "organization", "taxonomy"])
def test_the_examples_one_page_of_ten_is_refused(name: str, shared_data: Path) -> None:
    with pytest.raises(FeedRefused, match="one page of 10"):
        read_made((shared_data / f"hsds/spec-3.0/examples/{name}_list.json").read_bytes())


@pytest.mark.parametrize("name", ["service", "service_at_location", "organization"])
def test_an_only_page_of_basic_things_is_refused_as_it_names_no_place_and_no_time(
    name: str, shared_data: Path
) -> None:
    page = json.loads((shared_data / f"hsds/spec-3.0/examples/{name}_list.json").read_bytes())
    with pytest.raises(FeedRefused, match=r"basic services.*full=true"):
        read_made({**page, "total_pages": 1})
    with pytest.raises(FeedRefused, match=r"basic services.*full=true"):
        read_made(json.dumps(page["contents"][0]).encode() + b"\n" + json.dumps(MORE).encode())


def test_an_only_page_of_full_services_is_taken_and_so_is_a_basic_one_among_them() -> None:
    basic = {"id": "s2", "name": "Choir", "status": "active"}
    page = {"total_pages": 1, "page_number": 1, "contents": [make_service(GRACE), basic]}
    assert [one.name for one in read_made(page).listings] == ["Open Door", "Choir"]


def test_names_alone_are_refused_with_how_to_ask_for_more() -> None:
    page = {"total_pages": 1, "page_number": 1, "contents": [{"id": "o", "name": "Lighthouse"}]}
    with pytest.raises(FeedRefused, match=r"no HSDS service.*full=true&full_service=true"):
        read_made(page)


def test_an_organization_that_only_names_its_services_is_refused() -> None:
    named = [{"id": "s1", "name": "Open Door", "status": "active"}]
    organization = {"id": "o", "name": "Lighthouse", "phones": [{"number": "1"}], "services": named}
    with pytest.raises(FeedRefused, match="full_service=true"):
        read_made(organization)


@pytest.mark.parametrize(
    ("told", "way"),
    [
        ({}, "in_person"),
        ({"url": "https://open.example"}, "in_person"),
        ({"phones": [{"number": "601 555 0100", "type": "fax"}]}, "in_person"),
        ({"phones": [{"number": "601 555 0100"}]}, "online"),
        ({"name": "Mississippi Helpline"}, "online"),
        ({"name": "Lifeline Church"}, "in_person"),
        ({"description": "Join https://zoom.us/j/123456789"}, "online"),
        ({"schedules": [{"attending_type": "by phone or in person"}]}, "hybrid"),
        ({"schedules": [{"attending_type": "video call"}]}, "online"),
        (
            {
                "schedules": [{"attending_type": "in person"}],
                "phones": [{"number": "601 555 0100"}],
            },
            "in_person",
        ),
        (
            {
                "schedules": [{"dtstart": "2026-12-24", "opens_at": "19:00"}],
                "phones": [{"number": "601 555 0100"}],
            },
            "in_person",
        ),
    ],
)
def test_without_a_place_nothing_is_online_unless_it_says_how(
    told: dict[str, Any], way: str
) -> None:
    listing = only(make_service(**told), "America/Chicago")
    assert (listing.attendance, listing.place) == (way, None)
    assert ("access:telehealth" in listing.terms) == (way != "in_person")


@pytest.mark.parametrize("name", ["base", "location", "taxonomy", "taxonomy_term"])
def test_an_example_without_a_service_is_refused_in_words(name: str, shared_data: Path) -> None:
    with pytest.raises(FeedRefused, match="no HSDS service"):
        read_made((shared_data / f"hsds/spec-3.0/examples/{name}.json").read_bytes())


def test_all_pages_as_lines_or_as_files_of_one_zip_are_one_feed() -> None:
    pages = [
        {"total_pages": 2, "page_number": n, "contents": [make_service(id=f"s{n}")]} for n in (1, 2)
    ]
    lines = "\n".join(map(json.dumps, pages)).encode()
    files = zipped({f"{n}.json": json.dumps(page) for n, page in enumerate(pages)})
    assert [one.key for one in read_made(lines).listings] == ["s1", "s2"]
    assert read_made(files).listings == read_made(lines).listings


def test_a_missing_page_is_named() -> None:
    pages = [{"total_pages": 3, "page_number": n, "contents": [make_service()]} for n in (1, 3)]
    with pytest.raises(FeedRefused, match="Page 2 of 3 is missing"):
        read_made(pages)


def test_one_service_at_three_places_is_three_listings() -> None:
    service = make_service(GRACE, {**GRACE, "name": "Hope House"}, {**GRACE, "name": "Annex"})
    listings = read_made([service]).listings
    assert [(one.key, one.place.name if one.place else "") for one in listings] == [
        ("at-1", "Grace Hall"),
        ("at-2", "Hope House"),
        ("at-3", "Annex"),
    ]
    assert {one.name for one in listings} == {"Open Door"}


def test_without_an_id_of_its_own_a_place_and_its_service_make_the_key() -> None:
    service = make_service(GRACE)
    del service["service_at_locations"][0]["id"]
    assert only(service).key == "s1:place-1"
    assert only(make_service()).key == "s1"


def test_an_organization_gives_its_services_the_places_it_names() -> None:
    at = {"id": "a", "location_id": "p"}
    listing = only(
        {
            "id": "o1",
            "name": "Lighthouse",
            "website": "https://lighthouse.example",
            "locations": [{"id": "p", **GRACE}],
            "services": [make_service(service_at_locations=[at])],
        }
    )
    assert listing.publisher
    assert (listing.publisher.name, listing.publisher.url) == (
        "Lighthouse",
        "https://lighthouse.example",
    )
    assert listing.place
    assert listing.place.name == "Grace Hall"


def test_every_item_counts_once_with_its_reason() -> None:
    reading = read_made(
        [
            make_service(),
            make_service(status="inactive"),
            make_service(status="defunct", name="Old"),
            make_service(name=" "),
            {"id": "o", "name": "Empty", "services": []},
            {"id": "t", "name": "Term", "description": "a taxonomy term"},
            7,
            make_service(),
        ]
    )
    assert reading.read == 8 == len(reading.listings) + sum(reading.dropped.values())
    assert reading.dropped == {
        "not_active": 2,
        "no_name": 1,
        "no_service": 1,
        "not_a_service": 1,
        "not_an_object": 1,
        "repeated": 1,
    }


def test_closed_for_now_is_kept_as_closed_for_now() -> None:
    assert only(make_service(status="temporarily closed")).status == "closed_for_now"


def test_no_person_of_a_service_is_kept() -> None:
    person = {"name": "Ann Persona", "email": "ann@example.org", "phones": [{"number": "555 0100"}]}
    service = make_service(
        {**GRACE, "contacts": [person], "addresses": [{"attention": "A. Persona", "city": "X"}]},
        contacts=[person],
        assurer_email="checker@example.org",
        metadata=[{"updated_by": "Ann Persona", "previous_value": "555 0101"}],
        description="Ask ann@example.org.",
        phones=[
            {"number": "555 0102", "contact_id": "c1"},
            {"number": "555 0103", "type": "cell"},
            {"number": "601 555 0104", "type": "voice", "description": "Front desk"},
        ],
        organization={"id": "o", "name": "Lighthouse", "contacts": [person]},
    )
    reading = read_made(service)
    for secret in ("Persona", "ann@", "checker@", "0100", "0101", "0102", "0103"):
        assert secret not in repr(reading)
    assert [(one.number, one.label) for one in reading.listings[0].phones] == [
        ("601 555 0104", "Front desk")
    ]
    assert reading.mended["contacts_left_out"] == 1


def test_what_opens_a_room_is_moved_out_of_public_text() -> None:
    told = "Join us https://zoom.us/j/123456789 passcode: 4242"
    listing = only(make_service(description=told, url="https://zoom.us/j/123456789"))
    assert "zoom" not in listing.notes + listing.url + repr(listing.extra)
    assert listing.joining
    assert listing.joining.conference_url == "https://zoom.us/j/123456789"
    assert not listing.joining.is_published


def test_the_link_of_a_virtual_place_is_its_door_and_published() -> None:
    listing = only(make_service({"location_type": "virtual", "url": "https://zoom.us/j/9876543"}))
    assert (listing.attendance, listing.place) == ("online", None)
    assert listing.joining
    assert (listing.joining.conference_url, listing.joining.is_published) == (
        "https://zoom.us/j/9876543",
        True,
    )


def test_an_alert_stands_before_the_description() -> None:
    listing = only(make_service(alert="Closed on 4 July.", description="We listen."))
    assert listing.notes == "Closed on 4 July.\n\nWe listen."


@pytest.mark.parametrize(
    ("told", "terms"),
    [
        ({"attributes": [{"taxonomy_term": {"name": "Detox"}}]}, {"need:detox"}),
        ({"name": "Sober Living Homes"}, {"need:housing"}),
        ({"languages": [{"name": "Spanish"}, {"code": "ht"}]}, {"language:es", "language:ht"}),
        ({"cost_options": [{"option": "Sliding fee scale"}]}, {"cost:sliding"}),
        ({"fees_description": "Free of charge."}, {"cost:free"}),
        ({"fees_description": "Free to members, $40 to others"}, set()),
        (
            {"eligibility_description": "women, veteran"},
            {"population:women", "population:veterans"},
        ),
        ({"eligibility_description": "Not for women who are pregnant or nursing"}, set()),
        ({"minimum_age": 60}, {"population:older"}),
        ({"name": "Lunch and talk"}, set()),
    ],
)
def test_plain_words_become_terms(told: dict[str, Any], terms: set[str]) -> None:
    assert set(only(make_service(GRACE, **told)).terms) == terms


def test_ways_in_are_read_from_the_place() -> None:
    place = {
        **GRACE,
        "accessibility": [{"description": "wheelchair"}],
        "transportation": "Bus 41 stops here",
    }
    assert set(only(make_service(place)).terms) == {"access:step-free", "access:bus"}


def test_what_nothing_here_asks_about_is_kept_for_an_export() -> None:
    service = make_service(GRACE, wait_time="Two weeks", licenses="State 4411")
    extra = only(service).extra["hsds"]
    assert extra == {
        "at_location_id": "at-1",
        "id": "s1",
        "licenses": "State 4411",
        "wait_time": "Two weeks",
    }


def test_a_bomb_is_refused_and_a_macs_shadows_are_passed_by() -> None:
    with pytest.raises(FeedRefused, match="256 MB"):
        read_made(zipped({f"{n}.csv": b"0" * 60_000_000 for n in range(5)}))
    content = zipped({"services.csv": "id,name\ns,Desk", "__MACOSX/._services.csv": "\0\1"})
    assert only(content).name == "Desk"


def test_old_tables_are_read_in_words_of_today() -> None:
    listing = only(
        zipped(
            {
                "pkg/organizations.csv": "id,name,description,url\no,Lighthouse,Help,http://l.example",
                "pkg/services.csv": "id,organization_id,name,status\ns,o,Night shelter,active",
                "pkg/locations.csv": "id,name,latitude,longitude\np,Hall,32.3,-90.2",
                "pkg/services_at_location.csv": "id,service_id,location_id\na,s,p",
                "pkg/regular_schedules.csv": (
                    "id,service_id,location_id,weekday,opens_at,closes_at\n"
                    "1,s,p,Monday,6:00pm,7:00am\n2,s,p,Friday,6:00pm,7:00am"
                ),
                "pkg/holiday_schedules.csv": (
                    "id,service_id,closed,start_date,end_date\n1,s,true,2026-12-25,2026-12-25"
                ),
                "pkg/payments_accepted.csv": "id,service_id,payment\n1,s,Medicaid",
                "pkg/eligibility.csv": "id,service_id,eligibility\n1,s,adult\n2,s,women",
                "pkg/phones.csv": 'id,service_id,number,language\n1,s,601 555 0100,"en, es"',
            }
        )
    )
    assert listing.publisher
    assert listing.publisher.url == "http://l.example"
    assert [(one.weekday, one.minute, one.duration) for one in listing.starts] == [(1, 1080, 780)]
    (friday,) = listing.dated
    assert (friday.rule, [str(day) for day in friday.excluded]) == (
        "FREQ=WEEKLY;BYDAY=FR",
        ["2026-12-25"],
    )
    assert listing.zone == "America/Chicago"
    assert listing.care.eligibility == "adult, women"
    assert listing.terms == ("cost:medicaid", "population:women")
    assert listing.phones[0].number == "601 555 0100"


def test_hours_of_one_place_do_not_open_the_other() -> None:
    files = {
        "services.csv": "id,name,status\ns,Desk,active",
        "locations.csv": "id,name,latitude,longitude\np,Hall,32.3,-90.2\nq,Annex,32.3,-90.2",
        "services_at_location.csv": "id,service_id,location_id\na,s,p\nb,s,q",
        "regular_schedules.csv": (
            "id,service_id,location_id,weekday,opens_at,closes_at\n1,s,p,Monday,9:00,10:00"
        ),
    }
    assert {one.key: len(one.starts) for one in read_made(zipped(files)).listings} == {
        "a": 1,
        "b": 0,
    }


def test_old_hours_are_of_every_week_only_where_their_weekday_says_no_more() -> None:
    listing = only(
        zipped(
            {
                "services.csv": "id,name,status\ns,Free clinic,active",
                "locations.csv": "id,name,latitude,longitude\np,Hall,32.3,-90.2",
                "services_at_location.csv": "id,service_id,location_id\na,s,p",
                "regular_schedules.csv": (
                    "id,service_id,weekday,opens_at,closes_at,valid_from\n"
                    "1,s,Tuesday - Thursday,9:00am,5:00pm,\n"
                    "2,s,1st & 3rd Saturday,9:00am,1:00pm,\n"
                    "3,s,every other Friday,9:00am,5:00pm,2026-01-01"
                ),
            }
        )
    )
    assert [start.weekday for start in listing.starts] == [2, 3, 4]
    assert [start.rule for start in listing.dated] == ["FREQ=MONTHLY;BYDAY=1SA,3SA"]


def test_a_source_says_which_organization_it_is(now: Any) -> None:
    own = "ae67a707-5893-4225-b0b1-320ab9cb596b"
    service = make_service(GRACE, organization={"id": own, "name": "Lighthouse"})
    import_feed("made", json.dumps(service).encode(), at=now, kind="hsds")
    assert str(Organization.objects.get().hsds_id) == own
