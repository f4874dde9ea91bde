"""Somebody with one of everything that an address can name, and how each of the cast asks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client

from porchlight.checkins.models import Notice, StepAnswered
from porchlight.circles.invitations.actions import invite
from porchlight.circles.invitations.links import token_of
from porchlight.circles.models import Tie
from porchlight.directory.formats.hsds.attributes import taxonomy_id, term_id
from porchlight.directory.formats.hsds.fields import VOCABULARY
from porchlight.directory.models import Closure
from porchlight.directory.moderation.actions import suggest_correction
from porchlight.directory.publish.feeds.actions import make_calendar_feed
from porchlight.directory.vocabulary.url_codes import code_of
from porchlight.domain.circle.invitations import Role
from porchlight.people.actions import found_community, make_link
from porchlight.people.models import OneTimeLink
from porchlight.practices.flows import FLOWS
from porchlight.practices.lessons.index import LESSONS
from porchlight.sharing.actions import add_milestone, hand_over
from porchlight.together.actions import send_note
from porchlight.together.models import NoteReport
from porchlight.together.reports.actions import report_thing
from tests.access.table import TABLE
from tests.directory.listings import make_duplicate, make_meeting, make_organization
from tests.make import (
    NOW,
    TODAY,
    make_check_in,
    make_dated_note,
    make_passkey,
    make_tie,
    make_visit,
)
from tests.reach.addresses import asks_of
from tests.together.addresses import agreements_of
from tests.together.tying import make_promise


class World(NamedTuple):
    """What the paths of the table name."""

    names: dict[str, str]
    people: dict[str, Any]

    def path(self, name: str, **other: str) -> str:
        return TABLE[name][0].format(**{**self.names, **other})

    def client(self, who: str) -> Client:
        client = Client(raise_request_exception=False)
        if who != "nobody":
            client.force_login(self.people[who])
        return client


def tie_to(owner: Any, other: Any, name: str) -> Tie:
    tie = make_tie(owner, name)
    Tie.objects.filter(pk=tie.pk).update(account=other)
    tie.refresh_from_db()
    return tie


@pytest.fixture
def world(now, ana, rosa, ben, dana, mo, cleo) -> World:
    found_community("The Long Table", is_demo=False, at=NOW)
    tie = make_tie(ana, "Rosa", phone="601-555-0123")
    invitation = invite(ana, make_tie(ana, "Lou"), "Ana", Role.FRIEND, NOW)
    her_tie, danas = tie_to(ana, dana, "Dana"), tie_to(dana, ana, "Ana")
    note = send_note(ana, her_tie, "mine", NOW - timedelta(days=200))
    received = [send_note(dana, danas, words, NOW).received for words in ("one", "two", "three")]
    said = {"name": "Dana", "why": "scared", "said": ""}
    sent_report = report_thing(ana, dana.pk, received[0].pk, said, NOW)
    make_check_in(ana, note="mine")
    told = {"kind": "call", "target": str(tie.pk), "starts_at": None, "name": "Rosa",
            "answer": "taken"}  # fmt: skip
    step = StepAnswered.objects.create(person=ana, day=TODAY, step=told)
    meeting = make_meeting("wed 19:00", organization=make_organization("Grace Desk"))
    asked = {"kind": "drift", "since": str(TODAY), "about": ["lonely"]}
    notice = Notice.objects.create(person=ana, day=TODAY, told=asked)
    names = {
        "day": str(TODAY),
        "notice": str(notice.pk),
        "tie": str(tie.pk),
        "invitation": str(invitation.pk),
        "her_tie": str(her_tie.pk),
        "note": str(note.pk),
        "handed": str(hand_over(ana, dana.pk, "mine", NOW).pk),
        "milestone": str(add_milestone(ana, "mine", TODAY).pk),
        **agreements_of(ana, her_tie),
        **asks_of(ana, dana),
        "received": str(received[1].pk),
        "given": str(hand_over(dana, ana.pk, "hers", NOW).received.pk),
        "asked": str(make_promise(dana, danas).pk),
        "sent_report": str(sent_report.pk),
        "report": str(NoteReport.objects.get().pk),
        "dated": str(make_dated_note(ana).pk),
        "link": token_of(ana.pk, invitation.pk),
        "step": str(step.pk),
        "listing": str(meeting.pk),
        "source": str(meeting.source_id),
        "duplicate": str(make_duplicate(make_meeting("wed 19:00"), meeting).pk),
        "need": code_of("need:outpatient"),
        "organization": str(meeting.organization_id),
        "correction": str(suggest_correction(ana, meeting, "time", "It is at eight.", NOW).pk),
        "closure": str(Closure.objects.create(service=meeting, closed_at=NOW).pk),
        "calendar": make_calendar_feed(ana, NOW, in_full=False),
        "hsds_service": str(meeting.hsds_id),
        "hsds_at": str(meeting.at_location_id),
        "hsds_organization": str(meeting.organization.hsds_id),
        "taxonomy": taxonomy_id(VOCABULARY),
        "term": term_id("need:meeting"),
        "practice": next(iter(FLOWS)),
        "lesson": next(iter(LESSONS)),
        "visit": str(make_visit(ana).pk),
        "passkey": str(make_passkey(ana).pk),
        "token": make_link(OneTimeLink.Kind.TRY_DEMO, ana, NOW),
        "set_up_token": make_link(OneTimeLink.Kind.SET_UP, None, NOW),
    }
    return World(names, {"ana": ana, "rosa": rosa, "ben": ben, "dana": dana, "mo": mo,
                         "cleo": cleo})  # fmt: skip


def send(world: World, name: str, verb: str, who: str) -> Any:
    """The answer, with nothing of it kept in the database."""
    body = {"key": str(uuid4()), "typed": "x"} if verb == "post" else {}
    client = world.client(who)
    with transaction.atomic():
        answer = getattr(client, verb)(world.path(name), body)
        transaction.set_rollback(True)
    return answer
