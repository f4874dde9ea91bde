"""What the pages of asks show, gathered from the rows and from the list of lines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from porchlight.circles.access import own
from porchlight.circles.queries import Friend, reachable_people
from porchlight.domain.ask import LINES_RISE_AFTER, SECOND_WAVE_AFTER, STOPS_AFTER, AskState
from porchlight.domain.light import DAY_FROM, DAY_UNTIL
from porchlight.outbox.queries import PhonesTold, phones_told
from porchlight.people.models import Person
from porchlight.reach.asks.after import last_number
from porchlight.reach.asks.queries import Helper, OwnAsk, helpers_of
from porchlight.reach.help_lines import HelpLine
from porchlight.reach.queries import FirstCall, first_call, lines_to_call

MORNING = time(8)
# So long after it stopped an ask may still be left open until the morning.
KEPT_WITHIN = timedelta(hours=6)


@dataclass(frozen=True)
class NewAskPage:
    """`helpers` may be asked now or in two minutes, whose light is on first; `others` are in, and
    cannot be asked: nothing says why. `nearest` has a number, where somebody has one."""

    helpers: list[Helper]
    others: list[Helper]
    lines: list[HelpLine]
    nearest: Friend | None
    is_night: bool
    number: str
    at: datetime


def new_ask_page(person: Person, at: datetime) -> NewAskPage:
    decision = own(person, at)
    everybody = helpers_of(person, decision, at)
    helpers = [one for one in everybody if _may_be_asked_soon(one, at)]
    helpers.sort(key=lambda one: not one.picked.is_on(at))
    people = [] if helpers else [one for one in reachable_people(decision) if one.is_offered]
    return NewAskPage(
        helpers=helpers,
        others=[one for one in everybody if one not in helpers],
        lines=lines_to_call(person.country),
        nearest=next((friend for friend in people if friend.phone), None),
        is_night=not DAY_FROM <= at.astimezone(person.zoneinfo).time() < DAY_UNTIL,
        number=last_number(decision),
        at=at,
    )


def _may_be_asked_soon(helper: Helper, at: datetime) -> bool:
    return any(helper.picked.may_be_asked(when) for when in (at, at + SECOND_WAVE_AFTER))


@dataclass(frozen=True)
class OwnAskPage:
    """An ask as it stands, with the lines. `lines_are_first`: nobody is there yet, and it is time
    for somebody else, or whoever was there could not get through, or no phone is told."""

    own: OwnAsk
    lines: list[HelpLine]
    first_call: FirstCall
    morning: datetime
    phones: PhonesTold

    @property
    def is_open(self) -> bool:
        return self.own.state is AskState.OPEN

    @property
    def is_answered(self) -> bool:
        return self.own.state is AskState.ANSWERED

    @property
    def is_taken_back(self) -> bool:
        return self.own.state is AskState.TAKEN_BACK

    @property
    def may_be_taken_back(self) -> bool:
        return self.is_open or (self.is_answered and not self.own.ask.have_talked)

    @property
    def lines_are_first(self) -> bool:
        if self.is_taken_back:
            return False
        is_late = self.own.lines_have_risen or self.own.is_call_late
        return is_late or self.has_not_gone_out or (self.is_open and bool(self.own.not_reached))

    @property
    def has_not_gone_out(self) -> bool:
        """It stands in the site and no phone is told, since nothing goes out from here just now."""
        return self.is_open and self.phones is PhonesTold.LATE

    @property
    def is_told_here_alone(self) -> bool:
        """No phone is ever told on this site."""
        return self.is_open and self.phones is PhonesTold.NEVER

    @property
    def nearest_to_call(self) -> Friend | None:
        """The first of those asked who has a number, where a call is what reaches them."""
        if not (self.has_not_gone_out or self.is_told_here_alone):
            return None
        return next(iter(self.ways_of_those_asked), None)

    @property
    def next_at(self) -> datetime:
        return self.own.ask.times.asked_at + SECOND_WAVE_AFTER

    @property
    def lines_rise_at(self) -> datetime:
        return self.own.ask.times.asked_at + LINES_RISE_AFTER

    @property
    def asked_at(self) -> datetime:
        return self.own.ask.times.asked_at

    @property
    def stays_until(self) -> datetime | None:
        """Until when it was left open, where it was."""
        stops_at = self.own.ask.times.stops_at
        return stops_at if self.is_open and stops_at > self.own.at + STOPS_AFTER else None

    @property
    def may_be_kept(self) -> bool:
        """Nobody came: it may be left open until the morning, once."""
        stopped_at = self.own.ask.times.stops_at
        is_over = self.own.state is AskState.ENDED
        return is_over and stopped_at < self.morning and self.own.at < stopped_at + KEPT_WITHIN

    @property
    def ways_of_those_asked(self) -> list[Friend]:
        """Those who were asked and have a number: the person may still call them."""
        return [friend for friend in self.own.reached if friend.phone]

    @property
    def lamps(self) -> list[tuple[str, str]]:
        """(state, name) of each whom it has reached, for the drawing."""
        reached = [] if self.is_taken_back else self.own.reached
        return [(self._lamp(friend), friend.name) for friend in reached]

    @property
    def more_lines(self) -> list[HelpLine]:
        """But the one that stands above all."""
        return [line for line in self.lines if line != self.first_call.line]

    @property
    def mark(self) -> str:
        """Changes whenever the page does, so that a page that is open asks for no more."""
        return hashlib.sha256("|".join(map(str, self._facts())).encode()).hexdigest()[:16]

    def _lamp(self, friend: Friend) -> str:
        if friend == self.own.here:
            return "on"
        return "lit" if friend in self.own.later else "warm"

    def _facts(self) -> Iterator[Any]:
        own = self.own
        yield from (own.state, own.lines_have_risen, own.is_call_late, self.stays_until)
        yield self.phones
        yield from (own.here.tie_id if own.here else None, own.ask.have_talked, self.may_be_kept)
        for friends in (own.reached, own.to_come, own.later, own.not_reached):
            yield [str(friend.tie_id) for friend in friends]


def own_ask_page(person: Person, own_ask: OwnAsk) -> OwnAskPage:
    return OwnAskPage(
        own_ask,
        lines_to_call(person.country),
        first_call(person.country),
        next_morning(person, own_ask.ask.times.asked_at),
        phones_told(own_ask.at),
    )


def next_morning(person: Person, after: datetime) -> datetime:
    """The next time that it is eight in the morning where the person is."""
    here = after.astimezone(person.zoneinfo)
    day = here.date() if here.time() < MORNING else here.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, person.zoneinfo)
