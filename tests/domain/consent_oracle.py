"""A second reading of SECURITY.md §2, written apart from `porchlight/domain/consent.py`.

It knows nothing of that module: a cell of the table is plain words, and every question goes down
one list of (what the promise is called, whether it matches, what it answers).
"""

from __future__ import annotations

from typing import Any, NamedTuple

PROFESSIONAL = {"care", "payment", "operations"}
AMONG_PEOPLE = {"support", "accountability", "sponsor", "safety plan"}
FORM_SERVES = {
    "personal": AMONG_PEOPLE,
    "part2 named": AMONG_PEOPLE | PROFESSIONAL | {"research", "org analytics"},
    "part2 treatment-payment-operations": PROFESSIONAL,
    "counselling note": {"care"},
    "legal": {"legal"},
}
NOT_FOR_GRANTING = {"community", "correction", "account", "consent"}


class Given(NamedTuple):
    """One grant in plain words. Times are numbers; None is "no such limit"."""

    number: int
    to: str  # a person, or a role as "role: ..."
    purpose: str = "support"
    form: str = "personal"
    classes: frozenset[str] = frozenset({"check-in", "mood"})
    actions: frozenset[str] = frozenset({"view", "see summary"})
    begins: int = 0
    ends: int | None = None
    since: int | None = None
    until: int | None = None
    complete: bool = True
    history: tuple[str, ...] = ()


class Cell(NamedTuple):
    """One question, and all that is so at the moment of asking."""

    who: str | None
    about: str
    by: str
    action: str
    classes: frozenset[str]
    purpose: str
    clock: int
    highest: int | None = None
    gone: frozenset[str] = frozenset()
    closing: frozenset[str] = frozenset()
    apart: frozenset[frozenset[str]] = frozenset()
    hosts: frozenset[str] = frozenset()
    waits: bool = False
    noes: tuple[tuple[str | None, frozenset[str], frozenset[str]], ...] = ()
    roles: tuple[tuple[str, bool], ...] = ()
    grants: tuple[Given, ...] = ()


class Verdict(NamedTuple):
    yes: bool
    why: str
    grant: int | None = None
    since: int | None = None
    until: int | None = None
    ends: int | None = None


def verdict(cell: Cell) -> Verdict:
    promises: list[tuple[str, Any, bool]] = [
        ("erased", {cell.about, cell.by} & cell.gone, False),
        ("closed", {cell.about, cell.by} & cell.closing, False),
        ("public", for_everybody(cell), True),
        (
            "blocked",
            any(frozenset({cell.who, x}) in cell.apart for x in (cell.about, cell.by)),
            False,
        ),
        ("restricted", any(names_it(no, cell) for no in cell.noes), False),
        ("handed over", sent_to_hosts(cell), True),
        ("self", cell.purpose == "self" and is_theirs(cell), True),
    ]
    for why, matches, answer in promises:
        if matches:
            return Verdict(answer, why)
    return by_grants(cell)


def for_everybody(cell: Cell) -> bool:
    return (cell.purpose, cell.action) == ("hosting", "view") and not cell.classes - {"community"}


def sent_to_hosts(cell: Cell) -> bool:
    asked = (cell.purpose, cell.action, cell.classes - {"correction"})
    return asked == ("mending", "view", frozenset()) and cell.who in cell.hosts and cell.waits


def names_it(no: tuple[str | None, frozenset[str], frozenset[str]], cell: Cell) -> bool:
    whom, classes, actions = no
    hits_person = cell.who == whom if whom else cell.who != cell.about
    hits_class = not classes or classes & cell.classes
    return bool(hits_person and hits_class and (not actions or cell.action in actions))


def is_theirs(cell: Cell) -> bool:
    return cell.who is not None and cell.who in (
        {cell.by} if cell.action == "write" else {cell.about, cell.by}
    )


def by_grants(cell: Cell) -> Verdict:
    """Each grant is carried through the gates in turn; how far it got is remembered."""
    now = max(cell.clock, cell.highest if cell.highest is not None else cell.clock)
    reached: list[tuple[int, str]] = [(0, "default")]
    through = []
    for given in cell.grants:
        for step, (why, passes) in enumerate(gates(given, cell, now)):
            if not passes:
                reached.append((step, why))
                break
        else:
            through.append(given)
    if not through:
        return Verdict(False, max(reached)[1])
    early = [g for g in through if g.since is None] or [
        g for g in through if g.since == min(x.since for x in through if x.since is not None)
    ]
    late = [g for g in early if g.ends is None] or [
        g for g in early if g.ends == max(x.ends for x in early if x.ends is not None)
    ]
    best = min(late, key=lambda g: g.number)
    return Verdict(True, "grant", best.number, best.since, best.until, best.ends)


def gates(given: Given, cell: Cell, now: int) -> list[tuple[str, bool]]:
    role = given.to.startswith("role: ")
    mine = [confirmed for name, confirmed in cell.roles if name == given.to]
    notes = "counselling" in cell.classes or given.form == "counselling note"
    only_notes = cell.classes == given.classes == {"counselling"}
    withdrawn = "withdrawn" in given.history
    breaks = [event for event in given.history if event in ("paused", "resumed")]
    paused = breaks[-1:] == ["paused"]
    return [
        ("default", bool(mine) if role else given.to == cell.who),
        ("not a member", not role or any(mine)),
        ("purpose", given.complete and given.purpose == cell.purpose
                    and cell.purpose in FORM_SERVES[given.form]),
        ("counselling", not notes or (given.form == "counselling note" and only_notes)),
        ("ended", not withdrawn and not paused and given.begins <= now
                  and (given.ends is None or given.ends > now)),
        ("window", None in (given.since, given.until) or given.since < given.until),
        ("not in the grant", cell.action in given.actions and cell.action != "write"
                             and bool(cell.classes) and cell.classes <= given.classes
                             and not cell.classes & NOT_FOR_GRANTING),
    ]  # fmt: skip
