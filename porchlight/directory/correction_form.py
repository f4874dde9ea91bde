"""What somebody says is not right about a listing, as a form."""

from __future__ import annotations

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from porchlight.directory.models import Correction

ABOUT_WORDS: dict[str, Promise] = {
    Correction.About.GONE: _("It is not there any more"),
    Correction.About.TIME: _("The time is wrong"),
    Correction.About.PLACE: _("The place is wrong"),
    Correction.About.WAY_IN: _("The link or number is wrong"),
    Correction.About.OTHER: _("Something else"),
}


class CorrectionForm(forms.Form):
    about = forms.ChoiceField(
        label=_("What is not right?"),
        choices=list(ABOUT_WORDS.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Tap what is not right"),
            "invalid_choice": _("Tap one of the answers on the page"),
        },
    )
    words = forms.CharField(
        label=_("What do you know about it?"),
        help_text=_("The new time or place, if you know it. Leave names of people out."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Use 1000 letters or less. Nothing was lost.")},
    )
