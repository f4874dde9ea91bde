"""What others let a person see, and what one of them would see: all of it read through the gate.

Nothing shared, paused, taken back, ended and nothing new are the same empty answer here, at the
same number of queries. A page costs as many of these for one person as for thirty.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from porchlight.checkins.models import CheckIn, DayWord
from porchlight.circles.access import (
    each_granted_by,
    each_visible_to,
    own,
    rows,
    rows_of_each,
    written_to,
)
from porchlight.circles.facts import NOBODY, keeping_a_tie_to
from porchlight.circles.invitations.queries import name_on_their_screen
from porchlight.circles.looks import Looked, note_looks
from porchlight.directory.queries.saved import meetings_within
from porchlight.domain.circle.sharing import (
    OPENS,
    SHOWN_FOR,
    HowADayFeels,
    SharedKind,
    proposed_grant,
)
from porchlight.domain.consent import DataClass, Decision, Purpose
from porchlight.people.encryption.keys import hold_rings
from porchlight.people.highest_time import highest_time
from porchlight.people.models import Person
from porchlight.sharing.models import HandedOver, HandedToMe, Milestone
from porchlight.sharing.queries import Viewer, people_of
from porchlight.sharing.words import checked_in, day_feels, example_of

HANDED = "handed"
UNFOLDED = 3
Decisions: TypeAlias = Mapping[UUID, Decision]
# Those from whom somebody wished for some quiet that still lasts, by their own decision and today.
QuietFrom: TypeAlias = Callable[[Decision, date], set[UUID]]
Found: TypeAlias = Iterator[tuple[UUID, "ShownThing"]]
# In this order on the page; what was handed over comes before them.
KINDS = (SharedKind.DAY, SharedKind.MILESTONES, SharedKind.MEETINGS, SharedKind.CHECKED_IN)


@dataclass(frozen=True)
class ShownThing:
    """One thing that somebody lets the viewer see. `kind` is a SharedKind or "handed", `words` are
    as the viewer reads them, `day` is the day it is about or None. `starts_at` is when a meeting
    begins, on the viewer's clock. `row_id` is that of what was handed over. `is_example`: nothing
    is shown of this kind, and nobody else sees this."""

    kind: str
    words: str
    day: date | None = None
    starts_at: datetime | None = None
    row_id: UUID | None = None
    is_example: bool = False


@dataclass(frozen=True)
class FromSomebody:
    """What one person lets the viewer see now, by the viewer's own tie to them and name for them.
    Without things it says nothing of why."""

    tie_id: UUID
    name: str
    things: list[ShownThing] = field(default_factory=list)

    @property
    def newest(self) -> list[ShownThing]:
        return self.things[:UNFOLDED]

    @property
    def older(self) -> list[ShownThing]:
        """What is folded away under the newest."""
        return self.things[UNFOLDED:]


def no_quiet(_decision: Decision, _today: date) -> set[UUID]:
    """Where nobody wishes for any."""
    return set()


def from_everybody(
    viewer: Person, at: datetime, quiet_from: QuietFrom = no_quiet, *, is_seen: bool = True
) -> list[FromSomebody]:
    """One of these for everybody whose account stands behind a tie of the viewer's, nearest first,
    with or without things; without them while the viewer's quiet from them lasts. That the viewer
    looked is noted for those whose things there are, where the page `is_seen`."""
    decision = own(viewer, at)
    ties, _only_cards = people_of(decision)
    return _from(viewer, ties, at, quiet_from(decision, _today(viewer, at)), is_seen)


def from_one(
    viewer: Person,
    tie_id: UUID,
    at: datetime,
    quiet_from: QuietFrom = no_quiet,
    *,
    is_seen: bool = True,
) -> FromSomebody | None:
    """The same of one tie; None for a private card and one that has ended. It costs the same."""
    decision = own(viewer, at)
    ties, _only_cards = people_of(decision)
    quiet = quiet_from(decision, _today(viewer, at))
    found = _from(viewer, [tie for tie in ties if tie.tie_id == tie_id], at, quiet, is_seen)
    return found[0] if found else None


def as_seen_by(owner: Person, viewer: Viewer, at: datetime) -> FromSomebody:
    """What of the owner's that one sees now, for the owner to look at; nobody is told. What the
    viewer did (a block, a closed account) changes nothing of it, since the owner is not told."""
    mine = own(owner, at)
    asked = [OPENS[kind].to_look for kind in KINDS]
    by_kind = each_granted_by(owner, viewer.account_id, asked, Purpose.SUPPORT, at)
    name = name_on_their_screen(owner, viewer.tie_id, mine, at)
    things = _read(owner, {owner.pk: name}, by_kind, at).get(owner.pk, [])
    handed = rows(HandedOver, mine).filter(
        receiver_id=viewer.account_id, day__gt=_today(owner, at) - SHOWN_FOR
    )
    gave = [_handed(row, row.words.open(mine)) for row in handed.order_by("-day", "-pk")]
    return FromSomebody(viewer.tie_id, name, [*gave, *things])


def would_be_seen_by(
    owner: Person,
    viewer: Viewer,
    kinds: Collection[SharedKind],
    at: datetime,
    of_each: int | None = None,
) -> FromSomebody:
    """What that one would read of these kinds if they were on, drawn from what the owner has now,
    for the owner to look at before anything is given; an example where there is nothing yet.
    `of_each` is how many of a kind at most. Nobody is told. As many queries whatever is found."""
    proposed = [proposed_grant(kind, viewer.account_id, highest_time(at)) for kind in kinds]
    asked = [OPENS[kind].to_look for kind in KINDS]
    of_all = each_granted_by(owner, viewer.account_id, asked, Purpose.SUPPORT, at, proposed)
    by_kind = [found if kind in kinds else {} for kind, found in zip(KINDS, of_all, strict=True)]
    name = name_on_their_screen(owner, viewer.tie_id, own(owner, at), at)
    things = _read(owner, {owner.pk: name}, by_kind, at).get(owner.pk, [])
    shown = [
        thing
        for kind in KINDS
        if kind in kinds
        for thing in [one for one in things if one.kind == kind][:of_each] or [_example(kind, name)]
    ]
    return FromSomebody(viewer.tie_id, name, shown)


def _example(kind: SharedKind, name: str) -> ShownThing:
    return ShownThing(kind, example_of(kind, name), is_example=True)


def _from(
    viewer: Person, ties: Sequence[Viewer], at: datetime, quiet: set[UUID], is_seen: bool
) -> list[FromSomebody]:
    hold_rings({tie.account_id for tie in ties})
    names = {tie.account_id: tie.name for tie in ties if tie.account_id not in quiet}
    asked = [OPENS[kind].to_look for kind in KINDS]
    # Ending a tie ends all of it: a grant that was left standing shows nothing by itself.
    tied = keeping_a_tie_to(viewer.pk, {NOBODY, *names})
    by_kind: list[Decisions] = [
        {subject_id: each for subject_id, each in found.items() if subject_id in tied}
        for found in each_visible_to(viewer, asked, Purpose.SUPPORT, at)
    ]
    shown = _read(viewer, names, by_kind, at)
    if is_seen:
        note_looks(viewer, list(_looked(by_kind, shown)), at)
    handed = _handed_to(viewer, tied, at)
    return [
        FromSomebody(
            tie.tie_id,
            tie.name,
            [*handed.get(tie.account_id, []), *shown.get(tie.account_id, [])],
        )
        for tie in ties
    ]


def _looked(
    by_kind: Sequence[Decisions], shown: Mapping[UUID, list[ShownThing]]
) -> Iterator[Looked]:
    """For each grant of which something stood on the page."""
    for kind, found in zip(KINDS, by_kind, strict=True):
        for subject_id, decision in found.items():
            if decision.grant_id and any(one.kind == kind for one in shown.get(subject_id, ())):
                yield Looked(subject_id, decision.grant_id, [OPENS[kind].data_class])


def _handed_to(
    viewer: Person, givers: Collection[UUID], at: datetime
) -> dict[UUID, list[ShownThing]]:
    """By giver, what was handed to the viewer within the week, the newest first."""
    decisions = written_to(viewer, givers, DataClass.HANDED, at)
    received = rows_of_each(HandedToMe, decisions.values()).filter(
        is_there=True, day__gt=_today(viewer, at) - SHOWN_FOR
    )
    found: dict[UUID, list[ShownThing]] = {}
    for row in received.order_by("-day", "-pk"):
        words = row.words.open(decisions[row.giver_id])
        found.setdefault(row.giver_id, []).append(_handed(row, words))
    return found


def _handed(row: HandedOver | HandedToMe, words: str | None) -> ShownThing:
    return ShownThing(HANDED, words or "", row.day, row_id=row.pk)


def _read(
    reader: Person, names: Mapping[UUID, str], by_kind: Sequence[Decisions], at: datetime
) -> dict[UUID, list[ShownThing]]:
    """By subject, what these decisions show, kind by kind in the order of KINDS. `names` are what
    the reader knows them by, and times are on the reader's clock."""
    decisions = dict(zip(KINDS, by_kind, strict=True))
    subjects = {NOBODY, *(subject for found in by_kind for subject in found)}
    zones = Person.objects.filter(pk__in=subjects).values_list("pk", "zone")
    todays = {pk: at.astimezone(ZoneInfo(zone)).date() for pk, zone in zones}
    found: dict[UUID, list[ShownThing]] = {}
    for subject_id, thing in chain(
        _days(decisions[SharedKind.DAY], todays),
        _milestones(decisions[SharedKind.MILESTONES], at),
        _meetings(decisions[SharedKind.MEETINGS], reader, at),
        _checked_in(decisions[SharedKind.CHECKED_IN], todays, names),
    ):
        found.setdefault(subject_id, []).append(thing)
    return found


def _days(decisions: Decisions, todays: Mapping[UUID, date]) -> Found:
    """The word of today alone, by each one's own clock."""
    words = rows_of_each(DayWord, decisions.values()).filter(day__in={*todays.values(), date.min})
    for row in words:
        word = HowADayFeels(row.word.open(decisions[row.person_id]) or HowADayFeels.UNSAID)
        if row.day == todays.get(row.person_id) and word is not HowADayFeels.UNSAID:
            yield row.person_id, ShownThing(SharedKind.DAY, day_feels(word), row.day)


def _milestones(decisions: Decisions, at: datetime) -> Found:
    """Those that were written down within the week, whatever day they are about."""
    written = rows_of_each(Milestone, decisions.values()).filter(made_at__gt=at - SHOWN_FOR)
    for row in written.order_by("-day", "-pk"):
        words = row.words.open(decisions[row.person_id]) or ""
        yield row.person_id, ShownThing(SharedKind.MILESTONES, words, row.day)


def _meetings(decisions: Decisions, reader: Person, at: datetime) -> Found:
    """Those that begin within a week, the soonest first."""
    found = meetings_within(decisions.values(), reader, at, SHOWN_FOR)
    for person_id, name, moment in sorted(found, key=lambda one: (one[2].here.timestamp(), one[1])):
        here = moment.here
        yield person_id, ShownThing(SharedKind.MEETINGS, name, here.date(), starts_at=here)


def _checked_in(
    decisions: Decisions, todays: Mapping[UUID, date], names: Mapping[UUID, str]
) -> Found:
    """That there is a day within the week: not which, and not how many."""
    oldest = min(todays.values(), default=date.max - SHOWN_FOR) - SHOWN_FOR
    days = rows_of_each(CheckIn, decisions.values()).filter(day__gt=oldest)
    told = {person_id for person_id, _day in days.values_list("person_id", "day")}
    for person_id in told:
        yield person_id, ShownThing(SharedKind.CHECKED_IN, checked_in(names[person_id]))


def _today(person: Person, at: datetime) -> date:
    return at.astimezone(person.zoneinfo).date()
