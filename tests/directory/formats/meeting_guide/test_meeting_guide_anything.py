"""Whatever stands in a field, a row is read or dropped with a reason; nothing breaks."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.intake.report import DROPPED, MENDED
from porchlight.directory.models import Service
from tests.directory.made_up import ROW, changed_nothing, feed, read_guide

FIELDS = (
    *ROW,
    *("address", "city", "postal_code", "country", "approximate", "region", "regions"),
    *("notes", "group", "group_notes", "location_notes", "updated", "url", "website"),
    *("conference_url", "conference_url_notes", "conference_phone", "attendance_option"),
    *("id", "_id", "meetingId", "times", "duration", "coordinates", "phone", "accessCode"),
    *("entity", "entity_url", "entity_email", "entity_phone", "contact_1_name"),
)
ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 7, 1.5, 1e308, 10**30, "", " ", "0", "null", [], {}, [[]], [None]),
    *({"a": 1}, {"$numberInt": "3"}, {"$date": None}, "\x00", "\ud800", "\u202e", "a" * 5_000),
    *("<b>", "&lt;script&gt;", "&#0;", "https://", "http://[", "https://a:b@c.d", "zoom.us/j/1"),
    *("Passcode: x", "ID: 123 456 7890", "@", "a@b.c", "24:00", "-1:00", "Mon", "[6]", "yes"),
    *("Sunday 8:30 AM", "online", "inactive", ["O", 1, None, {}], "٣", "1e5", "NaN", "🌲" * 300),
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=60)
    | st.sampled_from([value for value in ODD if not isinstance(value, list | dict)]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=6))
def test_any_value_in_any_field_is_read_or_dropped(fields: dict[str, Any]) -> None:
    reading = read_guide(json.dumps([ROW, ROW | fields]).encode(), "America/Chicago")
    assert reading.read == 2 == len(reading.listings) + sum(reading.dropped.values())
    assert set(reading.mended) <= set(MENDED)
    assert set(reading.dropped) <= set(DROPPED)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(FeedRefused):
        assert read_guide(content).read > 0


def test_odd_values_in_every_field_can_be_stored(now: datetime) -> None:
    rows = [ROW | {"slug": f"{field}-{n}", field: odd} for field in FIELDS for n, odd in _odd()]
    dice = Random(7)
    rows += [
        ROW | {field: dice.choice(ODD) for field in dice.sample(FIELDS, 8)} for _ in range(500)
    ]
    content = feed(*rows)
    report = import_feed("odd", content, at=now, default_zone="America/Chicago")
    assert report.read == len(rows) == report.added + sum(report.dropped.values())
    assert Service.objects.count() == report.added
    again = import_feed("odd", content, at=now)
    assert (again.unchanged, changed_nothing(again)) == (report.added, True)


def _odd() -> list[tuple[int, Any]]:
    return list(enumerate(ODD))
