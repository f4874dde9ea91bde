"""Screens that come only after something was told or tapped: a newcomer's way through them."""

from __future__ import annotations

from collections.abc import Iterator
from secrets import token_hex
from typing import Any

from tests.e2e.conftest import Site
from tests.e2e.test_passkeys import code_of

# Every hard day told so far was told forty minutes earlier.
FORTY_MINUTES_LATER = """
from datetime import timedelta
from django.utils import timezone
from porchlight.checkins.actions import keep_reply
from porchlight.checkins.replies import replies_of
from porchlight.circles.access import own
from porchlight.people.models import Person
now = timezone.now()
for person in Person.objects.all():
    decision, day = own(person, now), now.astimezone(person.zoneinfo).date()
    told_at = replies_of(decision, day)[0].hard_at
    if told_at:
        keep_reply(person, day, decision, hard_at=told_at - timedelta(minutes=40))
"""


def join(page: Any, name: str) -> str:
    """Come in as somebody new; the four words that open the door again."""
    page.goto("/join/")
    words = page.locator("[name=suggested_passphrase]").input_value()
    page.fill("[name=name]", name)
    page.check("[name=account][value=recovery]")
    page.check("[name=adult]")
    page.locator("form.joining .button:not(.button--plain)").last.click()
    page.wait_for_url("**/today/")
    return str(words)


def tell_a_very_bad_day(page: Any) -> None:
    page.goto("/today/")
    page.check("[name=mood][value='1']")
    page.check("[name=urge][value='10']")
    page.locator("button[name=contact][value=none]").click()
    page.locator(".ways").wait_for()


def screens_after_taps(page: Any, site: Site) -> Iterator[str]:
    """Each screen stands in the browser while its name is given. `page` is of a fresh phone."""
    name = f"Walker {token_hex(2)}"  # tries to come in are counted by name
    words = join(page, name)
    page.goto("/me/confirm/")
    yield "confirm"
    yield from _a_hard_day(page, site)
    yield from _far_away(page)
    _reply(page, "used", at="/today/more/")
    yield "today after I used"
    yield from _closing_and_coming_back(page, name, words)
    yield from _second_step(page, name, words)


def _a_hard_day(page: Any, site: Site) -> Iterator[str]:
    _tell_two_low_days(page)
    tell_a_very_bad_day(page)
    yield "a hard day and three low ones"
    _reply(page, "low-days-tell")
    yield "words for three low days"
    _reply(page, "only-said")
    site.run(FORTY_MINUTES_LATER)
    page.goto("/today/")
    yield "a hard day, later"
    _reply(page, "heavier")
    yield "a hard day, answered later"
    _reply(page, "close")
    yield "a hard day, closed"


def _tell_two_low_days(page: Any) -> None:
    for back in (1, 2):
        page.goto("/check-ins/")
        page.locator("main a[href^='/check-ins/2']").nth(back).click()
        page.check("[name=mood][value='2']")
        page.check("[name=urge][value='2']")
        page.check("[name=contact][value=brief]")
        page.locator("main form .button").last.click()
        page.wait_for_url("**/check-ins/?saved**")


def _far_away(page: Any) -> Iterator[str]:
    page.goto("/today/lately/")
    yield "far away, asked"
    for taps in (
        ["which", "hard-patch", "need", "lonely"],
        ["which", "rest", "until", "tomorrow"],
        ["which", "rather-not"],
    ):
        for field, value in zip(taps[::2], taps[1::2], strict=True):
            page.locator(f"button[name={field}][value={value}]").click()
            page.wait_for_load_state()
            yield f"far away, {value}"
        page.locator("button[name=again]").click()


def _closing_and_coming_back(page: Any, name: str, words: str) -> Iterator[str]:
    page.goto("/me/leave/")
    page.fill("[name=passphrase]", words)
    page.locator("[name=passphrase]").press("Enter")
    page.locator(".tabs").wait_for(state="detached")
    yield "a closed account"
    _sign_in(page, name, words)
    come_back = page.locator("form[action='/come-back/account/'] .button").first
    come_back.wait_for()
    yield "come back"
    come_back.click()
    page.wait_for_url("**/today/")


def _second_step(page: Any, name: str, words: str) -> Iterator[str]:
    page.goto("/me/sign-in/codes/")
    page.fill("[name=code]", code_of(page.locator("main code").inner_text()))
    page.locator("[name=code]").press("Enter")
    page.wait_for_url("**/me/codes/")
    page.goto("/me/")
    page.locator("form[action='/sign-out/'] button").click()
    page.wait_for_url("**/")
    _sign_in(page, name, words)
    page.wait_for_url("**/sign-in/second/**")
    yield "second step"


def _sign_in(page: Any, name: str, words: str) -> None:
    page.goto("/sign-in/")
    page.fill("[name=name]", name)
    page.fill("[name=passphrase]", words)
    page.locator("[name=passphrase]").press("Enter")


def _reply(page: Any, value: str, at: str = "/today/") -> None:
    page.goto(at)
    page.locator(f"button[name=reply][value={value}]").click()
    page.wait_for_url("**/today/**")
    page.wait_for_load_state()


def wait_until(page: Any, condition: str) -> None:
    """Until what a script says, or promises, is true: half a minute at most. Playwright's own
    `wait_for_function` takes a promise for true."""
    assert page.evaluate(
        f"""async () => {{
          for (let n = 0; n < 600; n++) {{
            if (await ({condition})) return true;
            await new Promise((later) => setTimeout(later, 50));
          }}
          return false;
        }}"""
    ), condition


def wait_for_worker(page: Any) -> None:
    """Until the page is in the hands of its service worker. A page that was on its way while the
    worker took over is in nobody's: it is fetched once more, as anybody's next page is."""
    is_active = "navigator.serviceWorker.ready.then(({active}) => active.state === 'activated')"
    wait_until(page, is_active)
    if page.evaluate("navigator.serviceWorker.controller === null"):
        page.reload()
    wait_until(page, "navigator.serviceWorker.controller !== null")
