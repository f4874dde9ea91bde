"""Typed readers of the environment. A setting that is off stops the start and says the mend."""

from __future__ import annotations

import os
import re
import secrets
import stat
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit


class SettingError(SystemExit):
    """A setting or secret that cannot be used; the message names it and says what to do."""


def env_text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def env_bool(name: str, default: bool) -> bool:
    value = env_text(name).lower()
    if value == "":
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise SettingError(f"{name} is {value!r}. Write 1 for on or 0 for off.")


def env_int(name: str, default: int, low: int, high: int) -> int:
    value = env_text(name)
    if value == "":
        return default
    try:
        number = int(value)
    except ValueError:
        raise SettingError(f"{name} is {value!r}. Write a whole number.") from None
    if not low <= number <= high:
        raise SettingError(f"{name} is {number}. Write a number from {low} to {high}.")
    return number


def cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def env_list(name: str) -> list[str]:
    return [item.strip() for item in env_text(name).split(",") if item.strip()]


def env_path(name: str, default: Path) -> Path:
    value = env_text(name)
    return Path(value).expanduser().resolve() if value else default


def package_folder(name: str) -> Path:
    """The folder of an installed package, which is not imported for it."""
    found = find_spec(name)
    if found is None or not found.submodule_search_locations:
        raise SettingError(f"The package {name} is not installed. Run script/serve once more.")
    return Path(found.submodule_search_locations[0])


def env_contact(name: str, host: str) -> str:
    """Where a person is reached, as mailto: or https:. Left out: the site on `host`, when that is a
    name on the open internet, else nowhere."""
    contact = env_text(name) or (f"https://{host}" if _is_open_name(host) else "")
    scheme, _, rest = contact.partition(":")
    is_mail = scheme == "mailto" and re.fullmatch(r"[^@\s]+@[^@\s]+", rest)
    is_page = scheme == "https" and urlsplit(contact).hostname
    place = (rest.rpartition("@")[2] if is_mail else urlsplit(contact).hostname) or ""
    if contact and not ((is_mail or is_page) and _is_open_name(place)):
        raise SettingError(
            f"{name} is {contact!r}. Write it like mailto:you@example.org or https://example.org"
        )
    return contact


def _is_open_name(host: str) -> bool:
    """Push services refuse whoever is reached at localhost, or at a number."""
    return bool(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+", host.lower()))


@dataclass(frozen=True)
class Tiles:
    """Where map pictures come from: an address with {z}, {x} and {y}, its origin, its credit."""

    address: str
    origin: str
    credit: str

    @property
    def host(self) -> str:
        return self.origin.partition("://")[2]


def env_tiles(name: str, credit_name: str) -> Tiles | None:
    """The host's tile server, or None. HTTPS, or a server on this machine."""
    address, credit = env_text(name), env_text(credit_name)
    if not address:
        return None
    parts = urlsplit(address)
    is_here = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"}
    is_whole = all(mark in address for mark in ("{z}", "{x}", "{y}"))
    has_plain_host = bool(re.fullmatch(r"[a-z0-9.-]+(:\d{1,5})?", parts.netloc))
    if not (parts.scheme == "https" or is_here) or not is_whole or not has_plain_host:
        raise SettingError(
            f"{name} is {address!r}. Write it like https://tiles.example.org/{{z}}/{{x}}/{{y}}.png"
        )
    if not credit:
        raise SettingError(f"{credit_name} is missing. Write who made the map, as they ask for it.")
    return Tiles(address, f"{parts.scheme}://{parts.netloc}", credit)


def secret_file(name: str, default: Path, n_bytes: int = 32) -> str:
    """Text of a secret kept in a file that only its owner can read.

    The path comes from `<name>_FILE`, else `default`. A missing default file is made once, with
    `n_bytes` random bytes in hex; a missing named file, a short secret or a file that others can
    read stops the start.
    """
    named = env_text(f"{name}_FILE")
    path = Path(named) if named else default
    if not named:
        _make_once(path, n_bytes)
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        value = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as cause:
        raise SettingError(f"The secret file {path} cannot be read: {cause}.") from cause
    if mode & 0o077:
        raise SettingError(f"Others can read {path}. Run: chmod 600 {path}")
    if len(value) < n_bytes * 2:
        raise SettingError(f"The secret in {path} is too short. It needs {n_bytes * 2} hex digits.")
    return value


def secret_key_file(name: str, default: Path) -> bytes:
    """A 256-bit key from a secret file, written as 64 hex digits."""
    value = secret_file(name, default, n_bytes=32)
    try:
        key = bytes.fromhex(value)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise SettingError(f"The key of {name} is off. Write exactly 64 hex digits, 0-9 and a-f.")
    return key


def _make_once(path: Path, n_bytes: int) -> None:
    """Two processes may start at once: the file appears whole, under its name, or not at all."""
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(n_bytes) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
