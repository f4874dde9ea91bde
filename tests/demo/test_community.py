"""The made-up community in the database: built through the actions, sealed, and the same again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.db.models import Q
from django.urls import reverse

from porchlight.checkins.models import CheckIn, StepAnswered
from porchlight.checkins.notices import notices_of
from porchlight.checkins.queries.steps import past_steps_of
from porchlight.checkins.readings import readings_of
from porchlight.circles.access import community_name, decide, own, rows
from porchlight.circles.models import Contact, Tie
from porchlight.circles.queries import circle_of
from porchlight.demo import CommunityIsThere, NotADemo, build_demo, cast_links
from porchlight.demo.cast import ANA, BEN, CLEO, MO, ROSA
from porchlight.demo.others import FAMILY
from porchlight.demo.stories import ERASED, IN_MISSISSIPPI, IN_WISCONSIN
from porchlight.directory.finder.build import fill
from porchlight.directory.finder.index import Index
from porchlight.directory.finder.query import Attending, FindQuery
from porchlight.directory.models import Location, Organization, Saved, Schedule, Service, Source
from porchlight.directory.queries.corrections import correction_queue
from porchlight.directory.queries.saved import saved_listings
from porchlight.directory.vocabulary.terms import TERMS
from porchlight.domain.consent import EVERYTHING, Action, Purpose
from porchlight.domain.noticing import Fits, NoticeKind
from porchlight.domain.steps import Outcome
from porchlight.people.actions import found_community
from porchlight.people.encryption.fields import NotDecided
from porchlight.people.keystore.models import OwnerKey
from porchlight.people.models import Community, OneTimeLink, Person
from porchlight.people.signing_in import name_index
from porchlight.reach.lights.queries import own_light
from porchlight.together.models import ReceivedNote
from tests.conftest import NOW

STORIES = {character.name: character for character in (*IN_MISSISSIPPI, *IN_WISCONSIN)}
TOLD = (
    ANA,
    BEN,
    CLEO,
    *(STORIES[name] for name in ("Curtis", "Imani", "Tobias", "Joy", "Pete", "Otis")),
)
BESIDE = (ROSA, MO, next(one for one in FAMILY if one.name == "Celestine"))


@pytest.fixture(scope="class")
def community(django_db_setup, django_db_blocker):
    """A part of the community, built once for the class and rolled back after it."""
    with django_db_blocker.unblock():
        opened = [transaction.atomic(using=name) for name in connections]
        for block in opened:
            block.__enter__()
        build_demo(NOW, TOLD, BESIDE)
        yield
        for block in reversed(opened):
            transaction.set_rollback(True, using=block.using)
            block.__exit__(None, None, None)


def named(name):
    return Person.objects.get(name_index=name_index(name))


@pytest.mark.usefixtures("community")
class TestCommunity:
    def test_it_says_that_it_is_made_up(self):
        assert Community.objects.get().is_demo
        assert community_name(NOW) == "Lantern Street"

    def test_every_account_has_a_key_and_no_passphrase(self):
        people = Person.objects.all()
        assert people.count() == len(TOLD) + len(BESIDE)
        assert not [person for person in people if person.has_usable_password()]
        owners = set(OwnerKey.objects.values_list("owner_id", flat=True))
        assert {person.pk for person in people} <= owners

    def test_nobody_sees_anything_of_anybody(self):
        ana = named("Ana")
        for name in ("Rosa", "Ben", "Mo", "Cleo"):
            decision = decide(named(name), ana.pk, Action.VIEW, EVERYTHING, Purpose.SELF, NOW)
            assert not decision.allowed
            assert not rows(CheckIn, decision).exists()
            with pytest.raises(NotDecided):
                CheckIn.objects.filter(person=ana).first().mood.open(decision)

    def test_what_they_wrote_is_sealed(self):
        tie = Tie.objects.filter(person=named("Ana")).first()
        assert b"555-0" not in tie.card.envelope
        assert bytes(tie.card.envelope).startswith(b"PL")

    def test_ana_has_not_checked_in_today(self, client_of, now):
        ana = named("Ana")
        decision = own(ana, NOW)
        last = readings_of(decision, NOW.date() - timedelta(days=90))[-1].day
        assert last == NOW.astimezone(ana.zoneinfo).date() - timedelta(days=1)

    def test_after_three_taps_ana_sees_why_and_one_step_to_ben(self, client_of, now):
        ana = named("Ana")
        client = client_of(ana)
        taps = {"mood": "3", "urge": "2", "contact": "none"}
        assert client.post(reverse("today"), taps).status_code == 303
        page = client.get(reverse("today")).context["page"]
        assert page.notice.is_question
        assert len(page.notice.reasons) >= 2
        assert page.offered.name == "Ben"
        assert page.offered.step.reason.days == 12
        assert page.asked is None
        assert page.next_saved is not None

    def test_otis_was_asked_and_said_that_it_fits(self, client_of, now):
        otis = named("Otis")
        told = [told for _, told in notices_of(own(otis, NOW), NOW.date())]
        assert [n.fits for n in told if n.kind is NoticeKind.DRIFT] == [Fits.YES]
        client = client_of(otis)
        client.post(reverse("today"), {"mood": "4", "urge": "1", "contact": "good"})
        assert client.get(reverse("today")).context["page"].notice is None
        assert client.get(reverse("usual")).context["page"].picture.state == "usual"

    def test_each_of_anas_people_has_a_number_that_nobody_has(self):
        circle = circle_of(own(named("Ana"), NOW))
        assert [friend.name for friend in circle] == ["Ben", "Rosa", "Dana", "Marisol", "Joelle"]
        assert all("-555-01" in friend.phone and friend.last_talked for friend in circle)

    def test_anas_meetings_are_saved_and_near(self):
        ana = named("Ana")
        saved = saved_listings(ana, own(ana, NOW), NOW)
        assert len(saved) == 3
        assert all(meeting.moment for meeting in saved)
        assert ana.home_place.open(own(ana, NOW)) == "Jackson, MS"
        assert ana.barriers.open(own(ana, NOW)) == ["words", "transport"]

    def test_two_who_came_together_read_each_others_notes(self, client_of, now):
        for reader, writer in (("Ana", "Rosa"), ("Rosa", "Ana"), ("Ben", "Ana")):
            tie = Tie.objects.get(person=named(reader), account=named(writer))
            received = ReceivedNote.objects.filter(author=named(writer), reader=tie.person)
            assert received.filter(is_there=True).exists()
            assert client_of(named(reader)).get(f"/people/{tie.pk}/notes/").status_code == 200

    def test_the_light_of_ben_is_on_for_ana_now_and_each_evening(self, client_of, now):
        page = client_of(named("Ana")).get("/porch/").content.decode()
        assert page.count('class="who who--on"') == 1
        light = own_light(named("Ben"), own(named("Ben"), NOW)).light
        assert [hours.weekday for hours in light.hours] == list(range(7))

    def test_whoever_was_let_go_is_not_told_and_reaches_nobody(self):
        otis, celestine = named("Otis"), named("Celestine")
        assert Tie.objects.get(person=otis, account=celestine).ended_on
        assert Tie.objects.get(person=celestine, account=otis).ended_on is None
        notes = ReceivedNote.objects.filter(author=celestine, reader=otis).order_by("number")
        assert [note.is_there for note in notes] == [True, False]

    def test_the_third_meeting_fits(self):
        past_steps = [row.step for row in past_steps_of(own(named("Imani"), NOW))]
        assert [step.outcome for step in past_steps] == [
            Outcome.NOT_FOR_ME, Outcome.NOT_FOR_ME, Outcome.HAPPENED, Outcome.HAPPENED,
        ]  # fmt: skip

    def test_a_talk_that_came_of_a_step_is_a_contact(self):
        ana = named("Ana")
        step = next(row.step for row in past_steps_of(own(ana, NOW)) if row.step.kind == "call")
        assert Contact.objects.filter(person=ana, day=step.on).exists()

    def test_a_father_left_and_three_people_came(self):
        assert "Dad" not in [friend.name for friend in circle_of(own(named("Curtis"), NOW))]
        assert len(circle_of(own(named("Joy"), NOW))) == 3

    def test_days_written_late_are_there(self):
        assert CheckIn.objects.filter(person=named("Tobias")).count() > 40

    def test_whoever_had_everything_erased_left_nothing(self):
        assert not Person.objects.filter(name_index=name_index(ERASED.name)).exists()
        everybody = [*Person.objects.values_list("pk", flat=True), Community.objects.get().pk]
        assert not OwnerKey.objects.exclude(owner_id__in=everybody).exists()

    def test_a_stranger_gets_the_404_of_what_does_not_exist(self, client_of, now):
        tie = Tie.objects.filter(person=named("Ana")).first()
        assert client_of(named("Cleo")).get(reverse("tie", args=[tie.pk])).status_code == 404
        assert client_of(named("Ana")).get(reverse("tie", args=[tie.pk])).status_code == 200

    def test_links_open_each_account_once(self, client_of, now):
        links = cast_links(NOW)
        assert [(name, who) for name, who, _ in links] == [
            ("Ana", "in recovery"), ("Rosa", "her mother"), ("Ben", "her sponsor"),
            ("Mo", "moderator"), ("Cleo", "stranger"), ("Otis", "after a hard month"),
        ]  # fmt: skip
        client = client_of(None)
        first = reverse("sign-in-link", args=[links[0][2]])
        client.get(first)
        assert client.session["_auth_user_id"] == str(named("Ana").pk)
        assert OneTimeLink.objects.exclude(used_at=None).count() == 1

    def test_links_are_left_out_for_somebody_erased(self):
        named("Cleo").delete()
        assert "Cleo" not in [name for name, _, _ in cast_links(NOW)]

    def test_it_is_not_built_twice(self):
        with pytest.raises(CommunityIsThere):
            build_demo(NOW)

    def test_about_250_meetings_of_every_pathway(self):
        meetings = Service.objects.exclude(source__name="lantern-list")
        assert 230 <= meetings.exclude(status="removed").count() <= 300
        assert set(meetings.values_list("fellowship", flat=True)) == {
            "aa", "na", "smart", "lifering", "celebrate-recovery", "dharma", "al-anon",
            "smart-family", "wfs", "peer",
        }  # fmt: skip
        types = {
            code for types in Service.objects.values_list("types", flat=True) for code in types
        }
        assert {"W", "M", "LGBTQ", "S", "BE", "A", "CF", "TC"} <= types
        assert Source.objects.filter(url="").count() == Source.objects.count()
        publishers = Organization.objects.exclude(source__name="lantern-list")
        assert publishers.count() == Source.objects.count() - 1

    def test_every_need_has_something_in_jackson_or_by_phone(self):
        here = Service.objects.filter(Q(location__city="Jackson") | Q(location=None))
        held = {term for terms in here.values_list("terms", flat=True) for term in terms}
        assert {f"need:{what}" for what in TERMS["need"]} <= held

    def test_care_says_how_to_begin_and_events_come_on_dates(self):
        care = Service.objects.filter(kind="service")
        assert all(phone["number"].startswith("601-555-01") for one in care for phone in one.phones)
        assert care.exclude(phones=[]).count() == care.count() > 100
        events = Schedule.objects.filter(service__kind="event")
        shapes = {rule.partition(";")[0] for rule in events.values_list("rule", flat=True)}
        assert shapes == {"", "FREQ=WEEKLY", "FREQ=MONTHLY"}
        assert Schedule.objects.filter(service__kind="meeting", rule__contains="-1FR").exists()

    def test_one_correction_waits_for_the_host(self):
        (row,) = correction_queue(named("Mo"), NOW).corrections
        assert (row.about, row.words[:12]) == ("time", "The door was")

    def test_some_are_closed_gone_rough_by_appointment_and_long_unchecked(self):
        assert Service.objects.filter(status="removed").count() == 2
        assert Service.objects.filter(place_closed=True).exists()
        assert Location.objects.filter(is_approximate=True).exists()
        assert Service.objects.filter(schedules=None).exists()
        assert Source.objects.filter(last_good_at__lt=NOW - timedelta(days=180)).count() == 1
        assert Service.objects.filter(updated_at__lt=NOW - timedelta(days=700)).exists()

    def test_something_starts_within_the_hour_at_any_time(self):
        index = Index(fill(NOW))
        online = FindQuery(hours=1, attending=Attending.ONLINE)
        for hours in range(24 * 7):
            assert index.search(online, NOW + timedelta(hours=hours)).total > 0


@pytest.mark.thorough
def test_two_builds_say_the_same():
    """Ids, keys and envelopes differ; everything that can be read does not."""
    characters = (ANA, STORIES["Tobias"], STORIES["Yolanda"])
    first, second = (_contents_of_a_build(characters) for _ in range(2))
    assert first == second
    assert len(first) > 600


def test_no_links_into_a_real_community():
    found_community("A real one", is_demo=False, at=NOW)
    with pytest.raises(NotADemo):
        cast_links(NOW)
    with pytest.raises(CommunityIsThere):
        build_demo(NOW)


class _Undo(Exception):
    pass


def _contents_of_a_build(characters):
    contents = []
    try:
        with transaction.atomic(), transaction.atomic(using="keystore"):
            build_demo(NOW, characters, (ROSA,))
            contents = sorted(repr(line) for line in _contents())
            raise _Undo
    except _Undo:
        return contents


def _contents():
    for person in Person.objects.all():
        decision = own(person, NOW)
        name = person.name.open(decision)
        yield name, person.language, person.joined_on, person.home_place.open(decision)
        yield name, person.barriers.open(decision)
        yield from _days_and_steps(name, decision)
        for tie in rows(Tie, decision):
            talks = sorted(tie.contacts.values_list("day", flat=True))
            yield name, tie.card.open(decision), tie.added_on, talks
        for saved in rows(Saved, decision):
            yield name, saved.service.key, saved.saved_at
    for service in Service.objects.select_related("location", "source"):
        place = service.location
        yield service.source.name, service.key, service.name, service.notes, service.updated_at
        yield service.key, place and (place.formatted_address, place.latitude, place.longitude)
    for schedule in Schedule.objects.select_related("service"):
        yield schedule.service.key, schedule.weekday, schedule.starts_at, schedule.duration


def _days_and_steps(name, decision):
    for reading in readings_of(decision, NOW.date() - timedelta(days=200)):
        yield name, reading
    for check_in in rows(CheckIn, decision):
        yield name, check_in.day, check_in.note.open(decision)
    for step in rows(StepAnswered, decision):
        told = {**step.step.open(decision), "target": ""}
        yield name, step.day, told, step.outcome.open(decision), step.asked_on
