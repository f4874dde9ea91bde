"""Ana and Ben, who have each other in their circles."""

from __future__ import annotations

import pytest


@pytest.fixture
def two(ana, ben, now):
    """Ana's tie to Ben, and Ben's to Ana."""
    from tests.together.tied import tied

    return tied(ana, ben, "Ben"), tied(ben, ana, "Ana")


@pytest.fixture
def family(ben):
    """Ben, who has Home and no Today."""
    from porchlight.domain.fit import Account
    from porchlight.people.wishes import change_account
    from tests.make import decision_of

    change_account(ben, Account.FAMILY, decision_of(ben))
    return ben
