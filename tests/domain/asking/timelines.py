"""What may come of an ask, as timelines that are drawn by chance, and what must hold on each.

A timeline is plain data: whom the person picked, and then, step by step, how much later who does
what. `promises_broken` plays it on the machine in `domain/ask.py` and names each promise that does
not hold; what the asker and a helper see at a moment is `seen_by_asker` and `seen_by_helper`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from hypothesis import strategies as st

from porchlight.domain import ask as machine
from porchlight.domain.ask import Ask, AskState, HelperAnswer, NoLongerNeeded, Picked
from porchlight.domain.light import Askable, Light

AT = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ZONE = "America/Chicago"
TAKE_BACK, KEEP_OPEN, LOOK = "take back", "keep open", "look"
ANSWERS = [str(answer) for answer in HelperAnswer]
# Nobody can be let go more often than there are people, and each time it is over so long after.
ENDS_WITHIN = (machine.MOST_ASKED + 1) * (2 * machine.STOPS_AFTER + machine.LET_GO_WITHIN)

ON = Light(ZONE, until=AT + timedelta(hours=2))
LIGHTS: dict[str, Light | None] = {
    "on": ON,
    "on for a minute": Light(ZONE, until=AT + MINUTE),
    "by day": Light(ZONE, askable=Askable.BY_DAY),
    "at any time": Light(ZONE, askable=Askable.ANY_TIME),
    "rests for a minute": Light(ZONE, rests_until=AT + MINUTE, askable=Askable.ANY_TIME),
    "put out": ON.put_out(AT),
    "off": Light(ZONE),
    "none": None,
}


@dataclass(frozen=True)
class Deed:
    """`seconds` after the one before, `who` (the number of a pick) says `what`; what the asker does
    has no number that counts."""

    seconds: int
    who: int
    what: str


@dataclass(frozen=True)
class Timeline:
    """`lights` are those of the picks, in order."""

    lights: tuple[str, ...]
    deeds: tuple[Deed, ...]

    @property
    def picked(self) -> list[Picked]:
        return [Picked(tie(n), LIGHTS[name]) for n, name in enumerate(self.lights)]

    def moments(self) -> Iterator[tuple[datetime, Deed]]:
        at = AT
        for deed in self.deeds:
            at += timedelta(seconds=deed.seconds)
            yield at, deed


def tie(number: int) -> UUID:
    return UUID(int=number + 1)


_deeds = st.builds(
    Deed,
    st.sampled_from([0, 1, 29, 60, 119, 120, 121, 180, 599, 600, 1800, 40_000]),
    st.integers(0, 9),
    st.sampled_from([*ANSWERS, *ANSWERS, "here", LOOK, KEEP_OPEN, TAKE_BACK]),
)
timelines = st.builds(
    Timeline,
    st.lists(st.sampled_from(list(LIGHTS)), max_size=10).map(tuple),
    st.lists(_deeds, max_size=14).map(tuple),
)


def drawn(number: int, lights: tuple[str, ...], deeds: int = 9) -> Timeline:
    """One by its number, for what cannot be tried as often: most of its deeds come to something."""
    dice = Random(number)
    whats = [*ANSWERS, "here", "not_reached", LOOK, LOOK, KEEP_OPEN, TAKE_BACK]
    made = [
        Deed(dice.choice([1, 40, 70, 120, 200, 400]), dice.randrange(len(lights)), what)
        for what in dice.choices(whats, weights=[4, 2, 2, 2, 1, 3, 3, 2, 1, 1, 1], k=deeds)
    ]
    return Timeline(lights, tuple(made))


def done(ask: Ask, deed: Deed, at: datetime) -> Ask:
    """Raises NoLongerNeeded as the machine does."""
    if deed.what == TAKE_BACK:
        return ask.take_back(at)
    if deed.what == KEEP_OPEN:
        return ask.keep_open(at + timedelta(hours=8), at)
    if deed.what == LOOK:
        return ask
    return ask.answer(tie(deed.who), HelperAnswer(deed.what), at)


def seen_by_asker(ask: Ask, at: datetime) -> dict[str, object]:
    return {
        "state": ask.state(at),
        "here": ask.here and ask.here.tie_id,
        "since": ask.here and ask.here.answered_at,
        "told": {(one.tie_id, one.answer) for one in ask.asked},
        "later": {one.tie_id for one in ask.with_answer(HelperAnswer.LATER)},
        "not reached": {one.tie_id for one in ask.with_answer(HelperAnswer.NOT_REACHED)},
        "reached": {one.tie_id for one in ask.reached(at)},
        "to come": {one.tie_id for one in ask.to_come(at)},
        "lines": ask.lines_have_risen(at),
    }


def seen_by_helper(ask: Ask, tie_id: UUID, at: datetime) -> tuple[bool, bool, object] | None:
    """Whether it waits for them, whether they have it, and what they said; None before it reached
    them."""
    one = next((each for each in ask.asked if each.tie_id == tie_id), None)
    if one is None or at < one.due_at:
        return None
    is_mine = one.said is HelperAnswer.HERE and ask.times.taken_back_at is None
    return ask.times.is_open_to(one, at), is_mine, one.said


def promises_broken(timeline: Timeline) -> set[str]:
    """Those that do not hold at some moment of it."""
    ask, at = machine.put("Can you call me?", timeline.picked, AT), AT
    broken = {name for name, holds in _at_the_start(ask, timeline).items() if not holds}
    kept_until = AT
    for at, deed in timeline.moments():
        before, is_refused = ask, False
        try:
            ask = done(ask, deed, at)
        except NoLongerNeeded:
            is_refused = True
        if deed.what == KEEP_OPEN and not is_refused:
            kept_until = max(kept_until, at + timedelta(hours=8))
        holds = {
            **_of_one_deed(before, ask, deed, at, is_refused=is_refused),
            **_at_any_moment(ask, at),
        }
        broken |= {name for name, is_so in holds.items() if not is_so}
    later = max(at, kept_until) + ENDS_WITHIN
    if ask.state(later) is AskState.OPEN or ask.to_come(later):
        broken.add("it ends")
    if not ask.lines_have_risen(later) and ask.here is None:
        broken.add("it ends at a person or at the lines")
    return broken


def _at_the_start(ask: Ask, timeline: Timeline) -> dict[str, bool]:
    asked = [one.tie_id for one in ask.asked]
    first = [one for one in ask.asked if one.due_at == AT]
    may = {one.tie_id: one for one in timeline.picked}
    return {
        "only who was picked is asked": set(asked) <= may.keys(),
        "nobody is asked twice": len(asked) == len(set(asked)),
        "few are asked at a time": len(first) <= 3 and len(asked) <= 8,
        "nobody is asked when they may not be": all(
            one.tie_id in may and may[one.tie_id].may_be_asked(one.due_at) for one in ask.asked
        ),
        "nobody is asked late": all(one.due_at - AT <= 2 * MINUTE for one in ask.asked),
    }


def _of_one_deed(
    before: Ask, ask: Ask, deed: Deed, at: datetime, *, is_refused: bool
) -> dict[str, bool]:
    def once_reached(tie_id: UUID) -> bool:
        return any(one.tie_id == tie_id and one.due_at <= at for one in before.asked)

    is_answer = deed.what in ANSWERS
    was_taken_back = before.state(at) is AskState.TAKEN_BACK
    is_pass = deed.what == HelperAnswer.NOT_NOW
    return {
        "nobody comes to it later": [one.tie_id for one in before.asked]
        == [one.tie_id for one in ask.asked],
        "nobody is asked again": all(
            new.due_at == old.due_at or at == new.due_at < old.due_at
            for old, new in zip(before.asked, ask.asked, strict=False)
        ),
        "only who was reached answers": not is_answer or is_refused or once_reached(tie(deed.who)),
        "a pass is not told": not is_pass or seen_by_asker(before, at) == seen_by_asker(ask, at),
        "nothing comes after a take-back": not was_taken_back
        or (ask == before and not ask.to_come(at)),
        "a take-back is one": deed.what != TAKE_BACK
        or ask.state(at) in (AskState.TAKEN_BACK, AskState.ENDED),
        "what somebody has is not taken from them": before.here is None
        or _who(ask) == _who(before)
        or (is_answer and deed.what == HelperAnswer.NOT_REACHED),
        "talked is said by who was here": deed.what != HelperAnswer.TALKED
        or is_refused
        or _who(before) == tie(deed.who),
    }


def _who(ask: Ask) -> UUID | None:
    return ask.here.tie_id if ask.here else None


def _at_any_moment(ask: Ask, at: datetime) -> dict[str, bool]:
    there, state = (HelperAnswer.HERE, HelperAnswer.TALKED), ask.state(at)
    here = [one for answer in there for one in ask.with_answer(answer)]
    is_open_to = [one for one in ask.asked if ask.times.is_open_to(one, at)]
    return {
        "one person has it": len(here) <= 1,
        "it is answered when somebody is here": (state is AskState.ANSWERED)
        == (bool(here) and ask.times.taken_back_at is None),
        "it waits for nobody once it is over": state is AskState.OPEN or not is_open_to,
        "the lines rise": bool(here) or at < AT + 3 * MINUTE or ask.lines_have_risen(at),
        "reached and to come are two": not set(ask.reached(at)) & set(ask.to_come(at)),
    }
