"""Help is drawn once for all who see the same, and nobody sees what is another's."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from porchlight.people.actions import found_community
from porchlight.reach import frames
from porchlight.reach.help_files import LOCAL_NAME
from porchlight.web.device import DEVICE_COOKIE, owner_mark
from tests.make import NOW, make_tie

TOKEN = re.compile(r'"X-CSRFToken": "(\w+)"')
ADDRESSES = ["/help/", "/help/us/?lang=en", "/help/us/steps/?lang=es", "/help/countries/?lang=es"]


@pytest.fixture(autouse=True)
def no_frames(now):
    drawn = frames._frame
    drawn.cache_clear()
    yield
    drawn.cache_clear()


def page(client, address: str = "/help/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def without_token(text: str) -> str:
    return TOKEN.sub("", text)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_second_page_is_the_first_and_no_template_of_help_is_drawn_for_it(
    client_of, ana, monkeypatch, address
):
    make_tie(ana, "Zelda", phone="601-555-0142")
    ana_here = client_of(ana)
    first = page(ana_here, address)
    monkeypatch.setattr(frames, "get_template", None)
    assert without_token(page(ana_here, address)) == without_token(first)


def test_each_sees_their_own_people_token_and_device(client_of, ana, rosa):
    make_tie(ana, "Zelda", phone="601-555-0142")
    make_tie(rosa, "Quentin", phone="601-555-0143")
    type(rosa).objects.update(language=ana.language, country=ana.country)
    ana_here, rosa_here = client_of(ana), client_of(rosa)
    ana_here.cookies[DEVICE_COOKIE] = owner_mark(ana)
    tokens = set()
    for _ in range(2):
        anas, rosas = page(ana_here), page(rosa_here)
        assert "Zelda" in anas
        assert "Quentin" not in anas
        assert "Quentin" in rosas
        assert "Zelda" not in rosas
        assert f'data-device="{owner_mark(ana)}"' in anas
        assert 'data-device=""' in rosas
        tokens |= {TOKEN.search(each)[1] for each in (anas, rosas)}
    assert len(tokens) == 4
    assert frames._frame.cache_info().currsize == 1


def test_what_somebody_changes_is_on_the_next_page(client_of, ana):
    ana_here = client_of(ana)
    assert 'class="empty' in page(ana_here)
    make_tie(ana, "Zelda", phone="601-555-0142")
    assert "Zelda" in page(ana_here)
    ana_here.cookies["look"] = "dark"
    assert 'data-theme="dark"' in page(ana_here)
    type(ana).objects.filter(pk=ana.pk).update(language="es", country="MX")
    spanish = page(ana_here)
    assert '<html lang="es"' in spanish
    assert "911" in spanish
    assert "988" not in spanish


def test_a_line_the_host_adds_is_on_the_next_page_of_somebody_signed_in(client_of, ana):
    own = Path(settings.DATA_DIR) / LOCAL_NAME
    line = {"key": "us-lamp", "country": "US", "kind": "crisis", "name": "The Lamp Line",
            "call": "601-555-0100", "checked_on": "2026-11-01"}  # fmt: skip
    ana_here = client_of(ana)
    try:
        assert "The Lamp Line" not in page(ana_here)
        own.write_text(json.dumps({"lines": [line]}), encoding="utf-8")
        assert "The Lamp Line" in page(ana_here)
    finally:
        own.unlink(missing_ok=True)


def test_a_made_up_community_is_not_drawn_as_a_real_one(client_of, ana):
    ana_here = client_of(ana)
    assert "tel:" in page(ana_here)
    found_community("Made up", is_demo=True, at=NOW)
    assert "tel:" not in page(ana_here)


@pytest.mark.parametrize(
    "name", [f"{frames.MARK}csrf_token;", "<b>Zelda</b>"], ids=["a place in a frame", "a tag"]
)
def test_a_name_opens_nothing(client_of, ana, name):
    make_tie(ana, name, phone="601-555-0142")
    shown = page(client_of(ana))
    assert name.replace("<", "&lt;").replace(">", "&gt;") in shown
    assert "<b>Zelda" not in shown


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_frame_holds_nothing_of_a_request(client_of, ana, address, monkeypatch):
    keys, draw = [], frames._frame
    monkeypatch.setattr(frames, "_frame", lambda key: (keys.append(key), draw(key))[1])
    page(client_of(ana), address)
    (key,) = keys
    assert {type(value) for _, value in key.shell} <= {str, bool, int, type(None)}
    held = repr(key)
    for own in (str(ana.pk), owner_mark(ana), "csrf"):
        assert own not in held


def test_something_new_that_the_shell_says_is_part_of_the_key(client_of, ana, monkeypatch):
    """So that nothing is ever shown to somebody else because it was forgotten here."""
    said = iter(("one", "two"))
    shell = frames._shell_of
    monkeypatch.setattr(frames, "_shell_of", lambda asked: {**shell(asked), "new": next(said)})
    for _ in range(2):
        page(client_of(ana))
    assert frames._frame.cache_info().currsize == 2
