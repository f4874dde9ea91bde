"""What is remembered of a person: fixed in size however long they tell, and nothing but numbers."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

VERSION = 1
NEVER = -(2**31)
WINDOW_DAYS = 28
LAG = 7
STEPS = 2520  # kept steps in one unit of ten: scales of 2 to 11 points and of 101 are kept exactly
MISSING = -1
MOST_BUDGETS = 4

State = NDArray[np.void]

_HEAD = struct.Struct("<4sHHII")
_MAGIC = b"PLdr"


class BadState(ValueError):
    """Bytes that are not a state of this model; the message says what to do."""


def dtype_of(n_items: int) -> np.dtype[Any]:
    """Days are ordinals; NEVER stands for none. All answers are on 0-10, worse is up."""
    return np.dtype(
        [
            ("day", "<i4"),  # the last day taken in, answered or not
            ("first", "<i4"),  # the first day answered since they began, or began anew
            ("last", "<i4"),  # the last day answered
            ("since", "<i4"),  # the day after which the chart has stayed above zero
            ("quiet", "<i4"),  # no alert before this day
            ("told", "<u2"),  # answers to the target since they began
            ("count", "<u2", (n_items,)),
            ("usual", "<f8", (n_items,)),  # the two Kalman states: means
            ("now", "<f8", (n_items,)),
            ("cov", "<f4", (3, n_items)),  # and covariances: usual, both, now
            ("window", "<i2", (WINDOW_DAYS,)),  # answers to the target, by day modulo 28
            ("lately", "<i2", (LAG, n_items)),  # the last seven answers, by count modulo 7
            ("base_n", "<f4", (n_items,)),  # the answers before those: weight, mean, squares
            ("base_mean", "<f4", (n_items,)),
            ("base_m2", "<f4", (n_items,)),
            ("chart", "<f8", (n_items,)),  # EWMA of each item's distance from its baseline
            ("past", "<f4", (3,)),  # the chart as of seven answers ago: value, weight, squares
            ("alerted", "<i4", (MOST_BUDGETS,)),  # day of the last alert, by budget
            ("height", "<f2", (MOST_BUDGETS,)),  # of the chart then; -inf once it has come down
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
