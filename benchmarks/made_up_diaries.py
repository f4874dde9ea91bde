"""Simulated diaries: the recipe by which defaults were chosen, besides two short public studies.

A person has a usual of their own for each item, drawn with a common leaning (somebody lonely is
often low in mood too). Around it moves a common now: one AR(1) a person, its memory drawn a person,
with heavy-tailed innovations, a slow wave of a few weeks, and now and then a rough stretch of one to
three weeks. Each item follows the common now by its own loading and has a now and a noise of its
own. How widely a person swings is drawn too. A weak weekly wave is added. What comes out is cut off
at the ends of the scale and rounded, so that people low on a scale sit on its floor; people differ
in how readily they leave the floor. Days go missing by a rate of the person, a little in runs.

`EVENINGS` was set so that simple baselines score on 500 people × 75 evenings what they were reported
to score on a diary of adults (docs/evidence.md has both columns). `PRODUCT` are the six items of the
check-in, with shares of days as the short public studies suggest.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from porchlight.domain.drift import Scale

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Item:
    """`mean`, `between`: of people's usual, on 0-10 worse is up, before it is cut off at the ends.
    `follows`: loading on the common now. `own`: SD of its own now and noise. `points`: of the
    scale. `common`: correlation of usuals with the common leaning."""

    scale: Scale
    mean: float
    between: float
    follows: float
    own: float
    points: int
    common: float = 0.6


@dataclass(frozen=True)
class Recipe:
    items: tuple[Item, ...]
    memory: float = 0.35
    memory_sd: float = 0.2
    slow: float = 0.5
    slow_days: float = 25.0
    rough_a_month: float = 0.15
    rough_size: float = 1.5
    tails: float = 4.0
    swing: float = 0.35
    weekly: float = 0.1
    missing: tuple[float, float] = (0.1, 0.4)
    own_memory: float = 0.25
    skew: float = 0.0
    target: str = field(default="lonely")

    @property
    def scales(self) -> tuple[Scale, ...]:
        return tuple(item.scale for item in self.items)


def diaries(
    recipe: Recipe, n_people: int, n_days: int, seed: int, shift: float = 0.0, shift_on: int = 0
) -> list[Floats]:
    """One [n_days, n_items] a person, NaN where not answered, on the items' own scales. `shift`:
    from day `shift_on`, so many of the person's own SDs of each item, towards worse."""
    chance = np.random.default_rng(seed)
    worse = _worse(recipe, n_people, n_days, chance)
    if shift:
        worse[:, shift_on:] += shift * worse.std(axis=1, keepdims=True)
    answers = _answered(recipe, worse)
    answers[_missing(recipe, n_people, n_days, chance)] = np.nan
    return list(answers)


def _worse(recipe: Recipe, n: int, n_days: int, chance: np.random.Generator) -> Floats:
    """[n, n_days, n_items] on 0-10 before cutting off."""
    k = len(recipe.items)
    mean, between, follows, own, common = (
        np.array([getattr(item, name) for item in recipe.items])
        for name in ("mean", "between", "follows", "own", "common")
    )
    leaning = chance.normal(size=(n, 1))
    apart = chance.normal(size=(n, k))
    usual = common * leaning + np.sqrt(1 - common**2) * apart
    usual = (
        mean + between * (np.exp(recipe.skew * usual) - 1) / recipe.skew
        if recipe.skew
        else mean + between * usual
    )
    swing = np.exp(recipe.swing * chance.normal(size=(n, 1, 1)) - recipe.swing**2 / 2)
    memory = np.clip(chance.normal(recipe.memory, recipe.memory_sd, (n, 1)), -0.1, 0.85)
    now = _wave(memory, n_days, recipe.tails, chance)
    slow = _wave(np.full((n, 1), np.exp(-1 / recipe.slow_days)), n_days, 30.0, chance)
    rough = _rough(recipe, n, n_days, chance)
    week = np.sin(2 * np.pi * (np.arange(n_days) + chance.integers(0, 7, (n, 1))) / 7)
    state = now + recipe.slow * slow + rough + recipe.weekly * week
    own_now = np.stack(
        [_wave(np.full((n, 1), recipe.own_memory), n_days, recipe.tails, chance) for _ in range(k)],
        axis=2,
    )
    return usual[:, None, :] + swing * (follows * state[..., None] + own * own_now)


def _wave(memory: Floats, n_days: int, tails: float, chance: np.random.Generator) -> Floats:
    """[n, n_days] AR(1) of unit variance, innovations of Student's t with `tails` degrees."""
    n = len(memory)
    draws = chance.standard_t(tails, (n, n_days)) * np.sqrt((tails - 2) / tails)
    wave = np.empty((n, n_days))
    wave[:, 0] = draws[:, 0]
    for day in range(1, n_days):
        wave[:, day] = (
            memory[:, 0] * wave[:, day - 1] + np.sqrt(1 - memory[:, 0] ** 2) * draws[:, day]
        )
    return wave


def _rough(recipe: Recipe, n: int, n_days: int, chance: np.random.Generator) -> Floats:
    stretch = np.zeros((n, n_days))
    n_each = chance.poisson(recipe.rough_a_month * n_days / 30, n)
    for person in np.flatnonzero(n_each):
        for _ in range(n_each[person]):
            first, length = chance.integers(0, n_days), chance.integers(7, 22)
            stretch[person, first : first + length] += recipe.rough_size * chance.normal()
    return stretch


def _answered(recipe: Recipe, worse: Floats) -> Floats:
    answers = np.empty_like(worse)
    for at, item in enumerate(recipe.items):
        steps = item.points - 1
        share = np.rint(np.clip(worse[..., at], 0, 10) / 10 * steps) / steps
        share = 1 - share if item.scale.worse == "low" else share
        answers[..., at] = item.scale.low + share * (item.scale.high - item.scale.low)
    return answers


def _missing(recipe: Recipe, n: int, n_days: int, chance: np.random.Generator) -> NDArray[np.bool_]:
    rate = chance.uniform(*recipe.missing, (n, 1))
    runs = _wave(np.full((n, 1), 0.3), n_days, 30.0, chance)
    bars = np.quantile(runs, 1 - np.linspace(0, 1, 101))
    return runs > np.interp(rate, np.linspace(0, 1, 101), bars)


def _item(name: str, *numbers: float, worse: str = "high") -> Item:
    mean, between, follows, own = numbers
    return Item(Scale(name, 0, 10, worse), mean, between, follows, own, 11)


EVENINGS = Recipe(
    items=(
        _item("lonely", 2.6, 3.0, 1.2, 1.2),
        _item("sad", 2.4, 2.6, 1.3, 1.1),
        _item("stressed", 3.6, 2.4, 1.3, 1.5),
        _item("calm", 4.0, 2.0, 1.0, 1.3, worse="low"),
        _item("happy", 4.0, 2.0, 1.2, 1.2, worse="low"),
        _item("tired", 4.5, 2.0, 0.7, 1.8),
    )
)
