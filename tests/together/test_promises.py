"""Small promises: seen by two, said by whoever promised, and a miss is no mark."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from porchlight.circles.actions import end_tie
from porchlight.circles.consents import keep_apart
from porchlight.circles.models import Contact
from porchlight.domain.circle.agreements import (
    KEPT_AFTER,
    MOST_A_DAY,
    MOST_AN_HOUR,
    MOST_PROMISES,
    Promise,
    PromiseOutcome,
)
from porchlight.people.actions import erase
from porchlight.people.limits import count_try
from porchlight.together.agreements.actions import DOOR, drop_what_is_over
from porchlight.together.agreements.queries import of_two
from porchlight.together.models import ReceivedAgreement, SentAgreement
from porchlight.together.ready import CALM_ANSWERS, EVERY_LINE, REPAIRS
from tests.circles.inviting import CaptureQueries, body
from tests.growth import assert_does_not_grow
from tests.make import NOW, TODAY, make_tie
from tests.together.tied import tied
from tests.together.tying import make_promise

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
KEPT, MISSED = PromiseOutcome


def path(tie, rest="together/"):
    return f"/people/{tie.pk}/{rest}"


def promised(client, tie, key=None, **typed):
    form = {"what": "bring back the key", "day": str(TODAY), "key": key or str(uuid4()), **typed}
    return client.post(path(tie, "promises/new/"), form)


def said(client, tie, promise, outcome):
    return client.post(path(tie, f"promises/{promise.pk}/outcome/"), {"outcome": outcome})


def seen_by(person, other, at=NOW):
    """(whose, what, outcome) of each promise that is open or was missed."""
    found = of_two(person, other.pk, at).promises
    return [(row.is_own, row.promise.what, row.promise.outcome) for row in found]


def test_a_promise_is_seen_by_the_two_and_kept_by_whoever_made_it(client_of, ana, ben, cleo, two):
    anas, bens = two
    assert promised(client_of(ana), anas).status_code == 303
    assert seen_by(ana, ben) == [(True, "bring back the key", None)]
    assert seen_by(ben, ana) == [(False, "bring back the key", None)]
    tied(cleo, ana)
    assert seen_by(cleo, ana) == []
    promise = SentAgreement.objects.get()
    for who, tie in ((ben, bens), (cleo, anas)):
        assert said(client_of(who), tie, promise, KEPT).status_code == 404
    assert said(client_of(ana), anas, promise, KEPT).status_code == 303
    for person, other in ((ana, ben), (ben, ana)):
        assert [outcome for _, _, outcome in seen_by(person, other)] == [KEPT]
        later = of_two(person, other.pk, NOW + timedelta(days=1))
        assert [row.promise.outcome for row in later.kept] == [KEPT]
        assert later.promises == []


def test_a_miss_opens_a_word_on_one_side_and_calm_answers_on_the_other(client_of, ana, ben, two):
    anas, bens = two
    promise = make_promise(ana, anas, days=-1)
    said(client_of(ana), anas, promise, MISSED)
    assert seen_by(ana, ben) == [(True, "call on Sunday", MISSED)]
    assert seen_by(ben, ana) == [(False, "call on Sunday", MISSED)]
    page = client_of(ana).get(path(anas)).content.decode()
    assert [code for code in REPAIRS if f"?line={code}&" in page] == ["r1", "r2", "r3"]
    answer = client_of(ben).get(path(bens, f"promises/{promise.pk}/"))
    assert [c for c in CALM_ANSWERS if f"?line={c}#" in answer.content.decode()] == [*CALM_ANSWERS]
    assert not any(f"?line={c}" in page for c in CALM_ANSWERS)


def asks_for_a_word(client, tie):
    """Whether a line waits on the page of two for whoever missed something."""
    page = client.get(path(tie)).content.decode()
    return any(f"?line={code}&" in page for code in REPAIRS)


def test_a_line_that_was_sent_mends_the_miss_and_the_card_asks_no_more(client_of, ana, ben, two):
    anas, bens = two
    client, promise = client_of(ana), make_promise(ana, anas)
    said(client, anas, promise, MISSED)
    page = client.get(path(anas)).content.decode()
    href = page[page.index(path(anas, "notes/?line=r2")) :].partition('"')[0].replace("&amp;", "&")
    box = client.get(href)
    assert f'name="mends" value="{promise.pk}"' in box.content.decode()
    assert asks_for_a_word(client, anas)  # nothing is mended by looking
    note = {"words": "Can we make it smaller?", "mends": str(promise.pk), "key": str(uuid4())}
    looked = client.post(path(anas, "notes/"), {**note, "look": "1"})
    assert f'name="mends" value="{promise.pk}"' in looked.content.decode()
    assert asks_for_a_word(client, anas)
    before = bytes(ReceivedAgreement.objects.get().told.envelope)
    assert client.post(path(anas, "notes/"), note).status_code == 303
    assert not asks_for_a_word(client, anas)
    assert seen_by(ana, ben) == [(True, "call on Sunday", MISSED)]
    assert bytes(ReceivedAgreement.objects.get().told.envelope) == before
    assert client_of(ben).get(path(bens, f"promises/{promise.pk}/")).status_code == 200


def test_that_we_talked_already_mends_it_and_notes_a_talk(client_of, ana, ben, two):
    anas, _bens = two
    client, promise = client_of(ana), make_promise(ana, anas)
    said(client, anas, promise, MISSED)
    answer = client.post(path(anas, f"promises/{promise.pk}/mended/"))
    assert (answer.status_code, answer.url) == (303, path(anas) + f"#a-{promise.pk}")
    assert not asks_for_a_word(client, anas)
    assert Contact.objects.filter(tie=anas, day=TODAY).exists()


def test_one_miss_that_was_mended_leaves_another_as_it_is(client_of, ana, two):
    client = client_of(ana)
    first, second = (make_promise(ana, two[0], what) for what in ("one", "two"))
    for promise in (first, second):
        said(client, two[0], promise, MISSED)
    client.post(path(two[0], f"promises/{first.pk}/mended/"))
    page = client.get(path(two[0])).content.decode()
    assert f"mends={second.pk}" in page
    assert f"mends={first.pk}" not in page


@pytest.mark.parametrize("named", ["x", "", str(UUID(int=7)), "ben's", "open"])
def test_a_note_that_names_no_miss_of_ones_own_is_a_note(client_of, ana, ben, two, named):
    anas, bens = two
    bens_miss, still_open = make_promise(ben, bens), make_promise(ana, anas, "two")
    said(client_of(ben), bens, bens_miss, MISSED)
    before = [bytes(row.told.envelope) for row in SentAgreement.objects.order_by("pk")]
    ids = {"ben's": str(bens_miss.pk), "open": str(still_open.pk)}
    note = {"words": "Hello", "mends": ids.get(named, named), "key": str(uuid4())}
    assert client_of(ana).post(path(anas, "notes/"), note).status_code == 303
    after = [bytes(row.told.envelope) for row in SentAgreement.objects.order_by("pk")]
    assert after == before
    assert asks_for_a_word(client_of(ben), bens)


def test_what_was_kept_before_there_was_mending_opens():
    told = Promise("call", TODAY).with_outcome(MISSED, TODAY).told()
    del told["mended_on"]
    assert Promise.of(told).asks_for_a_word
    mended = Promise.of(told).mended(TODAY)
    assert Promise.of(mended.told()) == mended
    assert not mended.asks_for_a_word


def test_a_line_waits_in_the_box_and_is_not_sent(client_of, ana, two):
    for code, words in EVERY_LINE.items():
        page = client_of(ana).get(path(two[0], "notes/"), {"line": code})
        assert page.context["form"]["words"].value() == str(words)
    page = client_of(ana).get(path(two[0], "notes/"), {"line": "<b>"})
    assert page.context["form"]["words"].value() == ""


@pytest.mark.parametrize(("days", "is_there"), [(7, True), (8, False)])
def test_a_miss_falls_away_after_a_week_and_no_column_tells_of_it(
    client_of, ana, ben, two, days, is_there
):
    def in_clear():
        models = (SentAgreement, ReceivedAgreement)
        return [model.objects.values_list("kind", "over_on", "made_at").get() for model in models]

    promise = make_promise(ana, two[0])
    before = in_clear()
    said(client_of(ana), two[0], promise, MISSED)
    assert in_clear() == before
    later = NOW + timedelta(days=days)
    assert bool(seen_by(ana, ben, later)) is bool(seen_by(ben, ana, later)) is is_there
    drop_what_is_over(NOW + KEPT_AFTER + timedelta(days=1))
    assert SentAgreement.objects.exists() is ReceivedAgreement.objects.exists() is False


@pytest.mark.parametrize("kind", ["plan", "times", "quiet", "x"])
def test_a_row_whose_kind_was_changed_is_as_good_as_not_there(client_of, ana, ben, two, kind):
    anas, bens = two
    promise = make_promise(ana, anas)
    for model in (SentAgreement, ReceivedAgreement):
        model.objects.update(kind=kind)
    for who, tie, other in ((ana, anas, ben), (ben, bens, ana)):
        assert client_of(who).get(path(tie)).status_code == 200
        found = of_two(who, other.pk, NOW)
        assert (found.promises, found.plans, found.asked_times, found.quiet) == ([], [], [], [])
        assert client_of(who).get(path(tie, f"plans/{promise.pk}/")).status_code == 404
    answer = client_of(ben).post(path(bens, f"together/{promise.pk}/answer/"), {"answer": "yes"})
    assert answer.status_code == 404


def test_of_two_tabs_the_first_answer_counts(client_of, ana, ben, two):
    promise = make_promise(ana, two[0])
    said(client_of(ana), two[0], promise, MISSED)
    assert said(client_of(ana), two[0], promise, KEPT).status_code == 303
    assert [outcome for _, _, outcome in seen_by(ben, ana)] == [MISSED]


def test_either_lets_it_go_and_only_its_maker_for_both(client_of, ana, ben, two):
    anas, bens = two
    first, second = make_promise(ana, anas, "one"), make_promise(ana, anas, "two")
    assert client_of(ben).post(path(bens, f"together/{first.pk}/let-go/")).status_code == 303
    assert [what for _, what, _ in seen_by(ben, ana)] == ["two"]
    assert sorted(what for _, what, _ in seen_by(ana, ben)) == ["one", "two"]
    assert client_of(ana).post(path(anas, f"together/{second.pk}/let-go/")).status_code == 303
    assert seen_by(ben, ana) == []
    assert client_of(ana).post(path(anas, f"together/{second.pk}/let-go/")).status_code == 404


def _let_go(ana, ben, bens):
    end_tie(bens, ben, NOW)


def _blocked(ana, ben, bens):
    keep_apart(ben, ana, NOW)


def _nothing(ana, ben, bens):
    return None


def test_what_the_other_did_changes_nothing_for_whoever_promises(client_of, ana, ben, two):
    """Three worlds: the other is there, let go, or closed the door. Same pages, same statements."""
    anas, bens = two
    worlds = []
    client_of(ana).post(path(anas, "talked/"))  # the first talk of a day writes more
    for happens in (_nothing, _let_go, _blocked):
        SentAgreement.objects.all().delete()
        ReceivedAgreement.objects.all().delete()
        happens(ana, ben, bens)
        client = client_of(ana)
        client.get(path(anas))
        with CaptureQueries() as asked:
            answers = [promised(client, anas)]
            promise = SentAgreement.objects.get()
            pages = [client.get(path(anas)), said(client, anas, promise, MISSED)]
            pages.append(client.get(path(anas)))
            answers.append(client.post(path(anas, f"promises/{promise.pk}/mended/")))
            pages.append(client.get(path(anas)))
        pages = [body(page).replace(str(promise.pk).encode(), b"ID") for page in pages]
        worlds.append((len(asked), [answer.status_code for answer in answers], pages))
        reached = ReceivedAgreement.objects.get()
        assert reached.is_there is (happens is _nothing)
    assert worlds[0] == worlds[1] == worlds[2]


def test_how_it_went_is_not_told_to_whoever_let_go_since(client_of, ana, ben, two):
    anas, bens = two
    promise = make_promise(ana, anas)
    before = bytes(ReceivedAgreement.objects.get().told.envelope)
    end_tie(bens, ben, NOW)
    said(client_of(ana), anas, promise, KEPT)
    assert bytes(ReceivedAgreement.objects.get().told.envelope) == before


def test_sent_twice_by_one_form_is_one_promise(client_of, ana, ben, two):
    key = str(uuid4())
    for _ in range(2):
        assert promised(client_of(ana), two[0], key).status_code == 303
    assert len(seen_by(ana, ben)) == 1
    assert promised(client_of(ana), two[0], key, what="other").status_code == 422


def test_there_is_room_for_twelve_and_the_words_stay(client_of, ana, ben, two):
    for n in range(MOST_PROMISES):
        make_promise(ana, two[0], f"p{n}")
    answer = promised(client_of(ana), two[0], what="one more")
    assert answer.status_code == 422
    assert answer.context["form"]["what"].value() == "one more"
    assert len(seen_by(ana, ben)) == MOST_PROMISES


def test_a_miss_makes_no_room_for_another_on_its_day_and_the_next(client_of, ana, two):
    for n in range(MOST_PROMISES):
        said(client_of(ana), two[0], make_promise(ana, two[0], f"p{n}"), MISSED)
    answer = promised(client_of(ana), two[0], what="one more")
    assert answer.status_code == 422
    assert answer.context["form"]["what"].value() == "one more"
    missed = Promise("call", TODAY).with_outcome(MISSED, TODAY)
    days = [missed.takes_room(TODAY + timedelta(days=n)) for n in range(3)]
    assert days == [True, True, False]


@pytest.mark.parametrize(("before", "is_room"), [(0, True), (-61, True), (-1, False)])
def test_ten_an_hour_and_thirty_a_day_to_all_together(client_of, ana, two, before, is_room):
    """`before`: in which minute the others were put; a day's worth of them where it is long ago."""
    count = {0: MOST_AN_HOUR - 1, -1: MOST_AN_HOUR, -61: MOST_A_DAY - 1}[before]
    for _ in range(count):
        count_try(DOOR, str(ana.pk), NOW + timedelta(minutes=before))
    answer = promised(client_of(ana), two[0], what="one more")
    assert answer.status_code == (303 if is_room else 422)
    if before == -61:
        answer = promised(client_of(ana), two[0], what="one more")
        assert answer.status_code == 422
    if answer.status_code == 422:
        assert answer.context["form"]["what"].value() == "one more"
        quiet = {"length": "3", "day": "", "say": "keep", "key": str(uuid4())}
        assert client_of(ana).post(path(two[0], "quiet/"), quiet).status_code == 303


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("what", ""),
        ("what", "\u202e\x00"),
        ("what", "x" * 121),
        ("what", "x" * 30_000),
        ("day", ""),
        ("day", "sometime"),
        ("day", "0001-01-01"),
        ("day", "9999-12-31"),
        ("day", str(TODAY - timedelta(days=1))),
        ("day", str(TODAY + timedelta(days=367))),
    ],
)
def test_what_is_no_promise_is_said(client_of, ana, two, field, typed):
    answer = promised(client_of(ana), two[0], **{field: typed})
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not SentAgreement.objects.exists()


def test_html_and_control_characters_stay_letters(client_of, ana, ben, two):
    promised(client_of(ana), two[0], what="<script>x</script>\r\n\x07\u202ehi")
    assert [what for _, what, _ in seen_by(ben, ana)] == ["<script>x</script> hi"]
    assert b"<script>x" not in client_of(ben).get(path(two[1])).content


def test_a_private_card_has_no_such_page(client_of, ana, now):
    card = make_tie(ana, "Lou")
    assert client_of(ana).get(path(card)).status_code == 404
    assert promised(client_of(ana), card).status_code == 404


def test_an_erased_makers_promises_are_gone(ana, ben, two):
    make_promise(ana, two[0])
    make_promise(ben, two[1])
    ben_id = ben.pk
    erase(ben)
    assert of_two(ana, ben_id, NOW).promises == []
    assert not ReceivedAgreement.objects.filter(reader=ana).exists()


def test_a_page_costs_the_same_whatever_was_promised(client_of, ana, ben, two):
    assert_does_not_grow(
        client_of(ben),
        path(two[1]),
        lambda n: (make_promise(ana, two[0], f"{n}"), make_promise(ben, two[1], f"{n}")),
    )


def test_what_nobody_said_anything_of_fades_after_a_week():
    promise = Promise("call", TODAY)
    assert promise.is_shown(TODAY + timedelta(days=7))
    assert not promise.is_shown(TODAY + timedelta(days=8))
    assert Promise.of(promise.told()) == promise
    missed = promise.with_outcome(MISSED, TODAY)
    assert Promise.of(missed.told()) == missed
