"""What stands beside the three questions of Today, and beside the answer."""

from __future__ import annotations

import pytest

from porchlight.domain.steps import Near
from tests.make import make_check_in, make_tie

pytestmark = pytest.mark.usefixtures("now")


def test_beside_the_questions_stand_the_two_nearest_and_they_go_when_the_day_is_told(
    client_of, ana
):
    make_tie(ana, "Zoe <3", near=Near.INNER, phone="601-555-0123")
    make_tie(ana, "Nobody's number")
    make_tie(ana, "Walt", near=Near.OUTER, link="https://signal.me/#p/1")
    client = client_of(ana)
    aside = client.get("/today/").content.decode().split("page__aside")[1]
    assert aside.count('class="who"') == 2
    assert "Zoe &lt;3" in aside
    assert 'href="tel:6015550123"' in aside
    assert 'href="https://signal.me/#p/1"' in aside
    assert 'href="/people/"' in aside
    make_check_in(ana, mood=4)
    assert 'class="who"' not in client.get("/today/").content.decode()


def test_beside_the_questions_an_empty_circle_leads_to_adding_one(client_of, ana):
    aside = client_of(ana).get("/today/").content.decode().split("page__aside")[1]
    assert 'href="/people/add/"' in aside


def test_who_saved_nothing_has_a_way_to_a_meeting_but_on_a_hard_day(client_of, ana):
    client = client_of(ana)
    assert 'id="tonight"' in client.get("/today/").content.decode()
    make_check_in(ana, mood=4)
    assert 'id="tonight"' in client.get("/today/").content.decode()
    make_check_in(ana, mood=1)
    assert 'id="tonight"' not in client.get("/today/").content.decode()
