"""What each kind of thing that can be shown to somebody is called."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from porchlight.domain.consent import DataClass

WORDS: dict[str, Any] = {
    DataClass.NAME: gettext_lazy("your name"),
    DataClass.CHECK_IN: gettext_lazy("that you said how you are"),
    DataClass.DAY: gettext_lazy("how today feels"),
    DataClass.MOOD: gettext_lazy("how you felt"),
    DataClass.URGE: gettext_lazy("urges you noted"),
    DataClass.JOURNAL: gettext_lazy("notes of your own"),
    DataClass.MILESTONES: gettext_lazy("milestones you picked"),
    DataClass.MEETINGS: gettext_lazy("meetings you plan"),
    DataClass.THOUGHTS: gettext_lazy("a thought check"),
    DataClass.PLAN: gettext_lazy("your plan for hard nights"),
    DataClass.CHECK_UPS: gettext_lazy("check-up answers"),
    DataClass.HANDED: gettext_lazy("what you handed over once"),
}


def kinds_in_words(kinds: Iterable[str]) -> str:
    """Several as one line, in the order of the table; what has no name here is something of
    theirs."""
    named = [str(words) for kind, words in WORDS.items() if kind in set(map(str, kinds))]
    return ", ".join(named) or _("something of yours")
