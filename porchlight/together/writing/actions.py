"""What somebody chooses about help with words."""

from __future__ import annotations

from porchlight.people.models import Person
from porchlight.together.writing.helping import WritingHelp


def choose_help(person: Person, wanted: WritingHelp) -> None:
    person.writing_help = str(wanted)
    person.save(update_fields=["writing_help"])
