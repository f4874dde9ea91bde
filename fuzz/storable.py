"""What has to hold of anything a reader makes: it adds up, and every row of it can be stored."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.db import models

from porchlight.directory.formats.record import FeedReading, Listing, fingerprint
from porchlight.directory.intake import upsert
from porchlight.directory.models import Joining, Organization, Source
from porchlight.directory.vocabulary.terms import is_term
from porchlight.domain.recurrence import checked_rule

AT = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
SOURCE = Source(id=1, name="fuzz", fellowship="aa", added_at=AT)


def check_reading(reading: FeedReading) -> None:
    """Raises AssertionError with the row that could not be stored, or the sum that is off."""
    assert reading.read == len(reading.listings) + sum(reading.dropped.values()), reading.dropped
    assert all(count > 0 for count in (*reading.mended.values(), *reading.dropped.values()))
    keys = Counter(listing.key for listing in reading.listings)
    assert all(parts < 32_000 for parts in keys.values())
    marks = {fingerprint(listing) for listing in reading.listings}
    assert len(marks) == len(reading.listings), "one listing twice"
    for listing in reading.listings:
        check_listing(listing)


def check_listing(listing: Listing) -> None:
    assert listing.key.strip(), "a key of nothing"
    assert listing.name.strip(), "a name of nothing"
    assert listing.status in {"active", "closed_for_now"}, listing.status
    assert all(map(is_term, listing.terms)), listing.terms
    assert list(listing.terms) == sorted(set(listing.terms)), listing.terms
    kept = upsert.PlannedListing(listing, 0, fingerprint(listing), None)
    rows: list[models.Model] = [
        upsert._service(SOURCE, kept, AT, {}, {}),
        *upsert._schedules(1, listing),
    ]
    if listing.place:
        rows.append(upsert._location(SOURCE, "key", listing.place))
        _check_point(listing.place.point)
    if listing.publisher:
        assert listing.publisher.name.strip(), "a publisher without a name"
        organization = Organization(source=SOURCE, key="k", fellowship="aa")
        for name, value in vars(listing.publisher).items():
            setattr(organization, name, value)
        rows.append(organization)
    if listing.joining:
        rows.append(Joining(service_id=1, **vars(listing.joining)))
        assert any(value for value in vars(listing.joining).values() if value is not True)
    for row in rows:
        _check_row(row)
    _check_starts(listing)


def _check_starts(listing: Listing) -> None:
    weekly = [(one.weekday, one.minute) for one in listing.starts]
    dated = [(one.starts_on, one.minute, one.rule) for one in listing.dated]
    assert len(set(weekly)) == len(weekly), weekly
    assert len(set(dated)) == len(dated), dated
    if weekly or dated:
        ZoneInfo(listing.zone)
    for start in (*listing.starts, *listing.dated):
        assert 0 <= start.minute < 24 * 60, start
        assert 1 <= start.duration <= 14 * 24 * 60, start
    for one in listing.dated:
        assert not one.rule or checked_rule(one.rule) == one.rule, one.rule


def _check_point(point: tuple[float, float] | None) -> None:
    if point:
        assert -90 <= point[0] <= 90, point
        assert -180 <= point[1] <= 180, point
        assert point != (0, 0)


def _check_row(row: models.Model) -> None:
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        where = f"{type(row).__name__}.{field.name} = {value!r:.200}"
        if value is None:
            assert field.null or field.primary_key or field.is_relation, where
            continue
        if field.choices:
            assert value in dict(field.flatchoices), where
        if isinstance(field, models.JSONField):
            for text in _texts(json.loads(json.dumps(value, allow_nan=False))):
                _check_text(text, where)
        elif isinstance(field, (models.CharField, models.TextField)):
            assert isinstance(value, str), where
            assert field.max_length is None or len(value) <= field.max_length, where
            _check_text(value, where)
        elif isinstance(field, models.PositiveSmallIntegerField):
            assert 0 <= value <= 32_767, where


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in (*value, *value.values()):
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _check_text(text: str, where: str) -> None:
    """PostgreSQL stores neither a NUL nor half of a surrogate pair."""
    assert "\0" not in text, where
    text.encode()
