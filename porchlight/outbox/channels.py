"""The one way from a kind of message to its recipient: a kind names its group, and what it is about
decides how it goes.

By what a recipient is reached is read through the gate when a message is prepared
(`circles/reaching/queries.py`), and stands in what goes out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from porchlight.domain.reaching import MessageGroup
from porchlight.outbox.kinds import Outgoing
from porchlight.outbox.push.channel import PushChannel

# An ask is over after ten minutes; what waits is no news on the next day.
PUSHED: Final[Mapping[MessageGroup, PushChannel]] = {
    MessageGroup.ASK: PushChannel(keeps_for=timedelta(minutes=10), urgency="high"),
    MessageGroup.WAITS: PushChannel(keeps_for=timedelta(hours=12)),
    MessageGroup.REMINDER: PushChannel(keeps_for=timedelta(hours=6)),
    MessageGroup.DIGEST: PushChannel(keeps_for=timedelta(hours=6)),
}


def deliver_as(group: MessageGroup) -> Callable[[str, Outgoing], None]:
    """How a kind of this group is delivered: `deliver` of its MessageKind."""
    return PUSHED[group].deliver
