"""The same questions in SQL, as a careful person would ask them: PostGIS, SQLite with R*Tree and
FTS5, and plain SQL on SQLite.

Made as easy for them as can be: which minutes of the week the window is in each zone is worked out
beforehand and not timed, they give the rows to show and not how many more there are, their text is
folded already, and statements are prepared.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from benchmarks.finder_rows import Flat

SHOWN = 30
EARTH_M = 6_371_008.8
Answer = list[tuple[int, str, str]]


class Question(NamedTuple):
    kind: str
    at: datetime
    near: tuple[float, float] = (0.0, 0.0)
    within_m: float = 40_233.6
    online: str = "include"
    type: str = ""
    word: str = ""
    weekday: int = 0
    region: str = ""

    @property
    def hours(self) -> int:
        return 168 if self.region else 2


class Run(NamedTuple):
    """Minutes of the week of one zone, and the second that minute 0 of that week is."""

    zone: str
    low: int
    high: int
    base: int


class Peer(Protocol):
    name: str

    def ask(self, question: Question, runs: list[Run]) -> Answer: ...

    def busy(self) -> float: ...

    def close(self) -> None: ...


def runs_of(zones: Iterable[str], question: Question) -> list[Run]:
    from porchlight.domain.schedule import WEEK, stretches, week_minute_at

    since = question.at - timedelta(minutes=10)
    until, runs = question.at + timedelta(hours=question.hours), []
    for zone in zones:
        for stretch in stretches(zone, since, until):
            wall = stretch.first
            while wall < stretch.end:
                week = wall - week_minute_at(wall)
                following = min(stretch.end, week + WEEK)
                base = week * 60 - stretch.offset
                runs.append(Run(zone, wall - week, following - week, base))
                wall = following
    return runs


class Postgis:
    """PostGIS 3 with GiST on places and GIN on types, words and regions, in a schema of its own."""

    name = "postgis"
    COLUMNS = (
        "number, source, key, name, attendance, zone, minute, duration, place, types,"
        " regions, words"
    )
    SETTINGS = ("jit = off", "work_mem = '64MB'", "random_page_cost = 1.1",
                "effective_cache_size = '4GB'", "search_path = bench_finder, public")  # fmt: skip
    TABLE = """
        drop schema if exists bench_finder cascade; create schema bench_finder;
        create table bench_finder.start (number int, source text collate "C",
            key text collate "C", name text, attendance text, zone text, minute int, duration int,
            place geography(Point), types text[], regions text[], words tsvector)"""
    INDEXES = """
        create index on start using gist (place) where attendance <> 'online';
        create index on start (zone, minute, source, key) where attendance = 'online';
        create index on start using gin (types); create index on start using gin (words);
        create index on start using gin (regions)"""
    SHOW = "s.number, s.name, s.attendance, s.types, s.zone, s.duration"
    RUNS = (
        "unnest(%(zones)s::text[], %(lows)s::int[], %(highs)s::int[], %(bases)s::bigint[])"
        " r(zone, low, high, base)"
    )
    INSIDE = "s.zone = r.zone and s.minute >= r.low and s.minute < r.high"

    def __init__(self, url: str, rows: Iterable[Flat]):
        import psycopg

        self._database = psycopg.connect(url, autocommit=True, prepare_threshold=0)
        self._run(self.TABLE)
        for setting in self.SETTINGS:
            self._database.execute(f"set {setting}")
        copy = f"copy start ({self.COLUMNS}) from stdin"
        with self._database.cursor() as cursor, cursor.copy(copy) as into:
            for row in rows:
                into.write_row(self._row(row))
        self._run(self.INDEXES)
        self._database.execute("vacuum analyze start")
        self._work = Path(f"/proc/{self._database.info.backend_pid}/schedstat")

    def ask(self, question: Question, runs: list[Run]) -> Answer:
        values = {
            "zones": [run.zone for run in runs], "lows": [run.low for run in runs],
            "highs": [run.high for run in runs], "bases": [run.base for run in runs],
            "longitude": question.near[1], "latitude": question.near[0],
            "within": question.within_m, "types": [question.type], "word": f"{question.word}:*",
            "regions": [question.region], "weekday": question.weekday,
        }  # fmt: skip
        rows = self._database.execute(self._sql(question), values).fetchall()
        return [(starts, source, key) for starts, _, source, key, *_ in rows]

    def busy(self) -> float:
        """Seconds the server's processor spent on us, where it is on this machine."""
        try:
            return int(self._work.read_text(encoding="ascii").split()[0]) / 1e9
        except OSError:
            return 0.0

    def _run(self, statements: str) -> None:
        for statement in statements.split(";"):
            self._database.execute(statement)

    def close(self) -> None:
        self._database.execute("drop schema bench_finder cascade")
        self._database.close()

    def _sql(self, question: Question) -> str:
        narrowed = " and s.types @> %(types)s::text[]" if question.type else ""
        narrowed += " and s.words @@ to_tsquery('simple', %(word)s)" if question.word else ""
        order = f"order by starts, far nulls last, source, key limit {SHOWN}"
        if question.region:
            return (
                "select r.base + s.minute * 60 starts, null::float far, s.source, s.key,"
                f" {self.SHOW} from start s join {self.RUNS} on {self.INSIDE}"
                " where s.regions @> %(regions)s::text[] and s.minute / 1440 + 1 = %(weekday)s"
                f" {order}"
            )
        point = "ST_MakePoint(%(longitude)s, %(latitude)s)::geography"
        rooms = (
            f"select r.base + s.minute * 60 starts, ST_Distance(s.place, {point}, false) far,"
            f" s.source, s.key, {self.SHOW} from start s join {self.RUNS} on {self.INSIDE}"
            f" where s.attendance <> 'online' and ST_DWithin(s.place, {point}, %(within)s, false)"
            f"{narrowed} {order}"
        )
        if question.online == "exclude":
            return rooms
        online = (
            f"select r.base + s.minute * 60 starts, null::float far, s.source, s.key, {self.SHOW}"
            f" from {self.RUNS} cross join lateral (select * from start s"
            f" where s.attendance = 'online' and {self.INSIDE}{narrowed}"
            f" order by s.minute, s.source, s.key limit {SHOWN}) s {order}"
        )
        return f"select * from (({rooms}) union all ({online})) u {order}"

    def _row(self, row: Flat) -> tuple[Any, ...]:
        point = None if row.latitude is None else f"POINT({row.longitude} {row.latitude})"
        words = " ".join(f"'{word}'" for word in row.words.split())
        types = row.types.strip(",").split(",")
        return (row.number, row.source, row.key, row.name, row.attendance, row.zone, row.minute,
                row.duration, point, types, list(row.regions), words)  # fmt: skip


class Sqlite:
    """One flat table with an index by way in, zone, minute and latitude; text by LIKE."""

    name = "sqlite_plain"
    COLUMNS = (
        "number, source, key, name, attendance, types, zone, minute, duration, latitude, longitude"
    )
    TABLE = """
        create table start (number integer primary key, source text, key text, name text,
            attendance text, types text, zone text, minute integer, duration integer,
            latitude real, longitude real, words text, is_online integer);
        create table region (region text, number integer, primary key (region, number))
            without rowid;"""
    INDEXES = """
        create index rooms on start (is_online, zone, minute, latitude);
        create index online on start (is_online, zone, minute, source, key);
        analyze;"""

    def __init__(self, file: str, rows: Iterable[Flat]):
        from pysqlite3 import dbapi2

        self._database: sqlite3.Connection = dbapi2.connect(file, isolation_level=None)
        self._database.executescript("pragma cache_size = -262144; pragma mmap_size = 2147483648;")
        self._database.executescript(self.TABLE)
        self._database.execute("begin")
        for row in rows:
            self._take(row)
        self._database.execute("commit")
        self._database.executescript(self.INDEXES)

    def ask(self, question: Question, runs: list[Run]) -> Answer:
        found: list[tuple[Any, ...]] = []
        for run in runs:
            if question.region:
                found += self._in_region(question, run)
                continue
            found += self._rooms(question, run)
            if question.online != "exclude":
                found += self._online(question, run)
        found.sort(key=lambda row: row[:4])
        return [(starts, source, key) for starts, _, source, key, *_ in found[:SHOWN]]

    def busy(self) -> float:
        return 0.0  # it works in this very thread

    def close(self) -> None:
        self._database.close()

    def _take(self, row: Flat) -> None:
        values = (*row[:5], row.types, row.zone, row.minute, row.duration, row.latitude,
                  row.longitude, row.words, row.attendance == "online")  # fmt: skip
        marks = ",".join("?" * len(values))
        self._database.execute(f"insert into start values ({marks})", values)
        for region in row.regions:
            self._database.execute("insert into region values (?, ?)", (region, row.number))

    def _rooms(self, question: Question, run: Run) -> list[tuple[Any, ...]]:
        (south, north), (west, east) = box_of(question)
        where, values = self._narrowed(question)
        rows = self._database.execute(
            f"select {self.COLUMNS} from start where is_online = 0 and zone = ? and minute >= ?"
            f" and minute < ? and latitude between ? and ? and longitude between ? and ?{where}",
            (run.zone, run.low, run.high, south, north, west, east, *values),
        )
        return self._measured(question, run, rows)

    def _online(self, question: Question, run: Run) -> list[tuple[Any, ...]]:
        where, values = self._narrowed(question)
        rows = self._database.execute(
            f"select {self.COLUMNS} from start where is_online = 1 and zone = ? and minute >= ?"
            f" and minute < ?{where} order by minute, source, key limit {SHOWN}",
            (run.zone, run.low, run.high, *values),
        )
        return [(run.base + row[7] * 60, math.inf, row[1], row[2], row) for row in rows]

    def _in_region(self, question: Question, run: Run) -> list[tuple[Any, ...]]:
        low = max(run.low, (question.weekday - 1) * 1440)
        high = min(run.high, question.weekday * 1440)
        if low >= high:
            return []
        columns = ", ".join(f"s.{name}" for name in self.COLUMNS.split(", "))
        rows = self._database.execute(
            f"select {columns} from region r join start s on s.number = r.number"
            " where r.region = ? and s.zone = ? and s.minute >= ? and s.minute < ?"
            f" order by s.minute, s.source, s.key limit {SHOWN}",
            (question.region, run.zone, low, high),
        )
        return [(run.base + row[7] * 60, math.inf, row[1], row[2], row) for row in rows]

    def _narrowed(self, question: Question, of: str = "") -> tuple[str, list[str]]:
        where, values = "", []
        if question.type:
            where, values = " and types like ?", [f"%,{question.type},%"]
        if question.word:
            where, values = f"{where} and words like ?", [*values, f"% {question.word}%"]
        return where, values

    def _measured(self, question: Question, run: Run, rows: Iterable[Any]) -> list[tuple[Any, ...]]:
        found = []
        for row in rows:
            metres = metres_between(question.near, (row[9], row[10]))
            if metres <= question.within_m:
                found.append((run.base + row[7] * 60, metres, row[1], row[2], row))
        return found


class SqliteRtree(Sqlite):
    """With an R*Tree of places and FTS5 with prefixes for words."""

    name = "sqlite_rtree_fts5"
    TABLE = (
        Sqlite.TABLE
        + """
        create virtual table box using rtree (number, south, north, west, east);
        create virtual table said using fts5 (words, content='', prefix='2 3 4', detail=none);"""
    )

    def _take(self, row: Flat) -> None:
        super()._take(row)
        if row.latitude is not None:
            place = (row.latitude, row.latitude, row.longitude, row.longitude)
            self._database.execute("insert into box values (?, ?, ?, ?, ?)", (row.number, *place))
        self._database.execute(
            "insert into said (rowid, words) values (?, ?)", (row.number, row.words)
        )

    def _rooms(self, question: Question, run: Run) -> list[tuple[Any, ...]]:
        (south, north), (west, east) = box_of(question)
        where, values = self._narrowed(question, "s.")
        columns = ", ".join(f"s.{name}" for name in self.COLUMNS.split(", "))
        rows = self._database.execute(
            f"select {columns} from box b cross join start s on s.number = b.number"
            " where b.north >= ? and b.south <= ? and b.east >= ? and b.west <= ?"
            f" and s.is_online = 0 and s.zone = ? and s.minute >= ? and s.minute < ?{where}",
            (south, north, west, east, run.zone, run.low, run.high, *values),
        )
        return self._measured(question, run, rows)

    def _narrowed(self, question: Question, of: str = "") -> tuple[str, list[str]]:
        where, values = super()._narrowed(question._replace(word=""))
        if question.word:
            where += f" and {of}number in (select rowid from said where said match ?)"
            values = [*values, f"{question.word}*"]
        return where, values


def box_of(question: Question) -> tuple[tuple[float, float], tuple[float, float]]:
    latitude, longitude = question.near
    high = math.degrees(question.within_m / EARTH_M) * 1.00001
    wide = math.degrees(math.asin(math.sin(math.radians(high)) / math.cos(math.radians(latitude))))
    return (latitude - high, latitude + high), (longitude - wide, longitude + wide)


def metres_between(here: tuple[float, float], there: tuple[float, float]) -> float:
    lat1, lon1, lat2, lon2 = map(math.radians, (*here, *there))
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_M * math.asin(min(1.0, math.sqrt(half)))
