"""What is remembered of a person: fixed in size however long they tell, and nothing but numbers.

A state is a structured array, one row a person. Work is done on its columns: `StateColumns` has
each number as a row [n_people], or [n_items, n_people].
"""

from __future__ import annotations

import struct
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from porchlight.domain.drift.scales import whole

VERSION = 2
NEVER = -(2**30)
NEVER_YET = whole(NEVER)
WINDOW_DAYS = 28
LAG = 7
STEPS = 2520  # kept steps in one unit of ten: scales of 2 to 11 points and of 101 are kept exactly
MISSING = -1
MOST_BUDGETS = 4
MOST_CHARTS = 3  # all items together, the target, contact

State = NDArray[np.void]
Singles = NDArray[np.float32]
Shorts = NDArray[np.int16]
Days = NDArray[np.int32]

_HEAD = struct.Struct("<4sHHII")
_MAGIC = b"PLdr"


class BadState(ValueError):
    """Bytes that are not a state of this model; the message says what to do."""


@cache
def dtype_of(n_items: int) -> np.dtype[Any]:
    """Days are ordinals; NEVER stands for none. All answers are on 0-10, worse is up."""
    k = n_items
    return np.dtype(
        [
            ("day", "<i4"),  # the last day taken in, answered or not
            ("first", "<i4"),  # the first day answered since they began, or began anew
            ("last", "<i4"),  # the last day answered
            ("quiet", "<i4"),  # no alert before this day
            ("since", "<i4", (MOST_CHARTS,)),  # the first day of each chart's present rise
            ("alerted", "<i4", (MOST_BUDGETS,)),  # day of the last alert, by budget
            ("usual", "<f4", (k,)),  # the two Kalman states: means,
            ("now", "<f4", (k,)),
            ("cov", "<f4", (3, k)),  # and covariances: usual, both, now
            ("base_n", "<f4", (k,)),  # the answers before the last seven: weight,
            ("base_mean", "<f4", (k,)),  # mean,
            ("base_m2", "<f4", (k,)),  # and squares around it
            ("chart", "<f4", (k,)),  # EWMA of each item's distance from that baseline
            ("past", "<f4", (3,)),  # the chart as of seven answers ago: value, weight, squares
            ("often", "<f4", (2,)),  # days answered, of so many days; the latest count most
            ("height", "<f4", (MOST_BUDGETS,)),  # in bars, of the last alert; -inf: come down
            ("target_count", "<i2"),  # answers to the target
            ("count", "<i2", (k,)),  # answers to each item
            ("window", "<i2", (WINDOW_DAYS,)),  # answers to the target, by day modulo 28
            ("lately", "<i2", (LAG, k)),  # the last seven answers, by count modulo 7
            ("rest", "<i2", (_rest(k),)),  # nothing; each row begins at a multiple of eight bytes
        ]
    )


def at_start(n_people: int, n_items: int) -> State:
    state = np.zeros(n_people, dtype=dtype_of(n_items))
    for name in ("day", "first", "last", "since", "quiet", "alerted"):
        state[name] = NEVER
    state["window"] = MISSING
    state["lately"] = MISSING
    state["height"] = -np.inf
    return state


class StateColumns:
    """A copy of a state, turned: rows of numbers, one place a person. `put` writes it back."""

    def __init__(self, state: State) -> None:
        k = self.n_items = int(state.dtype["usual"].shape[0])
        blocks = state.view(_blocks(k))
        self.days: Days = blocks["days"].T.copy()
        self.numbers: Singles = blocks["numbers"].T.copy()
        self.shorts: Shorts = blocks["shorts"].T.copy()
        self.day, self.first, self.last, self.quiet = self.days[:4]
        self.since = self.days[4 : 4 + MOST_CHARTS]
        self.alerted = self.days[4 + MOST_CHARTS :]
        parts = self.numbers[: 9 * k].reshape(9, k, -1)
        self.usual, self.now, self.uu, self.un, self.nn = parts[:5]
        self.base_n, self.base_mean, self.base_m2, self.chart = parts[5:]
        self.past = self.numbers[9 * k : 9 * k + 3]
        self.often = self.numbers[9 * k + 3 : 9 * k + 5]
        self.height = self.numbers[9 * k + 5 :]
        self.target_count, self.count = self.shorts[0], self.shorts[1 : 1 + k]
        self.window = self.shorts[1 + k : 1 + k + WINDOW_DAYS]
        self.lately = self.shorts[1 + k + WINDOW_DAYS :][: LAG * k]

    def put(self, state: State, people: NDArray[np.intp] | slice = slice(None)) -> None:
        """Into the rows `people` of `state`."""
        blocks = state.view(_blocks(self.n_items))
        blocks["days"][people] = self.days.T
        blocks["numbers"][people] = self.numbers.T
        blocks["shorts"][people] = self.shorts.T


def to_bytes(state: State, mark: int) -> bytes:
    """`mark`: 32 bits that stand for the scales and the prior the state was made with."""
    n_items = state["usual"].shape[-1]
    return _HEAD.pack(_MAGIC, VERSION, n_items, len(state), mark) + state.tobytes()


def from_bytes(content: bytes, n_items: int, mark: int) -> State:
    """The state in `content`. BadState when it is of another version, other scales or prior."""
    if len(content) < _HEAD.size or content[:4] != _MAGIC:
        raise BadState("These bytes are not a drift state. Make it anew from the answers.")
    _, version, items, n_people, made_with = _HEAD.unpack_from(content)
    if version != VERSION:
        raise BadState(
            f"This state is of version {version}; version {VERSION} is read here. "
            "Make it anew from the answers."
        )
    if (items, made_with) != (n_items, mark):
        raise BadState(
            "This state was made with other scales, another target or another prior. "
            "Make it anew from the answers."
        )
    dtype = dtype_of(n_items)
    if len(content) != _HEAD.size + n_people * dtype.itemsize:
        raise BadState("This state is cut short. Make it anew from the answers.")
    return np.frombuffer(content, dtype=dtype, offset=_HEAD.size).copy()


def _rest(n_items: int) -> int:
    n_bytes = 4 * (4 + MOST_CHARTS + 2 * MOST_BUDGETS + 9 * n_items + 5)
    n_bytes += 2 * (1 + n_items + WINDOW_DAYS + LAG * n_items)
    return -n_bytes % 8 // 2


@cache
def _blocks(n_items: int) -> np.dtype[Any]:
    """The same bytes as three runs of one type each."""
    n_days = 4 + MOST_CHARTS + MOST_BUDGETS
    n_numbers = 9 * n_items + 5 + MOST_BUDGETS
    n_shorts = 1 + n_items + WINDOW_DAYS + LAG * n_items + _rest(n_items)
    return np.dtype(
        [
            ("days", "<i4", (n_days,)),
            ("numbers", "<f4", (n_numbers,)),
            ("shorts", "<i2", (n_shorts,)),
        ]
    )
