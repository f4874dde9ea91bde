"""Two helpers, or two devices of one person, in one moment: it comes out as if one had been first,
and nothing fails. Each acts in a process of its own on the data of a running site, on SQLite or,
with DATABASE_URL, on PostgreSQL.

More rounds: PORCHLIGHT_ROUNDS=50 script/test -n 0 tests/reach/test_asks_at_once.py
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest

from tests.at_once.site import Site, all_at_once, process_beside, running_site

pytestmark = [pytest.mark.server, pytest.mark.thorough]

ROUNDS = int(os.environ.get("PORCHLIGHT_ROUNDS", "6"))
DEVICES = 4
DONE, TOO_LATE = "done", "no longer needed"


@pytest.fixture(scope="module")
def devices(tmp_path_factory) -> Iterator[list[Site]]:
    with ExitStack() as stack:
        site = stack.enter_context(running_site(tmp_path_factory.mktemp("asks")))
        more = [stack.enter_context(process_beside(site.server)) for _ in range(DEVICES - 1)]
        yield [site, *(Site(site.server, beside) for beside in more)]


@dataclass
class Circle:
    """Those who ask and their helpers, and the devices on which they do."""

    devices: list[Site]
    askers: list[str]
    helpers: list[str]

    def now(self, function: str, *given: Any) -> Any:
        return self.devices[0].inside(function, *given)

    def at_once(self, *deeds: tuple[Any, ...]) -> list[str]:
        """What comes of each, on a device of its own."""
        return all_at_once(
            [
                lambda device=device, deed=deed: device.inside(*deed)
                for device, deed in zip(self.devices, deeds, strict=False)
            ]
        )

    def puts(self, n_asker: int = 0) -> dict[str, str]:
        """By helper, what reached them."""
        return dict(self.now("received", self.now("puts", self.askers[n_asker])))


@pytest.fixture
def circles(devices):
    """One after the other, one for each round."""

    def made(n_askers: int = 1, n_helpers: int = 2, limit: int = 3) -> Iterator[Circle]:
        for _ in range(ROUNDS):
            yield Circle(
                devices, **devices[0].inside("circle_of_helpers", n_askers, n_helpers, limit)
            )

    return made


def test_two_helpers_are_here_at_once(circles):
    for circle in circles():
        got = circle.puts()
        came = circle.at_once(*(("says", one, got[one], "here") for one in circle.helpers))
        assert sorted(came) == [DONE, TOO_LATE]
        (first, other) = sorted(circle.helpers, key=lambda one: came[circle.helpers.index(one)])
        assert circle.now("came_of", circle.askers[0]) == {
            "open": 0, "has": [first], "taken back": 0
        }  # fmt: skip
        assert circle.now("reads", first, got[first]) == {
            "open": False, "mine": True, "said": "here"
        }  # fmt: skip
        assert circle.now("reads", other, got[other]) == {
            "open": False, "mine": False, "said": None
        }  # fmt: skip


def test_one_is_here_while_it_is_taken_back(circles):
    for circle in circles():
        asker, helper = circle.askers[0], circle.helpers[0]
        ask = circle.now("puts", asker)
        got = circle.now("received", ask)[helper]
        said, taken = circle.at_once(("says", helper, got, "here"), ("takes_back", asker, ask))
        assert (said in (DONE, TOO_LATE), taken) == (True, DONE)
        assert circle.now("came_of", asker) == {"open": 0, "has": [], "taken back": 1}
        read = circle.now("reads", helper, got)
        assert (read["open"], read["mine"]) == (False, False)


@pytest.mark.parametrize("second", ["here", "not_now", "later"])
def test_two_devices_of_one_helper_answer(circles, second):
    for circle in circles():
        helper = circle.helpers[0]
        got = circle.puts()[helper]
        came = circle.at_once(("says", helper, got, "here"), ("says", helper, got, second))
        read, of_ask = circle.now("reads", helper, got), circle.now("came_of", circle.askers[0])
        if read["said"] == "here":
            assert came[0] == DONE
            assert (came[1] == DONE) is (second == "here" or came[1] == DONE)
            assert (read["mine"], of_ask["has"]) == (True, [helper])
        else:
            assert (second, came) == ("not_now", [TOO_LATE, DONE])
            assert (read["said"], of_ask["has"], of_ask["open"]) == ("not_now", [], 1)


def test_nobody_takes_two_whose_limit_is_one(circles):
    for circle in circles(n_askers=2, n_helpers=1, limit=1):
        (helper,) = circle.helpers
        got = [circle.puts(n)[helper] for n in range(2)]
        came = circle.at_once(*(("says", helper, one, "here") for one in got))
        assert sorted(came) == [DONE, TOO_LATE]
        has = [circle.now("came_of", asker)["has"] for asker in circle.askers]
        assert sorted(has) == [[], [helper]]
        assert circle.now("waits_for", helper) == 0


def test_two_tabs_put_an_ask(circles):
    for circle in circles():
        (asker,) = circle.askers
        circle.at_once(*[("puts", asker)] * DEVICES)
        assert circle.now("came_of", asker)["open"] == 1
        assert [circle.now("waits_for", one) for one in circle.helpers] == [1, 1]


def test_who_cannot_get_through_while_something_newer_is_put(circles):
    for circle in circles():
        (asker,), helper = circle.askers, circle.helpers[0]
        got = circle.puts()[helper]
        assert circle.now("says", helper, got, "here") == DONE
        circle.at_once(("says", helper, got, "not_reached"), ("puts", asker))
        assert circle.now("came_of", asker)["open"] == 1


def test_a_light_that_is_put_on_while_everything_is_stopped(circles):
    """As if one had been first: it is there for both, or for nobody."""
    for circle in circles(n_askers=2, n_helpers=1):
        (helper,) = circle.helpers
        came = circle.at_once(
            ("light_on", helper), ("stops_everything", helper), ("light_off", helper)
        )
        assert came == [DONE] * 3
        assert circle.now("shown_by", helper) in (0, 2)
        assert circle.now("stops_everything", helper) == DONE
        assert circle.now("shown_by", helper) == 0


def test_everything_in_one_moment_waits_for_nobody_for_ever(circles):
    """Each side does what touches the rows of the other."""
    for circle in circles(n_askers=2, n_helpers=2):
        first, second = circle.askers
        got = [circle.puts(n) for n in range(2)]
        one, other = circle.helpers
        circle.at_once(
            ("says", one, got[0][one], "here"),
            ("says", other, got[0][other], "here"),
            ("stops_everything", first),
            ("puts", first),
        )
        circle.at_once(
            ("says", one, got[1][one], "here"),
            ("says", one, got[1][one], "not_reached"),
            ("stops_everything", one),
            ("puts", second),
        )
        came = [circle.now("came_of", asker) for asker in (first, second)]
        assert all(of_ask["open"] + len(of_ask["has"]) <= 1 for of_ask in came)
