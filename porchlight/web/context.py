"""What base.html needs on every page. Nothing here reads what a person wrote.

`here` is the page's own address with its question, for the ways that lead back to it. A view whose
page is the answer to a button gives the address of the page that one would come back to.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from porchlight.circles.account_kind import is_family
from porchlight.outbox.push.vapid import public_key
from porchlight.people.devices import PLACE_COOKIE
from porchlight.people.encryption.prepared import Read
from porchlight.people.models import Community, Person
from porchlight.people.queued import queue_mark
from porchlight.people.requests import PersonRequest
from porchlight.people.sessions import app_lock, push_mark
from porchlight.reach.queries import COUNTRY_NAMES
from porchlight.web.device import keeps_copy, owner_mark

LOOKS = ("light", "dark")
LOOK_COOKIE = "look"
# First part of a path -> the tab that is lit.
TABS = {
    "today": "today",
    "check-ins": "today",
    "steps": "today",
    "people": "people",
    "porch": "people",
    "meet": "meet",
    "tools": "tools",
    "for-me": "tools",
    "me": "me",
}
# Home leads to People, which has no tab of its own there.
FAMILY_TABS = {
    "home": "home",
    "people": "home",
    "porch": "home",
    "write": "write",
    "for-me": "for-me",
    "me": "me",
}
COMMUNITY = Read(Community, "is_demo")
# The tabs that work without an account.
OPEN_TABS = frozenset({"meet", "tools"})


def shell(request: HttpRequest) -> dict[str, Any]:
    person: Person | None = getattr(request, "person", None)
    look, tabs = request.COOKIES.get(LOOK_COOKIE), _tabs_of(request, person)
    tab = _tab_of(request.path, tabs)
    mark = push_mark.mark_for_page(request.session) if person else ""
    return {
        "visitor": person,
        "is_open_tab": person is None and tab in OPEN_TABS,
        "here": request.get_full_path(),
        "tab": tab,
        "tabs": tabs,
        "theme": look if look in LOOKS else None,
        "is_demo": SimpleLazyObject(is_demo),
        "keep_offline": SimpleLazyObject(lambda: _help_to_keep(request, person)),
        "device_owner": _device_owner(request, person),
        "queue_mark": SimpleLazyObject(lambda: queue_mark(person) if person else ""),
        "is_locked": getattr(request, "locked_person", None) is not None,
        "lock_after_s": _lock_after_s(request, person),
        "has_push": mark != "",
        "push_mark": mark,
        "push_key": public_key() if mark else "",
        "locks_on_leaving": person is not None and app_lock.locks_on_leaving(request.session),
    }


def _tabs_of(request: HttpRequest, person: Person | None) -> str:
    """The bar of tabs: "tabs", or "tabs_family" for who is here for somebody else alone. Pages of
    errors are drawn with this too, so a database that does not answer is no obstacle."""
    try:
        is_theirs = person is not None and is_family(cast(PersonRequest, request))
    except DatabaseError:
        is_theirs = False
    return "tabs_family" if is_theirs else "tabs"


def _tab_of(path: str, tabs: str) -> str | None:
    """The tab that is lit. For family, the notes with one person are part of Write."""
    part, *rest = path.split("/")[1:]
    if tabs != "tabs_family":
        return TABS.get(part)
    is_notes = part == "people" and rest[1:2] == ["notes"]
    return "write" if is_notes else FAMILY_TABS.get(part)


def _device_owner(request: HttpRequest, person: Person | None) -> str | None:
    """For whom this device may keep a copy: "" for nobody, so that what is there goes; None when it
    is not known who is asking, so that nothing is touched."""
    if getattr(request, "person_is_unknown", False):
        return None
    return owner_mark(person) if person and keeps_copy(request, person) else ""


def _lock_after_s(request: HttpRequest, person: Person | None) -> int:
    """Seconds without a touch after which a page locks itself; 0 where there is no lock."""
    return int(app_lock.AWAY.total_seconds()) if person and app_lock.is_on(request.session) else 0


class _Demo:
    """Whether the community is a made-up one: settled when it is founded, so it is asked for until
    it is there and then remembered."""

    def __init__(self) -> None:
        self._is_it: bool | None = None

    def __call__(self) -> bool:
        """Error pages are drawn with this too, so a database that does not answer is no
        obstacle."""
        if self._is_it is None:
            try:
                found = COMMUNITY.first()
            except DatabaseError:
                return False
            self._is_it = None if found is None else bool(found[0])
        return bool(self._is_it)

    def forget(self) -> None:
        self._is_it = None


is_demo = _Demo()


def _help_to_keep(request: HttpRequest, person: Person | None) -> str:
    """Help pages for the worker to keep: of the country looked at, else the person's or device's.

    Below Help, the address alone decides, so that public pages stay the same for everybody.
    """
    is_help = request.path.startswith(reverse("help"))
    below_help = request.path.removeprefix(reverse("help")) if is_help else ""
    mine = person.country if person else request.COOKIES.get(PLACE_COOKIE, "")
    slug = (below_help.split("/")[0] or mine).lower()
    return _pages_to_keep(slug, get_language() or "en", get_script_prefix())


@lru_cache(maxsize=128)
def _pages_to_keep(slug: str, language_code: str, script_prefix: str) -> str:
    language = f"?lang={language_code}"
    if slug.upper() not in COUNTRY_NAMES:
        return reverse("help-countries") + language
    pages = (reverse(name, args=[slug]) for name in ("help-country", "overdose-country"))
    return " ".join(page + language for page in pages)
