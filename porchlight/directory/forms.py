"""What somebody looks for, as they typed and chose it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from porchlight.directory.finder import FindQuery, Online
from porchlight.directory.formats.types import BY_FELLOWSHIP, SHARED
from porchlight.directory.models import Correction
from porchlight.directory.places import Spot, Unclear, spot_named
from porchlight.directory.wording import METRES, miles, unit_of

HOW_FAR = ("2", "5", "10", "25", "50")
# Codes that mean the same everywhere, and BE, which feeds of every fellowship borrow from AA.
KIND_WORDS = {**BY_FELLOWSHIP["aa"], **SHARED}
KINDS = ("O", "BE", "W", "M", "LGBTQ", "Y", "S", "X")
HOW_LONG: dict[str, Promise] = {
    "2": _("2 hours"),
    "6": _("6 hours"),
    "12": _("12 hours"),
    "24": _("24 hours"),
    "72": _("3 days"),
    "168": _("7 days"),
}
WAYS: dict[Online, Promise] = {
    Online.INCLUDE: _("Both"),
    Online.EXCLUDE: _("In a room"),
    Online.ONLY: _("Online"),
}
WHERE_WORDS: dict[Unclear, Promise] = {
    Unclear.UNKNOWN: _("We do not know that place yet. Write a town and state, like Jackson, MS"),
    Unclear.UNKNOWN_ZIP: _("We do not know that ZIP. Check its 5 digits, or write a town"),
    Unclear.WHICH_STATE: _("More than one state has that town. Add yours, like Jackson, MS"),
    Unclear.OFF_THE_MAP: _("That point is off the map. Write it like 32.3, -90.2"),
}


class SoonForm(forms.Form):
    """The Meet page's one form. What is left out has a default, so a bare address works too."""

    place = forms.CharField(
        label=_("Where are you?"),
        help_text=_("A ZIP, a town, or a map point. Nothing is read from your phone."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("Write a ZIP or a town")},
    )
    within = forms.ChoiceField(
        label=_("How far?"),
        error_messages={"invalid_choice": _("Choose how far from the list")},
    )
    hours = forms.ChoiceField(
        label=_("Starts in the next"),
        choices=list(HOW_LONG.items()),
        error_messages={"invalid_choice": _("Choose how long from the list")},
    )
    online = forms.ChoiceField(
        label=_("In a room or online?"),
        choices=[(str(way), words) for way, words in WAYS.items()],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the three")},
    )
    kinds = forms.MultipleChoiceField(
        label=_("What kind?"),
        help_text=_("Each one you tick has to fit."),
        choices=[(code, KIND_WORDS[code]) for code in KINDS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("Choose from the list")},
    )
    words = forms.CharField(
        label=_("Words in its name or address"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("Use fewer words")},
    )

    DEFAULTS = {"within": "10", "hours": "12", "online": str(Online.INCLUDE)}

    def __init__(self, asked: Any, *, country: str, home: str = ""):
        given = {name: value for name, value in asked.items() if name != "kinds"}
        chosen = {name: given.get(name) or value for name, value in self.DEFAULTS.items()}
        filled = {"place": home} | given | chosen | {"kinds": asked.getlist("kinds")}
        super().__init__(filled, auto_id="id_%s")
        self.unit = unit_of(country)
        self.fields["within"].choices = [(n, self._far(int(n))) for n in HOW_FAR]  # type: ignore[attr-defined]

    def clean_place(self) -> Spot | None:
        text = str(self.cleaned_data["place"]).strip()
        spot = spot_named(text) if text else None
        if isinstance(spot, Unclear):
            raise ValidationError(str(WHERE_WORDS[spot]))
        return spot

    def clean(self) -> dict[str, Any]:
        chosen: dict[str, Any] = {**super().clean()}  # type: ignore[dict-item]
        wants_a_room = chosen.get("online") == Online.EXCLUDE
        if wants_a_room and not chosen.get("place") and "place" not in self.errors:
            self.add_error("place", _("Write where you are, to see rooms near you"))
        return chosen

    @property
    def spot(self) -> Spot | None:
        spot: Spot | None = self.cleaned_data.get("place")
        return spot

    def query(self, skip: int, limit: int) -> FindQuery:
        """What to ask the finder. Without a place no room is near, so only online meetings fit."""
        chosen, spot = self.cleaned_data, self.spot
        return FindQuery(
            hours=int(chosen["hours"]),
            near=spot.point if spot else None,
            within_m=int(chosen["within"]) * METRES[self.unit],
            types=tuple(chosen["kinds"]),
            online=Online(chosen["online"]) if spot else Online.ONLY,
            text=chosen["words"],
            limit=limit,
            skip=skip,
        )

    def place_words(self) -> str:
        """Where was looked: "near Jackson, MS or online"."""
        way, spot = self.cleaned_data["online"], self.spot
        if spot is None or way == Online.ONLY:
            return gettext("online")
        words = {"place": spot.label}
        if way == Online.EXCLUDE:
            return gettext("near %(place)s") % words
        return gettext("near %(place)s or online") % words

    def hours_words(self) -> str:
        return str(HOW_LONG[self.cleaned_data["hours"]])

    def _far(self, number: int) -> str:
        if self.unit == "mi":
            return miles(str(number))
        return f"{number} km"


ABOUT_WORDS: dict[str, Promise] = {
    Correction.About.GONE: _("It is not there any more"),
    Correction.About.TIME: _("The time is wrong"),
    Correction.About.PLACE: _("The place is wrong"),
    Correction.About.WAY_IN: _("The link or number is wrong"),
    Correction.About.OTHER: _("Something else"),
}


class CorrectionForm(forms.Form):
    about = forms.ChoiceField(
        label=_("What is not right?"),
        choices=list(ABOUT_WORDS.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Tap what is not right"),
            "invalid_choice": _("Tap one of the answers on the page"),
        },
    )
    words = forms.CharField(
        label=_("What do you know about it?"),
        help_text=_("The new time or place, if you know it. Leave names of people out."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Use 1000 letters or less. Nothing was lost.")},
    )
