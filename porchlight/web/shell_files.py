"""The files every page stands on, in one list for the page's head and for the offline worker."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static

# reset.css declares the order of the layers, so it comes first.
STYLES = tuple(
    f"css/{name}.css"
    for name in (
        "reset",
        "tokens",
        "base",
        "shell",
        "shell-wide",
        "scene",
        "porch",
        "pictures",
        "controls",
        "choices",
        "ticks",
        "asks",
        "blocks",
        "lamps",
        "rows",
        "lights",
        "chips",
        "figures",
        "guided",
        "invitations",
        "sharing",
        "shown",
        "thread",
        "agreements",
        "rings",
        "asking",
        "lessons",
        "meet",
        "listing",
        "map",
        "pages",
        "utilities",
    )
)
ONE_SHEET = "css/all.css"  # all of them, as collected files have it
SCRIPTS = tuple(f"js/{name}.js" for name in ("exit", "focus", "network", "offline"))
SPRITE = "icons/sprite.svg"
PICTURES = (SPRITE, "icons/lamp.svg", "icons/cloud.svg")
TRUSTED, LOCK = "js/trusted.js", "js/lock.js"
HTMX = "django_htmx/htmx-2.min.js"
LEAFLET, LEAFLET_STYLE = "leaflet/leaflet.js", "leaflet/leaflet.css"


def styles() -> tuple[str, ...]:
    """The sheets that a page links to: one where files are collected, else each by itself."""
    return (ONE_SHEET,) if getattr(staticfiles_storage, "has_one_sheet", False) else STYLES


def shell_addresses() -> list[str]:
    """Addresses of the files to keep for the time without a network, with their content hashes."""
    return [static(name) for name in (*styles(), *SCRIPTS, *PICTURES, TRUSTED, LOCK, HTMX)]


@cache
def integrity(name: str) -> str:
    """Subresource-integrity value of a static file that another project wrote."""
    digest = hashlib.sha384(_as_served(name)).digest()
    return f"sha384-{base64.b64encode(digest).decode('ascii')}"


@cache
def icon_names() -> list[str]:
    return re.findall(r'<symbol id="([^"]+)"', _content(SPRITE).decode())


def _as_served(name: str) -> bytes:
    """What the browser gets: collecting files writes new addresses into sheets and scripts."""
    stored_name = getattr(staticfiles_storage, "stored_name", None)
    if stored_name is None:
        return _content(name)
    return Path(staticfiles_storage.path(stored_name(name))).read_bytes()


def _content(name: str) -> bytes:
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(f"The static file {name} is not installed.")
    return Path(path).read_bytes()
