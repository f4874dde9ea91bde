"""Several people who post check-ins at once, and note which of them were acknowledged."""

from __future__ import annotations

import hmac
import http.client
import sqlite3
import sys
import threading
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid4

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tests.server import Server, Visitor

DAYS = 8  # today and the seven before it


@dataclass
class Poster:
    """One person. Each post is a day with a note; what the server said is noted down."""

    visitor: Visitor
    person_id: UUID
    today: date
    asked: dict[str, tuple[date, dict[str, str]]] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)

    def post_until(self, stop: threading.Event) -> None:
        while not stop.is_set():
            if not self.post(self.next_key()):
                return

    def post_whatever_happens(self, stop: threading.Event) -> None:
        """Every post is asked again until it is acknowledged, as a person would."""
        while not stop.is_set():
            key = self.next_key()
            while not self.post(key):
                if stop.wait(0.05):
                    return

    def next_key(self) -> str:
        n, key = len(self.asked), str(uuid4())
        day = self.today - timedelta(days=n % DAYS)
        fields = {"key": key, "day": str(day), "mood": str(n % 5 + 1), "urge": str(n % 11),
                  "contact": "good"}  # fmt: skip
        self.asked[key] = (day, fields)
        return key

    def post(self, key: str) -> bool:
        """True when the server said that it is saved."""
        try:
            answer = self.visitor.post("/today/", self.asked[key][1])
        except (OSError, http.client.HTTPException):
            return False
        assert answer.status == 303, answer.text
        self.acknowledged.add(key)
        return True


def post_all_at_once(posters: list[Poster], stop: threading.Event) -> list[threading.Thread]:
    threads = [threading.Thread(target=poster.post_until, args=(stop,)) for poster in posters]
    for thread in threads:
        thread.start()
    return threads


@dataclass(frozen=True)
class Stored:
    """What is on disk, looked at with a connection of its own."""

    receipts: Counter[str]
    days: Counter[tuple[str, str]]
    is_whole: bool


def look_at(server: Server) -> Stored:
    with closing(_connect(server)) as database:
        receipts = Counter(key for (key,) in database.execute("SELECT key FROM people_receipt"))
        days = Counter(database.execute("SELECT person_id, day FROM checkins_checkin").fetchall())
        (said,) = database.execute("PRAGMA integrity_check").fetchone()
    return Stored(receipts, days, said == "ok")


def receipt_of(server: Server, key: str) -> str:
    """What the receipt of a form's key is found by: a keyed hash that only that site makes."""
    root = bytes.fromhex((server.data / "keys" / "root.key").read_text())
    purpose = HKDF(hashes.SHA256(), 32, salt=None, info=b"key of a form").derive(root)
    return hmac.digest(purpose, key.encode(), "sha256")[:16].hex()


def people_in(server: Server) -> set[str]:
    with closing(_connect(server)) as database:
        return {found for (found,) in database.execute("SELECT id FROM people_person")}


def _connect(server: Server) -> sqlite3.Connection:
    sqlite = sys.modules["sqlite3"]  # the library that the site itself uses
    return sqlite.connect(server.data / "porchlight.sqlite3", timeout=20)
