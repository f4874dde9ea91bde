"""Meet's first page and its long list: what fits first where few are shown, else by the clock."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import get_language

from porchlight.directory.display import wording
from porchlight.directory.display.what_to_expect import what_to_expect
from porchlight.directory.finder import search as finder
from porchlight.directory.finder.search import Attending, FindQuery, Found, Occurrence
from porchlight.directory.forms import TODAY, HomeForm, SoonForm, day_window
from porchlight.directory.models import Service
from porchlight.directory.queries.starts import Day, StartRow, days_of, rows_of
from porchlight.directory.queries.viewer import Viewer
from porchlight.directory.vocabulary.terms import LANGUAGES
from porchlight.domain.consent import Decision
from porchlight.domain.fit import LIMITING, Rank, Wishes, fit_of
from porchlight.domain.meet_order import (
    RankedStart,
    best_first,
    rank_when_chosen,
    says_suspended,
    split_apart,
    tier_of,
)
from porchlight.people.models import Person
from porchlight.people.wishes import wishes_of

FEW_ROOMS, FEW_ONLINE = 2, 3  # one of each is seen on the first screen of a phone
CANDIDATES = 60  # of the soonest, the few that fit best are chosen
LINES_AHEAD = 3

StartOf = Callable[[Occurrence], RankedStart]


@dataclass(frozen=True)
class ShortList:
    """The few to show of `total`."""

    rows: list[StartRow]
    total: int

    @property
    def has_more(self) -> bool:
        return self.total > len(self.rows)


@dataclass(frozen=True)
class NextMeeting:
    """The one that fits best, a little closer: where it is and what it is like inside."""

    row: StartRow
    address: str
    expect: list[str]


@dataclass(frozen=True)
class MeetPage:
    """`rooms` is None where no place is known. `next_one` is None when nothing is on."""

    rooms: ShortList | None
    online: ShortList
    next_one: NextMeeting | None


@dataclass(frozen=True)
class SoonPage:
    """One page of a long list. `apart`: what may not be for the person, or may not take place.
    `total` counts all pages; what has a room near and is online as well counts as `rooms` and as
    `online`, so that each is the count of the list that its chip leads to."""

    days: list[Day]
    apart: list[Day]
    total: int
    rooms: int
    online: int


def wishes_for(person: Person | None, decision: Decision | None) -> Wishes:
    """What is known of what fits the reader; of a guest, the language they read in."""
    if person is None or decision is None:
        return Wishes(languages=frozenset({(get_language() or "en").partition("-")[0]}))
    return wishes_of(person, decision)


def meet_page(form: HomeForm, viewer: Viewer, wishes: Wishes, now: datetime) -> MeetPage:
    """What is left of today: rooms near the place, and online from anywhere."""
    since, hours = day_window(TODAY, now, viewer.zone)
    start_of, spot = by_fit(wishes), form.spot
    anywhere = FindQuery(hours, attending=Attending.ONLINE, limit=CANDIDATES)
    rooms = None
    if spot is not None:
        near = replace(anywhere, near=spot.point, within_m=form.within_m, attending=Attending.ROOM)
        rooms = finder.search(near, since)
    online = finder.search(anywhere, since)
    few_rooms = best_first(rooms.occurrences, start_of)[:FEW_ROOMS] if rooms else []
    shown = {occurrence.service_id for occurrence in few_rooms}
    others = [one for one in online.occurrences if one.service_id not in shown]
    few_online = best_first(others, start_of)[:FEW_ONLINE]
    room_rows = rows_of(few_rooms, viewer, now)
    online_rows = rows_of(few_online, viewer, now, far_hybrids_as_online=True)
    return MeetPage(
        rooms=ShortList(room_rows, rooms.total) if rooms else None,
        online=ShortList(online_rows, online.total),
        next_one=_closer(next(iter([*room_rows, *online_rows]), None)),
    )


def soon_page(
    form: SoonForm,
    viewer: Viewer,
    wishes: Wishes,
    asked_at: datetime,
    now: datetime,
    part: tuple[int, int],
) -> SoonPage:
    """One part (how many to skip, how many to show at most) of what was asked at `asked_at`; words
    count from `now`."""
    since, hours = form.window(asked_at)
    skip, limit = part
    query = form.query(skip=skip, limit=limit, hours=hours)
    found = finder.search(query, since)
    by_clock, apart = split_apart(found.occurrences, by_fit(wishes, form.terms))
    if not by_clock:  # all of them are set apart: then they are the list
        by_clock, apart = apart, []
    return SoonPage(
        days=days_of(by_clock, viewer, now, far_hybrids_as_online=True),
        apart=days_of(apart, viewer, now, far_hybrids_as_online=True),
        total=found.total,
        rooms=_count(query, Attending.ROOM, since, found) if query.near else 0,
        online=_count(query, Attending.ONLINE, since, found),
    )


def by_fit(wishes: Wishes, chosen: Collection[str] = ()) -> StartOf:
    """What orders starts for somebody with these wishes who asked for these terms. Many listings
    share their terms, so each set of them is judged once."""
    ranks: dict[tuple[str, ...], Rank] = {}
    of_note = LIMITING | LANGUAGES | {f"pathway:{way}" for way in wishes.liked | wishes.disliked}

    def start_of(occurrence: Occurrence) -> RankedStart:
        terms = occurrence.terms
        rank = ranks.get(terms)
        if rank is None:
            rank = Rank.OPEN
            if not of_note.isdisjoint(terms):
                rank = rank_when_chosen(fit_of(terms, wishes), chosen)
            ranks[terms] = rank
        # A room has a distance, and what is joined from afar has none.
        is_room = occurrence.distance_m is not None
        tier = tier_of(
            rank,
            is_suspended=says_suspended(occurrence.name),
            is_vague=is_room and occurrence.is_approximate,
        )
        return RankedStart(tier, occurrence.starts_at, occurrence.distance_m)

    return start_of


def _count(query: FindQuery, attending: Attending, since: datetime, found: Found) -> int:
    """How many of all that fits have a room near (ROOM), or are online (ONLINE)."""
    if query.attending is attending:
        return found.total
    if query.attending is not Attending.EITHER:
        return 0
    if found.total > len(found.occurrences):
        return finder.search(replace(query, attending=attending, skip=0, limit=1), since).total
    if attending is Attending.ROOM:
        return sum(one.distance_m is not None for one in found.occurrences)
    return sum(one.attendance != Service.Attendance.IN_PERSON for one in found.occurrences)


def _closer(row: StartRow | None) -> NextMeeting | None:
    if row is None:
        return None
    service = Service.objects.select_related("location").get(pk=row.service_id)
    place = service.location
    address = ""
    if place is not None and not row.is_online:
        parts = (place.name, wording.address(place), place.notes)
        address = ". ".join(part.rstrip(".") for part in parts if part)
    return NextMeeting(row, address, what_to_expect(service)[:LINES_AHEAD])
