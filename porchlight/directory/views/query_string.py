"""The question in the address: what was chosen, and how to ask the same without a part of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from porchlight.directory.finder.search import Attending
from porchlight.directory.forms import TODAY, TOMORROW, FindForm
from porchlight.directory.gazetteer.place_search import Spot
from porchlight.directory.queries.result_count import day_name
from porchlight.directory.vocabulary.terms import term_name
from porchlight.directory.vocabulary.url_codes import code_of
from porchlight.people.requests import VisitRequest

OF_ONE_LOOK = ("page", "at", "change", "filters")


@dataclass(frozen=True)
class Chosen:
    """One thing that was chosen, and the address of the same question without it."""

    words: str
    without: str


def chosen(request: VisitRequest, form: FindForm) -> list[Chosen]:
    """The ticked terms and the typed words, each with a way to take it off."""
    several = [
        Chosen(term_name(term), _without(request, "have", code_of(term))) for term in form.terms
    ]
    words = form.cleaned_data.get("words")
    if words:
        several.append(Chosen(f"“{words}”", _without(request, "words", None)))
    return several


@dataclass(frozen=True)
class PlaceChoice:
    """A place that may be meant, and the address of the same question about it."""

    label: str
    href: str


def place_choices(request: HttpRequest, form: FindForm) -> list[PlaceChoice]:
    """The places to tap when what was typed may be any of them."""
    return [
        PlaceChoice(spot.label, _with(request, "place", spot.typed))
        for spot in (form.unclear.choices if form.unclear else ())
    ]


def rest_of_question(request: HttpRequest, name: str) -> list[tuple[str, str]]:
    """What the address asks besides one thing, for a form that asks that one anew."""
    left_out = (name, *OF_ONE_LOOK)
    return [
        (key, v) for key in request.GET if key not in left_out for v in request.GET.getlist(key)
    ]


@dataclass(frozen=True)
class Chip:
    """One tap to ask otherwise: its words, where it leads, whether it is what is asked now."""

    words: str
    href: str
    is_on: bool


class Chips(NamedTuple):
    """The chips above a list, in the order they are shown in."""

    today: Chip
    tomorrow: Chip
    rooms: Chip
    online: Chip


def chips(
    request: VisitRequest, spot: Spot | None, attending: Attending, day: str, here: datetime
) -> Chips:
    """Tonight, Tomorrow, In a room, Online: the same question with one of them changed. `day` is
    TODAY, TOMORROW or "". A way that is on is taken off again by its chip; rooms need a place
    first. `here` is the reader's own clock."""
    today, tomorrow = (
        Chip(day_name(of, here), _asked_for(request, of, attending), day == of)
        for of in (TODAY, TOMORROW)
    )
    if spot is None:
        rooms = Chip(_("In a room"), f"{reverse('meet')}?change=1#id_place", is_on=False)
    else:
        rooms = _way_chip(request, _("In a room"), day, attending, Attending.ROOM)
    online = _way_chip(request, _("Online"), day, attending, Attending.ONLINE)
    return Chips(today, tomorrow, rooms, online)


def _way_chip(
    request: VisitRequest, words: str, day: str, attending: Attending, of: Attending
) -> Chip:
    is_on = attending == of
    return Chip(words, _asked_for(request, day, Attending.EITHER if is_on else of), is_on)


def _asked_for(request: VisitRequest, day: str, attending: Attending) -> str:
    """The question with another day and way to attend. Today, in a room or online, with nothing
    else chosen, is Meet's first page."""
    asked = request.GET.copy()
    for name in (*OF_ONE_LOOK, "weekday", "online"):
        asked.pop(name, None)
    if day:
        asked.pop("hours", None)
        asked["weekday"] = day
    if attending != Attending.EITHER:
        asked["online"] = str(attending)
    elif day == TODAY and not asked.keys() & {"have", "words", "within"}:
        del asked["weekday"]
        return f"{reverse('meet')}?{asked.urlencode()}" if asked else reverse("meet")
    return f"{reverse('meet-soon')}?{asked.urlencode()}"


def question(request: VisitRequest) -> str:
    """The whole question, for the map and the print list of the same."""
    asked = request.GET.copy()
    for name in OF_ONE_LOOK:
        asked.pop(name, None)
    return asked.urlencode()


def _with(request: HttpRequest, name: str, value: str) -> str:
    asked = request.GET.copy()
    for gone in OF_ONE_LOOK:
        asked.pop(gone, None)
    asked[name] = value
    return f"{request.path}?{asked.urlencode()}"


def _without(request: VisitRequest, name: str, value: str | None) -> str:
    asked = request.GET.copy()
    left = [one for one in asked.getlist(name) if value is not None and one != value]
    for gone in (name, *OF_ONE_LOOK):
        asked.pop(gone, None)
    if left:
        asked.setlist(name, left)
    return f"{request.path}?{asked.urlencode()}"
