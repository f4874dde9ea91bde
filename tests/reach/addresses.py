"""The rows of tests/access/table.py for asks: ana put one to dana, and dana put one to ana."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from porchlight.circles.access import own
from porchlight.domain.ask import put
from porchlight.reach.asks import actions
from porchlight.reach.asks.queries import asks_to, helpers_of
from porchlight.reach.lights.actions import put_on
from porchlight.reach.lights.queries import accounts_of
from tests.make import NOW

IN = "302 200 200 200 200"
HER = "302 200 404 404 404"
NO = "405 405 405 405 405"
UP = "307 307 307 307 307"
HER_FORM = "302 303 404 404 404"

OF_ASKS = {
    "ask-new": ("/porch/ask/", IN, "302 422 422 422 422"),
    "ask": ("/porch/ask/{ask}/", HER, NO),
    "ask-keep": ("/porch/ask/{ask}/keep/", UP, HER_FORM),
    "ask-outcome": ("/porch/ask/{ask}/outcome/", UP, HER_FORM),
    "ask-take-back": ("/porch/ask/{ask}/take-back/", UP, HER_FORM),
    "asks-waiting": ("/porch/asked/", IN, NO),
    "asked": ("/porch/asked/{asked_of_her}/", HER, NO),
    "asked-answer": ("/porch/asked/{asked_of_her}/answer/", UP, HER_FORM),
}


def asks_of(ana: Any, dana: Any) -> dict[str, str]:
    """What the paths name, by the names in them. Each has the other in their circle."""
    for helper in (ana, dana):
        put_on(helper, NOW + timedelta(hours=2), NOW)
    sent = {}
    for person in (ana, dana):
        decision = own(person, NOW)
        ask = put("mine", [one.picked for one in helpers_of(person, decision, NOW)], NOW)
        sent[person] = actions.put_ask(person, ask, "", accounts_of(decision))
    (received,) = asks_to(ana, NOW)
    return {"ask": str(sent[ana].pk), "asked_of_her": str(received.received_id)}
