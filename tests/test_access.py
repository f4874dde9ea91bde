"""Who gets what answer at every address. One line an address; an address without one fails.

A line is: path; GET by nobody signed in, ana, ben, cleo, mo; POST by the same five. Things named in
a path (tie, step, notice, visit) are ana's. 404 for others is the page of what is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from porchlight.checkins.models import Notice, StepAnswered
from porchlight.circles.invitations.actions import invite
from porchlight.circles.invitations.links import token_of
from porchlight.circles.models import Tie
from porchlight.directory.formats.hsds.attributes import taxonomy_id, term_id
from porchlight.directory.formats.hsds.fields import VOCABULARY
from porchlight.directory.models import Closure
from porchlight.directory.moderation.actions import suggest_correction
from porchlight.directory.publish.feeds.actions import make_calendar_feed
from porchlight.directory.publish.http import is_public
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
from porchlight.web.app_lock.middleware import STAYS_OPEN
from tests.directory.listings import make_duplicate, make_meeting, make_organization
from tests.make import (
    NOW,
    TODAY,
    lock_visit,
    make_check_in,
    make_dated_note,
    make_passkey,
    make_tie,
    make_visit,
)
from tests.sharing.access_rows import OF_SHARING
from tests.together.addresses import OF_AGREEMENTS, agreements_of
from tests.together.tying import make_promise

CAST = ("nobody", "ana", "ben", "cleo", "mo")

ALL = "200 200 200 200 200"
IN = "302 200 200 200 200"  # signed in only
HER = "302 200 404 404 404"  # ana's own thing
HOST = "302 404 404 404 200"  # hosts only
NO = "405 405 405 405 405"  # there is no such verb here
UP = "307 307 307 307 307"  # takes forms alone, and leads to the page above
FORM = "302 422 422 422 422"  # a form of one's own; sent empty it is not taken
LED = "302 302 302 302 302"  # to sign in, or to a page of one's own
DONE = "302 303 303 303 303"  # a button of one's own

TABLE = {
    # name: path, GET, POST
    "home": ("/", "200 302 302 302 302", NO),
    "today": ("/today/", IN, FORM),
    "family-home": ("/home/", LED, LED),  # of family; the cast is here in recovery
    "family-more": ("/home/more/", UP, LED),
    "family-week": ("/home/week/", UP, LED),
    "family-not-today": ("/home/not-today/", UP, LED),
    "family-day": ("/home/{day}/", LED, LED),
    "for-whom": ("/me/for-whom/", IN, FORM),
    "write": ("/write/", IN, NO),
    "write-look": ("/write/look/", UP, "302 204 204 204 204"),
    "write-to": ("/write/{tie}/", HER, "302 422 404 404 404"),
    "write-steps": ("/write/{tie}/steps/", HER, "302 422 404 404 404"),
    "write-lines": ("/write/{tie}/lines/", HER, NO),
    "writing-help": ("/me/words/", IN, FORM),
    "weeks": ("/check-ins/", IN, NO),
    "day": ("/check-ins/{day}/", IN, FORM),
    "usual": ("/check-ins/usual/", IN, NO),
    "far-away": ("/today/lately/", IN, "302 404 404 404 404"),
    "used": ("/today/more/", IN, NO),
    "today-reply": ("/today/reply/", UP, "302 404 404 404 404"),
    "notice": ("/notices/{notice}/", UP, "302 303 404 404 404"),
    "step": ("/steps/", UP, "302 404 404 404 404"),
    "outcome": ("/steps/{step}/outcome/", UP, "302 303 404 404 404"),
    "me": ("/me/", IN, NO),
    "notes": ("/me/notes/", IN, NO),
    "barriers": ("/me/barriers/", IN, DONE),
    "fits": ("/me/fits/", IN, DONE),
    "check": ("/me/check/", IN, NO),
    "check-each": ("/me/check/each/", IN, "302 404 404 404 404"),
    "check-all": ("/me/check/all/", UP, DONE),
    "check-done": ("/me/check/done/", "302 303 303 303 303", NO),
    "check-undo": ("/me/check/undo/", UP, DONE),
    "dates": ("/me/check/dates/", IN, FORM),
    "dates-file": ("/me/check/dates/file/", IN, NO),
    "date-delete": ("/me/check/dates/{dated}/delete/", UP, "302 303 404 404 404"),
    "looks": ("/people/looks/", IN, NO),
    "looks-why": ("/people/looks/why/", IN, NO),
    "looks-file": ("/people/looks/file/", IN, NO),
    "how-often": ("/me/how-often/", IN, FORM),
    "people": ("/people/", IN, NO),
    "tie-add": ("/people/add/", IN, FORM),
    "tie": ("/people/{tie}/", HER, NO),
    "tie-change": ("/people/{tie}/change/", HER, "302 422 404 404 404"),
    "tie-remove": ("/people/{tie}/remove/", HER, "302 303 404 404 404"),
    "tie-talked": ("/people/{tie}/talked/", UP, "302 303 404 404 404"),
    "tie-end": ("/people/{her_tie}/end/", HER, "302 303 404 404 404"),
    "invite": ("/people/{tie}/invite/", HER, "302 422 404 404 404"),
    "invite-ways": ("/people/{tie}/invite/ways/", HER, NO),
    "invite-name": ("/people/{tie}/invite/name/", HER, "302 422 404 404 404"),
    "invitation": ("/people/invitations/{invitation}/", HER, NO),
    "invitation-digits": ("/people/invitations/{invitation}/digits/", UP, "302 422 404 404 404"),
    "invitation-stop": ("/people/invitations/{invitation}/stop/", UP, "302 303 404 404 404"),
    "tie-same": ("/people/{her_tie}/same/", HER, "302 422 404 404 404"),
    "invited": ("/in/", "404 404 404 404 404", NO),  # without a link
    "invited-answer": ("/in/answer/", "303 303 303 303 303", "303 303 303 303 303"),
    "invited-link": ("/in/{link}/", "303 303 303 303 303", NO),
    "tie-notes": ("/people/{her_tie}/notes/", HER, "302 422 404 404 404"),
    "tie-notes-new": ("/people/{her_tie}/notes/new/", "302 200 404 404 404", NO),
    "tie-notes-kept": ("/people/{her_tie}/notes/kept/", UP, "302 303 404 404 404"),
    "note-take-back": ("/people/{her_tie}/notes/{note}/take-back/", UP, "302 303 404 404 404"),
    "note-remove": ("/people/{her_tie}/notes/{note}/remove/", UP, "302 404 404 404 404"),
    "report": ("/people/{her_tie}/notes/{received}/report/", HER, "302 303 404 404 404"),
    "report-handed": ("/people/{her_tie}/handed/{given}/report/", HER, "302 303 404 404 404"),
    "report-agreement": (
        "/people/{her_tie}/together/{asked}/report/",
        HER,
        "302 303 404 404 404",
    ),
    "report-newest": ("/people/{her_tie}/report/", HER, "302 303 404 404 404"),
    "reports-sent": ("/people/reports/", IN, NO),
    "report-add": ("/people/reports/{sent_report}/add/", UP, "302 422 404 404 404"),
    "reports": ("/hosts/reports/", HOST, NO),
    "report-case": ("/hosts/reports/{report}/", HOST, "302 404 404 404 422"),
    **OF_SHARING,
    **OF_AGREEMENTS,
    "meet": ("/meet/", ALL, NO),
    "meet-soon": ("/meet/soon/", ALL, NO),
    "meet-now": ("/meet/now/", ALL, NO),
    "meet-needs": ("/meet/need/", ALL, NO),
    "meet-need": ("/meet/need/{need}/", ALL, NO),
    "meet-map": ("/meet/map/", ALL, NO),
    "meet-print": ("/meet/print/", ALL, NO),
    "meet-place": ("/meet/place/", UP, DONE),
    "meet-saved": ("/meet/saved/", IN, NO),
    "sources": ("/meet/sources/", HOST, NO),
    "source": ("/meet/sources/{source}/", HOST, NO),
    "source-table": ("/meet/sources/listings.xlsx", HOST, NO),
    "source-answer": ("/meet/sources/{source}/answer/", UP, "302 404 404 404 404"),
    "duplicates": ("/meet/duplicates/", HOST, NO),
    "duplicate-undo": ("/meet/duplicates/{duplicate}/end/", UP, "302 404 404 404 303"),
    "corrections": ("/meet/corrections/", HOST, NO),
    "correction-settle": ("/meet/corrections/{correction}/", UP, "302 404 404 404 404"),
    "listing-reopen": ("/meet/closures/{closure}/end/", UP, "302 404 404 404 303"),
    "organization": ("/meet/from/{organization}/", ALL, NO),
    "correct": ("/meet/{listing}/correct/", IN, FORM),
    "calendar-address": ("/meet/saved/calendar/", IN, "302 200 200 200 200"),
    "calendar-address-end": ("/meet/saved/calendar/end/", UP, DONE),
    "listing": ("/meet/{listing}/", ALL, NO),
    "listing-join": ("/meet/{listing}/join/", UP, "404 404 404 404 404"),
    "listing-save": ("/meet/{listing}/save/", UP, DONE),
    "listing-unsave": ("/meet/{listing}/unsave/", UP, DONE),
    "listing-calendar": ("/meet/{listing}/calendar.ics", ALL, NO),
    "feed-meetings": ("/feeds/meetings.json", ALL, NO),
    "feed-events": ("/feeds/events.ics", ALL, NO),
    "feed-saved": ("/feeds/saved/{calendar}.ics", ALL, NO),
    "hsds": ("/hsds/", ALL, NO),
    "hsds-services": ("/hsds/services", ALL, NO),
    "hsds-service": ("/hsds/services/{hsds_service}", ALL, NO),
    "hsds-at-locations": ("/hsds/service_at_locations", ALL, NO),
    "hsds-at-location": ("/hsds/service_at_locations/{hsds_at}", ALL, NO),
    "hsds-organizations": ("/hsds/organizations", ALL, NO),
    "hsds-organization": ("/hsds/organizations/{hsds_organization}", ALL, NO),
    "hsds-taxonomies": ("/hsds/taxonomies", ALL, NO),
    "hsds-taxonomy": ("/hsds/taxonomies/{taxonomy}", ALL, NO),
    "hsds-taxonomy-terms": ("/hsds/taxonomy_terms", ALL, NO),
    "hsds-taxonomy-term": ("/hsds/taxonomy_terms/{term}", ALL, NO),
    "tools": ("/tools/", ALL, NO),
    "practice": ("/tools/{practice}/", ALL, NO),
    "for-me": ("/for-me/", ALL, NO),
    "lesson": ("/for-me/{lesson}/", ALL, NO),
    "hard-moments": ("/for-me/setback/", ALL, NO),
    "friends-moments": ("/for-me/setback/friends/", ALL, NO),
    "safe-home": ("/for-me/home/", ALL, NO),
    "help": ("/help/", ALL, NO),
    "overdose": ("/help/steps/", "200 302 302 302 302", NO),
    "help-countries": ("/help/countries/", ALL, NO),
    "help-country": ("/help/us/", ALL, NO),
    "overdose-country": ("/help/us/steps/", ALL, NO),
    "join": ("/join/", ALL, "422 422 422 422 422"),
    "set-up": ("/set-up/{set_up_token}/", "422 422 422 422 422", "422 422 422 422 422"),
    "sign-in": ("/sign-in/", ALL, "422 422 422 422 422"),
    "sign-in-link": ("/sign-in/{token}/", "303 303 303 303 303", NO),
    "sign-in-passkey": ("/sign-in/passkey/", UP, ALL),
    "second-step": ("/sign-in/second/", "303 303 303 303 303", "303 303 303 303 303"),
    "ways-in": ("/me/sign-in/", IN, NO),
    "passkey-add": ("/me/sign-in/passkey/", IN, FORM),
    "passkey-end": ("/me/sign-in/passkey/{passkey}/end/", UP, "302 303 404 404 404"),
    "app-codes": ("/me/sign-in/codes/", IN, FORM),
    "sign-out": ("/sign-out/", UP, "303 303 303 303 303"),
    "recover": ("/come-back/", ALL, "422 422 422 422 422"),
    "come-back": ("/come-back/account/", UP, "303 303 303 303 303"),
    "device": ("/me/device/", IN, DONE),
    "device-copy": ("/me/device/copy/", "302 404 404 404 404", NO),
    "recovery-codes": ("/me/codes/", IN, "302 200 200 200 200"),
    "visits": ("/visits/", IN, NO),
    "visits-end": ("/visits/end/", UP, DONE),
    "visit-end": ("/visits/{visit}/end/", UP, "302 303 404 404 404"),
    "passphrase": ("/me/passphrase/", IN, FORM),
    "confirm": ("/me/confirm/", "302 303 303 303 303", "302 303 303 303 303"),
    "app-lock": ("/me/lock/", IN, FORM),
    "locked": ("/locked/", "302 302 302 302 302", "302 302 302 302 302"),
    "lock-now": ("/lock/", UP, DONE),
    "lock-here": ("/lock/here/", UP, "302 204 204 204 204"),
    "lock-kept": ("/lock/kept/", "302 303 303 303 303", DONE),
    "where": ("/me/where/", IN, FORM),
    "leave": ("/me/leave/", IN, "302 200 200 200 200"),
    "exit": ("/exit/", UP, "303 303 303 303 303"),
    "clouds": ("/clouds/", ALL, NO),
    "offline": ("/offline/", ALL, NO),
    "language": ("/language/", UP, "303 303 303 303 303"),
    "look": ("/look/", UP, "303 303 303 303 303"),
    "styleguide": ("/styleguide/", ALL, NO),
    "health": ("/health/", ALL, NO),
    "manifest": ("/manifest.webmanifest", ALL, NO),
    "worker": ("/sw.js", ALL, NO),
    "robots": ("/robots.txt", ALL, NO),
}


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


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        else:
            yield entry


def send(world: World, name: str, verb: str, who: str) -> Any:
    """The answer, with nothing of it kept in the database."""
    body = {"key": str(uuid4()), "typed": "x"} if verb == "post" else {}
    client = world.client(who)
    with transaction.atomic():
        answer = getattr(client, verb)(world.path(name), body)
        transaction.set_rollback(True)
    return answer


def test_the_table_and_the_addresses_of_the_site_are_the_same():
    assert sorted(pattern.name or f"no name: {pattern}" for pattern in patterns()) == sorted(TABLE)


def test_each_path_of_the_table_leads_to_its_name(world):
    from django.urls import resolve

    assert {name: resolve(world.path(name)).url_name for name in TABLE} == {n: n for n in TABLE}


@pytest.mark.parametrize("name", TABLE)
def test_each_of_the_cast_gets_the_answer_of_the_table(world, name):
    _path, *expected = TABLE[name]
    for verb, line in zip(("get", "post"), expected, strict=True):
        got = " ".join(str(send(world, name, verb, who).status_code) for who in CAST)
        assert got == line, f"{verb} {world.path(name)} by {', '.join(CAST)}"


@pytest.mark.parametrize("number", ["1" * 18, str(2**63), "9" * 25])
def test_a_number_that_no_row_has_is_the_address_of_nothing(world, number):
    numbered = {name: number for name, value in world.names.items() if value.isdecimal()}
    paths = [path for path in (world.path(name, **numbered) for name in TABLE) if number in path]
    assert len(paths) == 13
    for who in ("ana", "mo"):
        client = world.client(who)
        got = {path: {client.get(path).status_code, client.post(path).status_code}
               for path in paths}  # fmt: skip
        assert {
            path: answers for path, answers in got.items() if not answers <= {307, 404, 405}
        } == {}
        assert all(404 in answers for answers in got.values())


@pytest.mark.parametrize("verb", ["put", "patch", "delete", "options", "trace"])
def test_no_address_knows_any_other_verb(world, verb):
    client = world.client("ana")
    answers = {name: getattr(client, verb)(world.path(name)).status_code for name in TABLE}
    assert {name: status for name, status in answers.items() if status != 405} == {}


def test_whoever_is_signed_out_is_led_to_sign_in_and_nowhere_else(world):
    for name, (_path, get, post) in TABLE.items():
        for verb, line in (("get", get), ("post", post)):
            if line.startswith("302"):
                answer = send(world, name, verb, "nobody")
                assert answer["Location"].split("?")[0] == "/sign-in/", name


def test_a_locked_visit_is_led_to_the_locked_page_from_everywhere_but_help_and_the_ways_out(world):
    open_names = STAYS_OPEN | {name for name in TABLE if is_public(world.path(name))}
    led_on = {"help", "overdose"}  # to the page of her country, which is the same for everybody
    for name in TABLE:
        for verb, refusal in zip(("get", "post"), TABLE[name][1:], strict=True):
            client = world.client("ana")
            lock_visit(client, "4071")
            with transaction.atomic():
                answer = getattr(client, verb)(world.path(name), {"key": str(uuid4())})
                transaction.set_rollback(True)
            if name in led_on and verb == "get":
                assert answer["Location"].startswith("/help/us/"), name
            elif name not in open_names and refusal != NO:
                assert answer["Location"].startswith("/locked/"), (verb, name)
            assert "ana" not in re.findall(r"\w+", answer.getvalue().decode()), (verb, name)
