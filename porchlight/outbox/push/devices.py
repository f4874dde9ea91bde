"""Devices that notes come to: turned on and off by their person, dropped by their push service.

Rows are read through the gate (`circles/push_devices.py`); here they are opened and written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from porchlight.domain.consent import Decision
from porchlight.outbox.models import PushDevice
from porchlight.outbox.push.encryption import DeviceKeys
from porchlight.outbox.push.hosts import checked_endpoint
from porchlight.outbox.push.vapid import decoded, encoded
from porchlight.people.encryption.keys import blind_index
from porchlight.people.models import Person, Visit
from porchlight.postgresql.owners import every_row


@dataclass(frozen=True)
class Subscription:
    """What a browser says of how it is reached. `origin` is the site's own, like
    https://example.org/, as that browser knows it."""

    endpoint: str
    keys: DeviceKeys
    origin: str


@dataclass(frozen=True)
class DeviceAddress:
    """One device as a message is handed over to it."""

    device_id: UUID
    subscription: Subscription
    taken_key: str = ""


def subscription_from(endpoint: str, p256dh: str, auth: str, origin: str) -> Subscription:
    """Raises ValueError for keys that are none, and for what is of no known push service."""
    keys = DeviceKeys(decoded(p256dh), decoded(auth))
    return Subscription(checked_endpoint(endpoint), keys, origin)


@every_row()
@transaction.atomic
def turn_on(person: Person, visit: Visit, subscription: Subscription) -> None:
    """Let notes come to the browser of this visit. Whose it was before has it no more: another
    account may have been used on the same phone."""
    index = blind_index("push device", subscription.endpoint)
    PushDevice.objects.filter(visit=visit).delete()
    PushDevice.objects.filter(endpoint_index=index).delete()
    device = PushDevice(person=person, visit=visit, endpoint_index=index)
    device.subscription = {
        "endpoint": subscription.endpoint,
        "p256dh": encoded(subscription.keys.public),
        "auth": encoded(subscription.keys.auth),
        "origin": subscription.origin,
    }
    device.save(force_insert=True)


def turn_off(visit: Visit) -> None:
    PushDevice.objects.filter(visit=visit).delete()


def drop(device_ids: Iterable[UUID], day: date) -> None:
    """Note that these are not reached any more. Me says so until they are turned on again."""
    PushDevice.objects.filter(pk__in=list(device_ids), dropped_on=None).update(dropped_on=day)


def note_taken(device_ids: Iterable[UUID], key: str) -> None:
    """Note which have a message that is tried again for another device of the same person."""
    PushDevice.objects.filter(pk__in=list(device_ids)).update(taken_key=key)


def address_of(device: PushDevice, decision: Decision) -> DeviceAddress | None:
    """How it is reached; None when its push service is not one of those known by now."""
    held = device.subscription.open(decision) or {}
    try:
        subscription = subscription_from(**held)
    except ValueError:
        return None
    return DeviceAddress(device.pk, subscription, device.taken_key)
