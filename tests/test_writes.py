"""What is written is written by an action. The others are listed, each with its reason."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PRODUCT = Path(__file__).resolve().parents[1] / "porchlight"
# A set and a dict have an `update` and a counter another: those take values, a write takes names.
WRITES = {
    *("save", "create", "delete", "get_or_create", "update_or_create"),
    *("bulk_create", "bulk_update", "update"),
}
ELSEWHERE = {
    "checkins/counted.py": "the note of what was counted goes with reading it",
    "circles/jobs.py": "takes away what is over",
    "circles/consents.py": "the actions of grants, blocks and restrictions",
    "demo": "makes up a community, and is never part of a real one",
    "directory/intake/importer.py": "the transaction of an import, which the actions call",
    "directory/intake/upsert.py": "the rows of an import",
    "directory/models/versions.py": "the mark that rows changed, which actions of all rooms set",
    "directory/moderation/closures.py": "the status that follows from a closure",
    "outbox/claiming.py": "conditional updates that hold a lease",
    "outbox/jobs.py": "takes away what is over",
    "outbox/push/devices.py": "the actions of phones that notes are sent to",
    "outbox/worker.py": "the rows of jobs, as the code lists them",
    "circles/looks.py": "what was looked at, noted by whoever read it",
    "reach/letting_go.py": "takes a light and asks away with a tie, by the actions of both",
    "people/closing.py": "the actions of closing and coming back",
    "people/encryption/keys.py": "keys, made and destroyed with what they seal",
    "people/encryption/rebinding.py": "envelopes of before, sealed anew by a migration",
    "people/highest_time.py": "the highest time ever seen",
    "people/jobs.py": "takes away what is over",
    "people/limits.py": "tries, counted in a transaction of their own",
    "people/second_step/ways.py": "the actions of passkeys and codes",
    "people/sessions/store.py": "what Django asks a session store for",
    "people/signing_in.py": "an old hash is replaced by the sign-in itself",
    "people/wishes.py": "the action of wishes, beside its only reader",
}


def writes_in(source: str) -> list[int]:
    """The lines of a module on which a row is written."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [
        call.lineno
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in WRITES
        and not (call.func.attr == "update" and call.args)
    ]


@pytest.mark.parametrize(
    ("line", "is_write"),
    [
        ("tie.save()", True),
        ("Saved.objects.get_or_create(person=person)", True),
        ("rows(Saved, decision).filter(pk=1).delete()", True),
        ("Source.objects.filter(pk=1).update(version=2)", True),
        ("names.update({'a': 1})", False),
        ("left_out.update(more)", False),
        ("services()", False),
    ],
)
def test_what_is_a_write(line, is_write):
    assert bool(writes_in(line)) == is_write


def test_rows_are_written_by_actions_and_by_what_is_listed_here():
    writing = set()
    for path in PRODUCT.rglob("*.py"):
        name = path.relative_to(PRODUCT).as_posix()
        if "migrations" in path.parts or path.name == "actions.py":
            continue
        if writes_in(path.read_text("utf-8")):
            folders = [place for place in ELSEWHERE if name.startswith(f"{place}/")]
            writing.add(folders[0] if folders else name)
    assert writing == set(ELSEWHERE)
