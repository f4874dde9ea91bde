"""Two devices of one person, or both of two people, in one moment: it comes out as if one had been
first, nothing fails, and nothing that was ended can be read. On the real server, with its own
processes, on SQLite or, with DATABASE_URL, on PostgreSQL.

More rounds: PORCHLIGHT_ROUNDS=50 script/test -n 0 tests/together/test_two_at_once.py
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest

from tests.at_once.site import Site, all_at_once, running_site
from tests.server import Answer, Visitor

pytestmark = [pytest.mark.server, pytest.mark.thorough]

ROUNDS = int(os.environ.get("PORCHLIGHT_ROUNDS", "6"))
SHARES = {"since": "before", "days": "30"}
OUTCOMES = ("kept", "not_this_time")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with running_site(tmp_path_factory.mktemp("two")) as running:
        yield running


@dataclass
class Side:
    """One of two people: their tie to the other, words that are only theirs, and two devices."""

    id: str
    tie: str
    secret: str
    devices: list[Visitor]

    def post(self, path: str, device: int = 0, **fields: str) -> Callable[[], Answer]:
        """Something that they do when it is called; `path` is below that of their tie."""
        form = {"key": str(uuid4()), **fields}
        return lambda: self.devices[device].post(f"/people/{self.tie}/{path}", form)

    def reads(self) -> dict[str, str]:
        """By address, every page on which something of the other could stand."""
        paths = [f"/people/{self.tie}/{page}" for page in ("", "notes/", "together/", "sharing/")]
        answers = {path: self.devices[0].get(path) for path in [*paths, "/home/", "/today/"]}
        failed = {path for path, answer in answers.items() if answer.status >= 500}
        assert not failed
        return {path: answer.text for path, answer in answers.items()}


@dataclass
class Two:
    site: Site
    one: Side
    other: Side

    @property
    def both(self) -> tuple[tuple[Side, Side], tuple[Side, Side]]:
        return (self.one, self.other), (self.other, self.one)

    def share_both_ways(self) -> None:
        self.site.inside("share", [[who.id, to.id] for who, to in self.both])

    def now(self) -> tuple[dict[str, object], dict[str, object]]:
        told = self.site.inside("of_pairs", [[self.one.id, self.other.id]])[0]
        return told["one"], told["other"]

    def put(self, kind: str) -> str:
        """The one puts it to the other."""
        return str(self.site.inside("put_to_other", self.one.id, self.one.tie, kind))

    def answers(self, agreement_id: str) -> dict[str, object]:
        return dict(self.site.inside("answers_of", agreement_id))


@pytest.fixture
def twos(site) -> Iterator[Two]:
    """Two people after two, who have each other in their circles, one pair for each round."""

    def side_of(made: dict[str, object]) -> Side:
        devices = [site.browser(visit) for visit in made.pop("visits")]
        return Side(**made, devices=devices)

    def made() -> Iterator[Two]:
        for _ in range(ROUNDS):
            pair = site.inside("pair")
            yield Two(site, side_of(pair["one"]), side_of(pair["other"]))

    return made()


def at_once(*deeds: Callable[[], Answer]) -> list[int]:
    """The status of each answer; a fault of the site is none that may come out."""
    answers = all_at_once(deeds)
    for answer in answers:
        assert answer.status < 500, answer.text
    return [answer.status for answer in answers]


def nothing_is_read(two: Two) -> None:
    for reader, owner in two.both:
        found = [path for path, page in reader.reads().items() if owner.secret in page]
        assert not found
    assert [side["sees"] for side in two.now()] == [[], []]


def test_what_is_shared_is_read(twos):
    """The control of all that follows: before anybody ends it, these pages show it."""
    two = next(twos)
    two.share_both_ways()
    for reader, owner in two.both:
        assert [path for path, page in reader.reads().items() if owner.secret in page]
    assert [side["sees"] for side in two.now()] == [[two.other.secret], [two.one.secret]]


@pytest.mark.parametrize("how", ["", "for_good", "take_back"])
def test_both_end_it(twos, how):
    for two in twos:
        two.share_both_ways()
        ends = [side.post("end/", **({how: "on"} if how else {})) for side, _ in two.both]
        assert at_once(*ends) == [303, 303]
        assert [(side["is_open"], side["gives"]) for side in two.now()] == [(False, 0)] * 2
        nothing_is_read(two)


def test_both_begin_to_share(twos):
    for two in twos:
        gives = [side.post("sharing/milestones/", **SHARES) for side, _ in two.both]
        assert at_once(*gives) == [303, 303]
        assert [side["sees"] for side in two.now()] == [[two.other.secret], [two.one.secret]]


def test_both_write(twos):
    for two in twos:
        for number in range(4):
            writes = [side.post("notes/", words=f"{number} of {side.id}") for side, _ in two.both]
            assert at_once(*writes) == [303, 303]
        for side, _ in two.both:
            page = side.reads()[f"/people/{side.tie}/notes/"]
            written = [f"{n} of {author.id}" for n in range(4) for author in (two.one, two.other)]
            assert [words for words in written if words not in page] == []


@pytest.mark.parametrize("how", ["", "for_good"])
def test_one_gives_while_the_other_ends_it(twos, how):
    for two in twos:
        statuses = at_once(
            two.one.post("sharing/milestones/", **SHARES),
            two.one.post("hand-over/", device=1, words=two.one.secret),
            two.other.post("end/", **({how: "on"} if how else {})),
        )
        assert statuses == [303, 303, 303], "whoever gives is not told"
        mine, theirs = two.now()
        assert (mine["is_open"], theirs["is_open"], theirs["gives"]) == (True, False, 0)
        nothing_is_read(two)


@pytest.mark.parametrize("ends", ["end/", "remove/"])
def test_one_device_gives_while_another_of_the_same_person_ends_it(twos, ends):
    for two in twos:
        gave, ended = at_once(
            two.one.post("sharing/milestones/", **SHARES), two.one.post(ends, device=1)
        )
        assert (gave in (303, 404, 422), ended) == (True, 303)
        mine, _theirs = two.now()
        assert (mine["is_open"], mine["gives"]) == (False, 0)
        nothing_is_read(two)


def test_two_devices_of_one_person_share_the_same(twos):
    for two in twos:
        gives = [two.one.post("sharing/milestones/", device=at, **SHARES) for at in (0, 1)]
        assert at_once(*gives) == [303, 303]
        assert two.now()[0]["gives"] == 1


@pytest.mark.parametrize("kind", ["plan", "times"])
@pytest.mark.parametrize("second", ["no", "another_time"])
def test_two_devices_of_one_person_answer(twos, kind, second):
    """One of the answers stands, and both see that one; a no is for the reader alone."""
    for two in twos:
        asked = two.put(kind)
        path = f"together/{asked}/answer/"
        yes, or_else = (
            two.other.post(path, device=at, answer=said) for at, said in enumerate(("yes", second))
        )
        assert at_once(yes, or_else) == [303, 303]
        told = two.answers(asked)
        if second == "no":
            legal = [("yes", "yes")]  # a yes that was sent is not taken back, and may follow a no
        else:
            legal = [("yes", "yes"), ("another_time", "another_time")]
        assert (told["reader"], told["maker"]) in legal
        agreed = int(kind == "times" and told["reader"] == "yes")
        assert told["times"] == [agreed, agreed]


@pytest.mark.parametrize("kind", ["plan", "times"])
@pytest.mark.parametrize("who", ["maker", "reader"])
def test_an_answer_while_it_is_let_go(twos, kind, who):
    for two in twos:
        asked = two.put(kind)
        lets_go = two.one if who == "maker" else two.other
        answered, gone = at_once(
            two.other.post(f"together/{asked}/answer/", answer="yes"),
            lets_go.post(f"together/{asked}/let-go/", device=1),
        )
        assert (answered in (303, 404), gone) == (True, 303)
        told = two.answers(asked)
        assert told["reader"] is None
        assert told["maker"] in ((None,) if who == "maker" else ("", "yes"))


def test_two_devices_say_how_a_promise_went(twos):
    for two in twos:
        asked = two.put("promise")
        path = f"promises/{asked}/outcome/"
        says = [two.one.post(path, device=at, outcome=said) for at, said in enumerate(OUTCOMES)]
        assert at_once(*says) == [303, 303]
        told = two.answers(asked)
        assert told["outcomes"] in [[said, said] for said in OUTCOMES]


def test_how_a_promise_went_while_it_is_let_go(twos):
    for two in twos:
        asked = two.put("promise")
        said, gone = at_once(
            two.one.post(f"promises/{asked}/outcome/", outcome=OUTCOMES[0]),
            two.one.post(f"together/{asked}/let-go/", device=1),
        )
        assert (said in (303, 404), gone) == (True, 303)
        assert two.answers(asked)["outcomes"] == [None, None]


def test_a_note_while_the_other_ends_it(twos):
    for two in twos:
        at_once(
            two.one.post("notes/", words=two.one.secret),
            two.other.post("end/", for_good="on", take_back="on"),
        )
        nothing_is_read(two)
