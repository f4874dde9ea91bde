from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.utils.html import escape
from django.utils.text import capfirst

from porchlight.directory.display import wording
from porchlight.directory.display.countdown import day_and_clock, lasts_words
from porchlight.directory.display.what_to_expect import DOOR, EXTRAS
from porchlight.directory.gazetteer.answers import Doubt
from porchlight.directory.models import Saved, Service
from porchlight.directory.views.query_string import place_choices, rest_of_question
from porchlight.directory.vocabulary.url_codes import code_of
from porchlight.people.models import Person
from tests.directory.listings import CHECKED, JACKSON, make_meeting, make_place, on_clock
from tests.forms import codes_of
from tests.growth import queries_of
from tests.make import TODAY, decision_of

LISTS = ("/meet/", "/meet/soon/", "/meet/now/", "/meet/saved/")
# Wednesday 18 November 2026, 12:30 in Mississippi
pytestmark = pytest.mark.usefixtures("now", "db")


def page_of(client: Any, path: str, **asked: Any) -> tuple[int, str]:
    response = client.get(path, asked)
    return response.status_code, b" ".join(response.content.split()).decode()


def band_of(day: date) -> str:
    """The heading of the starts of a day."""
    return f'<h2 class="band">{wording.day(day, TODAY)}</h2>'


def rows_of(answer: Any) -> list[Any]:
    return [row for day in answer.context["days"] for row in day.rows]


@pytest.mark.parametrize(
    "place", ["39201", "39201-1234", "Jackson, MS", "jackson mississippi", "32.3,-90.2"]
)
def test_a_place_typed_in_any_of_its_ways_shows_what_is_near(
    ana: Person, client_of: Callable[[Person], Any], place: str
) -> None:
    make_meeting("wed 19:00", name="Evening light")
    answer = client_of(ana).get("/meet/soon/", {"place": place})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Evening light" in page
    assert ">7\u00a0p.m.<" in page
    assert answer.context["page"].rooms == 1
    assert answer.context["found_words"] in page
    assert band_of(TODAY) in page


@pytest.mark.parametrize(
    ("place", "doubt"),
    [
        ("Nowhereville", Doubt.UNKNOWN),
        ("00000", Doubt.UNKNOWN_CODE),
        ("Jackson", Doubt.SEVERAL),
        ("Jacksn", Doubt.SPELLING),
        ("95, 200", Doubt.OFF_THE_MAP),
        ("x" * 101, Doubt.UNKNOWN),
    ],
)
@pytest.mark.parametrize("way", ["include", "exclude", "only"])
def test_a_place_that_is_not_understood_is_said_kept_and_hides_nothing_online(
    ana: Person, client_of: Callable[[Person], Any], place: str, doubt: Doubt, way: str
) -> None:
    make_meeting("wed 19:00", name="A call", attendance="online")
    make_meeting("wed 19:00", name="Room seven")
    answer = client_of(ana).get("/meet/soon/", {"place": place, "online": way})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer.context["form"].unclear.doubt == doubt
    assert f'value="{place}"' in page
    assert "A call" in page
    assert "Room seven" not in page


def test_a_character_that_nobody_types_hides_nothing_online(
    ana: Person, client_of: Callable[[Person], Any]
) -> None:
    make_meeting("wed 19:00", name="A call", attendance="online")
    for question in ({"place": "Nowhere\0ville"}, {"place": "39201", "words": "call\0"}):
        answer = client_of(ana).get("/meet/soon/", question)
        assert answer.status_code == 200
        assert "A call" in answer.content.decode()


def test_a_place_that_may_be_several_is_asked_back_with_each_to_tap(
    ana: Person, client_of: Callable[[Person], Any]
) -> None:
    make_meeting("wed 19:00", name="Evening light")
    client = client_of(ana)
    question = {"place": "Jackson", "online": "exclude", "hours": "24", "page": "3"}
    answer = client.get("/meet/soon/", question)
    hrefs = [choice.href for choice in place_choices(answer.wsgi_request, answer.context["form"])]
    assert "page" not in parse_qs(hrefs[0].partition("?")[2])
    assert all(f'href="{escape(href)}"' in answer.content.decode() for href in hrefs)
    mississippi = client.get(hrefs[0])
    assert mississippi.context["spot"].label == "Jackson, MS"
    assert mississippi.context["form"].hours_asked == 24
    assert [row.name for row in rows_of(mississippi)] == ["Evening light"]


def test_a_place_that_is_not_known_is_asked_for_again_with_the_rest_of_the_question(
    ana: Person, client_of: Callable[[Person], Any]
) -> None:
    have = [code_of("language:es"), code_of("population:women")]
    question = {"place": "Nowhereville", "hours": "24", "page": "2", "have": have}
    answer = client_of(ana).get("/meet/soon/", question)
    rest = [("hours", "24"), *(("have", code) for code in have)]
    assert rest_of_question(answer.wsgi_request, "place") == rest
    page = answer.content.decode()
    assert all(f'<input type="hidden" name="{name}" value="{value}">' in page
               for name, value in rest)  # fmt: skip
    assert page.count('value="Nowhereville"') >= 2


def test_a_kept_place_that_is_not_understood_leaves_what_is_online(
    ana: Person, client_of: Callable[[Person], Any]
) -> None:
    make_meeting("wed 19:00", name="A call", attendance="online")
    ana.home_place = "Jackson"
    ana.save()
    client = client_of(ana)
    assert client.get("/meet/").status_code == 200
    assert "A call" in page_of(client, "/meet/soon/")[1]
    assert client.get("/today/").status_code == 200


def test_a_town_known_only_by_its_listings_is_found(
    ana: Person, client_of: Callable[[Person], Any]
) -> None:
    vienna = make_place((48.2, 16.37), city="Wien", name="Hall")
    make_meeting("thu 18:00", place=vienna, zone="Europe/Vienna", name="Evening in Vienna")
    _, page = page_of(client_of(ana), "/meet/soon/", place="wien", hours="72")
    assert "Evening in Vienna" in page


def test_without_a_place_only_online_meetings_are_shown(
    ana: Person, client_of: Callable[[Person], Any]
) -> None:
    make_meeting("wed 19:00", name="Room seven")
    make_meeting("wed 19:00", name="A call", attendance="online")
    _, page = page_of(client_of(ana), "/meet/soon/")
    assert "A call" in page
    assert "Room seven" not in page


def test_rooms_without_a_place_ask_for_one(ana: Person, client_of: Callable[[Person], Any]) -> None:
    answer = client_of(ana).get("/meet/soon/", {"online": "exclude"})
    assert answer.status_code == 422
    assert codes_of(answer) == {"place": ["place_needed"]}
    assert 'href="#id_place"' in answer.content.decode()


@pytest.mark.parametrize(
    "asked",
    [{"hours": "soon"}, {"within": "-1"}, {"online": "maybe"}, {"have": "zzzz"}, {"weekday": "9"}],
)
def test_an_answer_that_is_not_on_the_list_is_asked_for_again(
    ana: Person, client_of: Callable[[Person], Any], asked: dict[str, str]
) -> None:
    answer = client_of(ana).get("/meet/soon/", {"place": "39201", **asked})
    (field,) = asked
    assert answer.status_code == 422
    assert codes_of(answer) == {field: ["invalid_choice"]}
    assert f'href="#id_{field}' in answer.content.decode()


@pytest.mark.parametrize("junk", [{"at": "x"}, {"at": "9" * 30}, {"page": "-3"}, {"page": "x"}])
def test_a_bent_address_still_shows_the_page(
    ana: Person, client_of: Callable[[Person], Any], junk: dict[str, str]
) -> None:
    make_meeting("wed 19:00", name="Evening light")
    status, _ = page_of(client_of(ana), "/meet/soon/", place="39201", **junk)
    assert status == 200


def test_times_stand_on_both_clocks_where_they_differ(
    cleo: Person, client_of: Callable[[Person], Any]
) -> None:
    make_meeting("wed 19:00", name="Evening light", attendance="online")
    _, page = page_of(client_of(cleo), "/meet/soon/")
    assert ">8\u00a0p.m.<" in page
    assert "7\u00a0p.m. in Chicago" in page


def test_distance_is_told_in_the_measure_of_the_country(
    ana: Person, client_of: Callable[[Person], Any]
) -> None:
    make_meeting("wed 19:00", point=(32.3435, -90.1867))
    assert "3.5\u00a0mi" in page_of(client_of(ana), "/meet/soon/", place="39201")[1]
    Person.objects.filter(pk=ana.pk).update(country="CA")
    assert "5.6\u00a0km" in page_of(client_of(ana), "/meet/soon/", place="39201")[1]


def test_what_begins_just_now_is_still_shown(
    ana: Person, client_of: Callable[[Person], Any]
) -> None:
    make_meeting("wed 12:20", name="Ten minutes in", attendance="online")
    make_meeting("wed 12:19", name="Too late", attendance="online")
    _, page = page_of(client_of(ana), "/meet/soon/")
    assert "Ten minutes in" in page
    assert 'class="meet meet--now"' in page
    assert "Too late" not in page


def test_days_have_names(ana: Person, client_of: Callable[[Person], Any]) -> None:
    make_meeting(("wed 19:00", "thu 19:00", "fri 19:00"), attendance="online")
    _, page = page_of(client_of(ana), "/meet/soon/", hours="72")
    days = [TODAY + timedelta(days=ahead) for ahead in range(3)]
    assert re.findall(r'<h2 class="band">.*?</h2>', page) == [band_of(day) for day in days]


def test_nothing_near_offers_the_next_one_online(
    ana: Person, client_of: Callable[[Person], Any]
) -> None:
    make_meeting("thu 19:00", name="A call", attendance="online")
    answer = client_of(ana).get("/meet/soon/", {"place": "53703", "online": "exclude"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer.context["page"].rooms == 0
    assert "Madison, WI 53703" in page.split('role="status"')[1].split("</p>")[0]
    tomorrow = wording.day(TODAY + timedelta(days=1), TODAY)
    assert f"<strong>A call</strong><br>{tomorrow}, 7\u00a0p.m." in page


def test_long_lists_go_on_with_later_ones(ana: Person, client_of: Callable[[Person], Any]) -> None:
    for number in range(60):
        make_meeting(f"wed {13 + number // 10}:{number % 10:02}", attendance="online")
    client = client_of(ana)
    first = client.get("/meet/soon/", {"hours": "24"})
    assert len(rows_of(first)) == 30
    second = client.get(first.context["later"])
    assert len(rows_of(second)) == 30
    assert second.context["later"] == ""
    seen = {row.service_id for answer in (first, second) for row in rows_of(answer)}
    assert len(seen) == 60


def test_a_kept_place_is_sealed_and_used_next_time(
    ana: Person, client_of: Callable[[Person], Any]
) -> None:
    make_meeting("wed 19:00", name="Evening light")
    client = client_of(ana)
    assert client.post("/meet/place/", {"place": "Jackson, MS"}).status_code == 303
    assert "Evening light" in page_of(client, "/meet/soon/")[1]
    ana.refresh_from_db()
    assert ana.home_place.open(decision_of(ana)) == "Jackson, MS"
    assert b"Jackson" not in bytes(ana.home_place.envelope)
    client.post("/meet/place/", {"place": ""})
    ana.refresh_from_db()
    assert ana.home_place.open(decision_of(ana)) is None


def test_one_meeting_tells_when_where_and_what_to_expect(
    ana: Person, client_of: Callable[[Person], Any]
) -> None:
    place = make_place(
        JACKSON, name="Grace Hall", address="12 Elm St", city="Jackson", state="MS",
        notes="Side door", is_approximate=False,
    )  # fmt: skip
    meeting = make_meeting(
        "wed 19:00", place=place, types=["O", "BE"], notes="Bring a cup", last_seen_on=CHECKED
    )
    status, page = page_of(client_of(ana), f"/meet/{meeting.pk}/")
    assert status == 200
    start = capfirst(day_and_clock(on_clock(TODAY, "19:00"), TODAY))
    for words in (
        f"{start}, {lasts_words(timedelta(hours=1))}", str(dict(DOOR)["O"]),
        str(dict(EXTRAS)["BE"]), "12 Elm St, Jackson, MS",
        "Side door", "Bring a cup", "geo:32.300000,-90.200000",
    ):  # fmt: skip
        assert words in page
    assert "March 2, 2026" in page.split('id="checked"')[1]


def test_the_start_of_a_later_day_can_be_shown(
    ana: Person, client_of: Callable[[Person], Any]
) -> None:
    meeting = make_meeting(("wed 19:00", "fri 12:00"))
    client = client_of(ana)
    _, page = page_of(client, f"/meet/{meeting.pk}/", on="2026-11-20")
    assert day_and_clock(on_clock(date(2026, 11, 20), "12:00"), TODAY) in page
    for junk in ("yesterday", "2026-02-30", "0001-01-01", "9999-12-31"):
        assert page_of(client, f"/meet/{meeting.pk}/", on=junk)[0] == 200


def test_a_rough_address_says_so_and_has_no_map(
    ana: Person, client_of: Callable[[Person], Any]
) -> None:
    meeting = make_meeting("wed 19:00", place=make_place(JACKSON, is_approximate=True))
    _, page = page_of(client_of(ana), f"/meet/{meeting.pk}/")
    assert 'id="approximate"' in page
    assert "geo:" not in page


def test_the_way_in_is_shown_only_when_asked_for(
    ana: Person, client_of: Callable[[Person], Any]
) -> None:
    secret = {
        "conference_url": "https://zoom.example/j/123",
        "conference_phone": "+16015550100",
        "passcode": "porch-77",
    }
    meeting = make_meeting("wed 19:00", attendance="online", joining=secret)
    client = client_of(ana)
    for path in ("/meet/", f"/meet/{meeting.pk}/", "/meet/saved/"):
        _, page = page_of(client, path)
        assert not any(words in page for words in secret.values())
    calendar = client.get(f"/meet/{meeting.pk}/calendar.ics", {"full": "1"}).content.decode()
    assert not any(words in calendar for words in secret.values())
    assert client.get(f"/meet/{meeting.pk}/join/").status_code == 307
    shown = client.post(f"/meet/{meeting.pk}/join/").content.decode()
    assert all(words in shown for words in secret.values())


def test_a_meeting_without_a_way_in_cannot_be_joined(
    ana: Person, client_of: Callable[[Person], Any]
) -> None:
    meeting = make_meeting("wed 19:00")
    client = client_of(ana)
    assert client.post(f"/meet/{meeting.pk}/join/").status_code == 404
    assert "/join/" not in page_of(client, f"/meet/{meeting.pk}/")[1]


def test_saving_twice_keeps_one_and_taking_off_twice_is_quiet(
    ana: Person, cleo: Person, client_of: Callable[[Person], Any]
) -> None:
    meeting = make_meeting("wed 19:00", name="Evening light")
    client = client_of(ana)
    for _ in range(2):
        assert client.post(f"/meet/{meeting.pk}/save/").status_code == 303
    assert Saved.objects.filter(person=ana).count() == 1
    assert "Evening light" in page_of(client, "/meet/saved/")[1]
    assert "Evening light" not in page_of(client_of(cleo), "/meet/saved/")[1]
    client_of(cleo).post(f"/meet/{meeting.pk}/unsave/")
    assert Saved.objects.filter(person=ana).count() == 1
    for _ in range(2):
        assert client.post(f"/meet/{meeting.pk}/unsave/").status_code == 303
    assert not Saved.objects.exists()


def test_a_meeting_that_left_its_feed_still_opens_from_saved(
    ana: Person, client_of: Callable[[Person], Any], now: datetime
) -> None:
    meeting = make_meeting("wed 19:00", joining={"conference_url": "https://zoom.example/j/1"})
    Service.objects.filter(pk=meeting.pk).update(status="removed", removed_at=now)
    client = client_of(ana)
    client.post(f"/meet/{meeting.pk}/save/")
    assert 'data-status="removed"' in page_of(client, "/meet/saved/")[1]
    _, page = page_of(client, f"/meet/{meeting.pk}/")
    assert 'id="removed"' in page
    assert client.post(f"/meet/{meeting.pk}/join/").status_code == 404


def test_a_meeting_that_never_was_is_not_there(
    ana: Person, client_of: Callable[[Person], Any]
) -> None:
    client = client_of(ana)
    assert client.get("/meet/424242/").status_code == 404
    assert client.post("/meet/424242/save/").status_code == 404
    assert client.get("/meet/424242/calendar.ics").status_code == 404


def test_lists_ask_the_database_as_often_for_twenty_rows_as_for_ten(
    ana: Person, client_of: Callable[[Person], Any]
) -> None:
    client = client_of(ana)

    counts = []
    for _ in range(2):
        for _ in range(10):
            meeting = make_meeting("wed 19:00", attendance="online")
            Saved.objects.create(person=ana, service=meeting, saved_at=meeting.source.added_at)
        counts.append([queries_of(client, path) for path in LISTS])
    assert counts[0] == counts[1]


def test_what_is_a_persons_own_needs_an_account(client_of: Callable[[None], Any]) -> None:
    meeting = make_meeting("wed 19:00")
    client = client_of(None)
    assert client.get("/meet/saved/").status_code == 302
    for path in ("save", "unsave"):
        assert client.post(f"/meet/{meeting.pk}/{path}/").status_code == 302
