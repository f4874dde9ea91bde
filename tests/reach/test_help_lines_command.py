"""The command a host runs to see which numbers nobody has tried yet."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from porchlight.reach import help_files
from porchlight.reach.commands import add_commands
from porchlight.reach.help_files import LOCAL_NAME


@pytest.fixture
def run(settings, tmp_path, capsys):
    settings.DATA_DIR = tmp_path

    def command(*words: str) -> tuple[int, str]:
        parser = ArgumentParser()
        add_commands(parser.add_subparsers())
        args = parser.parse_args(["lines", *words])
        return args.func(args), capsys.readouterr().out

    return command


def test_it_lists_every_line_with_why_one_is_held_back(run):
    code, said = run()
    assert code == 0
    assert "us-988" in said
    assert "held back: Two numbers are in print" in said
    assert "56 lines" in said


def test_one_country_can_be_asked_for(run):
    _code, said = run("--country", "gb")
    assert "gb-samaritans" in said
    assert "us-988" not in said


def test_check_lists_those_that_nobody_tried_within_90_days(run, monkeypatch):
    today = timezone.now().date()
    listing = help_files.current()
    tried, late, shown = today - timedelta(days=90), today - timedelta(days=91), listing.lines[0]
    on_time = replace(shown, key="on-time", checked_on=tried, held_back="")
    one_late = replace(shown, key="one-late", checked_on=late, held_back="")
    for lines, code in (((on_time,), 0), ((on_time, one_late), 1)):
        monkeypatch.setattr(
            help_files, "current", lambda lines=lines: replace(listing, lines=lines)
        )
        ended, said = run("check")
        assert ended == code
        assert "on-time" not in said
        assert ("one-late" in said) == bool(code)


def test_a_release_is_refused_while_a_shown_line_was_never_tried(run):
    code, said = run("--release")
    assert code == 1
    assert "wait for a check" in said


def test_a_broken_line_of_the_host_is_named(run, tmp_path):
    (tmp_path / LOCAL_NAME).write_text(json.dumps({"lines": [{"key": "ours"}]}))
    code, said = run()
    assert code == 1
    assert "Not used: ours: checked_on" in said
