"""Fields of what two people agree on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from porchlight.domain.circle.agreements import FARTHEST
from porchlight.domain.circle.note_text import note_text


class LineField(forms.CharField):
    """One line of letters, without control characters; `longest` of them at most."""

    def __init__(self, longest: int, **options: Any) -> None:
        super().__init__(strip=False, **options)
        self.longest = longest
        self.widget.attrs.update({"autocomplete": "off", "dir": "auto"})

    def clean(self, value: Any) -> str:
        line = " ".join(note_text(str(value or "")).split())
        if not line and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(line) > self.longest:
            words = _("Use %(most)s letters or less")
            raise ValidationError(words, code="max_length", params={"most": self.longest})
        return line


class DayField(forms.DateField):
    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d"],
            error_messages={
                "required": _("Choose a day"),
                "invalid": _("Write the day as year, month, day: 2026-12-05"),
            },
            **options,
        )


class ClockField(forms.TimeField):
    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            input_formats=["%H:%M", "%H:%M:%S"],
            error_messages={
                "required": _("Choose a time"),
                "invalid": _("Write the time like this: 19:30"),
            },
            **options,
        )


class DatedForm(forms.Form):
    """A form with a `day` from today on, within a year. `today` is its reader's local date."""

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        if "day" in self.fields:
            self.fields["day"].widget.attrs.update(
                {"min": today.isoformat(), "max": (today + FARTHEST).isoformat()}
            )

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day is not None and day < self.today:
            raise ValidationError(_("That day is over. Choose today or a later day"), code="past")
        if day is not None and day > self.today + FARTHEST:
            raise ValidationError(_("Choose a day within a year"), code="far")
        return day
