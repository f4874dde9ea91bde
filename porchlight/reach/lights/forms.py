"""One's own light, as it is put on and set."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from porchlight.circles.queries import Friend
from porchlight.domain.light import (
    LIMITS,
    LONGEST,
    Askable,
    Light,
    LightHours,
    an_hour_on,
    next_at,
)
from porchlight.together.agreements.fields import ClockField

LIMIT_WORDS: dict[int, Any] = {
    1: _("One talk a night"),
    2: _("Two talks a night"),
    3: _("Three talks a night"),
    5: _("Five talks a night"),
}
ASKABLE_WORDS: dict[Askable, Any] = {
    Askable.NEVER: _("Never"),
    Askable.BY_DAY: _("By day, from 8 in the morning to 9 in the evening"),
    Askable.ANY_TIME: _("Any time, nights too"),
}
ONE_HOUR = "hour"


class PutOnForm(forms.Form):
    """`until` is "hour", or a time of the person's own clock."""

    until = forms.CharField(
        label=_("Until what time?"),
        widget=forms.TimeInput(attrs={"type": "time"}),
        error_messages={"required": _("Choose a time")},
    )

    def __init__(self, *args: Any, zone: str, at: datetime, **more: Any) -> None:
        super().__init__(*args, **more)
        self.zone, self.at = zone, at

    def clean_until(self) -> datetime:
        said = str(self.cleaned_data["until"])
        if said == ONE_HOUR:
            return an_hour_on(self.at)
        clock: time = ClockField().clean(said)
        until = next_at(clock, self.at, self.zone)
        if until > self.at + LONGEST:
            raise ValidationError(_("Choose a time within the next 14 hours"), code="far")
        return until


class LimitsForm(forms.Form):
    limit = forms.TypedChoiceField(
        label=_("How many talks a night?"),
        help_text=_("Two is a good start. After that many, your light goes off."),
        choices=[(n, LIMIT_WORDS[n]) for n in LIMITS],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how many"),
            "invalid_choice": _("Choose one of these numbers"),
        },
    )
    askable = forms.TypedChoiceField(
        label=_("When your light is off, may you be asked?"),
        choices=[(str(when), words) for when, words in ASKABLE_WORDS.items()],
        coerce=Askable,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose when you may be asked"),
            "invalid_choice": _("Choose one of the three"),
        },
    )
    shown_to = forms.TypedMultipleChoiceField(
        label=_("Who sees your light, and may ask you?"),
        help_text=_("Who joins later is not ticked. You decide."),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose among the people who are in")},
    )

    def __init__(self, *args: Any, people: Sequence[Friend], **more: Any) -> None:
        super().__init__(*args, **more)
        shown_to: Any = self.fields["shown_to"]
        shown_to.choices = [(str(one.tie_id), one.name) for one in people]
        if not people:
            del self.fields["shown_to"]


class HoursForm(forms.Form):
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose one day or more"),
            "invalid_choice": _("Choose days of the week"),
        },
    )
    start = ClockField(label=_("From when?"))
    end = ClockField(label=_("Until when?"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        weekdays: Any = self.fields["weekdays"]
        weekdays.choices = [(n, capfirst(str(words))) for n, words in WEEKDAYS.items()]

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        start, end = typed.get("start"), typed.get("end")
        if start is not None and end is not None and LightHours(0, start, end).length > LONGEST:
            words = _("Choose an end within 14 hours of the start")
            self.add_error("end", ValidationError(words, code="far"))
        return typed

    @property
    def hours(self) -> list[LightHours]:
        typed = self.cleaned_data
        return [LightHours(day, typed["start"], typed["end"]) for day in typed["weekdays"]]


class TakeHoursForm(forms.Form):
    """The times of regular hours that end."""

    start, end = ClockField(), ClockField()


def limits_of(light: Light, shown_to: Sequence[UUID]) -> dict[str, Any]:
    """What the form starts with."""
    return {
        "limit": light.limit,
        "askable": str(light.askable),
        "shown_to": [str(tie_id) for tie_id in shown_to],
    }
