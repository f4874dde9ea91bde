"""By what somebody is reached, as the gate shows it: read when a message is prepared."""

from __future__ import annotations

from datetime import datetime

from porchlight.circles.access import rows
from porchlight.circles.push_devices import devices_of
from porchlight.domain.consent import Decision
from porchlight.domain.reaching import Choices, MessageGroup, ReachedBy
from porchlight.outbox.models import ReachChoices
from porchlight.outbox.push.devices import DeviceAddress


def choices_of(decision: Decision) -> Choices:
    """What a person chose, or what goes for whoever chose nothing. `decision` is their own. One
    query."""
    held = rows(ReachChoices, decision).first()
    return Choices() if held is None else choices_in(held, decision)


def choices_in(held: ReachChoices, decision: Decision) -> Choices:
    """What stands in this row."""
    told = held.choices.open(decision)
    return Choices.of(told) if told else Choices()


def devices_for(
    group: MessageGroup, choices: Choices, decision: Decision, at: datetime
) -> tuple[DeviceAddress, ...]:
    """To which devices a message of this group goes now; none where it is to wait in the site."""
    is_pushed = choices.channel(group) is ReachedBy.PUSH
    return devices_of(decision, at) if is_pushed else ()
