"""Which earlier step to ask "how did it go?" about: one that was taken, once, and not for long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from porchlight.domain.steps import PastStep, StepAnswer, StepKind, order_of_steps

ASK_WITHIN = timedelta(days=7)
AFTER_A_PLACE = timedelta(hours=3)


def asks_about(past_steps: Sequence[PastStep], now: datetime) -> PastStep | None:
    """The one taken step to ask "how did it go?" about: the latest, due on one day alone, from the
    day after (a place: three hours after it starts), and for a week; then it is let go. To write
    somebody down is never asked about: the circle shows it, and there is no name to ask about."""
    open_ones = [step for step in past_steps if _is_to_be_asked(step, now)]
    return max(open_ones, key=order_of_steps, default=None)


def _is_to_be_asked(step: PastStep, now: datetime) -> bool:
    if step.answer != StepAnswer.TAKEN or step.outcome is not None or step.was_due:
        return False
    if step.kind == StepKind.ADD_PERSON:
        return False
    if step.starts_at is not None:
        return step.starts_at + AFTER_A_PLACE <= now <= step.starts_at + ASK_WITHIN
    since = now.date() - step.on
    return timedelta(days=1) <= since <= ASK_WITHIN
