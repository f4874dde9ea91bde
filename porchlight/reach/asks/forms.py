"""An ask as it is made: what is said, who is asked, and how the person is reached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from porchlight.domain.ask import LONGEST_WORDS, AskOutcome, HelperAnswer
from porchlight.people.local.phone_numbers import (
    FEWEST_WHOLE,
    PhoneNumber,
    example_of,
    phone_number,
)
from porchlight.reach.asks.queries import Helper
from porchlight.together.agreements.fields import LineField

# By the value that the form sends. The first stand on the page, the rest behind a fold.
PRESETS: dict[str, Any] = {
    "call": _("Can you call me?"),
    "stay": _("Can you sit with me on the phone?"),
    "company": _("I need company, not advice"),
    "ride": _("Could you give me a ride tonight?"),
    "until": _("Can you talk with me until this passes?"),
    "text": _("Can we text for a bit?"),
    "walk": _("Stay on the phone while I walk in?"),
    "go": _("Can you go somewhere with me today?"),
    "come": _("Can you come by, or can I come to you?"),
    "leave": _("Help me get out of here?"),
}
N_SHOWN = 4
OWN_WORDS = "own"
THEY_CALL, I_CALL = "they", "me"


class AskForm(forms.Form):
    words = forms.ChoiceField(
        label=_("What do you want to ask?"),
        choices=[*PRESETS.items(), (OWN_WORDS, _("Use my own words"))],
        widget=forms.RadioSelect,
        initial="call",
        error_messages={
            "required": _("Choose a line"),
            "invalid_choice": _("Choose one of the lines"),
        },
    )
    own_words = LineField(
        LONGEST_WORDS,
        label=_("My own words"),
        help_text=_("One short line."),
        required=False,
    )
    who = forms.MultipleChoiceField(
        label=_("Who do you want to ask?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Pick one person or more"),
            "invalid_choice": _("Pick from the people on this page"),
        },
    )
    reach = forms.ChoiceField(
        label=_("How will you talk?"),
        choices=[(THEY_CALL, _("Call me at this number")), (I_CALL, _("I will call them"))],
        widget=forms.RadioSelect,
        initial=THEY_CALL,
        error_messages={
            "required": _("Choose how you will talk"),
            "invalid_choice": _("Choose one of the two"),
        },
    )
    number = forms.CharField(
        label=_("My number"),
        help_text=_("Only the people you ask get it."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )

    def __init__(
        self,
        *args: Any,
        helpers: Sequence[Helper],
        others: Sequence[Helper] = (),
        country: str,
        **more: Any,
    ) -> None:
        """`helpers` are those who may be asked. Who put out their light since the page was opened
        is among the `others`, and left out without a word."""
        super().__init__(*args, **more)
        self.country = country
        self.helpers = {str(one.friend.tie_id): one for one in helpers}
        field: Any = self.fields["who"]
        field.choices = [(str(one.friend.tie_id), one.friend.name) for one in [*helpers, *others]]
        field.initial = list(self.helpers)

    @property
    def shown_lines(self) -> list[Any]:
        return list(self["words"])[:N_SHOWN]

    @property
    def more_lines(self) -> list[Any]:
        return list(self["words"])[N_SHOWN:-1]

    @property
    def own_line(self) -> Any:
        return list(self["words"])[-1]

    @property
    def opens_more(self) -> bool:
        return self["words"].value() in list(PRESETS)[N_SHOWN:]

    @property
    def rows(self) -> list[tuple[Any, Helper]]:
        """Each tick box with whom it is for."""
        boxes = {str(box.data["value"]): box for box in self["who"]}
        return [(boxes[tie_id], one) for tie_id, one in self.helpers.items()]

    def clean_who(self) -> list[str]:
        chosen = [tie_id for tie_id in self.cleaned_data["who"] if tie_id in self.helpers]
        if not chosen:
            words = _("They can not be asked just now. Pick somebody else, or call a line.")
            raise ValidationError(words, code="nobody")
        return chosen

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("words") != OWN_WORDS:
            self.errors.pop("own_words", None)
        elif not cleaned.get("own_words") and "own_words" not in self.errors:
            self.add_error("own_words", ValidationError(_("Write your line"), code="required"))
        if cleaned.get("reach") == THEY_CALL:
            self._check_number(cleaned)
        else:
            self.errors.pop("number", None)
            cleaned["number"] = ""
        return cleaned

    def _check_number(self, cleaned: dict[str, Any]) -> None:
        typed = str(cleaned.get("number") or "").strip()
        number = phone_number(typed, self.country) if typed else None
        number = number if number and _rings_somebody(number) else None
        cleaned["number"] = number.written if number else ""
        if "number" in self.errors or number:
            return
        words = (
            _("Write the number with digits, like %(example)s. From another country: with +")
            if typed
            else _("Write your number, or choose that you call them")
        )
        example = {"example": example_of(self.country)}
        self.add_error("number", ValidationError(words, code="no_number", params=example))

    def line(self) -> str:
        """What is said, in the language of whoever asks."""
        chosen = self.cleaned_data["words"]
        return self.cleaned_data["own_words"] if chosen == OWN_WORDS else str(PRESETS[chosen])

    def picked(self) -> list[Helper]:
        """In the order of the page."""
        chosen = set(self.cleaned_data["who"])
        return [one for tie_id, one in self.helpers.items() if tie_id in chosen]


def _rings_somebody(number: PhoneNumber) -> bool:
    """Whether it is the number of a telephone. Somebody else dials it with one tap: a service code
    could send their own calls on to another number, and a short one calls an emergency line."""
    keys = number.dialled.removeprefix("+")
    return keys.isdigit() and len(keys) >= FEWEST_WHOLE


class AnswerForm(forms.Form):
    """What somebody who is asked says."""

    answer = forms.TypedChoiceField(
        choices=[(str(answer), answer) for answer in HelperAnswer], coerce=HelperAnswer
    )


class AskOutcomeForm(forms.Form):
    """How it went, on the day after."""

    outcome = forms.TypedChoiceField(
        choices=[(str(outcome), outcome) for outcome in AskOutcome], coerce=AskOutcome
    )
