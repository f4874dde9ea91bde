"""The question in the address: what was chosen, and how to ask the same without a part of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from porchlight.directory.forms import FindForm
from porchlight.directory.term_codes import code_of
from porchlight.directory.vocabulary import term_name
from porchlight.people.requests import VisitRequest

OF_ONE_LOOK = ("page", "at")


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
