"""What was just done, said once on the page that a form leads to.

It stands in the address as a code, so nothing of it is kept, and a page that is opened again later
says no more than what was done. It is told to whoever did it and to nobody else.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class Done(StrEnum):
    """The code in the address."""

    IN = "in"
    IN_AND_SHOWN = "in-on"
    IN_AND_PAUSED = "in-paused"
    IN_ALREADY = "in-already"
    WAS_IN = "was-in"
    MET = "met"
    JOINED = "one"
    TWO = "two"
    ENDED = "ended"
    STOPPED = "stopped"
    CHANGED = "changed"
    REMOVED = "removed"
    TAKEN_BACK = "back"
    OUT_OF_VIEW = "out"
    KEPT = "kept"


WORDS: dict[Done, Any] = {
    Done.IN: _("%(name)s is in. You can write to each other here."),
    Done.IN_AND_SHOWN: _("%(name)s is in. For 30 days from now, %(name)s sees: %(shown)s."),
    Done.IN_AND_PAUSED: _(
        "%(name)s is in. Sharing is paused, so what you chose waits until you start it again."
    ),
    Done.IN_ALREADY: _("%(name)s is in already. This is what %(name)s sees."),
    Done.WAS_IN: _("%(name)s was in already. As you chose, %(name)s sees nothing for now."),
    Done.MET: _("You and %(name)s can write to each other here now."),
    Done.JOINED: _("Now it is one card. Only you see what you wrote on it."),
    Done.TWO: _("Two cards again, as they were."),
    Done.ENDED: _(
        "Done. What you handed over, promised or planned is taken back. Nobody was told."
    ),
    Done.STOPPED: _("Stopped. That link opens nothing now."),
    Done.CHANGED: _("The card is changed."),
    Done.REMOVED: _("Taken off your list. Nobody was told."),
    Done.TAKEN_BACK: _("Taken back, for both of you."),
    Done.OUT_OF_VIEW: _("Removed from your view."),
    Done.KEPT: _("Your choice is kept. The shorter of your two choices counts."),
}


# Somebody came in a moment ago: nothing is said then of what was not yet.
COMING_IN = frozenset({Done.IN, Done.IN_AND_SHOWN, Done.IN_AND_PAUSED, Done.MET})


def with_done(path: str, done: Done) -> str:
    return f"{path}?done={done}"


def came_in_now(request: HttpRequest) -> bool:
    """Whether this is the page that somebody's coming in led to."""
    return request.GET.get("done", "") in COMING_IN


def done_words(request: HttpRequest, name: str = "", shown: Callable[[], str] = str) -> str:
    """What this page has to confirm; "" when that is nothing. `name` is whom the page is about, and
    `shown` says what they see now; it is asked only where the words need it."""
    asked = request.GET.get("done", "")
    if asked not in set(Done):
        return ""
    done, sees = Done(asked), ""
    if done is Done.IN_AND_SHOWN:
        sees = shown()
        done = done if sees else Done.IN
    return str(WORDS[done]) % {"name": name, "shown": sees}
