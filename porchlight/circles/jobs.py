"""What is done for circles by the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from porchlight.circles.looks import drop_old_looks
from porchlight.circles.models import Invitation
from porchlight.circles.one_card.actions import drop_what_was_two
from porchlight.domain.circle.invitations import LIVES_FOR, MOST_TRIES
from porchlight.people.highest_time import highest_time
from porchlight.schedule import TimedJob

KEPT_AFTER = timedelta(days=7)


def drop_old_invitations(now: datetime) -> None:
    """A week after an invitation has run out nothing is left of it, but for a "never again", which
    has to hold for later ones of the same card."""
    ended = highest_time(now) - LIVES_FOR - KEPT_AFTER
    Invitation.objects.filter(made_at__lt=ended, is_last=False).delete()


def drop_old_choices(now: datetime) -> None:
    """What was chosen for an invitation that has run out for its sender is kept no longer. One that
    was refused has to go on looking like one that waits, so it is kept until then."""
    ended = Q(made_at__lte=highest_time(now) - LIVES_FOR) | Q(wrong_tries__gte=MOST_TRIES)
    Invitation.objects.filter(ended).exclude(chosen=None).update(chosen=None)


JOBS = (
    TimedJob("drop-old-choices", timedelta(hours=1), drop_old_choices),
    TimedJob("drop-what-was-two", timedelta(hours=1), drop_what_was_two),
    TimedJob("drop-old-invitations", timedelta(days=1), drop_old_invitations),
    TimedJob("drop-old-looks", timedelta(days=1), drop_old_looks),
)
