"""Words put together on the pages of Write."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from porchlight.domain.wording import MOST_WORDS, MOST_WORDS_A_BOX, TooManyWords, compose
from porchlight.together.writing.helping import WritingHelp

LONGEST_BOX = 200
HELP_WORDS: dict[WritingHelp, Any] = {
    WritingHelp.LINE: _("One quiet line while I type"),
    WritingHelp.ASK: _("That, and ask me once before sending words that may land hard"),
    WritingHelp.OFF: _("Off. Only when I tap for it"),
}


def _box(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=LONGEST_BOX,
        error_messages={"max_length": _("Use fewer words in this box")},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


class StepsForm(forms.Form):
    """See, feel, want, way out. Each box may stay empty, though not all of them."""

    see = _box(_("I saw"), _("What anyone in the room could have seen."))
    feel = _box(_("I feel"), _("One word will do."))
    want = _box(_("I would like"), _("One small thing for this week."))
    way_out = _box(_("A way out"), _("So that a no is fine."))

    def clean(self) -> dict[str, Any]:
        boxes: dict[str, Any] = {**cast("dict[str, Any]", super().clean())}
        if self.errors:
            return boxes
        try:
            boxes["words"] = compose(*(boxes[name] for name in ("see", "feel", "want", "way_out")))
        except TooManyWords as many:
            if many.box:
                words = _("Use %(n)s words or fewer here") % {"n": MOST_WORDS_A_BOX}
            else:
                words = _("Use %(n)s words or fewer in all") % {"n": MOST_WORDS}
            self.add_error(many.box, words)
            return boxes
        if not boxes["words"]:
            self.add_error("see", _("Write in one of the boxes first"))
        return boxes


class HelpForm(forms.Form):
    wanted = forms.ChoiceField(
        label=_("Help with words"),
        choices=[(str(wanted), words) for wanted, words in HELP_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of these"),
            "invalid_choice": _("Choose one of these"),
        },
    )
