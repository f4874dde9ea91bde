"""By what somebody is reached, as the gate shows it: read when a message is prepared."""

from __future__ import annotations

from porchlight.circles.access import rows
from porchlight.domain.consent import Decision
from porchlight.domain.reaching.choices import Choices
from porchlight.outbox.models import ReachChoices


def choices_of(decision: Decision) -> Choices:
    """What a person chose, or what goes for whoever chose nothing. `decision` is their own. One
    query."""
    held = rows(ReachChoices, decision).first()
    told = held.choices.open(decision) if held is not None else None
    return Choices.of(told) if told else Choices()
