"""Page-shaped reads of the safety check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from porchlight.circles.access import rows
from porchlight.domain.consent import Decision
from porchlight.people.local.clock import clock
from porchlight.sharing.models import DatedNote
from porchlight.sharing.safety.things import Asker, KindOfThing, OpenThing


@dataclass(frozen=True)
class OpenKind:
    """One kind of thing with all that is open of it."""

    kind: KindOfThing
    things: list[OpenThing]


def open_now(asker: Asker, kinds: Iterable[KindOfThing]) -> list[OpenKind]:
    """Every kind of which something is open. The number of queries does not grow with the rows."""
    found = (OpenKind(kind, kind.open_now(asker)) for kind in kinds)
    return [one for one in found if one.things]


@dataclass(frozen=True)
class DatedEntry:
    """One entry of "Dates". `at` is in the person's own zone; `words` are theirs, and blank where
    they stopped everything on that day."""

    note_id: UUID
    at: datetime
    words: str
    when: str

    @property
    def written_at(self) -> str:
        """The day and the time of day, on the writer's own clock."""
        return f"{date_format(self.at, 'DATE_FORMAT')}, {clock(self.at.hour, self.at.minute)}"

    @property
    def is_stop(self) -> bool:
        return not self.words


def dated_entries(decision: Decision) -> list[DatedEntry]:
    """All of the person's own, the newest first."""
    entries = [_entry(note, decision) for note in rows(DatedNote, decision)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def as_text(entries: Iterable[DatedEntry]) -> str:
    """The entries as a plain file, the oldest first. Nothing in it names this place."""
    blocks = []
    for entry in reversed(list(entries)):
        lines = [entry.written_at]
        if entry.when:
            lines.append(entry.when)
        lines.append(entry.words or _("I stopped everything that was shared."))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _entry(note: DatedNote, decision: Decision) -> DatedEntry:
    content = note.content.open(decision) or {}
    at = datetime.fromisoformat(content["at"])
    return DatedEntry(note.pk, at, content.get("words", ""), content.get("when", ""))
