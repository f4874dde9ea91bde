"""Screenshots of the person's screens: a phone in light and dark, and a wide screen.

They are named by the drawings that they stand beside: `03-today-before-dark.png`.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.conftest import pytest_unconfigure
from tests.e2e.conftest import PHONE, Site, running_browser, running_site
from tests.e2e.pages import tell_today
from tests.e2e.walks import join, tell_a_very_bad_day

# Only the made-up community has the band that says so.
WITHOUT_BAND = "document.querySelector('.banner-demo')?.remove()"
WIDE = {"width": 1280, "height": 800}
VIEWS = (("light", PHONE), ("dark", PHONE), ("wide", WIDE))
OF_ANA = (
    ("07-people", "/people/"),
    ("08-add-person", "/people/add/"),
    ("09-meet", "/meet/"),
    ("13-my-usual", "/check-ins/usual/"),
    ("14-me", "/me/"),
    ("15-tools", "/tools/"),
    ("15-wave-step", "/tools/wave/#wave"),
    ("17-my-week", "/check-ins/"),
)


class Screen(NamedTuple):
    """What to take a picture of: `page` is asked for `path` anew in each view."""

    name: str
    page: Any
    path: str


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/pictures", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with (
            tempfile.TemporaryDirectory() as state,
            running_site(Path(state)) as site,
            running_browser() as browser,
        ):
            for screen in screens(browser, site):
                take(screen, folder)
                print(screen.name)
    finally:
        pytest_unconfigure()


def screens(browser: Any, site: Site) -> Iterator[Screen]:
    """In the order in which they can be had: a day is told once."""
    visitor = phone(browser, site)
    yield Screen("01-welcome", visitor, "/")
    yield Screen("02-join", visitor, "/join/")
    newcomer = phone(browser, site)
    join(newcomer, "Robin")
    yield Screen("07-people-empty", newcomer, "/people/")
    tell_a_very_bad_day(newcomer)
    yield Screen("05-today-after-hard-alone", newcomer, "/today/")
    dana = phone(browser, site, as_member="Dana")
    tell_a_very_bad_day(dana)
    yield Screen("05-today-after-hard", dana, "/today/")
    ben = phone(browser, site, as_member="Ben")
    yield Screen("03-today-before", ben, "/today/")
    tell_today(ben)
    yield Screen("04-today-after", ben, "/today/")
    ana = phone(browser, site, as_member="Ana")
    tell_today(ana)
    yield Screen("06-today-after-drift", ana, "/today/")
    for name, path in OF_ANA:
        yield Screen(name, ana, path)
    ana.goto("/meet/")
    meeting = ana.locator("main a.meet").first.get_attribute("href")
    yield Screen("10-meeting", ana, meeting)
    rosa = phone(browser, site, as_member="Rosa")
    yield Screen("09-meet-es", rosa, "/meet/")
    tell_a_very_bad_day(rosa)
    yield Screen("05-today-after-hard-es", rosa, "/today/")


def phone(browser: Any, site: Site, as_member: str = "") -> Any:
    context = browser.new_context(viewport=PHONE, base_url=site.address, locale="en")
    page = context.new_page()
    if as_member:
        page.goto(site.link_for(as_member))
    return page


def take(screen: Screen, folder: Path) -> None:
    for view, size in VIEWS:
        screen.page.set_viewport_size(size)
        screen.page.emulate_media(color_scheme="dark" if view == "dark" else "light")
        screen.page.goto("about:blank")  # an address with a # alone would not be asked for anew
        screen.page.goto(screen.path)
        screen.page.evaluate(WITHOUT_BAND)
        screen.page.screenshot(path=folder / f"{screen.name}-{view}.png")


if __name__ == "__main__":
    main()
