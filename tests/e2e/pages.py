"""The pages that are looked at as a whole: signed out, and as ana with one of each thing."""

from __future__ import annotations

from typing import Any

SIGNED_OUT = [
    "/",
    "/join/",
    "/sign-in/",
    "/come-back/",
    "/meet/?hours=12",
    "/meet/soon/",
    "/meet/soon/?place=39201&hours=24",
    "/meet/now/",
    "/meet/need/",
    "/meet/map/?place=39201&within=50&hours=168",
    "/meet/print/?place=39201",
    "/tools/",
    "/tools/wave/",
    "/clouds/",
    "/offline/",
    "/help/countries/",
    "/help/us/",
    "/help/us/steps/",
    "/styleguide/",
    "/nowhere/",
]
SIGNED_IN = [
    "/today/",
    "/check-ins/",
    "/check-ins/usual/",
    "/people/",
    "/people/add/",
    "/meet/",
    "/meet/soon/",
    "/meet/soon/?place=nowhereville",
    "/meet/now/",
    "/meet/need/",
    "/meet/map/?within=50&hours=168",
    "/meet/print/",
    "/meet/saved/",
    "/tools/",
    "/help/",
    "/help/steps/",
    "/me/",
    "/me/notes/",
    "/me/how-often/",
    "/me/barriers/",
    "/me/where/",
    "/me/codes/",
    "/me/passphrase/",
    "/me/lock/",
    "/me/sign-in/",
    "/me/sign-in/passkey/",
    "/me/sign-in/codes/",
    "/visits/",
    "/me/leave/",
]

# Usual, drifting, recovered, sparse, new, and time alone that was wanted.
SITUATIONS = ["ben", "ana", "otis", "darnell", "wren", "yolanda"]
OF_A_SITUATION = ["/today/", "/check-ins/usual/"]


def tell_today(page: Any) -> None:
    """The three taps, unless the day is told already: after them Today says what it has to say."""
    page.goto("/today/")
    if page.locator("input[name=mood]").count():
        page.locator("input[name=mood][value='3']").check()
        page.locator("input[name=urge][value='2']").check()
        page.locator("button[name=contact][value=brief]").click()
        page.locator(".porch--warm").wait_for()


def pages_of(page: Any) -> list[str]:
    """Every page that a signed-in person can look at, with one of each kind of thing opened."""
    found = list(SIGNED_IN)
    for listing, pattern in (
        ("/people/", "main a[href^='/people/']:not([href$='/add/'])"),
        ("/meet/soon/", "main a.meet[href^='/meet/']"),
        ("/meet/need/", "main a[href^='/meet/need/'] >> nth=3"),
        ("/check-ins/", "main a[href^='/check-ins/2']"),
    ):
        page.goto(listing)
        href = page.locator(pattern).first.get_attribute("href")
        found.append(href)
        if listing == "/meet/soon/":
            page.goto(href)
            found.append(f"{href.split('?')[0]}correct/")
            found.append(page.locator("main a[href^='/meet/from/']").first.get_attribute("href"))
        if listing == "/people/":
            found += [f"{href}change/", f"{href}remove/"]
    page.goto("/tools/")
    links = page.locator("main a[href^='/tools/']")
    found += [links.nth(n).get_attribute("href") for n in range(links.count())]
    return list(dict.fromkeys(found))
