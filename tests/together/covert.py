"""Two worlds, thirty days long: in one of them Ana withdraws, and Rosa must not be able to tell.

To add a way of withdrawing, add one line to ACTS; to add a page, one to PAGES; to add something
that Rosa does herself, one to DEEDS. Where a withdrawal takes something off Rosa's screen, and
says so before it is done, INSTEAD says what Ana does in the other world on that day, which takes
off the same: then Rosa sees that something went, and cannot tell why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import time_machine
from django.db import connections, transaction
from django.test import Client
from django.utils import timezone

from porchlight.circles.access import own
from porchlight.circles.actions import end_tie, remove_person
from porchlight.circles.consents import keep_apart
from porchlight.circles.models import Grant, Tie
from porchlight.domain.circle.agreements import AgreementAnswer
from porchlight.domain.circle.keeping import KeptFor
from porchlight.domain.circle.sharing import SHOWN_FOR, SharedKind
from porchlight.outbox.models import Message
from porchlight.people.local.units import unit_of_work
from porchlight.people.models import Person
from porchlight.reach.stopping import EVERY_KIND
from porchlight.sharing.actions import (
    add_milestone,
    hand_over,
    pause,
    take_back_everything,
    turn_off,
    turn_on,
)
from porchlight.sharing.models import HandedToMe
from porchlight.sharing.safety.actions import stop_everything
from porchlight.sharing.safety.things import Asker
from porchlight.together import actions
from porchlight.together.agreements.actions import answer_agreement, let_go
from porchlight.together.agreements.queries import decision_on_agreements
from porchlight.together.models import SentAgreement, SentNote
from tests.growth import counting_statements
from tests.make import NOW, make_check_in
from tests.reach import withdrawing as of_asks
from tests.together.tying import make_plan, make_promise, make_times

DAYS = 30
KINDS_SHARED = (SharedKind.DAY, SharedKind.CHECKED_IN, SharedKind.MILESTONES)
DAY = timedelta(days=1)
TOKENS = re.compile(rb'name="(csrfmiddlewaretoken|key)" value="[^"]*"|"X-CSRFToken": "[^"]*"')
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
OF_ONE_REQUEST = ("ETag", "Content-Length")  # both are of the page with its tokens


@dataclass(frozen=True)
class Two:
    """Ana, who withdraws, Rosa, who looks, and the tie that each has to the other."""

    ana: Person
    rosa: Person
    anas: Tie
    rosas: Tie

    def fresh(self) -> Two:
        """As the database has them now."""
        anas, rosas = (Tie.objects.get(pk=tie.pk) for tie in (self.anas, self.rosas))
        return Two(self.ana, self.rosa, anas, rosas)


def turn_all_off(two: Two, at: datetime) -> None:
    for kind in KINDS_SHARED:
        turn_off(two.ana, two.rosa.pk, kind, at)


def stop_all(two: Two, at: datetime) -> None:
    stop_everything(Asker(two.ana, own(two.ana, at), at, visit=""), EVERY_KIND)


def run_out(two: Two, at: datetime) -> None:
    """What Ana shared comes to its end by itself; what she handed over has been there its week, and
    what she promised and planned has faded."""
    put = SentAgreement.objects.filter(person=two.ana)
    for made in list(put.values_list("pk", flat=True)):
        let_go(two.ana, made)
    Grant.objects.filter(subject=two.ana, recipient_person=two.rosa).update(ends_at=at)
    HandedToMe.objects.filter(giver=two.ana).update(day=at.date() - SHOWN_FOR)
    of_asks.dark(two, at)


def grants_run_out(two: Two, at: datetime) -> None:
    Grant.objects.filter(subject=two.ana, recipient_person=two.rosa).update(ends_at=at)


def handed_runs_out(two: Two, at: datetime) -> None:
    HandedToMe.objects.filter(giver=two.ana).update(day=at.date() - SHOWN_FOR)


def take_all_back(two: Two, at: datetime) -> None:
    actions.take_back_all(two.ana, two.rosa.pk)
    run_out(two, at)


ACTS: dict[str, Callable[[Two, datetime], object]] = {
    "ends contact": lambda two, at: end_tie(two.anas, two.ana, at),
    "takes Rosa off the list": lambda two, at: remove_person(two.anas, two.ana, at),
    "closes the door for good": lambda two, at: end_tie(two.anas, two.ana, at, for_good=True),
    "blocks and keeps the card": lambda two, at: keep_apart(two.ana, two.rosa, at),
    "pauses what is shared": lambda two, at: pause(two.ana, at),
    "ends what is shared": turn_all_off,
    "takes back what was handed over": lambda two, at: take_back_everything(two.ana),
    "stops everything": stop_all,
    **of_asks.ACTS,
}
INSTEAD: dict[str, Callable[[Two, datetime], object]] = {
    "ends contact": run_out,
    "takes Rosa off the list": run_out,
    "pauses what is shared": grants_run_out,
    "ends what is shared": grants_run_out,
    "takes back what was handed over": handed_runs_out,
    "stops everything": run_out,
    **of_asks.INSTEAD,
    # The page before says that notes go from the other screen, and that it can be noticed.
    "closes the door for good": take_all_back,
    "blocks and keeps the card": take_all_back,
}
PAGES: dict[str, str] = {
    "people": "/people/",
    "tie": "/people/{tie}/",
    "notes": "/people/{tie}/notes/",
    "new notes": "/people/{tie}/notes/new/?after=0",
    "end": "/people/{tie}/end/",
    "change": "/people/{tie}/change/",
    "invite": "/people/{tie}/invite/",
    "together": "/people/{tie}/together/",
    "sharing": "/people/sharing/",
    "one's sharing": "/people/{tie}/sharing/",
    "hand over": "/people/{tie}/hand-over/",
    "home": "/home/",
    "write": "/write/",
    "today": "/today/",
    "me": "/me/",
    "porch": "/porch/",
    "ask": "/porch/ask/",
    "light": "/porch/light/",
}
# What Rosa does: an address and what she sends to it.
DEEDS: dict[str, tuple[str, dict[str, str]]] = {
    "writes": ("/people/{tie}/notes/", {"words": "I am thinking of you."}),
    "keeps notes for a week": ("/people/{tie}/notes/kept/", {"kept_for": "7"}),
    "keeps notes for ever": ("/people/{tie}/notes/kept/", {"kept_for": "0"}),
    "notes a talk": ("/people/{tie}/talked/", {}),
    "promises": ("/people/{tie}/promises/new/", {"what": "I call.", "day": "{tomorrow}"}),
    "hands over": ("/people/{tie}/hand-over/", {"words": "A page of mine."}),
    "shares": ("/people/{tie}/sharing/checked-in/", {"since": "now", "days": "30"}),
    "asks to bring her in": ("/people/{tie}/invite/name/", {"name": "Rosa", "role": "family"}),
}


@dataclass
class RosasScreen:
    """Everything that Rosa's browser is sent in one world, and what it took to make it."""

    two: Two
    client: Client = field(default_factory=Client)
    seen: list[Any] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def from_here(self) -> RosasScreen:
        """The same browser once more, of which nothing has been seen yet."""
        client = Client()
        client.cookies = deepcopy(self.client.cookies)
        return RosasScreen(self.two, client, names=dict(self.names))

    def look(self, day: int, name: str) -> None:
        self._ask(day, name, lambda: self.client.get(self._path(PAGES[name])))

    def read(self, day: int, name: str) -> None:
        """What a query gives her, where its page is none of these."""
        with counting_statements() as queries, unit_of_work():
            found = of_asks.READS[name](self.two, timezone.now())
        counts = sorted(queries.items())
        self.seen.append((day, name, 200, {}, [], self._named(repr(found)), counts))

    def do(self, day: int, name: str) -> None:
        path, form = DEEDS[name]
        tomorrow = (NOW + (day + 1) * DAY).date().isoformat()
        sent = {name: value.format(tomorrow=tomorrow) for name, value in form.items()}
        sent["key"] = str(uuid4())
        self._ask(day, name, lambda: self.client.post(self._path(path), sent))

    def _path(self, path: str) -> str:
        return path.format(tie=self.two.rosas.pk)

    def _ask(self, day: int, name: str, ask: Callable[[], Any]) -> None:
        with counting_statements() as queries:
            answer = ask()
        headers = {
            title: self._named(value)
            for title, value in answer.headers.items()
            if title not in OF_ONE_REQUEST
        }
        body = self._named(TOKENS.sub(b"", answer.content).decode())
        cookies = sorted(answer.cookies)
        counts = sorted(queries.items())
        self.seen.append((day, name, answer.status_code, headers, cookies, body, counts))

    def _named(self, text: str) -> str:
        """Ids are drawn by chance: each is called by the order in which Rosa met it."""
        return ID.sub(lambda found: self.names.setdefault(found[0], f"id {len(self.names)}"), text)


def rosas_months(two: Two, number: int, act: str) -> tuple[list[Any], list[Any]]:
    """All that Rosa is sent from the day on which Ana withdraws, and what waits to be sent to her:
    where she does, and where she does not. The days before are the same days; afterwards nothing
    of it has been. What happens is drawn by `number`, and is the same in both but for the act."""
    dice, numbers = Random(number), Random(f"numbers {number}")
    on = dice.randrange(3, DAYS - 3)
    screen = RosasScreen(two)
    with _taken_back(), _at(NOW) as clock:
        screen.client.force_login(two.rosa)
        _share(two, dice)
        _agree_on_times(two)
        for day in range(on):
            _day(screen, day, dice, numbers, clock)
        _agree_on_plans(two, on)
        of_asks.shine_and_ask(two, NOW + on * DAY)
        withdrawn, twin = (
            _from_that_day(screen, on, dice, numbers, done)
            for done in (ACTS[act], INSTEAD.get(act, lambda two, at: None))
        )
    return withdrawn, twin


def _from_that_day(
    screen: RosasScreen,
    on: int,
    dice: Random,
    numbers: Random,
    done: Callable[[Two, datetime], object],
) -> list[Any]:
    """One of the two ways on, beginning with what Ana does; the screen before is not changed."""
    screen, dice, numbers = screen.from_here(), deepcopy(dice), deepcopy(numbers)
    with _taken_back(), _at(NOW + on * DAY) as clock:
        done(screen.two.fresh(), NOW + on * DAY)
        for day in range(on, DAYS):
            is_thorough = day in (on, DAYS - 1)
            _day(screen, day, dice, numbers, clock, is_after=True, is_thorough=is_thorough)
        waiting = Message.objects.filter(person=screen.two.rosa)
        screen.seen.append(("messages", sorted(waiting.values_list("kind", "lane", "due_at"))))
    return screen.seen


@contextmanager
def _taken_back() -> Iterator[None]:
    """Nothing that is written meanwhile is there afterwards."""
    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(transaction.atomic(using=alias))
        yield
        for alias in connections:
            transaction.set_rollback(True, using=alias)


@contextmanager
def _at(moment: datetime) -> Iterator[Any]:
    with time_machine.travel(moment, tick=False) as clock:
        yield clock


def _day(
    screen: RosasScreen,
    day: int,
    dice: Random,
    numbers: Random,
    clock: Any,
    *,
    is_after: bool = False,
    is_thorough: bool = False,
) -> None:
    clock.move_to(NOW + day * DAY, tick=False)
    with patch.object(actions, "randbelow", numbers.randrange):
        _live(screen.two, day, dice, writes=not is_after)
        if is_thorough or day % 7 == 0:
            actions.drop_old_notes(NOW + day * DAY)
        _rosas_day(screen, day, dice, is_after=is_after, is_thorough=is_thorough)


def _share(two: Two, dice: Random) -> None:
    for kind in KINDS_SHARED:
        if dice.random() < 0.6:
            turn_on(two.ana, two.rosa.pk, kind, NOW - DAY, with_before=True)


def _live(two: Two, day: int, dice: Random, *, writes: bool) -> None:
    """What Ana does on a day. She writes to Rosa only until she withdraws, in both worlds."""
    now, chance = NOW + day * DAY, [dice.random() for _ in range(4)]
    if chance[0] < 0.3:
        make_check_in(two.ana, now.date(), mood=dice.randint(1, 5))
    if writes:
        _give(two, day, dice.random(), now)
        _write(two, day, chance, now, dice)


def _agree_on_times(two: Two) -> None:
    """Each has a row of their own from the first day on. They fade for Rosa in both worlds when a
    turn of Ana's goes by and Ana, who let go or does not take it, writes no more."""
    asked = make_times(two.ana, two.anas)
    theirs = decision_on_agreements(two.rosa, two.ana.pk, NOW)
    answer_agreement(two.rosa, asked.pk, AgreementAnswer.YES, theirs)


def _agree_on_plans(two: Two, on: int) -> None:
    """For the day on which Ana withdraws and the one after it: each asked the other along, and each
    said yes. They stand on Rosa's Today and Home; of Ana's yes she has read nothing yet."""
    now = NOW + on * DAY
    for maker, tie, reader in ((two.ana, two.anas, two.rosa), (two.rosa, two.rosas, two.ana)):
        for day in (on, on + 1):
            asked = make_plan(maker, tie, days=day)
            theirs = decision_on_agreements(reader, maker.pk, now)
            answer_agreement(reader, asked.pk, AgreementAnswer.YES, theirs)


def _give(two: Two, day: int, chance: float, now: datetime) -> None:
    if chance < 0.1:
        hand_over(two.ana, two.rosa.pk, f"From day {day}.", now)
    elif chance < 0.2:
        add_milestone(two.ana, f"Day {day} at work.", now.date())
    elif chance < 0.3:
        make_promise(two.ana, two.anas, f"I call on day {day}.", days=day + 1)
    elif chance < 0.4:
        make_plan(two.ana, two.anas, days=day + 2)


def _write(two: Two, day: int, chance: list[float], now: datetime, dice: Random) -> None:
    if chance[1] < 0.3:
        actions.send_note(two.ana, two.anas, f"Good morning, day {day}.", now)
    if chance[2] < 0.1:
        note = SentNote.objects.filter(person=two.ana).order_by("number").first()
        if note is not None:
            actions.take_back(note)
    if chance[3] < 0.1:
        actions.keep_notes_for(two.ana, two.rosa.pk, dice.choice(list(KeptFor)))


def _rosas_day(
    screen: RosasScreen, day: int, dice: Random, *, is_after: bool, is_thorough: bool
) -> None:
    """Before the act she only does things; from then on she looks, too."""
    deeds = [name for name in DEEDS if dice.random() < 0.1]
    pages = dice.sample(list(PAGES), k=1) if is_after else []
    for name in [*deeds, "writes"] if is_thorough else deeds:
        screen.do(day, name)
    for name in PAGES if is_thorough else pages:
        screen.look(day, name)
    for name in of_asks.READS if is_after else ():
        screen.read(day, name)


def differing(two: Two, pairs: int) -> tuple[list[str], int]:
    """What tells the two worlds of any pair apart; and how many answers were compared."""
    found, compared = [], 0
    for number in range(pairs):
        act = list(ACTS)[number % len(ACTS)]
        withdrawn, twin = rosas_months(two, number, act)
        compared += len(twin)
        for here, there in zip(withdrawn, twin, strict=True):
            if here != there:
                found.append(f"{number}, {act}: {_difference(here, there)}")
    return found, compared


def _difference(here: Any, there: Any) -> str:
    told = [
        (one, other) if not isinstance(one, str) else _first_difference(one, other)
        for one, other in zip(here, there, strict=True)
        if one != other
    ]
    return f"{here[:3]}: {told}"


def _first_difference(one: str, other: str) -> tuple[str, str]:
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    return one[max(0, at - 60) : at + 120], other[max(0, at - 60) : at + 120]
