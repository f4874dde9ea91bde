"""Bring the data folder up to date: tables, words, static files."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from porchlight import room
from porchlight.people.keystore.router import KEYSTORE
from porchlight.web.messages import compile_messages

# What `prepare` depends on; when none of it changed since last time, there is nothing to do.
SOURCES = (
    "porchlight/**/migrations/*.py",
    "porchlight/web/shell_files.py",
    "static/**/*",
    "locale/**/*.po",
    "requirements.lock",
)


def is_prepared() -> bool:
    """Costs a look at some files, and loads nothing."""
    stamp = _stamp()
    return (
        stamp.exists()
        and stamp.read_text(encoding="ascii") == _state_of_sources()
        and _has_tables()
    )


def prepare() -> None:
    """Safe to run at any time."""
    room.keep()
    compile_messages()
    call_command("migrate", verbosity=0)
    call_command("migrate", database=KEYSTORE, verbosity=0)
    # Older files stay: a server that is running goes on linking to them until it is started again.
    call_command("collectstatic", verbosity=0, interactive=False)
    _stamp().write_text(_state_of_sources(), encoding="ascii")


def prepare_apart() -> None:
    """Prepare in a process of its own, whose memory is given back when it ends."""
    words = [sys.executable, "-m", "porchlight.cli", "prepare"]
    environment = {**os.environ, "PYTHONPATH": str(settings.BASE_DIR)}
    subprocess.run(words, check=True, env=environment)  # noqa: S603 - our own words


def _stamp() -> Path:
    return settings.DATA_DIR / ".prepared"


def _has_tables() -> bool:
    """A database file, or a compiled catalogue, that somebody took away is made again."""
    catalogues = settings.BASE_DIR.glob("locale/*/LC_MESSAGES/*.po")
    if not all(catalogue.with_suffix(".mo").exists() for catalogue in catalogues):
        return False
    files = [Path(str(database["NAME"])) for database in settings.DATABASES.values()]
    return all(file.exists() for file in files if file.is_absolute())


def _state_of_sources() -> str:
    """A fingerprint of everything `prepare` works from, and of which database it works on."""
    digest = hashlib.sha256(str(settings.DATABASES["default"]).encode())
    for pattern in SOURCES:
        for path in sorted(settings.BASE_DIR.glob(pattern)):
            if path.is_file():
                digest.update(f"{path}|{path.stat().st_size}|{path.stat().st_mtime_ns}".encode())
    return digest.hexdigest()
