"""One thing, one id: where the feed has none of its own, source and key make it."""

from __future__ import annotations

from importlib import import_module
from uuid import UUID, uuid4

from django.apps import apps

from porchlight.directory.formats.hsds.ids import ids_of, organization_id_of, uuid_of
from porchlight.directory.models import Organization, Service
from tests.directory.listings import make_meeting, make_source

OWN = "ac148810-d857-441c-9679-408f346de14b"


def test_an_id_of_the_feed_that_is_a_uuid_is_kept() -> None:
    assert uuid_of("any", "service", OWN.upper()) == UUID(OWN)


def test_an_id_that_is_none_becomes_one_and_the_same_each_time() -> None:
    made = uuid_of("jackson", "service", "17")
    assert made == uuid_of("jackson", "service", "17")
    assert made.version == 5
    others = {uuid_of("tupelo", "service", "17"), uuid_of("jackson", "at", "17")}
    assert made not in others


def test_two_listings_of_one_service_share_its_id_and_not_their_own() -> None:
    first = ids_of("s", "a", 0, {"hsds": {"id": OWN, "at_location_id": "1"}})
    second = ids_of("s", "b", 0, {"hsds": {"id": OWN, "at_location_id": "2"}})
    assert first[0] == second[0] == UUID(OWN)
    assert first[1] != second[1]


def test_the_second_part_of_a_key_does_not_take_the_first_ones_id() -> None:
    extra: dict[str, object] = {"hsds": {"id": OWN, "at_location_id": OWN}}
    assert ids_of("s", "a", 0, extra)[1] != ids_of("s", "a", 1, extra)[1]


def test_listings_from_before_get_the_ids_that_an_import_would_give() -> None:
    migration = import_module("porchlight.directory.migrations.0004_hsds_ids_and_calendar_feeds")
    meeting = make_meeting(key="noon-group", source=make_source("jackson"))
    told = {"source": meeting.source, "key": "f" * 32, "fellowship": "aa", "name": "Intergroup"}
    organization = Organization.objects.create(hsds_id=uuid4(), **told)
    migration.fill(apps, None)
    now = Service.objects.get(pk=meeting.pk)
    assert (now.hsds_id, now.at_location_id) == ids_of("jackson", "noon-group", 0, {})
    organization.refresh_from_db()
    assert organization.hsds_id == organization_id_of("jackson", "f" * 32, {})
