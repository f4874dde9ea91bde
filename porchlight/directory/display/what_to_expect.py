"""What to expect, in plain lines, from what a listing says of itself."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from porchlight.directory.models import Service

MOST_LINES = 5
# The first match of each counts. Codes are AA's, which the rest of the field borrows.
DOOR: tuple[tuple[str, Promise], ...] = (
    ("O", _("Not only for members. You can sit and listen.")),
    ("C", _("For members, and for people who want to join.")),
)
FORM: tuple[tuple[str, Promise], ...] = (
    ("SP", _("One person tells their story. The others listen.")),
    ("ST", _("You read about one of the Steps, then talk about it.")),
    ("B", _("You read from a book together, then talk about it.")),
    ("LIT", _("You read from a book together, then talk about it.")),
    ("12x12", _("You read from a book together, then talk about it.")),
    ("MED", _("There is some quiet time together.")),
    ("D", _("People take turns to talk. You can pass.")),
)
EXTRAS: tuple[tuple[str, Promise], ...] = (
    ("BE", _("New people are welcome. Say it is your first time, or say nothing.")),
    ("X", _("There is a way in without steps.")),
    ("BA", _("There is child care.")),
)
ROOM: tuple[Promise, ...] = (
    _("A first name is enough, and you can leave at any time."),
    _("Ten minutes early leaves time for a hello at the door."),
)
ONLINE: tuple[Promise, ...] = (
    _("A first name is enough, and you can leave at any time."),
    _("You can keep your camera and sound off."),
)


def what_to_expect(service: Service) -> list[str]:
    """At most five lines, what is particular to this meeting first."""
    codes = {code.upper() for code in service.types}
    lines: list[Promise] = []
    for row in (DOOR, FORM):
        lines += [words for code, words in row if code.upper() in codes][:1]
    lines += [words for code, words in EXTRAS if code in codes]
    is_online = service.attendance == Service.Attendance.ONLINE
    general = ONLINE if is_online else ROOM
    return [str(words) for words in (*lines[: MOST_LINES - 1], *general)][:MOST_LINES]
