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
    "/meet/soon/?place=39201&filters=all",
    "/meet/soon/?online=exclude",
    "/meet/now/",
    "/meet/need/",
    "/meet/map/?place=39201&within=50&hours=168",
    "/meet/print/?place=39201",
    "/tools/",
    "/tools/wave/",
    "/for-me/",
    "/for-me/change/#screen-1",
    "/for-me/kind-asks/",
    "/for-me/limits/#try",
    "/for-me/hard-day/#today",
    "/for-me/setback/",
    "/for-me/setback/#not-live",
    "/for-me/setback/friends/",
    "/for-me/home/",
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
    "/today/more/",
    "/check-ins/",
    "/check-ins/usual/",
    "/people/",
    "/people/add/",
    "/meet/",
    "/meet/soon/",
    "/meet/soon/?place=nowhereville",
    "/meet/soon/?filters=all",
    "/meet/soon/?hours=9",
    "/meet/now/",
    "/meet/need/",
    "/meet/map/?within=50&hours=168",
    "/meet/print/",
    "/meet/saved/",
    "/tools/",
    "/for-me/",
    "/for-me/home/",
    "/help/",
    "/help/steps/",
    "/me/",
    "/me/notes/",
    "/me/how-often/",
    "/me/reach/",
    "/me/barriers/",
    "/me/where/",
    "/me/fits/",
    "/me/device/",
    "/me/codes/",
    "/me/passphrase/",
    "/me/lock/",
    "/me/sign-in/",
    "/me/sign-in/passkey/",
    "/me/sign-in/codes/",
    "/visits/",
    "/me/leave/",
    "/me/check/",
    "/me/check/each/",
    "/me/check/dates/",
    "/people/looks/",
    "/people/looks/why/",
    "/people/reports/",
    "/porch/",
    "/porch/light/",
]

# Usual, drifting, recovered, sparse, new, and time alone that was wanted.
SITUATIONS = ["ben", "ana", "otis", "darnell", "wren", "yolanda"]
OF_A_SITUATION = ["/today/", "/check-ins/usual/"]

# What is tapped and lower than 48 px. Folds are opened for it. A link is within a sentence where
# words follow, or words that end no sentence lead up to it. What is unseen is tapped by its label.
TOO_LOW = """() => {
  const folds = [...document.querySelectorAll("main details:not([open])")];
  folds.forEach((fold) => (fold.open = true));
  const words = (node, way) => {
    let said = "";
    for (let at = node[way]; at; at = at[way])
      said = way === "nextSibling" ? said + at.textContent : at.textContent + said;
    return said.trim();
  };
  const inSentence = (link) =>
    getComputedStyle(link).display === "inline" &&
    (words(link, "nextSibling") || !/(^|[.?!:”])$/.test(words(link, "previousSibling")));
  const high = (element) => element.getBoundingClientRect().height >= 47.5;
  const tapped = "main :is(a, button, summary, input, select, textarea)";
  const low = [...document.querySelectorAll(tapped)]
    .filter((e) => e.getClientRects().length && e.type !== "hidden")
    .filter((e) => !e.closest(".visually-hidden") && !inSentence(e) && !high(e))
    .filter((e) => ![...(e.labels ?? [])].some(high))
    .map((e) => `${e.tagName} ${e.textContent.trim().replace(/\\s+/g, " ")}`);
  folds.forEach((fold) => (fold.open = false));
  return low;
}"""


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
