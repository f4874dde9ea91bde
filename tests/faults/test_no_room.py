"""A full disk and a busy database: clear words, nothing half done, nothing typed is lost."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from porchlight.checkins.models import CheckIn
from porchlight.circles.models import Contact, Tie
from porchlight.leaving import WAYS_OUT
from porchlight.people.models import Receipt
from tests.access.table import TABLE
from tests.conftest import NOTHING_SKIPPED
from tests.faults.load import look_at
from tests.make import TODAY, decision_of, make_check_in, make_person, make_tie
from tests.server import Server, Visitor, join, set_up_community

pytestmark = pytest.mark.faults
on_its_own_connection = pytest.mark.django_db(transaction=True, databases="__all__")

FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
NOTE = "The river was high, and I walked home the long way. " * 70  # needs pages of its own
LIVE_ADDRESSES = "directory_calendarfeed WHERE ended_at IS NULL"
OPEN_INVITATIONS = "circles_invitation WHERE stopped_at IS NULL"
WHOLE = {"mood": "2", "urge": "7", "contact": "brief", "lonely": "6", "note": NOTE}


@contextmanager
def a_full_disk():
    """SQLite may not take one page more: a real SQLITE_FULL from the engine itself."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # no page is left over from what other tests deleted
        cursor.execute("PRAGMA page_count")
        (held,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {held}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 4294967294")


@contextmanager
def somebody_elses_lock():
    """Another process writes for longer than anybody here waits."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 100")
    other = sys.modules["sqlite3"].connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


TROUBLES = {
    "a full disk": (a_full_disk, "no-room"),
    "a locked database": (somebody_elses_lock, "busy"),
}


@pytest.fixture
def ana_here():
    """Ana with a friend and yesterday kept, signed in; she writes a long note for today."""
    ana = make_person("ana")
    make_tie(ana, "Rosa", phone="601-555-0123")
    client = Client(headers=FROM_HERE)
    client.force_login(ana)
    return ana, client


def write_today(client: Client, key: str):
    rosa = Tie.objects.get()
    return client.post(f"/check-ins/{TODAY}/", {**WHOLE, "key": key, "talked_with": [str(rosa.pk)]})


@pytest.mark.parametrize("trouble", TROUBLES)
@on_its_own_connection
def test_what_cannot_be_saved_is_said_and_stays_on_the_page(now, ana_here, trouble):
    ana, client = ana_here
    arrange, code = TROUBLES[trouble]
    key = str(uuid4())
    with arrange():
        answer = write_today(client, key)
        page = answer.content.decode()
        assert answer.status_code == 503
        assert answer["Retry-After"]
        assert f'<h1 id="{code}"' in page
        assert NOTE.strip() in page
        assert f'name="key" value="{key}"' in page
        # Nothing is half there.
        for model in (CheckIn, Contact, Receipt):
            assert not model.objects.exists()
        # A second try meets the same page, not a broken connection.
        assert write_today(client, key).status_code == 503
    assert write_today(client, key).status_code == 303
    assert write_today(client, key).status_code == 303
    assert CheckIn.objects.get().note.open(decision_of(ana)) == NOTE.strip()
    assert Receipt.objects.count() == Contact.objects.count() == 1


@pytest.mark.parametrize("trouble", TROUBLES)
@on_its_own_connection
def test_what_was_kept_before_is_untouched_and_readable(now, ana_here, trouble):
    ana, client = ana_here
    make_check_in(ana, note="short")
    with TROUBLES[trouble][0]():
        assert write_today(client, str(uuid4())).status_code == 503
        assert "short" in client.get("/me/notes/").content.decode()
        assert client.get("/people/").status_code == 200
    assert CheckIn.objects.get().note.open(decision_of(ana)) == "short"


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("who", ["ana", "nobody"])
@on_its_own_connection
def test_help_and_exit_work_all_the_same(now, ana_here, trouble, who):
    client = ana_here[1] if who == "ana" else Client(headers=FROM_HERE)
    with TROUBLES[trouble][0]():
        for path in ("/help/", "/help/us/", "/help/us/steps/"):
            assert client.get(path).status_code == 200, path
        gone = client.post("/exit/")
        assert gone.status_code == 303
        assert client.get("/today/").status_code == 302, "the browser is still signed in"


# --- a disk that is really full -----------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 160 MB, which only root can make."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=160m", "none", str(place)], capture_output=True
    )
    if made.returncode != 0:
        unable = pytest.fail if NOTHING_SKIPPED else pytest.skip
        unable("making a small disk needs root: " + made.stderr.decode().strip())
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def site(small_disk):
    server = Server(small_disk / "site")
    server.folder.mkdir()
    server.start()
    yield server
    server.stop()


def fill(disk: Path) -> Path:
    filler = disk / "filler"
    with filler.open("wb") as file, suppress(OSError):
        for size in (1 << 20, 1 << 12, 1):
            with suppress(OSError):
                while True:
                    os.write(file.fileno(), bytes(size))
    return filler


def add_until_full(host: Visitor, round_: int) -> tuple[list[str], list[dict[str, str]]]:
    """The names that were taken, and the forms that were not: five of them."""
    taken, waiting = [], []
    for n in range(2_000):
        name = f"Friend {round_}-{n}"
        typed = {"key": str(uuid4()), "name": name, "near": "inner", "line": "x" * 290}
        answer = host.post("/people/add/", typed)
        if answer.status == 303:
            taken.append(name)
            continue
        assert answer.status == 503
        assert '<h1 id="no-room"' in answer.text
        assert name in answer.text
        waiting.append(typed)
        if len(waiting) == 5:
            return taken, waiting
    raise AssertionError("the disk never was full, so this proves nothing")


@pytest.mark.server
def test_twice_full_and_freed_loses_nothing_that_was_acknowledged(site, small_disk):
    host = set_up_community(site)
    saved = []
    for round_ in range(2):
        filler = fill(small_disk)
        taken, waiting = add_until_full(host, round_)
        saved += taken
        assert host.get("/help/us/").status == 200
        assert host.get("/people/").status == 200
        filler.unlink()
        for typed in waiting:
            assert host.post("/people/add/", typed).status == 303
            saved.append(typed["name"])
    names = re.findall(r"Friend \d+-\d+", host.get("/people/").text)
    assert sorted(names) == sorted(saved)
    assert look_at(site).is_whole


@dataclass
class Leavers:
    """People who want out while the disk is full. Who signs out is signed in on three more devices;
    who withdraws has somebody in their circle, and an address of their own calendar; who stops
    everything has such an address, an open invitation and one more device."""

    one_who_signs_out: Visitor
    one_who_erases: Visitor
    one_who_withdraws: Visitor
    one_who_stops: Visitor
    their_other_device: Visitor
    other_visit: str
    removal: str

    @classmethod
    def of(cls, site: Server) -> Leavers:
        ana, ben, cleo, dee = (join(site, name) for name in ("Ana", "Ben", "Cleo", "Dee"))
        for _ in range(3):
            sign_in(site, "Ana")
        visits = re.findall(r'action="(/visits/[0-9a-f-]{36}/end/)"', ana.get("/visits/").text)
        assert len(visits) == 3, "this one has no such button"
        for one in (cleo, dee):
            assert one.post("/meet/saved/calendar/", {}).status == 200
        card = add_somebody(dee).removesuffix("remove/")
        typed = {"key": str(uuid4()), "name": "Dee", "role": "friend"}
        assert dee.post(f"{card}invite/name/", typed).status == 303
        return cls(ana, ben, cleo, dee, sign_in(site, "Dee"), visits[-1], add_somebody(cleo))


def sign_in(site: Server, name: str) -> Visitor:
    """On one more device."""
    other = Visitor(site.port)
    other.get("/sign-in/")
    typed = {"name": name, "passphrase": f"{name} by the quiet water"}
    assert other.post("/sign-in/", typed).status == 303
    return other


def rows_of(site: Server, table: str) -> int:
    file = site.data / "porchlight.sqlite3"
    with closing(sys.modules["sqlite3"].connect(file, timeout=20)) as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def add_somebody(visitor: Visitor) -> str:
    """The address of the page that takes them out of the circle again."""
    typed = {"key": str(uuid4()), "name": "Rosa", "near": "inner"}
    assert visitor.post("/people/add/", typed).status == 303
    (tie,) = set(re.findall(r"/people/([0-9a-f-]{36})/", visitor.get("/people/").text))
    return f"/people/{tie}/remove/"


def statuses_of_leaving(leavers: Leavers) -> list[int]:
    """Of withdrawing, erasing, ending the calendar's address, signing out on one other device, on
    all others and on this one, stopping everything, what another device gets then, and Help, in
    this order."""
    erase = {"passphrase": "Ben by the quiet water", "now": "1"}
    return [
        leavers.one_who_withdraws.post(leavers.removal, {"key": str(uuid4())}).status,
        leavers.one_who_erases.post("/me/leave/", erase).status,
        leavers.one_who_withdraws.post("/meet/saved/calendar/end/", {}).status,
        leavers.one_who_signs_out.post(leavers.other_visit, {}).status,
        leavers.one_who_signs_out.post("/visits/end/", {}).status,
        leavers.one_who_signs_out.post("/sign-out/", {}).status,
        leavers.one_who_stops.post("/me/check/all/", {}).status,
        leavers.their_other_device.get("/today/").status,
        leavers.one_who_withdraws.get("/help/").status,
    ]


def wait_for_the_worker(ballast: Path) -> None:
    deadline = time.monotonic() + 30
    while not ballast.exists():
        assert time.monotonic() < deadline, "nobody made the room again"
        time.sleep(0.1)
    assert ballast.stat().st_size >= 64 << 20


@contextmanager
def a_reader(site: Server) -> Iterator[None]:
    """Somebody who reads all the while, so that the log is never begun anew in its own room."""
    with closing(sys.modules["sqlite3"].connect(site.data / "porchlight.sqlite3")) as database:
        database.execute("BEGIN")
        database.execute("SELECT count(*) FROM people_person").fetchone()
        yield


def use_up_the_log(site: Server) -> None:
    """Take what room a larger write that failed left in the log, one page at a time."""
    file = site.data / "porchlight.sqlite3"
    full = pytest.raises(sys.modules["sqlite3"].OperationalError, match="full")
    with closing(sys.modules["sqlite3"].connect(file, timeout=20)) as database, full:
        write_until_full(database)


def write_until_full(database: Any) -> None:
    for _ in range(10_000):
        database.execute("PRAGMA user_version = 0")


@pytest.mark.server
def test_people_can_leave_while_the_disk_is_full(site, small_disk):
    host = set_up_community(site)
    leavers = Leavers.of(site)
    n_visits, n_people = (rows_of(site, t) for t in ("people_visit", "people_person"))
    filler = fill(small_disk)
    _, waiting = add_until_full(host, 0)
    assert not (site.data / "ballast").exists()
    n_ties = rows_of(site, "circles_tie")
    assert (rows_of(site, LIVE_ADDRESSES), rows_of(site, OPEN_INVITATIONS)) == (2, 1)
    assert statuses_of_leaving(leavers) == [303, 200, 303, 303, 303, 303, 303, 302, 200]
    assert rows_of(site, LIVE_ADDRESSES) == rows_of(site, OPEN_INVITATIONS) == 0
    assert rows_of(site, "sharing_datednote") == 1
    assert rows_of(site, "people_person") == n_people - 1
    assert rows_of(site, "people_visit") == n_visits - 6
    assert rows_of(site, "circles_tie") == n_ties - 1
    # What is left is for leaving: nobody else's words take it.
    assert host.post("/people/add/", waiting[0]).status == 503
    filler.unlink()
    assert host.post("/people/add/", waiting[0]).status == 303
    wait_for_the_worker(site.data / "ballast")
    assert look_at(site).is_whole


@pytest.mark.server
def test_the_control_without_kept_room_keeps_people_in(site, small_disk):
    host = set_up_community(site)
    leavers = Leavers.of(site)
    n_people = rows_of(site, "people_person")
    with a_reader(site):
        fill(small_disk)
        add_until_full(host, 0)
        fill(small_disk)  # what was given back is taken by somebody else
        use_up_the_log(site)
        assert statuses_of_leaving(leavers)[:2] == [503, 503]
    assert rows_of(site, "people_person") == n_people


def test_whatever_ends_a_tie_or_sharing_may_use_the_kept_room():
    ends = {"tie-end", "tie-remove", "tie-share-stop", "tie-sharing-pause", "sharing-pause"}
    assert ends <= WAYS_OUT <= TABLE.keys()


def test_the_engine_says_full_when_it_is_full(tmp_path):
    """The control: `max_page_count` is met by SQLite itself, with the error a full disk gives."""
    with closing(sys.modules["sqlite3"].connect(tmp_path / "x")) as database:
        database.execute("CREATE TABLE kept (words TEXT)")
        database.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sys.modules["sqlite3"].OperationalError, match="disk is full"):
            database.execute("INSERT INTO kept VALUES (?)", ["x" * 20_000])
