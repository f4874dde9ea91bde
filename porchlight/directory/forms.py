"""What somebody looks for in Meet, as they typed and chose it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from porchlight.directory.display.wording import METRES, miles, unit_of
from porchlight.directory.finder.search import STILL_STARTING, Attending, FindQuery, ListingQuery
from porchlight.directory.form_fields import PlainSelect, TermsField, words_field
from porchlight.directory.gazetteer.answers import Doubt
from porchlight.directory.gazetteer.place_search import (
    LONGEST,
    Spot,
    UnclearPlace,
    place_within,
    spot_named,
    telling_words,
)
from porchlight.directory.vocabulary.terms import GROUPS, TERMS
from porchlight.directory.vocabulary.url_codes import code_of
from porchlight.domain.schedule import start_on

HOW_FAR = ("2", "5", "10", "25", "50")
DRAWN_TO = (0.5, 1, 2, 3, 5, 7, 10, 15, 25, 35, 50)
A_WEEK = 168
HOW_LONG: dict[str, Promise] = {
    "2": _("2 hours"),
    "6": _("6 hours"),
    "12": _("12 hours"),
    "24": _("24 hours"),
    "72": _("3 days"),
    "168": _("7 days"),
    "672": _("4 weeks"),
}
TODAY, TOMORROW = "today", "tomorrow"
DAYS: dict[str, Promise] = {"": _("Any day"), TODAY: _("Today"), TOMORROW: _("Tomorrow")}
# The filters that stand beside a list, as far as some listing has them.
MOST_ASKED = (
    "language:es", "access:newcomers", "population:women", "population:men", "population:lgbtq",
    "population:young", "pathway:aa", "pathway:na", "pathway:smart", "pathway:secular",
    "format:open", "access:step-free",
)  # fmt: skip
FIRST_FEW = 12
AT_LEAST = timedelta(hours=6)  # late in the evening, today goes on into the night
AN_HOUR = timedelta(hours=1)
ATTENDING_WORDS: dict[Attending, Promise] = {
    Attending.EITHER: _("Both"),
    Attending.ROOM: _("In a room"),
    Attending.ONLINE: _("Online"),
}
WHERE_WORDS: dict[Doubt, Promise] = {
    Doubt.UNKNOWN: _(
        "We do not know that place yet. Write a town and its state or country, or a postal code"
    ),
    Doubt.UNKNOWN_CODE: _("We do not know that postal code. Check it, or write a town"),
    Doubt.SEVERAL: _("More than one place has that name. Which one?"),
    Doubt.SPELLING: _("We do not know that name. Did you mean one of these?"),
    Doubt.LARGE_AREA: _("That is a large area. Tap a town near you, or write one"),
    Doubt.OFF_THE_MAP: _("That point is off the map. Write it like 32.3, -90.2"),
}


@dataclass(frozen=True)
class TermOption:
    """One term to tick."""

    code: str
    words: str
    is_on: bool


@dataclass(frozen=True)
class Group:
    """The terms of one group, and the names of those that are ticked."""

    name: str
    options: list[TermOption]

    @property
    def chosen(self) -> list[str]:
        return [option.words for option in self.options if option.is_on]


class FindForm(forms.Form):
    """Where, how far, which words and which terms. What is left out has a default, so that a bare
    address works too.

    A place that is not understood is no error: `unclear` says why, and what is online is shown all
    the same.
    """

    place = forms.CharField(
        label=_("Where are you?"),
        help_text=_("A town, a postal code, or a map point. Nothing is read from your phone."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": LONGEST}),
    )
    within = forms.ChoiceField(
        label=_("How far?"),
        widget=PlainSelect,
        error_messages={"invalid_choice": _("Choose how far from the list")},
    )
    words = words_field()
    have = TermsField(required=False)

    DEFAULTS: ClassVar[dict[str, str]] = {"within": "25"}
    TERM_GROUPS: ClassVar[tuple[str, ...]] = ("language", "population", "access", "cost")

    def __init__(self, asked: QueryDict, *, country: str, home: str = "", zone: str | None = None):
        # Nobody types the character NUL; no field takes it, and what is online would not be shown.
        given = {k: str(v).replace("\0", " ") for k, v in asked.items() if k != "have"}
        chosen = {name: given.get(name) or value for name, value in self.DEFAULTS.items()}
        have = [code for code in asked.getlist("have") if code]
        filled = {"place": home} | given | chosen | {"have": have}
        super().__init__(filled, auto_id="id_%s")
        self.zone, self.country = zone, country
        self.unclear: UnclearPlace | None = None
        self.is_place_kept = bool(home) and str(filled["place"]).strip() == home.strip()
        self.ticked = frozenset(have)
        self.measure_in(country)

    def measure_in(self, country: str) -> None:
        """Ask for distances in miles or kilometres, as people do there."""
        self.unit = unit_of(country)
        if "within" in self.fields:
            self.fields["within"].choices = [(n, self._far(int(n))) for n in HOW_FAR]  # type: ignore[attr-defined]

    def clean_place(self) -> Spot | None:
        text = str(self.cleaned_data["place"]).strip()
        spot = spot_named(text, self.country) if text else None
        if isinstance(spot, UnclearPlace):
            self.unclear = spot
            return None
        return spot

    def clean(self) -> dict[str, Any]:
        """Words may name the place, too: "step meeting jackson ms". They count for more than the
        place that the person keeps, which stands in the form unasked, and for less than one that
        was typed there."""
        chosen: dict[str, Any] = {**super().clean()}  # type: ignore[dict-item]
        if chosen.get("words"):
            is_typed = not self.is_place_kept and (chosen.get("place") or self.unclear)
            words, spot = place_within(chosen["words"], self.country)
            if spot is not None and not is_typed:
                chosen |= {"words": words, "place": spot}
                self.unclear = None
            else:
                chosen["words"] = telling_words(chosen["words"])
        return chosen

    @property
    def unclear_words(self) -> str:
        """What to say of a place that is not understood; "" when there is nothing to say."""
        return str(WHERE_WORDS[self.unclear.doubt]) if self.unclear else ""

    @property
    def spot(self) -> Spot | None:
        spot: Spot | None = getattr(self, "cleaned_data", {}).get("place")
        return spot

    @property
    def terms(self) -> tuple[str, ...]:
        terms: tuple[str, ...] = self.cleaned_data["have"]
        return terms

    @property
    def within_m(self) -> float:
        return int(self.cleaned_data["within"]) * METRES[self.unit]

    def drawn_to(self, farthest_m: float) -> float:
        """How far a drawing reaches, in metres: a round number that takes in all there is."""
        rounds = (number * METRES[self.unit] for number in DRAWN_TO)
        return min((reach for reach in rounds if reach >= farthest_m), default=self.within_m)

    def _far(self, number: int) -> str:
        return miles(str(number)) if self.unit == "mi" else f"{number} km"


def groups_of(kind: type[FindForm], ticked: frozenset[str], in_use: frozenset[str]) -> list[Group]:
    """The groups of terms that a form offers, with what is ticked. A term that no listing has is
    left out, unless it is ticked."""
    several = [
        Group(str(GROUPS[group]), _options(group, ticked, in_use)) for group in kind.TERM_GROUPS
    ]
    return [group for group in several if group.options]


def first_terms(ticked: frozenset[str], in_use: frozenset[str]) -> list[TermOption]:
    """The few terms that a list offers beside it: all that are ticked, then those most asked for,
    up to twelve. `groups_of` has them all."""
    offered = [o for group in SoonForm.TERM_GROUPS for o in _options(group, ticked, in_use)]
    by_code = {option.code: option for option in offered}
    most_asked = [by_code[code] for code in map(code_of, MOST_ASKED) if code in by_code]
    ordered = dict.fromkeys([*filter(_is_on, offered), *most_asked, *offered])
    few = max(FIRST_FEW, sum(map(_is_on, offered)))
    return list(ordered)[:few]


def _is_on(option: TermOption) -> bool:
    return option.is_on


def _options(group: str, ticked: frozenset[str], in_use: frozenset[str]) -> list[TermOption]:
    options = []
    for what, words in TERMS[group].items():
        term = f"{group}:{what}"
        code = code_of(term)
        if term in in_use or code in ticked:
            options.append(TermOption(code, str(words), code in ticked))
    return options


class SoonForm(FindForm):
    """What starts soon: near a place, online, or both. A day is one on the clocks of `zone`, where
    the person is, as the list shows it."""

    hours = forms.ChoiceField(
        label=_("Starts in the next"),
        widget=PlainSelect,
        choices=list(HOW_LONG.items()),
        error_messages={"invalid_choice": _("Choose how long from the list")},
    )
    weekday = forms.ChoiceField(
        label=_("On which day?"),
        widget=PlainSelect,
        choices=[*DAYS.items(), *((str(n + 1), WEEKDAYS[n]) for n in range(7))],
        required=False,
        error_messages={"invalid_choice": _("Choose a day from the list")},
    )
    online = forms.ChoiceField(
        label=_("In a room or online?"),
        choices=[(str(attending), words) for attending, words in ATTENDING_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the three")},
    )

    DEFAULTS = {"within": "10", "hours": "12", "online": str(Attending.EITHER)}
    TERM_GROUPS = ("language", "population", "access", "pathway", "format", "need")

    def clean(self) -> dict[str, Any]:
        chosen = super().clean()
        wants_a_room = chosen.get("online") == Attending.ROOM
        if wants_a_room and not chosen.get("place") and not self.unclear:
            words = _("Write where you are, to see rooms near you")
            self.add_error("place", ValidationError(words, code="place_needed"))
        return chosen

    @property
    def wants_only_online(self) -> bool:
        """Whether only online ones are asked for: chosen so, or without a place to be near."""
        return self.spot is None or self.cleaned_data["online"] == Attending.ONLINE

    @property
    def day(self) -> str:
        """TODAY or TOMORROW where one of them is asked for, else ""."""
        day: str = self.cleaned_data["weekday"]
        return day if day in (TODAY, TOMORROW) else ""

    @property
    def weekday_asked(self) -> int | None:
        """The ISO weekday asked for; None for any, and for a day that is today or tomorrow."""
        day: str = self.cleaned_data["weekday"]
        return int(day) if day.isdecimal() else None

    @property
    def hours_asked(self) -> int:
        """A weekday is looked for in a week at least."""
        hours = int(self.cleaned_data["hours"])
        return max(hours, A_WEEK) if self.weekday_asked else hours

    def window(self, at: datetime) -> tuple[datetime, float]:
        """From which moment on (aware), and for how many hours, when asked at `at`."""
        if not self.day:
            return at, self.hours_asked
        return day_window(self.day, at, self.zone or "UTC")

    def query(self, skip: int = 0, limit: int | None = None, hours: float = 0) -> FindQuery:
        """What to ask the finder, for `hours` or those asked for. Without a place no room is near,
        so only online ones fit; and what is online fits however far away its room is."""
        chosen, spot = self.cleaned_data, self.spot
        return FindQuery(
            hours=hours or self.hours_asked,
            near=spot.point if spot and not self.wants_only_online else None,
            within_m=self.within_m,
            terms=self.terms,
            weekday=self.weekday_asked,
            weekday_zone=self.zone,
            attending=Attending(chosen["online"]) if spot else Attending.ONLINE,
            text=chosen["words"],
            limit=limit,
            skip=skip,
            far_rooms_online=chosen["online"] == Attending.EITHER,
        )


def day_window(day: str, at: datetime, zone: str) -> tuple[datetime, float]:
    """When TODAY or TOMORROW begins for somebody in `zone` at `at` (aware), and its hours.
    Today is what is left of it, and six hours at least. What began ten minutes before it counts for
    the finder, so tomorrow begins ten minutes after midnight."""
    here = at.astimezone(ZoneInfo(zone)).date()
    midnight = start_on(here + timedelta(days=1), 0, zone).astimezone(UTC)
    if day == TODAY:
        return at, max(midnight - at, AT_LEAST) / AN_HOUR
    begins = midnight + STILL_STARTING
    ends = start_on(here + timedelta(days=2), 0, zone).astimezone(UTC)
    return begins, (ends - begins) / AN_HOUR


class HomeForm(FindForm):
    """Meet's first page: only where. How near counts as near is not asked there."""

    within = words = None  # type: ignore[assignment]

    DEFAULTS = {}
    TERM_GROUPS = ()
    WITHIN = int(SoonForm.DEFAULTS["within"])

    @property
    def within_m(self) -> float:
        return self.WITHIN * METRES[self.unit]


class NowForm(FindForm):
    """What can be joined online now: only terms to choose."""

    place = within = words = None  # type: ignore[assignment]

    DEFAULTS = {}
    TERM_GROUPS = ("language", "population", "pathway", "format")


class CareForm(FindForm):
    """What somebody needs, near a place."""

    def query(self, need: str, kinds: tuple[str, ...], skip: int, limit: int) -> ListingQuery:
        spot = self.spot
        return ListingQuery(
            near=spot.point if spot else None,
            within_m=self.within_m if spot else None,
            terms=(f"need:{need}", *self.terms),
            text=self.cleaned_data["words"],
            kinds=kinds,
            skip=skip,
            limit=limit,
        )

    def starts_query(self, need: str, hours: int, limit: int) -> FindQuery:
        """Dates of the same need."""
        spot = self.spot
        return FindQuery(
            hours=hours,
            near=spot.point if spot else None,
            within_m=self.within_m,
            terms=(f"need:{need}", *self.terms),
            attending=Attending.EITHER if spot else Attending.ONLINE,
            text=self.cleaned_data["words"],
            limit=limit,
        )
