"""Which received notes are still kept, for queries over several authors at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Exists, OuterRef, Q

from porchlight.domain.circle.keeping import KeptFor, oldest_kept
from porchlight.together.models import NotesWith

# Each way but for ever, the longest first.
WITH_AN_END = sorted((one for one in KeptFor if one is not KeptFor.ALWAYS), reverse=True)


def first_days(today: date) -> dict[KeptFor, date]:
    """By how long notes are kept, the first day whose notes are still there."""
    return {one: oldest_kept(one, today) for one in WITH_AN_END}


def still_kept(first: Mapping[KeptFor, date]) -> Q:
    """Of ReceivedNote: what the shorter of the two choices still keeps, as `kept_for_both` has it.
    Who made no choice wants ninety days."""
    mine = NotesWith.objects.filter(person=OuterRef("reader"), other=OuterRef("author"))
    theirs = NotesWith.objects.filter(person=OuterRef("author"), other=OuterRef("reader"))
    for_ever = {"kept_for": KeptFor.ALWAYS}
    kept = Q(Exists(mine.filter(**for_ever))) & Q(Exists(theirs.filter(**for_ever)))
    for one in WITH_AN_END:
        if one is not KeptFor.SEASON:
            # Whatever longer choice the other made.
            shorter = {"kept_for": one}
            kept = kept & ~Exists(mine.filter(**shorter)) & ~Exists(theirs.filter(**shorter))
        kept = Q(day__gte=first[one]) | kept
    return kept
