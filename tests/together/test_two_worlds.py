"""Two worlds that differ only in what Rosa may not see of what is shown, handed over, written and
agreed on: her pages are the same to the last byte, and cost the same queries.

1,000 pairs: PORCHLIGHT_PAIRS=1000 script/test tests/together/test_two_worlds.py; fewer here.
"""

from __future__ import annotations

import os
from functools import partial
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from porchlight.circles.consents import keep_apart
from porchlight.circles.models import Grant
from porchlight.domain.ask import HelperAnswer
from porchlight.people.closing import close_account
from porchlight.sharing import shown
from porchlight.together.actions import send_note, take_back
from porchlight.together.models import SentAgreement, SentNote
from porchlight.together.note_marks import mark_of
from tests.make import NOW
from tests.reach import withdrawing as of_asks
from tests.sharing.pairs import share
from tests.together.covert import PAGES
from tests.together.worlds import DEAD, HIDDEN, KINDS, Base, base_of, differing, world

pytestmark = pytest.mark.thorough
PAIRS = int(os.environ.get("PORCHLIGHT_PAIRS", "100"))
WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def base(now, ana, rosa, ben) -> Base:
    return base_of(ana, rosa, ben)


def test_what_rosa_may_not_see_changes_nothing(base):
    found, compared = differing(base, PAIRS)
    print(f"\n{PAIRS} pairs, {compared} pages compared, {len(found)} differ")
    assert found == []


def test_what_rosa_may_see_is_on_her_pages(base, monkeypatch):
    """The control of the pages: what is hers to see stands there, and a day that is shown does."""
    pages = ["tie", "notes", "together"]
    dark = world(base, Random(1), "never given", pages, ["a day and its word"])
    told = " ".join(body for _, _, _, _, _, body, _ in dark)
    for words in (
        "A month of walks.",
        "What I wrote on Sunday.",
        "Good morning.",
        "call on Sunday",
    ):
        assert words in told
    monkeypatch.setitem(
        DEAD, "given", lambda base: share(base.ana, base.rosa, *KINDS, with_before=True)
    )
    alive = world(base, Random(1), "given", pages, ["a day and its word"])
    assert [page[1] for page, twin in zip(alive, dark, strict=True) if page != twin] == ["tie"]


def test_everything_hidden_is_there(base):
    """The control of what the worlds differ in: each of them writes something."""
    for name, hide in HIDDEN.items():
        with transaction.atomic(), CaptureQueriesContext(connection) as queries:
            hide(base, Random(1))
            transaction.set_rollback(True)
        assert any(word in query["sql"] for query in queries for word in WRITES), name


def _no_that_is_sent(base: Base, dice: Random) -> None:
    sent = SentAgreement.objects.get(pk=base.asked)
    sent.answer = "no"
    sent.save()


def test_a_no_that_reaches_rosa_is_found(base, monkeypatch):
    """A control by what stands on the page."""
    no = ["a no to Rosa's plan"]
    silent, said = (world(base, Random(1), "never given", ["together"], more) for more in ([], no))
    assert silent == said
    monkeypatch.setitem(HIDDEN, no[0], _no_that_is_sent)
    assert world(base, Random(1), "never given", ["together"], no) != silent


def test_an_answer_that_reaches_rosa_is_found(base, monkeypatch):
    """A control of what she is shown of asks."""
    name = "a pass on Rosa's ask"
    silent, passed = (world(base, Random(1), "never given", [], more) for more in ([], [name]))
    assert silent == passed
    comes_later = partial(of_asks.answers, base.screen.two, HelperAnswer.LATER, NOW)
    monkeypatch.setitem(HIDDEN, name, lambda base, dice: comes_later())
    told = world(base, Random(1), "never given", [], [name])
    assert [page[1] for page, twin in zip(told, silent, strict=True) if page != twin] == ["own ask"]


def _polls(base: Base, act: Any) -> Any:
    """What the open page of Rosa's notes is told, and what it cost, once Ana did something about a
    note that Rosa has not got yet."""
    newest = SentNote.objects.filter(person=base.rosa).latest("number").number
    path = PAGES["new notes"].format(tie=base.screen.two.rosas.pk).split("?")[0]
    with transaction.atomic():
        note = send_note(base.ana, base.screen.two.anas, "Are you there?", NOW)
        act(base, note)
        with CaptureQueriesContext(connection) as queries:
            mark = mark_of(base.rosa.pk, base.ana.pk, newest)
            answer = base.screen.client.get(path, {"after": mark})
        transaction.set_rollback(True)
    return answer.status_code, answer.content, len(queries)


OUT_OF_SIGHT = {
    "she takes it back": lambda base, note: take_back(note),
    "she blocks": lambda base, note: keep_apart(base.ana, base.rosa, NOW),
    "Rosa blocks": lambda base, note: keep_apart(base.rosa, base.ana, NOW),
    "she closes her account": lambda base, note: close_account(base.ana, NOW),
}


@pytest.mark.parametrize("why", OUT_OF_SIGHT)
def test_the_open_page_is_not_told_why_a_note_is_not_there(base, why):
    status, _content, cost = _polls(base, lambda base, note: None)
    assert status == 200
    gone = _polls(base, OUT_OF_SIGHT["she takes it back"])
    assert gone[:2] == (204, b"")
    assert gone[2] < cost
    assert _polls(base, OUT_OF_SIGHT[why]) == gone


def test_a_page_that_asks_once_more_where_there_is_a_grant_is_found(base, monkeypatch):
    """A control by the number of queries alone."""
    held = shown._days

    def asks_once_more(*given: Any) -> Any:
        if Grant.objects.filter(subject=base.ana, data_classes=["day"]).exists():
            Grant.objects.count()
        return held(*given)

    monkeypatch.setattr(shown, "_days", asks_once_more)
    found, _compared = differing(base, 12)
    assert found
