"""A person's own devices, as the gate shows them."""

from __future__ import annotations

from datetime import datetime

from porchlight.circles.access import rows
from porchlight.domain.consent import Decision
from porchlight.outbox.models import PushDevice
from porchlight.outbox.push.devices import DeviceAddress, address_of


def devices_of(decision: Decision, at: datetime) -> tuple[DeviceAddress, ...]:
    """Those that notes for a person come to now: turned on, not dropped, and in a visit that goes
    on. `decision` is the person's own. One query."""
    found = rows(PushDevice, decision).filter(dropped_on=None, visit__expires_at__gt=at)
    addresses = (address_of(device, decision) for device in found.order_by("pk"))
    return tuple(address for address in addresses if address is not None)


def device_of_visit(key_index: str, decision: Decision) -> PushDevice | None:
    """That of the visit with this `key_index` (`people/sessions/store.py`). One query."""
    return rows(PushDevice, decision).filter(visit__key_index=key_index).first()
