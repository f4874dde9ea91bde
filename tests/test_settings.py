"""Settings come from the environment, and stop the start in clear words when they are off."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Barrier, Thread

import pytest

from porchlight import environment
from porchlight.environment import (
    SettingError,
    env_bool,
    env_int,
    env_list,
    env_path,
    env_text,
    env_tiles,
    secret_file,
    secret_key_file,
)

CHECKOUT = Path(__file__).resolve().parents[1]
SHOW = (
    "from porchlight import settings as s; print(s.DATA_DIR, s.SQLITE_MAY_USE_WAL, "
    "s.SESSION_COOKIE_NAME, s.PROXIES, s.DATABASES['default']['ENGINE'], s.DEBUG, sep='\\n')"
)


@pytest.mark.parametrize(
    ("value", "meant"),
    [("1", True), ("true", True), ("YES", True), (" on ", True), ("0", False), ("off", False),
     ("No", False), ("FALSE", False), ("", True), ("  ", True)],
)  # fmt: skip
def test_on_and_off_can_be_written_in_several_ways(monkeypatch, value, meant):
    monkeypatch.setenv("LAMP", value)
    assert env_bool("LAMP", default=True) is meant


@pytest.mark.parametrize("value", ["2", "maybe", "truee", "-", "1 0"])
def test_a_switch_that_is_neither_on_nor_off_stops_the_start(monkeypatch, value):
    monkeypatch.setenv("LAMP", value)
    with pytest.raises(SettingError, match=r"LAMP is .* Write 1 for on or 0 for off"):
        env_bool("LAMP", default=True)


@pytest.mark.parametrize(("value", "meant"), [("", 1), ("0", 0), (" 2 ", 2)])
def test_a_number_within_its_range_is_taken(monkeypatch, value, meant):
    monkeypatch.setenv("LAMP", value)
    assert env_int("LAMP", default=1, low=0, high=2) == meant


@pytest.mark.parametrize("value", ["3", "-1", "1.5", "two", "1e1"])
def test_a_number_outside_of_it_stops_the_start(monkeypatch, value):
    monkeypatch.setenv("LAMP", value)
    with pytest.raises(SettingError, match=r"LAMP is .* Write a"):
        env_int("LAMP", default=1, low=0, high=2)


def test_lists_texts_and_paths_are_trimmed(monkeypatch, tmp_path):
    monkeypatch.setenv("LAMP", f" {tmp_path}/a , b,, ")
    assert env_list("LAMP") == [f"{tmp_path}/a", "b"]
    monkeypatch.setenv("LAMP", f" {tmp_path}/x/../y ")
    assert env_path("LAMP", Path("/default")) == tmp_path / "y"
    monkeypatch.delenv("LAMP")
    assert env_text("LAMP", "none") == "none"
    assert env_path("LAMP", Path("/default")) == Path("/default")


TILES = "https://tiles.example.org/{z}/{x}/{y}.png"


def test_the_tiles_of_a_map_come_from_one_server_with_a_credit(monkeypatch):
    assert env_tiles("LAMP", "LAMP_BY") is None
    monkeypatch.setenv("LAMP", TILES)
    with pytest.raises(SettingError, match="LAMP_BY is missing"):
        env_tiles("LAMP", "LAMP_BY")
    monkeypatch.setenv("LAMP_BY", "© map makers")
    tiles = env_tiles("LAMP", "LAMP_BY")
    assert (tiles.origin, tiles.host, tiles.credit) == (
        "https://tiles.example.org", "tiles.example.org", "© map makers",
    )  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        "http://tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}.png",
        "https://*.example.org/{z}/{x}/{y}.png",
        "https://{s}.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org;script-src/{z}/{x}/{y}.png",
        "https://me:secret@tiles.example.org/{z}/{x}/{y}.png",
        "tiles",
    ],
)
def test_tiles_from_anywhere_or_everywhere_stop_the_start(monkeypatch, address):
    monkeypatch.setenv("LAMP", address)
    monkeypatch.setenv("LAMP_BY", "© map makers")
    with pytest.raises(SettingError, match="LAMP is"):
        env_tiles("LAMP", "LAMP_BY")


def test_a_missing_secret_is_made_once_for_its_owner_alone(tmp_path):
    path = tmp_path / "keys" / "root.key"
    made = secret_file("LAMP", path)
    assert len(bytes.fromhex(made)) == 32
    assert secret_file("LAMP", path) == made
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_two_processes_that_start_together_get_the_same_secret(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "exists", lambda self: False)  # both looked before either wrote
    path, got, start = tmp_path / "root.key", [], Barrier(8)

    def begin() -> None:
        start.wait()
        got.append(secret_file("LAMP", path))

    threads = [Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 8
    assert len(set(got)) == 1


def test_a_secret_of_ones_own_is_read_from_its_named_file(tmp_path, monkeypatch):
    named = tmp_path / "mine"
    named.write_text("ab" * 32 + "\n")
    named.chmod(0o400)
    monkeypatch.setenv("LAMP_FILE", str(named))
    assert secret_key_file("LAMP", tmp_path / "unused") == bytes([0xAB]) * 32
    assert not (tmp_path / "unused").exists()


BAD_SECRETS = {
    "not there": (None, 0o600, "cannot be read"),
    "empty": ("", 0o600, "too short"),
    "too short": ("ab" * 31, 0o600, "too short"),
    "for its group to read": ("ab" * 32, 0o640, "chmod 600"),
    "for everybody to read": ("ab" * 32, 0o604, "chmod 600"),
    "not hex": ("zz" * 32, 0o600, "64 hex digits"),
    "too long for a key": ("ab" * 33, 0o600, "64 hex digits"),
    "not text": ("é" * 64, 0o600, "cannot be read"),
}


@pytest.mark.parametrize("fault", BAD_SECRETS)
def test_a_secret_that_cannot_be_used_stops_the_start_and_says_the_mend(
    tmp_path, monkeypatch, fault
):
    content, mode, says = BAD_SECRETS[fault]
    named = tmp_path / "mine"
    if content is not None:
        named.write_text(content, encoding="utf-8")
        named.chmod(mode)
    monkeypatch.setenv("LAMP_FILE", str(named))
    with pytest.raises(SettingError, match=says) as stopped:
        secret_key_file("LAMP", tmp_path / "unused")
    assert content is None or content == "" or content not in str(stopped.value)


def settings_with(tmp_path: Path, **chosen: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items()
             if not name.startswith(("PORCHLIGHT_", "DATABASE_URL", "DJANGO_"))}  # fmt: skip
    chosen = {"PORCHLIGHT_DATA_DIR": str(tmp_path / "data"), **chosen}
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        env={**clean, **chosen, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_any_setting_the_site_has_safe_defaults(tmp_path):
    shown = settings_with(tmp_path)
    assert shown.stdout.split("\n")[:6] == [
        str(tmp_path / "data"), "True", "visit", "0", "porchlight.sqlite", "False",
    ]  # fmt: skip
    assert (tmp_path / "data" / "keys").stat().st_mode & 0o777 == 0o700


def test_a_host_may_ask_for_the_slower_journal(tmp_path):
    shown = settings_with(tmp_path, PORCHLIGHT_SQLITE_WAL="0")
    assert shown.stdout.split("\n")[1] == "False"


def test_behind_https_the_cookies_are_bound_to_the_host(tmp_path):
    assert "__Host-visit" in settings_with(tmp_path, PORCHLIGHT_HTTPS="1").stdout


def test_secrets_of_ones_own_leave_room_for_the_keystore(tmp_path):
    for name in ("root", "session", "push"):
        file = tmp_path / name
        file.write_text("ab" * 48 if name == "session" else "ab" * 32)
        file.chmod(0o600)
    shown = settings_with(
        tmp_path,
        PORCHLIGHT_ROOT_KEY_FILE=str(tmp_path / "root"),
        PORCHLIGHT_SECRET_KEY_FILE=str(tmp_path / "session"),
        PORCHLIGHT_PUSH_KEY_FILE=str(tmp_path / "push"),
    )
    assert shown.returncode == 0, shown.stderr
    assert list((tmp_path / "data" / "keys").iterdir()) == []


OFF = {
    "PORCHLIGHT_PROXIES": ("3", "PORCHLIGHT_PROXIES is 3"),
    "PORCHLIGHT_HTTPS": ("perhaps", "PORCHLIGHT_HTTPS is 'perhaps'"),
    "PORCHLIGHT_PUSH_CONTACT": ("mailto:me@localhost", "PORCHLIGHT_PUSH_CONTACT is 'mailto:me"),
    "DATABASE_URL": ("mysql://localhost/x", "DATABASE_URL is for PostgreSQL"),
    "PORCHLIGHT_ROOT_KEY_FILE": ("/nowhere/root.key", "cannot be read"),
}


@pytest.mark.parametrize("name", OFF)
def test_a_setting_that_is_off_stops_the_start_with_one_clear_line(tmp_path, name):
    value, says = OFF[name]
    shown = settings_with(tmp_path, **{name: value})
    assert shown.returncode != 0
    assert says in shown.stderr
    assert "Traceback" not in shown.stderr


def test_every_reader_of_settings_is_named_in_the_documents():
    """docs/self-hosting.md has a line for every name that settings.py reads."""
    source = (CHECKOUT / "porchlight" / "settings.py").read_text(encoding="utf-8")
    names = {
        word.strip("\"'(),")
        for word in source.replace("(", "( ").split()
        if word.startswith('"PORCHLIGHT_')
    } | {"DATABASE_URL"}
    assert len(names) >= 6
    manual = (CHECKOUT / "docs" / "self-hosting.md").read_text(encoding="utf-8")
    assert {name for name in names if name not in manual} == set()


def test_the_readers_are_all_there_is():
    public = {name for name in vars(environment) if name.startswith(("env_", "secret_"))}
    assert public == {
        "env_text", "env_bool", "env_contact", "env_int", "env_list", "env_path", "env_tiles",
        "secret_file", "secret_key_file",
    }  # fmt: skip
