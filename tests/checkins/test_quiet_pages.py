"""What a hard day was given to be asked or told does not stand beside its card."""

from __future__ import annotations

from datetime import timedelta

import time_machine

from porchlight.checkins.models import Notice
from tests.checkins.stories import HARD, STEADY, close_the_four_ways, tell
from tests.make import NOW, TODAY


def notice_on_today(client):
    return client.get("/today/").context["page"].notice


def test_a_question_waits_for_the_next_day_that_is_not_hard(client_of, ana, now):
    tell(ana, 33, *[STEADY | {"talk": "brief" if at % 3 else "good"} for at in range(30)])
    tell(ana, 3, *[HARD] * 4)
    given, client = Notice.objects.get(), client_of(ana)
    assert notice_on_today(client) is None
    tell(ana, -1, STEADY)
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        shown = notice_on_today(client)
        assert shown.is_question
        assert shown.notice_id == given.pk


def test_a_line_about_tomorrow_waits_for_the_card_to_be_closed_and_no_longer(client_of, ana, now):
    tell(ana, 20, *[STEADY] * 20, HARD)
    told = {"kind": "hard_tomorrow", "since": None, "about": []}
    Notice.objects.create(person=ana, day=TODAY, told=told)
    client = client_of(ana)
    assert notice_on_today(client) is None
    close_the_four_ways(ana)
    assert notice_on_today(client).is_about_tomorrow
    tell(ana, -1, STEADY)
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        assert notice_on_today(client) is None
