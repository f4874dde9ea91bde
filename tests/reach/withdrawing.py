"""Lights and asks in the two worlds of `tests/together/covert.py`: what Ana does of them, what she
does in their place, and what Rosa is shown. `two` is a `Two` of that module."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404

from porchlight.circles.access import own, rows
from porchlight.circles.models import Tie
from porchlight.domain.ask import HelperAnswer, Picked, put
from porchlight.domain.light import Askable, Light, LightHours
from porchlight.people.local.units import unit_of_work
from porchlight.people.models import Person
from porchlight.postgresql.owners import every_row
from porchlight.reach.asks.actions import answer_ask, put_ask, take_back_all
from porchlight.reach.asks.queries import ask_to, asks_to, decision_on_ask, helpers_of, own_ask
from porchlight.reach.lights.actions import set_light, show_to_nobody
from porchlight.reach.lights.queries import own_light
from porchlight.reach.models import ReceivedAsk, SentAsk
from tests.make import make_person
from tests.together.tied import tied


def dark(two: Any, at: datetime) -> None:
    """Ana's light goes out for good, and what she asked is taken back."""
    show_to_nobody(two.ana, at)
    take_back_all(two.ana, at)


def shine_and_ask(two: Any, at: datetime) -> None:
    """Just before Ana withdraws each shows a light to the other, and has asked the other."""
    shines(two, at)
    set_light(two.rosa, Light(two.rosa.zone, askable=Askable.ANY_TIME), [two.rosas.pk])
    asks(two.ana, two.anas, at)
    asks(two.rosa, two.rosas, at)


def asks(person: Person, tie: Tie, at: datetime) -> None:
    light = Light(person.zone, askable=Askable.ANY_TIME)
    put_ask(person, put("Call me?", [Picked(tie.pk, light)], at), "", {tie.pk: tie.account_id})


def shines(two: Any, at: datetime, *more: Tie) -> None:
    """To Rosa and whoever is behind these ties: on most evenings, and for asks at any time."""
    hours = tuple(LightHours(day, time(19), time(22)) for day in range(5))
    light = Light(two.ana.zone, at + timedelta(hours=3), None, hours, askable=Askable.ANY_TIME)
    set_light(two.ana, light, [tie.pk for tie in (two.anas, *more)])


def answers(two: Any, answer: HelperAnswer, at: datetime) -> None:
    with unit_of_work():
        for one in asks_to(two.ana, at):
            theirs = decision_on_ask(two.ana, one.received_id, at)
            answer_ask(two.ana, one.received_id, answer, at, theirs)


@every_row()
def _asked(two: Any, at: datetime) -> list[UUID]:
    """Everything that ever reached Rosa, whose addresses she may still have."""
    found = ReceivedAsk.objects.filter(reader=two.rosa, is_there=True, due_at__lte=at)
    return list(found.order_by("due_at", "pk").values_list("pk", flat=True))


def _what_was_asked(two: Any, received_id: UUID, at: datetime) -> object:
    try:
        return ask_to(two.rosa, received_id, at)
    except Http404:
        return 404


ACTS: dict[str, Callable[[Any, datetime], object]] = {
    "passes on what Rosa asked": lambda two, at: answers(two, HelperAnswer.NOT_NOW, at),
    "shows her light to somebody else": lambda two, at: shines(
        two, at, tied(two.ana, make_person("Somebody else"))
    ),
    "hides her light from Rosa": lambda two, at: set_light(
        two.ana, own_light(two.ana, own(two.ana, at)).light, []
    ),
}
INSTEAD: dict[str, Callable[[Any, datetime], object]] = {
    "hides her light from Rosa": lambda two, at: show_to_nobody(two.ana, at),
}


def _newest_ask(person: Any, at: datetime) -> Any:
    decision = own(person, at)
    newest = rows(SentAsk, decision).order_by("-asked_at").first()
    return newest and own_ask(person, newest.pk, at)


# What Rosa is shown of lights and asks, as its pages are given it.
READS: dict[str, Callable[[Any, datetime], object]] = {
    "helpers": lambda two, at: helpers_of(two.rosa, own(two.rosa, at), at),
    "own ask": lambda two, at: _newest_ask(two.rosa, at),
    "asks": lambda two, at: asks_to(two.rosa, at),
    "what was asked": lambda two, at: [_what_was_asked(two, one, at) for one in _asked(two, at)],
}
