"""What family answers of their own day. Nothing here asks about anybody's use."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from porchlight.checkins.forms import NOT_THERE, CheckInForm, DayForm
from porchlight.domain.family_checkin import (
    SAFE_ANSWERS,
    SECOND_ANSWERS,
    WEEKLY_ANSWERS,
    Second,
    Weekly,
)

HOW = _("How are you?")
LISTENED = _("Since yesterday, did somebody listen to you?")
YES_LITTLE_NOT_YET = (_("Yes"), _("A little"), _("Not yet"))

SECOND_WORDS: dict[Second, Any] = {
    Second.HOUR: _("Did you have a bit of time that was yours?"),
    Second.SLEPT: _("How did you sleep?"),
    Second.ATE: _("Did you eat something warm?"),
    Second.LAUGHED: _("Did anything make you smile?"),
    Second.COULD_CALL: _("Is there somebody you could call tonight?"),
}
SECOND_CHOICES: dict[Second, tuple[Any, ...]] = {
    Second.HOUR: YES_LITTLE_NOT_YET,
    Second.SLEPT: (_("Well"), _("So-so"), _("Badly")),
    Second.ATE: YES_LITTLE_NOT_YET,
    Second.LAUGHED: YES_LITTLE_NOT_YET,
    Second.COULD_CALL: (_("Yes"), _("Maybe"), _("Not now")),
}
WEEKLY_WORDS: dict[Weekly, Any] = {
    Weekly.WORRY: _("This week, how heavy was the worry?"),
    Weekly.PUT_OFF: _("Did you put off something of your own?"),
    Weekly.COMPANY: _("Were you with people you like?"),
}
WEEKLY_CHOICES: dict[Weekly, tuple[Any, ...]] = {
    Weekly.WORRY: (_("Light"), _("In between"), _("Heavy")),
    Weekly.PUT_OFF: (_("No"), _("One thing"), _("Many things")),
    Weekly.COMPANY: YES_LITTLE_NOT_YET,
}
SAFE_CHOICES = (_("Yes"), _("Not always"), _("No"), _("I'd rather not say"))


class OwnDayForm(CheckInForm):
    """The two taps of Home. The second one sends the form."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _ask_of_themselves(self)


class OwnWholeDayForm(DayForm):
    """A day that is written late, or added to."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _ask_of_themselves(self)
        for name in ("avoided", "held_in", "alone_wanted"):
            del self.fields[name]


class MoreForm(forms.Form):
    """The one more question of the day."""

    def __init__(self, *args: Any, second: Second, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.second = second
        self.fields["answer"] = forms.ChoiceField(
            label=SECOND_WORDS[second],
            choices=list(zip(SECOND_ANSWERS[second], SECOND_CHOICES[second], strict=True)),
            error_messages={"required": NOT_THERE, "invalid_choice": NOT_THERE},
        )


class WeekForm(forms.Form):
    """Four taps, each of which may stay away. Whether home is safe is asked last and never kept."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for weekly in Weekly:
            choices = zip(WEEKLY_ANSWERS[weekly], WEEKLY_CHOICES[weekly], strict=True)
            self.fields[str(weekly)] = _tap(WEEKLY_WORDS[weekly], list(choices))
        safe = list(zip(SAFE_ANSWERS, SAFE_CHOICES, strict=True))
        self.fields["safe"] = _tap(_("Do you feel safe at home?"), safe)
        self.fields["safe"].help_text = _("This answer is not kept.")

    @property
    def answers(self) -> dict[str, str]:
        """What is kept."""
        return {str(w): self.cleaned_data[w] for w in Weekly if self.cleaned_data[w]}


def _tap(label: Any, choices: list[Any]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.RadioSelect(attrs={"autocomplete": "off"}),
        error_messages={"invalid_choice": NOT_THERE},
    )


def _ask_of_themselves(form: CheckInForm) -> None:
    del form.fields["urge"]
    form.fields["mood"].label = HOW
    form.fields["talk"].label = LISTENED
