"""The switches of one device, and the sample form of the style guide."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from porchlight.web.context import LOOKS


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)


class LookForm(forms.Form):
    look = forms.ChoiceField(choices=[(look, look) for look in (*LOOKS, "device")])


class DeviceForm(forms.Form):
    keep = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class SampleForm(forms.Form):
    """Every kind of field once. It is never sent anywhere."""

    name = forms.CharField(label=_("What name do you want to use?"), help_text=_("Any name."))
    passphrase = forms.CharField(label=_("Passphrase"), widget=forms.PasswordInput)
    note = forms.CharField(label=_("A note for you alone"), required=False, widget=forms.Textarea)
    zone = forms.ChoiceField(
        label=_("Your time zone"),
        choices=[("", _("Choose one")), ("America/Chicago", _("Central (Chicago)"))],
        error_messages={"required": _("Choose your time zone")},
    )
    is_adult = forms.BooleanField(
        label=_("I am 18 or older"), error_messages={"required": _("Tick this if it is so")}
    )
    mood = forms.ChoiceField(
        label=_("How are you right now?"),
        choices=[
            ("1", _("Very low")),
            ("2", _("Low")),
            ("3", _("In between")),
            ("4", _("Okay")),
            ("5", _("Good")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Tap how you are")},
    )
    urge = forms.ChoiceField(
        label=_("How strong is the urge to use?"),
        choices=[*((str(n), str(n)) for n in range(11)), ("", _("Skip"))],
        widget=forms.RadioSelect,
        required=False,
    )
    contact = forms.ChoiceField(
        label=_("Since yesterday, did you talk with someone who is good for you?"),
        choices=[("good", _("Yes")), ("brief", _("A little")), ("none", _("Not yet"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Tap one of the three")},
    )
    reach = forms.MultipleChoiceField(
        label=_("How do you like to be reached?"),
        choices=[("call", _("Call")), ("text", _("Text")), ("link", _("Video link"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
