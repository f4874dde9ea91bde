"""Two worlds that differ only in what Rosa may not see, on the pages that she has: what Ana shows,
hands over, writes and agrees on with others, and what of it never reached Rosa.

To add something that she must not see, add one line to HIDDEN; to add a way in which a grant is no
grant, one to DEAD.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction

from porchlight.circles.consents import give_grant, restrict
from porchlight.circles.models import Grant, Tie
from porchlight.domain.ask import HelperAnswer
from porchlight.domain.circle.agreements import (
    AgreementAnswer,
    AgreementKind,
    PromiseOutcome,
    quiet_told,
)
from porchlight.domain.circle.sharing import SharedKind
from porchlight.domain.consent import DataClass, Purpose
from porchlight.people.local.units import unit_of_work
from porchlight.people.models import Person
from porchlight.reach.lights.actions import put_on
from porchlight.sharing.actions import add_milestone, hand_over, pause, take_back, turn_off, turn_on
from porchlight.together.actions import note_looked_at, remove_from_view, send_note
from porchlight.together.agreements.actions import (
    answer_agreement,
    end_times,
    let_go_received,
    put_to,
    say_how_it_went,
)
from porchlight.together.agreements.queries import decision_on_agreements
from porchlight.together.models import AgreedTimes, ReceivedAgreement, ReceivedNote
from tests.make import (
    NOW,
    TODAY,
    decision_of,
    make_check_in,
    make_dated_note,
    make_tie,
    signed_terms,
)
from tests.reach import withdrawing as of_asks
from tests.sharing.pairs import DAY, share, tie_to
from tests.together.covert import PAGES, RosasScreen, Two
from tests.together.tied import tied
from tests.together.tying import make_plan, make_promise, make_times

# What Ana may or may not show to Rosa in a world; milestones are hers to see in each.
KINDS = (SharedKind.DAY, SharedKind.CHECKED_IN)
PAGES_A_PAIR = 4
ALL_PAGES_EVERY = 25  # pairs


@dataclass(frozen=True)
class Base:
    """What all worlds share: three people, and what Rosa may see of Ana's."""

    ana: Person
    rosa: Person
    ben: Person
    screen: RosasScreen
    asked: UUID  # a plan of Rosa's, which Ana got
    agreed: UUID  # Ana's own row of the times of the two
    note: UUID  # a note of Rosa's, as Ana has it

    def to_ben(self) -> Tie:
        return tie_to(self.ana, self.ben)

    def from_ben(self) -> Tie:
        return tie_to(self.ben, self.ana)


def base_of(ana: Person, rosa: Person, ben: Person) -> Base:
    to_rosa, to_ana = tied(ana, rosa, "Rosa"), tied(rosa, ana, "Ana")
    tied(ana, ben, "Ben")
    tied(ben, ana, "Ana")
    add_milestone(ana, "A month of walks.", TODAY)
    share(ana, rosa, SharedKind.MILESTONES, with_before=True)
    hand_over(ana, rosa.pk, "What I wrote on Sunday.", NOW)
    send_note(ana, to_rosa, "Good morning.", NOW)
    send_note(rosa, to_ana, "Good morning to you.", NOW)
    make_promise(ana, to_rosa)
    make_promise(rosa, to_ana)
    make_plan(ana, to_rosa)
    asked, times = make_plan(rosa, to_ana), make_times(rosa, to_ana)
    with unit_of_work():
        theirs = decision_on_agreements(ana, rosa.pk, NOW)
        answer_agreement(ana, times.pk, AgreementAnswer.YES, theirs)
    screen = RosasScreen(Two(ana, rosa, to_rosa, to_ana))
    of_asks.shine_and_ask(screen.two, NOW)
    screen.client.force_login(rosa)
    agreed = AgreedTimes.objects.get(person=ana).pk
    note = ReceivedNote.objects.get(reader=ana).pk
    return Base(ana, rosa, ben, screen, asked.pk, agreed, note)


def _answered_no(base: Base, dice: Random) -> None:
    with unit_of_work():
        theirs = decision_on_agreements(base.ana, base.rosa.pk, NOW)
        answer_agreement(base.ana, base.asked, AgreementAnswer.NO, theirs)


def _times_with_ben(base: Base, dice: Random) -> None:
    times = make_times(base.ben, base.from_ben(), weekdays=(dice.randrange(7),))
    with unit_of_work():
        theirs = decision_on_agreements(base.ana, base.ben.pk, NOW)
        answer_agreement(base.ana, times.pk, AgreementAnswer.YES, theirs)


def _promise_to_ben(base: Base, dice: Random) -> None:
    promise = make_promise(base.ana, base.to_ben(), what=f"bring {dice.random()}")
    if dice.random() < 0.5:
        with unit_of_work():
            mine = decision_of(base.ana)
            outcome = dice.choice(list(PromiseOutcome))
            say_how_it_went(base.ana, promise.pk, outcome, TODAY, mine)


def _quiet_kept_to_herself(base: Base, dice: Random) -> None:
    until = TODAY + dice.randint(1, 9) * DAY
    told = quiet_told(until, is_said=False)
    to_rosa = tie_to(base.ana, base.rosa)
    put_to(base.ana, to_rosa, AgreementKind.QUIET, told, until + DAY, is_said=False)


def _taken_back(base: Base, dice: Random) -> None:
    take_back(hand_over(base.ana, base.rosa.pk, "Taken back.", NOW))


def _let_go_of_rosas(base: Base, dice: Random) -> None:
    kept = ReceivedAgreement.objects.filter(reader=base.ana, author=base.rosa)
    kept = kept.exclude(pk=base.asked)  # that one is answered in some worlds
    let_go_received(base.ana, dice.choice(sorted(kept.values_list("pk", flat=True))))


def _rosas_note_removed(base: Base, dice: Random) -> None:
    remove_from_view(ReceivedNote.objects.get(pk=base.note))


def _times_ended(base: Base, dice: Random) -> None:
    end_times(AgreedTimes.objects.get(pk=base.agreed))


def _shared_with_ben(base: Base, dice: Random) -> None:
    share(base.ana, base.ben, *dice.sample(list(KINDS), k=dice.randint(1, len(KINDS))))


# By what it is: what Ana, or Ben, does that is not Rosa's to see.
HIDDEN: dict[str, Callable[[Base, Random], object]] = {
    "a day and its word": lambda base, dice: make_check_in(base.ana, mood=dice.randint(1, 5)),
    "a day of before": lambda base, dice: make_check_in(base.ana, TODAY - DAY, mood=1, note="x"),
    "Ben's day": lambda base, dice: make_check_in(base.ben, mood=dice.randint(1, 5)),
    "Ben's milestone": lambda base, dice: add_milestone(base.ben, "Ten weeks.", TODAY),
    "a note to Ben": lambda base, dice: send_note(base.ana, base.to_ben(), "x" * 9, NOW),
    "a note of Ben's": lambda base, dice: send_note(base.ben, base.from_ben(), "y" * 9, NOW),
    "a page for Ben": lambda base, dice: hand_over(base.ana, base.ben.pk, "For Ben.", NOW),
    "a page of Ben's": lambda base, dice: hand_over(base.ben, base.ana.pk, "For Ana.", NOW),
    "a page taken back": _taken_back,
    "a promise to Ben": _promise_to_ben,
    "a promise of Ben's": lambda base, dice: make_promise(base.ben, base.from_ben()),
    "a plan with Ben": lambda base, dice: make_plan(base.ana, base.to_ben()),
    "a plan of Ben's": lambda base, dice: make_plan(base.ben, base.from_ben()),
    "times with Ben": _times_with_ben,
    "a no to Rosa's plan": _answered_no,
    "something of Rosa's let go": _let_go_of_rosas,
    "a note of Rosa's removed": _rosas_note_removed,
    "times with Rosa ended": _times_ended,
    "quiet kept to herself": _quiet_kept_to_herself,
    "notes looked at": lambda base, dice: note_looked_at(base.ana, base.rosa.pk, 10_000),
    "shared with Ben": _shared_with_ben,
    "a light shown to Ben": lambda base, dice: of_asks.shines(base.screen.two, NOW, base.to_ben()),
    "a light of Ben's": lambda base, dice: put_on(base.ben, NOW + DAY / 4, NOW),
    "an ask of Ben's": lambda base, dice: of_asks.asks(base.ben, base.from_ben(), NOW),
    "a pass on Rosa's ask": lambda base, dice: of_asks.answers(
        base.screen.two, HelperAnswer.NOT_NOW, NOW
    ),
    "a private card": lambda base, dice: make_tie(base.ana, f"card {dice.random()}"),
    "a dated note": lambda base, dice: make_dated_note(base.ana, "What happened."),
}


def _given(base: Base) -> None:
    share(base.ana, base.rosa, *KINDS, with_before=True)


def _turned_off(base: Base) -> None:
    _given(base)
    for kind in KINDS:
        turn_off(base.ana, base.rosa.pk, kind, NOW)


def _paused(base: Base) -> None:
    """All of it; milestones are given anew."""
    _given(base)
    pause(base.ana, NOW, base.rosa.pk)
    turn_on(base.ana, base.rosa.pk, SharedKind.MILESTONES, NOW, with_before=True)


def _run_out(base: Base) -> None:
    _given(base)
    ran_out = Grant.objects.filter(subject=base.ana, recipient_person=base.rosa)
    for grant in ran_out:
        if DataClass.MILESTONES not in grant.data_classes:
            Grant.objects.filter(pk=grant.pk).update(ends_at=NOW - DAY)


def _restricted(base: Base) -> None:
    _given(base)
    restrict(base.ana, base.rosa, NOW, [DataClass.DAY, DataClass.CHECK_IN])


def _for_a_sponsor(base: Base) -> None:
    terms = signed_terms(Purpose.SPONSOR, frozenset({DataClass.DAY, DataClass.CHECK_IN}))
    give_grant(base.ana, base.rosa, terms, NOW - DAY)


# By why: Rosa sees no day of Ana's.
DEAD: dict[str, Callable[[Base], object]] = {
    "never given": lambda base: None,
    "turned off": _turned_off,
    "paused": _paused,
    "run out": _run_out,
    "restricted": _restricted,
    "for another purpose": _for_a_sponsor,
    "given to Ben": lambda base: share(base.ana, base.ben, *KINDS, with_before=True),
}


def world(base: Base, dice: Random, dead: str, pages: list[str], more: list[str]) -> list[Any]:
    """What Rosa's screen is sent in one world, which is taken back afterwards."""
    screen = base.screen.from_here()
    with transaction.atomic(), transaction.atomic(using="keystore"):
        for name in more:
            HIDDEN[name](base, dice)
        DEAD[dead](base)
        for page in pages:
            screen.look(0, page)
        for name in of_asks.READS:
            screen.read(0, name)
        for alias in ("default", "keystore"):
            transaction.set_rollback(True, using=alias)
    return screen.seen


def differing(base: Base, pairs: int) -> tuple[list[str], int]:
    """What tells the two worlds of any pair apart, and how many pages were compared."""
    found, compared = [], 0
    for number in range(pairs):
        dice = Random(number)
        pages = (
            list(PAGES)
            if number % ALL_PAGES_EVERY == 0
            else dice.sample(list(PAGES), k=PAGES_A_PAIR)
        )
        made = []
        for _side in range(2):
            more = dice.sample(list(HIDDEN), k=dice.randint(0, 6))
            dead = dice.choice(list(DEAD))
            made.append(((dead, *more), world(base, deepcopy(dice), dead, pages, more)))
        (one, here), (other, there) = made
        for page, twin in zip(here, there, strict=True):
            compared += 1
            if page != twin:
                found.append(f"{number}: {page[1]} of {one} / {other}")
    return found, compared
