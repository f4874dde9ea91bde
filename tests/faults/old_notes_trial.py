"""Old notes by the thousand, their job, and a search for what is left of them in every byte.

    python -m tests.faults.old_notes_trial FOLDER NOTES

On a data folder of its own; prints one JSON object. Half of the pairs keep their notes for a week,
half for ever, so that what goes and what stays share pages of the database. What is searched for
are eight bytes from three places of each sealed note, at every byte of every file; and the words
themselves.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy

CANARY = "a heron stood on the weir"
PAIRS = 40
BATCH = 250
AT = (17, 130, -24)  # where in an envelope: the first of its ciphertext, its middle, its end
AT_ONCE = 1 << 22  # bytes of a file


def main() -> None:
    folder, notes = Path(sys.argv[1]), int(sys.argv[2])
    os.environ["PORCHLIGHT_DATA_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "porchlight.settings"
    import django

    django.setup()
    print(json.dumps(trial(folder, notes)))


def trial(folder: Path, notes: int) -> dict[str, Any]:
    from django.core.management import call_command

    from porchlight.people.local.units import unit_of_work
    from porchlight.schedule import all_jobs

    # Whatever the order is in which they come up, the second time has done both.
    jobs = [job for job in all_jobs() if job.name in {"drop-old-notes", "empty-log"}] * 2
    for database in ("default", "keystore"):
        call_command("migrate", database=database, verbosity=0)
    now = datetime.fromisoformat("2026-11-18T18:30:00+00:00")
    old, kept = write_notes(notes, now)
    later = now + timedelta(days=8)  # a week, and 24 hours
    before = found_in(folder, old)
    began, used = time.perf_counter(), time.process_time()
    for job in jobs:
        with unit_of_work():
            job.do(later)
    took, used = time.perf_counter() - began, time.process_time() - used
    after = found_in(folder, old)
    return {
        "old_notes": notes,
        "kept_notes": notes,
        "jobs": [job.name for job in jobs],
        "seconds": round(took, 2),
        "seconds_of_processor": round(used, 2),
        "found_without_the_job": before,
        "found_after_it": after,
        "kept_found_after_it": found_in(folder, kept),
        "kept_that_open": kept_that_open(later),
        "canary_found": sum(file.read_bytes().count(CANARY.encode()) for file in files(folder)),
        "bytes_searched": sum(file.stat().st_size for file in files(folder)),
        "files": sorted(file.name for file in files(folder)),
    }


def write_notes(notes: int, now: datetime) -> tuple[list[bytes], list[bytes]]:
    """The envelopes of what goes and of what stays, as they were written."""
    from django.db import transaction

    from porchlight.domain.circle.keeping import KeptFor
    from porchlight.together.actions import keep_notes_for, send_note
    from porchlight.together.models import NotesWith, ReceivedNote, SentNote
    from tests.make import make_person
    from tests.together.tied import tied

    pairs = []
    for n in range(PAIRS):
        author, reader = make_person(f"a{n}"), make_person(f"r{n}")
        tie, _other = tied(author, reader), tied(reader, author)
        with transaction.atomic():
            send_note(author, tie, CANARY, now)  # one that the site itself wrote
        keep_notes_for(author, reader.pk, KeptFor.WEEK if n % 2 else KeptFor.ALWAYS)
        keep_notes_for(reader, author.pk, KeptFor.ALWAYS)
        pairs.append((author, reader))
    day, rows = now.date(), 2 * notes - PAIRS
    for start in range(0, rows, BATCH):
        made = []
        for n in range(start, min(start + BATCH, rows)):
            author, reader = pairs[n % PAIRS]
            sent = SentNote(person=author, reader=reader, number=n + 1_000, day=day)
            got = ReceivedNote(sent=sent, author=author, reader=reader, number=n + 1_000, day=day)
            got.is_there = True
            sent.words = got.words = f"{CANARY}, {n}"
            made.append((sent, got))
        with transaction.atomic():
            SentNote.objects.bulk_create([sent for sent, _got in made])
            ReceivedNote.objects.bulk_create([got for _sent, got in made])
    going = NotesWith.objects.filter(kept_for=KeptFor.WEEK).values_list("person", flat=True)
    old = _envelopes(set(going), is_in=True)
    return old, _envelopes(set(going), is_in=False)


def _envelopes(authors: set[Any], *, is_in: bool) -> list[bytes]:
    from porchlight.together.models import ReceivedNote, SentNote

    found = []
    for model, author in ((SentNote, "person_id"), (ReceivedNote, "author_id")):
        for author_id, words in model.objects.values_list(author, "words").iterator():
            if (author_id in authors) is is_in:
                found.append(bytes(words))
    return found


def kept_that_open(at: datetime) -> int:
    """Of the notes that stay, how many their readers' pages still show."""
    from porchlight.circles.access import rows
    from porchlight.people.local.units import unit_of_work
    from porchlight.together.models import NotesWith, ReceivedNote
    from porchlight.together.queries import decision_on

    n_open = 0
    for choice in NotesWith.objects.filter(kept_for=7).select_related("other", "person"):
        with unit_of_work():
            decision = decision_on(choice.other, choice.person_id, at)
            assert not rows(ReceivedNote, decision).exists()
    for choice in NotesWith.objects.filter(kept_for=0).select_related("other"):
        with unit_of_work():
            decision = decision_on(choice.other, choice.person_id, at)
            n_open += sum(
                CANARY in (row.words.open(decision) or "")
                for row in rows(ReceivedNote, decision).iterator()
            )
    return n_open


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def found_in(folder: Path, envelopes: list[bytes]) -> dict[str, int]:
    """By file, how many of the envelopes something is left of; none where that is zero."""
    needles = numpy.array(
        [int.from_bytes(envelope[at:][:8], "little") for at in AT for envelope in envelopes],
        dtype="<u8",
    )
    owners = numpy.tile(numpy.arange(len(envelopes)), len(AT))
    order = numpy.argsort(needles)
    needles, owners = needles[order], owners[order]
    found = {}
    for file in files(folder):
        hits: set[int] = set()
        for words in _every_eight_bytes(file):
            at = numpy.searchsorted(needles, words).clip(max=len(needles) - 1)
            hits.update(owners[at[needles[at] == words]].tolist())
        if hits:
            found[file.name] = len(hits)
    return found


def _every_eight_bytes(file: Path) -> Iterator[Any]:
    """What stands at each byte, as numbers of eight bytes."""
    content = file.read_bytes()
    for start in range(0, len(content), AT_ONCE):
        for shift in range(8):
            piece = content[start + shift : start + shift + AT_ONCE]
            yield numpy.frombuffer(piece[: len(piece) // 8 * 8], dtype="<u8")


if __name__ == "__main__":
    main()
