"""What leaves of an ask: one message to each person who was asked, when it reaches them.

It is decided when it is sent: nobody hears of an ask that was taken back, that somebody else has,
or whose asker let go of them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.http import Http404

from porchlight.circles.access import own
from porchlight.circles.push_devices import devices_of
from porchlight.circles.reaching.queries import choices_of
from porchlight.domain.reaching.choices import AskReaches
from porchlight.outbox.kinds import MessageKind, Outgoing
from porchlight.outbox.models import Message
from porchlight.outbox.push.channel import PushChannel
from porchlight.outbox.push.notice import words_in
from porchlight.reach.asks.queries import ask_to, decision_on_ask


def prepare_ask(message: Message, at: datetime) -> Outgoing | None:
    """Nothing where it does not wait for this person any more, or no device of theirs is on."""
    person = message.person
    decision = own(person, at)
    matter = message.matter.open(decision) if decision.allowed else None
    if not matter or choices_of(decision).ask is AskReaches.HERE:
        return None
    devices = devices_of(decision, at)
    if not devices:
        return None
    received_id = UUID(matter["received"])
    try:
        is_open = ask_to(person, received_id, at).is_open
        on_the_ask = decision_on_ask(person, received_id, at)
    except Http404:
        return None
    if on_the_ask is None or not is_open:
        return None
    language = person.language
    return Outgoing(on_the_ask, words_in(language), language, devices)


# An ask is over after ten minutes.
ASK_CHANNEL: Final = PushChannel(keeps_for=timedelta(minutes=10), urgency="high")
ASK: Final = MessageKind("ask", prepare_ask, ASK_CHANNEL.deliver)


def occasion_of(received_id: UUID) -> str:
    return f"ask {received_id}"
