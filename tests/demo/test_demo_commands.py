"""`demo` and `links`: what they print, and when they refuse."""

from __future__ import annotations

import argparse

import pytest

from porchlight.demo import commands
from porchlight.demo.build import build_demo
from porchlight.demo.cast import ANA
from porchlight.people.actions import found_community
from tests.conftest import NOW


def run(*words):
    parser = argparse.ArgumentParser()
    commands.add_commands(parser.add_subparsers())
    arguments = parser.parse_args(words)
    return arguments.func(arguments)


def test_links_are_printed_for_the_port(capsys):
    build_demo(NOW, (ANA,), ())
    assert run("links", "--port", "8123") == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Ana   in recovery  http://127.0.0.1:8123/sign-in/")
    assert len(printed.splitlines()) == 1


def test_demo_builds_and_says_what_comes_next(capsys, monkeypatch):
    built = []
    monkeypatch.setattr(commands, "build_demo", built.append)
    assert run("demo") == 0
    assert built[0].tzinfo is not None
    assert "script/serve" in capsys.readouterr().out


@pytest.mark.parametrize("is_demo", [True, False])
def test_demo_refuses_where_a_community_is(capsys, is_demo):
    found_community("Here", is_demo=is_demo, at=NOW)
    assert run("demo") == 1
    assert "PORCHLIGHT_DATA_DIR" in capsys.readouterr().err


def test_links_refuse_in_a_real_community(capsys):
    found_community("Here", is_demo=False, at=NOW)
    assert run("links") == 1
    assert "nobody gets" in capsys.readouterr().err
