"""The places of one question, for the map and its list."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from porchlight.directory.display import wording
from porchlight.directory.display.sketch_map import Drawing, draw
from porchlight.directory.finder import search as finder
from porchlight.directory.finder.search import Attending, ListingQuery
from porchlight.directory.forms import SoonForm
from porchlight.directory.models import Location
from porchlight.directory.queries.addresses import rooms_of
from porchlight.directory.queries.starts import Day, StartRow, days_of
from porchlight.directory.queries.viewer import Viewer

MOST_STARTS, MOST_LISTINGS, MOST_LINES = 60, 50, 3


@dataclass(frozen=True)
class MapPlace:
    """One place with what there is at it. `point` is (latitude, longitude)."""

    number: int
    name: str
    far: str
    is_approximate: bool
    point: tuple[float, float]
    lines: list[tuple[int, str]]
    n_more: int


@dataclass(frozen=True)
class MapPage:
    """`is_cut` when more fits the question than is drawn."""

    drawing: Drawing
    places: list[MapPlace]
    is_cut: bool


@dataclass(frozen=True)
class _At:
    """What is at one point: the distance to it, and (listing, line) pairs."""

    metres: float
    lines: list[tuple[int, str]]


def map_page(form: SoonForm, viewer: Viewer, now: datetime) -> MapPage:
    """Rooms only: what is online has no place. `form` is valid and names a spot."""
    assert form.spot is not None  # noqa: S101 - the view asks for a place first
    lines, metres, n_starts = _starts(form, viewer, now)
    listings = _listings(form, now)
    for listing in listings.listings:
        lines[listing.service_id].append((listing.service_id, listing.name))
        metres[listing.service_id] = listing.distance_m or 0.0
    at = _by_place(lines, metres)
    points = [(place.latitude or 0.0, place.longitude or 0.0) for place in at]
    reach = form.drawn_to(max((one.metres for one in at.values()), default=form.within_m))
    drawing = draw(form.spot.point, reach, points)
    places = list(at.items())
    unit = wording.unit_of(viewer.country)
    return MapPage(
        drawing=drawing,
        places=[
            _place(number, *places[n], unit) for number, n in enumerate(drawing.order, start=1)
        ],
        is_cut=n_starts > MOST_STARTS or listings.total > MOST_LISTINGS,
    )


def _starts(
    form: SoonForm, viewer: Viewer, now: datetime
) -> tuple[dict[int, list[tuple[int, str]]], dict[int, float], int]:
    """Lines and distances by listing, and how many starts fit the question."""
    near = form.spot.point if form.spot else None
    since, hours = form.window(now)
    asked = form.query(limit=MOST_STARTS, hours=hours)
    found = finder.search(replace(asked, near=near, attending=Attending.ROOM), since)
    lines: dict[int, list[tuple[int, str]]] = defaultdict(list)
    metres = {one.service_id: one.distance_m or 0.0 for one in found.occurrences}
    for day in days_of(found.occurrences, viewer, now):
        for row in day.rows:
            lines[row.service_id].append((row.service_id, _line(day, row)))
    return lines, metres, found.total


def _line(day: Day, row: StartRow) -> str:
    return f"{day.words}, {row.time} · {row.name}"


def _listings(form: SoonForm, now: datetime) -> finder.FoundListings:
    """Care and help without a date: only where a need was chosen."""
    if not any(term.startswith("need:") for term in form.terms):
        return finder.FoundListings(0, [])
    query = ListingQuery(
        near=form.spot.point if form.spot else None,
        within_m=form.within_m,
        terms=form.terms,
        attending=Attending.ROOM,
        text=form.cleaned_data["words"],
        limit=MOST_LISTINGS,
    )
    return finder.search_listings(query, now)


def _by_place(
    lines: dict[int, list[tuple[int, str]]], metres: dict[int, float]
) -> dict[Location, _At]:
    """Listings at one point are one place on the map, nearest first."""
    by_point: dict[tuple[float, float], Location] = {}
    found: dict[Location, _At] = {}
    for service_id, place in sorted(rooms_of(lines).items()):
        if place.latitude is None or place.longitude is None:
            continue
        known = by_point.setdefault((place.latitude, place.longitude), place)
        at = found.setdefault(known, _At(metres[service_id], []))
        at.lines.extend(lines[service_id])
    return dict(sorted(found.items(), key=lambda item: item[1].metres))


def _place(number: int, place: Location, at: _At, unit: str) -> MapPlace:
    return MapPlace(
        number=number,
        name=wording.where(place.name or place.address, place.city),
        far=wording.far(at.metres, unit, place.is_approximate),
        is_approximate=place.is_approximate,
        point=(place.latitude or 0.0, place.longitude or 0.0),
        lines=at.lines[:MOST_LINES],
        n_more=max(0, len(at.lines) - MOST_LINES),
    )
