from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _no_index_from_another_test() -> Iterator[None]:
    from porchlight.directory import finder

    finder.forget()
    yield
    finder.forget()
