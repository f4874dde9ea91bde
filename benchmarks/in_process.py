"""What benchmarks of pages share: a fresh folder, the site in one process, and its times.

A page goes through the whole site but its server. Times are milliseconds of processor time, the
least of many.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

TIMES = 60


def on_a_fresh_folder(measure: Callable[[], dict[str, Any]]) -> None:
    """Print what `measure` says, and end with 1 unless it says `bars_held`."""
    with tempfile.TemporaryDirectory(prefix="porchlight-bench-") as folder:
        os.environ["PORCHLIGHT_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "porchlight.settings"
        import django

        django.setup()
        figures = measure()
    print(json.dumps(figures, indent=2))
    sys.exit(0 if figures["bars_held"] else 1)


def make_tables() -> None:
    from django.core.management import call_command

    for database in ("default", "keystore"):
        call_command("migrate", database=database, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def people_of_a_new_site(*names: str) -> list[Any]:
    """A migrated site with a community and these people."""
    from porchlight.people.actions import NewAccount, found_community, join

    make_tables()
    now = datetime.now(UTC)
    found_community("Bench", is_demo=False, at=now)
    return [join(NewAccount(name, "", "en", "US", "America/Chicago"), now) for name in names]


def tie_to_account(owner: Any, other: Any) -> Any:
    """A tie of `owner` with the account of `other` behind it."""
    from porchlight.circles.actions import Card, add_person

    tie = add_person(owner, Card("Other"), datetime.now(UTC).date())
    tie.account = other
    tie.save(update_fields=["account"])
    return tie


def answer_of(
    application: Any, path: str, query: str, cookie: str
) -> tuple[str, dict[str, str], bytes]:
    """Status, headers and body."""
    got: list[tuple[str, dict[str, str]]] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_COOKIE": cookie,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    answer = application(
        environ, lambda status, headers, error=None: got.append((status[:3], dict(headers)))
    )
    body = b"".join(answer)
    answer.close()
    ((status, headers),) = got
    return status, headers, body


def ask(application: Any, path: str, query: str, cookie: str) -> int:
    """The length of the answer's body."""
    status, _headers, body = answer_of(application, path, query, cookie)
    assert status in ("200", "204"), (path, status)
    return len(body)


def least_ms(once: Callable[[], object]) -> float:
    def timed() -> float:
        began = time.process_time()
        once()
        return 1e3 * (time.process_time() - began)

    for _ in range(10):
        once()
    return min(timed() for _ in range(TIMES))
