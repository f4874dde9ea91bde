"""Reports of what was handed over, promised, planned or asked: as reports of notes are."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction

from porchlight.circles.access import to_report
from porchlight.circles.actions import end_tie
from porchlight.circles.consents import keep_apart
from porchlight.circles.models import Tie
from porchlight.domain.circle.agreements import AgreementAnswer
from porchlight.domain.consent import DataClass
from porchlight.people.closing import close_account
from porchlight.people.encryption.fields import NotDecided
from porchlight.people.encryption.keys import has_key
from porchlight.sharing.actions import hand_over, take_back
from porchlight.sharing.models import HandedOver, HandedToMe
from porchlight.together.actions import send_note
from porchlight.together.agreements.actions import answer_agreement, let_go
from porchlight.together.agreements.queries import decision_on_agreements
from porchlight.together.models import NoteReport, SentReport
from porchlight.together.reports.actions import KEPT_FOR, drop_old_reports
from tests.circles.inviting import CaptureQueries, body
from tests.make import NOW
from tests.together.covert import TOKENS
from tests.together.reports.test_reports import case, decide_on, queue
from tests.together.tying import make_plan, make_promise, make_times

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def handed(giver, receiver, words):
    return hand_over(giver, receiver.pk, words, NOW)


def report(client, tie, rest, **sent):
    return client.post(f"/people/{tie.pk}/{rest}/report/", {"key": str(uuid4()), **sent})


@pytest.fixture
def things(ana, ben, two):
    """Of each kind one of Ben's, by the address under which Ana reports it."""
    return {
        "handed": f"handed/{handed(ben, ana, 'I know where you are.').received.pk}",
        "promise": f"together/{make_promise(ben, two[1], 'I will come by tonight').pk}",
        "plan": f"together/{make_plan(ben, two[1]).pk}",
        "times": f"together/{make_times(ben, two[1]).pk}",
    }


WORDS = {
    "handed": "I know where you are.",
    "promise": "I will come by tonight\n2026-11-18",
    "plan": "Coffee\nHarvest Table\n2026-11-20 19:30",
    "times": "20:30",
}


@pytest.mark.parametrize("kind", WORDS)
def test_each_reaches_the_hosts_and_is_answered(client_of, ana, ben, mo, two, things, kind):
    client = client_of(ana)
    shown = client.get(f"/people/{two[0].pk}/{'' if kind == 'handed' else 'together/'}")
    assert f"{things[kind]}/report/" in shown.content.decode()
    form = client.get(f"/people/{two[0].pk}/{things[kind]}/report/").content.decode()
    assert "kept for 90 days" in form
    for _again in range(2):
        sent = report(client, two[0], things[kind], why="scared")
        assert (sent.status_code, sent["Location"]) == (303, f"/people/reports/?from={two[0].pk}")
    assert NoteReport.objects.count() == SentReport.objects.count() == 1
    page = case(client_of(mo))
    assert page.item["words"].endswith(WORDS[kind])
    assert (page.item["by"], page.item["kind"], page.is_genuine) == ("author", kind, True)
    assert decide_on(client_of(mo), "done").status_code == 303
    mine = client.get("/people/reports/").content.decode()
    assert ("What Ben handed to you" if kind == "handed" else "What Ben promised or asked") in mine
    assert queue(client_of(mo)) == []


def test_ten_of_its_kind_on_each_side_go_with_it_and_no_more(client_of, ana, ben, mo, two):
    HandedOver.objects.all().delete()
    for n in range(26):
        giver, receiver = (ben, ana) if n % 2 == 0 else (ana, ben)
        one = handed(giver, receiver, f"thing {n}")
        HandedOver.objects.filter(pk=one.pk).update(day=f"2026-11-{13 + n // 5}")
        HandedToMe.objects.filter(handed=one).update(day=f"2026-11-{13 + n // 5}")
    item = HandedToMe.objects.filter(receiver=ana, day="2026-11-15").order_by("pk")[1]
    assert report(client_of(ana), two[0], f"handed/{item.pk}").status_code == 303
    page = case(client_of(mo))
    assert (len(page.before), len(page.after)) == (10, 10)
    assert {copy["by"] for copy in page.before} == {"author", "reporter"}
    days = [copy["day"] for copy in (*page.before, page.item, *page.after)]
    assert days == sorted(days)


def test_a_promise_alone_has_nothing_around_it_and_notes_stay_out(client_of, ana, ben, mo, two):
    made = make_promise(ben, two[1])
    handed(ben, ana, "not of its kind")
    report(client_of(ana), two[0], f"together/{made.pk}")
    page = case(client_of(mo))
    assert page.before == page.after == []


@pytest.mark.parametrize("kind", WORDS)
def test_what_is_not_theirs_to_her_is_not_reported(client_of, ana, ben, cleo, two, things, kind):
    client = client_of(ana)
    of_her_own = handed(ana, ben, "mine").pk if kind == "handed" else make_promise(ana, two[0]).pk
    room = things[kind].split("/")[0]
    for gone in (of_her_own, uuid4()):
        assert report(client, two[0], f"{room}/{gone}").status_code == 422
    assert report(client_of(cleo), two[0], things[kind]).status_code == 404
    if kind == "handed":
        take_back(HandedOver.objects.get(person=ben))
    else:
        let_go(ben, things[kind].split("/")[1])
    answer = report(client, two[0], things[kind], said="kept")
    assert answer.status_code == 422
    assert answer.context["form"]["said"].value() == "kept"
    assert not NoteReport.objects.exists()


@pytest.mark.parametrize("kind", WORDS)
@pytest.mark.parametrize("how", ["she ended it", "he ended it", "kept apart"])
def test_neither_a_block_nor_an_end_takes_it_away(client_of, ana, ben, mo, two, things, kind, how):
    if how == "kept apart":
        keep_apart(ben, ana, NOW)
    else:
        end_tie(*((two[0], ana) if how.startswith("she") else (two[1], ben)), NOW)
    assert report(client_of(ana), two[0], things[kind]).status_code == 303
    assert case(client_of(mo)).item["words"].endswith(WORDS[kind])


MAKES = {
    "handed": lambda giver, reader, tie: handed(giver, reader, WORDS["handed"]),
    "promise": lambda giver, reader, tie: make_promise(giver, tie, "I will come by tonight"),
    "plan": lambda giver, reader, tie: make_plan(giver, tie),
    "times": lambda giver, reader, tie: make_times(giver, tie),
}


@pytest.mark.parametrize("kind", MAKES)
@pytest.mark.parametrize("how", ["she ended it", "she blocks"])
def test_after_her_own_end_the_newest_of_any_kind_is_reported(
    client_of, ana, ben, mo, two, kind, how
):
    """The card leads to the report without naming what, since no page shows it any more."""
    with time_machine.travel(NOW - DAY, tick=False):
        send_note(ben, two[1], "An older note.", NOW - DAY)
    MAKES[kind](ben, ana, two[1])
    if how == "she blocks":
        keep_apart(ana, ben, NOW)
    else:
        end_tie(two[0], ana, NOW)
    form = client_of(ana).get(f"/people/{two[0].pk}/report/").content.decode()
    assert "The newest of what Ben wrote to you" in " ".join(form.split())
    answer = client_of(ana).post(f"/people/{two[0].pk}/report/", {"key": str(uuid4())})
    assert answer.status_code == 303
    page = case(client_of(mo))
    assert (page.item["kind"], page.before, page.after) == (kind, [], [])
    sent = client_of(ana).get("/people/reports/").content.decode()
    assert ("What Ben handed to you" if kind == "handed" else "What Ben promised or asked") in sent


HIDES = {
    "ends contact": lambda ben, bens, ana: end_tie(bens, ben, NOW),
    "closes the door": lambda ben, bens, ana: end_tie(bens, ben, NOW, for_good=True),
    "blocks": lambda ben, bens, ana: keep_apart(ben, ana, NOW),
    "closes the account": lambda ben, bens, ana: close_account(ben, NOW),
}


def test_a_report_does_not_tell_which_of_them_hides_it(client_of, ana, ben, two, things):
    """That it was taken back is said, since nothing is sent then (`reports/copies.py`)."""
    client, answers = client_of(ana), []
    path = f"/people/{two[0].pk}/{things['plan']}/report/"
    client.get(path)
    for hides in HIDES.values():
        with transaction.atomic(), transaction.atomic(using="keystore"):
            hides(ben, Tie.objects.get(pk=two[1].pk), ana)
            with CaptureQueries() as asked:
                form = TOKENS.sub(b"", client.get(path).content)
            with CaptureQueries() as sent:
                answer = client.post(path, {"key": str(uuid4())})
            answers.append((form, len(asked), answer.status_code, answer["Location"], len(sent)))
            for alias in ("default", "keystore"):
                transaction.set_rollback(True, using=alias)
    assert answers[0][2] == 303
    assert all(one == answers[0] for one in answers)
    let_go(ben, things["plan"].split("/")[1])
    assert TOKENS.sub(b"", client.get(path).content) == answers[0][0]
    assert client.post(path, {"key": str(uuid4())}).status_code == 422


def test_a_newer_note_goes_before_them(client_of, ana, ben, mo, two):
    with time_machine.travel(NOW - DAY, tick=False):
        for make in MAKES.values():
            make(ben, ana, two[1])
    make_plan(ana, two[0])  # of her own
    send_note(ben, two[1], "The newest.", NOW)
    client_of(ana).post(f"/people/{two[0].pk}/report/", {"key": str(uuid4())})
    assert case(client_of(mo)).item["words"] == "The newest."


def test_agreed_times_are_reported_by_what_was_asked(client_of, ana, ben, mo, two):
    asked = make_times(ben, two[1])
    theirs = decision_on_agreements(ana, ben.pk, NOW)
    answer_agreement(ana, asked.pk, AgreementAnswer.YES, theirs)
    path = f"together/{asked.pk}/report/"
    assert path in client_of(ana).get(f"/people/{two[0].pk}/together/").content.decode()
    hers = client_of(ben).get(f"/people/{two[1].pk}/together/").content.decode()
    assert "Report this" not in hers
    assert report(client_of(ana), two[0], f"together/{asked.pk}").status_code == 303
    assert case(client_of(mo)).item["kind"] == "times"


def test_a_plan_that_was_answered_with_no_can_be_reported(client_of, ana, ben, mo, two):
    asked, client = make_plan(ben, two[1]), client_of(ana)
    client.post(f"/people/{two[0].pk}/together/{asked.pk}/answer/", {"answer": "no"})
    page = client.get(f"/people/{two[0].pk}/together/").content.decode()
    assert str(asked.pk) not in page
    assert f'"/people/{two[0].pk}/report/"' in page
    client.post(f"/people/{two[0].pk}/report/", {"key": str(uuid4())})
    assert case(client_of(mo)).item["id"] == str(asked.pk)


def test_the_author_cannot_tell(client_of, ana, ben, two, things):
    pages = [f"/people/{two[1].pk}/", f"/people/{two[1].pk}/together/", "/people/"]
    client, seen = client_of(ben), []
    for _world in range(2):
        client.get(pages[0])
        costs = []
        for path in pages:
            with CaptureQueries() as sent:
                page = body(client.get(path))
            costs.append((page, len(sent)))
        seen.append(costs)
        for rest in things.values():
            report(client_of(ana), two[0], rest)
    assert seen[0] == seen[1]
    assert NoteReport.objects.count() == len(things)


def test_after_ninety_days_its_key_is_gone(client_of, ana, two, things):
    report(client_of(ana), two[0], things["promise"])
    held = NoteReport.objects.get().pk
    drop_old_reports(NOW + KEPT_FOR / 2)
    assert has_key(held)
    drop_old_reports(NOW + KEPT_FOR)
    assert not has_key(held)
    assert not NoteReport.objects.exists()


def test_the_decision_for_copying_opens_that_class_alone(ana, ben, two, things):
    """The control: each class is asked for by itself."""
    given = HandedToMe.objects.get()
    right = to_report(ana, ben.pk, NOW, DataClass.HANDED)
    assert given.words.open(right) == "I know where you are."
    with pytest.raises(NotDecided):
        given.words.open(to_report(ana, ben.pk, NOW, DataClass.PROMISES))
