"""Copies for a report: the reported thing and up to ten of its kind on each side of it.

What is gone is not copied, and the report is refused in so many words. What a block, an end or a
closed account only hides is. So whoever sends a report can learn that what they no longer see was
not taken back, though not which of the three it was: that is decided so, for the alternatives are
to let a block take evidence away, or to say that something was sent when nothing was
(`docs/security-model.md`).

Each copy bears a hash that only this server makes, so that a copy which was made here can be told
from a picture of a screen, which anybody can draw.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

from porchlight.circles.access import own, rows, to_report
from porchlight.directory.display import schedule_text
from porchlight.domain.circle.agreements import AgreementKind
from porchlight.domain.circle.keeping import oldest_kept
from porchlight.domain.circle.sharing import SHOWN_FOR
from porchlight.domain.consent import DataClass, Decision
from porchlight.people.encryption.keys import keyed_hash
from porchlight.people.models import Person
from porchlight.sharing.models import HandedOver, HandedToMe
from porchlight.together.actions import kept_for_both
from porchlight.together.agreements.told import told_of
from porchlight.together.models import ReceivedAgreement, ReceivedNote, SentAgreement, SentNote

AROUND = 10
# Of what two people handed over or agreed on, more than there can be at a time.
MOST_LOOKED_AT = 200
REPORTED_AGREEMENTS = (AgreementKind.PROMISE, AgreementKind.PLAN, AgreementKind.TIMES)
# One copy: `id`, `by` ("author" or "reporter"), `day`, `words`, `is_item`, `hash`; and `kind`, but
# for notes: "handed", or an AgreementKind.
Copy = dict[str, Any]
Received: TypeAlias = ReceivedNote | HandedToMe | ReceivedAgreement
Sent: TypeAlias = SentNote | HandedOver | SentAgreement
# A row and who wrote it.
Side: TypeAlias = tuple[Received | Sent, str]


class ReportedKind(StrEnum):
    """What can be reported. The value is stored."""

    NOTE = "note"
    HANDED = "handed"
    AGREEMENT = "agreement"

    @property
    def data_class(self) -> DataClass:
        return {
            ReportedKind.NOTE: DataClass.MESSAGES,
            ReportedKind.HANDED: DataClass.HANDED,
            ReportedKind.AGREEMENT: DataClass.PROMISES,
        }[self]


class Copied(NamedTuple):
    """What is reported: its id, its kind, and the copies, the oldest first."""

    item_id: UUID
    kind: ReportedKind
    copies: list[Copy]


def copies_around(
    reporter: Person,
    author_id: UUID,
    item_id: UUID | None,
    at: datetime,
    kind: ReportedKind | None = None,
) -> Copied | None:
    """The reported thing with those around it; None where it is not there. Without `item_id` it is
    the newest that the other wrote, of any kind where none is given: of one day a note goes before
    what was handed over, and that before what was asked. A fixed number of queries.
    """
    mine = own(reporter, at)
    of_kinds = []
    for one in ReportedKind if kind is None else (kind,):
        theirs = to_report(reporter, author_id, at, one.data_class)
        sides = SIDES[one](reporter, author_id, item_id, theirs, mine)
        if sides:
            of_kinds.append((one, sides, theirs))
    if not of_kinds:
        return None
    newest = max(of_kinds, key=lambda found: found[1][0][0].made_at)
    return _copied(*newest, mine)


def _copied(kind: ReportedKind, sides: list[Side], theirs: Decision, mine: Decision) -> Copied:
    (item, _by), *_others = sides
    copies = []
    for row, by in sorted(sides, key=lambda side: _place(side[0])):
        words = _words(row, theirs if by == "author" else mine)
        copy = {"id": str(row.pk), "by": by, "day": _day(row), "words": words, **_kind(row)}
        copies.append({**copy, "is_item": row.pk == item.pk, "hash": hash_of(copy)})
    return Copied(item.pk, kind, copies)


def hash_of(copy: Copy) -> str:
    """64 hex digits over what the copy says."""
    parts = [copy["id"], copy["by"], copy["day"], copy["words"]]
    if "kind" in copy:
        parts.append(copy["kind"])
    return keyed_hash("reported note", "|".join(parts)).hex()


def is_genuine(copy: Copy) -> bool:
    """Whether this server made the copy, and nobody has changed it since."""
    return bool(copy["hash"] == hash_of(copy))


def _notes(
    reporter: Person, author_id: UUID, item_id: UUID | None, theirs: Decision, mine: Decision
) -> list[Side]:
    """The note itself first, then those around it."""
    today = theirs.at.astimezone(reporter.zoneinfo).date()
    oldest = oldest_kept(kept_for_both(reporter.pk, author_id), today)
    received = rows(ReceivedNote, theirs).filter(is_there=True, day__gte=oldest)
    sent = rows(SentNote, mine).filter(reader_id=author_id, day__gte=oldest)
    chosen = received.order_by("-number") if item_id is None else received.filter(pk=item_id)
    item = chosen.first()
    if item is None:
        return []
    sides: list[Side] = [(item, "author")]
    for lookup, order in (("number__lt", "-number"), ("number__gt", "number")):
        window = {lookup: item.number}
        side: list[tuple[ReceivedNote | SentNote, str]] = [
            *((note, "author") for note in received.filter(**window).order_by(order)[:AROUND]),
            *((note, "reporter") for note in sent.filter(**window).order_by(order)[:AROUND]),
        ]
        side.sort(key=lambda one: abs(one[0].number - item.number))
        sides += side[:AROUND]
    return sides


def _handed(
    reporter: Person, author_id: UUID, item_id: UUID | None, theirs: Decision, mine: Decision
) -> list[Side]:
    since = theirs.at.astimezone(reporter.zoneinfo).date() - SHOWN_FOR
    received = rows(HandedToMe, theirs).filter(is_there=True, day__gt=since)
    gave = rows(HandedOver, mine).filter(receiver_id=author_id, day__gt=since)
    return _around(
        item_id, received.order_by("-day")[:MOST_LOOKED_AT], gave.order_by("-day")[:MOST_LOOKED_AT]
    )


def _agreements(
    reporter: Person, author_id: UUID, item_id: UUID | None, theirs: Decision, mine: Decision
) -> list[Side]:
    today = theirs.at.astimezone(reporter.zoneinfo).date()
    open_now = {"over_on__gt": today, "kind__in": REPORTED_AGREEMENTS}
    received = rows(ReceivedAgreement, theirs).filter(is_there=True, **open_now)
    put = rows(SentAgreement, mine).filter(reader_id=author_id, **open_now)
    return _around(
        item_id,
        [one for one in received.order_by("-made_at")[:MOST_LOOKED_AT] if told_of(one, theirs)],
        [one for one in put.order_by("-made_at")[:MOST_LOOKED_AT] if told_of(one, mine)],
    )


def _around(item_id: UUID | None, received: Iterable[Received], sent: Iterable[Sent]) -> list[Side]:
    """The one with this id first, or without one the author's newest; then those around it."""
    sides: list[Side] = [
        *((row, "author") for row in received),
        *((row, "reporter") for row in sent),
    ]
    sides.sort(key=lambda side: _place(side[0]))
    of_author = [n for n, (row, by) in enumerate(sides) if by == "author"]
    if item_id is not None:
        of_author = [n for n in of_author if sides[n][0].pk == item_id]
    if not of_author:
        return []
    at = of_author[-1]
    return [sides[at], *sides[max(0, at - AROUND) : at], *sides[at + 1 : at + 1 + AROUND]]


# By kind: the sides of a report, the reported thing itself first; none where it is not there.
SIDES = {
    ReportedKind.NOTE: _notes,
    ReportedKind.HANDED: _handed,
    ReportedKind.AGREEMENT: _agreements,
}


def _place(row: Received | Sent) -> tuple[int, str]:
    """Where it stands among others of its kind: by its number, or by its day."""
    if isinstance(row, ReceivedNote | SentNote):
        return row.number, ""
    day = row.day if isinstance(row, HandedToMe | HandedOver) else row.made_at
    return day.toordinal(), str(row.pk)


def _day(row: Received | Sent) -> str:
    if isinstance(row, ReceivedAgreement | SentAgreement):
        day: date = row.made_at.date()
    else:
        day = row.day
    return day.isoformat()


def _kind(row: Received | Sent) -> dict[str, str]:
    if isinstance(row, ReceivedNote | SentNote):
        return {}
    return {"kind": row.kind if isinstance(row, ReceivedAgreement | SentAgreement) else "handed"}


def _words(row: Received | Sent, decision: Decision) -> str:
    """What its writer wrote, line by line; of an agreement with its day and time too."""
    if not isinstance(row, ReceivedAgreement | SentAgreement):
        return row.words.open(decision) or ""
    told = told_of(row, decision) or {}
    lines: Sequence[str] = [told.get(name, "") for name in ("what", "place", "words", "link")]
    weekdays = schedule_text.weekly(list(told["weekdays"])) if "weekdays" in told else ""
    minute = told.get("minute")
    clock = "" if minute is None else f"{time(minute // 60, minute % 60):%H:%M}"
    when = " ".join(part for part in (weekdays, told.get("day", ""), clock) if part)
    return "\n".join(line for line in (*lines, when) if line)
