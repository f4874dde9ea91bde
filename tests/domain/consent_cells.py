"""Cells of the gate's table in plain words, and the same cells as `domain.consent` takes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice, product
from typing import Any
from uuid import UUID, uuid5

from porchlight.domain.consent import Action, Answer, DataClass, Facts, Purpose, RestrictionFacts
from porchlight.domain.grants import (
    EventKind,
    GrantFacts,
    Membership,
    Recipient,
    RecipientKind,
    fold,
)
from porchlight.domain.words_of_consent import LegalForm
from tests.domain.consent_oracle import Cell, Given, Verdict

NAMES = UUID(int=7)
START = datetime(2026, 11, 18, tzinfo=UTC)
ANA, ROSA, BEN, MO = "ana", "rosa", "ben", "mo"
TEAM = "role: team"
NOBODY = "nobody"  # a grant whose recipient was lost: its code says None
NOW = 100

E = frozenset
GRANT = Given(1, ROSA)
NOTES = E({"counselling"})
ALL_CLASSES, ALL_ACTIONS = E(map(str, DataClass)), E(map(str, Action))
ALL_BUT_NOTES = ALL_CLASSES - NOTES

# What stands between Rosa and Ana's things, each state with what it is there to show.
STATES: dict[str, tuple[Given, ...]] = {
    "no grant": (),
    "a grant": (GRANT,),
    "of everything": (GRANT._replace(classes=ALL_CLASSES, actions=ALL_ACTIONS),),
    "of all but notes": (GRANT._replace(classes=ALL_BUT_NOTES, actions=ALL_ACTIONS),),
    "of all but notes, by court": (
        GRANT._replace(
            classes=ALL_BUT_NOTES, actions=ALL_ACTIONS, purpose="legal", form="legal",
        ),
    ),
    "of all but notes, for care": (
        GRANT._replace(
            classes=ALL_BUT_NOTES, actions=ALL_ACTIONS, purpose="care", form="part2 named",
        ),
    ),
    "to know that there is something": (GRANT._replace(actions=E({"see summary"})),),
    "to nobody": (GRANT._replace(to=NOBODY),),
    "to a circle of the same name": (GRANT._replace(to="circle: team"),),
    "to somebody else": (GRANT._replace(to=BEN),),
    "to a role": (GRANT._replace(to=TEAM),),
    "withdrawn": (GRANT._replace(history=("withdrawn",)),),
    "withdrawn and resumed": (GRANT._replace(history=("paused", "withdrawn", "resumed")),),
    "paused": (GRANT._replace(history=("paused",)),),
    "resumed": (GRANT._replace(history=("paused", "resumed")),),
    "ends now": (GRANT._replace(ends=NOW),),
    "ends next": (GRANT._replace(ends=NOW + 1),),
    "ended by the highest time": (GRANT._replace(ends=NOW + 30),),
    "begins now": (GRANT._replace(begins=NOW),),
    "begins next": (GRANT._replace(begins=NOW + 1),),
    "a window": (GRANT._replace(since=10, until=50),),
    "an empty window": (GRANT._replace(since=50, until=50),),
    "a window turned round": (GRANT._replace(since=50, until=10),),
    "for care": (GRANT._replace(purpose="care", form="part2 named"),),
    "for care, by a personal form": (GRANT._replace(purpose="care"),),
    "for care, not complete": (
        GRANT._replace(purpose="care", form="part2 named", complete=False),
    ),
    "for payment": (GRANT._replace(purpose="payment", form="part2 treatment-payment-operations"),),
    "for research": (GRANT._replace(purpose="research", form="part2 named"),),
    "for care by one form, payment by another": (
        GRANT._replace(purpose="care", form="part2 treatment-payment-operations"),
        GRANT._replace(number=2, purpose="payment", form="counselling note"),
    ),
    "for themselves": (GRANT._replace(purpose="self"),),
    "for legal": (GRANT._replace(purpose="legal", form="legal"),),
    "legal form for support": (GRANT._replace(form="legal"),),
    "notes": (GRANT._replace(purpose="care", form="counselling note", classes=NOTES),),
    "notes by another form": (GRANT._replace(purpose="care", form="part2 named", classes=NOTES),),
    "notes and more": (
        GRANT._replace(purpose="care", form="counselling note", classes=NOTES | {"day"}),
    ),
    "a notes form for days": (
        GRANT._replace(purpose="care", form="counselling note", classes=E({"day"})),
    ),
    "notes for good, notes ended": (
        GRANT._replace(purpose="care", form="counselling note", classes=NOTES, ends=3),
        GRANT._replace(number=2, purpose="care", form="counselling note", classes=NOTES),
    ),
    "half each": (GRANT._replace(classes=E({"day"})),
                  GRANT._replace(number=2, classes=E({"check-in"}))),
    "a closed window and an open one": (
        GRANT._replace(number=1, until=50),
        GRANT._replace(number=2, ends=NOW + 9),
        GRANT._replace(number=3, until=60),
    ),
    "one ended, one alive": (GRANT._replace(ends=50), GRANT._replace(number=2, since=5)),
    "three to choose from": (
        GRANT._replace(number=3, since=9),
        GRANT._replace(number=2, since=5, ends=NOW + 90),
        GRANT._replace(number=1, since=5, ends=NOW + 80),
    ),
    "two without a beginning": (
        GRANT._replace(number=2, ends=NOW + 90),
        GRANT._replace(number=1, ends=NOW + 99),
        GRANT._replace(number=3, since=1),
    ),
    "two the same": (GRANT._replace(number=2), GRANT._replace(number=1)),
    "two that fail at different rules": (GRANT._replace(purpose="care"), GRANT._replace(ends=3)),
}  # fmt: skip

KINDS = {
    "role": RecipientKind.ORGANISATION_ROLE,
    "circle": RecipientKind.CIRCLE_ROLE,
    "organisation": RecipientKind.ORGANISATION,
}

# Who asks, and what is so between them and Ana.
SITUATIONS: dict[str, dict[str, object]] = {
    "signed out": {"who": None},
    "signed out, says of the team": {"who": None, "roles": ((TEAM, True),)},
    "ana": {"who": ANA},
    "ben": {"who": BEN},
    "mo, host, nothing waits": {"who": MO, "hosts": E({MO})},
    "mo, host, it waits": {"who": MO, "hosts": E({MO}), "waits": True},
    "mo, not a host, it waits": {"who": MO, "waits": True},
    "rosa": {"who": ROSA},
    "rosa, clock set back": {"who": ROSA, "highest": NOW + 30},
    "rosa, highest behind": {"who": ROSA, "highest": NOW - 30},
    "rosa, blocked": {"who": ROSA, "apart": E({E({ROSA, ANA})})},
    "rosa, another is blocked": {"who": ROSA, "apart": E({E({BEN, ANA})})},
    "rosa, restricted": {"who": ROSA, "noes": ((ROSA, E(), E()),)},
    "rosa, day restricted": {"who": ROSA, "noes": ((ROSA, E({"day"}), E()),)},
    "rosa, viewing restricted": {"who": ROSA, "noes": ((ROSA, E(), E({"view"})),)},
    "rosa, ben restricted": {"who": ROSA, "noes": ((BEN, E(), E()),)},
    "rosa, everybody restricted": {"who": ROSA, "noes": ((None, E(), E()),)},
    "ana, everybody restricted": {"who": ANA, "noes": ((None, E(), E()),)},
    "ana, restricted herself": {"who": ANA, "noes": ((ANA, E({"day"}), E({"view"})),)},
    "rosa, ana erased": {"who": ROSA, "gone": E({ANA})},
    "ana, erased": {"who": ANA, "gone": E({ANA})},
    "rosa, ana closed": {"who": ROSA, "closing": E({ANA})},
    "ana, closed": {"who": ANA, "closing": E({ANA})},
    "rosa of the team": {"who": ROSA, "roles": ((TEAM, True),)},
    "rosa says of the team": {"who": ROSA, "roles": ((TEAM, False),)},
    "rosa of another team": {"who": ROSA, "roles": (("organisation: team", True),)},
    "rosa, twice of the team": {"who": ROSA, "roles": ((TEAM, False), (TEAM, True))},
    "rosa says she is ben": {"who": ROSA, "roles": ((BEN, True),)},
    "rosa, two noes": {"who": ROSA, "noes": ((BEN, E(), E()), (ROSA, E({"day"}), E({"view"})))},
    "mo, host, ana apart": {"who": MO, "hosts": E({MO}), "waits": True, "apart": E({E({MO, ANA})})},
    "mo, host, restricted": {"who": MO, "hosts": E({MO}), "waits": True, "noes": ((MO, E(), E()),)},
    "mo, host, ana closed": {"who": MO, "hosts": E({MO}), "waits": True, "closing": E({ANA})},
    "ana, a host, hers waits": {"who": ANA, "hosts": E({ANA}), "waits": True},
    "mo, ben wrote it, ben closed": {"who": MO, "by": BEN, "closing": E({BEN})},
    "rosa wrote it, restricted": {"who": ROSA, "by": ROSA, "noes": ((ROSA, E(), E()),)},
    "rosa wrote it": {"who": ROSA, "by": ROSA},
    "ana, rosa wrote it": {"who": ANA, "by": ROSA},
    "ana, rosa wrote it and is erased": {"who": ANA, "by": ROSA, "gone": E({ROSA})},
    "ana, rosa wrote it and is closed": {"who": ANA, "by": ROSA, "closing": E({ROSA})},
    "signed out, holds the link": {"who": None, "link": True},
    "rosa, holds the link": {"who": ROSA, "link": True},
    "rosa, holds the link, blocked": {"who": ROSA, "link": True, "apart": E({E({ROSA, ANA})})},
    "rosa, holds the link, restricted": {"who": ROSA, "link": True, "noes": ((ROSA, E(), E()),)},
    "rosa, holds the link, ana closed": {"who": ROSA, "link": True, "closing": E({ANA})},
    "rosa, ben wrote it, apart from ben": {"who": ROSA, "by": BEN, "apart": E({E({ROSA, BEN})})},
}

SEVERAL = [
    E({"day", "check-in"}),
    E({"day", "journal"}),
    E({"counselling", "day"}),
    E({"community", "day"}),
    E({"correction", "community"}),
    E({"invitation", "day"}),
    E(),
]
CLASSES_ASKED = [E({str(one)}) for one in DataClass] + SEVERAL


# A smaller table, in which each rule still decides somewhere.
FEW = (
    [Purpose.SUPPORT, Purpose.SELF, Purpose.CARE, Purpose.MENDING, Purpose.INVITING],
    [E({"day"}), SEVERAL[0], SEVERAL[2], NOTES, E({"correction"}), E({"invitation"})],
    [Action.SUMMARY, Action.VIEW, Action.WRITE],
)
ALL = (list(Purpose), CLASSES_ASKED, list(Action))


def cells(stride: int = 1, asks: Any = ALL, first: int = 0) -> Iterator[tuple[str, Cell]]:
    """Every so-many-th cell of situation x state x purpose x classes x action."""
    every = product(SITUATIONS, STATES, *asks)
    for where, state, purpose, asked, action in islice(every, first, None, stride):
        cell = Cell(
            who=None,
            about=ANA,
            by=ANA,
            action=str(action),
            classes=asked,
            purpose=str(purpose),
            clock=NOW,
            grants=STATES[state],
        )
        yield f"{where}; {state}", cell._replace(**SITUATIONS[where])


@cache
def person(name: str) -> UUID:
    return uuid5(NAMES, name)


def moment(number: int | None) -> datetime | None:
    return None if number is None else START + timedelta(minutes=number)


@cache
def grant_facts(given: Given) -> GrantFacts:
    is_paused, is_withdrawn = fold(map(EventKind, given.history))
    return GrantFacts(
        grant_id=UUID(int=given.number),
        recipient=recipient(given.to),
        purpose=Purpose(given.purpose),
        form=LegalForm(given.form),
        data_classes=E(map(DataClass, given.classes)),
        actions=E(map(Action, given.actions)),
        valid_from=START + timedelta(minutes=given.begins),
        ends_at=moment(given.ends),
        since=moment(given.since),
        until=moment(given.until),
        is_complete=given.complete,
        is_paused=is_paused,
        is_withdrawn=is_withdrawn,
    )


def recipient(to: str) -> Recipient:
    kind, _, code = to.partition(": ")
    if code:
        return Recipient(KINDS[kind], code)
    if to == NOBODY:
        return Recipient(RecipientKind.PERSON, str(None))
    return Recipient(RecipientKind.PERSON, str(person(to)))


def facts_of(cell: Cell) -> Facts:
    owners = {cell.about, cell.by}
    return Facts(
        actor_id=person(cell.who) if cell.who else None,
        subject_id=person(cell.about),
        author_id=None if cell.by == cell.about else person(cell.by),
        is_erased=bool(owners & cell.gone),
        is_closed=bool(owners & cell.closing),
        is_blocked=any(E({cell.who, owner}) in cell.apart for owner in owners),
        actor_is_host=cell.who in cell.hosts,
        waits=cell.waits,
        holds_link=cell.link,
        restrictions=tuple(
            RestrictionFacts(
                person(whom) if whom else None,
                E(map(DataClass, classes)),
                E(map(Action, actions)),
            )
            for whom, classes, actions in cell.noes
        ),
        memberships=E(Membership(recipient(name), sure) for name, sure in cell.roles),
        grants=tuple(map(grant_facts, cell.grants)),
        highest_time=moment(cell.highest),
    )


def as_answer(verdict: Verdict) -> Answer:
    return Answer(
        verdict.yes,
        verdict.why,
        None if verdict.grant is None else UUID(int=verdict.grant),
        moment(verdict.since),
        moment(verdict.until),
        moment(verdict.ends),
    )
