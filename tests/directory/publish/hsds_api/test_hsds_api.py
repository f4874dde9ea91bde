"""The HSDS API: every answer valid against the standard's schemas, every fault told in words."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from porchlight.directory.formats.hsds.attributes import taxonomy_id, term_id
from porchlight.directory.formats.hsds.fields import VOCABULARY
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.models import Duplicate, Organization, Service
from porchlight.directory.publish.hsds_api import serialize
from tests.directory.formats.hsds.hsds_made import JACKSON, make_service, read_made, zipped_folder
from tests.directory.formats.hsds.test_write_hsds import SPEC, assert_valid
from tests.directory.listings import make_meeting, make_place, make_source
from tests.growth import assert_does_not_grow

NOBODYS = "00000000-0000-4000-8000-000000000000"
AT = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("now")


def get(path: str, **told: Any) -> Any:
    return Client().get(f"/hsds/{path}", told)


def contents(path: str, **told: Any) -> list[Any]:
    response = get(path, **told)
    assert response.status_code == 200, response.content
    return list(response.json()["contents"])


def names(path: str = "services", **told: Any) -> list[str]:
    return sorted(str(one["name"]) for one in contents(path, **told))


def every_page(path: str, schema: str, **told: Any) -> list[Any]:
    """All items of all pages; a page has OpenAPI's parts, and each item fits `schema`."""
    page_schema = json.loads((SPEC / "schema" / "openapi.json").read_text())
    wanted = page_schema["components"]["schemas"]["Page"]["properties"]
    items: list[Any] = []
    for number in range(1, 10_000):
        page = get(path, page=number, **told).json()
        assert set(page) == {*wanted, "contents"}
        assert page["size"] == len(page["contents"])
        assert (page["page_number"], page["first_page"]) == (number, number == 1)
        items += page["contents"]
        if page["last_page"]:
            assert (page["total_pages"], page["total_items"]) == (number, len(items))
            break
    for item in items:
        assert_valid(schema, item)
    return items


def import_real(shared_data: Path) -> None:
    for name in ("sample_datapackage/all_resources", "spec-3.0/examples/csv"):
        content = zipped_folder(shared_data / "hsds" / name)
        import_feed(name.split("/")[0].replace(".", "-"), content, at=AT, kind="hsds")
    for name in ("benlomond", "atlanta"):
        content = (shared_data / "meeting_guide" / f"{name}.json").read_bytes()
        import_feed(name, content, at=AT, kind="meeting-guide")


def test_every_answer_about_real_data_is_valid(shared_data: Path) -> None:
    import_real(shared_data)
    count = Service.objects.count()
    assert count == 10 + 1 + 35 + 6
    every_page("services", "compiled/service_list.json", per_page=20)
    whole = every_page("services", "service.json", per_page=20, full="true")
    briefs = every_page("service_at_locations", "compiled/service_at_location_list.json")
    every_page("service_at_locations", "service_at_location.json", full="true")
    assert len(briefs) == count
    organizations = every_page("organizations", "compiled/organization_list.json", per_page=3)
    every_page("organizations", "organization.json", full="true", full_service="true")
    every_page("taxonomies", "taxonomy.json")
    terms = every_page("taxonomy_terms", "taxonomy_term.json", per_page=50)
    for path, items, schema in (
        ("services", whole, "service.json"),
        ("service_at_locations", briefs, "service_at_location.json"),
        ("organizations", organizations, "organization.json"),
        ("taxonomy_terms", terms, "taxonomy_term.json"),
    ):
        for item in items[:20]:
            node = get(f"{path}/{item['id']}").json()
            assert node["id"] == item["id"]
            assert_valid(schema, node)
    lines = b"".join(get("services", format="ndjson", full="true").streaming_content)
    assert [json.loads(line)["id"] for line in lines.splitlines()] == [one["id"] for one in whole]
    assert len(read_made(lines).listings) == count


def test_about_names_the_version_of_the_standard() -> None:
    assert get("").json()["version"] == "3.0"


def test_words_are_searched_in_what_a_service_says_and_where_it_is() -> None:
    make_meeting(name="Grace Group", notes="Ring twice")
    make_meeting(name="Hope Group", place=make_place(city="Tupelo"))
    assert names(search="grace ring") == ["Grace Group"]
    assert names(search="tupelo") == ["Hope Group"]
    assert names(search="grace tupelo") == []


def test_what_repeats_another_one_or_left_its_source_is_not_listed() -> None:
    kept, twin = make_meeting(name="Grace"), make_meeting(name="Grace again")
    make_meeting(name="Gone", status="removed")
    Duplicate.objects.create(service=twin, of=kept, why="link-time", found_at=AT)
    assert names() == ["Grace"]
    assert get(f"services/{twin.hsds_id}").status_code == 404


def test_terms_of_ours_and_of_the_source_find_services() -> None:
    own = str(uuid4())
    term = {"id": own, "name": "Detox", "taxonomy": "Open Eligibility"}
    choir = {"id": term_id("need:hobby"), "taxonomy": VOCABULARY, "code": "need:hobby"}
    feed = [
        make_service(JACKSON, id="s1", name="Clinic", attributes=[{"taxonomy_term": term}]),
        make_service(JACKSON, id="s2", name="Choir", attributes=[{"taxonomy_term": choir}]),
        make_service(JACKSON, id="s3", name="Silent"),
    ]
    import_feed("made", json.dumps(feed).encode(), at=AT, kind="hsds")
    assert names(taxonomy_term_id=term_id("need:detox")) == ["Clinic"]
    assert names(taxonomy_term_id=term_id("need")) == ["Choir", "Clinic"]
    assert names(taxonomy_term_id=own) == ["Clinic"]
    assert names(taxonomy_term_id=str(uuid4())) == []
    assert names(taxonomy_id=taxonomy_id(VOCABULARY)) == ["Choir", "Clinic"]


def test_an_organization_finds_its_services_and_says_them() -> None:
    source = make_source()
    told = {"source": source, "fellowship": "aa", "description": "Help"}
    grace = Organization.objects.create(key="1", name="Grace", **told)
    Organization.objects.create(key="2", name="With nothing listed", **told)
    make_meeting(name="Noon", organization=grace)
    make_meeting(name="Other")
    assert names(organization_id=str(grace.hsds_id)) == ["Noon"]
    assert names("organizations") == ["Grace"]
    (named,) = get(f"organizations/{grace.hsds_id}").json()["services"]
    assert set(named) == {"id", "name", "status"}
    (whole,) = get(f"organizations/{grace.hsds_id}", full_service="true").json()["services"]
    assert "service_at_locations" in whole


def test_modified_after_leaves_out_what_is_known_to_be_older() -> None:
    make_meeting(name="Old", updated_at=datetime(2026, 1, 1, tzinfo=UTC))
    make_meeting(name="New", updated_at=datetime(2026, 11, 1, tzinfo=UTC))
    make_meeting(name="Says nothing")
    assert names(modified_after="2026-10-01") == ["New", "Says nothing"]
    assert names(modified_after="2026-11-01T00:00:00+00:00") == ["New", "Says nothing"]


def test_so_far_from_a_postcode() -> None:
    make_meeting(name="Near", point=(32.32, -90.2))  # 2.2 km
    make_meeting(name="Corner of the square", point=(32.335, -90.155))  # 5.7 km
    make_meeting(name="Far", point=(33.0, -90.2))
    make_meeting(name="Online", attendance="online")
    found = contents("service_at_locations", postcode="39201", proximity=5_000)
    assert [one["service"]["name"] for one in found] == ["Near"]
    assert len(contents("services", postcode="39201", proximity=6_000)) == 2


@pytest.mark.parametrize(
    ("told", "field", "words"),
    [
        ({"page": "0"}, "page", "whole number from 1"),
        ({"page": "two"}, "page", "whole number from 1"),
        ({"per_page": "501"}, "per_page", "from 1 to 500"),
        ({"format": "xml"}, "format", "json or ndjson"),
        ({"full": "maybe"}, "full", "true or false"),
        ({"organization_id": "17"}, "organization_id", "UUID"),
        ({"modified_after": "yesterday"}, "modified_after", "2026-11-18T09:00:00Z"),
        ({"proximity": "500"}, "postcode", "counts from a postcode"),
        ({"postcode": "AB1"}, "postcode", "5 digits"),
        ({"postcode": "00000", "proximity": "5"}, "postcode", "not known here"),
        ({"search": "x" * 201}, "search", "200 characters"),
    ],
)
def test_a_wrong_parameter_is_named_with_how_to_write_it(
    told: dict[str, str], field: str, words: str
) -> None:
    response = get("services", **told)
    assert response.status_code == 422
    assert list(response.json()["fields"]) == [field]
    assert words in response.json()["fields"][field]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("services?page=2", "The last page is 1"),
        ("services/17", "Ids here are UUIDs"),
        (f"services/{NOBODYS}", "nothing with this id"),
        (f"taxonomies/{NOBODYS}", "nothing with this id"),
    ],
)
def test_what_is_not_there_is_told_as_json(path: str, words: str) -> None:
    response = Client().get(f"/hsds/{path}")
    assert response.status_code == 404
    assert words in response.json()["error"]


def test_an_empty_list_is_a_page_and_no_fault() -> None:
    page = get("services").json()
    assert (page["empty"], page["total_pages"], page["last_page"]) == (True, 1, True)


def test_minimal_is_all_ids_on_one_page() -> None:
    for n in range(60):
        make_meeting(name=f"Group {n}", updated_at=AT)
    page = json.loads(b"".join(get("services", minimal="true")))
    assert page["last_page"]
    assert len(page["contents"]) == 60
    assert page["contents"][0]["modified_date"] == "2026-11-18T18:30:00Z"


def test_who_has_an_answer_is_told_so_until_a_listing_changes() -> None:
    meeting = make_meeting(name="Grace")
    first = get("services")
    mark = first["ETag"]
    assert mark.startswith('"')
    again = Client().get("/hsds/services", headers={"If-None-Match": mark})
    assert (again.status_code, again.content) == (304, b"")
    assert get("services", page=1)["ETag"] != mark
    type(meeting.source).objects.update(version=7)
    changed = Client().get("/hsds/services", headers={"If-None-Match": mark})
    assert changed.status_code == 200


def test_answers_come_compressed_with_a_strong_mark_of_their_own() -> None:
    for n in range(5):
        make_meeting(name=f"Group {n}")
    plain = get("services")
    packed = Client().get("/hsds/services", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] == plain["ETag"][:-1] + '-gz"'
    again = Client().get("/hsds/services", headers={"If-None-Match": packed["ETag"]})
    assert again.status_code == 304


def test_no_session_is_looked_at_and_no_cookie_set(ana: Any, client_of: Any) -> None:
    response = client_of(ana).get("/hsds/services")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Access-Control-Allow-Origin"] == "*"


def test_pages_of_other_sites_may_read_it_and_none_may_write() -> None:
    from_elsewhere = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}
    assert Client().get("/hsds/services", headers=from_elsewhere).status_code == 200
    assert Client().post("/hsds/services", headers=from_elsewhere).status_code in (403, 405)


def test_it_can_be_turned_off(settings: Any) -> None:
    settings.FEEDS = False
    assert get("services").status_code == 404


@pytest.mark.parametrize(
    "path", ["services?full=true", "services", "service_at_locations?full=true", "organizations"]
)
def test_a_page_asks_as_often_for_twenty_as_for_ten(path: str) -> None:
    source = make_source()

    def add(n: int) -> None:
        told = {"source": source, "fellowship": "aa"}
        organization = Organization.objects.create(key=str(n), name=f"Org {n}", **told)
        make_meeting(("mon 19:00", "tue 08:00"), organization=organization)
        serialize.list_counts.forget()

    assert_does_not_grow(Client(), f"/hsds/{path}", add)
