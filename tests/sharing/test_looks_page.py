"""Who looked, as the one who was looked at reads it, and who could have."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO

import pytest

from porchlight.circles.consents import Terms, give_grant, note_event
from porchlight.circles.looks import Looked, note_looks
from porchlight.circles.models import Tie
from porchlight.domain.consent import DataClass, Purpose
from porchlight.domain.grants import EventKind
from porchlight.people.actions import erase
from tests.growth import assert_does_not_grow
from tests.make import NOW, make_tie

DAY = timedelta(days=1)


def looked(subject, viewer, *kinds, at=NOW, **terms):
    grant = give_grant(subject, viewer, Terms(Purpose.SUPPORT, kinds, **terms), NOW - 30 * DAY)
    note_looks(viewer, [Looked(subject.pk, grant.pk, kinds)], at)
    return grant


@pytest.fixture
def cards(now, ana, rosa, ben):
    ties = {name: make_tie(ana, name) for name in ("Rosa", "Ben")}
    Tie.objects.filter(pk=ties["Rosa"].pk).update(account=rosa)
    Tie.objects.filter(pk=ties["Ben"].pk).update(account=ben, ended_on=NOW.date())
    looked(ana, rosa, DataClass.DAY)
    looked(ana, ben, DataClass.MEETINGS, at=NOW - 8 * DAY, lasts=40 * DAY)
    return ties


def names(page):
    return [row.name for row in page.this_week], [row.name for row in page.earlier]


def test_all_by_week(cards, ana, client_of):
    page = client_of(ana).get("/people/looks/").context["page"]
    assert names(page) == (["Rosa"], ["Ben"])
    assert [str(row.day) for row in (*page.this_week, *page.earlier)] == [
        "2026-11-18", "2026-11-10"]  # fmt: skip
    assert page.this_week[0].under != page.earlier[0].under


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"days": "week"}, (["Rosa"], [])),
        ({"who": "Ben"}, ([], ["Ben"])),
        ({"who": "Ben", "days": "week"}, ([], [])),
        ({"who": "nobody"}, (["Rosa"], ["Ben"])),
    ],
)
def test_of_a_week_or_of_one_person(cards, ana, client_of, asked, expected):
    chosen = {**asked, **({"who": str(cards["Ben"].pk)} if asked.get("who") == "Ben" else {})}
    assert names(client_of(ana).get("/people/looks/", chosen).context["page"]) == expected


def test_a_card_of_somebody_else_and_one_without_an_account_show_nothing(
    cards, ana, cleo, client_of
):
    private, other = make_tie(ana, "Lou"), make_tie(cleo, "X")
    for tie in (private, other):
        page = client_of(ana).get("/people/looks/", {"who": str(tie.pk)}).context["page"]
        assert names(page) == ([], [])


def test_the_one_who_looked_has_nothing_of_it(cards, rosa, client_of):
    client = client_of(rosa)
    assert names(client.get("/people/looks/").context["page"]) == ([], [])
    assert client.get("/people/looks/why/").context["could"] == []


def test_somebody_who_is_gone_is_still_a_row(cards, ana, rosa, client_of):
    erase(rosa)
    page = client_of(ana).get("/people/looks/").context["page"]
    assert len(page.this_week) == 1
    assert "Rosa" not in page.this_week[0].name


@pytest.mark.parametrize(
    ("name", "in_the_copy"),
    [
        ("=1+1", "'=1+1"),
        ("+1+1", "'+1+1"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (";=1+1", "';'=1+1"),
        ("Lou;=1+1", "Lou;'=1+1"),
        ("Lou; -1+1", "Lou;' -1+1"),
        ("Lou-Ann", "Lou-Ann"),
        ("Lou; Ann", "Lou; Ann"),
    ],
)
def test_the_copy_holds_all_and_no_formula(cards, ana, cleo, client_of, name, in_the_copy):
    tie = make_tie(ana, name)
    Tie.objects.filter(pk=tie.pk).update(account=cleo)
    looked(ana, cleo, DataClass.DAY, at=NOW - 300 * DAY)
    file = client_of(ana).get("/people/looks/file/")
    assert file["Content-Disposition"] == 'attachment; filename="list.csv"'
    header, *lines = csv.reader(StringIO(file.content.decode()))
    assert len(header) == 4
    assert [line[:2] for line in lines] == [
        ["2026-11-18", "Rosa"], ["2026-11-10", "Ben"], ["2026-01-22", in_the_copy]]  # fmt: skip


def test_who_could_see_what_and_until_when(cards, ana, rosa, client_of):
    taken = give_grant(ana, rosa, Terms(Purpose.SUPPORT, [DataClass.PLAN]), NOW - 3 * DAY)
    note_event(taken, EventKind.WITHDRAWN, ana, NOW - DAY)
    newest, *others = client_of(ana).get("/people/looks/why/").context["could"]
    assert (newest.name, newest.since, newest.until, newest.is_over) == (
        "Rosa", taken.made_at, NOW - DAY, True)  # fmt: skip
    untils = {one.name: one.until and one.until.replace(microsecond=0) for one in others}
    assert {(one.name, untils[one.name], one.is_over) for one in others} == {
        ("Rosa", None, False), ("Ben", NOW + 10 * DAY, False)}  # fmt: skip


def test_what_is_over_is_folded_below_what_is_not(cards, ana, rosa, client_of):
    taken = give_grant(ana, rosa, Terms(Purpose.SUPPORT, [DataClass.PLAN]), NOW - 3 * DAY)
    note_event(taken, EventKind.WITHDRAWN, ana, NOW - DAY)
    page = client_of(ana).get("/people/looks/why/")
    assert [one.is_over for one in page.context["over"]] == [True]
    assert {one.name for one in page.context["live"]} == {"Rosa", "Ben"}
    above, folded = page.content.decode().split("<details")
    assert above.count("list__title") == 2
    assert folded.count("list__title") == 1


def test_nothing_is_asked_about_looks_that_are_not_there(ana, client_of):
    assert b"<select" not in client_of(ana).get("/people/looks/").content
    assert b"<select" in client_of(ana).get("/people/looks/?days=week").content


@pytest.mark.parametrize("path", ["/people/looks/", "/people/looks/why/", "/people/looks/file/"])
def test_many_rows_cost_no_more_queries(now, ana, rosa, client_of, path):
    assert_does_not_grow(
        client_of(ana), path, lambda n: looked(ana, rosa, DataClass.DAY, at=NOW - n * DAY)
    )
