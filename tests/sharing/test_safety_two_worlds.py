"""Nobody learns from their own pages that somebody stopped everything, looked who looked, or wrote
a date down."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from porchlight.circles.consents import give_grant, note_event
from porchlight.circles.invitations.actions import accept, confirm, invite
from porchlight.circles.models import Grant, Tie
from porchlight.domain.circle.invitations import Role
from porchlight.domain.consent import Purpose
from porchlight.domain.grants import EventKind
from porchlight.together.actions import send_note
from tests.circles.inviting import digits_of
from tests.circles.test_two_worlds import OF_ONE_REQUEST, SEEN, TOKENS
from tests.growth import finder_looks_once
from tests.make import NOW, decision_of, make_check_in, make_tie, signed_terms

pytestmark = pytest.mark.urls("tests.circles.viewer_page")


@pytest.fixture
def two(now, ana, rosa, client_of) -> tuple[Client, list[str]]:
    """Ana's browser, and the pages that Rosa opens: Ana lets her see her days, and both wrote."""
    made = invite(ana, make_tie(ana, "Rosa"), "Ana", Role.FAMILY, NOW)
    accept(made.pk, rosa, NOW)
    assert confirm(made, digits_of(made), decision_of(ana), NOW)
    give_grant(ana, rosa, signed_terms(Purpose.SUPPORT, SEEN), NOW)
    day = make_check_in(ana)
    hers, theirs = Tie.objects.get(person=ana, account=rosa), Tie.objects.get(person=rosa)
    send_note(ana, hers, "Hello", NOW)
    send_note(rosa, theirs, "Hello you", NOW)
    tie = f"/people/{theirs.pk}/"
    pages = ["/people/", tie, f"{tie}notes/", f"{tie}notes/new/?after=0", "/today/", "/me/",
             "/seen/", f"/seen/{ana.pk}/", f"/seen/{ana.pk}/{day.pk}/"]  # fmt: skip
    return client_of(ana), pages


def what_rosa_gets(rosa: Any, pages: list[str]) -> list[Any]:
    client, told = Client(), []
    client.force_login(rosa)
    for path in pages:
        with (
            finder_looks_once(),
            CaptureQueriesContext(connections["default"]) as data,
            CaptureQueriesContext(connections["keystore"]) as keys,
        ):
            answer = client.get(path)
        headers = {name: v for name, v in answer.headers.items() if name not in OF_ONE_REQUEST}
        page = TOKENS.sub(b"", answer.content)
        told.append((path, answer.status_code, headers, page, len(data), len(keys)))
    return told


def world(two: tuple[Client, list[str]], rosa: Any, *done: tuple[str, dict[str, str]]) -> list[Any]:
    ana, pages = two
    with transaction.atomic():
        for path, sent in done:
            answer = ana.post(path, sent) if sent else ana.get(path)
            assert answer.status_code in {200, 303}
        told = what_rosa_gets(rosa, pages)
        transaction.set_rollback(True)
    return told


ALL = ("/me/check/all/", {"x": "1"})
WITHOUT_A_TRACE = {
    "the check was opened": [("/me/check/", {}), ("/me/check/each/", {})],
    "she looked who looked": [("/people/looks/", {}), ("/people/looks/why/", {})],
    "a date was written": [("/me/check/dates/", {"words": "He waited."})],
}


@pytest.mark.parametrize("what", WITHOUT_A_TRACE)
def test_looking_and_writing_change_nothing_for_the_other(two, rosa, what):
    assert world(two, rosa, *WITHOUT_A_TRACE[what]) == world(two, rosa)


def test_stopping_everything_looks_as_if_nothing_had_ever_been_shown(two, ana, rosa):
    stopped = world(two, rosa, ALL)
    undone = world(two, rosa, ALL, ("/me/check/undo/", {"x": "1"}), ALL)
    with transaction.atomic():
        note_event(Grant.objects.get(), EventKind.WITHDRAWN, ana, NOW)
        withdrawn = what_rosa_gets(rosa, two[1])
        transaction.set_rollback(True)
    with transaction.atomic():
        Grant.objects.all().delete()
        never = what_rosa_gets(rosa, two[1])
        transaction.set_rollback(True)
    assert stopped == undone == withdrawn == never


def test_her_own_pages_are_the_same_to_the_byte_but_for_what_was_shown(two, rosa):
    """The control is in it: of what Ana showed, nothing is left."""
    before, after = world(two, rosa), world(two, rosa, ALL)
    changed = [one[0] for one, other in zip(before, after, strict=True) if one != other]
    assert changed == [two[1][1], *two[1][-3:]]  # the page of the tie, and what she may see
    assert (before[-1][1], after[-1][1]) == (200, 404)
