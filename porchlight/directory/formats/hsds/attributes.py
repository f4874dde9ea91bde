"""What we know and HSDS has no field for, as attributes of two taxonomies of our own.

One taxonomy is the vocabulary (`need:detox`). The other one's terms are facts with a value: the
IANA zone that HSDS's number cannot say, how one attends, the days called off, a rule that is
neither weekly nor monthly. Other readers may pass them by; ours reads them back.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from uuid import UUID

from django.utils import translation

from porchlight.directory.formats.hsds.fields import FACTS, VOCABULARY, Node
from porchlight.directory.formats.hsds.ids import made_uuid
from porchlight.directory.vocabulary.terms import GROUPS, TERMS, is_term

VERSION = "1"
FACT_WORDS = {
    "kind": "What it is: meeting, event or service",
    "attendance": "How one attends: in_person, online or hybrid",
    "place-closed": "The place is closed for now",
    "zone": "The IANA time zone of its schedules",
    "type": "A type code of its fellowship, as in Meeting Guide",
    "fellowship": "The fellowship whose type codes these are",
    "group": "The group that holds it",
    "group-notes": "What the group says of itself",
    "conference-url": "Link to join online, as the source publishes it",
    "conference-url-notes": "How to join online",
    "conference-phone": "Number to join by phone, as the source publishes it",
    "conference-phone-notes": "How to join by phone",
    "passcode": "Passcode to join, as the source publishes it",
    "formatted-address": "The address in one line, as the source writes it",
    "region": "A name people use for the area, after the first",
    "approximate": "Whether the place is only roughly known: true or false",
    "place-zone": "The IANA time zone of the place",
    "place-of-publisher": "Where the publisher is",
    "holiday": "A day with other hours, or none (HSDS 1.1's holiday_schedule, as JSON)",
    "rule": "The whole recurrence rule (RFC 5545), where freq and its parts cannot say it",
    "how-often": "How often it is, in the source's own word, where freq cannot say it",
    "week-start": "The day a week begins with, in the source's own word, where wkst cannot say it",
    "minutes": "How many minutes it lasts, where closes_at cannot say it",
    "called-off": "Dates on which it is not held, with commas",
}
Facts = Mapping[str, tuple[str, ...]]


def facts_of(raw: object) -> Facts:
    """The facts that our own export wrote on a thing, each with its values, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for taxonomy, code, value in _attributes(raw):
        if taxonomy == FACTS and code in FACT_WORDS and value:
            found[code].append(value)
    return {code: tuple(values) for code, values in found.items()}


def terms_of(raw: object) -> set[str]:
    """The terms of the vocabulary that our own export wrote on a thing."""
    attributes = _attributes(raw)
    return {code for taxonomy, code, _ in attributes if taxonomy == VOCABULARY and is_term(code)}


def holidays_of(facts: Facts) -> list[Node]:
    """The rows of HSDS 1.1's `holiday_schedule` that were written as facts."""
    found = []
    for text in facts.get("holiday", ()):
        try:
            row = json.loads(text)
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict):
            found.append(row)
    return found


def fact(of: object, name: str, value: str) -> Node:
    """The attribute that says a fact of the thing whose id is `of`."""
    return {
        "id": str(made_uuid(of, "fact", name, value)),
        "value": value,
        "taxonomy_term": _fact_term(name),
    }


def term_attributes(of: object, terms: Iterable[str]) -> list[Node]:
    """The attributes that say the terms of the thing whose id is `of`."""
    return [
        {"id": str(made_uuid(of, "term", term)), "taxonomy_term": taxonomy_term(term)}
        for term in terms
    ]


def taxonomies() -> list[Node]:
    """The two taxonomies, as HSDS writes them."""
    descriptions = {
        VOCABULARY: "What a listing is, whom it is for, its language, cost and access.",
        FACTS: "Facts that HSDS has no field for, each with a value.",
    }
    return [
        {"id": taxonomy_id(name), "name": name, "description": description, "version": VERSION}
        for name, description in descriptions.items()
    ]


def taxonomy_id(name: str) -> str:
    return str(made_uuid("taxonomy", name))


def term_id(term: str) -> str:
    return str(made_uuid("term", term))


def own_terms(terms: Iterable[str]) -> dict[UUID, UUID | None]:
    """Terms of our own vocabulary by the ids that an export gives them, each with its taxonomy."""
    return {_uuid_of(term): _vocabulary_uuid() for term in terms}


@lru_cache(maxsize=1_000)
def _uuid_of(term: str) -> UUID:
    return made_uuid("term", term)


@cache
def _vocabulary_uuid() -> UUID:
    return made_uuid("taxonomy", VOCABULARY)


def all_terms() -> list[Node]:
    """Every term of both taxonomies, groups before what is in them."""
    vocabulary = [
        taxonomy_term(code)
        for group, members in TERMS.items()
        for code in (group, *(f"{group}:{what}" for what in members))
    ]
    return vocabulary + [_fact_term(name) for name in FACT_WORDS]


@lru_cache(maxsize=1_000)
def taxonomy_term(term: str) -> Node:
    """A term "group:what", or a group, as HSDS writes it. The same object each time."""
    group, _, what = term.partition(":")
    with translation.override("en"):
        name = str(TERMS[group][what] if what else GROUPS[group])
    parent: Node = {"parent_id": term_id(group)} if what else {}
    return {
        "id": term_id(term),
        "code": term,
        "name": name,
        "description": name,
        **parent,
        "taxonomy": VOCABULARY,
        "taxonomy_id": taxonomy_id(VOCABULARY),
        "language": "en",
    }


@lru_cache(maxsize=100)
def _fact_term(name: str) -> Node:
    return {
        "id": str(made_uuid("fact", name)),
        "code": name,
        "name": name.replace("-", " ").capitalize(),
        "description": FACT_WORDS[name],
        "taxonomy": FACTS,
        "taxonomy_id": taxonomy_id(FACTS),
        "language": "en",
    }


def _attributes(raw: object) -> Iterable[tuple[str, str, str]]:
    rows = raw.get("attributes") if isinstance(raw, dict) else None
    for row in rows if isinstance(rows, list) else ():
        term = row.get("taxonomy_term") if isinstance(row, dict) else None
        if isinstance(term, dict):
            value = row.get("value")
            yield (
                str(term.get("taxonomy") or ""),
                str(term.get("code") or ""),
                value if isinstance(value, str) else "",
            )
