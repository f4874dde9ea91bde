"""What Meet has for family and friends, as addresses for the pages that are theirs."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from porchlight.directory.finder import search as finder
from porchlight.directory.queries.today import dated_places
from porchlight.directory.vocabulary.terms import term_name
from porchlight.directory.vocabulary.url_codes import code_of
from porchlight.domain.consent import Decision
from porchlight.domain.fit import Wishes
from porchlight.domain.steps import DatedPlace
from porchlight.people.models import Person

A_WEEK = "168"
FAMILY_GROUPS = "pathway:family"
FELLOWSHIPS = ("pathway:al-anon", "pathway:nar-anon")
CARE = ("need:family-support", "need:counselling")


def family_groups() -> list[tuple[str, str]]:
    """(name, address) of all groups for families, of their fellowships, and of care for them. What
    nobody lists is left out."""
    in_use = finder.terms_in_use()
    groups = [(_("All groups for family and friends"), _meetings(FAMILY_GROUPS))]
    groups += [(term_name(term), _meetings(term)) for term in FELLOWSHIPS if term in in_use]
    return groups + [(term_name(term), _care(term)) for term in CARE if term in in_use]


def _meetings(term: str) -> str:
    return f"{reverse('meet-soon')}?{urlencode({'have': code_of(term), 'hours': A_WEEK})}"


def _care(term: str) -> str:
    return reverse("meet-need", args=[code_of(term)])


def next_family_start(
    person: Person, decision: Decision, now: datetime, wishes: Wishes
) -> DatedPlace | None:
    """The next start of a group for family and friends within a week: online, or in a room near the
    place that the person keeps."""
    found = dated_places(person, decision, now, wishes, hours=int(A_WEEK), terms=(FAMILY_GROUPS,))
    return min(found, key=lambda place: (place.starts_at, place.service_id), default=None)
