"""The check-in as it is tapped. Three answers by tapping; everything else may stay blank."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from porchlight.checkins.actions import Entry, More
from porchlight.circles.models import Tie
from porchlight.circles.queries import Friend
from porchlight.domain.checkin import Reading, Talk, writable_days
from porchlight.domain.noticing import HowOften
from porchlight.domain.steps import Barrier

MOODS = [
    (1, _("Very low")), (2, _("Low")), (3, _("In between")), (4, _("Okay")), (5, _("Good")),
]  # fmt: skip
TALK_CHOICES = [
    (str(Talk.GOOD), _("Yes")),
    (str(Talk.BRIEF), _("A little")),
    (str(Talk.NONE), _("Not yet")),
]
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
ZERO_TO_TEN = [(n, str(n)) for n in range(11)]
NOT_THERE = _("Tap one of the answers on the page")
OTHER_DAY = _("This page was for another day. Tap again to save it for today.")

BARRIER_WORDS: dict[Barrier, Any] = {
    Barrier.SOCIAL_ANXIETY: _("Being with people makes me nervous"),
    Barrier.REJECTION: _("I am afraid they will turn me away"),
    Barrier.PAST_HURT: _("People have hurt me before"),
    Barrier.STIGMA: _("I worry what people will think"),
    Barrier.TRANSPORT: _("I have no way to get there"),
    Barrier.SERVICES: _("There is not much near me"),
    Barrier.WORDS: _("I do not know how to say it"),
}


HOW_OFTEN_WORDS: dict[HowOften, Any] = {
    HowOften.RARELY: _("Rarely. Only when the change is big."),
    HowOften.SOMETIMES: _("Sometimes. When the change is clear."),
    HowOften.OFTEN: _("Often. Small changes too, and more false alarms."),
    HowOften.OFF: _("Never. I look at it when I want to."),
}


def _tap(
    label: Any, choices: list[Any], missing: Any = "", **options: Any
) -> forms.TypedChoiceField:
    """A question answered by one tap. `missing` is said without an answer; "" lets it be blank."""
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        required=bool(missing),
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": missing, "invalid_choice": NOT_THERE},
        **options,
    )


class CheckInForm(forms.Form):
    """The three taps. The last one sends the form, so its answers are buttons on the page.

    `day` is the day the page was shown for, so that what was tapped before midnight and sent after
    it stays with its own day.
    """

    mood = _tap(_("How are you right now?"), MOODS, _("Tap how you are right now"), coerce=int)
    urge = _tap(
        _("How strong is the urge to use?"), ZERO_TO_TEN, _("Tap a number from 0 to 10"), coerce=int
    )
    talk = _tap(
        _("Since yesterday, did you talk with someone who is good for you?"),
        TALK_CHOICES,
        _("Tap yes, a little, or not yet"),
    )

    day = forms.DateField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": OTHER_DAY},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.today = today

    def add_prefix(self, field_name: str) -> str:
        """The talk is posted as "contact", as it always was: a page that was opened before an
        update is sent after it."""
        return super().add_prefix("contact" if field_name == "talk" else field_name)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"] or self.today
        if day not in writable_days(self.today):
            raise ValidationError(OTHER_DAY, code="other_day")
        return day

    def entry(self) -> Entry:
        answers = self.cleaned_data
        return Entry(answers["day"], answers["mood"], answers.get("urge"), answers["talk"])


class DayForm(CheckInForm):
    """A whole day: the three answers and all that is optional."""

    talked_with = forms.MultipleChoiceField(
        label=_("Who did you talk with?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Tick people from your circle")},
    )
    lonely = _tap(_("How lonely do you feel?"), ZERO_TO_TEN, coerce=int)
    avoided = _tap(_("Did you cancel or avoid something?"), YES_NO)
    held_in = _tap(_("Did you keep something inside?"), YES_NO)
    alone_wanted = _tap(_("If you were alone, did you want it that way?"), YES_NO)
    note = forms.CharField(
        label=_("A note for yourself"),
        help_text=_("Only you can read it."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Use 4000 letters or less. Nothing was lost.")},
    )

    def __init__(self, *args: Any, circle: Sequence[Friend], **kwargs: Any):
        super().__init__(*args, **kwargs)
        del self.fields["day"]  # the address says which day
        choices = [(str(friend.tie_id), friend.name) for friend in circle]
        self.fields["talked_with"].choices = choices  # type: ignore[attr-defined]

    def whole_entry(self, day: date, ties: Sequence[Tie]) -> Entry:
        """In place of `entry`. `ties` are the rows of the people who were ticked."""
        answers = self.cleaned_data
        more = More(
            lonely=answers["lonely"],
            avoided=_yes(answers.get("avoided")),
            held_in=_yes(answers.get("held_in")),
            alone_wanted=_yes(answers.get("alone_wanted")),
            note=answers["note"],
            talked_with=ties,
        )
        return Entry(day, answers["mood"], answers.get("urge"), answers["talk"], more)


class BarriersForm(forms.Form):
    barriers = forms.MultipleChoiceField(
        label=_("What gets in the way?"),
        help_text=_("Tick what fits. It shapes what is offered to you. Nobody else sees it."),
        choices=[(str(barrier), words) for barrier, words in BARRIER_WORDS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Tick lines that are on this page")},
    )


class HowOftenForm(forms.Form):
    how_often = forms.ChoiceField(
        label=_("How often may we ask?"),
        help_text=_("When your days look different from your usual, we ask if that fits."),
        choices=[(str(choice), words) for choice, words in HOW_OFTEN_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": NOT_THERE, "invalid_choice": NOT_THERE},
    )


def initial_of(reading: Reading | None, note: str, talked_with: Sequence[str]) -> dict[str, Any]:
    """What a day's form starts with: everything the day already holds."""
    if reading is None:
        return {"talked_with": list(talked_with)}
    yes_no = {True: "yes", False: "no", None: None}
    return {
        "mood": reading.mood,
        "urge": reading.urge,
        "talk": reading.talk,
        "lonely": reading.lonely,
        "avoided": yes_no[reading.avoided],
        "held_in": yes_no[reading.held_in],
        "alone_wanted": yes_no[reading.alone_wanted],
        "note": note,
        "talked_with": list(talked_with),
    }


def _yes(answer: str | None) -> bool | None:
    return None if answer is None else answer == "yes"
