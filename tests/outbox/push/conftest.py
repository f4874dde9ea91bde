from __future__ import annotations

from collections.abc import Iterator

import pytest

from porchlight.outbox.push.post import close_kept_connections
from tests.outbox.push.browser import PushService, running


@pytest.fixture
def service(settings) -> Iterator[PushService]:
    """A push service on this machine, which tests alone may name."""
    with running() as service:
        settings.PUSH_TEST_SINK = service.netloc
        settings.PUSH_CONTACT = "mailto:host@example.org"
        yield service
        close_kept_connections()
