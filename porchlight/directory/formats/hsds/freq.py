"""How often an HSDS schedule is: its `freq` and `wkst` in the words that HSDS 3.0 has for them.

schedule.json knows WEEKLY and MONTHLY, and weeks that begin on MO to SU. Other spellings of these
are put right, and each day is the seven days of every week. A word that has no such spelling goes
out as a fact of our own, and comes back as it was.
"""

from __future__ import annotations

from collections.abc import Mapping

from porchlight.directory.formats.fields import times
from porchlight.directory.formats.hsds.attributes import fact, facts_of
from porchlight.directory.formats.hsds.fields import FACTS, Node
from porchlight.domain.recurrence import DAYS

EVERY = ("WEEKLY", "MONTHLY")
# Field -> the fact that says it where the field cannot.
FACT_FOR = {"freq": "how-often", "wkst": "week-start"}
OTHER_DAYS = ("bymonthday", "byweekno", "byyearday")


def in_words_of_hsds(schedule: Mapping[str, object]) -> Node:
    """The schedule with `freq` and `wkst` as HSDS 3.0 spells them, where that says the same."""
    whole = dict(schedule)
    every = _text_of(schedule, "freq").upper()
    if every == "DAILY" and _is_each_day(schedule):
        every = "WEEKLY"
        whole["byday"] = _text_of(schedule, "byday") or ",".join(DAYS)
    if every in EVERY:
        whole["freq"] = every
    if day := _day(_text_of(schedule, "wkst")):
        whole["wkst"] = day
    return whole


def for_reading(schedule: Mapping[str, object]) -> Node:
    """The schedule in the words of HSDS, with what our own export had to say in facts."""
    facts = facts_of(schedule)
    source_values = {name: facts[code][0] for name, code in FACT_FOR.items() if code in facts}
    if not source_values:
        return in_words_of_hsds(schedule)
    rows = schedule.get("attributes")
    others = (
        [row for row in rows if not _says(row, source_values)] if isinstance(rows, list) else []
    )
    whole = {**schedule, **source_values, "attributes": others}
    return in_words_of_hsds({name: value for name, value in whole.items() if value != []})


def for_writing(schedule: Node, of: object) -> Node:
    """The schedule as schedule.json takes it; `of` is its id, or that of what it belongs to."""
    whole = in_words_of_hsds(schedule)
    facts = []
    for name, known in (("freq", EVERY), ("wkst", DAYS)):
        if (value := _text_of(whole, name)) and value not in known:
            facts.append(fact(of, FACT_FOR[name], value))
            del whole[name]
    if facts:
        rows = whole.get("attributes")
        whole["attributes"] = [*(rows if isinstance(rows, list) else []), *facts]
    return whole


def _is_each_day(schedule: Mapping[str, object]) -> bool:
    """Whether DAILY is every day of every week, or every one of the weekdays beside it."""
    if _text_of(schedule, "interval") not in ("", "1"):
        return False
    days = [part.strip().upper() for part in _text_of(schedule, "byday").split(",") if part.strip()]
    return set(days) <= set(DAYS) and not any(_text_of(schedule, name) for name in OTHER_DAYS)


def _day(text: str) -> str:
    """The two letters of a day's name; "" for anything else."""
    name = text.lower()
    names = (*times.NAMES, *(code.lower() for code in DAYS))
    return name[:2].upper() if name in names else ""


def _says(attribute: object, source_values: Mapping[str, str]) -> bool:
    term = attribute.get("taxonomy_term") if isinstance(attribute, dict) else None
    if not isinstance(term, dict) or term.get("taxonomy") != FACTS:
        return False
    return term.get("code") in {FACT_FOR[name] for name in source_values}


def _text_of(schedule: Mapping[str, object], name: str) -> str:
    value = schedule.get(name)
    return "" if value is None else str(value).strip()
