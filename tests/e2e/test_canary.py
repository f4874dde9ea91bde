"""What a person types is found nowhere in the data folder's bytes.

A canary goes into every field of every form that a crawl of the running site finds, so that a new
field is tried by itself. Then every byte of the folder is searched in every form that words take.
"""

from __future__ import annotations

import base64
import json
import re
import secrets
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, quote_plus, urlsplit

import pytest
from django.urls import resolve

from porchlight.directory.publish.http import is_public
from tests.access.table import TABLE, UP
from tests.server import HOST_ACCOUNT, Field, Form, Page, Server, Visitor, kind_of

# The folder is this test's own, so all the tests of real servers may run side by side.
pytestmark = pytest.mark.server

WORD = f"kestrelfen{secrets.token_hex(6)}"
CANARY = f"{WORD} ñandú"
PHONE = f"60155{secrets.randbelow(10**6):06d}"[:10]
PASSPHRASE = f"{CANARY} by the water"
LISTING = f"Listing {secrets.token_hex(8)}"

ENDS_THE_VISIT = ("/me/leave/", "/sign-out/", "/exit/", "/visits/end/")
# Pages that this crawl cannot reach, and why.
NOT_REACHED = {
    "sign-in-link": "made-up communities only",
    "invited-answer": "by itself it leads back to the page of the link",
    "home": "leads on to Today when signed in; seen signed out",
    "set-up": "filled before the crawl; then it is used up",
    "manifest": "no page",
    "worker": "no page",
    "robots": "no page",
    "health": "no page",
    "offline": "without a network only; it has no form",
    "styleguide": "linked from nowhere; visited by its address below",
    "meet-need": "only a meeting is listed here, which has a page of its own",
    "confirm": "asked for five minutes after signing in; its one field is a passphrase",
    "second-step": "comes after a passphrase of who has codes from an app; its one field is a code",
    "locked": "of a visit that is locked; its fields are a PIN and a passphrase",
    "lock-kept": "of a visit that was locked; tests/web/test_app_lock.py looks at its row",
    "lock-here": "sent by a script; nothing is typed into it",
    "clouds": "where Exit leads; it has no form",
    "device-copy": "fetched by a script; it has no form",
    "push": "only where the host set notes on phones up; a script fills its form",
    "push-new": "opened from a note on a phone; it has no form",
    "check-done": "comes after everything was stopped; it has no form that takes words",
    "family-day": "of a family account; its fields are those of a day here",
    "plan": "of what somebody else put to one; it takes one of three answers",
    "promise-missed": "of a promise that was not kept; it has no form that takes words",
    "report-case": "for hosts who know neither of the two; its row is looked at by its own tests",
}
# Pages of a circle of two on which something is typed.
OF_TWO = (
    *("sharing/as", "sharing/milestones", "hand-over", "together", "promises/new", "plans/new"),
    *("times/new", "quiet", "report"),
)


# --- looking ------------------------------------------------------------------------------------


def shapes_of(text: str) -> tuple[set[bytes], set[bytes]]:
    """A word of plain letters as it may be written down: in any case; and in base64, in three."""
    plain, cases = text.lower(), {text.lower(), text.upper(), text.capitalize()}
    any_case = {plain.encode(), plain.encode("utf-16-le")[:-1], plain.encode().hex().encode()}
    written = {shape for case in cases for shape in _in_base64(case.encode())}
    return any_case, written | {s for c in cases for s in _in_base64(c.encode("utf-16-le"))}


def _in_base64(raw: bytes) -> Iterator[bytes]:
    """What stays the same of its base64, at each of the three places it can begin at."""
    for before in range(3):
        encoded = base64.b64encode(bytes(before) + raw)
        inner = encoded[(before * 4 + 2) // 3 : len(encoded) - 4]
        yield inner
        yield inner.replace(b"+", b"-").replace(b"/", b"_")


def sightings(folder: Path, text: str) -> list[str]:
    """The files that hold the text in any shape, be they open or left behind."""
    any_case, written = shapes_of(text)
    found = []
    for path in (path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        if any(shape in content for shape in written) or any(
            shape in content.lower() for shape in any_case
        ):
            found.append(str(path.relative_to(folder)))
    return found


SHAPES = {
    "plain": lambda text: text.encode(),
    "upper case": lambda text: text.upper().encode(),
    "wide": lambda text: text.encode("utf-16-le"),
    "wide, the other way round": lambda text: text.encode("utf-16-be"),
    "quoted for an address": lambda text: quote(text).encode(),
    "sent by a form": lambda text: quote_plus(text).encode(),
    "escaped in JSON": lambda text: json.dumps({"a": text}).encode(),
    "hex": lambda text: text.encode().hex().encode(),
    "base64": lambda text: base64.b64encode(text.encode() + b"."),
    "base64 a byte on": lambda text: base64.b64encode(b"." + text.encode() + b"."),
    "base64 two bytes on": lambda text: base64.b64encode(b".." + text.encode() + b"."),
    "base64 for addresses": lambda text: base64.urlsafe_b64encode(b"..." + text.encode() + b"~"),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_the_search_finds_a_word_in_every_shape(tmp_path, shape):
    for n in range(6):
        (tmp_path / f"other{n}").write_bytes(secrets.token_bytes(500))
    assert sightings(tmp_path, WORD) == []
    for text in (WORD, CANARY, f"ñ {CANARY}"):
        (tmp_path / "other3").write_bytes(b"...." + SHAPES[shape](text) + b"....")
        assert sightings(tmp_path, WORD) == ["other3"]


# --- typing -------------------------------------------------------------------------------------


def fitting(field: Field) -> str:
    """An answer that the form takes, made of the canary where words can be typed."""
    if field.kind in {"radio", "select", "checkbox", "button"}:
        return next((choice for choice in reversed(field.choices) if choice), "")
    if field.kind == "hidden":
        return field.value
    if field.kind == "password":
        return PASSPHRASE
    if field.hint == "tel" or field.kind == "tel":
        return PHONE
    if field.hint == "url" or field.kind == "url":
        return f"https://{WORD}.example/"
    return CANARY


def ways_to_fill(form: Form) -> Iterator[tuple[str, dict[str, str]]]:
    """As it should be; each field in turn off; all of them off."""
    fits = {name: fitting(field) for name, field in form.fields.items()}
    yield "fits", fits
    own = [name for name in form.fields if name != "csrfmiddlewaretoken"]
    for name in own:
        yield f"{name} is off", {**fits, name: CANARY}
    if len(own) > 1:
        yield "all is off", {**fits, **dict.fromkeys(own, CANARY)}
    for name, value in form.other_buttons:
        yield f"fits, and {name}={value} is pressed", {**fits, name: value}


class Crawl:
    """One visitor who opens every page that is linked and fills every form that is met."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.filled = visitor, dict[tuple, set[int]]()
        self.seen, self.names, self.typed_fields = set[str](), set[str](), set[str]()

    def everything(self, *starts: str) -> None:
        """Again, until there is no kind of page and no form that is new."""
        before = None
        while before != (before := (len(self.seen), len(self.filled))):
            waiting, looked_at = [*starts], Counter[str]()
            while waiting:
                path = waiting.pop()
                looked_at[kind_of(path)] += 1
                if path.startswith("/") and looked_at[kind_of(path)] <= 2:
                    waiting += self._look_at(path)
            self.seen |= set(looked_at)

    def _look_at(self, path: str) -> list[str]:
        answer = self.visitor.get(path)
        assert answer.status < 500, path
        self.names.add(resolve(urlsplit(path).path).url_name or "")
        if "text/html" not in answer.headers.get("Content-Type", ""):
            return [answer.location] if answer.location else []
        page = Page(path, answer.text)
        for form in page.forms:
            if form.identity not in self.filled and form.action not in ENDS_THE_VISIT:
                self._fill(form)
        return page.links

    def _fill(self, form: Form) -> None:
        statuses = self.filled.setdefault(form.identity, set())
        self.typed_fields |= {f"{form.identity[0]} {f.name}" for f in form.fields.values()
                              if f.is_typed}  # fmt: skip
        for way, fields in ways_to_fill(form):
            send = self.visitor.post if form.method == "post" else self._get_with
            answer = send(form.action, fields)
            assert answer.status < 500, f"{form.action}: {way}"
            if way.startswith("fits"):
                statuses.add(answer.status)

    def _get_with(self, action: str, fields: dict[str, str]):
        query = "&".join(f"{quote(name)}={quote(value)}" for name, value in fields.items())
        return self.visitor.get(f"{action}?{query}")


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path / "site", is_copied=False)  # once in a run a start with nothing there
    server.folder.mkdir()
    server.start()
    yield server
    server.stop()


def import_a_listing(server: Server) -> None:
    """What is public stays clear: the control of the search below."""
    feed = server.folder.parent / "feed.json"
    row = {"slug": "a", "name": LISTING, "day": 1, "time": "12:00", "timezone": "America/Chicago",
           "types": ["O"], "entity": "A desk",
           "conference_url": "https://zoom.us/j/5550100200"}  # fmt: skip
    feed.write_text(json.dumps([row]))
    server.command("import", "meeting-guide", str(feed), "--source", "made-up")


def set_up(server: Server) -> Visitor:
    visitor, path = Visitor(server.port), server.set_up_path()
    (form,) = [f for f in Page(path, visitor.get(path).text).forms if "community" in f.fields]
    english = {name: HOST_ACCOUNT[name] for name in ("country", "zone", "language")}
    for way, fields in reversed(list(ways_to_fill(form))):
        answer = visitor.post(path, {**fields, **english} if way == "fits" else fields)
        if answer.status == 303:
            return visitor
    raise AssertionError(answer.text)


def send(visitor: Visitor, path: str, with_field: str, **answers: str):
    """Fill the form of a page that has this field, and send it."""
    forms = Page(path, visitor.get(path).text).forms
    form = next(f for f in forms if with_field in {*f.fields, *dict(f.other_buttons)})
    fits = {name: fitting(field) for name, field in form.fields.items()}
    answer = visitor.post(form.action or path, {**fits, **answers})
    assert answer.status == 303, f"{path}: {answer.status}"
    return answer.location


def bring_somebody_in(server: Server, host: Visitor) -> list[str]:
    """Pages of a circle of two: the host asks somebody in, and both write."""
    tie = send(host, "/people/add/", "phone")
    send(host, f"{tie}invite/", "afraid", afraid="no")
    choosing = send(host, f"{tie}invite/name/", "role")
    invitation = send(host, choosing, "kinds", kinds="day")
    link = re.search(r"/in/[\w-]{22}/", host.get(invitation).text)[0]
    newcomer = Visitor(server.port)
    newcomer.get(link)
    send(newcomer, "/join/?next=/in/", "adult", name="Robin", passphrase=f"{PASSPHRASE} too")
    send(newcomer, "/in/", "answer", answer="yes")
    digits = re.search(r"(\d), (\d), (\d), (\d)", newcomer.get("/in/").text)
    send(host, invitation, "digits", digits="".join(digits.groups()))
    theirs = newcomer.get("/in/").location.partition("?")[0]
    for visitor, card in ((host, tie), (newcomer, theirs)):
        send(visitor, f"{card}notes/", "words")
    send(newcomer, f"{theirs}hand-over/", "words")
    send(newcomer, f"{theirs}promises/new/", "what", day=f"{datetime.now(UTC):%Y-%m-%d}")
    read = re.findall(
        r'<p class="bubble__words"[^>]*>([^<]*)', newcomer.get(f"{theirs}notes/").text
    )
    assert len(read) == 2
    assert all(WORD in words for words in read)
    shown = host.get(tie).text + host.get(f"{tie}together/").text
    reports = set(re.findall(rf"{tie}(?:handed|together)/[0-9a-f-]+/report/", shown))
    assert len(reports) == 2
    other = send(host, "/people/add/", "phone")
    waiting = send(host, f"{other}invite/name/", "role")
    asked_in = waiting.removesuffix("share/")
    ways_in = ["/in/", link, f"{other}invite/name/", f"{other}invite/", asked_in, waiting]
    of_two = [f"{tie}{page}/" for page in OF_TWO]
    # Looked at from the end on: two cards become one last, which stops the link that waits.
    return [
        f"{tie}same/",
        *asks_of_two(host, newcomer),
        *of_two,
        *ways_in,
        f"{tie}notes/new/?after=0",
        f"{tie}end/",
        *reports,
        f"{tie}notes/",
    ]


def asks_of_two(host: Visitor, newcomer: Visitor) -> list[str]:
    """Pages of an ask of each: both have a light on, so that each can ask the other."""
    for visitor in (host, newcomer):
        send(visitor, "/porch/light/", "until", until="hour")
    own = send(host, "/porch/ask/", "own_words", words="own", reach="me")
    send(newcomer, "/porch/ask/", "own_words", words="own", reach="me")
    asked = re.findall(r"/porch/asked/[0-9a-f-]+/", host.get("/today/").text)[:1]
    return [own, "/porch/asked/", *asked]


def assert_nowhere(server: Server) -> None:
    for text in (WORD, PHONE):
        assert sightings(server.folder, text) == []


def test_a_canary_typed_into_every_field_is_in_no_byte_of_the_folder(server):
    import_a_listing(server)
    host = set_up(server)
    visit = Crawl(host)
    of_two = bring_somebody_in(server, host)
    visit.everything(
        *("/today/", "/me/", "/people/", "/meet/", "/meet/saved/calendar/", "/tools/"),
        *("/styleguide/", *of_two),
    )
    stranger = Crawl(Visitor(server.port))
    stranger.everything("/", "/join/", "/sign-in/", "/help/", "/tools/")

    # It was kept: the pages of its writer show it.
    for path in ("/people/", "/me/", "/me/notes/"):
        assert WORD in host.get(path).text, path
    # Every page with a name was looked at, and every form was taken at least once.
    for_programs = {name for name, (path, *_) in TABLE.items() if is_public(path)}
    unseen = set(TABLE) - visit.names - stranger.names - set(NOT_REACHED) - for_programs
    assert {name for name in unseen if TABLE[name][1] != UP} == set()
    typed = visit.typed_fields | stranger.typed_fields
    assert {f.split()[1] for f in typed} >= {"name", "passphrase", "phone", "link", "line", "note"}
    accepted = {form[0] for form, statuses in visit.filled.items() if statuses & {200, 303}}
    assert accepted >= {"/today/", "/check-ins/*/", "/people/add/", "/people/*/change/"}

    assert sightings(server.folder, LISTING), (
        "the search finds nothing at all, so it proves nothing"
    )
    assert_nowhere(server)
    server.stop()
    assert sightings(server.folder, LISTING)
    assert_nowhere(server)
