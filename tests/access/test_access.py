"""Each of the cast gets the answer of the table at every address of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver

from porchlight.directory.publish.http import is_public
from porchlight.web.app_lock.middleware import STAYS_OPEN
from tests.access.table import CAST, NO, TABLE
from tests.access.world import send, world
from tests.make import lock_visit

__all__ = ["world"]  # the fixture


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        else:
            yield entry


def test_the_table_and_the_addresses_of_the_site_are_the_same():
    assert sorted(pattern.name or f"no name: {pattern}" for pattern in patterns()) == sorted(TABLE)


def test_each_path_of_the_table_leads_to_its_name(world):
    from django.urls import resolve

    assert {name: resolve(world.path(name)).url_name for name in TABLE} == {n: n for n in TABLE}


@pytest.mark.parametrize("name", TABLE)
def test_each_of_the_cast_gets_the_answer_of_the_table(world, name):
    _path, *expected = TABLE[name]
    for verb, line in zip(("get", "post"), expected, strict=True):
        got = " ".join(str(send(world, name, verb, who).status_code) for who in CAST)
        assert got == line, f"{verb} {world.path(name)} by {', '.join(CAST)}"


@pytest.mark.parametrize("number", ["1" * 18, str(2**63), "9" * 25])
def test_a_number_that_no_row_has_is_the_address_of_nothing(world, number):
    numbered = {name: number for name, value in world.names.items() if value.isdecimal()}
    paths = [path for path in (world.path(name, **numbered) for name in TABLE) if number in path]
    assert len(paths) == 13
    for who in ("ana", "mo"):
        client = world.client(who)
        got = {path: {client.get(path).status_code, client.post(path).status_code}
               for path in paths}  # fmt: skip
        assert {
            path: answers for path, answers in got.items() if not answers <= {307, 404, 405}
        } == {}
        assert all(404 in answers for answers in got.values())


@pytest.mark.parametrize("verb", ["put", "patch", "delete", "options", "trace"])
def test_no_address_knows_any_other_verb(world, verb):
    client = world.client("ana")
    answers = {name: getattr(client, verb)(world.path(name)).status_code for name in TABLE}
    assert {name: status for name, status in answers.items() if status != 405} == {}


def test_whoever_is_signed_out_is_led_to_sign_in_and_nowhere_else(world):
    for name, (_path, get, post) in TABLE.items():
        for verb, line in (("get", get), ("post", post)):
            if line.startswith("302"):
                answer = send(world, name, verb, "nobody")
                assert answer["Location"].split("?")[0] == "/sign-in/", name


def test_a_locked_visit_is_led_to_the_locked_page_from_everywhere_but_help_and_the_ways_out(world):
    open_names = STAYS_OPEN | {name for name in TABLE if is_public(world.path(name))}
    led_on = {"help", "overdose"}  # to the page of her country, which is the same for everybody
    for name in TABLE:
        for verb, refusal in zip(("get", "post"), TABLE[name][1:], strict=True):
            client = world.client("ana")
            lock_visit(client, "4071")
            with transaction.atomic():
                answer = getattr(client, verb)(world.path(name), {"key": str(uuid4())})
                transaction.set_rollback(True)
            if name in led_on and verb == "get":
                assert answer["Location"].startswith("/help/us/"), name
            elif name not in open_names and refusal != NO:
                assert answer["Location"].startswith("/locked/"), (verb, name)
            assert "ana" not in re.findall(r"\w+", answer.getvalue().decode()), (verb, name)
