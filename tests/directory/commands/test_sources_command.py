"""`porchlight sources`, as a host types it."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from porchlight.directory.intake import refresh
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.intake.fetch import NO_MARKS, Marks
from porchlight.directory.intake.refresh import refresh_sources
from porchlight.directory.models import Service, Source
from tests.directory.commands.test_import_command import main
from tests.directory.intake.test_held_changes import NOWHERE, slugs
from tests.directory.intake.test_import_refresh import DAY, ONE, Web
from tests.directory.made_up import feed, row


def test_without_sources_it_says_how_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources"]) == 0
    assert "porchlight import --help" in capsys.readouterr().out


def test_the_list_shows_age_and_what_waits(
    now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    import_feed("by-hand", slugs(3), at=now - 2 * DAY)
    import_feed("county", slugs(20), at=now - 3 * DAY, url=ONE)
    refresh_sources(now, Web({ONE: slugs(2)}))
    assert main(["sources"]) == 0
    printed = capsys.readouterr().out
    assert "county                   meeting-guide  waits       3 d ago         20" in printed
    assert "by-hand                  meeting-guide  good        2 d ago          3" in printed
    assert "18 would go, 0 come, 0 change; among those that go: Group 02, Group 03" in printed
    assert "porchlight sources accept county, or refuse county" in printed


def test_the_list_says_what_would_close(now: datetime, capsys: pytest.CaptureFixture[str]) -> None:
    import_feed("county", slugs(20), at=now - 3 * DAY, url=ONE)
    refresh_sources(now, Web({ONE: slugs(20, **NOWHERE)}))
    assert main(["sources"]) == 0
    printed = capsys.readouterr().out
    assert "0 would go, 0 come, 20 change, 20 close or lose their address or link;" in printed
    assert "among those that go, close or lose theirs: Group 00, Group 01" in printed


def test_the_list_as_json_holds_every_fact(
    now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    import_feed("county", slugs(20), at=now, url=ONE)
    refresh_sources(now + DAY, Web({ONE: slugs(2)}))
    assert main(["sources", "county", "--json"]) == 0
    (facts,) = json.loads(capsys.readouterr().out)
    assert facts["state"] == "waits"
    assert facts["held"]["report"]["removed"] == 18
    assert (facts["listed"], facts["stale"], facts["hidden"]) == (20, 0, 0)


def test_yes_and_no_are_said_by_name(
    now: datetime, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import_feed("county", slugs(20), at=now, url=ONE)
    web = Web({ONE: slugs(2)})
    refresh_sources(now + DAY, web)
    assert main(["sources", "refuse", "county"]) == 0
    assert Service.objects.filter(status="active").count() == 20
    assert main(["sources", "accept", "county"]) == 1
    assert "No change of county waits" in capsys.readouterr().err
    web.pages[ONE] = slugs(3)
    refresh_sources(now + 2 * DAY, web)
    real = refresh.accept_held
    monkeypatch.setattr(refresh, "accept_held", lambda source, at: real(source, at, web))
    assert main(["sources", "accept", "county"]) == 0
    assert "removed        17" in capsys.readouterr().out
    assert Service.objects.filter(status="active").count() == 3


def test_a_sources_timetable_and_ages_are_set(
    now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    import_feed("county", feed(row()), at=now, url=ONE, marks=Marks(etag='"1"'))
    words = ["sources", "county", "--every", "2d", "--stale-after", "3w", "--hide-after", "90d"]
    assert main(words) == 0
    assert "looked at every 48 h; stale after 21 d, hidden after 90 d" in capsys.readouterr().out
    source = Source.objects.get()
    assert (source.version, source.etag) == (2, '"1"')
    assert main(["sources", "county", "--url", "https://two.example/b", "--every", "1h"]) == 0
    source.refresh_from_db()
    assert (source.url, source.etag, source.look_every_hours) == ("https://two.example/b", "", 1)
    assert main(["sources", "county", "--url", ""]) == 0
    assert Source.objects.get().url == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere"], 'no source called "nowhere". There are: county'),
        (["accept", "nowhere"], 'no source called "nowhere"'),
        (["nowhere", "--every", "24h"], 'no source called "nowhere"'),
        (["county", "--zone", "Mars/Olympus"], "no time zone called"),
        (["county", "--stale-after", "90d"], "stale first and hidden later"),
        (["county", "--stale-after", "0d"], "stale first and hidden later"),
        (["county", "--url", "file:///etc/hostname"], "begin with http"),
        (["county", "--url", "example.org/feed"], "begin with http"),
    ],
)
def test_what_makes_no_sense_is_refused_with_words(
    words: list[str], said: str, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    import_feed("county", feed(row()), at=now, url=ONE, marks=NO_MARKS)
    before = Source.objects.values().get()
    assert main(["sources", *words]) == 1
    assert said in capsys.readouterr().err
    assert Source.objects.values().get() == before


@pytest.mark.parametrize(
    "words", [["a", "b"], ["--every", "24h"], ["accept", "county", "--every", "24h"]]
)
def test_words_that_name_no_one_source_are_shown_how(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sources", *words]) == 2
    assert "porchlight sources accept jackson-aa" in capsys.readouterr().err


@pytest.mark.parametrize("time", ["24", "0h", "1y", "-1h", "9999d"])
def test_a_time_that_cannot_be_read_is_not_taken(time: str) -> None:
    with pytest.raises(SystemExit):
        main(["sources", "county", "--every", time])
