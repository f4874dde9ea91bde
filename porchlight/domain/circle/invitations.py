"""An invitation into somebody's circle: who can be asked, how long it lives, what each side sees.

The link proves nothing, since it can be forwarded or read over a shoulder. A voice does: whoever
said yes reads four digits out, and the inviter, who knows that voice, types them. Nothing is to be
compared: people who compared codes let 6 to 72 of 100 attacks pass (Tan and others 2017, n = 661),
and more of them from a distance (Shirvanian, Saxena and George 2017) or with a long code (Turner,
Shahandashti and Petrie 2023, n = 162). What the inviter sees never tells a no from a link that
nobody opened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LIVES_FOR = timedelta(hours=72)
MOST_OPEN = 5
MOST_A_DAY = 10
DAY = timedelta(days=1)

N_DIGITS = 4
DIGITS_LAST = timedelta(minutes=10)
# Somebody who began to read them out just before they changed may finish.
GRACE = timedelta(minutes=1)
TRIES_A_SET = 5
# Then the invitation is over: nobody mishears a voice they know so often.
MOST_TRIES = 25


class Role(StrEnum):
    """What the other one is to a person. There is no spouse and no parent: no role sees more."""

    FAMILY = "family"
    FRIEND = "friend"
    SPONSOR = "sponsor"
    SPONSEE = "sponsee"
    PARTNER = "accountability partner"
    PEER = "peer"


# Those that an inviter can name.
INVITED_AS = (Role.FAMILY, Role.FRIEND, Role.SPONSOR, Role.PARTNER, Role.PEER)
_OTHER_WAY = {Role.SPONSOR: Role.SPONSEE, Role.SPONSEE: Role.SPONSOR}


def other_way(role: Role) -> Role:
    """What the inviter is to whom they invited as `role`."""
    return _OTHER_WAY.get(role, role)


class Stage(StrEnum):
    """Where an invitation stands. Only the first two lead anywhere."""

    OPEN = "open"
    ACCEPTED = "accepted"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    STOPPED = "stopped"
    OVER = "over"


class Shown(StrEnum):
    """What its inviter sees of it."""

    WAITING = "waiting"
    IN = "in"
    STOPPED = "stopped"
    OVER = "over"


@dataclass(frozen=True)
class InvitationFacts:
    """What happened to an invitation. Moments are aware; None: it did not happen."""

    made_at: datetime
    accepted_at: datetime | None = None
    confirmed_at: datetime | None = None
    refused_at: datetime | None = None
    stopped_at: datetime | None = None
    wrong_tries: int = 0

    @property
    def ends_at(self) -> datetime:
        return self.made_at + LIVES_FOR

    def stage(self, now: datetime) -> Stage:
        """`now` is the highest time ever seen, so that nothing that ended is open again."""
        if self.confirmed_at is not None:
            return Stage.CONFIRMED
        if self.stopped_at is not None:
            return Stage.STOPPED
        if self.refused_at is not None:
            return Stage.REFUSED
        if now >= self.ends_at or self.wrong_tries >= MOST_TRIES:
            return Stage.OVER
        return Stage.OPEN if self.accepted_at is None else Stage.ACCEPTED

    def shown(self, now: datetime) -> Shown:
        """To the inviter. Refused, opened, accepted and lost all look like waiting."""
        if self.confirmed_at is not None:
            return Shown.IN
        if self.stopped_at is not None:
            return Shown.STOPPED
        is_over = now >= self.ends_at or self.wrong_tries >= MOST_TRIES
        return Shown.OVER if is_over else Shown.WAITING

    @property
    def has_new_digits(self) -> bool:
        """Whether the last wrong try used up a set. Counted with nobody behind the link, too."""
        return self.wrong_tries > 0 and self.wrong_tries % TRIES_A_SET == 0

    def digit_sets(self, now: datetime) -> list[int]:
        """The numbers of the sets of digits that count at `now`: the one on the screen, and in its
        first minute the one before it, unless that was used up by wrong tries. Empty before
        somebody said yes, and once it is over."""
        if self.accepted_at is None or self.stage(now) is not Stage.ACCEPTED:
            return []
        passed = max(timedelta(0), now - self.accepted_at)
        window, into = divmod(passed, DIGITS_LAST)
        used_up = self.wrong_tries // TRIES_A_SET
        has_room_for_both = into < GRACE and window > 0
        windows = [window, window - 1] if has_room_for_both else [window]
        return [set_number(number, used_up) for number in windows]


def set_number(window: int, used_up: int) -> int:
    """One number for the so-maniest ten minutes and how many sets were used up by wrong tries."""
    return window * (MOST_TRIES // TRIES_A_SET + 1) + used_up


def may_invite(made: Iterable[InvitationFacts], now: datetime) -> bool:
    """Whether one more may be made beside these of the same person: at most five at a time that
    still look open to the inviter, and at most ten in a day."""
    kept = list(made)
    waiting = sum(1 for facts in kept if facts.shown(now) is Shown.WAITING)
    of_a_day = sum(1 for facts in kept if facts.made_at > now - DAY)
    return waiting < MOST_OPEN and of_a_day < MOST_A_DAY
