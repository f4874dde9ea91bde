"""Whoever asks for the head of a page alone has not read it."""

from __future__ import annotations

import re

from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.access.table import TABLE
from tests.access.world import world

__all__ = ["world"]  # the fixture
# On PostgreSQL a statement comes after the one that names whose rows it may touch.
WRITES = re.compile(r'(?:^|; )(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"')


# A limit counts who asks, and a visit holds what a form that waits was made with.
NOT_OF_READING = {"people_attempt", "people_visit"}


def test_the_head_of_a_page_notes_nothing_as_read(world):
    client, written = world.client("ana"), {}
    for name in TABLE:
        with CaptureQueriesContext(connections["default"]) as asked:
            client.head(world.path(name))
        tables = {found[1] for each in asked if (found := WRITES.search(each["sql"]))}
        if tables - NOT_OF_READING:
            written[name] = tables
    assert written == {}


def test_the_control_pages_note_what_was_read(world):
    client = world.client("ana")
    with CaptureQueriesContext(connections["default"]) as asked:
        for name in ("tie", "tie-notes"):
            assert client.get(world.path(name)).status_code == 200
    tables = {found[1] for each in asked if (found := WRITES.search(each["sql"]))}
    assert {"circles_look", "together_noteswith"} <= tables
