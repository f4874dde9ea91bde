"""What is typed into a dated note."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from porchlight.domain.circle.note_text import LONGEST, note_text


class DatedNoteForm(forms.Form):
    words = forms.CharField(
        label=_("What happened, in your words"),
        help_text=_(
            "Short is fine. Where, who was there and what came after are good to have later."
        ),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        error_messages={"required": _("Write a few words first")},
    )
    when = forms.CharField(
        label=_("Day, and hour if you know it"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("Use 100 letters or less")},
    )

    def clean_words(self) -> str:
        return _kept(self.cleaned_data["words"])

    def clean_when(self) -> str:
        return note_text(str(self.cleaned_data["when"]))


def _kept(typed: Any) -> str:
    words = note_text(str(typed))
    if not words:
        raise ValidationError(_("Write a few words first"), code="required")
    if len(words) > LONGEST:
        text = _("Use 4,000 letters or less. This is %(n)s")
        raise ValidationError(text, code="max_length", params={"n": len(str(typed))})
    return words
