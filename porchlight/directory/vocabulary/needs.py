"""What somebody may need, in a few plain clusters: the terms of one group of the vocabulary."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CLUSTERS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (_("Someone to talk to"), ("meeting", "peer-support", "recovery-community", "crisis")),
    (
        _("Treatment and care"),
        (
            "detox",
            "outpatient",
            "inpatient",
            "medication",
            "methadone",
            "buprenorphine",
            "naltrexone",
            "counselling",
            "mental-health",
            "primary-care",
            "harm-reduction",
            "gambling",
            "smoking",
        ),
    ),
    (_("Family and friends"), ("family-support",)),
    (_("Housing, food, work"), ("housing", "food", "work", "rides", "legal")),
    (
        _("Things to do"),
        ("volunteering", "hobby", "wellness", "classes", "community", "events"),
    ),
)
# What mostly happens on dates: those come first on its page.
DATED = frozenset(
    {"meeting", "volunteering", "hobby", "wellness", "classes", "community", "events"}
)
