"""Help is answered in the loop, from memory, exactly as the site would answer it."""

from __future__ import annotations

import gzip
import http.client
import json
import re
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from porchlight.people.actions import found_community
from porchlight.reach.help_files import LOCAL_NAME
from tests.conftest import NOW
from tests.make import make_person
from tests.server import HOST
from tests.serving.inside import Inside

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

ASKED = [
    ("/help/", {}),
    ("/help/", {"Cookie": "place=mx"}),
    ("/help/", {"Cookie": "place=zz"}),
    ("/help/steps/", {"Cookie": "place=us"}),
    ("/help/steps/", {}),
    ("/help/countries/", {"Accept-Language": "es-MX,es;q=0.9"}),
    ("/help/us/", {}),
    ("/help/us/", {"Accept-Language": "es"}),
    ("/help/us/", {"Cookie": "language=es"}),
    ("/help/us/", {"Cookie": "look=dark"}),
    ("/help/us/", {"Cookie": "look=purple; visits=many"}),
    ("/help/us/", {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "empty"}),
    ("/help/us/?lang=es", {}),
    ("/help/us/?lang=en", {"Accept-Language": "es"}),
    ("/help/mx/steps/?lang=es", {}),
]
NOT_THE_SAME_FOR_EVERYBODY = [
    ("/help/us/", {"Cookie": "visit=somebody"}),
    ("/help/us/?lang=es", {"Cookie": "visit=endedalready"}),
    ("/help/", {"Cookie": "visit=somebody"}),
    ("/help/?lang=es", {"Cookie": "visit=somebody"}),
    ("/help/steps/?lang=es", {"Cookie": "visit=somebody"}),
    ("/help/us/", {"Host": "another.example"}),
    ("/help/us/", {"HX-Request": "true"}),
    ("/help/us/", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}),
    ("/help/us/?lang=xx", {}),
    ("/help/us/?lang=es&more=1", {}),
    ("/help/usa/", {}),
    ("/help/us", {}),
    ("/today/", {}),
]


def ask(inside: Inside, path: str, headers: dict[str, str], method: str = "GET"):
    connection = http.client.HTTPConnection(HOST, inside.port, timeout=20)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    named = {name.lower(): value for name, value in answer.getheaders()}
    named.pop("date")
    if "set-cookie" in named:  # its day of expiry is a moment's, like the date
        named["set-cookie"] = re.sub("expires=[^;]+; ", "", named["set-cookie"])
    return answer.status, named, body


def cookies_set(inside: Inside, path: str, headers: dict[str, str]) -> set[str]:
    connection = http.client.HTTPConnection(HOST, inside.port, timeout=20)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return {value.partition("=")[0] for value in answer.headers.get_all("Set-Cookie", [])}


def n_remembered(inside: Inside) -> int:
    return len(inside.server.pages._answers)


def wait_for(inside: Inside, n: int) -> None:
    """An answer is on its way a moment before it is remembered."""
    deadline = time.monotonic() + 20
    while n_remembered(inside) != n:
        assert time.monotonic() < deadline, n_remembered(inside)
        time.sleep(0.005)


@pytest.mark.parametrize(("path", "headers"), ASKED)
def test_the_second_answer_comes_from_memory_and_is_the_first(start, path, headers):
    inside = start()
    first = ask(inside, path, headers)
    wait_for(inside, 1)
    second = ask(inside, path, headers)
    assert (n_remembered(inside), second) == (1, first)


@pytest.mark.parametrize(("path", "headers"), ASKED)
def test_what_is_remembered_is_what_the_site_says(start, path, headers):
    inside = start()
    ask(inside, path, headers)
    wait_for(inside, 1)
    status, told, body = ask(inside, path, headers)
    own = Client(headers={**headers, "Host": HOST}).get(path)
    assert (status, body) == (own.status_code, own.content)
    for name in ("Content-Security-Policy", "Cache-Control", "Content-Language", "ETag",
                 "Location", "Vary", "X-Frame-Options", "Permissions-Policy"):  # fmt: skip
        assert told.get(name.lower()) == own.headers.get(name), name


def test_questions_with_another_answer_are_not_one_question(start):
    inside = start()
    answers = [ask(inside, path, headers) for path, headers in ASKED]
    wait_for(inside, len(ASKED) - 3)  # three of them ask what another one asks
    again = [ask(inside, path, headers) for path, headers in reversed(ASKED)]
    assert again[::-1] == answers


@pytest.mark.parametrize(("path", "headers"), NOT_THE_SAME_FOR_EVERYBODY)
def test_what_is_not_the_same_for_everybody_is_asked_of_the_site(start, path, headers):
    inside = start()
    for _ in range(2):
        ask(inside, path, headers)
    assert n_remembered(inside) == 0


def test_a_browser_that_has_the_page_is_told_so(start):
    inside = start()
    _, headers, body = ask(inside, "/help/us/", {"Accept-Encoding": "gzip"})
    assert gzip.decompress(body)
    known = {"Accept-Encoding": "gzip", "If-None-Match": headers["etag"]}
    wait_for(inside, 1)
    for _ in range(2):
        status, told, body = ask(inside, "/help/us/", known)
        assert (status, body, told["etag"]) == (304, b"", headers["etag"])
    assert ask(inside, "/help/us/", {**known, "If-None-Match": '"another"'})[0] == 200


def test_a_line_the_host_adds_is_on_the_next_page(start):
    inside = start()
    own = Path(settings.DATA_DIR) / LOCAL_NAME
    line = {"key": "us-lamp", "country": "US", "kind": "crisis", "name": "The Lamp Line",
            "call": "601-555-0100", "checked_on": "2026-11-01"}  # fmt: skip
    try:
        assert b"The Lamp Line" not in ask(inside, "/help/us/", {})[2]
        own.write_text(json.dumps({"lines": [line]}), encoding="utf-8")
        assert b"The Lamp Line" in ask(inside, "/help/us/", {})[2]
        assert b"The Lamp Line" in ask(inside, "/help/us/", {})[2]
    finally:
        own.unlink(missing_ok=True)
    assert b"The Lamp Line" not in ask(inside, "/help/us/", {})[2]


def test_before_there_is_a_community_nothing_is_remembered(start):
    inside = start(is_settled=False)
    ask(inside, "/help/us/", {})
    assert n_remembered(inside) == 0
    found_community("Made up", is_demo=True, at=NOW)
    for _ in range(3):
        assert b"Made-up people" in ask(inside, "/help/us/", {})[2]
    wait_for(inside, 1)


def test_somebody_signed_in_sees_their_own_people(start):
    inside = start()
    client = Client()
    client.force_login(make_person("ana"))
    visit = {"Cookie": f"visit={client.cookies['visit'].value}"}
    ask(inside, "/help/", {})
    page = ask(inside, "/help/", visit)[2].decode()
    assert "has-tabs" in page
    assert "has-tabs" not in ask(inside, "/help/us/?lang=en", visit)[2].decode()


def test_several_questions_on_one_connection_are_answered_in_order(start):
    inside = start()
    paths = ["/help/us/?lang=en", "/clouds/", "/help/us/?lang=es", "/help/countries/"] * 3
    for _ in range(2):
        connection = http.client.HTTPConnection(HOST, inside.port, timeout=20)
        bodies = []
        for path in paths:
            connection.request("GET", path)
            bodies.append(connection.getresponse().read())
        connection.close()
        assert bodies[:4] == bodies[4:8] == bodies[8:]
        assert len(set(bodies[:4])) == 4


def test_a_visit_that_ended_ends_nobody_elses(start):
    """What the site tells one browser to forget would sign out whoever opens Help after it."""
    inside, path = start(), "/help/us/?lang=en"
    ended = {"Cookie": "visit=anendedvisit"}
    assert cookies_set(inside, path, ended) == {"visit", "place"}
    assert cookies_set(inside, path, {}) == {"place"}
    wait_for(inside, 1)
    assert cookies_set(inside, path, ended) == {"place"}
