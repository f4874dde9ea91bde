"""A light, and an open ask, as things that reach out of an account; for the safety check."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from porchlight.circles.access import row, rows
from porchlight.domain.light import Askable
from porchlight.people.local.clock import clock
from porchlight.reach.asks import actions
from porchlight.reach.asks.queries import is_going_on
from porchlight.reach.letting_go import let_go_of
from porchlight.reach.lights.actions import show_to_nobody
from porchlight.reach.lights.queries import own_light
from porchlight.reach.models import OwnLight, SentAsk
from porchlight.sharing.safety.things import Asker, KindOfThing, OpenThing, ending_first
from porchlight.together.agreements.stopping import EVERY_KIND as KINDS_BELOW


def light_others_see(asker: Asker) -> list[OpenThing]:
    """One, where there is anything that others have of it: also while it is off until its hours."""
    held, own = rows(OwnLight, asker.decision).first(), own_light(asker.person, asker.decision)
    light = own.light
    is_seen = light.is_on(asker.at) or light.hours or light.askable is not Askable.NEVER
    if held is None or not own.shown_to or not is_seen:
        return []
    until = light.on_until(asker.at)
    return [OpenThing(str(held.pk), _("Your light"), _until(asker, until))]


def asks_going_on(asker: Asker) -> list[OpenThing]:
    """Those that wait for somebody, or that somebody said yes to. None of the words is shown."""
    found = rows(SentAsk, asker.decision).filter(is_going_on(asker.at), taken_back_at=None)
    return [
        OpenThing(str(sent.pk), _("You asked for somebody"), _clock(asker, sent.asked_at))
        for sent in found.order_by("-asked_at")
    ]


def _until(asker: Asker, moment: Any) -> str:
    if moment is None:
        return _("Off just now")
    return _("On until %(time)s") % {"time": _clock(asker, moment)}


def _clock(asker: Asker, moment: Any) -> str:
    here = moment.astimezone(asker.person.zoneinfo)
    return clock(here.hour, here.minute)


def _stop_light(asker: Asker, row_id: UUID) -> None:
    row(OwnLight, asker.decision, pk=row_id)
    show_to_nobody(asker.person, asker.at)


def _stop_lights(asker: Asker) -> None:
    show_to_nobody(asker.person, asker.at)


def _stop_ask(asker: Asker, row_id: UUID) -> None:
    row(SentAsk, asker.decision, pk=row_id)
    actions.take_back(asker.person, row_id, asker.at)


def _stop_asks(asker: Asker) -> None:
    actions.take_back_all(asker.person, asker.at)


def _kind(code: str) -> KindOfThing:
    return next(kind for kind in KINDS_BELOW if kind.code == code)


LIGHT = KindOfThing(
    "light",
    gettext_lazy("When others see that you can talk"),
    light_others_see,
    gettext_lazy("Take it away"),
    _stop_light,
    _stop_lights,
)
ASK = KindOfThing(
    "ask",
    gettext_lazy("That you want somebody now"),
    asks_going_on,
    gettext_lazy("Take it back"),
    _stop_ask,
    _stop_asks,
    noticed=gettext_lazy("Those you asked read that it is not needed any more."),
)
_WITH_REACH = {"people": (LIGHT, ASK, ending_first(_kind("people"), let_go_of))}
# Every kind of thing there is, in the order of the page.
EVERY_KIND: tuple[KindOfThing, ...] = tuple(
    one for kind in KINDS_BELOW for one in _WITH_REACH.get(kind.code, (kind,))
)
