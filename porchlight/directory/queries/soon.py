"""What the porch shows of the directory: the next few places where people are together."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from porchlight.directory.finder.index import STILL_STARTING
from porchlight.directory.finder.search import Attending, FindQuery, Occurrence
from porchlight.directory.queries.starts import StartRow, rows_of
from porchlight.directory.queries.today import COME_IN_LATE, certain_starts, home_spot
from porchlight.directory.vocabulary.terms import LANGUAGES
from porchlight.domain.consent import Decision
from porchlight.domain.fit import Account, Wishes, limits_of
from porchlight.domain.steps import WITHIN_REACH_M
from porchlight.people.models import Person

WITHIN_HOURS = 6
OF_A_WAY = 2  # in a room, and online
CANDIDATES = 12
FAMILY_GROUPS = "pathway:family"


def rooms_soon(person: Person, decision: Decision, now: datetime, wishes: Wishes) -> list[StartRow]:
    """The next few in a room near and the next few online, by the clock; for family, the groups of
    family. Nothing that does not fit the person, or that it is too late to come to: online one may
    come in half an hour after the start, and a room has to be reached."""
    # The finder gives what began so long before the moment that it is asked about.
    since = now + STILL_STARTING
    terms = (FAMILY_GROUPS,) if wishes.account is Account.FAMILY else ()
    limits = limits_of(wishes, LANGUAGES)
    anything = FindQuery(WITHIN_HOURS, terms=terms, not_for=limits, limit=CANDIDATES)
    spot, rooms = home_spot(person, decision), []
    if spot is not None:
        near = replace(anything, near=spot.point, within_m=WITHIN_REACH_M, attending=Attending.ROOM)
        rooms = certain_starts(near, since)[:OF_A_WAY]
    in_a_room = {_key(room) for room in rooms}
    afar = replace(anything, attending=Attending.ONLINE)
    online = certain_starts(afar, since - COME_IN_LATE)
    online = [start for start in online if _key(start) not in in_a_room][:OF_A_WAY]
    few = sorted(rooms + online, key=lambda start: (start.starts_at, start.service_id))
    return rows_of(few, person, now, far_hybrids_as_online=True)


def _key(start: Occurrence) -> tuple[int, datetime]:
    return start.service_id, start.starts_at
