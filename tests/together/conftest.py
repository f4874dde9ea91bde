"""Ana and Ben, who have each other in their circles."""

from __future__ import annotations

import pytest


@pytest.fixture
def two(ana, ben, now):
    """Ana's tie to Ben, and Ben's to Ana."""
    from tests.together.tied import tied

    return tied(ana, ben, "Ben"), tied(ben, ana, "Ana")
