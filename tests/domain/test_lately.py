"""What is kept of the last day: what is heard through it is what is heard without, to the bit."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from porchlight.domain.checkin import Talk
from porchlight.domain.hearing import hear_on, last_closed_day, lately_of, snapshot_at
from porchlight.domain.lately import Lately, mark_of
from porchlight.domain.noticing import Fits, HowOften, Noticed, NoticeKind
from tests.domain.days import LONELY, STEADY, TODAY, WORST, back, days_of
from tests.domain.test_noticing_anything import answers, some_days

SOMETIMES = HowOften.SOMETIMES


def known_of(heard):
    """Of the numbers too: an array is equal to another by its bytes."""
    told, known = heard
    return told, replace(known, state=known.state.tobytes())


def held_on(readings, today, how_often=SOMETIMES, noticed=()):
    """What a check-in on `today` keeps, made from all days."""
    until = [reading for reading in readings if reading.day <= today]
    _, known = hear_on(until, today, how_often, noticed, None)
    kept = snapshot_at(until, last_closed_day(today), noticed)
    return kept, lately_of(known, until, today, how_often, noticed, kept)


changes = st.lists(
    st.tuples(st.integers(0, 12), st.none() | answers), max_size=3
)  # so many days back, and the day as it is told then; None takes it away


@settings(max_examples=60)
@given(some_days, st.integers(0, 12), changes, st.sampled_from(list(HowOften)), st.booleans())
def test_with_it_and_without_it_the_same_is_heard(days, ago, changed, how_often, is_wanted):
    """Whatever was told before, whatever changed since, and however long ago it was kept."""
    readings = days_of(*days)
    kept, lately = held_on(readings, back(ago), how_often)
    by_day = {reading.day: reading for reading in readings}
    for days_back, told in changed:
        day = back(days_back)
        by_day.pop(day, None)
        if told is not None and day > kept.through:  # closed days do not change
            by_day[day] = days_of(told, ending=day)[0]
        elif day <= kept.through:
            by_day.update({r.day: r for r in readings if r.day == day})
    now = list(by_day.values())
    noticed = (
        (Noticed(NoticeKind.DRIFT, back(1), back(3), Fits.WANTED, back(1)),) if is_wanted else ()
    )
    with_it = hear_on(now, TODAY, how_often, noticed, kept, lately)
    assert known_of(with_it) == known_of(hear_on(now, TODAY, how_often, noticed, kept))
    other = hear_on(now, TODAY, HowOften.RARELY, noticed, kept, lately)
    assert known_of(other) == known_of(hear_on(now, TODAY, HowOften.RARELY, noticed, kept))


def test_day_after_day_it_is_the_same_as_beginning_anew():
    readings = days_of(*STEADY, *[LONELY] * 4, *STEADY[:3], *[WORST] * 9)
    kept = lately = None
    alerts = 0
    for at, reading in enumerate(readings):
        so_far, today = readings[: at + 1], reading.day
        heard = hear_on(so_far, today, SOMETIMES, (), kept, lately)
        anew, _ = hear_on(so_far, today, SOMETIMES, (), None)
        assert heard[0] == anew
        kept = snapshot_at(so_far, last_closed_day(today), (), kept)
        lately = lately_of(heard[1], so_far, today, SOMETIMES, (), kept)
        assert lately == held_on(readings, today)[1]
        alerts += anew.alert_on is not None
    assert alerts > 0  # else nothing was seen of what is carried along with an alert


def test_what_was_known_of_an_unchanged_day_is_believed():
    """The control of the tests above: a state from elsewhere shows, so it is in use at all."""
    readings = days_of(*STEADY, *[WORST] * 6)
    kept, lately = held_on(readings, TODAY)
    other = held_on(days_of(*STEADY, *STEADY[:6]), TODAY)[1]
    plain = hear_on(readings, TODAY, SOMETIMES, (), kept)[0]
    assert hear_on(readings, TODAY, SOMETIMES, (), kept, lately)[0] == plain
    mixed_up = replace(lately, state=other.state)
    assert hear_on(readings, TODAY, SOMETIMES, (), kept, mixed_up)[0] != plain


def test_another_day_another_choice_or_another_past_is_another_mark():
    one, two = days_of(STEADY[0], STEADY[1])
    mark = mark_of(b"closed", "often", [one, two])
    others = [
        mark_of(b"close", "often", [one, two]),
        mark_of(b"closed", "rarely", [one, two]),
        mark_of(b"closed", "often", [one]),
        mark_of(b"closed", "often", [one, replace(two, talked_with=1)]),
        mark_of(b"closed", "often", [one, replace(two, talk=Talk.BRIEF)]),
        mark_of(b"closed", "often", [one, replace(two, day=two.day + timedelta(days=1))]),
    ]
    assert len({mark, *others}) == 1 + len(others)
    assert mark == mark_of(b"closed", "often", [one, two])


def test_it_is_of_one_size_and_comes_back_as_it_was():
    sizes = set()
    for days in ([], STEADY, [*STEADY, *[WORST] * 9]):
        _, lately = held_on(days_of(*days), TODAY)
        sizes.add(len(lately.to_bytes()))
        assert Lately.from_bytes(lately.to_bytes()) == lately
    assert len(sizes) == 1
    assert any(held_on(days_of(*STEADY, *[WORST] * n), TODAY)[1].alert_on for n in range(3, 12))


def test_what_cannot_be_read_is_as_if_it_were_not_there():
    readings = days_of(*STEADY)
    kept, lately = held_on(readings, TODAY)
    plain = hear_on(readings, TODAY, SOMETIMES, (), kept)[0]
    assert Lately.from_bytes(b"") is None
    assert Lately.from_bytes(b"PLdr") is None
    assert Lately.from_bytes(bytes(200)) is None
    for state in (b"x", lately.state[:-1], b"PLdr\x01\x00" + lately.state[6:]):
        broken = replace(lately, state=state)
        assert hear_on(readings, TODAY, SOMETIMES, (), kept, broken)[0] == plain
    ahead = replace(lately, through=date(2026, 4, 1))  # of a zone where it is tomorrow already
    assert hear_on(readings, TODAY, SOMETIMES, (), kept, ahead)[0] == plain
