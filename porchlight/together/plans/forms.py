"""A plan as it is typed: to a meeting of the lists, or anywhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from porchlight.domain.circle.agreements import Plan
from porchlight.domain.schedule import start_on
from porchlight.people.models import Person
from porchlight.together.agreements.fields import ClockField, DatedForm, DayField, LineField
from porchlight.together.plans.meetings import MeetingToGoTo

LONGEST, WORDS_LONGEST = 120, 300


class PlanForm(DatedForm):
    """Anything, anywhere, on the clock of whoever asks."""

    what = LineField(
        LONGEST,
        label=_("What?"),
        help_text=_("Coffee, a walk, a meal. An hour is enough."),
        error_messages={"required": _("Write what you would like to do")},
    )
    day = DayField(label=_("Which day?"))
    clock = ClockField(label=_("What time?"))
    place = LineField(LONGEST, label=_("Where?"), required=False)
    words = LineField(WORDS_LONGEST, label=_("A line from you"), required=False)

    def __init__(self, *args: Any, person: Person, now: datetime, **more: Any) -> None:
        super().__init__(*args, today=now.astimezone(person.zoneinfo).date(), **more)
        self.zone, self.now = person.zone, now

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if {"day", "clock"} <= set(typed):
            minute = typed["clock"].hour * 60 + typed["clock"].minute
            if start_on(typed["day"], minute, self.zone) <= self.now:
                self.add_error("clock", ValidationError(_("Choose a later time"), code="past"))
        return typed

    def plan(self) -> Plan:
        typed = self.cleaned_data
        minute = typed["clock"].hour * 60 + typed["clock"].minute
        return Plan(typed["what"], typed["place"], typed["words"], typed["day"], minute, self.zone)


class MeetingPlanForm(forms.Form):
    """A start of a listed meeting. Its choices are the coming ones, by their moment."""

    starts_at = forms.ChoiceField(
        label=_("Which one?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of its times"),
            "invalid_choice": _("The meeting does not start then. Choose one of its times"),
        },
    )
    words = LineField(WORDS_LONGEST, label=_("A line from you"), required=False)

    def __init__(
        self, *args: Any, meeting: MeetingToGoTo, zone: str, words_of: Any, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.meeting, self.zone = meeting, zone
        field: Any = self.fields["starts_at"]
        field.choices = [(start.isoformat(), words_of(start)) for start in meeting.starts]
        field.initial = meeting.starts[0].isoformat()

    def plan(self) -> Plan:
        """Kept on the meeting's own clock, as it starts by that."""
        start = datetime.fromisoformat(self.cleaned_data["starts_at"])
        there = next(one for one in self.meeting.starts if one == start)
        return Plan(
            self.meeting.name[:LONGEST],
            self.meeting.place[:LONGEST],
            self.cleaned_data["words"],
            there.date(),
            there.hour * 60 + there.minute,
            str(there.tzinfo),
            self.meeting.service_id,
        )
