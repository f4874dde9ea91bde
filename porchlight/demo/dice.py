"""Chance that repeats: one stream of numbers for each name, the same on every machine."""

from __future__ import annotations

from random import Random

SEED = "porchlight demo 1"


def dice_for(name: str) -> Random:
    """A generator of its own for `name`, so that a change to one story leaves the others alone."""
    return Random(f"{SEED}|{name}")  # noqa: S311 - made-up days, nothing secret
