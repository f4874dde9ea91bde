"""What the model of `domain/drift/` makes of a person's days, for domain/noticing.py to look at.

The model reads each day once. Days more than a week back can no longer be written, so what it
knew at the end of them stands (`ModelSnapshot`). What it knew at the end of yesterday is kept
beside it and counts only while the open days are as they were (`domain/lately.py`), which is how
an edited day puts itself right. Reading 120 days anew takes some 30 ms, the last eight some 2 ms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np

from porchlight.domain.checkin import DAYS_BACK, Reading
from porchlight.domain.drift import OFTEN, RARELY, SOMETIMES, BadState, Drift, Model, Scale
from porchlight.domain.lately import Lately, mark_of
from porchlight.domain.noticing import (
    KINDS,
    STANDS_DAYS,
    Heard,
    HowOften,
    ModelSnapshot,
    Noticed,
    as_answered,
)
from porchlight.domain.usual import Measure, answer_of, is_excused

A_DAY = timedelta(days=1)

# By the names that the model's prior knows them by.
ITEMS = {
    Measure.LONELY: Scale("lonely", 0, 10),
    Measure.CONTACT: Scale("talked", 0, 2, worse="low"),
    Measure.MOOD: Scale("mood", 1, 5, worse="low"),
    Measure.URGE: Scale("urge", 0, 10),
    Measure.AVOIDED: Scale("avoided", 0, 1),
    Measure.HELD_IN: Scale("held_in", 0, 1),
}
TARGET = "lonely"

# Alerts a month. Whoever wants none can still open the picture, which is then drawn as for most.
A_MONTH = {
    HowOften.RARELY: RARELY,
    HowOften.SOMETIMES: SOMETIMES,
    HowOften.OFTEN: OFTEN,
    HowOften.OFF: SOMETIMES,
}


@dataclass(frozen=True)
class Known:
    """On the way through a person's days: the model's state, and the last alert within the week
    with what it was about (bits of KINDS)."""

    state: np.ndarray
    alert_on: date | None = None
    since: date | None = None
    firing: int = 0


def last_closed_day(today: date) -> date:
    """The last day that can no longer be written or changed."""
    return today - timedelta(days=DAYS_BACK + 1)


def snapshot_at(
    readings: Iterable[Reading],
    through: date,
    noticed: Sequence[Noticed] = (),
    snapshot: ModelSnapshot | None = None,
) -> ModelSnapshot:
    """What the model knows at the end of `through`: from `snapshot` on, or from nothing."""
    model, state = _model(), _start(snapshot)
    for reading in as_answered(readings, noticed):
        if (snapshot is None or reading.day > snapshot.through) and reading.day <= through:
            state = model.update(state, reading.day, _row(reading))
    return ModelSnapshot(through, model.to_bytes(state))


def can_read(snapshot: ModelSnapshot) -> bool:
    """False when it was made by another version of the model: then it is made anew."""
    try:
        _model().from_bytes(snapshot.state)
    except BadState:
        return False
    return True


def hear(
    readings: Iterable[Reading],
    today: date,
    how_often: HowOften = HowOften.SOMETIMES,
    noticed: Sequence[Noticed] = (),
    snapshot: ModelSnapshot | None = None,
    lately: Lately | None = None,
) -> Heard:
    """Read the days after `snapshot`, or all of them, in any order, one reading a day at most. Days
    after `today` are left out. `lately` was kept with `snapshot` (`lately_of`); while the days
    it was made of are as they were, they are not read again."""
    return hear_on(readings, today, how_often, noticed, snapshot, lately)[0]


def hear_on(
    readings: Iterable[Reading],
    today: date,
    how_often: HowOften,
    noticed: Sequence[Noticed],
    snapshot: ModelSnapshot | None,
    lately: Lately | None = None,
) -> tuple[Heard, Known]:
    """As `hear`, with what is known at the end of yesterday."""
    new_readings = _readings_after(snapshot, as_answered(readings, noticed), today)
    known = _known_of(lately, new_readings, how_often, snapshot, today)
    read_through = lately.through if known is not None and lately is not None else date.min
    known = known or Known(_start(snapshot))
    unread = [reading for reading in new_readings if reading.day > read_through]
    earlier = [reading for reading in unread if reading.day < today]
    known_yesterday, before = _onwards(known, earlier, today, how_often)
    of_today = [reading for reading in unread if reading.day == today]
    known_today, drift = _onwards(known_yesterday, of_today, today, how_often)
    is_told = drift is not None
    drift = drift or before or _model().drift(known_today.state, A_MONTH[how_often])
    firing = known_today.firing | _bits(drift.is_firing[0])
    heard = Heard(
        is_learning=bool(drift.is_learning[0]),
        is_raised=bool(drift.is_raised[0]),
        alert_on=known_today.alert_on,
        since=_since(drift.since[0]) or known_today.since,
        shares=tuple(float(share) for share in drift.contributions[0]),
        firing=tuple(kind for place, kind in enumerate(KINDS) if firing >> place & 1),
        p_hard=float(_model().forecast(known_today.state).p_unusual[0]) if is_told else None,
    )
    return heard, known_yesterday


def lately_of(
    known: Known,
    readings: Iterable[Reading],
    today: date,
    how_often: HowOften,
    noticed: Sequence[Noticed],
    snapshot: ModelSnapshot,
) -> Lately:
    """What is known at the end of yesterday, for the next time: good with this `snapshot` alone."""
    new_readings = _readings_after(snapshot, as_answered(readings, noticed), today - A_DAY)
    return Lately(
        through=today - A_DAY,
        made_of=mark_of(snapshot.state, how_often, new_readings),
        state=_model().to_bytes(known.state),
        alert_on=known.alert_on,
        since=known.since,
        firing=known.firing,
    )


@cache
def _model() -> Model:
    return Model([ITEMS[kind] for kind in KINDS], TARGET)


def _start(snapshot: ModelSnapshot | None) -> np.ndarray:
    return _model().start(1) if snapshot is None else _model().from_bytes(snapshot.state)


def _readings_after(
    snapshot: ModelSnapshot | None, readings: Iterable[Reading], until: date
) -> list[Reading]:
    first = date.min if snapshot is None else snapshot.through + A_DAY
    return [reading for reading in readings if first <= reading.day <= until]


def _known_of(
    lately: Lately | None,
    readings: Sequence[Reading],
    how_often: HowOften,
    snapshot: ModelSnapshot | None,
    today: date,
) -> Known | None:
    """None when a day it was made of was changed since, or when it cannot be read."""
    if lately is None or snapshot is None or lately.through >= today:
        return None
    made_of = mark_of(snapshot.state, how_often, [r for r in readings if r.day <= lately.through])
    if made_of != lately.made_of:
        return None
    try:
        state = _model().from_bytes(lately.state)
    except BadState:
        return None
    return Known(state, lately.alert_on, lately.since, lately.firing)


def _onwards(
    known: Known, readings: Iterable[Reading], today: date, how_often: HowOften
) -> tuple[Known, Drift | None]:
    """After these days too, and the drift of the last of them."""
    model, state, drift = _model(), known.state, None
    first_standing = today - timedelta(days=STANDS_DAYS - 1)
    alert_on, since, firing = known.alert_on, known.since, known.firing
    if alert_on is not None and alert_on < first_standing:
        alert_on, since, firing = None, None, 0
    for reading in readings:
        state, drift = model.update(state, reading.day, _row(reading)), None
        if reading.day >= first_standing:
            drift = model.drift(state, A_MONTH[how_often])
            if drift.alert[0]:
                alert_on, since = reading.day, _since(drift.since[0])
                firing = _bits(drift.is_firing[0])
    return Known(state, alert_on, since, firing), drift


def _bits(is_firing: np.ndarray) -> int:
    """One bit a kind, the first of KINDS the lowest."""
    return sum(1 << place for place, fires in enumerate(is_firing.tolist()) if fires)


def _since(ordinal: int) -> date | None:
    return date.fromordinal(int(ordinal)) if ordinal > 0 else None


def _row(reading: Reading) -> np.ndarray:
    """[1, n_items]; NaN for a blank, and for what solitude that was wanted excuses."""
    answers = [None if is_excused(kind, reading) else answer_of(kind, reading) for kind in KINDS]
    return np.array([[np.nan if answer is None else answer for answer in answers]])
