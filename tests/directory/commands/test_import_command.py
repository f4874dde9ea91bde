"""`porchlight import meeting-guide`, as a host types it."""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from pathlib import Path

import pytest
from django.db import OperationalError

from porchlight.directory.commands import add_commands
from porchlight.directory.intake import actions
from porchlight.directory.models import Service, Source
from tests.directory.made_up import FEEDS, feed, row

LEAKE = str(FEEDS / "leake_county_ms.json")
COUNTS = {
    *("read", "added", "updated", "unchanged", "removed", "unscheduled", "lost_ways", "mended"),
    *("dropped", "cells", "more_cells"),
}


def main(words: list[str]) -> int:
    """The command line with this app's commands alone."""
    parser = argparse.ArgumentParser(prog="porchlight")
    add_commands(parser.add_subparsers(required=True))
    chosen = parser.parse_args(words)
    return int(chosen.func(chosen))


def test_the_report_can_be_read(now: datetime, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "meeting-guide", LEAKE, "--source", "leake"]) == 0
    printed = capsys.readouterr()
    assert "added           6" in printed.out
    assert "no time zone and nothing to tell it by" in printed.out
    assert "Give --zone" in printed.err


def test_the_report_as_json_has_every_key(
    now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    for added, unchanged in ((6, 0), (0, 6)):
        assert main(["import", "meeting-guide", LEAKE, "--source", "leake", "--json"]) == 0
        report = json.loads(capsys.readouterr().out)
        assert set(report) == COUNTS
        assert (report["added"], report["unchanged"]) == (added, unchanged)
        assert report["dropped"] == {"no_time_zone": 1, "not_an_object": 1}


def test_zone_and_fellowship_are_taken(now: datetime, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["import", "meeting-guide", LEAKE, "--source", "leake", "--json"]
    assert main([*words, "--zone", "America/Chicago", "--fellowship", "na"]) == 0
    assert json.loads(capsys.readouterr().out)["dropped"] == {"not_an_object": 1}
    assert Source.objects.get().default_zone == "America/Chicago"
    assert Service.objects.filter(fellowship="na").count() == 7


@pytest.mark.parametrize(
    ("content", "more", "words"),
    [
        (b'[{"name": }]', [], "line 1, column 11"),
        (b"<html>", [], "web page"),
        (feed(row()), ["--zone", "Mars/Olympus"], "no time zone called"),
        (feed(row()), ["--source", "no good"], "letters, digits"),
        (None, [], "cannot be used: No such file or directory"),
    ],
)
def test_a_refusal_says_why_on_both_ways_out(
    content: bytes | None,
    more: list[str],
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "feed.json"
    if content is not None:
        path.write_bytes(content)
    code = main(["import", "meeting-guide", str(path), "--source", "a", "--json", *more])
    printed = capsys.readouterr()
    assert code == 1
    assert words in printed.err
    assert words in json.loads(printed.out)["error"]
    assert not Source.objects.exists()


def test_an_address_inside_this_machine_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["import", "meeting-guide", "http://127.0.0.1:9/feed", "--source", "a"])
    assert code == 1
    assert "not a public address" in capsys.readouterr().err


def test_another_scheme_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["import", "meeting-guide", "file:///etc/hostname", "--source", "a"])
    assert code == 1
    assert "http:// or https://" in capsys.readouterr().err


def test_what_was_read_stays_when_duplicates_cannot_be_joined_now(
    now: datetime, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_locked(*_: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(actions, "join_duplicates", is_locked)
    assert main(["import", "meeting-guide", LEAKE, "--source", "leake"]) == 0
    assert "added           6" in capsys.readouterr().out
    assert Service.objects.count() == 6
