"""A site of newcomers, and the phone of one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.conftest import PHONE
from tests.e2e.queue.newcomers import Newcomers, running_newcomers
from tests.e2e.queue.runs import KILLS, RUNS


@pytest.fixture(scope="package")
def newcomers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newcomers]:
    with running_newcomers(tmp_path_factory.mktemp("queue"), RUNS + KILLS + 30) as found:
        yield found


@pytest.fixture
def phone(chromium: Any, newcomers: Newcomers) -> Iterator[Any]:
    context = chromium.new_context(viewport=PHONE, base_url=newcomers.address)
    yield context
    context.close()
