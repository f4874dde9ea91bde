"""What somebody chooses of how they are reached, and the lines that come to their phones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from porchlight.circles.access import rows
from porchlight.circles.actions import take_turns
from porchlight.domain.consent import Decision
from porchlight.domain.reaching.choices import Choices
from porchlight.domain.reaching.fading import Begun, LastLine, Lines, after_line, may_come_at
from porchlight.outbox.kinds import NotYet
from porchlight.outbox.models import Message, ReachChoices
from porchlight.people.models import Person

# While one line is on its way to the phones of a person, the next waits so long.
LOOKED_AT_AGAIN: Final = timedelta(minutes=10)


@transaction.atomic
def choose(person: Person, choices: Choices) -> None:
    """Keep it. What was sent before stays noted, so that choosing anew is no way around it."""
    take_turns(person)
    ReachChoices.objects.bulk_create([ReachChoices(person=person)], ignore_conflicts=True)
    held = ReachChoices.objects.select_for_update().get(person=person)
    held.choices = choices.told()
    held.save(update_fields=["choices"])


@transaction.atomic
def begin_line(
    message: Message,
    about: str,
    since: datetime,
    choices: Choices,
    decision: Decision,
    still_waits: Callable[[str], bool],
) -> Callable[[], None] | None:
    """Begin the line of a message about something that waits; none of another begins until this one
    was handed over, which is noted by calling what comes back.

    `about` names what it is about and `since` when that came; `still_waits` says of such a name
    whether it does. `decision` is the recipient's own, of this moment. None where a line since told
    of it already, or nothing comes any more. Raises NotYet where it is to come later.
    """
    held = rows(ReachChoices, decision).select_for_update().first()
    if held is None or decision.at is None:
        return None
    at, zone, key = decision.at, message.person.zoneinfo, message.key
    lines = Lines.of(held.lines.open(decision))
    if lines.is_begun_for_another(key, at):
        raise NotYet(at + LOOKED_AT_AGAIN)
    if lines.is_last(key):
        may_at: datetime | None = choices.told_from(at, zone)
        after = lines.last
    elif lines.told_of(about, since):
        return None
    else:
        before = lines.last
        if before is not None and not still_waits(before.about):
            before = before.answered()
        may_at = may_come_at(choices, before, at, zone)
        after = after_line(before, at, key, about, zone)
    if may_at is None:
        return None
    if may_at > at:
        raise NotYet(may_at)
    held.lines = Lines(lines.last, Begun(key, at)).told()
    held.save(update_fields=["lines"])
    return lambda: _note_handed_over(decision, key, after)


@transaction.atomic
def _note_handed_over(decision: Decision, key: str, last: LastLine | None) -> None:
    """Nothing where the row is gone, or another line was begun since."""
    held = rows(ReachChoices, decision).select_for_update().first()
    if held is None:
        return
    begun = Lines.of(held.lines.open(decision)).begun
    if begun is not None and begun.key == key:
        held.lines = Lines(last).told()
        held.save(update_fields=["lines"])
