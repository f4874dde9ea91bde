"""A server inside the test's process; tests/serving/inside.py says how."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.conftest import NOW


@pytest.fixture
def start(transactional_db: None) -> Iterator[Callable[..., Any]]:
    """A function that starts a server. There is a community, unless `is_settled` is False."""
    from porchlight.people.actions import found_community
    from tests.serving.inside import Inside

    running: list[Inside] = []

    def start_one(*, is_settled: bool = True, **others: Any) -> Inside:
        if is_settled:
            found_community("The Long Table", is_demo=False, at=NOW)
        running.append(Inside(**others))
        return running[-1]

    yield start_one
    for inside in running:
        inside.stop()
