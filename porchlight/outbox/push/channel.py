"""The channel to phones and browsers: a message is handed to the push service of each device.

A device that its push service knows no more is dropped, and Me says so. Where one device could not
be reached the message is tried again, and those that have it are left out.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final
from uuid import UUID

from porchlight.outbox.kinds import NotTaken, Outgoing
from porchlight.outbox.push import devices, notice
from porchlight.outbox.push.devices import DeviceAddress
from porchlight.outbox.push.encryption import encrypt
from porchlight.outbox.push.post import PushServiceDown, post
from porchlight.outbox.push.vapid import authorization, encoded

MOST_DEVICES: Final = 10  # of one person; each takes a few seconds at worst
TOPIC_LETTERS: Final = 32
GONE: Final = frozenset({404, 410})


@dataclass(frozen=True)
class PushChannel:
    """How one kind of message is pushed. `keeps_for` is how long a push service holds it for a
    phone that is off, `urgency` (RFC 8030) whether it wakes one that sleeps."""

    keeps_for: timedelta
    urgency: str = "normal"

    def deliver(self, key: str, outgoing: Outgoing) -> None:
        """Raises NotTaken when a device could not be reached and may be later."""
        at = outgoing.decision.at
        gone: list[UUID] = []
        taken: list[UUID] = []
        waits: list[timedelta] = []
        for device in outgoing.devices[:MOST_DEVICES]:
            if device.taken_key == key:
                continue
            try:
                is_there = self._push(key, outgoing, device, at)
            except NotTaken as fault:
                waits.append(fault.wait)
            else:
                (taken if is_there else gone).append(device.device_id)
        if gone:
            devices.drop(gone, at.date())
        if waits:
            if taken:
                devices.note_taken(taken, key)
            raise NotTaken(max(waits), is_partly_taken=bool(taken))

    def _push(self, key: str, outgoing: Outgoing, device: DeviceAddress, at: datetime) -> bool:
        """Whether the device is still known. Raises NotTaken."""
        subscription = device.subscription
        topic = _topic(key, subscription.endpoint)
        words = notice.content(outgoing.words, outgoing.language, subscription.origin, topic)
        keeps_for = self.keeps_for
        if outgoing.keeps_for is not None:
            keeps_for = min(keeps_for, outgoing.keeps_for)
        headers = {
            "TTL": str(int(keeps_for.total_seconds())),
            "Urgency": self.urgency,
            "Topic": topic,
            "Authorization": authorization(subscription.endpoint, at),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
        }
        try:
            answer = post(subscription.endpoint, headers, encrypt(words, subscription.keys))
        except PushServiceDown as fault:
            raise NotTaken from fault
        if answer.status in GONE:
            return False
        if not 200 <= answer.status < 300:
            raise NotTaken(_wait(answer.retry_after, at))
        return True


def _topic(key: str, endpoint: str) -> str:
    """The same for the same message and device, so that a repeat takes the place of the first. No
    push service can tell by it that two devices are of one person."""
    return encoded(hashlib.sha256(f"{key}|{endpoint}".encode()).digest())[:TOPIC_LETTERS]


def _wait(retry_after: str, at: datetime) -> timedelta:
    """Retry-After is in seconds, or a moment. What cannot be read counts for nothing."""
    if retry_after.isascii() and retry_after.isdigit():
        return timedelta(seconds=min(int(retry_after), 86_400))
    try:
        return max(parsedate_to_datetime(retry_after) - at, timedelta(0))
    except (TypeError, ValueError):
        return timedelta(0)
