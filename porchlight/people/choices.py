"""The countries a person can say they are in."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Choice = tuple[str, str | Promise]

ELSEWHERE = "ZZ"

# Countries that the help lines know (reach/help_lines.json), then everywhere else.
COUNTRIES: list[Choice] = [
    ("AR", _("Argentina")),
    ("AU", _("Australia")),
    ("CA", _("Canada")),
    ("CL", _("Chile")),
    ("CO", _("Colombia")),
    ("IE", _("Ireland")),
    ("MX", _("Mexico")),
    ("NZ", _("New Zealand")),
    ("ES", _("Spain")),
    ("GB", _("United Kingdom")),
    ("US", _("United States")),
    (ELSEWHERE, _("Another country")),
]
