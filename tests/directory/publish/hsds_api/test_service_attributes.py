"""Terms of a source's own taxonomies: stored with the listing, and what the HSDS API finds by."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from porchlight.directory.intake import importer
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.models import Duplicate, Service, ServiceAttribute
from porchlight.directory.publish.hsds_api import serialize
from tests.directory.formats.hsds.hsds_made import JACKSON, make_service
from tests.directory.listings import make_meeting

AT = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
DETOX, RIDES, TAXONOMY = (str(uuid4()) for _ in range(3))
pytestmark = pytest.mark.usefixtures("now")


def linked(term: str = DETOX, **told: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "taxonomy_term": {"id": term, "name": "Term", **told}}


def take(*services: dict[str, Any]) -> None:
    import_feed("made", json.dumps(services).encode(), at=AT, kind="hsds")
    serialize.list_counts.forget()


def clinic(*attributes: dict[str, Any], **told: Any) -> dict[str, Any]:
    return make_service(JACKSON, name="Clinic", attributes=list(attributes), **told)


def names(**told: Any) -> list[str]:
    response = Client().get("/hsds/services", told)
    assert response.status_code == 200
    return sorted(one["name"] for one in response.json()["contents"])


def test_a_term_and_its_taxonomy_each_find_what_is_linked_to_them() -> None:
    take(clinic(linked(taxonomy_id=TAXONOMY)))
    assert names(taxonomy_term_id=DETOX) == names(taxonomy_id=TAXONOMY) == ["Clinic"]
    assert names(taxonomy_term_id=TAXONOMY) == names(taxonomy_id=DETOX) == []


def test_an_id_that_stands_in_another_field_is_no_term() -> None:
    program, alias, attribute = str(uuid4()), str(uuid4()), linked()
    take(clinic(attribute, program_id=program, alternate_name=alias))
    for other in (program, alias, attribute["id"]):
        assert names(taxonomy_term_id=other) == names(taxonomy_id=other) == []
    assert names(taxonomy_term_id=DETOX) == ["Clinic"]


def test_attributes_of_the_place_and_of_parts_count_and_details_name_the_taxonomy() -> None:
    detail = {"id": TAXONOMY, "name": "Open Eligibility"}
    service = clinic(languages=[{"name": "Spanish", "attributes": [linked(RIDES)]}])
    service["service_at_locations"][0]["attributes"] = [linked(taxonomy_detail=detail)]
    take(service)
    for told in ({"taxonomy_term_id": DETOX}, {"taxonomy_id": TAXONOMY},
                 {"taxonomy_term_id": RIDES}):  # fmt: skip
        assert names(**told) == ["Clinic"]


def test_a_term_whose_id_is_no_uuid_is_found_by_the_id_that_it_is_published_under() -> None:
    take(clinic(linked("BD-1800", taxonomy_id="airs")))
    found = Client().get("/hsds/services", {"full": "true"}).json()["contents"][0]["attributes"]
    (term,) = [one["taxonomy_term"] for one in found if one["taxonomy_term"]["name"] == "Term"]
    assert names(taxonomy_term_id=term["id"]) == ["Clinic"]
    assert names(taxonomy_id=term["taxonomy_id"]) == ["Clinic"]


def test_a_term_that_is_linked_twice_is_one_row_with_the_taxonomy_that_is_named() -> None:
    take(clinic(linked(), linked(taxonomy_id=TAXONOMY), linked()))
    assert str(ServiceAttribute.objects.get().taxonomy_id) == TAXONOMY


def test_a_change_takes_old_terms_away_and_leaves_other_listings_rows() -> None:
    other = {**make_service(JACKSON, id="s2", name="Rides", attributes=[linked(RIDES)])}
    other["service_at_locations"][0]["id"] = "at-9"
    take(clinic(linked()), other)
    kept = ServiceAttribute.objects.get(term_id=RIDES).pk
    take(clinic(linked(TAXONOMY)), other)
    assert names(taxonomy_term_id=DETOX) == []
    assert names(taxonomy_term_id=TAXONOMY) == ["Clinic"]
    assert ServiceAttribute.objects.get(term_id=RIDES).pk == kept


def test_a_removed_listing_is_not_found_and_one_that_is_back_is() -> None:
    other = make_service(JACKSON, id="s2", name="Other")
    other["service_at_locations"][0]["id"] = "at-9"
    take(clinic(linked()), other)
    take(other)
    assert Service.objects.get(name="Clinic").status == "removed"
    assert names(taxonomy_term_id=DETOX) == []
    take(clinic(linked()), other)
    assert names(taxonomy_term_id=DETOX) == ["Clinic"]


def test_rows_go_with_their_listing() -> None:
    take(clinic(linked()))
    Service.objects.get().delete()
    assert not ServiceAttribute.objects.exists()


def test_a_duplicate_that_gives_way_is_not_found() -> None:
    take(clinic(linked()))
    repeated = Service.objects.get(name="Clinic")
    Duplicate.objects.create(service=repeated, of=make_meeting(), why="link-time", found_at=AT)
    assert names(taxonomy_term_id=DETOX) == []


def test_an_import_that_fails_leaves_the_terms_of_before(monkeypatch: Any) -> None:
    take(clinic(linked()))

    def fail(_services: object) -> None:
        assert str(ServiceAttribute.objects.get().term_id) == RIDES
        raise RuntimeError

    monkeypatch.setattr(importer, "release_duplicates_of", fail)
    with pytest.raises(RuntimeError):
        take(clinic(linked(RIDES)))
    assert str(ServiceAttribute.objects.get().term_id) == DETOX
