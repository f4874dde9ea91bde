"""Several files, or a folder of them, arrive at a reader as one zip in memory."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.intake import local_files
from porchlight.directory.intake.local_files import read_files


def contents(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def test_one_file_is_taken_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "feed.json").write_bytes(b"[]")
    assert read_files([str(tmp_path / "feed.json")]) == b"[]"


def test_a_folder_becomes_one_zip_without_what_is_hidden_or_leads_elsewhere(
    tmp_path: Path,
) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.csv", "a.csv", "inner/c.csv", ".hidden", ".git/config"):
        (tmp_path / name).write_text(name)
    (tmp_path / "link.csv").symlink_to("/etc/hostname")
    packed = read_files([str(tmp_path)])
    assert contents(packed) == {name: name.encode() for name in ("a.csv", "b.csv", "inner/c.csv")}
    assert read_files([str(tmp_path)]) == packed


def test_two_files_of_one_name_are_both_kept(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "feed.json").write_text(folder)
    packed = read_files([str(tmp_path / one / "feed.json") for one in ("one", "two")])
    assert sorted(contents(packed).values()) == [b"one", b"two"]


def test_too_much_is_refused_before_it_is_all_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).write_bytes(bytes(40))
    monkeypatch.setattr(local_files, "MAX_BYTES", 100)
    with pytest.raises(FeedRefused, match="Together the files are larger"):
        read_files([str(tmp_path)])
    monkeypatch.setattr(local_files, "MOST_FILES", 2)
    with pytest.raises(FeedRefused, match="3 files; 2 is the most"):
        read_files([str(tmp_path)])


def test_an_empty_folder_and_a_path_that_is_not_there_are_said(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match="no file in this folder"):
        read_files([str(tmp_path)])
    with pytest.raises(FileNotFoundError):
        read_files([str(tmp_path / "nothing")])
    with pytest.raises(FileNotFoundError):
        read_files([str(tmp_path / "nothing"), str(tmp_path / "nor this")])
