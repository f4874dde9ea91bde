"""Times to be in touch: agreed, taken in turns, ended by either alone; and some quiet."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from porchlight.circles.actions import end_tie
from porchlight.domain.circle.agreements import AgreementAnswer, Times, WayToTalk
from porchlight.people.actions import erase
from porchlight.together.actions import send_note
from porchlight.together.agreements.actions import MAKERS, answer_agreement, drop_what_is_over
from porchlight.together.agreements.queries import decision_on_agreements, of_two
from porchlight.together.models import AgreedTimes, ReceivedAgreement, SentAgreement
from porchlight.together.queries import thread
from porchlight.together.waiting import what_waits
from tests.circles.inviting import CaptureQueries, body
from tests.make import NOW, TODAY
from tests.together.tying import make_plan, make_promise, make_times

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
YES, ANOTHER, NO = AgreementAnswer


def path(tie, rest="together/"):
    return f"/people/{tie.pk}/{rest}"


def asked(client, tie, **typed):
    form = {"weekdays": ["0", "3"], "clock": "20:30", "way": "call", "first": "them",
            "key": str(uuid4())}  # fmt: skip
    return client.post(path(tie, "times/new/"), {**form, **typed})


def answered(client, tie, times, answer):
    return client.post(path(tie, f"together/{times.pk}/answer/"), {"answer": answer})


def agreed_of(person, other, at=NOW):
    """(local start, is it one's own turn) of each."""
    return [
        (row.start.here.replace(tzinfo=None), row.is_my_turn)
        for row in of_two(person, other.pk, at).agreed_times
    ]


def times(weekdays=(2, 4), starts_on=date(2026, 11, 18), zone="America/Chicago", first=True):
    return Times(weekdays, 1230, zone, WayToTalk.CALL, "", starts_on, first)


def test_turns_change_from_one_start_to_the_next():
    agreed = times()
    at = datetime(2026, 11, 18, tzinfo=ZoneInfo("America/Chicago"))
    turns, days = [], []
    for _ in range(5):
        start = agreed.next_from(at)
        turns.append(agreed.is_turn_of_maker(start))
        days.append(start.date().day)
        at = start + timedelta(minutes=1)
    assert days == [18, 20, 25, 27, 2]
    assert turns == [True, False, True, False, True]


def test_a_start_is_on_the_local_day_of_whoever_reads():
    """Half past eight in the evening in Chicago is the next morning in Tokyo."""
    agreed = times()
    here = datetime(2026, 11, 19, 9, tzinfo=ZoneInfo("Asia/Tokyo"))
    start = agreed.start_on_local(here.date(), here)
    assert start is not None
    assert start.astimezone(here.tzinfo).hour == 11
    assert agreed.is_turn_of_maker(start)
    assert agreed.start_on_local(date(2026, 11, 18), here) is None


def test_times_end_after_half_a_year():
    agreed = times()
    assert agreed.next_from(datetime(2027, 5, 12, tzinfo=UTC)) is not None
    assert agreed.next_from(datetime(2027, 5, 20, tzinfo=UTC)) is None
    assert Times.of(agreed.told()) == agreed


def test_asked_then_agreed_and_each_sees_whose_turn_it_is(client_of, ana, ben, two):
    anas, bens = two
    assert asked(client_of(ana), anas).status_code == 303
    made = SentAgreement.objects.get()
    (waiting,) = of_two(ben, ana.pk, NOW).asked_times
    assert not waiting.is_own
    assert agreed_of(ana, ben) == agreed_of(ben, ana) == []
    for _tab in range(2):
        assert answered(client_of(ben), bens, made, YES).status_code == 303
    start = datetime(2026, 11, 19, 20, 30)  # noqa: DTZ001 - a local time
    assert agreed_of(ana, ben) == [(start, False)]
    assert agreed_of(ben, ana) == [(start, True)]
    assert of_two(ana, ben.pk, NOW).asked_times == of_two(ben, ana.pk, NOW).asked_times == []


def test_a_no_is_not_sent_and_another_time_is(client_of, ana, ben, two):
    anas, bens = two
    made = make_times(ana, anas)
    before = client_of(ana).get(path(anas))
    answered(client_of(ben), bens, made, NO)
    assert body(client_of(ana).get(path(anas))) == body(before)
    assert of_two(ben, ana.pk, NOW).asked_times == []
    answered(client_of(ben), bens, made, ANOTHER)
    assert [row.answer for row in of_two(ana, ben.pk, NOW).asked_times] == [ANOTHER]
    assert not AgreedTimes.objects.exists()


def test_either_ends_it_alone_and_the_other_is_not_told(client_of, ana, ben, two):
    anas, bens = two
    answered(client_of(ben), bens, make_times(ana, anas), YES)
    before = client_of(ana).get(path(anas))
    bens_row = AgreedTimes.objects.get(person=ben)
    ending = path(bens, f"times/{bens_row.pk}/end/")
    assert client_of(ana).post(ending.replace(str(bens.pk), str(anas.pk))).status_code == 404
    assert client_of(ben).post(ending).status_code == 303
    assert client_of(ben).post(ending).status_code == 404
    assert agreed_of(ben, ana) == []
    assert body(client_of(ana).get(path(anas))) == body(before)
    anas_row = AgreedTimes.objects.get()
    assert client_of(ana).post(path(anas, f"times/{anas_row.pk}/end/")).status_code == 303
    assert not AgreedTimes.objects.exists()


def test_a_yes_to_whoever_let_go_costs_the_same_and_reaches_nobody(client_of, ana, ben, two):
    """Ana lets go after Ben's request has asked the gate; a later one finds nothing to answer."""
    anas, bens = two
    made = [make_times(ana, anas), make_times(ana, anas, weekdays=(1,))]
    costs = []
    theirs = decision_on_agreements(ben, ana.pk, NOW)
    answer_agreement(ben, made[1].pk, ANOTHER, theirs)  # keys are at hand
    for one in made:
        with CaptureQueries() as sent:
            assert answer_agreement(ben, one.pk, YES, theirs)
        costs.append(len(sent))
        end_tie(anas, ana, NOW)
    assert answered(client_of(ben), bens, made[0], ANOTHER).status_code == 404
    assert costs[0] == costs[1]
    assert AgreedTimes.objects.filter(person=ben).count() == 2
    assert AgreedTimes.objects.filter(person=ana).count() == 1


def test_no_answer_brings_back_times_that_their_maker_ended(client_of, ana, ben, two):
    """Neither a yes once more nor a yes after "another time"; and the other cannot tell."""
    anas, bens = two
    made = [make_times(ana, anas), make_times(ana, anas, weekdays=(1,))]
    pages = []
    for one, is_ended in zip(made, (False, True), strict=True):
        answered(client_of(ben), bens, one, YES)
        if is_ended:
            held = AgreedTimes.objects.get(pk=UUID(int=one.pk.int ^ MAKERS))
            client_of(ana).post(path(anas, f"times/{held.pk}/end/"))
        codes, costs = [], []
        for answer in (YES, ANOTHER, YES):
            with CaptureQueries() as sent:
                codes.append(answered(client_of(ben), bens, one, answer).status_code)
            costs.append(len(sent))
        pages.append((codes, costs))
    assert pages[0] == pages[1]
    assert [row.pk.int ^ MAKERS for row in AgreedTimes.objects.filter(person=ana)] == [
        made[0].pk.int
    ]
    assert AgreedTimes.objects.filter(person=ben).count() == 2


def test_another_time_takes_nothing_from_a_maker_who_let_them_go(client_of, ana, ben, two):
    anas, _bens = two
    made = [make_times(ana, anas), make_times(ana, anas, weekdays=(1,))]
    costs = []
    theirs = decision_on_agreements(ben, ana.pk, NOW)
    for one in made:
        answer_agreement(ben, one.pk, YES, theirs)
    for one in made:
        with CaptureQueries() as sent:
            assert answer_agreement(ben, one.pk, ANOTHER, theirs)
        costs.append(len(sent))
        end_tie(anas, ana, NOW)
    assert costs[0] == costs[1]
    assert not AgreedTimes.objects.filter(person=ben).exists()
    assert AgreedTimes.objects.get(person=ana).pk.int ^ MAKERS == made[1].pk.int


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("weekdays", []),
        ("weekdays", ["7"]),
        ("weekdays", ["x"]),
        ("clock", ""),
        ("clock", "late"),
        ("way", "pigeon"),
        ("first", "nobody"),
        ("link", "javascript:alert(1)"),
        ("link", "http://video.example/1"),
        ("link", "https://"),
        ("link", "x" * 501),
        ("link", "https://meet.example.org@other.example/1"),
        ("link", "https://ana:word@other.example/1"),
        ("link", "https://@other.example/1"),
        ("link", "https://localhost/1"),
        ("link", "https://[::1]/1"),
        ("link", "https://meet\uff0fother.example/1"),
    ],
)
def test_what_cannot_be_agreed_on_is_said(client_of, ana, two, field, typed):
    answer = asked(client_of(ana), two[0], **{field: typed})
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not SentAgreement.objects.exists()


def test_a_video_call_needs_its_link_and_opens_without_telling_where_from(client_of, ana, ben, two):
    anas, bens = two
    assert asked(client_of(ana), anas, way="video").context["form"].errors["link"]
    link = "https://video.example/ours"
    every_day = [str(n) for n in range(7)]
    asked(client_of(ana), anas, way="video", link=link, weekdays=every_day)
    page = client_of(ben).get(path(bens)).content.decode()
    assert (">video.example<" in page, link in page) == (True, False)  # before the yes
    answered(client_of(ben), bens, SentAgreement.objects.get(), YES)
    page = client_of(ben).get(path(bens)).content.decode()
    assert f'href="{link}" rel="noreferrer noopener"' in page
    assert ">video.example<" in page


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://Meet.Example.org:8443/a?b=c#d", "https://meet.example.org:8443/a?b=c#d"),
        ("https://m\u0435et.example/1", "https://xn--met-rdd.example/1"),
        ("https://stra\u00dfe.example", "https://strasse.example"),
        ("https://other.example?@meet.example", "https://other.example?@meet.example"),
    ],
)
def test_a_link_says_its_site_in_the_letters_in_which_it_opens(
    client_of, ana, ben, two, typed, kept
):
    assert asked(client_of(ana), two[0], way="video", link=typed).status_code == 303
    (row,) = of_two(ben, ana.pk, NOW).asked_times
    assert row.times.link == kept
    assert row.site == kept.split("/")[2].split(":")[0].split("?")[0]


def test_what_is_over_is_deleted_and_an_erased_persons_rows_are_gone(client_of, ana, ben, two):
    anas, bens = two
    answered(client_of(ben), bens, make_times(ana, anas), YES)
    make_plan(ana, anas)
    drop_what_is_over(NOW + timedelta(days=34))
    assert SentAgreement.objects.count() == ReceivedAgreement.objects.count() == 1
    drop_what_is_over(NOW + timedelta(days=184))
    assert not SentAgreement.objects.exists()
    assert not AgreedTimes.objects.exists()
    make_promise(ben, bens)
    erase(ben)
    assert not ReceivedAgreement.objects.exists()


def quiet(client, tie, **typed):
    form = {"length": "3", "day": "", "say": "say", "key": str(uuid4())}
    return client.post(path(tie, "quiet/"), {**form, **typed})


@pytest.mark.parametrize("say", ["say", "keep"])
def test_quiet_hides_theirs_until_its_day_and_is_told_only_when_said(client_of, ana, ben, two, say):
    anas, bens = two
    make_promise(ben, bens, days=20)
    send_note(ben, bens, "hello", NOW)
    assert quiet(client_of(ana), anas, say=say).status_code == 303
    assert of_two(ana, ben.pk, NOW).promises == []
    assert what_waits(ana, NOW).notes == set()
    assert thread(ana, ben.pk, NOW).notes == []
    until = TODAY + timedelta(days=3)
    seen = [(row.is_own, row.until) for row in of_two(ben, ana.pk, NOW).quiet]
    assert seen == ([(False, until)] if say == "say" else [])
    after = NOW + timedelta(days=4)
    assert len(of_two(ana, ben.pk, after).promises) == 1
    assert what_waits(ana, after).notes == {anas.pk}
    assert [note.words for note in thread(ana, ben.pk, after).notes] == ["hello"]
    assert of_two(ben, ana.pk, after).quiet == []


def test_what_is_put_to_somebody_who_keeps_quiet_looks_the_same(client_of, ana, ben, two):
    anas, bens = two
    pages = []
    for is_quiet in (False, True):
        SentAgreement.objects.filter(person=ben).delete()
        if is_quiet:
            quiet(client_of(ana), anas, say="keep")
        client = client_of(ben)
        client.get(path(bens))
        with CaptureQueries() as sent:
            made = make_plan(ben, bens)
            page = body(client.get(path(bens))).replace(str(made.pk).encode(), b"ID")
        pages.append((len(sent), page))
    assert pages[0] == pages[1]


def test_a_longer_quiet_takes_the_place_of_the_first_and_it_opens_again(client_of, ana, ben, two):
    anas, _bens = two
    quiet(client_of(ana), anas)
    assert quiet(client_of(ana), anas, length="day", day=str(TODAY + timedelta(days=40))).url
    (row,) = of_two(ben, ana.pk, NOW).quiet
    assert row.until == TODAY + timedelta(days=40)
    own = of_two(ana, ben.pk, NOW).own_quiet
    client_of(ana).post(path(anas, f"together/{own.agreement_id}/let-go/"))
    assert of_two(ben, ana.pk, NOW).quiet == of_two(ana, ben.pk, NOW).quiet == []


def test_the_form_names_what_the_other_still_counts_on(client_of, ana, ben, two):
    anas, bens = two
    words = "still counts on it"
    assert words not in client_of(ana).get(path(anas, "quiet/")).content.decode()
    answered(client_of(ben), bens, make_times(ana, anas), YES)
    page = client_of(ana).get(path(anas, "quiet/")).content.decode()
    assert words in page
    assert "Today at 8:30" in page
    client_of(ana).post(path(anas, f"times/{AgreedTimes.objects.get(person=ana).pk}/end/"))
    assert words not in client_of(ana).get(path(anas, "quiet/")).content.decode()


def test_a_day_that_is_to_be_chosen_is_not_called_optional(client_of, ana, two):
    page = client_of(ana).get(path(two[0], "quiet/")).content.decode()
    assert "(optional)" not in page


@pytest.mark.parametrize("day", ["", "2026-11-17", "2027-03-01", "x"])
def test_a_day_that_is_none_is_said(client_of, ana, two, day):
    answer = quiet(client_of(ana), two[0], length="day", day=day)
    assert answer.status_code == 422
    assert answer.context["form"].errors["day"]


def test_both_end_at_once_and_neither_page_is_there(client_of, ana, ben, two):
    anas, bens = two
    answered(client_of(ben), bens, make_times(ana, anas), YES)
    end_tie(anas, ana, NOW)
    end_tie(bens, ben, NOW)
    for who, tie in ((ana, anas), (ben, bens)):
        assert client_of(who).get(path(tie)).status_code == 404
