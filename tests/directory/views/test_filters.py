"""Every filter of the finder's pages: what it lets through, how it is taken off, what it keeps."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine
from django.utils.text import capfirst

from porchlight.directory.display import wording
from porchlight.directory.forms import FIRST_FEW
from porchlight.directory.gazetteer.answers import Doubt
from porchlight.directory.vocabulary.terms import TERMS, term_name
from porchlight.directory.vocabulary.url_codes import code_of
from tests.directory.listings import make_clinic, make_dated, make_meeting, make_place
from tests.directory.views.meet_pages import HERE, answered, asked, tag, tags_of
from tests.growth import assert_does_not_grow
from tests.make import TODAY

pytestmark = pytest.mark.usefixtures("now")  # Wednesday 18 November 2026, 12:30 in Mississippi


@pytest.mark.parametrize(
    "term",
    ["language:es", "access:step-free", "population:women", "pathway:smart", "format:meditation"],
)
def test_a_ticked_term_lets_through_what_has_it(ana, client_of, term) -> None:
    make_meeting("wed 19:00", name="This one", terms=["need:meeting", term])
    make_meeting("wed 19:00", name="Other table", terms=["need:meeting"])
    page = asked(client_of(ana), "/meet/soon/", place=HERE, have=code_of(term))
    assert "This one" in page
    assert "Other table" not in page


def test_one_of_each_group_has_to_fit(ana, client_of) -> None:
    both, one = ["language:es", "population:women"], ["language:es"]
    make_meeting("wed 19:00", name="Women in Spanish", terms=both)
    make_meeting("wed 19:00", name="Anybody in Spanish", terms=one)
    codes = [code_of(term) for term in (*both, "language:fr")]
    page = asked(client_of(ana), "/meet/soon/", place=HERE, have=codes)
    assert "Women in Spanish" in page
    assert "Anybody in Spanish" not in page


def test_what_is_chosen_stands_on_top_and_can_be_taken_off_alone(ana, client_of) -> None:
    codes = [code_of("language:es"), code_of("population:women")]
    client = client_of(ana)
    answer = client.get("/meet/soon/", {"place": HERE, "have": codes, "words": "cup"})
    spanish, women = term_name("language:es"), term_name("population:women")
    chosen = {one.words: one.without for one in answer.context["chosen"]}
    assert list(chosen) == [spanish, women, "“cup”"]
    without = client.get(chosen[spanish])
    assert [one.words for one in without.context["chosen"]] == [women, "“cup”"]
    assert without.context["form"].spot is not None


def test_a_weekday_is_looked_for_in_the_whole_week(ana, client_of) -> None:
    make_meeting("mon 19:00", name="Monday table")
    make_meeting("thu 19:00", name="Thursday table")
    found, page = answered(client_of(ana), "/meet/soon/", place=HERE, weekday="1", hours="2")
    assert "Monday table" in page
    assert "Thursday table" not in page
    assert (found.rooms, found.online) == (1, 0)
    said = page.split('role="status">')[1].split("</p>")[0]
    assert re.findall(r"\b\d+\b(?!\.)", said.replace("32.3, -90.2", "")) == ["7", "1"]


def test_a_weekday_is_the_one_whose_heading_it_stands_under(ana, client_of) -> None:
    for day in ("wed", "thu"):
        make_meeting(
            f"{day} 00:30", name=f"{day} in London", zone="Europe/London", attendance="online"
        )
    client = client_of(ana)
    on_paper = capfirst(wording.date_words(TODAY, TODAY))
    headings = {"/meet/soon/": wording.day(TODAY, TODAY), "/meet/print/": on_paper}
    for path, today in headings.items():
        page = asked(client, path, weekday="3", hours="168")
        assert (
            page.index(f">{today}</h2>")
            < page.index("6:30\u00a0p.m.")
            < page.index("thu in London")
        )
        assert "wed in London" not in page
    ana.language = "es"
    ana.save()
    assert answered(client, "/meet/soon/", weekday="3")[0].online == 1


def test_words_find_a_name_and_a_town_together(ana, client_of) -> None:
    make_meeting("wed 19:00", name="Step by step", place=make_place((32.3, -90.2), city="Jackson"))
    make_meeting("wed 19:00", name="Quiet hour")
    page = asked(client_of(ana), "/meet/soon/", place=HERE, words="step jackson")
    assert "Step by step" in page
    assert "Quiet hour" not in page


def test_events_stand_beside_meetings_and_say_so(ana, client_of) -> None:
    walk = make_meeting((), name="Walk by the river", kind="event")
    make_dated(walk, "2026-11-18", "18:00")
    make_meeting("wed 19:00", name="Table")
    found, page = answered(client_of(ana), "/meet/soon/", place=HERE)
    tags = tags_of(found)
    assert (len(tags["Walk by the river"]), len(tags["Table"])) == (1, 0)
    assert tag(tags["Walk by the river"][0]) in page


def test_what_was_not_checked_says_since_when(ana, client_of) -> None:
    make_meeting(
        "wed 19:00", name="Old list", last_seen_on="2026-10-20", first_seen_on="2026-03-02"
    )
    found, page = answered(client_of(ana), "/meet/soon/", place=HERE)
    (since,) = tags_of(found)["Old list"]
    assert wording.month(date(2026, 10, 20)) in since
    assert tag(since) in page


def test_a_listing_cannot_write_into_the_page(ana, client_of) -> None:
    bad = '<b onclick="x">&'
    place = make_place((32.3, -90.2), name=bad, city=bad)
    make_meeting("wed 19:00", name=bad, place=place)
    page = asked(client_of(ana), "/meet/soon/", place=HERE)
    assert bad not in page
    assert page.count("&lt;b onclick=&quot;x&quot;&gt;&amp;") >= 2


def test_a_question_is_taken_along_to_the_map_and_the_paper(ana, client_of) -> None:
    make_meeting("wed 19:00")
    page = asked(client_of(ana), "/meet/soon/", place=HERE, have=code_of("language:es"), page="1")
    question = f"place=32.3%2C-90.2&amp;have={code_of('language:es')}"
    assert f'href="/meet/map/?{question}"' in page
    assert f'href="/meet/print/?{question}"' in page


def test_the_address_of_a_filter_says_nothing_of_recovery(ana, client_of) -> None:
    make_meeting((), kind="service", terms=["need:detox"])
    page = asked(client_of(ana), "/meet/need/")
    assert f'href="/meet/need/{code_of("need:detox")}/"' in page
    assert "detox/" not in page


def test_only_what_some_listing_has_is_offered_and_what_was_ticked_stays(ana, client_of) -> None:
    make_meeting("wed 19:00", terms=["language:es", "need:rides"])
    client = client_of(ana)
    page = asked(client, "/meet/soon/", place=HERE, have=code_of("language:fr"))
    boxes = [f'value="{code_of(f"language:{what}")}"' in page for what in ("es", "fr", "de")]
    assert boxes == [True, True, False]
    page = asked(client, "/meet/need/")
    hrefs = re.findall(r'list__link--short" href="([^"]+)"', page)
    assert hrefs == ["/meet/soon/", f"/meet/need/{code_of('need:rides')}/"]
    assert page.count('<h2 class="band">') == 2


def test_twelve_filters_stand_beside_a_list_and_what_is_ticked_is_among_them(ana, client_of):
    languages = [f"language:{code}" for code in list(TERMS["language"])[:20]]
    make_meeting("wed 19:00", terms=[*languages, "population:women", "access:step-free"])
    page = asked(client_of(ana), "/meet/soon/", place=HERE)
    assert page.count('type="checkbox" name="have"') == FIRST_FEW
    for term in ("language:es", "population:women", "access:step-free"):
        assert f'value="{code_of(term)}">' in page
    rare = code_of(languages[-1])
    assert f'value="{rare}"' not in page
    page = asked(client_of(ana), "/meet/soon/", place=HERE, have=rare)
    assert page.count('type="checkbox" name="have"') == FIRST_FEW
    assert f'value="{rare}" checked>' in page


def test_all_filters_are_one_page_on_which_what_was_asked_stays(ana, client_of):
    terms = [f"language:{code}" for code in list(TERMS["language"])[:20]]
    make_meeting("wed 19:00", terms=terms, name="Evening table")
    client, spanish = client_of(ana), code_of("language:es")
    question = {"place": HERE, "within": "25", "words": "table", "have": spanish}
    page = asked(client, "/meet/soon/", **question, filters="all")
    assert page.count('type="checkbox" name="have"') == len(terms)
    assert f'value="{spanish}" checked>' in page
    assert 'value="table"' in page
    assert '<option value="25" selected>' in page
    assert "meet__when" not in page
    back = client.get("/meet/soon/", {**question, "filters": "all"}).context["question"]
    assert "filters" not in back
    assert "Evening table" in client.get(f"/meet/soon/?{back}").content.decode()


# --- Home and Online now ------------------------------------------------------------------------


def test_the_way_in_asks_where_until_a_place_is_kept(ana, client_of) -> None:
    make_meeting("wed 19:00", name="Evening light")
    client = client_of(ana)
    page = asked(client, "/meet/")
    assert 'id="id_place"' in page
    assert "Evening light" not in page
    client.post("/meet/place/", {"place": HERE})
    page = asked(client, "/meet/")
    assert 'id="id_place"' not in page
    assert "Evening light" in page


def test_online_now_is_what_has_just_begun_or_begins_within_the_hour(ana, client_of) -> None:
    for when, name in (("12:20", "Just begun"), ("13:20", "Within the hour"), ("20:00", "At 8")):
        make_meeting(f"wed {when}", name=name, attendance="online")
    make_meeting("wed 13:00", name="Room seven")
    make_meeting("wed 12:00", name="Gone", attendance="online")
    found, page = answered(client_of(ana), "/meet/now/")
    now, later = page.split('id="later"')
    assert len(found.now) == 2
    assert re.search(r'role="status">2\b', now)
    assert now.index("Just begun") < now.index("Within the hour")
    assert "At 8" in later
    for name in ("Room seven", "Gone"):
        assert name not in page


def test_what_has_a_room_as_well_is_shown_as_one_asks_for_it(ana, client_of) -> None:
    make_meeting("wed 19:00", name="Both ways", attendance="hybrid")
    client = client_of(ana)
    found, near = answered(client, "/meet/soon/", place=HERE)
    (online_too,) = tags_of(found)["Both ways"]
    assert "Grace Hall" in near
    assert tag(online_too) in near
    found, afar = answered(client, "/meet/soon/", online="only")
    (room_too,) = tags_of(found)["Both ways"]
    assert room_too != online_too
    for page in (afar, asked(client, "/meet/now/")):
        assert "Both ways" in page
        assert "Grace Hall" not in page
        assert tag(room_too) in page


def test_joining_is_one_tap_from_online_now(ana, client_of) -> None:
    secret = {"conference_url": "https://zoom.example/j/123"}
    meeting = make_meeting("wed 13:00", attendance="online", joining=secret)
    make_meeting("wed 13:00", attendance="online")
    page = asked(client_of(ana), "/meet/now/")
    assert page.count("/join/") == 1
    assert f'action="/meet/{meeting.pk}/join/"' in page
    assert "zoom.example" not in page


def test_more_online_than_fits_leads_on_to_all_of_today(ana, client_of) -> None:
    for number in range(45):
        make_meeting(f"wed {13 + number // 12}:{number % 12 * 5:02}", attendance="online")
    client = client_of(ana)
    page = asked(client, "/meet/now/")
    assert page.count("meet__when") == 40
    assert 'href="/meet/soon/?online=only&amp;hours=24"' in page
    found, page = answered(client, "/meet/soon/", online="only", hours="24")
    assert found.online == 45
    assert re.search(r"\b45\b", page.split('role="status"')[1].split("</p>")[0])


def test_late_in_the_evening_six_hours_are_shown(ana, client_of) -> None:
    make_meeting("thu 03:00", name="Before dawn", attendance="online")
    with time_machine.travel("2026-11-19T05:00:00Z", tick=False):  # 23:00 in Mississippi
        assert "Before dawn" in asked(client_of(ana), "/meet/now/")


def test_nothing_online_leads_to_somebody_who_can_be_called(ana, client_of) -> None:
    found, page = answered(client_of(ana), "/meet/now/")
    assert found.total == 0
    assert 'href="/help/"' in page.split('class="empty')[1]


# --- Map and paper --------------------------------------------------------------------------------


def test_the_map_draws_each_place_once_with_the_number_of_the_list(ana, client_of) -> None:
    hall = make_place((32.31, -90.2), name="Heron Hall", city="Jackson")
    make_meeting("wed 19:00", name="Evening light", place=hall)
    make_meeting("wed 20:00", name="Late light", place=hall)
    make_meeting("wed 19:00", name="Far light", point=(32.4, -90.2))
    make_meeting("wed 19:00", name="A call", attendance="online")
    page = asked(client_of(ana), "/meet/map/", place=HERE)
    assert re.search(r'role="status">2\b', page)
    assert page.count('<circle class="map__dot') == 2
    assert page.count("Heron Hall") == 1
    assert page.index("Evening light") < page.index("Late light") < page.index("Far light")
    assert "A call" not in page
    assert "<script" not in page.split("<main")[1]
    assert "leaflet" not in page


def test_the_map_says_when_it_leaves_something_out(ana, client_of) -> None:
    days = tuple(f"{day} 19:00" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
    for number in range(12):
        make_meeting(days, point=(32.3 + number / 1000, -90.2))
    client = client_of(ana)
    said = 'id="cut"'
    assert said in asked(client, "/meet/map/", place=HERE, hours="168")
    assert said not in asked(client, "/meet/map/", place=HERE, hours="24")


def test_the_map_of_a_need_has_care_on_it(ana, client_of) -> None:
    make_clinic("Near clinic")
    page = asked(client_of(ana), "/meet/map/", place=HERE, have=code_of("need:outpatient"))
    assert "Near clinic" in page
    assert page.count('<circle class="map__dot') == 1


def test_the_map_without_a_place_asks_for_one(ana, client_of) -> None:
    page = asked(client_of(ana), "/meet/map/")
    assert 'id="id_place"' in page
    assert '<svg class="map__drawing' not in page
    answer = client_of(ana).get("/meet/map/", {"place": "Nowhereville"})
    assert answer.context["form"].unclear.doubt == Doubt.UNKNOWN
    assert "page" not in answer.context


@pytest.mark.parametrize("path", ["/meet/map/", "/meet/print/"])
def test_map_and_paper_ask_as_often_for_twenty_as_for_ten(ana, client_of, path) -> None:
    def add(n: int) -> None:
        make_meeting("wed 19:00", point=(32.3 + n / 1000, -90.2))

    assert_does_not_grow(client_of(ana), f"{path}?place={HERE}", add)


def test_paper_for_a_place_nobody_knows_says_so_and_has_what_is_online(ana, client_of) -> None:
    make_meeting("wed 19:00", name="A call", attendance="online")
    answer = client_of(ana).get("/meet/print/", {"place": "Nowhereville"})
    assert answer.context["form"].unclear.doubt == Doubt.UNKNOWN
    assert "A call" in answer.content.decode()
