"""What a person writes about somebody near them. A first name is enough."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from porchlight.circles.actions import Card
from porchlight.domain.checkin import writable_days
from porchlight.domain.steps import Near
from porchlight.people.local.phone_numbers import example_of, phone_number

NEAR_WORDS: dict[Near, Any] = {
    Near.INNER: _("Close to me"),
    Near.MIDDLE: _("Around me"),
    Near.OUTER: _("Further off"),
}


class CardForm(forms.Form):
    """A card as it is typed. `country` is where its writer lives, whose numbers need no code."""

    def __init__(self, *args: Any, country: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.country = country
        self.asks_whose = False

    name = forms.CharField(
        label=_("Name or a letter"),
        max_length=60,
        error_messages={
            "required": _("Write a name for them. A first name is enough"),
            "max_length": _("Use a name of 60 letters or less"),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    near = forms.ChoiceField(
        label=_("How near are they to you?"),
        choices=[(str(near), words) for near, words in NEAR_WORDS.items()],
        widget=forms.RadioSelect,
        initial=str(Near.MIDDLE),
        error_messages={
            "required": _("Choose how near they are"),
            "invalid_choice": _("Choose one of the three"),
        },
    )
    phone = forms.CharField(
        label=_("Phone number"),
        help_text=_("It stays on your page. Leave it out if you like."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    link = forms.CharField(
        label=_("A link to reach them"),
        help_text=_("A chat or video link that starts with https://"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={"max_length": _("Use a link of 500 letters or less")},
    )
    line = forms.CharField(
        label=_("A line you could send them"),
        help_text=_("Your own words, ready for a day when words are hard."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Use 300 letters or less")},
    )
    is_offered = forms.BooleanField(
        label=_("You can suggest them to me"),
        help_text=_("Take the tick away if they asked for space, or do not feel safe."),
        initial=True,
        required=False,
    )

    def ask_whose(self) -> None:
        """Ask a family account whether this is somebody of their own, or who they are here for:
        until they say so nobody is suggested, and the one they are here for never is."""
        self.asks_whose = True
        field = self.fields["is_offered"]
        field.initial = False
        if self.initial.get("is_as_it_came"):
            self.initial["is_offered"] = False
        field.label = _("This is somebody for me")
        field.help_text = _("Not the person you worry about. A small step may end with them.")
        self.fields["is_here_for"] = forms.BooleanField(
            label=_("This is who I am here for"),
            help_text=_("Only you see this. They are never suggested to you."),
            required=False,
        )

    @property
    def opens_more(self) -> bool:
        """Whether something in the folded part has to be looked at."""
        return any(name in self.errors for name in ("near", "link", "line", "is_offered"))

    def clean_phone(self) -> str:
        typed = str(self.cleaned_data["phone"]).strip()
        number = phone_number(typed, self.country) if typed else None
        if typed and number is None:
            words = _(
                "Write the number with digits, like %(example)s. From another country: with +"
            )
            example = example_of(self.country)
            raise ValidationError(words, code="no_number", params={"example": example})
        return number.written if number else ""

    def clean_link(self) -> str:
        link = str(self.cleaned_data["link"]).strip()
        if link:
            try:
                URLValidator(schemes=["https"])(link)
            except ValidationError as cause:
                words = _("Write the whole link. It starts with https://")
                raise ValidationError(words, code="no_link") from cause
        return link

    def card(self) -> Card:
        """As typed. What was not asked stays as it was."""
        typed = {"is_here_for": self.initial.get("is_here_for", False), **self.cleaned_data}
        return Card(**{**typed, "name": typed["name"].strip(), "near": Near(typed["near"])})


class TalkForm(forms.Form):
    """The day of a talk: that of the page, today (a day of the person's) unless it says another of
    the last seven."""

    day = forms.DateField(required=False)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"] or self.today
        if day not in writable_days(self.today):
            raise ValidationError("not one of the last seven days", code="other_day")
        return day
