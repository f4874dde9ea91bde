"""Times to be in touch, and some quiet, as they are typed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from porchlight.domain.circle.agreements import QUIET_AT_MOST, Times, WayToTalk
from porchlight.together.agreed.links import NoPlainLink, plain_link
from porchlight.together.agreements.fields import ClockField, DatedForm, DayField

WAY_WORDS: dict[WayToTalk, Any] = {
    WayToTalk.NOTE: _("A note here"),
    WayToTalk.CALL: _("A call"),
    WayToTalk.VIDEO: _("A video call"),
}
LONGEST_LINK = 500


class TimesForm(forms.Form):
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose one day or more"),
            "invalid_choice": _("Choose days of the week"),
        },
    )
    clock = ClockField(label=_("What time?"))
    way = forms.TypedChoiceField(
        label=_("How?"),
        choices=[(str(way), words) for way, words in WAY_WORDS.items()],
        coerce=WayToTalk,
        initial=str(WayToTalk.CALL),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how"),
            "invalid_choice": _("Choose one of the three"),
        },
    )
    link = forms.CharField(
        label=_("The link of the video call"),
        help_text=_("Any service you both use. It starts with https://"),
        max_length=LONGEST_LINK,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={"max_length": _("Use a link of 500 letters or less")},
    )
    first = forms.ChoiceField(
        label=_("Whose turn is it first?"), widget=forms.RadioSelect, initial="me",
        error_messages={
            "required": _("Choose who begins"),
            "invalid_choice": _("Choose who begins"),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, to: str, **more: Any) -> None:
        super().__init__(*args, **more)
        weekdays: Any = self.fields["weekdays"]
        weekdays.choices = [(n, capfirst(str(words))) for n, words in WEEKDAYS.items()]
        first: Any = self.fields["first"]
        first.choices = [("me", pgettext_lazy("whose turn", "Me")), ("them", to)]

    def clean_link(self) -> str:
        link = str(self.cleaned_data["link"]).strip()
        if not link:
            return ""
        try:
            URLValidator(schemes=["https"])(link)
            return plain_link(link)
        except NoPlainLink as cause:
            words = _(
                "Use a link that begins with the name of its site, like https://meet.example.org/"
            )
            raise ValidationError(words, code="no_site") from cause
        except ValidationError as cause:
            words = _("Write the whole link. It starts with https://")
            raise ValidationError(words, code="no_link") from cause

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("way") is WayToTalk.VIDEO and typed.get("link") == "":
            words = _("Write the whole link. It starts with https://")
            self.add_error("link", ValidationError(words, code="no_link"))
        return typed

    def times(self, zone: str, today: date) -> Times:
        typed = self.cleaned_data
        is_video = typed["way"] is WayToTalk.VIDEO
        return Times(
            tuple(sorted(typed["weekdays"])),
            typed["clock"].hour * 60 + typed["clock"].minute,
            zone,
            typed["way"],
            typed["link"] if is_video else "",
            today,
            maker_first=typed["first"] == "me",
        )


class QuietForm(DatedForm):
    length = forms.ChoiceField(
        label=_("Until when?"),
        choices=[("3", _("3 days")), ("7", _("A week")), ("day", _("A day I choose"))],
        initial="7",
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how long"),
            "invalid_choice": _("Choose one of the three"),
        },
    )
    day = DayField(label=_("Which day, if you choose one?"), required=False)
    say = forms.ChoiceField(
        label=_("Do you want to say it?"),
        initial="keep",
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the two"),
            "invalid_choice": _("Choose one of the two"),
        },
    )

    def __init__(self, *args: Any, to: str, **more: Any) -> None:
        super().__init__(*args, **more)
        say: Any = self.fields["say"]
        said = _("Say it to %(name)s") % {"name": to}
        say.choices = [("say", said), ("keep", _("Keep it to myself"))]

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("length") == "day" and "day" in typed:
            if typed["day"] is None:
                self.add_error("day", ValidationError(_("Choose a day"), code="required"))
            elif typed["day"] > self.today + QUIET_AT_MOST:
                words = _("Choose a day within three months. You can make it longer later")
                self.add_error("day", ValidationError(words, code="far"))
        return typed

    @property
    def until(self) -> date:
        length = self.cleaned_data["length"]
        chosen: date = self.cleaned_data["day"]
        return chosen if length == "day" else self.today + timedelta(days=int(length))
