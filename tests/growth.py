"""Does a page ask the database more often when there is more to show?"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from porchlight.directory.finder import search as finder
from porchlight.directory.finder import store


@contextmanager
def finder_looks_once() -> Iterator[None]:
    """The finder looks for changed sources every half a second, which is one question more on
    whatever page comes then. While this lasts it looks at its first question, and never again."""
    finder.forget()
    with patch.object(store, "LOOK_EVERY_SECONDS", math.inf):
        yield


@contextmanager
def counting_statements() -> Iterator[Counter[str]]:
    """How many statements are sent to each database while this lasts. Writing them all down, and
    copying what each template was given, would take longer than the page."""
    counts: Counter[str] = Counter()

    def one_more(execute: Any, sql: Any, values: Any, many: Any, context: Any) -> Any:
        counts[context["connection"].alias] += 1
        return execute(sql, values, many, context)

    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(connections[alias].execute_wrapper(one_more))
        stack.enter_context(patch("django.test.client.store_rendered_templates"))
        stack.enter_context(finder_looks_once())
        yield counts


def queries_of(client: Client, path: str) -> int:
    """How many questions one page asks of both databases."""
    with (
        finder_looks_once(),
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keystore"]) as keys,
    ):
        assert client.get(path).status_code == 200, path
    return len(main) + len(keys)


def assert_does_not_grow(client: Client, path: str, add: Callable[[int], object]) -> None:
    """`add(n)` makes the nth row of what the page lists; 10 rows and 20 rows cost the same."""
    for n in range(10):
        add(n)
    with_ten = queries_of(client, path)
    for n in range(10, 20):
        add(n)
    assert queries_of(client, path) == with_ten
