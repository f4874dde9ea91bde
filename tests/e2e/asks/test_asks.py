"""Two phones side by side: an ask goes out, somebody is here, it is taken back, nobody answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.e2e.conftest import Open, Site
from tests.e2e.test_coming_in import faults_at
from tests.e2e.test_two_together import TIE_THEM

pytestmark = [pytest.mark.browser, pytest.mark.server]

LIGHT_ON = """
from datetime import timedelta
from porchlight.circles.access import own
from porchlight.reach.lights.actions import set_light
from porchlight.reach.lights.queries import accounts_of, own_light
from porchlight.people.local.units import unit_of_work
from porchlight.people.models import Attempt
from porchlight.reach.models import SentAsk
SentAsk.objects.all().delete()  # nobody is in a call, and nobody asked often
Attempt.objects.all().delete()
at = timezone.now()
with unit_of_work():
    # Whoever came in after it was set is not among those who see it.
    mine = own(ben, at)
    light = own_light(ben, mine).light.put_on(at + timedelta(hours=2), at)
    set_light(ben, light, accounts_of(mine))
"""
# As if what is there had been asked so many minutes before.
MINUTES_LATER = """
from datetime import timedelta
from porchlight.postgresql.owners import every_row
from porchlight.reach.models import AskedPerson, ReceivedAsk, SentAsk
back = timedelta(minutes={minutes})
with every_row():
    for model in (SentAsk, ReceivedAsk, AskedPerson):
        for one in model.objects.all():
            moments = [name for name in ("asked_at", "due_at", "stops_at") if hasattr(one, name)]
            earlier = {{name: getattr(one, name) - back for name in moments}}
            model.objects.filter(pk=one.pk).update(**earlier)
"""


@dataclass
class Phones:
    """Rosa's, who asks in Spanish, and Ben's; and what was wrong with a page."""

    rosa: Any
    ben: Any
    with_script: bool
    faults: list[str] = field(default_factory=list)

    def look(self, page: Any, name: str) -> None:
        if self.with_script:
            self.faults.extend(faults_at(page, name))

    def ask(self) -> None:
        self.rosa.goto("/porch/ask/")
        self.look(self.rosa, "new")
        self.rosa.fill("input[name=number]", "601-555-0123")
        self.rosa.click("main form .button--lamp")
        self.rosa.wait_for_url(re.compile(r"/porch/ask/[0-9a-f-]{36}/$"))

    def open_ask(self) -> None:
        self.ben.goto("/people/")
        self.ben.locator("a.asks-now").click()
        self.ben.locator("button[value=here]").wait_for()

    def see(self, selector: str) -> None:
        """On Rosa's phone: by itself with a script, else after a reload."""
        if not self.with_script:
            self.rosa.reload()
        self.rosa.locator(selector).first.wait_for()


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_somebody_is_here_it_is_taken_back_and_nobody_answers(
    as_member: Open, site: Site, script: bool
) -> None:
    site.run(TIE_THEM + LIGHT_ON)
    rosa = as_member("rosa", java_script_enabled=script)
    phones = Phones(rosa, as_member("ben", java_script_enabled=script), script)
    it_is_taken_back(phones)
    nobody_answers(phones, site)
    somebody_is_here(phones)
    assert phones.faults == []


def somebody_is_here(phones: Phones) -> None:
    phones.ask()
    phones.look(phones.rosa, "out")
    phones.open_ask()
    phones.look(phones.ben, "asked")
    phones.ben.click("button[value=here]")
    phones.ben.locator("button[value=talked]").wait_for()
    phones.look(phones.ben, "mine")
    phones.see("#here")
    phones.look(phones.rosa, "answered")
    phones.ben.click("button[value=talked]")
    phones.ben.locator(".scene--beam").wait_for()
    assert phones.ben.locator("main form").count() == 0
    phones.look(phones.ben, "talked")
    phones.see("#talked-ways")
    phones.look(phones.rosa, "they talked")
    phones.rosa.click("#talked-ways a[href*='line=h1']")
    assert phones.rosa.input_value("textarea[name=words]") != ""


def it_is_taken_back(phones: Phones) -> None:
    phones.ask()
    phones.open_ask()
    phones.rosa.click("#take-back")
    phones.rosa.locator("main a[href='/porch/ask/']").wait_for()
    phones.look(phones.rosa, "taken back")
    if not phones.with_script:  # else the page that is open says it by itself
        phones.ben.click("button[value=here]")
    phones.ben.locator("main form").wait_for(state="detached")
    phones.ben.locator(".scene--beam").wait_for()  # between two pages there is neither
    phones.look(phones.ben, "no longer needed")


def nobody_answers(phones: Phones, site: Site) -> None:
    phones.ask()
    site.run(MINUTES_LATER.format(minutes=3))
    phones.see("#lines")
    phones.look(phones.rosa, "three minutes")
    site.run(MINUTES_LATER.format(minutes=8))
    phones.see("#keep")
    phones.look(phones.rosa, "ten minutes")
    phones.rosa.click("#keep")
    phones.rosa.locator("#keep").wait_for(state="detached")
    phones.look(phones.rosa, "kept")
