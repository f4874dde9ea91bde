"""What is ana's is not there for others, to the last byte, and nobody else's button moves it."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest

from porchlight.checkins.models import Notice, StepAnswered
from tests.access.table import TABLE
from tests.access.world import World, world
from tests.together.addresses import no_agreements

__all__ = ["world"]

# Paths with something of ana's in them, for the comparison with something that is not there.
OF_ANAS = [
    name
    for name, (path, *_) in TABLE.items()
    if re.search("{(tie|step|notice|visit|passkey|dated|sent_report|received)}", path)
]
OTHERS = ("rosa", "ben", "dana", "cleo", "mo")

# The first is a digest of the page, tokens included.
OF_ONE_REQUEST = {"ETag", "Content-Length"}


def plain(answer: Any, *ids: str) -> tuple[int, list[tuple[str, str]], str]:
    """The whole answer without what differs between any two requests."""
    page = answer.content.decode()
    for one in ids:
        page = page.replace(one, "ID")
    page = re.sub(r'"X-CSRFToken": "[^"]*"', "", page)
    page = re.sub(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"', "", page)
    headers = [header for header in answer.headers.items() if header[0] not in OF_ONE_REQUEST]
    return answer.status_code, sorted(headers), page


def _nothing(world: World, name: str) -> str:
    return world.path(name, tie=str(uuid4()), invitation=str(uuid4()),
                      her_tie=str(uuid4()), note=str(uuid4()), received=str(uuid4()),
                      dated=str(uuid4()), sent_report=str(uuid4()),
                      handed=str(uuid4()), milestone=str(uuid4()),
                      step=str(uuid4()), notice=str(uuid4()),
                      visit=str(uuid4()), passkey="4071", **no_agreements())  # fmt: skip


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("name", OF_ANAS)
def test_what_is_anas_is_not_there_for_anybody_else_to_the_last_byte(world, name, who):
    verbs = [v for v, line in zip(("get", "post"), TABLE[name][1:], strict=True) if "404" in line]
    assert verbs
    client = world.client(who)
    client.get("/help/")
    for verb in verbs:
        hers, nothing = world.path(name), _nothing(world, name)
        answers = [
            plain(getattr(client, verb)(path, {"key": str(uuid4())}), path.split("/")[2])
            for path in (hers, nothing)
        ]
        assert answers[0][0] == 404
        assert answers[0] == answers[1]


def test_nothing_of_anas_was_changed_by_anybody_elses_buttons(world):
    tie, step = world.names["tie"], world.names["step"]
    for who in ("nobody", *OTHERS):
        for name in OF_ANAS:
            world.client(who).post(
                world.path(name),
                {
                    "key": str(uuid4()),
                    "name": "Eve",
                    "near": "outer",
                    "outcome": "happened",
                    "fits": "no",
                },
            )
    ana = world.client("ana")
    assert "Rosa" in ana.get(f"/people/{tie}/").content.decode()
    assert ana.get(f"/people/{tie}/").context["friend"].last_talked is None
    assert not StepAnswered.objects.get(pk=step).outcome
    assert not Notice.objects.get(pk=world.names["notice"]).answer
