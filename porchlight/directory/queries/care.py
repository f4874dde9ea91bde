"""What somebody needs, near a place: care and help that one asks for, and what has a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from porchlight.directory.display import wording
from porchlight.directory.finder import search as finder
from porchlight.directory.finder.search import FoundListing
from porchlight.directory.forms import CareForm
from porchlight.directory.models import Service
from porchlight.directory.queries.starts import Day, days_of
from porchlight.directory.queries.viewer import Viewer
from porchlight.directory.vocabulary.needs import DATED
from porchlight.directory.vocabulary.terms import term_name

A_PAGE = 30
MOST_DATES = 8
FOUR_WEEKS = 24 * 28
# Of the terms of a listing, those that help to choose between two of them.
TELLING = ("cost:free", "cost:sliding", "cost:medicaid", "access:telehealth", "access:walk-in")


@dataclass(frozen=True, slots=True)
class CareRow:
    """One listing without a date, in words."""

    service_id: int
    name: str
    is_online: bool
    where: str
    far: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class CarePage:
    """`dates` are the soonest of `n_dates`; `rows` those of one page of `total` listings."""

    dates: list[Day]
    n_dates: int
    rows: list[CareRow]
    total: int

    @property
    def has_more_dates(self) -> bool:
        return self.n_dates > MOST_DATES


def care_page(form: CareForm, need: str, viewer: Viewer, now: datetime, page: int) -> CarePage:
    skip = (page - 1) * A_PAGE
    dates, n_dates = [], 0
    if need in DATED and page == 1:
        starts = finder.search(form.starts_query(need, FOUR_WEEKS, MOST_DATES), now)
        dates = days_of(starts.occurrences, viewer, now, far_hybrids_as_online=form.spot is None)
        n_dates = starts.total
    found = finder.search_listings(form.query(need, ("service",), skip, A_PAGE), now)
    unit = wording.unit_of(viewer.country)
    rows = [_row(one, unit) for one in found.listings]
    return CarePage(dates, n_dates, rows, found.total)


def _row(listing: FoundListing, unit: str) -> CareRow:
    return CareRow(
        service_id=listing.service_id,
        name=listing.name,
        is_online=listing.attendance == Service.Attendance.ONLINE,
        where=wording.where(listing.location_name, listing.city),
        far=wording.far(listing.distance_m, unit, listing.is_approximate),
        tags=_tags(listing),
    )


def _tags(listing: FoundListing) -> tuple[str, ...]:
    tags = [_("Open now")] if listing.open_now else []
    tags += [term_name(term) for term in TELLING if term in listing.terms]
    if "language:es" in listing.terms:
        tags.append(term_name("language:es"))
    if listing.is_stale:
        tags.append(_("May have changed"))
    return tuple(tags)
