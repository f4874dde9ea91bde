"""Accounts beside those of people in recovery, each with a circle of their own."""

from __future__ import annotations

from porchlight.demo.people import Character, Someone
from porchlight.domain.fit import Account

_FAMILY = (
    ("Loretta", "Jackson", "en", "Terrence"), ("Shawna", "Hattiesburg", "en", "Keisha"),
    ("Faron", "Gulfport", "en", "Travis"), ("Celestine", "Tupelo", "en", "Otis"),
    ("Dee", "Jackson", "en", "Imani"), ("Luz", "Madison", "es", "Abuela"),
    ("Chela", "Milwaukee", "es", "Marisela"), ("Toño", "Green Bay", "es", "Rubén"),
    ("Paty", "Wausau", "es", "Delia"), ("Ingrid", "Ashland", "en", "Tobias"),
    ("Hanna", "Eau Claire", "en", "Andre"), ("Asha", "Appleton", "en", "Priya"),
    ("Lorene", "Oxford", "en", "Walt"), ("Lamar", "Meridian", "en", "Curtis"),
    ("Vale", "Madison", "es", "Ximena"),
)  # fmt: skip
# Here for herself, whatever she says.
_FOR_HERSELF = "Celestine"
_COACHES = (
    ("Harlan", "Tupelo"), ("Bettina", "Gulfport"), ("Marcus", "Milwaukee"),
    ("Oralia", "Madison"), ("Sunniva", "La Crosse"),
)  # fmt: skip
_CLINICIANS = (("Dr. Abel", "Jackson"), ("Nurse Quinn", "Milwaukee"))

FAMILY = tuple(
    Character(name, town, f"Family of {relative}.", language, here_for=50 + number,
              circle=(Someone(relative, has_phone=number % 3 != 0, is_offered=False),),
              account=Account.RECOVERY if name == _FOR_HERSELF else Account.FAMILY)
    for number, (name, town, language, relative) in enumerate(_FAMILY)
)  # fmt: skip
WORKERS = tuple(
    Character(name, town, story, here_for=80)
    for story, people in (("A coach.", _COACHES), ("A clinician.", _CLINICIANS))
    for name, town in people
)
