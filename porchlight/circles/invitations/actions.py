"""What two people do to come together: one asks, the other says yes, the first types the digits.

Nothing of either is there for the other before that. A no, "never again", a link that ran out and
one that nobody opened look the same to who sent it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from porchlight.circles.access import own, rows
from porchlight.circles.actions import NAME_THERE, take_turns, take_turns_of
from porchlight.circles.consents import give_grant, note_event, withdraw_all
from porchlight.circles.facts import NOBODY, blocked_of, closed_of, erased_of
from porchlight.circles.invitations.links import are_digits, index_of, token_of
from porchlight.circles.invitations.queries import chosen_kinds
from porchlight.circles.models import Grant, Invitation, Tie
from porchlight.circles.switches import (
    are_paused,
    is_all_paused,
    standing_switches,
    switch_terms,
)
from porchlight.domain.circle.invitations import (
    DAY,
    MOST_A_DAY,
    MOST_TRIES,
    Role,
    Shown,
    Stage,
    may_invite,
    other_way,
)
from porchlight.domain.circle.sharing import LASTS, SharedKind
from porchlight.domain.consent import Decision
from porchlight.domain.grants import EventKind
from porchlight.domain.refused import Refused
from porchlight.domain.steps import Near
from porchlight.people.highest_time import note_time
from porchlight.people.limits import count_try, tries_within
from porchlight.people.models import Person
from porchlight.postgresql.owners import every_row

DOOR = "invitations"


class ManyInvitations(Refused):
    """Five are still open, or ten were made within a day."""

    code = "many-invitations"


class TiedAlready(Refused):
    """Somebody's account stands behind this card already."""

    code = "tied-already"


class InvitationOver(Refused):
    """Nothing can be chosen any more for an invitation that waits for nobody."""

    code = "invitation-over"


class ChosenAnew(Refused):
    """What the other will see is not what the sender was shown beside the digits."""

    code = "chosen-anew"


class CameIn(NamedTuple):
    """By which card of the sender's somebody is in, and the other one that may be the same
    person's. `was_in`: they were in by it before."""

    tie_id: UUID
    other_card_id: UUID | None = None
    was_in: bool = False


@transaction.atomic
def invite(sender: Person, tie: Tie, name: str, role: Role, at: datetime) -> Invitation:
    """Ask whoever is on this card. `name` is what the sender wants to be called on their screen.

    One at a time for a card: while one waits, it is given again. Raises ManyInvitations and
    TiedAlready. One that its receiver asked never to get again is made like any other, and never
    opens.
    """
    take_turns(sender)  # two tabs do not pass the limit together
    moment = note_time(at)
    tie.refresh_from_db()
    if tie.open_account_id is not None:
        raise TiedAlready
    made = rows(Invitation, own(sender, at))
    waiting = [one for one in made if one.facts.shown(moment) is Shown.WAITING]
    of_this_card = next((one for one in waiting if one.tie_id == tie.pk), None)
    if of_this_card is not None:
        return of_this_card
    count_try(DOOR, str(sender.pk), at)
    # Counted apart from the rows, which go with their card.
    of_a_day = tries_within(DOOR, str(sender.pk), at, DAY)
    if of_a_day > MOST_A_DAY or not may_invite([one.facts for one in made], moment):
        raise ManyInvitations
    if tie.joined_at is not None:
        # A no to this link is one to the card as it is now: it can no more be two cards again.
        tie.before_joining, tie.joined_at = None, None
        tie.save(update_fields=["before_joining", "joined_at"])
    is_unwanted = made.filter(tie=tie, is_last=True).exists()
    invitation = Invitation(id=uuid4(), person=sender, tie=tie, made_at=moment)
    invitation.token_index = index_of(token_of(sender.pk, invitation.pk))
    invitation.refused_at = moment if is_unwanted else None
    invitation.shown = {"name": name, "role": str(role)}
    invitation.chosen = []
    invitation.save(force_insert=True)
    return invitation


@transaction.atomic
def choose(invitation: Invitation, kinds: Collection[SharedKind], at: datetime) -> None:
    """What goes on for the other once both said yes, in place of what was chosen before. Until then
    it shows nothing. Raises InvitationOver."""
    moment = note_time(at)
    held = Invitation.objects.select_for_update().filter(pk=invitation.pk).first()
    if held is None or held.facts.shown(moment) is not Shown.WAITING:
        raise InvitationOver
    held.chosen = [str(kind) for kind in SharedKind if kind in kinds]
    held.save(update_fields=["chosen"])


def stop(invitation: Invitation, at: datetime) -> bool:
    """Its sender takes it back. False when it came too late: they are in, or it was stopped."""
    open_ones = Invitation.objects.filter(pk=invitation.pk, confirmed_at=None, stopped_at=None)
    return bool(open_ones.update(stopped_at=note_time(at), chosen=None))


def stop_all(sender: Person, at: datetime) -> None:
    """Its sender takes back every one that was not confirmed: no link of theirs leads in."""
    open_ones = Invitation.objects.filter(person=sender, confirmed_at=None, stopped_at=None)
    open_ones.update(stopped_at=note_time(at), chosen=None)


@every_row()
@transaction.atomic
def accept(invitation_id: UUID, person: Person, at: datetime) -> bool:
    """Say yes. Of several who hold the link, the first alone; saying so twice is saying so once."""
    moment = note_time(at)
    held = Invitation.objects.select_for_update().filter(pk=invitation_id).first()
    if held is None or held.person_id == person.pk:
        return False
    if held.facts.stage(moment) is Stage.OPEN:
        held.accepted_by, held.accepted_at = person, moment
        held.save(update_fields=["accepted_by", "accepted_at"])
    return held.accepted_by_id == person.pk


@every_row()
@transaction.atomic
def refuse(invitation_id: UUID, at: datetime, *, never_again: bool = False) -> bool:
    """Say no, with or without an account; with `never_again`, to all others for the same card too.
    False when it came too late: the sender has typed the digits already, or taken the card away.

    It is about several rows of the sender's, who may write them in that moment: it takes their turn
    first, as they do, so that on PostgreSQL the two do not wait for each other for ever."""
    senders = Invitation.objects.filter(pk=invitation_id).values_list("person_id", flat=True)
    take_turns_of(list(senders))
    moment = note_time(at)
    held = Invitation.objects.select_for_update().filter(pk=invitation_id).first()
    if held is None:
        return False
    if never_again:
        Invitation.objects.filter(pk=held.pk).update(is_last=True)
        others = Invitation.objects.filter(tie=held.tie_id, confirmed_at=None, refused_at=None)
        others.update(refused_at=moment)
    asked = Invitation.objects.filter(pk=held.pk, confirmed_at=None)
    asked.filter(refused_at=None).update(refused_at=moment)
    return held.confirmed_at is None


@transaction.atomic
def confirm(
    invitation: Invitation,
    typed: str,
    decision: Decision,
    at: datetime,
    seen: Collection[str] = (),
) -> CameIn | None:
    """The sender types the digits they were told. With the right ones both have a tie to each
    other's account, and what the sender chose to show goes on; wrong ones are counted. `decision`
    is the sender's own. None for wrong ones, and where the card was taken away meanwhile. `seen`
    are the kinds that the sender was shown as chosen: raises ChosenAnew, whatever the digits, where
    they are others by now.

    Where the account is in by another card of the sender's, that card stays as it was, and if the
    two are one person's is asked on the next page (`one_card/`). It is looked for once the digits
    were right and nothing came between, and among the sender's own rows alone: so a link that was
    refused, blocked or ran out costs and reads as without such a card, and whether the other ended
    their own tie in silence changes nothing of it, since their yes ties both again."""
    expected_id = _take_turns_of_both(invitation.pk)
    moment = note_time(at)
    held = Invitation.objects.select_for_update().filter(pk=invitation.pk).first()
    if held is None:
        return None
    facts, kinds = held.facts, chosen_kinds(held, decision)
    if facts.shown(moment) is Shown.WAITING and set(kinds) != set(seen):
        raise ChosenAnew
    # Whoever said yes only now was shown no digits yet.
    other_id = held.accepted_by_id if held.accepted_by_id == expected_id else None
    other_id = other_id or NOBODY
    is_open = facts.stage(moment) is Stage.ACCEPTED and other_id != NOBODY
    is_right = are_digits(typed, held.pk, facts.digit_sets(moment))
    may_meet = _may_come_together(held.person_id, other_id)
    if not (is_open and is_right and may_meet):
        _count_wrong(held)
        return None
    shown = held.shown.open(decision) or {}
    held.confirmed_at, held.chosen = moment, None
    held.save(update_fields=["confirmed_at", "chosen"])
    came_in = _tie_both(held, other_id, shown, decision, moment)
    _show_from_now_on(held.person, other_id, kinds, decision, moment)
    return came_in


@every_row()
def _take_turns_of_both(invitation_id: UUID) -> UUID | None:
    """Let two who ask each other in at once pass one by one. Returns who said yes so far."""
    asked = Invitation.objects.filter(pk=invitation_id)
    both = asked.values_list("person_id", "accepted_by_id").first()
    if both is None:
        return None
    take_turns_of([one for one in both if one])
    return both[1]


def _count_wrong(held: Invitation) -> None:
    """Also while nobody said yes yet: what its sender sees must not tell."""
    counted = Invitation.objects.filter(pk=held.pk, wrong_tries__lt=MOST_TRIES)
    counted.update(wrong_tries=F("wrong_tries") + 1)


def _may_come_together(sender_id: UUID, other_id: UUID) -> bool:
    """Whether nothing came between the yes and the digits: a block, a closed or an erased account.
    Asked in full each time."""
    kept_apart, closed = blocked_of(sender_id, [other_id]), closed_of([sender_id, other_id])
    erased = erased_of([sender_id, other_id])
    return not kept_apart and not closed and not erased


@every_row()
def _tie_both(
    held: Invitation, other_id: UUID, shown: dict[str, str], decision: Decision, moment: datetime
) -> CameIn:
    """A tie of each to the account of the other, `other_id` being whoever said yes."""
    tie, role = held.tie, Role(shown["role"])
    others = Invitation.objects.filter(tie=tie, confirmed_at=None, stopped_at=None)
    others.update(stopped_at=moment, chosen=None)
    same = Tie.objects.filter(person_id=held.person_id, account_id=other_id).exclude(pk=tie.pk)
    earlier = same.first()
    if earlier is not None and earlier.ended_on is None:
        held.tie = earlier
        held.save(update_fields=["tie"])
        came_in = CameIn(earlier.pk, None if tie.account_id else tie.pk, was_in=True)
    else:
        # One that its owner ended gives way to the card that was used now.
        _untie(earlier)
        _let_in_by(tie, other_id, shown, decision)
        came_in = CameIn(tie.pk, earlier.pk if earlier else None)
    theirs = Tie.objects.filter(person_id=other_id, account_id=held.person_id)
    if not theirs.update(ended_on=None):
        made = Tie(person_id=other_id, account_id=held.person_id, added_on=moment.date())
        made.card = _card_of(shown["name"], other_way(role))
        made.save()
    return came_in


def _untie(earlier: Tie | None) -> None:
    if earlier is not None:
        _change_account(earlier, None)


def _let_in_by(tie: Tie, other_id: UUID, shown: dict[str, str], decision: Decision) -> None:
    said = {"role": shown["role"], NAME_THERE: shown["name"]}
    tie.card = {**(tie.card.open(decision) or {}), **said}
    _change_account(tie, other_id)


def _change_account(tie: Tie, account_id: UUID | None) -> None:
    """Two cards can be made of it no more: who is in now may be somebody else."""
    tie.account_id, tie.ended_on = account_id, None
    tie.before_joining, tie.joined_at = None, None
    tie.save(update_fields=["card", "account", "ended_on", "before_joining", "joined_at"])


def _show_from_now_on(
    sender: Person,
    other_id: UUID,
    kinds: Collection[SharedKind],
    decision: Decision,
    moment: datetime,
) -> None:
    """For thirty days, and nothing from before. All that was on for the same account gives way, for
    nothing chosen, too: what was chosen last is what counts. While all that the sender shows is
    paused, or all that this account was shown, it begins paused."""
    standing = standing_switches(decision, moment)
    of_them = standing.get(other_id, [])
    is_paused = is_all_paused(standing) or are_paused(of_them)
    withdraw_all(sender, [Grant(pk=one.grant_id) for one in of_them], moment)
    for kind in kinds:
        given = give_grant(sender, other_id, switch_terms(kind, LASTS), moment)
        if is_paused:
            note_event(given, EventKind.PAUSED, sender, moment)


def _card_of(name: str, role: Role) -> dict[str, object]:
    return {
        "name": name,
        "near": str(Near.MIDDLE),
        "phone": "",
        "link": "",
        "line": "",
        "is_offered": True,
        "is_as_it_came": True,
        "role": str(role),
    }
