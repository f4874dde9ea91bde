"""A phone of Ben's to which what waits comes."""

from __future__ import annotations

import pytest

from tests.outbox.push.conftest import service

__all__ = ["service"]  # a fixture


@pytest.fixture
def noon(ben):
    from tests.together.waits.lines import on_clock_of

    return on_clock_of(ben, 2026, 5, 5, 12)


@pytest.fixture
def ties(ana, ben, service):
    """Ana and Ben have ties to each other; Ben's phone is on, and what waits comes to it."""
    from porchlight.circles.reaching.actions import choose
    from tests.outbox.push.on import turned_on
    from tests.together.tied import tied
    from tests.together.waits.lines import AT_ONCE

    turned_on(ben, service.browser("ben"))
    choose(ben, AT_ONCE)
    return tied(ana, ben, "Ben"), tied(ben, ana, "Ana")
