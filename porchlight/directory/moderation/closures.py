"""What hosts took off the lists: each listing they closed, and those that say again what it says.

Those that are joined to a closed listing go with it. They are closed like it, so that whoever saved
one reads that it is closed, and they come back when the host shows the closed one again, or takes
the two apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from porchlight.directory.models import Closure, Duplicate, Service

ACTIVE, CLOSED_FOR_NOW = Service.Status.ACTIVE, Service.Status.CLOSED_FOR_NOW


def closed_by_hosts() -> QuerySet[Closure, Any]:
    """The ids of the listings that hosts closed themselves."""
    return Closure.objects.filter(undone_at=None).values_list("service_id", flat=True)


def keep_off(some: Q) -> list[int]:
    """Close those of `some` services that a host took off the lists, whatever their sources say.

    Returns the ids of those that were listed until now.
    """
    joined = Duplicate.objects.filter(undone_at=None, of__in=closed_by_hosts())
    is_off = Q(pk__in=closed_by_hosts()) | Q(pk__in=joined.values("service"))
    ids = list(Service.objects.filter(some, is_off, status=ACTIVE).values_list("pk", flat=True))
    Service.objects.filter(pk__in=ids).update(status=CLOSED_FOR_NOW)
    return ids


def put_back(services: Iterable[int]) -> None:
    """List these again, but for those that a host closed themselves. The next import of each writes
    its source's own word."""
    closed = Service.objects.filter(pk__in=[*services], status=CLOSED_FOR_NOW)
    closed.exclude(pk__in=closed_by_hosts()).update(status=ACTIVE, fingerprint="")
