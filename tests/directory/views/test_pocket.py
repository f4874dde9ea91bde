"""The week on paper: one line a meeting, on the clock of its place, with how to join."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from porchlight.directory.display.schedule_text import weekly
from porchlight.directory.display.wording import clock_at
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.queries import print_list
from porchlight.directory.queries.print_list import MOST_LINES, ROOM_FOR_ONLINE
from porchlight.people.models import Person
from tests.directory.listings import make_meeting, make_place
from tests.directory.made_up import feed

HERE = "32.3,-90.2"
NEW_YORK = "America/New_York"
ALBANY: dict[str, Any] = {
    "day": 1,
    "timezone": NEW_YORK,
    "types": ["O"],
    "formatted_address": "12 Elm St, Albany, NY 12207, USA",
    "latitude": 42.65,
    "longitude": -73.75,
}
ClientOf = Callable[[Person], Any]
pytestmark = pytest.mark.usefixtures(
    "now", "db"
)  # Wednesday 18 November 2026, 12:30 in Mississippi


def paper(client: Any, **asked: Any) -> Any:
    answer = client.get("/meet/print/", {"place": HERE, **asked})
    assert answer.status_code == 200
    return answer


def lines_of(answer: Any) -> list[Any]:
    return [line for day in answer.context["page"].days for line in day.lines]


def line_called(answer: Any, name: str) -> Any:
    (line,) = [line for line in lines_of(answer) if line.name == name]
    return line


def test_midnight_in_albany_prints_on_albanys_clock_for_somebody_in_chicago(
    ana: Person, client_of: ClientOf, now: datetime
) -> None:
    midnights = {"a": "24:00", "b": "12:00 AM", "c": "00:00"}
    rows = [
        ALBANY | {"name": f"midnight {key}", "slug": key, "time": time}
        for key, time in midnights.items()
    ]
    rows.append(ALBANY | {"name": "noonish", "slug": "noon", "time": "Noon", "end_time": "1pm"})
    import_feed("albany", feed(*rows), at=now)
    answer = paper(client_of(ana), place="12207", within="10", hours="168", online="exclude")
    assert answer.context["page"].clock == "New York"
    assert {line_called(answer, f"midnight {key}").when for key in midnights} == {clock_at(0, 0)}
    assert line_called(answer, "noonish").when == clock_at(12, 0)
    # "24:00" on Monday is the first minute of Tuesday; the others are the first of Monday.
    monday, tuesday = ({line.name for line in day.lines} for day in answer.context["page"].days)
    assert monday == {"midnight b", "midnight c", "noonish"}
    assert tuesday == {"midnight a"}


def test_another_clock_than_most_is_named_on_its_line(ana: Person, client_of: ClientOf) -> None:
    for n in range(2):
        make_meeting("wed 19:00", name=f"Near {n}")
    make_meeting("wed 19:00", name="Over the line", zone=NEW_YORK)
    answer = paper(client_of(ana))
    assert answer.context["page"].clock == "Chicago"
    assert line_called(answer, "Near 0").when == "7\u00a0p.m."
    assert "New York" in line_called(answer, "Over the line").when


def test_a_clock_of_another_name_that_shows_the_same_is_not_named(
    ana: Person, client_of: ClientOf
) -> None:
    for n in range(2):
        make_meeting("wed 19:00", name=f"Near {n}")
    make_meeting("wed 19:00", name="By another name", zone="US/Central")
    assert line_called(paper(client_of(ana)), "By another name").when == "7\u00a0p.m."


def test_a_meeting_without_a_room_is_on_the_persons_own_clock(
    ana: Person, client_of: ClientOf
) -> None:
    make_meeting("wed 20:00", name="Afar", attendance="online", zone=NEW_YORK)
    assert line_called(paper(client_of(ana)), "Afar").when == "7\u00a0p.m."


def test_each_meeting_has_one_line_with_all_its_days(ana: Person, client_of: ClientOf) -> None:
    make_meeting(("mon 19:00", "wed 19:00", "fri 20:00"), name="Three days")
    every = tuple(f"{day} 12:00" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
    make_meeting(every, name="Noon")
    make_meeting("thu 19:00", name="Thursday alone")
    answer = paper(client_of(ana))
    days = answer.context["page"].days
    assert [day.is_often for day in days] == [True, False]
    assert [line.name for line in days[0].lines] == ["Noon", "Three days"]
    # From Wednesday on; the days of one time stand together.
    assert line_called(answer, "Three days").when == "Mon, Wed 7\u00a0p.m.; Fri 8\u00a0p.m."
    assert line_called(answer, "Noon").when == f"{weekly(list(range(7)))} {clock_at(12, 0)}"


def test_rooms_have_their_street_and_their_distance(ana: Person, client_of: ClientOf) -> None:
    place = make_place((32.4, -90.2), name="Grace Hall", address="12 Elm St", city="Jackson")
    make_meeting("tue 19:00", name="Next Tuesday", place=place)
    answer = paper(client_of(ana), hours="2")
    assert answer.context["page"].total == 1
    line = line_called(answer, "Next Tuesday")
    assert line.where.startswith("Grace Hall, 12 Elm St, Jackson · ")
    assert "6.9" in line.where


def test_online_ones_say_how_to_join(ana: Person, client_of: ClientOf) -> None:
    link = {"conference_url": "https://zoom.example/j/123?pwd=dGhlIHRva2Vu", "passcode": "porch-77"}
    make_meeting("wed 19:00", name="By video", attendance="online", joining=link)
    number = {"conference_phone": "+16055550150", "passcode": "84375"}
    make_meeting("wed 20:00", name="By phone", attendance="online", joining=number)
    make_meeting("wed 21:00", name="Not said", attendance="online")
    answer = paper(client_of(ana))
    video = line_called(answer, "By video").where
    assert "zoom.example/j/123" in video
    assert "porch-77" in video
    assert "dGhlIHRva2Vu" not in video
    phone = line_called(answer, "By phone").where
    assert "+16055550150" in phone
    assert "84375" in phone
    not_said = line_called(answer, "Not said").where
    assert not_said
    assert not re.search(r"[\d·./]", not_said)


def test_the_first_line_to_call_stands_once_and_nothing_says_whose_paper_it_is(
    ana: Person, client_of: ClientOf
) -> None:
    make_meeting("wed 19:00")
    main = paper(client_of(ana)).content.decode().split("<main")[1]
    assert main.count("988") == 1
    assert "ana" not in main.lower().split()


def test_what_is_on_every_day_says_so_where_there_is_more_than_is_looked_at(
    ana: Person, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    make_meeting(tuple(f"{day} 19:00" for day in days), name="Daily", attendance="online")
    make_meeting(("mon 20:00", "wed 20:00"), name="Twice", attendance="online")
    whole = [line.when for line in lines_of(paper(client_of(ana), online="only"))]
    monkeypatch.setattr(print_list, "MOST_ONLINE_STARTS", 3)
    assert [line.when for line in lines_of(paper(client_of(ana), online="only"))] == whole
    assert len(whole) == 2


def test_a_full_paper_keeps_the_nearest_rooms_and_some_of_what_is_online(
    ana: Person, client_of: ClientOf
) -> None:
    for n in range(MOST_LINES + 5):
        make_meeting("wed 19:00", name=f"Room {n:03}", point=(32.3 + n / 1000, -90.2))
    for n in range(ROOM_FOR_ONLINE + 5):
        make_meeting("wed 19:00", name=f"Online {n:03}", attendance="online")
    answer = paper(client_of(ana))
    page = answer.context["page"]
    assert (page.n_shown, page.n_meetings) == (MOST_LINES, MOST_LINES + ROOM_FOR_ONLINE + 10)
    names = {line.name for line in lines_of(answer)}
    assert len(lines_of(answer)) == MOST_LINES
    assert {f"Room {n:03}" for n in range(MOST_LINES - ROOM_FOR_ONLINE)} < names
    assert sum(name.startswith("Online") for name in names) == ROOM_FOR_ONLINE
