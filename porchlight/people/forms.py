"""What people type about themselves. Wording says how to mend it; nothing typed is thrown away."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from porchlight.domain.fit import Account
from porchlight.people.choices import COUNTRIES, Choice
from porchlight.people.local.zones import (
    country_of,
    known_zones,
    listed_zones,
    proper_zone,
    words_of,
    zone_groups,
)
from porchlight.people.passphrases import (
    OwnWordsMustWait,
    PassphraseTaken,
    is_suggestion,
    problem_with,
    suggest,
)

CHOOSE_ONE: Choice = ("", _("Choose one"))


class ZoneField(forms.ChoiceField):
    """A select of IANA zones, by country. Any zone that exists is taken, on the list or not."""

    def __init__(self, **options: Any):
        super().__init__(
            label=_("Your time zone"),
            choices=[CHOOSE_ONE, *zone_groups()],
            error_messages={
                "required": _("Choose your time zone, so that times are right for you"),
                "invalid_choice": _("That time zone is not on the list. Choose one from it"),
            },
            **options,
        )

    def to_python(self, value: Any) -> str:
        """An old name of a zone becomes the name it has today."""
        typed = super().to_python(value)
        return proper_zone(typed) or typed

    def valid_value(self, value: Any) -> bool:
        return value in known_zones()

    def put_on_list(self, zone: str) -> None:
        """Let a zone that few people have stay chosen: it is shown above the others."""
        if zone in known_zones() and zone not in listed_zones():
            self.choices = [CHOOSE_ONE, (zone, words_of(zone)), *zone_groups()]


class CountryAndZoneForm(forms.Form):
    """What help lines and times depend on. A country left blank is the one its zone is in."""

    country = forms.ChoiceField(
        label=_("Country"),
        help_text=_("So that help lines are the ones you can call."),
        choices=[CHOOSE_ONE, *COUNTRIES],
        required=False,
        error_messages={"invalid_choice": _("Choose the country you are in")},
    )
    zone = ZoneField()

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = cast(ZoneField, self.fields["zone"])
        field.put_on_list(str(self["zone"].value() or ""))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        zone = cleaned.get("zone")
        if zone and not cleaned.get("country") and "country" not in self.errors:
            cleaned["country"] = country_of(zone)
        return cleaned

    @property
    def chosen_place(self) -> str:
        """Country and zone in words, for the line that stands for both; "" while none is known."""
        country, zone = str(self["country"].value() or ""), str(self["zone"].value() or "")
        if zone not in known_zones():
            return ""
        named = [str(dict(COUNTRIES)[country])] if country in dict(COUNTRIES) else []
        return ", ".join([*named, words_of(zone)])


class WhereForm(CountryAndZoneForm):
    """Language, country and zone, changed later."""

    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("en", "English"), ("es", "Español")],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language")},
    )

    field_order = ["language", "country", "zone"]


def name_field() -> forms.CharField:
    return forms.CharField(
        label=_("What may we call you?"),
        help_text=_("A nickname or one letter is fine."),
        max_length=60,
        error_messages={
            "required": _("Write a name to sign in with"),
            "max_length": _("Use a name of 60 letters or less"),
        },
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )


def passphrase_field(label: Any, is_new: bool = False) -> forms.CharField:
    autocomplete = "new-password" if is_new else "current-password"
    return forms.CharField(
        label=label,
        help_text=_("15 letters or more. Four or five words work well.") if is_new else "",
        max_length=256,
        strip=False,
        required=not is_new,
        error_messages={"required": _("Write your passphrase")},
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}, render_value=False),
    )


PASSPHRASE_PROBLEMS = {
    "too-short": _("That is too short. Use 15 letters or more: one or two more words will do."),
    "too-common": _("Many people use that one, so others may guess it. Choose other words."),
    "same-as-name": _("That is mostly your name. Choose words that do not tell who you are."),
    "try-later": _("Too many tries for now. Take the four words, or wait 15 minutes."),
}


class NewPassphraseForm(forms.Form):
    """Four words are suggested and shown; one of a person's own, when written, counts instead.

    The suggestion travels with the form, so that whoever wrote it down finds it again after a
    mistake elsewhere. It is drawn anew for a fresh page and when *Another* is pressed.
    """

    SUGGESTION = "suggested_passphrase"
    passphrase = passphrase_field(_("Your own passphrase"), is_new=True)

    def __init__(self, *args: Any, language: str = "en", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.page_language = language

    @cached_property
    def suggestion(self) -> str:
        sent = str(self.data.get(self.SUGGESTION, ""))
        return " ".join(sent.split()) if is_suggestion(sent) else suggest(self.page_language)

    @property
    def suggested_words(self) -> list[str]:
        return self.suggestion.split()

    def add_problem(self, refusal: PassphraseTaken | OwnWordsMustWait) -> None:
        """When somebody of that name has it, it is said as of one that many people use: whoever
        reads it cannot tell these apart."""
        words = PASSPHRASE_PROBLEMS[refusal.code]
        self.add_error("passphrase", ValidationError(words, refusal.code))

    def clean_passphrase(self) -> str:
        own: str = self.cleaned_data["passphrase"]
        if not own:
            if not is_suggestion(str(self.data.get(self.SUGGESTION, ""))):
                raise ValidationError(_("Write your passphrase"), code="required")
            return self.suggestion
        problem = problem_with(own, str(self.data.get("name", "")))
        if problem is not None:
            raise ValidationError(PASSPHRASE_PROBLEMS[problem], code=problem)
        return own


ACCOUNT_WORDS: dict[Account, Any] = {
    Account.RECOVERY: _("For me, in recovery"),
    Account.FAMILY: _("For somebody I care about"),
    Account.BOTH: _("For both"),
}
# How an address names them: it stands in the history of a browser, so it says nothing.
FOR_SOMEBODY = "2"
ACCOUNT_CODES = {"1": Account.RECOVERY, FOR_SOMEBODY: Account.FAMILY, "3": Account.BOTH}


def account_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("What brings you here?"),
        help_text=_("You can change it later. Nobody else sees it."),
        choices=[(str(account), words) for account, words in ACCOUNT_WORDS.items()],
        coerce=Account,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Tap what brings you here"),
            "invalid_choice": _("Tap one of these three"),
        },
    )


class AccountForm(forms.Form):
    """Whom somebody is here for, changed later."""

    account = account_field()


class JoinForm(NewPassphraseForm, CountryAndZoneForm):
    name = name_field()
    account = account_field()
    adult = forms.BooleanField(
        label=_("I am 18 or older"),
        error_messages={"required": _("This place is for people who are 18 or older")},
    )

    field_order = ["name", "account", "passphrase", "adult", "country", "zone"]
    # True on a page just opened: then the browser's zone may take the place of the community's.
    is_fresh = False

    @property
    def shows_place(self) -> bool:
        """Whether the fold with country and zone is open: until both are chosen or put right."""
        return self.is_fresh or not self.chosen_place or bool({"country", "zone"} & {*self.errors})


class SetUpForm(JoinForm):
    community = forms.CharField(
        label=_("What is this community called?"),
        help_text=_("A quiet name is best. People see it when they open the page."),
        max_length=60,
        error_messages={"required": _("Write a name for the community")},
    )

    field_order = ["community", *JoinForm.field_order]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        del self.fields["account"]  # a host sets up for others; it is changed under Me


class SignInForm(forms.Form):
    name = name_field()
    passphrase = passphrase_field(_("Passphrase"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        self.fields["name"].help_text = ""
        self.fields["passphrase"].help_text = _("Your four words, or the ones you chose.")


class RecoverForm(NewPassphraseForm):
    code = forms.CharField(
        label=_("One of your codes"),
        help_text=_("It looks like this: 7kmp-3xqd-h9tw-2vfr"),
        max_length=40,
        error_messages={"required": _("Write one of the codes you kept")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none"}),
    )

    field_order = ["code", "passphrase"]


class ConfirmForm(forms.Form):
    passphrase = passphrase_field(_("Your passphrase"))


class LeaveForm(forms.Form):
    """Asks for the passphrase of the account that is left. A made-up person has none."""

    passphrase = passphrase_field(_("Your passphrase"))

    def __init__(self, *args: Any, has_passphrase: bool = True, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not has_passphrase:
            del self.fields["passphrase"]
