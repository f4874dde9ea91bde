"""What people type about themselves. Wording says how to mend it; nothing typed is thrown away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from porchlight.people.choices import COUNTRIES, known_zones, zone_groups


class ZoneField(forms.ChoiceField):
    """A select of IANA zones with nothing picked; a name that is no zone is refused."""

    def __init__(self, **options: Any):
        super().__init__(
            label=_("Your time zone"),
            choices=lambda: [("", _("Choose one")), *zone_groups()],
            error_messages={
                "required": _("Choose your time zone, so that times are right for you"),
                "invalid_choice": _("That time zone is not on the list. Choose one from it"),
            },
            **options,
        )

    def valid_value(self, value: Any) -> bool:
        return value in known_zones()


class WhereForm(forms.Form):
    """Language, country and zone: what pages, help lines and times depend on."""

    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("en", "English"), ("es", "Español")],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language")},
    )
    country = forms.ChoiceField(
        label=_("Country"),
        help_text=_("So that help lines are the ones you can call."),
        choices=[("", _("Choose one")), *COUNTRIES],
        error_messages={"required": _("Choose the country you are in")},
    )
    zone = ZoneField()


def name_field() -> forms.CharField:
    return forms.CharField(
        label=_("What name do you want to use?"),
        help_text=_("Any name. It does not have to be your real one."),
        max_length=60,
        error_messages={
            "required": _("Write a name to sign in with"),
            "max_length": _("Use a name of 60 letters or less"),
        },
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )


def passphrase_field(label: Any, is_new: bool) -> forms.CharField:
    autocomplete = "new-password" if is_new else "current-password"
    return forms.CharField(
        label=label,
        help_text=_("Four or five words work well. At least 15 letters.") if is_new else "",
        max_length=256,
        strip=False,
        error_messages={"required": _("Write your passphrase")},
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}, render_value=False),
    )


class NewPassphraseForm(forms.Form):
    passphrase = passphrase_field(_("Choose a passphrase"), is_new=True)

    def clean_passphrase(self) -> str:
        passphrase: str = self.cleaned_data["passphrase"]
        try:
            validate_password(passphrase)
        except ValidationError as cause:
            raise ValidationError(
                _("Use at least 15 letters, and not a phrase that many people use")
            ) from cause
        return passphrase


class JoinForm(NewPassphraseForm, WhereForm):
    name = name_field()
    adult = forms.BooleanField(
        label=_("I am 18 or older"),
        error_messages={"required": _("This place is for people who are 18 or older")},
    )

    field_order = ["name", "passphrase", "country", "zone", "language", "adult"]


class SetUpForm(JoinForm):
    community = forms.CharField(
        label=_("What is this community called?"),
        help_text=_("A quiet name is best. People see it when they open the page."),
        max_length=60,
        error_messages={"required": _("Write a name for the community")},
    )

    field_order = ["community", *JoinForm.field_order]


class SignInForm(forms.Form):
    name = name_field()
    passphrase = passphrase_field(_("Passphrase"), is_new=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        self.fields["name"].help_text = ""


class RecoverForm(NewPassphraseForm):
    code = forms.CharField(
        label=_("One of your codes"),
        help_text=_("It looks like this: 7kmp-3xqd-h9tw-2vfr"),
        max_length=40,
        error_messages={"required": _("Write one of the codes you kept")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none"}),
    )

    field_order = ["code", "passphrase"]
