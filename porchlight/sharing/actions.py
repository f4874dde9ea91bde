"""What a person does to show things, and to show them no more. Nobody is told of any of it.

A grant is never changed: to narrow one or to go on with it is to take it back and give another.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from porchlight.circles.access import own, rows
from porchlight.circles.actions import take_turns
from porchlight.circles.consents import give_grant, note_event
from porchlight.circles.facts import blocked_of, closed_of, keeping_a_tie_to
from porchlight.circles.models import Grant, Tie
from porchlight.circles.switches import switch_grants, switch_terms
from porchlight.domain.circle.sharing import LASTS, SharedKind, SwitchGrant, switch_of
from porchlight.domain.grants import EventKind
from porchlight.domain.refused import Refused
from porchlight.people.highest_time import note_time
from porchlight.people.limits import count_try, tries_within
from porchlight.people.models import Person
from porchlight.postgresql.owners import every_row
from porchlight.sharing.models import HandedOver, HandedToMe, Milestone

# Handed over to the whole circle together.
MOST_HANDED_A_DAY = 20
DAY = timedelta(days=1)


class NothingToPutBack(Refused):
    """There is no switch that was turned off a moment ago."""

    code = "nothing-to-put-back"


class NoOpenTie(Refused):
    """No open tie leads to the account that something would be shown to."""

    code = "no-open-tie"


class ManyHandedOver(Refused):
    """As much as one day takes was handed over already."""

    code = "many-handed-over"


@transaction.atomic
def turn_on(
    person: Person,
    other_id: UUID,
    kind: SharedKind,
    at: datetime,
    *,
    lasts: timedelta = LASTS,
    with_before: bool = False,
) -> None:
    """Let one person see one kind of thing, from now on or also what is there already. One that is
    on goes on from now for as long: from when it was switched on, or as chosen here where it
    reached back before that. Raises NoOpenTie."""
    take_turns(person)
    if other_id not in _tied(person, at):
        raise NoOpenTie
    grants = _of_kind(person, other_id, kind, at)
    held = switch_of(kind, grants, note_time(at))
    since = held.grant.since if held.is_on and held.grant else None
    _end(person, grants, at)
    give_grant(person, other_id, switch_terms(kind, lasts, since, from_always=with_before), at)


@transaction.atomic
def turn_off(person: Person, other_id: UUID, kind: SharedKind, at: datetime) -> None:
    """At once, and for good unless it is put back within ten minutes."""
    take_turns(person)
    _end(person, _of_kind(person, other_id, kind, at), at)


@transaction.atomic
def put_back(person: Person, other_id: UUID, kind: SharedKind, at: datetime) -> None:
    """Undo having turned it off: it ends when it would have ended, and is paused if it was. Raises
    NothingToPutBack, and NoOpenTie."""
    take_turns(person)
    if other_id not in _tied(person, at):
        raise NoOpenTie
    moment = note_time(at)
    undo = switch_of(kind, _of_kind(person, other_id, kind, at), moment).undo
    if undo is None:
        raise NothingToPutBack
    lasts, reaches_back = undo.ends_at - moment, undo.since is None
    terms = switch_terms(kind, lasts, undo.since, from_always=reaches_back)
    given = give_grant(person, other_id, terms, at)
    if undo.is_paused:
        note_event(given, EventKind.PAUSED, person, at)


@transaction.atomic
def narrow(person: Person, other_id: UUID, kind: SharedKind, at: datetime) -> None:
    """What was there before now is seen no more; it ends when it would have ended."""
    take_turns(person)
    moment = note_time(at)
    grants = _of_kind(person, other_id, kind, at)
    held = switch_of(kind, grants, moment)
    if held.grant is None or held.is_paused:
        return
    _end(person, grants, at)
    give_grant(person, other_id, switch_terms(kind, held.grant.ends_at - moment), at)


@transaction.atomic
def pause(person: Person, at: datetime, other_id: UUID | None = None) -> None:
    """All that is on, for one person or for everybody, until it is started again."""
    take_turns(person)
    for grant in _alive(person, at, other_id):
        if not grant.is_paused:
            note_event(Grant(pk=grant.grant_id), EventKind.PAUSED, person, at)


@transaction.atomic
def resume(person: Person, at: datetime, other_id: UUID | None = None) -> None:
    """Start again what is paused: from now on, so that nothing of the pause is seen, and until it
    would have ended without it. Nothing starts for an account that no open tie leads to."""
    take_turns(person)
    moment, tied = note_time(at), _tied(person, at)
    for to, grants in switch_grants(own(person, at), moment, other_id).items():
        for grant in grants:
            if to in tied and grant.is_alive(moment) and grant.is_paused:
                _end(person, [grant], at)
                give_grant(person, to, switch_terms(grant.kind, grant.ends_at - moment), at)


@transaction.atomic
def hand_over(giver: Person, receiver_id: UUID, words: str, at: datetime) -> HandedOver:
    """Give one person one thing to read, for a week; `words` as `note_text` gives them. It reaches
    them while they have a tie to the giver and nobody keeps the two apart; the giver cannot tell,
    nor by how long it takes. Raises ManyHandedOver."""
    count_try("hand-over", str(giver.pk), at)
    if tries_within("hand-over", str(giver.pk), at, DAY) > MOST_HANDED_A_DAY:
        raise ManyHandedOver
    day = at.astimezone(giver.zoneinfo).date()
    handed = HandedOver(person=giver, receiver_id=receiver_id, day=day)
    handed.words = words
    handed.save(force_insert=True)
    received = HandedToMe(handed=handed, giver=giver, receiver_id=receiver_id, day=day)
    received.words = words
    has_tie = bool(keeping_a_tie_to(giver.pk, [receiver_id]))
    is_apart, is_closed = blocked_of(giver.pk, [receiver_id]), closed_of([receiver_id])
    received.is_there = has_tie and not is_apart and not is_closed
    received.save(force_insert=True)
    return handed


def take_back_everything(giver: Person) -> None:
    """All that was ever handed over, from everybody's page. Nobody is told."""
    HandedOver.objects.filter(person=giver).delete()


def take_back_from(giver: Person, receiver_id: UUID) -> None:
    """All that was handed to one person, from both screens. Nobody is told."""
    HandedOver.objects.filter(person=giver, receiver=receiver_id).delete()


@every_row()
def remove_from_page(received: HandedToMe) -> None:
    """The receiver wants to see it no more; its giver keeps it, and is not told. `received` came
    through the gate as one that they may see."""
    HandedToMe.objects.filter(pk=received.pk).delete()


def take_back(handed: HandedOver) -> None:
    """From both screens, at once; nobody is told."""
    handed.delete()


def take_away(milestone: Milestone) -> None:
    """From one's own page, and from every page that shows it."""
    milestone.delete()


def add_milestone(person: Person, words: str, day: date) -> Milestone:
    milestone = Milestone(person=person, day=day)
    milestone.words = words
    milestone.save(force_insert=True)
    return milestone


def _of_kind(person: Person, other_id: UUID, kind: SharedKind, at: datetime) -> list[SwitchGrant]:
    """All grants of a kind to one person that have not run out."""
    found = switch_grants(own(person, at), note_time(at), other_id).get(other_id, [])
    return [grant for grant in found if grant.kind is kind]


def _tied(person: Person, at: datetime) -> set[UUID]:
    """The accounts that an open tie of the person leads to now."""
    open_ties = rows(Tie, own(person, at)).filter(ended_on=None).exclude(account=None)
    return set(open_ties.values_list("account_id", flat=True))


def _alive(person: Person, at: datetime, other_id: UUID | None) -> list[SwitchGrant]:
    moment = note_time(at)
    found = switch_grants(own(person, at), moment, other_id)
    return [grant for grants in found.values() for grant in grants if grant.is_alive(moment)]


def _end(person: Person, grants: Iterable[SwitchGrant], at: datetime) -> None:
    for grant in grants:
        if grant.withdrawn_at is None:
            note_event(Grant(pk=grant.grant_id), EventKind.WITHDRAWN, person, at)
