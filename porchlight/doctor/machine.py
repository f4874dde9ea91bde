"""What can be looked at without the database: the machine, the folder, the prepared files."""

from __future__ import annotations

import json
import os
import platform
import shutil
import sqlite3
import stat
import sys
import zoneinfo
from collections.abc import Iterator
from datetime import datetime
from importlib import metadata
from pathlib import Path

from django.conf import settings

from porchlight import room
from porchlight.doctor.finding import Finding, broken, look, ok
from porchlight.sqlite_gate import FIRST_SAFE_VERSION

OLDEST_PYTHON = (3, 11)
MEGABYTE = 1_000_000
LITTLE_DISK, NO_DISK = 1_000 * MEGABYTE, 64 * MEGABYTE
OTHERS = 0o077
PREPARE = "Run: script/porchlight prepare"


def python(now: datetime) -> Iterator[Finding]:
    version = platform.python_version()
    if sys.version_info < OLDEST_PYTHON:
        yield broken("Python", version, "Install Python 3.11 or newer and run script/serve again.")
    else:
        yield ok("Python", version)


def sqlite(now: datetime) -> Iterator[Finding]:
    version = f"{sqlite3.sqlite_version}, from {sqlite3.__name__}"
    if settings.SQLITE_MAY_USE_WAL:
        yield ok("SQLite", version)
    elif settings.SQLITE_IS_SAFE:
        yield ok("SQLite", f"{version}; PORCHLIGHT_SQLITE_WAL is off: the slower journal is used")
    else:
        safe = ".".join(map(str, FIRST_SAFE_VERSION))
        yield look(
            "SQLite",
            f"{version}, can damage a database in WAL mode: the slower journal is used",
            f"Delete .venv and run script/serve, which installs a newer one, or get SQLite {safe}.",
        )


def settings_in_force(now: datetime) -> Iterator[Finding]:
    if settings.DEBUG:
        yield look(
            "settings",
            "PORCHLIGHT_DEBUG is on: pages show what only you may see",
            "Leave PORCHLIGHT_DEBUG out when real people use this.",
        )
    else:
        yield ok("settings", f"data in {settings.DATA_DIR}")


def disk(now: datetime) -> Iterator[Finding]:
    folder = next(path for path in (settings.DATA_DIR, *settings.DATA_DIR.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    what = f"{free / MEGABYTE:,.0f} MB free"
    mend = f"Make room on the disk of {folder}."
    if free < NO_DISK:
        yield broken("disk", what, mend)
    elif free < LITTLE_DISK:
        yield look("disk", what, mend)
    else:
        yield ok("disk", what)


def kept_room(now: datetime) -> Iterator[Finding]:
    """The file that gives way when the disk is full (porchlight/room.py)."""
    if room.is_kept():
        yield ok("room kept", f"{room.SIZE / MEGABYTE:,.0f} MB for leaving when the disk is full")
    elif not Path(settings.DATA_DIR).is_dir():
        yield look("room kept", "none yet", PREPARE)
    else:
        yield broken(
            "room kept",
            "none: the disk is or was full, and nothing new is saved",
            f"Make room on the disk of {settings.DATA_DIR}; then run: script/porchlight prepare",
        )


def permissions(now: datetime) -> Iterator[Finding]:
    """Databases and keys are the owner's alone; the folders around them as well."""
    folder: Path = settings.DATA_DIR
    if not folder.is_dir():
        yield broken("permissions", f"there is no folder {folder}", "Run: script/serve")
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        yield broken(
            "permissions",
            f"{folder} cannot be written by this account",
            f"Run: chown -R $(whoami) {folder}",
        )
    open_files = [path for path in _private_files() if _mode(path) & OTHERS]
    for path in open_files:
        yield broken("permissions", f"others can read {path}", f"Run: chmod 600 {path}")
    open_folders = [path for path in (folder, settings.KEYS_DIR) if _mode(path) & OTHERS]
    for path in open_folders:
        yield look("permissions", f"others can look into {path}", f"Run: chmod 700 {path}")
    if not open_files and not open_folders:
        yield ok("permissions", "nobody else can read the data or the keys")


def zone_data(now: datetime) -> Iterator[Finding]:
    version = _zone_version()
    n_zones = len(zoneinfo.available_timezones())
    what = f"{n_zones} zones, version {version}"
    mend = "Update the system's tzdata, or: pip install --upgrade tzdata"
    if not n_zones:
        yield broken("time zones", "no time zones on this machine", mend)
    elif version[:4].isdigit() and int(version[:4]) < now.year - 1:
        yield look("time zones", f"{what}: rules may have changed since", mend)
    else:
        yield ok("time zones", what)


def static_files(now: datetime) -> Iterator[Finding]:
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        yield broken("static files", "not prepared, so no page can be shown", PREPARE)
        return
    paths = json.loads(manifest.read_text(encoding="utf-8"))["paths"]
    gone = [name for name in paths.values() if not (manifest.parent / name).exists()]
    if gone:
        yield broken("static files", f"{len(gone)} of {len(paths)} are gone", PREPARE)
    elif _newest(settings.BASE_DIR / "static", "**/*") > manifest.stat().st_mtime:
        yield look("static files", "older than the ones in static/", PREPARE)
    else:
        yield ok("static files", f"{len(paths)} prepared")


def messages(now: datetime) -> Iterator[Finding]:
    folder = Path(settings.LOCALE_PATHS[0])
    catalogues = sorted(folder.glob("*/LC_MESSAGES/*.po"))
    stale = [path for path in catalogues if not _is_compiled(path)]
    for path in stale:
        language = path.parent.parent.name
        yield look("messages", f"the words of {language!r} are not up to date", PREPARE)
    if not stale:
        yield ok("messages", f"{len(catalogues) + 1} languages")


def _private_files() -> list[Path]:
    """Databases with their journals, and everything in the keys folder."""
    databases = settings.DATA_DIR.glob("*.sqlite3*")
    return sorted(p for p in (*databases, *settings.KEYS_DIR.glob("*")) if p.is_file())


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _zone_version() -> str:
    """Of the rules Python uses: the system's when it has any, the package's otherwise."""
    for folder in map(Path, zoneinfo.TZPATH):
        listed = folder / "tzdata.zi"
        if listed.exists():
            with listed.open(encoding="utf-8") as file:
                return file.readline().removeprefix("# version ").strip()
        if (folder / "Etc" / "UTC").exists():
            return "not told (the system's own)"
    return metadata.version("tzdata")


def _newest(folder: Path, pattern: str) -> float:
    return max((p.stat().st_mtime for p in Path(folder).glob(pattern) if p.is_file()), default=0.0)


def _is_compiled(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime_ns > catalogue.stat().st_mtime_ns
