"""Made-up meetings as every engine of `finder.py` gets them: the product's tables, and flat rows.

They go straight into the tables, because importing a million would measure the importer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import Any, NamedTuple
from uuid import uuid4

from benchmarks.made_up_meetings import LANDS, made_up_rows

AT = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
SEED, AT_ONCE = 20261118, 20_000
ZONE_OF = {state: zone for *_, state, zone in LANDS}
Row = dict[str, Any]


class Flat(NamedTuple):
    """One weekly start with everything the questions ask about. `minute` is of the week, Monday
    first; `words` is folded and begins with a blank, `types` has commas around each code."""

    number: int
    source: str
    key: str
    name: str
    attendance: str
    types: str
    zone: str
    minute: int
    duration: int
    latitude: float | None
    longitude: float | None
    regions: tuple[str, ...]
    words: str


def fill_tables(size: int) -> None:
    """The product's own tables, in the order in which an import would fill them."""
    from django.db import connection, transaction

    from porchlight.directory.models import Location, Schedule, Service, Source

    with transaction.atomic():
        source = Source.objects.create(name="bench", added_at=AT, last_good_at=AT, version=1)
        rows, places = [], dict[str, int]()
        for number, row in enumerate(made_up_rows(size, SEED), start=1):
            text = json.dumps(place) if (place := _place_of(row)) else ""
            at = places.setdefault(text, len(places) + 1) if text else None
            rows.append((number, row, at))
        with connection.cursor() as cursor:
            _insert(cursor, Location, (_location(source.pk, *one) for one in places.items()))
            _insert(cursor, Service, (_service(source.pk, *one) for one in rows))
            _insert(cursor, Schedule, (_schedule(number, row) for number, row, _ in rows))
        connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("analyze")


def flat_rows(size: int) -> Iterator[Flat]:
    from porchlight.directory.finder.text import key_of, words_held

    for number, row in enumerate(made_up_rows(size, SEED), start=1):
        place = _place_of(row) or {}
        texts = (row["name"], row["group"], row.get("notes", ""), place.get("name", ""),
                 place.get("formatted_address", ""), *_regions(row))  # fmt: skip
        yield Flat(
            number,
            "bench",
            row["slug"],
            row["name"],
            _attendance(row),
            f",{','.join(row['types'])},".upper(),
            _zone(row),
            (row["day"] - 1) % 7 * 1440 + int(row["time"][:2]) * 60 + int(row["time"][3:]),
            _duration(row),
            row.get("latitude"),
            row.get("longitude"),
            tuple(key_of(region) for region in _regions(row)),
            " " + " ".join(words_held("\n".join(texts))),
        )


def _insert(cursor: Any, model: Any, rows: Iterable[Row]) -> None:
    """Rows by field; what they leave out is the field's default."""
    fields = model._meta.concrete_fields
    blank = {
        field.column: field.get_db_prep_save(field.get_default(), cursor.db) for field in fields
    }
    names = ", ".join(f'"{name}"' for name in blank)
    sql = f"insert into {model._meta.db_table} ({names}) values ({', '.join(['%s'] * len(blank))})"
    rest = iter(rows)
    while some := list(islice(rest, AT_ONCE)):
        cursor.executemany(sql, [tuple((blank | row).values()) for row in some])


def _location(source: int, text: str, number: int) -> Row:
    place = json.loads(text)
    return {"id": number, "source_id": source, "key": str(number), **place}


def _service(source: int, number: int, row: Row, place: int | None) -> Row:
    today = AT.date().isoformat()
    return {
        "id": number,
        "source_id": source,
        "location_id": place,
        "key": row["slug"],
        "name": row["name"],
        "notes": row.get("notes", ""),
        "group_name": row["group"],
        "types": _json(tuple(row["types"])),
        "terms": _json(_terms(tuple(row["types"]))),
        "hsds_id": uuid4().hex,
        "at_location_id": uuid4().hex,
        "kind": "meeting",
        "fellowship": "aa",
        "attendance": _attendance(row),
        "first_seen_on": today,
        "last_seen_on": today,
        "fingerprint": str(number),
        "version": 1,
    }


def _schedule(number: int, row: Row) -> Row:
    return {
        "id": number,
        "service_id": number,
        "weekday": (row["day"] - 1) % 7 + 1,
        "starts_at": f"{row['time']}:00",
        "duration": _duration(row),
        "zone": _zone(row),
    }


def _place_of(row: Row) -> Row | None:
    """Online meetings have a region and nothing else, and are looked for everywhere."""
    if "latitude" not in row:
        return None
    return {
        "name": row["location"],
        "formatted_address": row["formatted_address"],
        "regions": _json(_regions(row)),
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "zone": _zone(row),
    }


def _regions(row: Row) -> tuple[str, ...]:
    return (row["region"], row["sub_region"]) if "latitude" in row else ()


def _attendance(row: Row) -> str:
    if "latitude" not in row:
        return "online"
    return "hybrid" if "conference_url" in row else "in_person"


def _zone(row: Row) -> str:
    zone = row.get("timezone")
    return str(zone) if zone else ZONE_OF[row["formatted_address"].split(", ")[-2]]


def _duration(row: Row) -> int:
    if "end_time" not in row:
        return 60
    begins, ends = (int(row[name][:2]) * 60 + int(row[name][3:]) for name in ("time", "end_time"))
    return (ends - begins) % 1440


@cache
def _json(values: tuple[str, ...]) -> str:
    return json.dumps(values)


@cache
def _terms(types: tuple[str, ...]) -> tuple[str, ...]:
    from porchlight.directory.vocabulary.terms import terms_of_types

    return tuple(terms_of_types("aa", types))
