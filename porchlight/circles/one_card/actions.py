"""Two cards of a circle that are one person's become one; and two again, for ten minutes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from porchlight.circles.actions import (
    NAME_THERE,
    NO_OTHER_CARD_FOR,
    has_no_other_card,
    read_again,
    take_turns,
)
from porchlight.circles.models import Contact, Invitation, Tie
from porchlight.domain.circle.sharing import UNDONE_WITHIN
from porchlight.domain.consent import Decision
from porchlight.domain.refused import Refused
from porchlight.people.highest_time import highest_time, note_time
from porchlight.people.made_at import put_back_made_at


class NotPrivate(Refused):
    """One of two cards that were to become one has an account behind it, or the other has none."""

    code = "not-private"


class NothingToPart(Refused):
    """The card was not two, that is too long ago, or something was written on it since."""

    code = "nothing-to-part"


@transaction.atomic
def join_cards(tie: Tie, card: Tie, decision: Decision, at: datetime) -> None:
    """Two cards are one person's: the account behind `tie` goes behind `card`, which was private,
    and `tie` is taken away. What was written on the card stays, and stays private; what it lacks
    comes from the other. Both are kept as they were for `part_cards`. The other one's row is not
    touched. Raises NotPrivate, and Http404 where one of them is gone. `decision` is the owner's
    own."""
    take_turns(tie.person)
    read_again(tie, card)
    account_id = tie.open_account_id
    if account_id is None or card.account_id is not None:
        raise NotPrivate
    moment = note_time(at)
    # A link that waits for the card would lead to whoever is in already.
    waiting = Invitation.objects.filter(tie=card, confirmed_at=None, stopped_at=None)
    waiting.update(stopped_at=moment, chosen=None)
    invitations = Invitation.objects.filter(tie=tie)
    twice = Contact.objects.filter(tie=card).values_list("day", flat=True)
    days_of_both = list(
        Contact.objects.filter(tie=tie, day__in=twice).values_list("day", flat=True)
    )
    contacts = Contact.objects.filter(tie=tie).exclude(day__in=days_of_both)
    card.before_joining = {
        "tie": _as_it_was(tie, decision),
        "card": _as_it_was(card, decision),
        "invitations": _ids(invitations.values_list("pk", flat=True)),
        "contacts": _ids(contacts.values_list("pk", flat=True)),
        "days_of_both": [day.isoformat() for day in days_of_both],
    }
    invitations.update(tie=card)
    contacts.update(tie=card)
    card.card = _joined(card.card.open(decision) or {}, tie.card.open(decision) or {})
    card.added_on = min(card.added_on, tie.added_on)
    tie.delete()
    card.account_id, card.ended_on, card.joined_at = account_id, None, moment
    card.save(
        update_fields=["card", "added_on", "account", "ended_on", "before_joining", "joined_at"]
    )


def can_be_parted(card: Tie, at: datetime) -> bool:
    """Whether the card became one of two a moment ago, and nothing was written on it since."""
    if card.joined_at is None or card.account_id is None:
        return False
    return highest_time(at) - card.joined_at <= UNDONE_WITHIN


@transaction.atomic
def part_cards(card: Tie, decision: Decision, at: datetime) -> Tie:
    """Undo `join_cards`: both are as they were, whoever is in is behind the one that it was, and a
    tie that was ended meanwhile stays ended. A talk that was noted since stays on the card, a link
    that was stopped stays stopped, and a no to the question whether another card is theirs goes
    with whoever it was said of. Returns the tie. Raises NothingToPart, and Http404 where
    the card is gone. `decision` is the owner's own."""
    take_turns(card.person)
    read_again(card)
    before = card.before_joining.open(decision)
    if before is None or not can_be_parted(card, at):
        raise NothingToPart
    account_id, ended_on = card.account_id, card.ended_on
    said_no = {NO_OTHER_CARD_FOR: str(account_id)} if has_no_other_card(card, decision) else {}
    _put_back(card, before["card"])
    card.account_id, card.before_joining, card.joined_at = None, None, None
    card.save(
        update_fields=["card", "added_on", "account", "ended_on", "before_joining", "joined_at"]
    )
    tie = Tie(pk=UUID(before["tie"]["id"]), person=card.person)
    _put_back(tie, before["tie"], **said_no)
    put_back_made_at(tie, before["tie"].get("made_at"))
    tie.made_at_is_known = before["tie"].get("made_at_is_known", True)
    tie.account_id, tie.ended_on = account_id, ended_on
    tie.save(force_insert=True)
    Invitation.objects.filter(pk__in=before["invitations"], tie=card).update(tie=tie)
    Contact.objects.filter(pk__in=before["contacts"], tie=card).update(tie=tie)
    for day in before["days_of_both"]:
        Contact(person=card.person, tie=tie, day=date.fromisoformat(day)).save(force_insert=True)
    return tie


def drop_what_was_two(now: datetime) -> None:
    """What two cards were before they became one is kept no longer than that can be undone."""
    over = highest_time(now) - UNDONE_WITHIN
    Tie.objects.filter(joined_at__lt=over).update(before_joining=None, joined_at=None)


def _as_it_was(tie: Tie, decision: Decision) -> dict[str, Any]:
    return {
        "id": str(tie.pk),
        "words": tie.card.open(decision) or {},
        "added_on": tie.added_on.isoformat(),
        "ended_on": tie.ended_on.isoformat() if tie.ended_on else None,
        "made_at": tie.made_at.isoformat(),
        "made_at_is_known": tie.made_at_is_known,
    }


def _put_back(tie: Tie, was: dict[str, Any], **said_since: str) -> None:
    """A card whose account was erased may have had a day on which it was ended."""
    tie.card, tie.added_on = {**was["words"], **said_since}, date.fromisoformat(was["added_on"])
    ended_on = was.get("ended_on")
    tie.ended_on = date.fromisoformat(ended_on) if ended_on else None


def _ids(found: Collection[UUID]) -> list[str]:
    return [str(one) for one in found]


def _joined(kept: dict[str, Any], gone: dict[str, Any]) -> dict[str, Any]:
    """Suggested only if both cards say so, and who somebody is here for if one of them does; the
    role and one's own name there are those of whoever came in."""
    lacked = {key: gone.get(key, "") for key in ("phone", "link", "line") if not kept.get(key)}
    of_who_is_in = {"role": gone.get("role", ""), NAME_THERE: gone.get(NAME_THERE, "")}
    joined = {**kept, **lacked, **of_who_is_in}
    if kept.get("is_here_for") or gone.get("is_here_for"):
        return {**joined, "is_offered": False, "is_here_for": True}
    return {**joined, "is_offered": bool(kept.get("is_offered") and gone.get("is_offered"))}
