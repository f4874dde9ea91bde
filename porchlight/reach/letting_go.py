"""What is taken from somebody who is let go: the light they were shown, what they were asked."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from porchlight.circles.access import own
from porchlight.circles.actions import take_turns
from porchlight.circles.models import Tie
from porchlight.people.models import Person
from porchlight.reach.lights.actions import set_light
from porchlight.reach.lights.queries import own_light
from porchlight.reach.models import ReceivedAsk


@transaction.atomic
def let_go_of(person: Person, reader_id: UUID) -> None:
    """Should they come in again, nothing of before is there, and the light is shown to them when
    the person says so. Nobody is told."""
    take_turns(person)
    asked = ReceivedAsk.objects.filter(author=person, reader=reader_id, over_at=None)
    asked.update(over_at=timezone.now())
    row = own_light(person, own(person, timezone.now()))
    ties = Tie.objects.filter(person=person, account=reader_id).values_list("pk", flat=True)
    if row.is_set:
        set_light(person, row.light, row.shown_to - set(ties))
