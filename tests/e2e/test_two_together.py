"""Two phones side by side, one in English and one in Spanish: a promise that does not work, a word
about it, a plan to a real meeting, a no that is not seen, and times taken in turns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.e2e.conftest import Open, Site
from tests.e2e.test_coming_in import faults_at

pytestmark = [pytest.mark.browser, pytest.mark.server]
# All of the made-up community live there: for hours of each night it is a day behind UTC.
BENS_ZONE = ZoneInfo("America/Chicago")

TIE_THEM = """
from datetime import date
from porchlight.circles.access import own
from porchlight.circles.actions import Card, add_person
from porchlight.circles.models import Tie
from porchlight.people.models import Person
from django.utils import timezone
named = {p.name.open(own(p, timezone.now())): p for p in Person.objects.all()}
rosa, ben = named["Rosa"], named["Ben"]
for owner, other, name in ((rosa, ben, "Ben T"), (ben, rosa, "Rosa T")):
    if not Tie.objects.filter(person=owner, account=other).exists():
        tie = add_person(owner, Card(name=name), date.today())
        Tie.objects.filter(pk=tie.pk).update(account=other)
"""


def page_of_two(page, name: str) -> str:
    """The address of the page of two, by the way that somebody takes to it."""
    page.goto("/people/")
    page.locator(".who__text", has_text=name).first.click()
    page.wait_for_url(re.compile(r"/people/[0-9a-f-]{36}/$"))
    page.locator("#tie a[href$='/together/']").click()
    page.wait_for_url(re.compile("/together/$"))
    return str(page.url)


@dataclass
class TwoPhones:
    """Ben's page and Rosa's, where each has the page of the two of them, and what was wrong."""

    ben: Any
    rosa: Any
    with_script: bool
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.bens = page_of_two(self.ben, "Rosa T")
        self.rosas = page_of_two(self.rosa, "Ben T")

    def look(self, page, name: str) -> None:
        if self.with_script:
            self.faults.extend(faults_at(page, name))


def end_times(page) -> None:
    """By what is folded away on the card."""
    card = page.locator(".card", has=page.locator("form[action$='/end/']")).first
    card.locator("summary").click()
    card.locator("form[action$='/end/'] button").click()


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_promise_a_miss_a_word_a_plan_a_no_and_times_in_turns(
    as_member: Open, site: Site, script: bool
) -> None:
    site.run(TIE_THEM)
    two = TwoPhones(
        as_member("ben", java_script_enabled=script),
        as_member("rosa", java_script_enabled=script),
        script,
    )
    a_promise_a_miss_and_a_word(two)
    a_plan_and_a_no_that_is_not_seen(two)
    times_in_turns(two)
    assert two.faults == []


def a_promise_a_miss_and_a_word(two: TwoPhones) -> None:
    ben, rosa = two.ben, two.rosa
    what = f"bring back the key {two.with_script}"
    ben.click("a[href$='/promises/new/']")
    ben.fill("input[name=what]", what)
    ben.fill("input[name=day]", datetime.now(BENS_ZONE).date().isoformat())
    ben.click("main form button.button")
    promise = ben.locator(".card", has_text=what)
    promise.wait_for()
    rosa.goto(two.rosas)
    assert rosa.locator(".card", has_text=what).count() == 1
    promise.locator("button[value=not_this_time]").click()
    promise.locator(".ready-line").first.wait_for()
    two.look(ben, "page of two")
    rosa.goto(two.rosas)
    rosa.locator(".card", has_text=what).locator("a[href*='/promises/']").click()
    two.look(rosa, "missed")
    promise.locator(".ready-line").nth(1).click()
    ben.click("#newest button:not([name=look])")
    ben.locator(".bubble--own").last.wait_for()
    said = ben.locator(".bubble--own .bubble__words").last.inner_text()
    rosa.locator(".ready-line").first.click()
    assert said in rosa.locator(".bubble:not(.bubble--own)").last.inner_text()
    rosa.click("#newest button:not([name=look])")
    rosa.locator(".bubble--own").last.wait_for()


def a_plan_and_a_no_that_is_not_seen(two: TwoPhones) -> None:
    ben, rosa = two.ben, two.rosa
    ben.goto("/meet/soon/?hours=168&online=exclude&place=39201")
    ben.locator("main a.meet[href^='/meet/']").first.click()
    ben.click("a[href^='/people/with/']")
    ben.locator("main a", has_text="Rosa T").click()
    two.look(ben, "plan form")
    if not two.with_script:  # the first start is taken by the other half of this story
        ben.locator("input[name=starts_at]").nth(1).check(force=True)
    ben.click("main form button.button")
    ben.locator(".ticket").wait_for()
    before = ben.locator("main").inner_text()
    rosa.goto("/people/")
    rosa.locator("main a[href$='/together/']").first.click()
    rosa.locator(".card a[href*='/plans/']").first.click()
    rosa.locator(".ticket").wait_for()
    two.look(rosa, "plan")
    rosa.click("button[value=no]")
    rosa.wait_for_url(re.compile("/together/$"))
    ben.reload()
    assert ben.locator("main").inner_text() == before


def times_in_turns(two: TwoPhones) -> None:
    """Rosa, who said no to the plan, is on the page of the two; each ends the times alone."""
    ben, rosa = two.ben, two.rosa
    rosa.click("a[href$='/times/new/']")
    two.look(rosa, "times form")
    for day in range(7):
        rosa.check(f"input[name=weekdays][value='{day}']", force=True)
    rosa.fill("input[name=clock]", "20:30")
    rosa.click("main form button.button")
    ben.goto(two.bens)
    ben.locator("button[value=yes]").first.click()
    ben.locator("form[action$='/end/']").first.wait_for(state="attached")
    rosa.goto("/people/")
    assert rosa.locator("#agreed").count() == 1
    rosa.goto(two.rosas)
    before = rosa.locator("main").inner_text()
    end_times(ben)
    ben.wait_for_url(re.compile("/together/$"))
    assert ben.locator("form[action$='/end/']").count() == 0
    rosa.reload()
    assert rosa.locator("main").inner_text() == before
    end_times(rosa)
    rosa.click("#more summary")
    rosa.click("a[href$='/quiet/']")
    two.look(rosa, "quiet form")
