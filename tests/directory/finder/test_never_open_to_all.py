"""Nothing says of a listing that is for some people that it is open to everybody."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import datetime
from itertools import product
from typing import Any

import pytest
from django.utils import translation

from porchlight.demo.pathways import PATHWAYS
from porchlight.directory.display.what_to_expect import what_to_expect
from porchlight.directory.finder import search as finder
from porchlight.directory.finder.search import FindQuery
from porchlight.directory.formats.meeting_guide import types
from porchlight.directory.models import Service
from porchlight.directory.vocabulary.terms import (
    GUIDE_CODES,
    LANGUAGES,
    TERMS,
    term_name,
    terms_of_types,
)
from porchlight.domain.fit import LIMITING, PEOPLE, Wishes, fit_of, is_limited, limits_of
from porchlight.people.models import Person
from tests.directory.listings import make_meeting

TO_ALL = re.compile(
    r"open to (?:all|any|every)|(?<!not )(?:any|every)(?:one|body) (?:can|may|is)|all are welcome"
    r"|\babiert[ao]s? (?:a|para) tod|puede venir cualquiera|cualquier persona|todo el mundo",
    re.IGNORECASE,
)
CODES = sorted({code for term, code in GUIDE_CODES.items() if term in LIMITING})


def test_no_word_for_a_code_or_a_term_says_so() -> None:
    for language in ("en", "es"):
        with translation.override(language):
            words = [
                term_name(f"{group}:{what}") for group, whats in TERMS.items() for what in whats
            ]
            words += map(str, types.SHARED.values())
            words += [str(n) for names in types.BY_FELLOWSHIP.values() for n in names.values()]
            assert [one for one in words if TO_ALL.search(one)] == []


@pytest.mark.parametrize("code", CODES)
def test_its_page_and_its_row_do_not_say_so(
    code: str, ana: Person, rosa: Person, now: datetime, client_of: Callable[[Person], Any]
) -> None:
    terms = list(terms_of_types("aa", ["O", code]))
    assert is_limited(terms)
    meeting = make_meeting("wed 19:00", types=["O", code], terms=terms, attendance="online")
    for person, path in product(
        (ana, rosa),  # in English and in Spanish
        (f"/meet/{meeting.pk}/", "/meet/soon/", "/meet/now/"),
    ):
        with translation.override(person.language):
            page = client_of(person).get(path).content.decode()
        assert meeting.name in page
        assert not TO_ALL.search(page), (path, TO_ALL.search(page))


def test_an_open_meeting_is_open_to_who_is_no_member() -> None:
    """The line for code O is there, for who it is said of whom it is for and who it is not."""
    for codes in (["O"], ["O", "W"]):
        lines = what_to_expect(Service(types=codes, attendance="online"))
        assert lines[0] == what_to_expect(Service(types=["O"], attendance="online"))[0]
        assert not any(map(TO_ALL.search, lines))


def test_no_meeting_of_the_demo_that_is_for_some_says_so() -> None:
    for way in PATHWAYS:
        if any(is_limited(terms_of_types(way.fellowship, kinds)) for kinds in way.kinds):
            assert not any(map(TO_ALL.search, way.about)), way.source


@pytest.mark.parametrize("seed", range(4))
def test_the_finder_leaves_out_what_does_not_fit_and_nothing_else(seed: int, now: datetime) -> None:
    """Over made-up listings of any terms, for any wishes: what each fit says, one by one."""
    dice = random.Random(seed)
    some = sorted({*LIMITING, *sorted(LANGUAGES)[:5], "pathway:12-step", "pathway:smart"})
    for _ in range(60):
        make_meeting("wed 19:00", attendance="online", terms=dice.sample(some, dice.randint(0, 3)))
    everything = finder.find(FindQuery(24), now)
    assert len(everything) == 60
    for _ in range(20):
        wishes = Wishes(
            groups=frozenset(dice.sample(PEOPLE, dice.randint(0, 8))),
            disliked=frozenset(dice.sample(["12-step", "smart"], dice.randint(0, 2))),
            languages=frozenset(["en", *dice.sample(["am", "ar", "bg"], dice.randint(0, 3))]),
        )
        found = finder.find(FindQuery(24, not_for=limits_of(wishes, LANGUAGES)), now)
        assert found == [one for one in everything if fit_of(one.terms, wishes).is_offered]
