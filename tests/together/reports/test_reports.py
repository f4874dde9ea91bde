"""A reported note: copied for the hosts with what stood around it, decided, answered, and gone."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine

from porchlight.circles.access import decide, handed_over, to_report
from porchlight.circles.actions import end_tie
from porchlight.circles.consents import (
    Terms,
    give_grant,
    keep_apart,
    lift,
    restrict,
    withdraw_all,
)
from porchlight.circles.models import Invitation, Tie
from porchlight.domain.consent import Action, DataClass, Purpose
from porchlight.people.actions import erase
from porchlight.people.encryption.keys import KeyGone, has_key, ring_of
from porchlight.people.keystore.models import OwnerKey
from porchlight.people.local.units import unit_of_work
from porchlight.people.models import Person
from porchlight.people.signing_in import name_index
from porchlight.together.actions import send_note, take_back
from porchlight.together.models import NoteReport, ReceivedNote, SentNote, SentReport
from porchlight.together.reports import copies
from porchlight.together.reports.actions import (
    KEPT_FOR,
    MOST_A_QUARTER_HOUR,
    ReportOutcome,
    decide_report,
    drop_old_reports,
)
from porchlight.together.reports.copies import is_genuine
from tests.circles.inviting import CaptureQueries, invited
from tests.circles.test_two_worlds import OF_ONE_REQUEST, TOKENS
from tests.growth import queries_of
from tests.make import NOW, make_person
from tests.together.tied import tied

DAY = timedelta(days=1)


@pytest.fixture
def thread(now, ana, ben):
    """Ana's tie to Ben, and thirty notes of the two, each in turn: Ben wrote the even ones."""
    hers, his = tied(ana, ben, "Ben"), tied(ben, ana, "Ana")
    for n in range(30):
        writer, tie = (ben, his) if n % 2 == 0 else (ana, hers)
        send_note(writer, tie, f"note {n}", NOW)
    return hers


def note_at(n: int) -> UUID:
    """The id of the nth note, one of Ben's, as Ana has it."""
    his = ReceivedNote.objects.filter(author__name_index=name_index("ben"))
    return his.order_by("number")[n // 2].pk


def report(client, tie, n: int | None = 14, **sent):
    which = "report/" if n is None else f"notes/{note_at(n)}/report/"
    return client.post(f"/people/{tie.pk}/{which}", {"key": str(uuid4()), **sent})


def case(client, report_id=None):
    report_id = report_id or NoteReport.objects.latest("made_at").pk
    answer = client.get(f"/hosts/reports/{report_id}/")
    return answer.context["page"] if answer.status_code == 200 else answer.status_code


def queue(client):
    return client.get("/hosts/reports/").context["queue"]


def decide_on(client, outcome, reason="It threatens.", report_id=None):
    report_id = report_id or NoteReport.objects.get().pk
    sent = {"outcome": outcome, "reason": reason}
    return client.post(f"/hosts/reports/{report_id}/", sent)


def test_the_note_and_ten_on_each_side_reach_the_hosts(thread, ana, mo, client_of):
    answer = report(client_of(ana), thread, 14, why="scared", said="Again.")
    assert (answer.status_code, answer["Location"]) == (303, f"/people/reports/?from={thread.pk}")
    page = case(client_of(mo))
    assert [copy["words"] for copy in page.before] == [f"note {n}" for n in range(4, 14)]
    assert (page.item["words"], page.item["by"]) == ("note 14", "author")
    assert [copy["words"] for copy in page.after] == [f"note {n}" for n in range(15, 25)]
    assert {copy["by"] for copy in page.before[1::2]} == {"reporter"}
    assert (page.waiting.why, page.waiting.name, page.said) == ("scared", "Ben", "Again.")
    assert page.is_genuine


def test_the_report_needs_no_reason_and_the_same_note_is_one(thread, ana, mo, client_of):
    client = client_of(ana)
    assert [report(client, thread).status_code for _ in range(3)] == [303, 303, 303]
    assert NoteReport.objects.count() == SentReport.objects.count() == 1
    assert case(client_of(mo)).waiting.why == ""


@pytest.mark.parametrize("how", ["let go", "kept apart by her", "kept apart by him", "for good"])
def test_it_works_after_a_block_and_after_the_tie_ended(thread, ana, ben, mo, client_of, how):
    if how == "let go":
        end_tie(thread, ana, NOW)
    elif how == "for good":
        end_tie(thread, ana, NOW, for_good=True)
    else:
        by, other = (ana, ben) if how.endswith("her") else (ben, ana)
        keep_apart(by, other, NOW)
    if how == "for good":
        card = client_of(ana).get(f"/people/{thread.pk}/").content.decode()
        assert f"/people/{thread.pk}/report/" in card
    for n, newest in ((14, "note 14"), (None, "note 28")):
        assert report(client_of(ana), thread, n).status_code == 303
        assert case(client_of(mo)).item["words"] in {newest, "note 14"}
    assert NoteReport.objects.count() == 2


@pytest.mark.parametrize("what", ["taken back", "never came", "of another", "not there"])
def test_what_is_not_there_for_her_is_not_reported(thread, ana, ben, cleo, client_of, what):
    note_id = note_at(14)
    if what == "taken back":
        take_back(SentNote.objects.get(received=note_id))
    elif what == "never came":
        ReceivedNote.objects.filter(pk=note_id).update(is_there=False)
    elif what == "of another":
        note_id = send_note(ben, tied(ben, cleo, "Cleo"), "not hers", NOW).received.pk
    else:
        note_id = uuid4()
    answer = client_of(ana).post(f"/people/{thread.pk}/notes/{note_id}/report/", {"said": "kept"})
    assert answer.status_code == 422
    assert answer.context["form"]["said"].value() == "kept"
    assert not NoteReport.objects.exists()


def test_many_reports_wait_and_what_is_too_long_is_said(thread, ana, client_of):
    client = client_of(ana)
    for n in range(0, 2 * MOST_A_QUARTER_HOUR, 2):
        assert report(client, thread, n).status_code == 303
    assert report(client, thread, 28).status_code == 422
    assert report(client, thread, 26, said="x" * 501).status_code == 422
    assert report(client, thread, 26, why="x").status_code == 422


# --- who decides, and who never knows -----------------------------------------------------------


@pytest.mark.parametrize("knows", ["ana", "ben", "is ben", "is ana", "was let go"])
def test_a_host_who_knows_one_of_the_two_has_nothing_of_it(thread, ana, ben, mo, client_of, knows):
    report(client_of(ana), thread)
    second = make_person("lee", is_host=True)
    if knows.startswith("is"):
        mo = ben if knows == "is ben" else ana
        Person.objects.filter(pk=mo.pk).update(is_host=True)
        mo.refresh_from_db()
    elif knows == "was let go":
        end_tie(tied(ben, mo, "Mo"), ben, NOW)
    else:
        tied(mo, ana if knows == "ana" else ben, "X")
    client = client_of(mo)
    nothing = client.get(f"/hosts/reports/{uuid4()}/")
    there = client.get(f"/hosts/reports/{NoteReport.objects.get().pk}/")
    assert (queue(client), there.status_code, nothing.status_code) == ([], 404, 404)
    assert decide_on(client, ReportOutcome.DONE).status_code == 404
    assert len(queue(client_of(second))) == 1


@pytest.mark.parametrize(
    ("what", "is_reporter"),
    [
        ("block", True),
        ("their block", False),
        ("lifted", True),
        ("grant", False),
        ("their grant", True),
        ("withdrawn", False),
        ("asked in", True),
        ("was asked in", False),
    ],
)
def test_a_host_without_a_tie_who_had_to_do_with_one_of_the_two_has_nothing(
    thread, ana, ben, mo, client_of, what, is_reporter
):
    report(client_of(ana), thread)
    one = ana if is_reporter else ben
    first, second = (one, mo) if what.startswith(("their", "was")) else (mo, one)
    if "asked" in what:
        made = invited(first)
        Invitation.objects.filter(pk=made.pk).update(accepted_by=second, confirmed_at=NOW)
    elif "grant" in what or what == "withdrawn":
        grant = give_grant(first, second, Terms(Purpose.SUPPORT, [DataClass.DAY]), NOW)
        if what == "withdrawn":
            withdraw_all(first, [grant], NOW)
    else:
        block = keep_apart(first, second, NOW)
        if what == "lifted":
            lift(block, first, NOW)
    assert queue(client_of(mo)) == []
    assert case(client_of(mo)) == 404


def test_what_waits_for_its_reporter_stands_last(thread, ana, mo, client_of):
    for n in (0, 2):
        with time_machine.travel(NOW - (4 - n) * DAY, tick=False):
            report(client_of(ana), thread, n)
    older, newer = NoteReport.objects.order_by("made_at")
    decide_report(older, ReportOutcome.MORE, "Since when?", NOW)
    assert [row.report_id for row in queue(client_of(mo))] == [newer.pk, older.pk]
    sent = SentReport.objects.get(pk=older.sent_id)
    client_of(ana).post(f"/people/reports/{sent.pk}/add/", {"words": "Since May."})
    assert [row.report_id for row in queue(client_of(mo))] == [older.pk, newer.pk]


def test_one_that_is_not_theirs_costs_what_one_that_is_not_there_costs(thread, ana, mo, client_of):
    report(client_of(ana), thread)
    tied(mo, ana, "Ana")
    client = client_of(mo)
    counts = []
    for report_id in (NoteReport.objects.get().pk, uuid4()):
        with CaptureQueries() as sent:
            assert client.get(f"/hosts/reports/{report_id}/").status_code == 404
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_the_author_is_told_nothing(thread, ana, ben, mo, client_of):
    his = Tie.objects.get(person=ben)
    paths = ["/people/", f"/people/{his.pk}/", f"/people/{his.pk}/notes/", "/people/reports/"]

    def what_ben_gets():
        client = client_of(ben)
        told = []
        for path in paths:
            queries, page = queries_of(client, path), client.get(path)
            headers = {k: v for k, v in page.headers.items() if k not in OF_ONE_REQUEST}
            told.append((queries, headers, TOKENS.sub(b"", page.content)))
        return told

    what_ben_gets()  # the notes are looked at
    before = what_ben_gets()
    report(client_of(ana), thread)
    assert what_ben_gets() == before
    decide_on(client_of(mo), ReportOutcome.DONE)
    assert what_ben_gets() == before


def test_only_hosts_read_it_and_only_while_it_waits(thread, ana, ben, mo, client_of):
    report(client_of(ana), thread)
    (row,) = NoteReport.objects.all()
    with unit_of_work():
        for who in (ana, ben):
            assert not handed_over(who, NoteReport, [row.pk], NOW)[row.pk].allowed
            for purpose in Purpose:
                asked = decide(who, row.pk, Action.VIEW, DataClass.REPORT, purpose, NOW)
                assert not asked.allowed, purpose
    assert b"note 14" not in bytes(row.content.envelope)
    client = client_of(mo)
    assert decide_on(client, ReportOutcome.NOTHING).status_code == 303
    assert case(client, row.pk) == 404
    with unit_of_work():
        assert not handed_over(mo, NoteReport, [row.pk], NOW)[row.pk].allowed


def test_the_decision_to_copy_goes_round_a_block_and_round_nothing_else(now, ana, ben, cleo):
    keep_apart(ben, ana, NOW)
    with unit_of_work():
        given = to_report(ana, ben.pk, NOW)
        assert (given.allowed, given.data_classes) == (True, {DataClass.MESSAGES})
        assert (given.subject_id, given.owner_id) == (ana.pk, ben.pk)
        assert given.action is Action.VIEW
    restrict(ana, None, NOW)
    restrict(ana, cleo, NOW)
    with unit_of_work():
        assert to_report(ana, ben.pk, NOW).allowed
    Person.objects.filter(pk=ben.pk).update(closed_at=NOW)
    with unit_of_work():
        assert to_report(ana, ben.pk, NOW).allowed
    ana.closed_at = NOW
    with unit_of_work():
        assert not to_report(ana, ben.pk, NOW).allowed


def test_whoever_closed_their_account_can_be_reported(thread, ana, ben, mo, client_of):
    Person.objects.filter(pk=ben.pk).update(closed_at=NOW)
    assert report(client_of(ana), thread).status_code == 303
    assert case(client_of(mo)).item["words"] == "note 14"


# --- what is said to the reporter ---------------------------------------------------------------


def told(client):
    (one,) = client.get("/people/reports/").context["sent"]
    return one.outcome, one.reason


@pytest.mark.parametrize("outcome", ReportOutcome)
def test_the_reporter_is_told_on_their_own_page(thread, ana, mo, client_of, outcome):
    report(client_of(ana), thread)
    assert told(client_of(ana)) == ("", "")
    assert decide_on(client_of(mo), outcome, "One line.").status_code == 303
    assert told(client_of(ana)) == (outcome, "One line.")
    assert len(queue(client_of(mo))) == (outcome is ReportOutcome.MORE)


def test_one_thing_more_comes_back_to_the_host(thread, ana, mo, client_of):
    report(client_of(ana), thread)
    decide_on(client_of(mo), ReportOutcome.MORE, "Since when?")
    sent = SentReport.objects.get()
    client = client_of(ana)
    assert client.post(f"/people/reports/{sent.pk}/add/", {"words": " "}).status_code == 422
    added = client.post(f"/people/reports/{sent.pk}/add/", {"words": "Since May."})
    assert added.status_code == 303
    assert case(client_of(mo)).added == "Since May."
    decide_on(client_of(mo), ReportOutcome.DONE)
    assert told(client_of(ana))[0] == ReportOutcome.DONE


@pytest.mark.parametrize("sent", [{}, {"outcome": "done"}, {"outcome": "x", "reason": "y"},
                                  {"outcome": "done", "reason": "x" * 201}])  # fmt: skip
def test_a_decision_needs_an_outcome_and_a_line(thread, ana, mo, client_of, sent):
    report(client_of(ana), thread)
    report_id = NoteReport.objects.get().pk
    assert client_of(mo).post(f"/hosts/reports/{report_id}/", sent).status_code == 422
    assert NoteReport.objects.filter(settled_at=None).exists()


def test_the_first_of_two_hosts_decides(thread, ana, mo, client_of):
    report(client_of(ana), thread)
    row = NoteReport.objects.get()
    decide_report(row, ReportOutcome.DONE, "first", NOW)
    decide_report(row, ReportOutcome.NOTHING, "second", NOW)
    assert told(client_of(ana)) == (ReportOutcome.DONE, "first")


# --- how long it lives --------------------------------------------------------------------------


@pytest.mark.parametrize("gone", ["the author", "the reporter", "both"])
def test_it_outlives_both_for_ninety_days_and_then_nothing_opens_it(
    thread, ana, ben, mo, client_of, gone
):
    report(client_of(ana), thread)
    row = NoteReport.objects.get()
    for name, person in (("author", ben), ("reporter", ana)):
        if name in gone or gone == "both":
            erase(person)
    assert case(client_of(mo)).item["words"] == "note 14"
    drop_old_reports(NOW + KEPT_FOR - DAY)
    assert case(client_of(mo)).item["words"] == "note 14"
    drop_old_reports(NOW + KEPT_FOR + DAY)
    assert not NoteReport.objects.exists()
    assert not SentReport.objects.exists()
    assert not has_key(row.pk)
    with pytest.raises(KeyGone):  # also for whoever has the row from a backup
        ring_of(row.pk)


def test_deciding_after_the_reporter_is_gone_tells_nobody(thread, ana, mo, client_of):
    report(client_of(ana), thread)
    erase(ana)
    assert decide_on(client_of(mo), ReportOutcome.DONE).status_code == 303
    assert queue(client_of(mo)) == []


def test_a_report_that_cannot_be_kept_leaves_no_key(thread, ana, client_of, monkeypatch):
    n_keys = OwnerKey.objects.count()

    def refuse(*_args, **_more):
        raise RuntimeError("no")

    monkeypatch.setattr(NoteReport, "save", refuse)
    with pytest.raises(RuntimeError):
        report(client_of(ana), thread)
    assert OwnerKey.objects.count() == n_keys


def test_a_copy_that_was_changed_is_told_from_one_that_was_not(thread, ana, now):
    with unit_of_work():
        made = copies.copies_around(ana, thread.account_id, None, NOW).copies
    assert all(map(is_genuine, made))
    for part, other in (("words", "x"), ("by", "reporter"), ("day", "2026-01-01"), ("id", "x")):
        assert not is_genuine({**made[0], part: other}), part


def test_the_queue_is_oldest_first_and_costs_the_same_for_many(thread, ana, mo, client_of):
    client = client_of(mo)
    report(client_of(ana), thread, 0, why="money")
    one = queries_of(client, "/hosts/reports/")
    for n in range(2, 12, 2):
        with time_machine.travel(NOW - n * DAY, tick=False):
            report(client_of(ana), thread, n)
    sinces = [row.since for row in queue(client)]
    assert sinces == sorted(sinces)
    assert len(sinces) == 6
    assert queries_of(client, "/hosts/reports/") == one
