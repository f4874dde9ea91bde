"""Made-up services of every shape: whatever they say, they go out valid and come back whole."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from porchlight.directory.intake.report import DROPPED, MENDED
from porchlight.directory.models import Location, Organization, Service
from tests.directory.formats.hsds.hsds_made import read_made
from tests.directory.formats.hsds.test_hsds import GRACE
from tests.directory.formats.hsds.test_write_hsds import (
    assert_nothing_is_lost,
    assert_valid,
    exported,
)

TEXT = st.sampled_from(
    (
        "Zwei Wörter",
        "日本",
        "It's open (mostly), 9-5!",
        "a; b, c",
        "x" * 90,
        "¿Qué tal?",
        "Nº 4",
        "7",
    )
)
OWN_ID = st.uuids().map(str)
CLOCK = st.tuples(st.integers(0, 23), st.sampled_from((0, 15, 30))).map(
    lambda told: f"{told[0]:02}:{told[1]:02}"
)
SUFFIX = st.sampled_from(("", "", "Z", "-06:00", "-05:00", "+03:00"))
SCHEDULE = st.fixed_dictionaries(
    {"opens_at": CLOCK | st.tuples(CLOCK, SUFFIX).map("".join)},
    optional={
        "closes_at": CLOCK | st.tuples(CLOCK, SUFFIX).map("".join),
        "freq": st.sampled_from(("WEEKLY", "MONTHLY", "DAILY", "monthly", "YEARLY")),
        "byday": st.sampled_from(("MO", "TU,TH", "2MO", "-1SU")),
        "bymonthday": st.sampled_from(("1", "1,15")),
        "interval": st.integers(1, 3),
        "count": st.integers(1, 9),
        "dtstart": st.sampled_from(("2026-11-02", "2027-01-15")),
        "until": st.sampled_from(("2027-02-01", "2027-06-30")),
        "valid_from": st.just("2026-11-01"),
        "valid_to": st.just("2027-03-31"),
        "wkst": st.sampled_from(("SU", "Monday", "1")),
        "timezone": st.sampled_from((-6, -5, 0, 3)),
        "description": TEXT,
        "attending_type": st.sampled_from(("in-person", "by phone", "online or in-person")),
    },
)
PHONE = st.fixed_dictionaries(
    {"number": st.integers(200_0000, 999_9999).map(lambda n: f"601 {n}")},
    optional={
        "extension": st.integers(1, 999),
        "type": st.sampled_from(("voice", "fax", "textphone")),
        "description": TEXT,
    },
)
PLACE = st.fixed_dictionaries(
    {"latitude": st.floats(31, 34), "longitude": st.floats(-91, -88)},
    optional={
        "id": OWN_ID,
        "name": TEXT,
        "description": TEXT,
        "transportation": TEXT,
        "phones": st.lists(PHONE, max_size=2),
        "schedules": st.lists(SCHEDULE, max_size=2),
        "accessibility": st.lists(st.fixed_dictionaries({"description": TEXT}), max_size=1),
        "addresses": st.lists(
            st.fixed_dictionaries(
                {"address_type": st.sampled_from(("physical", "postal"))},
                optional={"address_1": TEXT, "address_2": TEXT, "city": TEXT, "region": TEXT},
            ),
            max_size=2,
        ),
    },
)
AT = st.fixed_dictionaries(
    {"id": OWN_ID, "location": PLACE},
    optional={
        "description": TEXT,
        "schedules": st.lists(SCHEDULE, max_size=2),
        "phones": st.lists(PHONE, max_size=2),
    },
)
SERVICE = st.fixed_dictionaries(
    {
        "id": OWN_ID,
        "name": TEXT,
        "status": st.just("active"),
        "service_at_locations": st.lists(AT, max_size=2, unique_by=lambda at: at["id"]),
    },
    optional={
        "description": TEXT,
        "alert": TEXT,
        "fees_description": TEXT,
        "wait_time": TEXT,
        "minimum_age": st.integers(0, 99),
        "assured_date": st.just("2026-10-01"),
        "schedules": st.lists(SCHEDULE, max_size=2),
        "phones": st.lists(PHONE, max_size=2),
        "languages": st.lists(st.fixed_dictionaries({"code": st.sampled_from(("es", "ur"))})),
        "cost_options": st.lists(st.fixed_dictionaries({"option": TEXT}), max_size=1),
        "organization": st.fixed_dictionaries({"id": OWN_ID, "name": TEXT}),
    },
)


@pytest.mark.usefixtures("shared_data")
@settings(max_examples=10, deadline=None, suppress_health_check=[*HealthCheck], derandomize=True)
@given(SERVICE)
def test_any_service_goes_out_valid_and_comes_back_whole(service: dict[str, Any]) -> None:
    for model in (Service, Location, Organization):
        model.objects.all().delete()
    reading = read_made(service)
    if not reading.listings:
        return
    assert_nothing_is_lost(json.dumps(service).encode())
    for node in json.loads(exported()):
        assert_valid("service.json", node)


ODD: tuple[Any, ...] = (
    *(None, True, 0, -1, 1.5, 1e308, 10**30, "", " ", "null", [], {}, [[]], [None], {"id": {}}),
    *("\x00", "\ud800", "a" * 5_000, "<b>", "https://", "http://[", "zoom.us/j/1", "Passcode: x"),
    *("24:00", "99:99", "9999-99-99", "MO,XX", "2026-11-18T99:00:00Z", "NaN", "-0", "1e999"),
)
NAMES = (
    *("id", "name", "status", "schedules", "service_at_locations", "organization", "phones"),
    *("languages", "attributes", "minimum_age", "last_modified", "assured_date", "url", "email"),
    *("program", "cost_options", "fees", "contacts", "location", "service", "services"),
)
JSON = st.recursive(
    st.sampled_from(ODD) | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4)
    ),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), JSON, max_size=5))
def test_any_value_in_any_field_is_read_or_dropped(fields: dict[str, Any]) -> None:
    plain = {"name": "Plain", "status": "active", "service_at_locations": []}
    feed = [plain, {"name": "Odd", "status": "active"} | fields]
    found = read_made(feed, "America/Chicago")
    assert found.read == len(found.listings) + sum(found.dropped.values())
    assert set(found.mended) <= set(MENDED)
    assert set(found.dropped) <= set(DROPPED)
    assert GRACE["name"] not in repr(found)
