"""What leaves of an ask: one message to each person who was asked, when it reaches them.

It is decided when it is sent: nobody hears of an ask that was taken back, that somebody else has,
or whose asker let go of them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.http import Http404

from porchlight.circles.access import own
from porchlight.circles.reaching.queries import choices_of, devices_for
from porchlight.domain.reaching import MessageGroup
from porchlight.outbox.channels import deliver_as
from porchlight.outbox.kinds import MessageKind, Outgoing
from porchlight.outbox.models import Message
from porchlight.outbox.push.notice import words_in
from porchlight.reach.asks.queries import ask_to, decision_on_ask


def prepare_ask(message: Message, at: datetime) -> Outgoing | None:
    """Nothing where it does not wait for this person any more, or no device of theirs is on."""
    person = message.person
    decision = own(person, at)
    matter = message.matter.open(decision) if decision.allowed else None
    devices = devices_for(MessageGroup.ASK, choices_of(decision), decision, at) if matter else ()
    if not matter or not devices:
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


ASK: Final = MessageKind("ask", prepare_ask, deliver_as(MessageGroup.ASK))


def occasion_of(received_id: UUID) -> str:
    return f"ask {received_id}"
