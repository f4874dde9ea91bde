"""Page-shaped reads of a person's circle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from porchlight.circles.access import rows
from porchlight.circles.models import Contact, TalkTally, Tie
from porchlight.circles.prepared import PreparedRead
from porchlight.domain.circle.same_name import may_be_same
from porchlight.domain.consent import Decision
from porchlight.domain.steps import Near, Somebody
from porchlight.people.local.phone_numbers import PhoneNumber, number_kept

NEARNESS = list(Near)


@dataclass(frozen=True)
class Friend:
    """Somebody in the circle, opened for its owner. `last_talked` is a local date or None, `role` a
    domain.circle.invitations.Role or blank. `is_in`: there is an account behind the card now.
    `is_here_for`: somebody of a family is here for them. `is_as_it_came`: the card came of saying
    yes to a link, and its owner has not looked it over."""

    tie_id: UUID
    name: str
    near: Near
    phone: str
    link: str
    line: str
    is_offered: bool
    last_talked: date | None
    role: str = ""
    is_in: bool = False
    is_here_for: bool = False
    is_as_it_came: bool = False

    @property
    def is_reachable(self) -> bool:
        """Whether there is a number or a link."""
        return bool(self.phone or self.link)

    @property
    def call_href(self) -> str:
        """A `tel:` address, or "" when there is no number."""
        return self._number.call_href if self._number else ""

    @property
    def text_href(self) -> str:
        return self._number.text_href if self._number else ""

    @cached_property
    def _number(self) -> PhoneNumber | None:
        return number_kept(self.phone)

    def text_href_with(self, words: str) -> str:
        """A text with the words already in it; both kinds of phone read `?&body=`."""
        href = self.text_href
        return f"{href}?&body={quote(words)}" if href else ""

    @property
    def as_somebody(self) -> Somebody:
        return Somebody(
            tie_id=str(self.tie_id),
            near=self.near,
            last_talked=self.last_talked,
            can_call=bool(self.phone),
            can_text=bool(self.phone),
            has_link=bool(self.link),
        )


READ_TIES = PreparedRead(
    Tie,
    "card",
    "account",
    "ended_on",
    shape=lambda found: found.annotate(last_talked=Max("contacts__day")),
    more=("last_talked",),
)
READ_TALLY = PreparedRead(TalkTally, "total", "counted")


def circle_of(decision: Decision) -> list[Friend]:
    """Everybody in the circle, nearest first, then by name."""
    friends = [
        _friend(tie_id, card, last, is_in=account is not None and ended_on is None)
        for tie_id, card, account, ended_on, last in READ_TIES(decision)
    ]
    return sorted(friends, key=lambda f: (NEARNESS.index(f.near), f.name.casefold()))


def friend(tie: Tie, decision: Decision) -> Friend:
    last = rows(Contact, decision).filter(tie=tie).aggregate(last=Max("day"))["last"]
    is_in = tie.open_account_id is not None
    return _friend(tie.pk, tie.card.open(decision) or {}, last, is_in=is_in)


def private_cards(decision: Decision, like: str = "") -> list[Friend]:
    """Those behind which nobody's account stands, the ones first whose name is like this one."""
    private = set(rows(Tie, decision).filter(account=None).values_list("pk", flat=True))
    cards = [one for one in circle_of(decision) if one.tie_id in private]
    return sorted(cards, key=lambda one: not may_be_same(one.name, like))


@dataclass(frozen=True)
class Talks:
    """Talks that a person noted: in all, and how many of them on the day that was asked about."""

    total: int
    on_day: int


def talks_of(decision: Decision, day: date) -> Talks:
    """What the tally says; nothing where no talk was noted yet."""
    tally = next(READ_TALLY(decision), None)
    if tally is None:
        return Talks(0, 0)
    _tally_id, total, counted = tally
    return Talks(total or 0, (counted or {}).get(day.isoformat(), 0))


def reachable_people(decision: Decision) -> list[Friend]:
    """Those with a number or a link, nearest first."""
    return [friend for friend in circle_of(decision) if friend.is_reachable]


class Occasion(StrEnum):
    """What words are wanted for. The value stands in addresses, so it names nothing private."""

    HARD_PATCH = "company"
    LOW_DAYS = "hello"
    USED = "safe"


def occasion_lines(occasion: Occasion) -> list[str]:
    """Two lines or one to send on a hard occasion; the person picks one and sends it."""
    return {
        Occasion.HARD_PATCH: [
            _("I'm having a hard patch. No answer needed."),
            _("I could use company. Can you call?"),
        ],
        Occasion.LOW_DAYS: [
            _("Some low days here. A hello would be good."),
            _("Low days. Could you come by, or call?"),
        ],
        Occasion.USED: [_("I used. I'm safe. I didn't want to be alone with it.")],
    }[occasion]


def page_to_call(tie_id: UUID) -> str:
    """The card that a call leads to: where there is no number, it opens with the other ways."""
    return f"{reverse('tie', args=[tie_id])}?way=call"


def ready_lines(friend: Friend, occasion: Occasion | None = None) -> list[str]:
    """The lines of an occasion, the person's own line, then four that ask for little and one that
    gives some."""
    wanted = occasion_lines(occasion) if occasion else []
    lines = [
        _("Hi, it's me. Thinking of you. No need to write back."),
        _("Can you talk for ten minutes today?"),
        _("Today is hard. Can I call you?"),
        _("Coffee this week? Fine if not."),
        _("How are you? I have time to listen today."),
    ]
    return [*wanted, *([friend.line] if friend.line else []), *lines]


def _friend(tie_id: UUID, card: dict[str, Any], last_talked: date | None, *, is_in: bool) -> Friend:
    return Friend(
        tie_id=tie_id,
        name=card["name"],
        near=Near(card["near"]),
        phone=card["phone"],
        link=card["link"],
        line=card["line"],
        is_offered=card["is_offered"],
        last_talked=last_talked,
        role=card.get("role", ""),
        is_in=is_in,
        is_here_for=card.get("is_here_for", False),
        is_as_it_came=card.get("is_as_it_came", False),
    )
