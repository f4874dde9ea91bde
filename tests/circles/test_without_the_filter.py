"""On PostgreSQL, with the gate's filter taken out, no row of anybody else appears.

Each test is run with the policies on, where nothing may appear, and with them off, where it must:
the control, without which the others would prove nothing.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.db import ProgrammingError, connection, transaction

from porchlight.checkins.models import CheckIn, Notice, StepAnswered, Usual
from porchlight.circles.access import decide, own, rows, subjects_visible_to
from porchlight.circles.actions import note_talk
from porchlight.circles.consents import Terms, give_grant, keep_apart, note_event, restrict
from porchlight.circles.gated import models_of_somebody
from porchlight.circles.invitations.actions import invite
from porchlight.circles.looks import Looked, note_looks
from porchlight.circles.models import Tie
from porchlight.circles.prepared import PreparedRead
from porchlight.circles.reaching.actions import choose
from porchlight.directory.models import Saved
from porchlight.directory.moderation.actions import suggest_correction
from porchlight.directory.publish.feeds.actions import make_calendar_feed
from porchlight.domain.ask import put
from porchlight.domain.circle.agreements import AgreementKind
from porchlight.domain.circle.invitations import Role
from porchlight.domain.consent import Action, DataClass, Purpose
from porchlight.domain.grants import EventKind
from porchlight.domain.reaching.choices import Choices
from porchlight.outbox.models import Message, PushDevice
from porchlight.people.actions import make_link, replace_recovery_codes
from porchlight.people.encryption.fields import owner_field, subject_field
from porchlight.people.local.units import unit_of_work
from porchlight.people.models import OneTimeLink, Person, Receipt
from porchlight.reach.asks.actions import put_ask
from porchlight.reach.asks.queries import helpers_of
from porchlight.reach.lights.actions import put_on
from porchlight.reach.lights.queries import accounts_of
from porchlight.sharing.actions import add_milestone, hand_over
from porchlight.sharing.safety.models import DatedNote
from porchlight.together.actions import send_note
from porchlight.together.agreements.actions import put_to
from porchlight.together.models import AgreedTimes, NoteReport, SentReport
from tests.access.table import CAST, TABLE
from tests.access.world import World, send, world
from tests.circles.without_the_filter import (
    owners_of,
    policies_off,
    prepared_reads,
    take_the_filter_out,
)
from tests.conftest import NOTHING_SKIPPED
from tests.directory.listings import make_meeting
from tests.make import (
    NOW,
    TODAY,
    make_check_in,
    make_passkey,
    make_person,
    make_tie,
    make_visit,
    signed_terms,
)

__all__ = ["world"]  # the fixture

WITHOUT = "SQLite has no row policies; script/check runs this on PostgreSQL"
BYPASSES = "the role in DATABASE_URL passes row policies by; take one without SUPERUSER, BYPASSRLS"
SEEN = frozenset({DataClass.CHECK_IN, DataClass.MOOD})


@pytest.fixture(autouse=True)
def _on_postgresql(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip(WITHOUT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone()[0]:
            (pytest.fail if NOTHING_SKIPPED else pytest.skip)(BYPASSES)


@pytest.fixture(params=["policies on", "policies off"])
def is_leak_expected(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Call it once the rows are there: it takes the filter out, and the policies in the control."""

    def begin() -> bool:
        take_the_filter_out(monkeypatch)
        if request.param == "policies off":
            policies_off()
            return True
        return False

    return begin


def live(person: Person, friend: Person, stranger: Person) -> None:
    """A row of every kind that somebody can have."""
    tie, meeting = make_tie(person, "Somebody"), make_meeting("wed 19:00")
    make_check_in(person, note="mine")
    note_talk(tie, TODAY, own(person, NOW))
    StepAnswered.objects.create(person=person, day=TODAY, step={"kind": "call"})
    Notice.objects.create(person=person, day=TODAY, told={"kind": "drift"})
    Usual.objects.get_or_create(person=person, defaults={"through": TODAY, "state": "x"})
    grant = give_grant(person, friend, signed_terms(Purpose.SUPPORT, SEEN, from_always=True), NOW)
    note_event(grant, EventKind.PAUSED, person, NOW)
    note_event(grant, EventKind.RESUMED, person, NOW)
    keep_apart(person, stranger, NOW)
    restrict(person, stranger, NOW)
    Saved.objects.create(person=person, service=meeting, saved_at=NOW)
    make_calendar_feed(person, NOW, in_full=False)
    suggest_correction(person, meeting, "time", "It is at eight.", NOW)
    Message.objects.create(
        person=person, kind="x", key=uuid4().hex, lane="now", matter={}, queued_at=NOW, due_at=NOW
    )
    PushDevice.objects.create(
        person=person, visit=make_visit(person), endpoint_index=uuid4().hex, subscription={}
    )
    choose(person, Choices())
    make_passkey(person)
    replace_recovery_codes(person)
    make_link(OneTimeLink.Kind.TRY_DEMO, person, NOW)
    invite(person, tie, "A name", Role.FRIEND, NOW)
    reader = make_person("Reader")
    Tie.objects.filter(pk=tie.pk).update(account=reader)
    Tie.objects.filter(pk=make_tie(reader, "Back").pk).update(account=person)
    tie.refresh_from_db()
    send_note(person, tie, "mine", NOW)
    live_with(person, reader, tie)
    Receipt.objects.create(person=person, key=uuid4(), fingerprint=b"x" * 32, made_at=NOW)
    EmailAddress.objects.create(user=person, email=f"{person.pk.hex}@example.org")


def live_with(person: Person, reader: Person, tie: Tie) -> None:
    """What there is of two people alone."""
    for one in (person, reader):
        put_on(one, NOW + timedelta(hours=1), NOW)
    decision = own(person, NOW)
    ask = put("mine", [one.picked for one in helpers_of(person, decision, NOW)], NOW)
    put_ask(person, ask, "", accounts_of(decision))
    terms = Terms(Purpose.SUPPORT, {DataClass.DAY}, lasts=timedelta(days=30))
    grant = give_grant(person, reader, terms, NOW)
    note_looks(reader, [Looked(person.pk, grant.pk, ["day"])], NOW)
    add_milestone(person, "mine", TODAY)
    hand_over(person, reader.pk, "mine", NOW)
    DatedNote.objects.create(person=person, content={"at": NOW.isoformat(), "words": "mine"})
    sent = put_to(person, tie, AgreementKind.PROMISE, {"what": "mine"}, TODAY)
    sent.answer = "yes"
    sent.save(update_fields=["answer"])
    AgreedTimes.objects.create(person=person, other=reader, told={}, over_on=TODAY)
    SentReport.objects.create(person=person, note=uuid4(), about={}, answer={})


def models_of_people() -> list[Any]:
    """All but the copy of a report, which lies under a key of its own and is nobody's."""
    return [model for model in models_of_somebody() if model is not NoteReport]


@pytest.fixture
def lives(now, ana, ben, cleo, mo) -> tuple[Person, Person, Person]:
    live(ana, ben, mo)
    live(cleo, ben, mo)
    return ana, ben, cleo


def everybodys(person: Person) -> dict[str, set[Any]]:
    """By model, whose rows a query without any filter finds, but for this person."""
    return {
        model._meta.label: found
        for model in models_of_people()
        if (found := owners_of(model._default_manager.all()) - {person.pk})
    }


def test_both_have_a_row_of_every_kind(lives):
    ana, _ben, cleo = lives
    for model in models_of_people():
        assert {ana.pk, cleo.pk} <= owners_of(model._default_manager.all()), model


def test_a_query_without_any_filter_finds_ones_own(lives, is_leak_expected):
    ana, _ben, cleo = lives
    leaks = is_leak_expected()
    with unit_of_work():
        undecided = {model for model in models_of_people() if model._default_manager.exists()}
        own(ana, NOW)
        foreign = everybodys(ana)
        there = {model for model in models_of_people() if model._default_manager.exists()}
    if leaks:
        assert undecided == set(models_of_people())
        assert all(cleo.pk in found for found in foreign.values())
        assert len(foreign) == len(models_of_people())
    else:
        assert undecided == set()
        assert foreign == {}
        assert there == set(models_of_people())


def test_the_gates_rows_are_of_nobody_else(lives, is_leak_expected):
    ana, _ben, _cleo = lives
    leaks = is_leak_expected()
    with unit_of_work():
        decision = own(ana, NOW)
        found = {
            model._meta.label: owners_of(rows(model, decision))
            for model in models_of_people()
            if subject_field(model) == owner_field(model)  # others are filtered by two columns
        }
    foreign = {label for label, owners in found.items() if owners - {ana.pk}}
    assert all(ana.pk in owners for owners in found.values())
    assert foreign == (set(found) if leaks else set())


def test_prepared_reads_are_of_nobody_else(lives, is_leak_expected, monkeypatch):
    """For somebody who has such rows, and for ben, who has none: some reads stop at the first."""
    ana, ben, cleo = lives
    hers = {
        name: set(owned(read.model, cleo).values_list("pk", flat=True))
        for name, read in prepared_reads().items()
    }
    assert len(hers) >= 10
    # As the database gives them: what is another's does not open with one's own key.
    monkeypatch.setattr(PreparedRead, "_opened", lambda read, found, decision: iter(found))
    leaks = is_leak_expected()
    leaking = set()
    for name, read in prepared_reads().items():
        found = {person: ids_read(read, person) for person in (ana, ben)}
        assert found[ana], name
        if found[ben] or found[ana] & hers[name]:
            leaking.add(name)
    assert leaking == (set(hers) if leaks else set())


def ids_read(read: PreparedRead, person: Person) -> set[Any]:
    with unit_of_work(), transaction.atomic():
        return {row[0] for row in read(own(person, NOW), *map(day_asked, read.where))}


def day_asked(lookup: str) -> Any:
    """A value with which a look-up finds what was made today."""
    apart = {
        "day": 0,
        "day__gte": -9,
        "day__gt": -9,
        "day__lte": 1,
        "day__lt": 1,
        "over_on__gt": -9,
    }
    others = {
        "form": "personal",
        "purpose": "support",
        "ends_at__gt": NOW,
        "ends_at__lte": NOW + timedelta(days=60),
    }
    return others[lookup] if lookup in others else TODAY + timedelta(days=apart[lookup])


def owned(model: Any, person: Person) -> Any:
    return model._default_manager.filter(**{owner_field(model): person.pk})


def test_a_refusal_shows_nothing_of_whom_it_is_about(lives, is_leak_expected):
    ana, _ben, cleo = lives
    leaks = is_leak_expected()
    with unit_of_work():
        own(cleo, NOW)
        refused = decide(cleo, ana.pk, Action.VIEW, SEEN, Purpose.SUPPORT, NOW)
        assert not refused.allowed
        assert (ana.pk in owners_of(rows(CheckIn, refused))) is leaks


def test_grants_show_whose_they_are_and_nobody_elses(ben, is_leak_expected):
    """Also of several at once: whoever comes between them, by the order of ids, stays away."""
    people = sorted((make_person(f"person {n}") for n in range(3)), key=lambda one: one.pk)
    first, _between, last = people
    for person in people:
        make_check_in(person)
    for person in (first, last):
        give_grant(person, ben, signed_terms(Purpose.SUPPORT, SEEN, from_always=True), NOW)
    leaks = is_leak_expected()
    with unit_of_work():
        decision = decide(ben, first.pk, Action.VIEW, SEEN, Purpose.SUPPORT, NOW)
        assert decision.allowed
        assert (owners_of(rows(CheckIn, decision)) == {first.pk}) is not leaks
    with unit_of_work():
        decisions = subjects_visible_to(ben, DataClass.CHECK_IN, Purpose.SUPPORT, NOW)
        assert set(decisions) == {first.pk, last.pk}
        assert (owners_of(CheckIn.objects.all()) == set(decisions)) is not leaks


def test_what_is_changed_or_deleted_is_ones_own(lives, is_leak_expected):
    ana, _ben, cleo = lives
    everybodys_ties = Tie.objects.count()
    leaks = is_leak_expected()
    with unit_of_work():
        mine = rows(Tie, own(ana, NOW))
        changed = mine.update(added_on=TODAY - timedelta(days=1))
        assert changed == (everybodys_ties if leaks else 1)
        Saved.objects.all().delete()
    assert Saved.objects.filter(person=cleo).exists() is not leaks


def test_nothing_is_written_under_anothers_name(lives, is_leak_expected):
    ana, _ben, cleo = lives
    leaks = is_leak_expected()
    with unit_of_work():
        own(ana, NOW)
        made = Saved(person=cleo, service=make_meeting("thu 19:00"), saved_at=NOW)
        made.made_at = NOW
        if leaks:
            made.save()
        else:
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                made.save()


# --- pages --------------------------------------------------------------------------------------


def answers(world: World, name: str) -> list[str]:
    return [
        " ".join(str(send(world, name, verb, who).status_code) for who in CAST)
        for verb in ("get", "post")
    ]


OF_ONE = [name for name in TABLE if "{" in TABLE[name][0] or TABLE[name][1].startswith("302")]


@pytest.mark.parametrize("name", OF_ONE)
def test_every_address_answers_as_with_the_filter(world, monkeypatch, name):
    """The whole table of who gets what answer, of addresses that somebody must be signed in for or
    that name something."""
    take_the_filter_out(monkeypatch)
    assert answers(world, name) == list(TABLE[name][1:])


@pytest.mark.parametrize("name", ["tie", "tie-remove", "outcome"])
def test_without_policies_and_filter_an_address_opens_to_others(world, monkeypatch, name):
    """The control of the table."""
    take_the_filter_out(monkeypatch)
    policies_off()
    assert answers(world, name) != list(TABLE[name][1:])
