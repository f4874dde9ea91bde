"""How notes reach somebody, as they choose it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from porchlight.domain.reaching import Choices, MessageGroup, ReachedBy
from porchlight.together.agreements.fields import ClockField

AT_ONCE, DAILY, HERE = "at_once", "daily", "here"


class ReachForm(forms.Form):
    """What waits comes at once, once a day, or not to a phone at all; one of the two is off."""

    ask = forms.ChoiceField(
        label=_("When somebody asks for you"),
        choices=[
            (str(ReachedBy.PUSH), _("One line on my phones where notes are on")),
            (str(ReachedBy.HERE), _("Only here, in Porchlight")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one"), "invalid_choice": _("Choose one")},
    )
    waits = forms.ChoiceField(
        label=_("When a note or a plan waits for you"),
        choices=[
            (HERE, _("Only here, in Porchlight")),
            (DAILY, _("One line on my phones, once a day")),
            (AT_ONCE, _("One line on my phones, soon after it came")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one"), "invalid_choice": _("Choose one")},
    )
    digest_at = ClockField(label=_("Once a day, at"))
    quiet_from = ClockField(label=_("Quiet from"))
    quiet_until = ClockField(label=_("Quiet until"))

    @property
    def choices(self) -> Choices:
        said: dict[str, Any] = self.cleaned_data
        channels = {
            MessageGroup.ASK: ReachedBy(said["ask"]),
            MessageGroup.WAITS: ReachedBy.PUSH if said["waits"] == AT_ONCE else ReachedBy.HERE,
            MessageGroup.DIGEST: ReachedBy.PUSH if said["waits"] == DAILY else ReachedBy.HERE,
        }
        return Choices(channels, said["quiet_from"], said["quiet_until"], said["digest_at"])


def chosen_in_form(choices: Choices) -> dict[str, Any]:
    """What the form shows of what was chosen."""
    waits = HERE
    if choices.channel(MessageGroup.WAITS) is ReachedBy.PUSH:
        waits = AT_ONCE
    elif choices.comes_once_a_day:
        waits = DAILY
    return {
        "ask": str(choices.channel(MessageGroup.ASK)),
        "waits": waits,
        "digest_at": choices.digest_at,
        "quiet_from": choices.quiet_from,
        "quiet_until": choices.quiet_until,
    }
