"""A second reading of what is promised about consent, as tables, written apart from
`porchlight/domain/consent.py` (docs/decisions/0034).

It knows nothing of that module: a cell of the gate's table is plain words. It has no steps either.
`CLASSES` says of each kind of thing how anybody but its own people can reach it, `FORMS` what each
legal form can be for. All rules are looked at each time; `ORDER` and `STOPS` say which one counts
when several hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

CLASSES = """
    name          by grant
    place         by grant, unless it is personal
    barriers      by grant, unless it is personal
    wishes        by grant
    check-in      by grant
    mood          by grant, unless it is personal
    urge          by grant, unless it is personal
    journal       by grant, unless it is personal
    circle        by grant, unless it is personal
    step          by grant
    notice        by grant, unless it is personal
    meetings      by grant
    thoughts      by grant
    plan          by grant
    milestones    by grant
    check-ups     by grant
    messages      by grant, unless it is personal
    care-plan     by grant
    counselling   by grant alone
    community     for hosting, everybody reads
    correction    for mending, hosts read while it waits
    report        for mending, hosts read while it waits
    invitation    for inviting, whoever holds the link reads
    day           by grant
    account       never
    consent       never
    promises      never
    handed        never
    looks         never
    light         never
    ask           never
"""

FORMS = """
    personal                             support, accountability, sponsor, safety plan
    part2 named                          support, accountability, sponsor, safety plan, care, \
payment, operations, research, org analytics
    part2 treatment-payment-operations   care, payment, operations
    counselling note                     care
    legal                                legal
"""

# The first that holds is the answer; where none does, the grants are asked.
ORDER = {
    "nothing asked": False,
    "erased": False,
    "closed": False,
    "public": True,
    "blocked": False,
    "restricted": False,
    "handed over": True,
    "link": True,
    "self": True,
}

# What can be wrong with a grant. The first of them stops it; of several grants that are stopped,
# the one that came furthest says why.
STOPS = [
    "default", "not a member", "purpose", "counselling", "ended", "window", "not in the grant",
]  # fmt: skip

ACTIONS_GRANTED = {"see summary", "view", "comment", "be told", "export"}


class Given(NamedTuple):
    """One grant in plain words. Times are numbers; None is "no such limit"."""

    number: int
    to: str  # a person, or a role or organisation as "role: ..."
    purpose: str = "support"
    form: str = "personal"
    classes: frozenset[str] = frozenset({"check-in", "day"})
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
    link: bool = False
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


def _read(table: str) -> dict[str, str]:
    lines = (line.strip().split("   ", 1) for line in table.split("\n") if line.strip())
    return {name: rest.strip() for name, rest in lines}


REACHED = _read(CLASSES)
SERVES = {form: set(purposes.split(", ")) for form, purposes in _read(FORMS).items()}


def verdict(cell: Cell) -> Verdict:
    """What the promises say about one cell."""
    holding = {rule for rule, holds in _rules(cell) if holds}
    for rule, answer in ORDER.items():
        if rule in holding:
            return Verdict(answer, rule)
    wrong = [(given, {rule for rule, fails in _faults(given, cell) if fails})
             for given in cell.grants]  # fmt: skip
    good = [given for given, faults in wrong if not faults]
    if good:
        best = _widest(good)
        return Verdict(True, "grant", best.number, best.since, best.until, best.ends)
    reached = [min(map(STOPS.index, faults)) for _given, faults in wrong]
    return Verdict(False, STOPS[max(reached, default=0)])


def _rules(cell: Cell) -> Iterator[tuple[str, object]]:
    owners = {cell.about, cell.by}
    reached = {REACHED[name] for name in cell.classes}
    view = cell.action == "view"
    yield "nothing asked", not cell.classes
    yield "erased", owners & cell.gone
    yield "closed", owners & cell.closing
    if reached == {"for hosting, everybody reads"}:
        yield "public", view and cell.purpose == "hosting"
    yield "blocked", any({cell.who, owner} in cell.apart for owner in owners)
    for whom, classes, actions in cell.noes:
        bound = whom == cell.who or (whom is None and cell.who != cell.about)
        about_it = (classes or cell.classes) & cell.classes
        yield "restricted", bound and about_it and cell.action in (actions or {cell.action})
    if reached == {"for mending, hosts read while it waits"} and cell.waits:
        yield "handed over", view and cell.purpose == "mending" and cell.who in cell.hosts
    if reached == {"for inviting, whoever holds the link reads"} and cell.link:
        yield "link", view and cell.purpose == "inviting"
    # What is about somebody and what somebody wrote are both theirs; only its author changes it.
    theirs = {cell.by} if cell.action == "write" else owners
    yield "self", cell.purpose == "self" and cell.who in theirs


def _faults(given: Given, cell: Cell) -> Iterator[tuple[str, object]]:
    """Everything that is wrong with a grant for this question."""
    now = max(cell.clock, cell.highest or 0)
    if cell.who is None or ": " not in given.to:
        yield "default", cell.who is None or given.to != cell.who
    else:
        says = {confirmed for name, confirmed in cell.roles if name == given.to}
        yield "default", not says
        yield "not a member", True not in says
    yield "purpose", not given.complete
    yield "purpose", cell.purpose != given.purpose or cell.purpose not in SERVES[given.form]
    notes = frozenset({"counselling"})
    if given.form == "counselling note" or notes & (given.classes | cell.classes):
        # Combined with nothing: in its form, in what it gives, in what is asked.
        yield "counselling", (given.form, given.classes, cell.classes) != (
            "counselling note", notes, notes,
        )  # fmt: skip
    yield "ended", "withdrawn" in given.history
    yield "ended", [event for event in given.history if event != "withdrawn"][-1:] == ["paused"]
    yield "ended", not given.begins <= now < (now + 1 if given.ends is None else given.ends)
    if given.since is not None and given.until is not None:
        yield "window", given.since >= given.until
    yield "not in the grant", cell.action not in given.actions & ACTIONS_GRANTED
    for name in cell.classes:
        yield "not in the grant", name not in given.classes or "grant" not in REACHED[name]
        yield "not in the grant", given.form in REACHED[name]


def _widest(grants: list[Given]) -> Given:
    """Of those that reach furthest back, of these furthest forward, of these those that last
    longest, the first."""
    never = 10**9
    grants = sorted(grants, key=lambda given: given.number)
    grants.sort(key=lambda given: never if given.ends is None else given.ends, reverse=True)
    grants.sort(key=lambda given: never if given.until is None else given.until, reverse=True)
    grants.sort(key=lambda given: -1 if given.since is None else given.since)
    return grants[0]
