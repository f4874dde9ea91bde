"""What is typed to somebody of one's circle."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from porchlight.domain.circle.keeping import KeptFor
from porchlight.domain.circle.note_text import LONGEST, note_text

KEPT_WORDS: dict[KeptFor, Any] = {
    KeptFor.WEEK: _("7 days"),
    KeptFor.MONTH: _("30 days"),
    KeptFor.SEASON: _("90 days"),
    KeptFor.ALWAYS: _("Until one of us takes them back"),
}


class NoteForm(forms.Form):
    words = forms.CharField(
        strip=False,
        error_messages={"required": _("Write a few words first")},
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, to: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["words"].label = _("Your note to %(name)s") % {"name": to}

    def clean_words(self) -> str:
        typed = str(self.cleaned_data["words"])
        words = note_text(typed)
        if not words:
            raise ValidationError(_("Write a few words first"), code="required")
        if len(words) > LONGEST:
            text = _("Use 4,000 letters or less. This is %(n)s")
            raise ValidationError(text, code="max_length", params={"n": len(typed)})
        return words


class KeptForm(forms.Form):
    kept_for = forms.TypedChoiceField(
        label=_("How long do notes stay?"),
        choices=[(int(kept), words) for kept, words in KEPT_WORDS.items()],
        coerce=lambda value: KeptFor(int(value)),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how long they stay"),
            "invalid_choice": _("Choose one of these"),
        },
    )


class EndForm(forms.Form):
    """How contact with somebody who is in ends."""

    take_back = forms.BooleanField(
        label=_("Take back all my notes, from both screens"), required=False
    )
    for_good = forms.BooleanField(
        label=_("Close the door for good: neither of us can reach the other here again"),
        required=False,
    )
