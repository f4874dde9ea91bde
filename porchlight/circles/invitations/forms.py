"""What is typed and ticked on the way in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from porchlight.domain.circle.invitations import INVITED_AS, N_DIGITS, Role
from porchlight.domain.circle.note_text import has_a_letter, note_text

SAFE = "no"
AFRAID = (("yes", _("Yes")), ("unsure", _("I'm not sure")), (SAFE, _("No")))

ROLE_WORDS: dict[Role, Any] = {
    Role.FAMILY: _("Family"),
    Role.FRIEND: _("A friend"),
    Role.SPONSOR: _("My sponsor"),
    Role.PARTNER: _("We look out for each other"),
    Role.PEER: _("Somebody on the same road"),
}


class SafetyForm(forms.Form):
    """Asked of everyone, about everyone, before anything is sent. The answer is not kept."""

    afraid = forms.ChoiceField(
        label=_("Has this person scared you, or looked through your phone?"),
        choices=AFRAID,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the three"),
            "invalid_choice": _("Choose one of the three"),
        },
    )

    @property
    def is_safe(self) -> bool:
        return str(self.cleaned_data["afraid"]) == SAFE


class InviteForm(forms.Form):
    name = forms.CharField(
        label=_("Your name on their screen"),
        help_text=_("The one they know you by. It is all they see before both of you say yes."),
        max_length=60,
        error_messages={
            "required": _("Write the name that they know you by"),
            "max_length": _("Use a name of 60 letters or less"),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("What are they to you?"),
        choices=[(str(role), ROLE_WORDS[role]) for role in INVITED_AS],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what they are to you"),
            "invalid_choice": _("Choose one of these"),
        },
    )

    def clean_name(self) -> str:
        name = " ".join(note_text(str(self.cleaned_data["name"])).split())
        if not has_a_letter(name):
            raise forms.ValidationError(_("Write the name that they know you by"), code="required")
        return name


class DigitsForm(forms.Form):
    """`seen` are the kinds that stood beside it, as the page wrote them."""

    digits = forms.CharField(
        label=_("The four digits they read out"),
        max_length=12,
        error_messages={
            "required": _("Type the four digits that they read out"),
            "max_length": _("Type four digits, like 5804"),
        },
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "digits"}
        ),
    )

    seen = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def clean_seen(self) -> frozenset[str]:
        return frozenset(kind for kind in str(self.cleaned_data["seen"]).split(",") if kind)

    def clean_digits(self) -> str:
        """Also with blanks or dashes between, and in the digits of another script."""
        typed = str(self.cleaned_data["digits"])
        digits = "".join(str(int(letter)) for letter in typed if letter.isdecimal())
        if len(digits) != N_DIGITS or any(
            not (letter.isdecimal() or letter.isspace() or letter in "-.") for letter in typed
        ):
            raise forms.ValidationError(_("Type four digits, like 5804"), code="not_four")
        return digits
