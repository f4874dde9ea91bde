"""What leaves for a phone says nothing of what it is about, in both languages (SECURITY promise 5).

Every kind of message is prepared for real somewhere else; here is what each of them may say.
"""

from __future__ import annotations

import ast
import json
import re

import pytest

from porchlight.outbox.kinds import all_kinds
from porchlight.outbox.push import notice
from porchlight.reach.asks.messages import ASK_CHANNEL
from porchlight.together.messages import DIGEST_KEPT_FOR, WAITS_CHANNEL
from script.messages import ROOT
from tests.words.test_discreet import TELLING

LANGUAGES = ("en", "es")
# What a line on a phone must not say beyond what no title may: who, and what for.
MORE = re.compile(
    r"someone|somebody|alguien|ask|pid[eió]|plan|promise|promesa|friend|amig|peer|circle|help|ayud|"
    r"meeting|reuni|reminder|recordatorio|urgent|now|ahora|miss|answer|respond|read|le[eí]|\d{2,}",
    re.I,
)
CHANCE = re.compile(r"https://porch\.example/n/[\w-]{16}/")


def tells(text: str) -> bool:
    return bool(TELLING.search(text) or MORE.search(text))


def shown(language: str) -> dict[str, str | bool]:
    words = notice.words_in(language)
    made = json.loads(notice.content(words, language, "https://porch.example/", "t" * 32))
    notification: dict[str, str | bool] = made["notification"]
    return notification


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_shows_a_name_and_a_line_that_tell_nothing(language):
    found = shown(language)
    assert set(found) == {"title", "body", "navigate", "lang", "silent", "tag"}
    assert not tells(str(found["title"]))
    assert not tells(str(found["body"]))
    assert CHANCE.fullmatch(str(found["navigate"]))


def test_it_is_one_size_in_every_language_whatever_the_site_is_called():
    sizes = {
        len(notice.content(notice.words_in(language), language, origin, "t" * 32))
        for language in LANGUAGES
        for origin in ("https://a.example/", "https://a-much-longer-name.example/")
    }
    assert sizes == {notice.CONTENT_BYTES}


def test_the_same_line_is_said_by_every_kind():
    """Each module that makes what goes out takes its words from the one place, and no other."""
    making = {}
    for path in sorted((ROOT / "porchlight").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(getattr(node, "func", None), "id", "")
            if isinstance(node, ast.Call) and name == "Outgoing":
                making[path.name, path.parent.name] = ast.unparse(node.args[1])
    assert len(making) >= 2
    assert {words.split("(")[0] for words in making.values()} == {"words_in"}


def test_no_name_of_a_kind_is_on_the_way_to_a_phone():
    """The worker and its log know it; a push service and a phone do not."""
    names = [kind.name for kind in all_kinds()]
    assert {"ask", "waits"} <= set(names)
    for language in LANGUAGES:
        values = [str(value) for key, value in shown(language).items() if key != "navigate"]
        assert not [name for name in names if any(name in value for value in values)]


def test_only_an_ask_wakes_a_phone_and_it_is_over_the_soonest():
    assert (ASK_CHANNEL.urgency, WAITS_CHANNEL.urgency) == ("high", "normal")
    assert ASK_CHANNEL.keeps_for < DIGEST_KEPT_FOR < WAITS_CHANNEL.keeps_for


@pytest.mark.parametrize(
    "text",
    [
        "Ben asks for you",
        "Ana pide que la llames",
        "Your meeting starts",
        "12 notes",
        "Sober today",
    ],
)
def test_the_words_that_would_tell(text):
    assert tells(text)
