"""Migrations that change rows, each run for real: back to before it, and forward again.

The rows are made by the product as it is now. Going back takes away what a migration added, so that
going forward has to work it out anew, from a table as it stood before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from porchlight.checkins.models import CheckIn
from porchlight.circles.actions import note_contact
from porchlight.circles.models import Contact, Tie
from porchlight.directory.formats.hsds.ids import ids_of, organization_id_of
from porchlight.directory.models import Organization, Saved, Service
from porchlight.people.models import Person
from tests.directory.listings import make_meeting, make_source
from tests.make import NOW, TODAY, make_check_in, make_tie

PRODUCT = Path(__file__).resolve().parents[1] / "porchlight"
TESTED = {
    "checkins/0005_made_at",
    "circles/0003_made_at",
    "directory/0004_hsds_ids_and_calendar_feeds",
    "directory/0008_made_at",
    "people/0009_visits",
    "people/0011_no_passphrase",
}
MIDNIGHT = datetime.combine(TODAY, time(), UTC)

# Without a transaction around the test, in which SQLite changes no tables.
migrated = pytest.mark.django_db(transaction=True, databases="__all__")


def at(app: str, name: str) -> Apps:
    """The database as it was right after that migration, with the models of then."""
    executor = MigrationExecutor(connection)
    state = executor.migrate([(app, name)])
    return state.apps


def go_forward() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.fixture(autouse=True)
def _as_it_is_now_afterwards(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    mark = request.node.get_closest_marker("django_db")
    if mark and mark.kwargs.get("transaction"):
        go_forward()


def test_every_migration_that_changes_rows_is_run_here():
    paths = PRODUCT.glob("*/migrations/*.py")
    changing = {p for p in paths if re.search(r"RunPython\(|RunSQL\(", p.read_text("utf-8"))}
    assert {f"{path.parts[-3]}/{path.stem}" for path in changing} == TESTED


@migrated
def test_a_passphrase_that_opens_nothing_is_blank_and_others_stay(ana: Person, ben: Person):
    before = at("people", "0010_sign_in_index").get_model("people", "Person")
    before.objects.filter(pk=ana.pk).update(password="!c2VjcmV0")
    before.objects.filter(pk=ben.pk).update(password="argon2$hash")
    go_forward()
    assert Person.objects.get(pk=ana.pk).password == ""
    assert Person.objects.get(pk=ben.pk).password == "argon2$hash"


@migrated
def test_the_table_that_held_the_keys_of_visits_is_gone():
    at("people", "0008_granted_at")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE django_session (session_key varchar(40) PRIMARY KEY)")
    go_forward()
    assert "django_session" not in connection.introspection.table_names()


@migrated
def test_older_people_and_talks_are_taken_as_made_on_their_day(ana: Person):
    note_contact(make_tie(ana), TODAY)
    at("circles", "0002_talk_tally")
    go_forward()
    for row in (Tie.objects.get(), Contact.objects.get()):
        assert (row.made_at, row.made_at_is_known) == (MIDNIGHT, False)


@migrated
def test_older_check_ins_are_taken_as_made_on_their_day(ana: Person):
    make_check_in(ana)
    at("checkins", "0004_one_row_of_replies")
    go_forward()
    row = CheckIn.objects.get()
    assert (row.made_at, row.made_at_is_known) == (MIDNIGHT, False)


@migrated
def test_older_saved_meetings_are_taken_as_made_on_the_day_they_were_saved(ana: Person):
    Saved.objects.create(person=ana, service=make_meeting("wed 19:00"), saved_at=NOW)
    at("directory", "0007_places_in_the_gazetteer")
    go_forward()
    assert Saved.objects.get().made_at == MIDNIGHT


@migrated
def test_listings_of_before_get_the_ids_that_the_next_import_would_give():
    source = make_source("jackson")
    meeting = make_meeting("wed 19:00", key="noon-group", source=source)
    told = {"source": source, "key": "f" * 32, "fellowship": "aa", "name": "Intergroup"}
    Organization.objects.create(hsds_id=uuid4(), **told)
    old: Any = at("directory", "0003_more_kinds_of_listings").get_model("directory", "Service")
    assert not hasattr(old.objects.get(), "hsds_id")
    go_forward()
    listed = Service.objects.get(pk=meeting.pk)
    assert (listed.hsds_id, listed.at_location_id) == ids_of("jackson", "noon-group", 0, {})
    organization = Organization.objects.get(key="f" * 32)
    assert organization.hsds_id == organization_id_of("jackson", "f" * 32, {})
