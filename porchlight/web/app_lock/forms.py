"""The PIN of one phone: chosen twice, given once."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from porchlight.domain.pins import LONGEST, SHORTEST, problem_with_pin
from porchlight.people.forms import passphrase_field

PIN_PROBLEMS: Final = {
    "not-digits": _("A PIN is made of the digits 0 to 9. Write it again"),
    "too-short": _("That is too short. Use 4 to 8 digits"),
    "too-long": _("That is too long. Use 4 to 8 digits"),
    "too-easy": _("Anyone would try that one first. Use digits that are harder to guess"),
}


def pin_field(label: Any, help_text: Any = "") -> forms.CharField:
    keys = {
        "inputmode": "numeric",
        "autocomplete": "off",
        "pattern": f"[0-9]{{{SHORTEST},{LONGEST}}}",
        "maxlength": None,  # a PIN that is cut short without a word is a PIN nobody knows
    }
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=64,
        error_messages={
            "required": _("Write your PIN"),
            "max_length": PIN_PROBLEMS["too-long"],
        },
        widget=forms.PasswordInput(attrs=keys, render_value=False),
    )


class NewPinForm(forms.Form):
    pin = pin_field(_("Your PIN"), _("4 to 8 digits."))
    pin_again = pin_field(_("The same PIN again"))

    def clean_pin(self) -> str:
        pin: str = self.cleaned_data["pin"]
        problem = problem_with_pin(pin)
        if problem is not None:
            raise ValidationError(PIN_PROBLEMS[problem], code=problem)
        return pin

    def clean_pin_again(self) -> str:
        again: str = self.cleaned_data["pin_again"]
        if "pin" in self.cleaned_data and again != self.cleaned_data["pin"]:
            raise ValidationError(_("The two are not the same. Write both again"), code="differs")
        return again


class PinForm(forms.Form):
    pin = pin_field(_("Your PIN"))


class PassphraseForm(forms.Form):
    """The other way in, for whoever forgot the PIN."""

    passphrase = passphrase_field(_("Your passphrase"))
