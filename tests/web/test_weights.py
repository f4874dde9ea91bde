"""What each page weighs, compressed as a browser gets it, in both languages and with full lists."""

from __future__ import annotations

import gzip
import json
import random
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders

from benchmarks.made_up_meetings import made_up_feed
from porchlight.directory.forms import SoonForm
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.vocabulary.terms import TERMS
from porchlight.directory.vocabulary.url_codes import code_of
from porchlight.web.one_sheet import COMMENT, OneSheetStorage
from porchlight.web.shell_files import ONE_SHEET, STYLES
from tests.access.table import TABLE
from tests.access.world import World, world  # noqa: F401 - a fixture
from tests.directory.listings import make_meeting, make_place
from tests.make import NOW

MOST_BYTES = 6_000
MOST_BYTES_AT_FIRST = 60_000  # the first page of a new phone, with all that it links to
LINKED = re.compile(
    r'<link rel="(?:stylesheet|manifest|icon|apple-touch-icon)" href="([^"]+)"'
    r'|<(?:script|img)\b[^>]* src="([^"]+)"|<use href="([^"#]+)'
)
HERE = "place=32.3%2C-90.2"
LISTS = (
    f"/meet/?{HERE}",
    f"/meet/soon/?{HERE}&hours=168",
    f"/meet/soon/?{HERE}&hours=168&online=exclude",
    f"/meet/soon/?{HERE}&hours=168&have={code_of('language:es')}",
    f"/meet/soon/?{HERE}&filters=all",
    "/meet/soon/?online=exclude",  # an error, and what is online
    f"/meet/map/?{HERE}&hours=72",
    f"/meet/print/?{HERE}",
    f"/meet/need/{code_of('need:outpatient')}/?{HERE}",
)
SYLLABLES = ("lan", "bri", "mor", "tek", "sal", "dun", "wes", "har", "qui", "fen", "ost", "gra")


@pytest.fixture
def full_lists() -> None:
    """More than a page of everything, no two alike, and every filter has something."""
    import_feed("many", json.dumps(made_up_feed(600, 9)).encode(), at=NOW,
                default_zone="America/Chicago")  # fmt: skip
    dice = random.Random(9)
    terms = [f"{group}:{what}" for group, whats in TERMS.items() for what in whats]

    def words(n: int) -> str:
        return " ".join("".join(dice.sample(SYLLABLES, 3)).title() for _ in range(n))

    for number in range(60):
        spot = (32.3 + dice.uniform(-0.1, 0.1), -90.2 + dice.uniform(-0.1, 0.1))
        place = make_place(spot, name=words(2), city="Jackson", address=f"{number} {words(1)} St")
        facts: dict[str, Any] = {"name": words(2), "place": place}
        when = f"{dice.choice(('wed', 'thu', 'fri'))} {dice.randrange(8, 23):02}:{number:02}"
        make_meeting(when, terms=dice.sample(terms, 4), **facts)
        care = ["need:outpatient", *dice.sample(terms, 6)]
        make_meeting((), kind="service", terms=care, **facts)
    make_meeting("wed 19:00", terms=terms)


def as_served(page: bytes) -> bytes:
    """The page as it is with collected files: one style sheet, and each file's hash in its name."""
    html = page.decode()
    first, *others = (f'<link rel="stylesheet" href="/static/{name}">' for name in STYLES)
    assert html.count(first) == html.count("<html"), "a page without its looks, or a part with them"
    for link in others:
        html = re.sub(rf"\s*{re.escape(link)}", "", html)
    html = html.replace(STYLES[0], ONE_SHEET)

    def hashed(found: re.Match[str]) -> str:
        return f"{found[1]}.{sha256(found[0].encode()).hexdigest()[:12]}{found[2]}"

    return re.sub(r'(/static/[^"#]+)(\.\w+)(?=["#])', hashed, html).encode()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("who", ["nobody", "ana", "mo"])
def test_every_page_is_light(world, full_lists, who: str, language: str) -> None:  # noqa: F811
    client = world.client(who)
    client.post("/language/", {"language": language})
    weights = {}
    for path in (*map(world.path, TABLE), *LISTS):
        answer = client.get(path)
        kind = answer.headers.get("Content-Type", "")
        if answer.status_code in (200, 422) and kind.startswith("text/html"):
            weights[path] = len(gzip.compress(as_served(answer.content), 6))
    assert set(LISTS) <= set(weights)
    assert {path: n for path, n in weights.items() if n > MOST_BYTES} == {}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("who", ["nobody", "ana"])
def test_the_first_page_is_light_with_all_that_it_links_to(world, who: str, language: str) -> None:  # noqa: F811
    client = world.client(who)
    client.post("/language/", {"language": language})
    page = client.get("/today/" if who == "ana" else "/").content
    linked = {"".join(found) for found in LINKED.findall(page.decode())}
    assert {name.rpartition(".")[2] for name in linked} >= {"css", "js", "svg", "png"}
    sheets = {f"/static/{name}" for name in STYLES}
    assert sheets <= linked
    weights = {
        "page": len(gzip.compress(as_served(page), 6)),
        ONE_SHEET: len(gzip.compress(one_sheet().encode(), 6)),
    }
    for address in linked - sheets:
        weights[address] = len(gzip.compress(content_of(client, address), 6))
    assert sum(weights.values()) <= MOST_BYTES_AT_FIRST, weights


def one_sheet() -> str:
    sheets = (Path(str(finders.find(name))).read_text(encoding="utf-8") for name in STYLES)
    return "\n".join(COMMENT.sub("", sheet) for sheet in sheets)


def content_of(client: Any, address: str) -> bytes:
    if not address.startswith("/static/"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        return bytes(answer.content)
    return Path(str(finders.find(address.removeprefix("/static/")))).read_bytes()


def test_a_form_has_every_filter_of_its_groups(client, full_lists) -> None:
    """The control of the weights: the page that weighs most has all there is to tick."""
    page = client.get(f"/meet/soon/?{HERE}&filters=all").content.decode()
    assert page.count('name="have"') == sum(len(TERMS[group]) for group in SoonForm.TERM_GROUPS)


def test_the_sheets_are_served_as_one_in_their_order(tmp_path) -> None:
    storage = OneSheetStorage(location=tmp_path, base_url="/static/")
    for name in STYLES:  # as collecting does first
        copy = tmp_path / name
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(Path(str(finders.find(name))).read_bytes())
    paths = {name: (storage, name) for name in STYLES}
    for name, _hashed, processed in storage.post_process(paths):
        assert not isinstance(processed, Exception), name
    sheet = (tmp_path / ONE_SHEET).read_text(encoding="utf-8")
    assert sheet.lstrip().startswith("@layer reset, tokens, base, components, pages, utilities;")
    assert "/*" not in sheet
    # What the weights count, but for the hashes in its addresses.
    assert abs(len(sheet) - len(one_sheet())) < 1_000
    assert sheet.index(".skip") < sheet.index(".ticks") < sheet.rindex("@layer utilities")
    assert storage.url(ONE_SHEET).startswith("/static/css/all.")
