"""Migrations that change rows, each run for real: back to before it, and forward again.

The rows are made by the product as it is now. Going back takes away what a migration added, so that
going forward has to work it out anew, from a table as it stood before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
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
from porchlight.directory.formats.hsds.attributes import own_terms
from porchlight.directory.formats.hsds.ids import ids_of, organization_id_of
from porchlight.directory.formats.hsds.source_terms import source_terms
from porchlight.directory.models import Organization, Saved, Service, ServiceAttribute
from porchlight.people.encryption.sealing import CannotOpen
from porchlight.people.models import Person
from porchlight.together.actions import note_looked_at, send_note
from porchlight.together.models import NotesWith, ReceivedNote
from porchlight.together.queries import decision_on
from tests.directory.listings import make_meeting, make_source
from tests.make import NOW, TODAY, make_check_in, make_tie
from tests.together.tied import tied

PRODUCT = Path(__file__).resolve().parents[1] / "porchlight"
TESTED = {
    "checkins/0005_made_at",
    "circles/0003_made_at",
    "directory/0004_hsds_ids_and_calendar_feeds",
    "directory/0008_made_at",
    "directory/0012_fill_service_attributes",
    "directory/0014_fill_own_terms",
    "people/0009_visits",
    "people/0011_no_passphrase",
    "together/0003_bind_readers",
    "together/0007_in_touch_on",
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
    changing = {
        p for p in paths if re.search(r"(RunPython|RunSQL|BindReader)\(", p.read_text("utf-8"))
    }
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
def test_older_notes_open_for_the_reader_they_were_written_to(ana: Person, ben: Person):
    tie = make_tie(ana)
    tie.account = ben
    tie.save()
    kept = send_note(ana, tie, "good morning", NOW).received
    long_ago = ReceivedNote.objects.get().words.envelope
    at("together", "0002_policies")
    of_before = ReceivedNote.objects.get().words
    assert of_before.envelope != long_ago
    assert len(of_before.envelope) == len(long_ago)
    with pytest.raises(CannotOpen):  # the control: it was sealed for nobody in particular
        of_before.open(decision_on(ben, ana.pk, NOW))
    go_forward()
    for _ in range(2):
        assert ReceivedNote.objects.get(pk=kept.pk).words.open(decision_on(ben, ana.pk, NOW))
        at("together", "0002_policies")
        go_forward()


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


@migrated
def test_listings_of_before_get_the_attributes_that_the_next_import_would_write():
    detail = {"id": "airs", "name": "AIRS"}
    terms = [
        {"id": str(uuid4()), "taxonomy_id": str(uuid4())},
        {"id": "BD-1800", "taxonomy_detail": detail},
        {"id": "facts", "taxonomy": "Porchlight facts"},
    ]
    links = [{"taxonomy_term": term} for term in terms]
    extra = {
        "attributes": [links[0], links[0], {"taxonomy_term_id": "only-linked"}],
        "at": {"schedules": [{"attributes": links[1:]}]},
    }
    source = make_source("jackson")
    meeting = make_meeting("wed 19:00", source=source, extra={"hsds": extra})
    make_meeting("wed 20:00", source=source, extra={"bmlt": {"attributes": links}})
    at("directory", "0010_row_policies")
    go_forward()
    rows = ServiceAttribute.objects.values_list("service", "term_id", "taxonomy_id")
    wanted = source_terms("jackson", {"hsds": extra})
    assert len(wanted) == 3
    assert set(rows) == {(meeting.pk, term, taxonomy) for term, taxonomy in wanted.items()}


@migrated
def test_listings_of_before_get_our_own_terms_as_attributes():
    wanted = own_terms(["need:detox", "language:es"])
    source = make_source("jackson")
    meeting = make_meeting("wed 19:00", source=source, terms=["need:detox", "language:es"])
    make_meeting("wed 20:00", source=source, terms=[])
    at("directory", "0013_source_without_fingerprint")
    go_forward()
    rows = ServiceAttribute.objects.values_list("service", "term_id", "taxonomy_id")
    assert set(rows) == {(meeting.pk, term, taxonomy) for term, taxonomy in wanted.items()}


@migrated
def test_the_day_in_touch_is_that_of_the_newest_note_that_was_looked_at(ana, ben):
    tied(ana, ben)
    bens = tied(ben, ana)
    seen, unseen = (send_note(ben, bens, "hello", NOW + timedelta(days=n)) for n in (0, 2))
    note_looked_at(ana, ben.pk, seen.number, seen.day)
    at("together", "0006_agreement_policies")
    go_forward()
    kept = dict(NotesWith.objects.values_list("person_id", "in_touch_on"))
    assert kept == {ana.pk: seen.day, ben.pk: None}
    assert unseen.day > seen.day
