"""Timed jobs: what one is, and where the jobs of every app are found.

An app that has something to do by the clock lists it as `JOBS` in its own `jobs.py`; one that sends
messages lists their kinds there as `KINDS`. Nothing here imports an app by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule


class Lane(StrEnum):
    """Which of the worker's loops does something: a long job never holds up a short one."""

    NOW = "now"  # done within seconds: at most a few seconds long
    SLOW = "slow"  # may take minutes


@dataclass(frozen=True)
class TimedJob:
    """Something done again and again. `do` may be interrupted anywhere and done over."""

    name: str
    every: timedelta
    do: Callable[[datetime], object]
    lane: Lane = Lane.NOW


def all_jobs() -> tuple[TimedJob, ...]:
    """The timed jobs of every app. Raises ValueError when two have the same name."""
    return registered("JOBS")


def registered(name: str) -> tuple[Any, ...]:
    """What the `jobs.py` of every app lists under this name, each with a `name` of its own."""
    found = [item for module in _job_modules() for item in getattr(module, name, ())]
    names = [item.name for item in found]
    twice = sorted({one for one in names if names.count(one) > 1})
    if twice:
        raise ValueError(f"Two apps list {', '.join(twice)} in {name}. Give one another name.")
    return tuple(found)


def _job_modules() -> list[Any]:
    return [
        import_module(f"{app.name}.jobs")
        for app in apps.get_app_configs()
        if app.name.startswith("porchlight.") and module_has_submodule(app.module, "jobs")
    ]
