from __future__ import annotations

from collections.abc import Iterator

import pytest

from porchlight.directory import finder


@pytest.fixture(autouse=True)
def _no_index_from_another_test() -> Iterator[None]:
    finder.forget()
    yield
    finder.forget()
