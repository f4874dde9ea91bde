"""What is tapped and typed about a report, by who sends it and by who decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from porchlight.domain.circle.note_text import note_text
from porchlight.together.reports.actions import ReportOutcome

LONGEST_SAID = 500
LONGEST_REASON = 200

WHY_WORDS: dict[str, Any] = {
    "scared": _("It scares me"),
    "money": _("It asks for money"),
    "move": _("It pushes me to meet, or to another app"),
    "sex": _("It is sexual"),
    "using": _("It offers something to use"),
    "other": _("Something else"),
}
OUTCOME_WORDS: dict[str, Any] = {
    ReportOutcome.DONE: _("Something was done about it"),
    ReportOutcome.NOTHING: _("Nothing to do"),
    ReportOutcome.MORE: _("Ask for one thing more"),
}


class Words(forms.CharField):
    """A few lines of one's own, as notes are kept."""

    def __init__(self, longest: int, rows: int, **more: Any) -> None:
        text = _("Use %(limit_value)d letters or less. This is %(show_value)d")
        messages = {"max_length": text, **more.pop("error_messages", {})}
        area = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
        super().__init__(max_length=longest, widget=area, error_messages=messages, **more)

    def clean(self, value: Any) -> str:
        return str(super().clean(note_text(str(value or ""))))


class ReportForm(forms.Form):
    why = forms.ChoiceField(
        label=_("What is it about? You can leave this empty."),
        choices=list(WHY_WORDS.items()),
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Tap one of the answers on the page")},
    )
    said = Words(LONGEST_SAID, 2, label=_("In your words, if you like"), required=False)


class SaidMoreForm(forms.Form):
    words = Words(
        LONGEST_SAID,
        3,
        label=_("Your answer"),
        error_messages={"required": _("Write a few words first")},
    )


class DecisionForm(forms.Form):
    outcome = forms.TypedChoiceField(
        label=_("What do you decide?"),
        choices=list(OUTCOME_WORDS.items()),
        coerce=ReportOutcome,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Tap what you decide"),
            "invalid_choice": _("Tap one of the answers on the page"),
        },
    )
    reason = Words(
        LONGEST_REASON,
        2,
        label=_("Why, or what you ask, in one line"),
        error_messages={"required": _("Write one line, which the reporter reads too")},
    )
