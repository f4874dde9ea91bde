"""What is chosen and typed on pages of sharing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from porchlight.domain.circle.note_text import LONGEST, note_text
from porchlight.domain.circle.sharing import LASTS, LASTS_SHORT, SharedKind, Switch
from porchlight.sharing.queries import NONE_YET
from porchlight.sharing.words import KIND_WORDS, KindWords

NOW, BEFORE = "now", "before"
LONGEST_MILESTONE = 200
# Of the others there is nothing to show yet.
OFFERED = tuple(kind for kind in SharedKind if kind not in NONE_YET)


class ShareForm(forms.Form):
    """From when, and for how long. Without an answer: as `held` is, where it is on, or from now on
    for thirty days."""

    since = forms.ChoiceField(
        label=_("From when"),
        choices=[
            (NOW, _("From now on. Nothing from before.")),
            (BEFORE, _("Also what is here already, a week back at most.")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose from when"),
            "invalid_choice": _("Choose one of these"),
        },
    )
    days = forms.TypedChoiceField(
        label=_("How long"),
        choices=[(LASTS.days, _("30 days. Then we ask you.")), (LASTS_SHORT.days, _("7 days"))],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how long"),
            "invalid_choice": _("Choose one of these"),
        },
    )

    def __init__(self, *args: Any, held: Switch, **more: Any) -> None:
        grant = held.grant if held.is_on else None
        is_short = grant is not None and grant.ends_at - grant.made_at <= LASTS_SHORT
        since = BEFORE if held.is_on and held.shows_before else NOW
        days = LASTS_SHORT.days if is_short else LASTS.days
        super().__init__(*args, **{"initial": {"since": since, "days": days}, **more})

    @property
    def lasts(self) -> timedelta:
        return timedelta(days=self.cleaned_data["days"])

    @property
    def with_before(self) -> bool:
        return bool(self.cleaned_data["since"] == BEFORE)


class ChosenForm(forms.Form):
    """Which kinds go on for somebody who is asked in. None of them is an answer, too."""

    kinds = forms.TypedMultipleChoiceField(
        choices=[(str(kind), KIND_WORDS[kind].title) for kind in OFFERED],
        coerce=SharedKind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from these")},
    )

    @property
    def rows(self) -> list[tuple[Any, KindWords]]:
        """Each tick box with the words of its kind."""
        return [(box, KIND_WORDS[SharedKind(box.data["value"])]) for box in self["kinds"]]


class HandOverForm(forms.Form):
    words = forms.CharField(
        strip=False,
        error_messages={"required": _("Write a few words first")},
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )

    def __init__(self, *args: Any, to: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["words"].label = _("What you hand to %(name)s") % {"name": to}

    def clean_words(self) -> str:
        return words_of(str(self.cleaned_data["words"]), LONGEST)


class MilestoneForm(forms.Form):
    """A few words and a day, which may lie a long way back."""

    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("Big or small. “Cooked dinner for the whole house” is one."),
        strip=False,
        error_messages={"required": _("Write a few words first")},
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Choose a day"), "invalid": _("Choose a day")},
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **{"initial": {"day": today.isoformat()}, **more})
        self.today = today

    def clean_words(self) -> str:
        return words_of(str(self.cleaned_data["words"]), LONGEST_MILESTONE)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise ValidationError(_("Choose today or a day before it"), code="later")
        return day


def words_of(typed: str, longest: int) -> str:
    """What was typed, as it is kept. Raises ValidationError for nothing and for too much."""
    words = note_text(typed)
    if not words:
        raise ValidationError(_("Write a few words first"), code="required")
    if len(words) > longest:
        text = _("Use %(most)s letters or less. This is %(n)s")
        given = {"most": f"{longest:,}", "n": f"{len(typed):,}"}
        raise ValidationError(text, code="max_length", params=given)
    return words
