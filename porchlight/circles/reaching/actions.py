"""What somebody chooses of how they are reached, and what is noted when something leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from porchlight.circles.access import rows
from porchlight.circles.actions import take_turns
from porchlight.circles.reaching.queries import choices_in
from porchlight.domain.consent import Decision
from porchlight.domain.reaching import Choices, MessageGroup, Reached, may_come_at, reached
from porchlight.outbox.models import Message, ReachChoices
from porchlight.people.models import Person


@transaction.atomic
def choose(person: Person, choices: Choices) -> None:
    """Keep it. What was sent before stays noted, so that choosing anew is no way around it."""
    take_turns(person)
    ReachChoices.objects.bulk_create([ReachChoices(person=person)], ignore_conflicts=True)
    held = ReachChoices.objects.select_for_update().get(person=person)
    held.choices = choices.told()
    held.save(update_fields=["choices"])


@transaction.atomic
def leaves_at(
    message: Message,
    group: MessageGroup,
    about: str,
    since: datetime,
    decision: Decision,
    still_waits: Callable[[str], bool],
) -> datetime | None:
    """When a message about something that waits may leave: at the decision's moment, which is then
    noted, or later. None where a message since told of it already, or nothing comes any more.

    `about` names what it is about and `since` when that came; `still_waits` says of such a name
    whether it does. `decision` is the recipient's own. A message that was noted may leave once
    more, so that it can be tried again; not in quiet hours.
    """
    held = rows(ReachChoices, decision).select_for_update().first()
    if held is None or decision.at is None:
        return None
    at, zone, choices = decision.at, message.person.zoneinfo, choices_in(held, decision)
    told = held.reached.open(decision)
    before = Reached.of(told) if told else None
    if before is not None:
        is_quiet = group is not MessageGroup.DIGEST and choices.is_quiet(at, zone)
        if before.key == message.key and not is_quiet:
            return at
        if before.about != about and since <= before.at:
            return None
        if not still_waits(before.about):
            before = before.answered()
    may_at = may_come_at(choices, before, at, zone, group)
    if may_at is not None and may_at <= at:
        held.reached = reached(before, at, message.key, about, zone).told()
        held.save(update_fields=["reached"])
    return may_at
