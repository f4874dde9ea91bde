"""What somebody sent, or was still writing, when their visit was locked.

It waits in the content of the visit, which only the browser's own cookie opens, and is shown after
the lock is open. Nothing of it is done by itself: whoever had the phone in between may have sent
it. Passphrases, codes and PINs never wait.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from secrets import token_hex
from typing import Any, Final

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from porchlight.web.typed import UNSEEN, Typed, is_writing, typed_of

HELD: Final = "held"
# The field by which a form that is sent again says which one it was.
HELD_ID: Final = "held"
MOST_FORMS: Final = 8
MOST_LETTERS: Final = 200_000
# With so many answers it is a form that was filled in, and no button.
FEWEST_ANSWERS: Final = 2
CODE = re.compile(r"[a-z_:-]*|\d{1,4}|[0-9a-f-]{36}")


@dataclass(frozen=True)
class Held:
    """One form that waits."""

    id: str
    typed: Typed


def hold(session: SessionBase, typed: Typed) -> bool:
    """Keep a form; whether it is kept. A button, or more than there is room for, is not."""
    answers = [value for name, value in typed.fields if name not in UNSEEN and value.strip()]
    is_form = len(answers) >= FEWEST_ANSWERS or any(not is_code(value) for value in answers)
    rows: list[dict[str, Any]] = [*session.get(HELD, [])]
    row = {
        "id": token_hex(8),
        "path": typed.path,
        "fields": [list(field) for field in typed.fields],
        "can_repeat": typed.can_repeat,
    }
    if any((before["path"], before["fields"]) == (row["path"], row["fields"]) for before in rows):
        return True
    if not is_form or len(rows) >= MOST_FORMS or _letters([*rows, row]) > MOST_LETTERS:
        return False
    session[HELD] = [*rows, row]
    return True


def held_forms(session: SessionBase) -> list[Held]:
    return [Held(row["id"], _typed(row)) for row in session.get(HELD, [])]


def let_go(session: SessionBase, held_id: str = "") -> None:
    """Forget one form, or all of them."""
    rows = [row for row in session.get(HELD, []) if held_id and row["id"] != held_id]
    if rows:
        session[HELD] = rows
    else:
        session.pop(HELD, None)


def was_sent_again(request: HttpRequest) -> str:
    """Which form that waited this request sends again; ""."""
    if request.method != "POST" or HELD not in request.session:
        return ""
    return request.POST.get(HELD_ID, "")


def is_code(value: str) -> bool:
    """The value of something tapped, and nothing that anybody wrote."""
    return not is_writing(value) and CODE.fullmatch(value) is not None


def _typed(row: dict[str, Any]) -> Typed:
    fields = [(name, value) for name, value in row["fields"]]
    typed = typed_of(row["path"], fields, is_ours=row["can_repeat"])
    shown = tuple(
        (name, value)
        for name, value in typed.fields
        if name not in UNSEEN and value.strip() and not is_code(value)
    )
    return Typed(typed.path, typed.fields, shown, can_repeat=bool(row["can_repeat"]))


def _letters(rows: list[dict[str, Any]]) -> int:
    return sum(len(name) + len(value) for row in rows for name, value in row["fields"])
