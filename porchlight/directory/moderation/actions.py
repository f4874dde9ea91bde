"""Corrections: somebody says what is not right, a host puts it right, hides it, or leaves it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from porchlight.directory.models import Closure, Correction, Duplicate, Service
from porchlight.directory.models.versions import mark_changed
from porchlight.directory.moderation.closures import closed_by_hosts, keep_off, put_back
from porchlight.domain.refused import Refused
from porchlight.people.limits import count_try
from porchlight.people.models import Person
from porchlight.postgresql.owners import every_row

CORRECTIONS_A_QUARTER_HOUR = 10


class ManyCorrections(Refused):
    """More corrections in a quarter of an hour than one person finds by looking."""

    code = "many-corrections"


def suggest_correction(
    person: Person, service: Service, about: str, words: str, at: datetime
) -> Correction:
    """Put it in the hosts' queue. Raises ManyCorrections after ten in a quarter of an hour."""
    if count_try("correction", str(person.pk), at) > CORRECTIONS_A_QUARTER_HOUR:
        raise ManyCorrections
    return Correction.objects.create(
        person=person, service=service, about=about, words=words or None, made_at=at
    )


@every_row()
@transaction.atomic
def settle_correction(correction: Correction, outcome: str, at: datetime) -> None:
    """Close it, and take its words away. Hiding also closes every other open one of the listing.

    Settling what is settled changes nothing.
    """
    standing = Correction.objects.select_for_update().filter(settled_at=None)
    if outcome == Correction.Outcome.HIDDEN:
        done = standing.filter(service=correction.service_id)
    else:
        done = standing.filter(pk=correction.pk)
    if not done.update(settled_at=at, outcome=outcome, words=None):
        return
    if outcome == Correction.Outcome.HIDDEN:
        close_listing(correction.service, at)


@transaction.atomic
def close_listing(service: Service, at: datetime) -> None:
    """Take a listing off the lists, and with it those that give way to it; whoever saved one still
    finds it, marked as closed."""
    Closure.objects.get_or_create(service=service, undone_at=None, defaults={"closed_at": at})
    mark_changed(keep_off(Q(pk=service.pk) | Q(pk__in=_joined_to(service.pk))))


@transaction.atomic
def reopen_listing(closure: Closure, at: datetime) -> None:
    """Undo a closure. It is listed again, and the next import writes the source's own word. What
    went with it gives way to it again, if the next look at duplicates finds it still the same."""
    if not Closure.objects.filter(pk=closure.pk, undone_at=None).update(undone_at=at):
        return
    own = Duplicate.objects.filter(service=closure.service_id, undone_at=None)
    own.filter(of__in=closed_by_hosts()).delete()
    together = [closure.service_id, *_joined_to(closure.service_id)]
    put_back(together)
    mark_changed(together)


def _joined_to(service_id: int) -> list[int]:
    standing = Duplicate.objects.filter(of=service_id, undone_at=None)
    return list(standing.values_list("service_id", flat=True))
