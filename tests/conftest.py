"""The cast, the clock and the data folder of every test. tests/domain needs nothing of Django."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings as django_settings

# Before Django reads its settings: nothing a test does touches a real data folder. This is why
# pyproject.toml does not name the settings, which would be read before this file.
_FOLDER = tempfile.mkdtemp(prefix="porchlight-test-")
os.environ["PORCHLIGHT_DATA_DIR"] = _FOLDER
os.environ.setdefault("PORCHLIGHT_TEST_RUN", _FOLDER)  # the first one's, for all its workers
os.environ["DJANGO_SETTINGS_MODULE"] = "porchlight.settings"
Path(_FOLDER, "static").mkdir()  # the server's own files are looked for there
assert Path(_FOLDER).resolve() == django_settings.DATA_DIR
# A worker of pytest-xdist starts with this environment, and comes to its own folder first too.
del os.environ["DJANGO_SETTINGS_MODULE"]

# A slow moment of the machine is not a fault of the code.
hypothesis.settings.register_profile("porchlight", deadline=None)
hypothesis.settings.load_profile("porchlight")

NOW = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)  # a Wednesday, half past noon in Mississippi
SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NOTHING_SKIPPED = os.environ.get("PORCHLIGHT_NOTHING_SKIPPED") == "1"


def pytest_unconfigure() -> None:
    shutil.rmtree(_FOLDER, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests outside tests/domain use both databases; browser tests need Chromium."""
    for item in items:
        folder = item.path.relative_to(Path(__file__).parent).parts[0]
        is_own_server = item.get_closest_marker("server") is not None
        if folder not in {"domain", "words"} and not is_own_server:
            item.add_marker(pytest.mark.django_db(databases="__all__"))
        if "shared_data" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.thorough)
        if item.get_closest_marker("browser") and CHROMIUM is None:
            _missing(item, "no Chromium here. On Debian: apt-get install chromium")
    if any(item.get_closest_marker("django_db") for item in items):
        # Before any page is drawn: Django reads the Spanish catalogue once.
        from porchlight.web.messages import compile_messages

        compile_messages()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite tests run on a file, as the site does: a database in memory locks in another way."""
    from django.db import connections

    for connection in connections.all():
        if connection.vendor == "sqlite":
            file = Path(_FOLDER, f"test-{connection.alias}.sqlite3")
            connection.settings_dict["TEST"]["NAME"] = str(file)


def _missing(item: pytest.Item, reason: str) -> None:
    if NOTHING_SKIPPED:
        pytest.exit(f"{item.nodeid}: {reason}", returncode=1)
    item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real feeds and places. They are not part of the project, so tests do without when absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder of real data (../shared/data) is not here")
    return SHARED_DATA


@pytest.fixture
def now() -> Iterator[datetime]:
    """Wednesday 18 November 2026, 12:30 in Mississippi; the clock stands still."""
    import time_machine

    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture(autouse=True)
def _commands_find_all_prepared(request: pytest.FixtureRequest) -> None:
    """A command run inside a test works on the test's database, which pytest-django prepares."""
    if request.node.get_closest_marker("django_db"):
        from porchlight import preparing

        patch = request.getfixturevalue("monkeypatch")
        patch.setattr(preparing, "is_prepared", lambda: True)


@pytest.fixture(autouse=True)
def _nothing_kept_of_another_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """A database that is rolled back gives the same ids and versions to other listings."""
    yield
    if request.node.get_closest_marker("django_db"):
        from django.utils import translation

        from porchlight.directory.finder import search as finder
        from porchlight.directory.publish.hsds_api import serialize
        from porchlight.directory.queries import saved
        from porchlight.people.visits import counter
        from porchlight.web.context import is_demo

        translation.deactivate()  # a request speaks the person's language from then on
        counter.forget()
        is_demo.forget()
        finder.forget()
        saved.forget()
        serialize.list_counts.forget()


@pytest.fixture(autouse=True)
def _fast_hashes(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("django_db"):
        settings = request.getfixturevalue("settings")
        patch = request.getfixturevalue("monkeypatch")
        patch.setattr("porchlight.people.signing_in.MEMORY_KIB", 8)
        patch.setattr("porchlight.people.signing_in.PASSES", 1)
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        settings.STORAGES = {
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        }


def _member(name: str, **chosen: Any) -> Callable[..., Any]:
    @pytest.fixture(name=name)
    def person(db: None) -> Any:
        from tests.make import make_person

        return make_person(name, **chosen)

    return person


ana = _member("ana")  # in recovery
rosa = _member("rosa", language="es")  # her mother
ben = _member("ben")  # her sponsor
dana = _member("dana")  # a coach
mo = _member("mo", is_host=True)  # moderator and host
cleo = _member("cleo", zone="America/New_York")  # a stranger


@pytest.fixture
def client_of() -> Callable[..., Any]:
    """`client_of(ana)`: a client signed in as her; `client_of(None)`: signed out."""
    from django.test import Client

    def signed_in(person: Any) -> Client:
        client = Client()
        if person is not None:
            client.force_login(person)
        return client

    return signed_in
