"""A small promise as it is typed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from porchlight.domain.circle.agreements import Promise, PromiseOutcome
from porchlight.together.agreements.fields import DatedForm, DayField, LineField

WHAT_LONGEST = 120
# Small enough for a bad day. What stands in the box can be changed.
EXAMPLES: dict[str, Any] = {
    "p1": _("Call after dinner"),
    "p2": _("A text in the morning"),
    "p3": _("Bring the food"),
    "p4": _("A walk together"),
    "p5": _("Bring back the key"),
    "p6": _("Sit with you at the meeting"),
}


class PromiseForm(DatedForm):
    what = LineField(
        WHAT_LONGEST,
        label=_("What will you do?"),
        help_text=_("Small enough for a bad day is the right size."),
        error_messages={"required": _("Write what you will do")},
    )
    day = DayField(label=_("When?"))

    def promise(self) -> Promise:
        return Promise(self.cleaned_data["what"], self.cleaned_data["day"])


class OutcomeForm(forms.Form):
    """How it went."""

    outcome = forms.TypedChoiceField(
        choices=[(str(outcome), outcome) for outcome in PromiseOutcome], coerce=PromiseOutcome
    )


def tomorrow(today: date) -> date:
    return today + timedelta(days=1)
