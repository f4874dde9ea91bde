"""A check-in that is sent later than it was tapped stays with the day it was about."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import time_machine

from porchlight.checkins.models import CheckIn
from tests.forms import codes_of

TAPPED = {"mood": "2", "urge": "4", "contact": "none"}


def test_tapped_before_midnight_and_sent_after_it(ana: Any, client_of: Any) -> None:
    with time_machine.travel(datetime.fromisoformat("2026-11-18T23:58:00-06:00"), tick=False):
        client = client_of(ana)
        assert 'name="day" value="2026-11-18"' in client.get("/today/").content.decode()
    with time_machine.travel(datetime.fromisoformat("2026-11-19T00:02:00-06:00"), tick=False):
        assert client.post("/today/", {**TAPPED, "day": "2026-11-18"}).status_code == 303
    assert [kept.day for kept in CheckIn.objects.all()] == [date(2026, 11, 18)]


def test_a_page_left_open_for_weeks_says_so_and_keeps_the_taps(
    ana: Any, client_of: Any, now: datetime
) -> None:
    answer = client_of(ana).post("/today/", {**TAPPED, "day": "2026-11-01"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert codes_of(answer) == {"day": ["other_day"]}
    assert 'class="error-summary' in page
    assert 'name="day" value="2026-11-18"' in page
    assert CheckIn.objects.count() == 0


def test_a_day_still_to_come_is_not_taken(ana: Any, client_of: Any, now: datetime) -> None:
    answer = client_of(ana).post("/today/", {**TAPPED, "day": "2026-11-19"})
    assert answer.status_code == 422
    assert CheckIn.objects.count() == 0
