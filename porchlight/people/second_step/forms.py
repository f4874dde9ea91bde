"""Codes that are typed, and the names of keys."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def code_field(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=40,
        error_messages={"required": _("Write the code")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none"}),
    )


class SecondStepForm(forms.Form):
    """`has_passkey` and `has_codes`: what somebody signed in with the passphrase alone can show."""

    is_host_inside = False
    has_passkey = False
    has_codes = True

    code = code_field(
        _("The code in your app"), _("No phone? Use one of the eight codes you wrote on paper.")
    )


class AppCodeForm(forms.Form):
    code = code_field(_("The code that the app shows now"))


class PasskeyForm(forms.Form):
    name = forms.CharField(
        label=_("What do you call this key?"),
        help_text=_("So that you can tell it from others. “My phone” is fine."),
        max_length=40,
        error_messages={"required": _("Write a name for this key")},
    )
    credential = forms.JSONField(required=False, widget=forms.HiddenInput)
