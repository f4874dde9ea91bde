"""A running site on the database that the other tests run on, and many who ask it in one moment.

With DATABASE_URL that is PostgreSQL, in a database of the site's own, made and dropped here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from threading import Barrier
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

from tests.server import CHECKOUT, Answer, Server, Visitor, set_up_community

Told = TypeVar("Told")


@dataclass
class Site:
    """A server, and a process beside it on the same data."""

    server: Server
    beside: subprocess.Popen[str]

    def inside(self, function: str, *given: Any) -> Any:
        """What a function of `inside.py` gives back, run by the process beside."""
        assert self.beside.stdin is not None
        assert self.beside.stdout is not None
        self.beside.stdin.write(json.dumps([function, given]) + "\n")
        self.beside.stdin.flush()
        line = self.beside.stdout.readline()
        assert line, f"{function} failed; see what it wrote to stderr"
        return json.loads(line)

    def browser(self, visit: str) -> Visitor:
        """One that somebody is signed in with, and that has seen a page with a form."""
        visitor = Visitor(self.server.port, timeout=120, cookies={"visit": visit})
        assert visitor.get("/people/add/").status == 200
        return visitor


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """The site as `serve` starts it, with its web processes and its worker, and a community."""
    with _database() as url:
        server = Server(folder / "site", settings={**url, "PORCHLIGHT_PROCESSES": "2"})
        server.folder.mkdir()
        try:
            server.start()
            set_up_community(server)
            with process_beside(server) as beside:
                yield Site(server, beside)
        finally:
            server.stop()


@contextmanager
def process_beside(server: Server) -> Iterator[subprocess.Popen[str]]:
    """One that is asked for functions of `inside.py`, on the data of the site."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.at_once.inside"],
        env=server.environment(), cwd=CHECKOUT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as beside:  # fmt: skip
        try:
            yield beside
        finally:
            beside.kill()


@contextmanager
def _database() -> Iterator[dict[str, str]]:
    """What the site is told of its database: nothing on SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        yield {}
        return
    import psycopg
    from psycopg import sql

    name = f"at_once_{uuid4().hex}"
    with closing(psycopg.connect(url, autocommit=True)) as database:
        database.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield {"DATABASE_URL": urlsplit(url)._replace(path=f"/{name}").geturl()}
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            database.execute(drop)


# The site takes a hundred connections of one address, and so many are open at once here. Each
# address of 127.0.0.0/8 is this machine on Linux.
MACHINES = cycle(
    [f"127.0.0.{number}" for number in range(2, 18)] if sys.platform == "linux" else [""]
)


def copy_of(visitor: Visitor) -> Visitor:
    """One more tab of the same browser; several are on several machines."""
    return Visitor(visitor.port, visitor.timeout, dict(visitor.cookies), next(MACHINES))


def all_at_once(deeds: Sequence[Callable[[], Told]]) -> list[Told]:
    """What each gave back; all begin in one moment, each on a thread of its own."""
    start = Barrier(len(deeds))

    def do(deed: Callable[[], Told]) -> Told:
        start.wait(timeout=60)
        return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


def statuses(answers: Sequence[Answer]) -> set[int]:
    return {answer.status for answer in answers}
