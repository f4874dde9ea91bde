"""Drift is a change from a person's own usual, never from other people, and comes with what it
rests on. What a person says tells more than what a phone senses, and a hard week can be noticed
soon after it starts, not foreseen (docs/evidence.md); nothing here is about return to use.

Two engines on one state: tomorrow (`Model.forecast`) and drift (`Model.drift`).
"""

from porchlight.domain.drift.chart import Drift
from porchlight.domain.drift.fitting import TooLittle, fit
from porchlight.domain.drift.model import (
    BUDGETS,
    OFTEN,
    RARELY,
    SOMETIMES,
    Forecast,
    Model,
    Seen,
    checked_budget,
)
from porchlight.domain.drift.prior import DEFAULT, BadPrior, Prior
from porchlight.domain.drift.scales import Scale, check_scales
from porchlight.domain.drift.state import BadState

__all__ = [
    "BUDGETS",
    "DEFAULT",
    "OFTEN",
    "RARELY",
    "SOMETIMES",
    "BadPrior",
    "BadState",
    "Drift",
    "Forecast",
    "Model",
    "Prior",
    "Scale",
    "Seen",
    "TooLittle",
    "check_scales",
    "checked_budget",
    "fit",
]
