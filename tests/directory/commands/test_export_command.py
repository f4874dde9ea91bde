"""`porchlight export`, `table-template` and `duplicates`, as a host types them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from porchlight.directory.commands import files
from porchlight.directory.commands.files import write_file
from porchlight.directory.formats import refused
from porchlight.directory.formats.containers.sheet import open_sheet
from porchlight.directory.formats.hsds import write
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.models import Duplicate, Service, Source
from tests.directory.commands.test_import_command import main
from tests.directory.made_up import feed, row


def two_sources(now: datetime) -> None:
    import_feed("one", feed(row(notes="Ring twice."), row(slug="b", name="Else", day=2)), at=now)
    import_feed("two", feed(row()), at=now)


def test_meeting_guide_goes_out_and_comes_back(now: datetime, tmp_path: Path) -> None:
    two_sources(now)
    file = tmp_path / "meetings.json"
    assert main(["export", "meeting-guide", str(file), "--source", "one"]) == 0
    assert [one["name"] for one in json.loads(file.read_bytes())] == ["Else", "Magnolia Noon Group"]
    assert main(["import", "meeting-guide", str(file), "--source", "back"]) == 0
    assert Service.objects.filter(source__name="back").count() == 2


def test_hsds_goes_out_with_everything(now: datetime, tmp_path: Path) -> None:
    two_sources(now)
    file = tmp_path / "services.json"
    assert main(["export", "hsds", str(file)]) == 0
    assert len(json.loads(file.read_bytes())) == 3


def test_what_is_too_large_for_one_file_comes_back_from_a_zip(
    now: datetime,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    two_sources(now)
    monkeypatch.setattr(refused, "MAX_BYTES", 1_000)
    monkeypatch.setattr(write, "IN_A_PART", 2)
    assert main(["export", "hsds", str(tmp_path / "services.json")]) == 0
    assert "`export hsds-zip` makes one it reads" in capsys.readouterr().err
    file = tmp_path / "services.zip"
    assert main(["export", "hsds-zip", str(file)]) == 0
    assert capsys.readouterr().err == ""
    with zipfile.ZipFile(file) as bundle:
        assert bundle.namelist() == ["services-0001.ndjson", "services-0002.ndjson"]
        assert bundle.testzip() is None
        assert [len(bundle.read(name).splitlines()) for name in bundle.namelist()] == [2, 1]
    monkeypatch.undo()
    assert main(["import", "hsds", str(file), "--source", "back"]) == 0
    assert Service.objects.filter(source__name="back").count() == 3


def test_a_calendar_goes_out_with_what_people_come_to(
    now: datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two_sources(now)
    Service.objects.filter(key="b").update(kind="service")
    file = tmp_path / "meetings.ics"
    assert main(["export", "ical", str(file)]) == 0
    assert file.read_bytes().count(b"BEGIN:VEVENT") == 2
    assert "1  left out: care and help without a start" in capsys.readouterr().err
    assert main(["import", "ical", str(file), "--source", "back"]) == 0
    assert Service.objects.filter(source__name="back", status="active").count() == 2


def test_to_stdout_and_with_what_was_left_out(
    now: datetime, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    two_sources(now)
    Service.objects.filter(key="b").update(kind="service")
    assert main(["export", "meeting-guide", "-"]) == 0
    printed = capsysbinary.readouterr()
    assert len(json.loads(printed.out)) == 2
    assert b"1  left out: care, help and events" in printed.err


def test_a_source_or_a_folder_that_is_not_there_is_said(
    now: datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two_sources(now)
    file = tmp_path / "none" / "meetings.json"
    assert main(["export", "hsds", str(file)]) == 1
    assert f"{file} cannot be used: No such file" in capsys.readouterr().err
    assert main(["export", "hsds", str(tmp_path / "a"), "--source", "three"]) == 1
    assert "There are: one, two" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_whole_or_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "meetings.json"
    file.write_bytes(b"before")

    def broken() -> Iterator[bytes]:
        yield b"half"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_file(str(file), broken())
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]
    write_file(str(file), [b"af", b"ter"])
    assert file.read_bytes() == b"after"
    assert files.STDOUT == "-"


@pytest.mark.parametrize(("language", "heading"), [("en", "Name"), ("es", "Nombre")])
def test_the_template_is_written(language: str, heading: str, tmp_path: Path) -> None:
    file = tmp_path / "sheet.xlsx"
    assert main(["table-template", str(file), "--language", language]) == 0
    assert open_sheet(file.read_bytes()).header[0] == heading


def test_an_import_joins_what_others_say_and_the_list_shows_it(
    now: datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_feed("one", feed(row(notes="Ring twice.")), at=now)
    file = tmp_path / "two.json"
    file.write_bytes(feed(row()))
    assert main(["import", "meeting-guide", str(file), "--source", "two"]) == 0
    assert "1 listings say what others say" in capsys.readouterr().err
    assert main(["duplicates"]) == 0
    printed = capsys.readouterr().out
    assert "1 listings give way to another one." in printed
    assert "Magnolia Noon Group (two)" in printed
    assert "gives way to Magnolia Noon Group (one): same place, time and name" in printed


def test_two_are_taken_apart_by_number_for_good(
    now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    two_sources(now)
    assert main(["duplicates", "--look", "--json"]) == 0
    (pair,) = json.loads(capsys.readouterr().out)
    assert (pair["source"], pair["of_source"], pair["why"]) == ("two", "one", "place-time-name")
    assert main(["duplicates", "--undo", str(pair["id"]), "--look"]) == 0
    assert "0 listings give way" in capsys.readouterr().out
    assert Duplicate.objects.get().undone_at == now
    assert Source.objects.get(name="two").version == 3
    assert main(["duplicates", "--undo", "0"]) == 1
    assert "No pair of listings has the number 0" in capsys.readouterr().err
