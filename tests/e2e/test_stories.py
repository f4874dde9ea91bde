"""What people do here, in a real browser at phone size."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.conftest import Open, Site
from tests.e2e.walks import wait_for_worker, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.server]


def check_in(page: Any, mood: str, urge: str, contact: str) -> None:
    page.get_by_role("radio", name=mood, exact=True).check()
    page.get_by_role("radio", name=urge, exact=True).check()
    page.get_by_role("button", name=contact, exact=True).click()


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_smoke_three_taps_then_why_then_one_small_step(
    as_member: Open, script: bool, site: Site
) -> None:
    page = as_member("ana", by_link=True, java_script_enabled=script)
    if page.locator(".porch--warm").count() == 0:
        check_in(page, "In between", "2", "A little")
    page.locator(".porch--warm").wait_for()
    page.locator("details:has([name=fits]) summary").click()
    assert page.locator("[name=fits]").count() == 3
    step = page.locator("form[action='/steps/'] button[value=taken]")
    if step.count():  # the first of the two runs takes it; one step a day
        step.click()
        page.wait_for_url(lambda url: "/people/" in url or "/meet/" in url)
    else:
        assert script is False


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_very_bad_day_leads_to_a_practice_a_person_a_room_and_help(
    as_member: Open, script: bool
) -> None:
    """From one page; then the card is closed, and telling the day anew opens it again."""
    page = as_member("dana", java_script_enabled=script)
    page.goto("/today/")
    if page.locator("input[name=mood]").count():
        check_in(page, "Very low", "10 very strong", "Not yet")
    else:
        page.locator("a.echo__change").click()
        page.locator("input[name=mood][value='1']").check()
        page.locator("main form button:not([aria-hidden])").last.click()
    page.locator(".ways").wait_for()
    ways = page.locator(".ways > a.way")
    hrefs = [ways.nth(n).get_attribute("href") for n in range(ways.count())]
    assert len(hrefs) == 4
    assert hrefs[0] == "/tools/wave/"
    assert hrefs[3] == "/help/"
    boxes = [ways.nth(n).bounding_box() for n in range(4)]
    assert [box["y"] for box in boxes] == sorted(box["y"] for box in boxes)
    assert all(box["height"] >= 48 for box in boxes)
    for href in hrefs:
        if not href.startswith("tel:"):
            assert page.request.get(href).ok
    page.locator("button[value=only-said]").click()
    page.locator("button[value=close]").click()
    page.locator("button[value=open]").click()
    page.locator(".ways").wait_for()


def test_help_opens_with_the_network_cut(as_member: Open, site: Site) -> None:
    page = as_member("ana")
    page.goto("/help/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    wait_until(
        page,
        "caches.keys().then(async names => (await Promise.all(names.map(async name =>"
        " (await (await caches.open(name)).keys()).map(r => r.url)))).flat()"
        ".some(url => new URL(url).pathname === '/help/us/'))",
    )
    wait_for_worker(page)
    page.context.set_offline(True)
    page.goto("/help/")
    page.get_by_text("988").first.wait_for()
    page.goto("/today/")
    page.get_by_role("link", name="Help").first.click()
    page.get_by_text("988").first.wait_for()
    assert "Ana" not in page.content()
    page.context.set_offline(False)


def test_leaving_shows_the_clouds_and_back_shows_nothing(as_member: Open, site: Site) -> None:
    page = as_member("ana")
    page.goto("/me/")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/clouds/")
    assert "Porchlight" not in page.content()
    page.go_back()
    page.wait_for_load_state()
    assert page.locator(".count").count() == 0
    page.goto("/today/")
    assert "/sign-in/" in page.url


def test_leaving_works_without_script(as_member: Open) -> None:
    page = as_member("ana", java_script_enabled=False)
    page.locator("form[action='/exit/'] button").click()
    page.wait_for_url("**/clouds/")
    page.goto("/today/")
    assert "/sign-in/" in page.url


def test_a_check_in_by_keyboard_alone(as_member: Open) -> None:
    page = as_member("cleo")
    page.goto("/today/")
    page.locator("input[name=mood]").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "contact"
    page.keyboard.press("Enter")
    page.locator(".porch--warm").wait_for()
    # The pressed button is gone: reading and Tab go on from the page that came in its place.
    assert page.evaluate("document.activeElement.id") == "main"


def test_find_a_meeting_open_it_and_keep_it(as_member: Open) -> None:
    page = as_member("ana")
    page.goto("/meet/soon/")
    page.locator("main a.meet").first.click()
    page.get_by_role("link", name="Add to my calendar").wait_for()
    assert page.locator("a[href$='calendar.ics']").count() == 1


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_joining_is_one_word_typed_and_a_few_taps(open_phone: Open, script: bool) -> None:
    """What counts is how much is asked, not how fast somebody types: one text, two more taps."""
    page = open_phone(java_script_enabled=script, timezone_id="America/Denver", locale="en")
    page.goto("/join/")
    taps = texts = 0
    page.get_by_role("textbox", name="What may we call you?").fill("Sam")
    taps, texts = taps + 1, texts + 1
    page.check("input[name=account][value=recovery]")
    page.get_by_role("checkbox", name="I am 18 or older").check()
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url("**/today/")
    taps += 3
    assert texts == 1
    assert taps <= 12
    page.goto("/me/where/")
    # Without a script the community's own zone counts; with one, the device's.
    zone = "America/Denver" if script else "America/Chicago"
    assert page.locator("select[name=zone]").input_value() == zone
    assert page.locator("select[name=country]").input_value() == "US"


@pytest.mark.parametrize(
    ("zone", "country", "words"),
    [
        ("Europe/Madrid", "ES", "Spain, Madrid, Barcelona"),
        ("America/Indiana/Knox", "", "Knox"),
        ("Asia/Tokyo", "", "Tokyo, Seoul"),
        ("UTC", "US", None),
    ],
)
def test_the_zone_of_the_device_is_chosen_and_can_be_changed(
    open_phone: Open, zone: str, country: str, words: str | None
) -> None:
    page = open_phone(timezone_id=zone, locale="en")
    page.goto("/join/")
    fold = page.locator("[data-place]")
    page.wait_for_load_state("load")
    assert fold.evaluate("fold => fold.open") is (words is None)
    assert words is None or words in fold.locator("summary").inner_text()
    if words is not None:
        assert page.locator("select[name=zone]").input_value() == zone
        fold.locator("summary").click()
    assert page.locator("select[name=country]").input_value() == country
    page.select_option("select[name=zone]", "America/New_York")
    page.select_option("select[name=country]", "US")


def test_another_four_words_keep_what_was_typed_and_enter_means_come_in(open_phone: Open) -> None:
    page = open_phone(java_script_enabled=False, locale="en")
    page.goto("/join/")
    name = page.get_by_role("textbox", name="What may we call you?")
    name.fill("Sam")
    before = page.locator(".words__phrase").inner_text()
    page.get_by_role("button", name="Another four").click()
    assert page.locator(".words__phrase").inner_text() != before
    assert name.input_value() == "Sam"
    page.check("input[name=account][value=recovery]")
    page.get_by_role("checkbox", name="I am 18 or older").check()
    name.press("Enter")
    page.wait_for_url("**/today/")


def test_closing_an_account_and_coming_back(open_phone: Open) -> None:
    page = open_phone(locale="en")
    page.goto("/join/")
    words = page.locator("[name=suggested_passphrase]").input_value()
    page.fill("input[name=name]", "Kit")
    page.check("input[name=account][value=recovery]")
    page.get_by_role("checkbox", name="I am 18 or older").check()
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url("**/today/")
    page.goto("/me/leave/")
    page.fill("input[name=passphrase]", words.upper())
    page.locator("input[name=passphrase]").press("Enter")
    page.get_by_role("heading", name="Your account is closed").wait_for()
    assert page.locator(".tabs").count() == 0
    page.goto("/sign-in/")
    page.fill("input[name=name]", "Kit")
    page.fill("input[name=passphrase]", words)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Come back").click()
    page.wait_for_url("**/today/")


def test_write_codes_down_and_add_one_person(as_member: Open) -> None:
    page = as_member("wren")
    page.goto("/me/codes/")
    page.get_by_role("button", name="Show me eight codes").click()
    assert page.locator("ol code").count() == 8
    page.get_by_role("link", name="I wrote them down").click()
    page.goto("/people/")
    page.get_by_role("link", name="Add one person").click()
    page.fill("input[name=name]", "Lou")
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url("**/people/*-*/")
    assert page.get_by_role("heading", name="Lou").count() == 1
