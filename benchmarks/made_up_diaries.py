"""Simulated diaries: the recipe by which defaults were chosen, besides two short public studies.

A person has a usual of their own for each item, drawn with a common leaning (somebody lonely is
often low in mood too). Around it moves a common now: one AR(1) a person, its memory drawn a
person, with heavy-tailed innovations, a slow wave of some weeks, and now and then a rough (or a
good) stretch of one to three weeks. Each item follows the common now by its own loading and has a
now of its own. How widely a person swings is drawn too. A weak weekly wave is added. What comes out
is cut off at the ends of the scale and rounded, so that people low on a scale sit on its floor.
Days go missing by a rate of the person, a little in runs.

The numbers of `EVENINGS` were searched for so that simple baselines score on such diaries about
what they were reported to score on 75 evenings of some 500 adults (docs/evidence.md has both
columns). `PRODUCT` are the six items of the check-in with the same movements, on their own scales.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from porchlight.domain.drift import Scale

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Item:
    """`mean`, `between`: of people's usual, on 0-10 worse is up, before it is cut off at the ends.
    `follows`: loading on the common now. `own`: SD of its own now and noise. `points`: of the
    scale. `common`: correlation of usuals with the common leaning. `answer_share`: of told
    days, the share on which this item is answered."""

    scale: Scale
    mean: float
    between: float
    follows: float
    own: float
    points: int
    common: float = 0.6
    answer_share: float = 1.0


@dataclass(frozen=True)
class Recipe:
    items: tuple[Item, ...]
    memory: float = 0.07  # of the common now from day to day: mean and SD over people
    memory_sd: float = 0.13
    own_memory: float = 0.23  # of each item's own now
    slow: float = 0.68  # SD of the slow wave, in SDs of the now
    slow_days: float = 36.0
    rough_a_month: float = 0.43
    rough_size: float = 1.05
    tails: float = 7.5  # degrees of freedom of the innovations
    swing: float = 0.35  # SD of the log of how widely people swing
    skew: float = 0.67  # of people's usuals, towards worse
    weekly: float = 0.1
    missing: tuple[float, float] = (0.1, 0.38)  # a person's share of days, evenly drawn

    @property
    def scales(self) -> tuple[Scale, ...]:
        return tuple(item.scale for item in self.items)


def diaries(
    recipe: Recipe, n_people: int, n_days: int, seed: int, shift: tuple[float, int] = (0.0, 0)
) -> list[Floats]:
    """One [n_days, n_items] a person, NaN where not answered, on the items' own scales. `shift`:
    (size, day) moves what is behind all answers from that day on by so many of its own SDs."""
    chance = np.random.default_rng(seed)
    worse = _worse(recipe, n_people, n_days, chance)
    size, on = shift
    worse[:, on:] += size * worse.std(axis=1, keepdims=True)
    answers = _answered(recipe, worse)
    answers[_missing(recipe, n_people, n_days, chance)] = np.nan
    answer_shares = np.array([item.answer_share for item in recipe.items])
    answers[chance.random(answers.shape) > answer_shares] = np.nan
    return list(answers)


def shifted(diary: Floats, scales: Sequence[Scale], size: float, on: int) -> Floats:
    """The same diary with every answer from day `on` moved towards worse by `size` of the person's
    own SDs, and kept on its scale in steps of one. For scales of steps."""
    worse = np.array([-1.0 if scale.worse == "low" else 1.0 for scale in scales])
    moved = diary.copy()
    moved[on:] = np.rint(diary[on:] + worse * size * np.nanstd(diary, axis=0))
    low, high = ([getattr(scale, end) for scale in scales] for end in ("low", "high"))
    return np.clip(moved, low, high)


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
    usual = mean + between * (np.exp(recipe.skew * usual) - 1) / recipe.skew
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
    return np.asarray(usual[:, None, :] + swing * (follows * state[..., None] + own * own_now))


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


def _of_eleven(name: str, *numbers: float, worse: str = "high") -> Item:
    mean, between, follows, own = numbers
    return Item(Scale(name, 0, 10, worse), mean, between, follows, own, 11)


EVENINGS = Recipe(
    items=(
        _of_eleven("lonely", 1.6, 1.56, 1.81, 1.54),
        _of_eleven("sad", 1.4, 1.35, 1.96, 1.41),
        _of_eleven("stressed", 2.6, 1.25, 1.96, 1.93),
        _of_eleven("calm", 3.0, 1.04, 1.51, 1.67, worse="low"),
        _of_eleven("happy", 3.0, 1.04, 1.81, 1.54, worse="low"),
        _of_eleven("tired", 3.5, 1.04, 1.06, 2.31),
    )
)
PRODUCT = replace(
    EVENINGS,
    items=(
        Item(Scale("lonely", 0, 10), 1.8, 1.6, 1.8, 1.5, 11, answer_share=0.85),
        Item(Scale("talked", 0, 2, "low"), 3.6, 2.0, 1.5, 2.6, 3, answer_share=0.95),
        Item(Scale("mood", 1, 5, "low"), 3.6, 1.5, 1.7, 1.4, 5, answer_share=0.97),
        Item(Scale("urge", 0, 10), 0.6, 1.8, 1.4, 1.8, 11, answer_share=0.9),
        Item(Scale("avoided", 0, 1), 1.8, 1.6, 1.6, 2.6, 2, answer_share=0.6),
        Item(Scale("held_in", 0, 1), 2.8, 1.8, 1.6, 2.6, 2, answer_share=0.6),
    ),
)
