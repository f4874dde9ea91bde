"""How notes reach somebody, as they choose it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from porchlight.domain.reaching.choices import AskReaches, Choices, WaitsTold
from porchlight.together.agreements.fields import ClockField


class ReachForm(forms.Form):
    ask = forms.TypedChoiceField(
        label=_("When somebody asks for you"),
        choices=[
            (AskReaches.PUSH, _("One line on my phones where notes are on")),
            (AskReaches.HERE, _("Only here, in Porchlight")),
        ],
        coerce=AskReaches,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one"), "invalid_choice": _("Choose one")},
    )
    waits = forms.TypedChoiceField(
        label=_("When a note or a plan waits for you"),
        choices=[
            (WaitsTold.HERE, _("Only here, in Porchlight")),
            (WaitsTold.ONCE_A_DAY, _("One line on my phones, once a day")),
            (WaitsTold.AT_ONCE, _("One line on my phones, soon after it came")),
        ],
        coerce=WaitsTold,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one"), "invalid_choice": _("Choose one")},
    )
    digest_at = ClockField(label=_("Once a day, at"))
    quiet_from = ClockField(label=_("Quiet from"))
    quiet_until = ClockField(label=_("Quiet until"))

    @property
    def choices(self) -> Choices:
        """Of a form that is valid."""
        return Choices(**self.cleaned_data)
