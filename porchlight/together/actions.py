"""What two people of a tie do with notes: send, take back for both, take out of one's own view."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from secrets import randbelow
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest

from porchlight.circles.facts import blocked_of, closed_of
from porchlight.circles.models import Tie
from porchlight.domain.circle.keeping import KeptFor, oldest_kept, shorter
from porchlight.domain.refused import Refused
from porchlight.people.limits import WINDOW, count_try, tries_within
from porchlight.people.models import Person
from porchlight.postgresql.owners import every_row
from porchlight.together.messages import Cause, CauseKind, tell_later
from porchlight.together.models import NotesWith, ReceivedNote, SentNote

MOST_AN_HOUR = 60
MOST_A_DAY = 200
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DOOR = "notes"
# How far apart two numbers are at most: what was taken back, or never came, leaves no gap to see.
WIDEST_STEP = 99
DROPPED_AT_ONCE = 500


class ManyNotes(Refused):
    """Sixty within an hour, or two hundred within a day."""

    code = "many-notes"


def count_note(author: Person, at: datetime) -> None:
    """Count one note of this author. Raises ManyNotes."""
    count_try(DOOR, str(author.pk), at)
    of_an_hour = tries_within(DOOR, str(author.pk), at, HOUR)
    if of_an_hour > MOST_AN_HOUR or tries_within(DOOR, str(author.pk), at, DAY) > MOST_A_DAY:
        raise ManyNotes


@every_row()
@transaction.atomic
def send_note(author: Person, tie: Tie, words: str, at: datetime) -> SentNote:
    """Write to whoever's account stands behind the author's `tie`; `words` as `note_text` gives
    them. It reaches them while they have a tie to the author and nobody keeps the two apart; the
    author cannot tell, nor by how long it takes. A message is queued, whatever they chose."""
    reader_id = tie.open_account_id
    if reader_id is None:
        raise TypeError("nobody's account stands behind this tie")
    day = at.astimezone(author.zoneinfo).date()
    number = _next_number(author.pk, reader_id)
    note = SentNote(person=author, reader_id=reader_id, number=number, day=day)
    note.words = words
    note.save(force_insert=True)
    received = ReceivedNote(sent=note, author=author, reader_id=reader_id, number=number, day=day)
    received.words = words
    received.is_there = reaches(author, reader_id)
    received.save(force_insert=True)
    tell_later(reader_id, Cause(CauseKind.NOTE, received.pk, author.pk), at)
    return note


def take_back(note: SentNote) -> None:
    """For both: no gap is left and nobody is told."""
    note.delete()


def take_back_all(author: Person, reader_id: UUID) -> None:
    """Everything that one wrote to the other, for both."""
    SentNote.objects.filter(person=author, reader=reader_id).delete()


@every_row()
def remove_from_view(note: ReceivedNote) -> None:
    """The reader wants to see it no more; its author keeps it, and is not told. `note` came
    through the gate as one that they may see."""
    ReceivedNote.objects.filter(pk=note.pk).delete()


def keep_notes_for(person: Person, other_id: UUID, kept_for: KeptFor) -> None:
    """One's own choice; the shorter of two counts, for what was written before as well."""
    NotesWith.objects.update_or_create(
        person=person, other_id=other_id, defaults={"kept_for": int(kept_for)}
    )


def note_looked_at(
    person: Person, other_id: UUID, number: int, in_touch_on: date | None = None
) -> None:
    """The person has the notes up to this number on their page, the newest of the other's being of
    the day `in_touch_on`. For their own list alone, for times that were agreed, and for what stays
    when they wish for some quiet; so it is not noted while that lasts."""
    pair, _made = NotesWith.objects.get_or_create(person=person, other_id=other_id)
    seen, is_newer = {"looked_at": Greatest("looked_at", number)}, Q(looked_at__lt=number)
    if in_touch_on is not None:
        before = Coalesce("in_touch_on", Value(in_touch_on))
        seen["in_touch_on"] = Greatest(before, Value(in_touch_on))
        is_newer |= Q(in_touch_on=None) | Q(in_touch_on__lt=in_touch_on)
    NotesWith.objects.filter(is_newer, pk=pair.pk).update(**seen)


@every_row()
def kept_for_both(person_id: UUID, other_id: UUID) -> KeptFor:
    """The shorter of the two choices; who made none wants ninety days."""
    choices = dict(_of_two(person_id, other_id).values_list("person_id", "kept_for"))
    mine, theirs = (KeptFor(choices.get(one, KeptFor.SEASON)) for one in (person_id, other_id))
    return shorter(mine, theirs)


def drop_old_notes(now: datetime) -> None:
    """Once an hour: what has had its time is deleted, for both. It is not shown before that."""
    today = (now - WINDOW).date()
    for kept_for in KeptFor:
        if kept_for is not KeptFor.ALWAYS:
            old = SentNote.objects.filter(day__lt=oldest_kept(kept_for, today))
            _drop(old.filter(_wanted_no_longer_than(kept_for)))


def _wanted_no_longer_than(kept_for: KeptFor) -> Q:
    """Notes of whom one or the other chose this; who made no choice wants ninety days."""
    authors = NotesWith.objects.filter(person=OuterRef("person"), other=OuterRef("reader"))
    readers = NotesWith.objects.filter(person=OuterRef("reader"), other=OuterRef("person"))
    wanted = Q(Exists(authors.filter(kept_for=kept_for)))
    wanted |= Q(Exists(readers.filter(kept_for=kept_for)))
    if kept_for is KeptFor.SEASON:
        wanted |= ~Q(Exists(authors)) | ~Q(Exists(readers))
    return wanted


def _drop(notes: QuerySet[SentNote]) -> None:
    """In batches, each one transaction, so that no writer waits for long."""
    while ids := list(notes.values_list("pk", flat=True)[:DROPPED_AT_ONCE]):
        with transaction.atomic():
            ReceivedNote.objects.filter(sent__in=ids).delete()
            SentNote.objects.filter(pk__in=ids).delete()


def _of_two(person_id: UUID, other_id: UUID) -> QuerySet[NotesWith]:
    two = Q(person=person_id, other=other_id) | Q(person=other_id, other=person_id)
    return NotesWith.objects.filter(two)


def _next_number(author_id: UUID, reader_id: UUID) -> int:
    """Above every number that either of the two ever gave, also to what was taken back since."""
    own, _made = NotesWith.objects.get_or_create(person_id=author_id, other_id=reader_id)
    # In one order for both: when they write in one moment, neither waits for the other for ever.
    held = _of_two(author_id, reader_id).order_by("pk").select_for_update()
    own.last_number = max(pair.last_number for pair in held) + 1 + randbelow(WIDEST_STEP)
    own.save(update_fields=["last_number"])
    return own.last_number


def reaches(author: Person, reader_id: UUID) -> bool:
    """Whether what one writes is there for the other. Asked in full each time, so that a no takes
    as long as a yes."""
    has_tie = Tie.objects.filter(person=reader_id, account=author, ended_on=None).exists()
    is_apart, is_closed = bool(blocked_of(author.pk, [reader_id])), bool(closed_of([reader_id]))
    return has_tie and not is_apart and not is_closed
