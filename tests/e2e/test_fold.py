"""What stands above the bar of tabs on one screen of a phone, in both languages."""

from __future__ import annotations

import json
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.e2e.conftest import Open, Site, porchlight
from tests.e2e.test_family import ABOVE_THE_ROOF
from tests.e2e.walks import FORTY_MINUTES_LATER, join, tell_a_very_bad_day

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.thorough]

# Only the made-up community has the band that says so.
IS_ABOVE_THE_TABS = """(found) => {
    document.querySelector(".banner-demo")?.remove();
    const tabs = document.querySelector("nav.tabs").getBoundingClientRect();
    return [...found].map((element) => element.getBoundingClientRect().bottom <= tabs.top);
}"""


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_three_questions_and_the_four_ways_need_no_scrolling(
    open_phone: Open, site: Site, language: str
) -> None:
    page = open_phone(locale=language)
    join(page, f"Fold {language}")
    answers = "[name=mood] + span, [name=urge] + span, button[name=contact]"
    assert page.locator(answers).evaluate_all(IS_ABOVE_THE_TABS) == [True] * 19
    tell_a_very_bad_day(page)
    assert page.locator(".ways .way").evaluate_all(IS_ABOVE_THE_TABS) == [True] * 4
    site.run(FORTY_MINUTES_LATER)
    page.goto("/today/")
    assert page.locator("button[value=heavier]").count() == 1
    assert page.locator(".ways .way").evaluate_all(IS_ABOVE_THE_TABS) == [True] * 4
    page.locator("button[value=heavier]").click()
    page.locator(".notice").wait_for()
    assert page.locator(".ways .way").evaluate_all(IS_ABOVE_THE_TABS) == [True] * 4


@pytest.fixture
def greenville(site: Site, tmp_path: Path) -> str:
    """A town of the made-up state where something starts in each hour of each day."""
    rooms = [
        {
            "slug": f"{day}-{hour}", "name": "Delta Evening Group", "day": day,
            "time": f"{hour:02}:45", "timezone": "America/Chicago", "types": ["O", "D"],
            "location": "Levee Street Hall", "latitude": 33.4, "longitude": -91.05,
            "formatted_address": "12 Made-up St, Greenville, MS 38701, USA",
        }
        for day in range(7)
        for hour in range(24)
    ]  # fmt: skip
    feed = tmp_path / "greenville.json"
    feed.write_text(json.dumps(rooms), encoding="utf-8")
    porchlight(site.data, "import", "meeting-guide", "--source", "greenville", str(feed))
    until = time.monotonic() + 30
    while "Levee Street Hall" not in page_of(site, "/meet/?place=38701"):
        assert time.monotonic() < until, "no process has seen the import"
        time.sleep(0.5)
    time.sleep(2)  # each process looks once a second
    return "38701"


def page_of(site: Site, path: str) -> str:
    with urlopen(f"{site.address}{path}", timeout=20) as answer:
        return str(answer.read().decode())


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_room_and_an_online_meeting_need_no_scrolling(
    open_phone: Open, greenville: str, language: str
) -> None:
    page = open_phone(locale=language)
    page.goto(f"/meet/?place={greenville}")
    for few in ("rooms", "online"):
        # When it starts, beside the first line of its name: names and tags differ in length.
        starts = page.locator(f"section[aria-labelledby={few}] .meet .meet__when")
        assert starts.evaluate_all(IS_ABOVE_THE_TABS)[0], few
    # The second room gave way, and one tap shows it.
    assert page.locator("section[aria-labelledby=rooms] .meet:visible").count() == 1
    assert page.locator("main .button-row a[href*='online=exclude']").count() == 1


def test_on_a_wide_screen_the_heading_stands_above_the_words_it_heads(as_member: Open) -> None:
    page = as_member("ana")
    page.set_viewport_size({"width": 1280, "height": 800})
    for path, below in (("/today/", ".page__main > *"), ("/people/", ".page .band")):
        page.goto(path)
        left = [page.locator(found).first.bounding_box()["x"] for found in ("h1", below)]
        assert left[0] == left[1], path


def test_the_door_of_a_meeting_is_whole_on_a_narrow_and_on_a_wide_screen(
    open_phone: Open, greenville: str
) -> None:
    page = open_phone()
    page.goto(f"/meet/?place={greenville}")
    page.locator("section[aria-labelledby=rooms] .meet").first.click()
    for width in (320, 360, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(page.url)
        scene, frame = (
            page.locator(found).first.bounding_box() for found in (".scene", ".doorpic .trim")
        )
        assert scene["y"] <= frame["y"], width


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_band_is_one_row_on_the_narrowest_phone(open_phone: Open, language: str) -> None:
    page = open_phone(locale=language)
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("/", "/help/us/"):
        page.goto(path)
        tops = page.locator(".band-top__item").evaluate_all("(all) => all.map((e) => e.offsetTop)")
        assert len(set(tops)) == 1, path


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_words_of_a_hard_day_end_above_the_roof(open_phone: Open, language: str) -> None:
    page = open_phone(locale=language)
    join(page, "Ana")
    tell_a_very_bad_day(page)
    page.goto("/today/")
    assert page.evaluate(ABOVE_THE_ROOF) > -4  # the letters end above the end of their line
