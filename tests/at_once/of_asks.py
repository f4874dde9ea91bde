"""What people do with lights and asks, each in a process of its own, and what comes of it; asked
for as the functions of `inside.py` are. What was refused is "no longer needed"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from porchlight.circles.access import own
from porchlight.domain.ask import HelperAnswer, NoLongerNeeded, put
from porchlight.people.local.units import unit_of_work
from porchlight.people.models import Person
from porchlight.reach.asks import actions
from porchlight.reach.asks.queries import ask_to, asks_to, decision_on_ask, helpers_of
from porchlight.reach.lights.actions import put_on, put_out, set_light
from porchlight.reach.lights.queries import accounts_of, own_light
from porchlight.reach.models import ReceivedAsk, SentAsk, ShownLight
from porchlight.reach.stopping import EVERY_KIND
from porchlight.sharing.safety.actions import stop_everything as stop_all
from porchlight.sharing.safety.things import Asker

NUMBERS = count()
LASTS = timedelta(hours=2)


def circle_of_helpers(n_askers: int, n_helpers: int, limit: int) -> dict[str, list[str]]:
    """So many who ask and so many helpers, each in the circle of each of the other side, with
    lights that are on."""
    from dataclasses import replace

    from tests.make import make_person
    from tests.together.tied import tied

    at = timezone.now()
    askers, helpers = (
        [make_person(f"{side} {next(NUMBERS)} of {at.timestamp()}") for _ in range(n)]
        for side, n in (("asker", n_askers), ("helper", n_helpers))
    )
    for helper in helpers:
        for asker in askers:
            tied(asker, helper)
            tied(helper, asker)
        with unit_of_work():
            decision = own(helper, at)
            light = replace(own_light(helper, decision).light, limit=limit)
            set_light(helper, light.put_on(at + LASTS, at), list(accounts_of(decision)))
    return {
        "askers": [str(one.pk) for one in askers],
        "helpers": [str(one.pk) for one in helpers],
    }


def puts(asker_id: str) -> str:
    """Ask everybody who may be asked; the id of what stands then."""
    asker, at = _of(asker_id)
    with unit_of_work():
        helpers = helpers_of(asker, own(asker, at), at)
        ask = put("Can you call me?", [one.picked for one in helpers], at)
        accounts = {one.friend.tie_id: one.account for one in helpers}
        return str(actions.put_ask(asker, ask, "", accounts).pk)


def received(ask_id: str) -> dict[str, str]:
    """By helper, the id of what they got."""
    found = ReceivedAsk.objects.filter(ask=ask_id).values_list("reader", "pk")
    return {str(reader): str(pk) for reader, pk in found}


def says(helper_id: str, received_id: str, answer: str) -> str:
    helper, at = _of(helper_id)
    with unit_of_work():
        try:
            decision = decision_on_ask(helper, UUID(received_id), at)
            actions.answer_ask(helper, UUID(received_id), HelperAnswer(answer), at, decision)
        except (NoLongerNeeded, Http404):
            return "no longer needed"
    return "done"


def takes_back(asker_id: str, ask_id: str) -> str:
    asker, at = _of(asker_id)
    with unit_of_work():
        actions.take_back(asker, UUID(ask_id), at)
    return "done"


def stops_everything(person_id: str) -> str:
    person, at = _of(person_id)
    with unit_of_work():
        stop_all(Asker(person, own(person, at), at, visit=""), EVERY_KIND)
    return "done"


def light_on(helper_id: str) -> str:
    helper, at = _of(helper_id)
    with unit_of_work():
        own(helper, at)
        put_on(helper, at + LASTS, at)
    return "done"


def light_off(helper_id: str) -> str:
    helper, at = _of(helper_id)
    with unit_of_work():
        own(helper, at)
        put_out(helper, at)
    return "done"


def came_of(asker_id: str) -> dict[str, Any]:
    """Of all that this one asked: how many wait for somebody, who has one, and how many were taken
    back."""
    asks = list(SentAsk.objects.filter(person=asker_id))
    now = timezone.now()
    waits = [one for one in asks if not one.taken_back_at and not one.claimed_at]
    return {
        "open": len([one for one in waits if now < one.stops_at]),
        "has": [str(one.claimed_by_id) for one in asks if one.claimed_at and not one.taken_back_at],
        "taken back": len([one for one in asks if one.taken_back_at]),
    }


def reads(helper_id: str, received_id: str) -> dict[str, Any]:
    """What the helper's page has of it."""
    helper, at = _of(helper_id)
    with unit_of_work():
        try:
            one = ask_to(helper, UUID(received_id), at)
        except Http404:
            return {"open": False, "mine": False, "said": None}
        return {"open": one.is_open, "mine": one.is_mine, "said": one.answer and str(one.answer)}


def waits_for(helper_id: str) -> int:
    helper, at = _of(helper_id)
    with unit_of_work():
        return len([one for one in asks_to(helper, at) if one.is_open])


def shown_by(helper_id: str) -> int:
    return ShownLight.objects.filter(author=helper_id).count()


def _of(person_id: str) -> tuple[Person, datetime]:
    return Person.objects.get(pk=person_id), timezone.now()


_ALL: tuple[Callable[..., Any], ...] = (
    circle_of_helpers, puts, received, says, takes_back, stops_everything, light_on, light_off,
    came_of, reads, waits_for, shown_by,
)  # fmt: skip
OF_ASKS: dict[str, Callable[..., Any]] = {one.__name__: one for one in _ALL}
