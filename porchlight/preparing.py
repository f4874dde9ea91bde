"""Bring the data folder up to date: tables, words, static files, places."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from porchlight.directory.places import load_places
from porchlight.people.keystore.router import KEYSTORE
from porchlight.web.messages import compile_messages

# What `prepare` depends on; when none of it changed since last time, there is nothing to do.
SOURCES = ("porchlight/**/migrations/*.py", "static/**/*", "requirements.lock")


def prepare() -> None:
    """Safe to run at any time; costs a look at some files when nothing has changed."""
    compile_messages()  # beside their source in the checkout, so no data folder's stamp covers them
    stamp = settings.DATA_DIR / ".prepared"
    state = _state_of_sources()
    if stamp.exists() and stamp.read_text(encoding="ascii") == state and _has_tables():
        return
    call_command("migrate", verbosity=0)
    call_command("migrate", database=KEYSTORE, verbosity=0)
    # Older files stay: a server that is running goes on linking to them until it is started again.
    call_command("collectstatic", verbosity=0, interactive=False)
    load_places()
    stamp.write_text(state, encoding="ascii")


def _has_tables() -> bool:
    """A database file that somebody took away is made again; a server's own is left to it."""
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
