"""Devices that are on, and messages to them."""

from __future__ import annotations

from datetime import timedelta

from porchlight.circles.access import own
from porchlight.circles.push_devices import devices_of
from porchlight.outbox.kinds import MessageKind, Outgoing
from porchlight.outbox.push.channel import PushChannel
from porchlight.outbox.push.devices import Subscription, turn_on
from porchlight.outbox.push.notice import words_in
from porchlight.people.models import Person, Visit
from tests.make import make_visit
from tests.outbox.push.browser import Browser

ORIGIN = "https://porch.example/"
ASK_LIKE = PushChannel(timedelta(minutes=10), "high")
NOTE_LIKE = PushChannel(timedelta(hours=12))
DIGEST_LIKE = PushChannel(timedelta(hours=6))


def turned_on(person: Person, browser: Browser, visit: Visit | None = None) -> Visit:
    visit = visit or make_visit(person)
    turn_on(person, visit, Subscription(browser.endpoint, browser.keys, ORIGIN))
    return visit


def pushed(channel: PushChannel = NOTE_LIKE, name: str = "note") -> MessageKind:
    """A kind that says its line to all devices of its recipient."""

    def prepare(message, at):
        decision = own(message.person, at)
        language = message.person.language
        return Outgoing(decision, words_in(language), language, devices_of(decision, at))

    return MessageKind(name, prepare, channel.deliver)
