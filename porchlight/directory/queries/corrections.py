"""The hosts' queue of corrections. Nothing in it tells who wrote one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from porchlight.circles.access import handed_over
from porchlight.directory.models import Closure, Correction, Service
from porchlight.people.models import Person
from porchlight.postgresql.owners import every_row

SHOWN_AT_ONCE = 30


@dataclass(frozen=True)
class OpenCorrection:
    """One that waits, with its words opened for a host."""

    row_id: str
    service: Service
    about: str
    words: str
    made_on: date


@dataclass(frozen=True)
class CorrectionQueue:
    """`waiting` counts all, `corrections` are the oldest; `closures` are undone from here."""

    waiting: int
    corrections: list[OpenCorrection]
    closures: list[Closure]


def correction_queue(host: Person, now: datetime) -> CorrectionQueue:
    waiting = waiting_corrections().order_by("made_at", "pk")
    several = waiting.select_related("service__location", "service__source")[:SHOWN_AT_ONCE]
    with every_row():
        corrections = list(several)
    standing = Closure.objects.filter(undone_at=None).select_related("service__location")
    return CorrectionQueue(
        waiting=count_waiting(),
        corrections=_opened(corrections, host, now),
        closures=list(standing.order_by("-closed_at", "-pk")[:SHOWN_AT_ONCE]),
    )


def _opened(waiting: list[Correction], host: Person, now: datetime) -> list[OpenCorrection]:
    """Each is decided about by itself: nothing else of its writer's opens."""
    decisions = handed_over(host, Correction, [correction.pk for correction in waiting], now)
    return [
        OpenCorrection(
            row_id=str(correction.pk),
            service=correction.service,
            about=correction.about,
            words=(
                correction.words.open(decisions[correction.pk]) or "" if correction.words else ""
            ),
            made_on=correction.made_at.astimezone(host.zoneinfo).date(),
        )
        for correction in waiting
    ]


@every_row()
def count_waiting() -> int:
    return waiting_corrections().count()


@every_row()
def correction_to_settle(correction_id: UUID) -> Correction | None:
    """Any that a host's button can be about; settling what is settled changes nothing."""
    return Correction.objects.filter(pk=correction_id, person__closed_at=None).first()


def waiting_corrections() -> QuerySet[Correction]:
    """What hosts have not settled yet, but for what came from an account that is closed since."""
    return Correction.objects.filter(settled_at=None, person__closed_at=None)
