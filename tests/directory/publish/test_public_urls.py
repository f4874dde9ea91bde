"""Nothing that runs code where it is tapped passes a reader, a writer or a page."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest
from django.template.loader import render_to_string

from porchlight.directory.formats.bmlt.read import read_bmlt
from porchlight.directory.formats.fields import urls
from porchlight.directory.formats.hsds.write import write_hsds
from porchlight.directory.formats.ical.write import write_ical
from porchlight.directory.formats.meeting_guide.write import write_meeting_guide
from porchlight.directory.formats.record import FeedReading, ReadingContext
from porchlight.directory.formats.registry import read
from porchlight.directory.models import Joining
from porchlight.directory.publish.queryset import exportable_services
from tests.directory.formats.hsds.hsds_made import JACKSON, make_service, read_made, zipped
from tests.directory.formats.ical.ical_made import event
from tests.directory.formats.ical.ical_made import reading as read_calendar
from tests.directory.formats.spreadsheet.table_made import ROW, heading
from tests.directory.formats.spreadsheet.table_made import read as read_table
from tests.directory.listings import make_meeting, make_organization, make_place
from tests.directory.made_up import read as read_guide
from tests.directory.made_up import row

NASTY = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "  javascript:alert(1)",
    "\tjavascript:alert(1)",
    "\njavascript:alert(1)",
    "java\nscript:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "java\u200bscript:alert(1)",
    "javascript&#58;alert(1)",
    "&#x6A;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "\uff4aavascript:alert(1)",
    "javascript://www.evil.example/%0aalert(1)",
    "javascript:location='https://evil.example/'",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "//evil.example/x",
    "http:evil.example/x",
    "https:///evil.example/x",
    "https://user:word@evil.example/x",
    "https://:word@evil.example/x",
    "https://evil.example:99999999/x",
    "file:///etc/passwd",
)
GOOD = "https://grace.example.org/page?a=1&b=2"
TODAY = date(2026, 11, 18)
GUIDE_URLS = ("url", "conference_url", "website_2", "feedback_url", "entity_url", "entity_logo")
# Below: what is read of a feed with `nasty` in every field that is an address.


def guide(nasty: str) -> FeedReading:
    fields = dict.fromkeys((*GUIDE_URLS, *urls.PAYMENTS, "entity_email", "entity_phone"), nasty)
    return read_guide(row(**fields, entity="Grace Office"))


def bmlt(nasty: str) -> FeedReading:
    one = {
        **{"id_bigint": "1", "meeting_name": "Night Owls", "weekday_tinyint": "2"},
        **{"start_time": "19:00:00", "time_zone": "America/Chicago", "venue_type": "2"},
        **{"virtual_meeting_link": nasty, "root_server_uri": nasty, "service_body_bigint": "7"},
        **{"latitude": "32.3", "longitude": "-90.2", "location_text": "Grace Hall"},
    }
    body = {"id": "7", "parent_id": "0", "name": "Area", "url": nasty, "helpline": nasty}
    return read_bmlt(_zip({"m.json": [one], "b.json": [body]}), ReadingContext(TODAY, "na"))


def samhsa(nasty: str) -> FeedReading:
    names = ("name1", "name2", "street1", "city", "state", "zip", "phone", "website")
    text = io.StringIO()
    told = ("Grace Clinic", "", "1 Main St", "Jackson", "MS", "39201", "601-555-0100", nasty)
    csv.writer(text).writerows([names, told])
    return read("samhsa", text.getvalue().encode(), ReadingContext(TODAY))


def hsds(nasty: str) -> FeedReading:
    office = {"id": "o1", "name": "Grace Office", "email": nasty, "phones": [{"number": nasty}]}
    return read_made(
        make_service(
            {**JACKSON, "name": "Grace Hall", "url": nasty, "accessibility": [{"url": nasty}]},
            **{"url": nasty, "email": nasty, "phones": [{"number": nasty, "description": "x"}]},
            required_documents=[{"document": "Card", "uri": nasty}],
            service_areas=[{"name": "Hinds", "uri": nasty}],
            organization={**office, "website": nasty, "logo": nasty, "uri": nasty},
        ),
        "America/Chicago",
    )


def ical(nasty: str) -> FeedReading:
    # A line break inside a value is written as a folded line.
    value = nasty.replace("\n", "\r\n ")
    start = "DTSTART;TZID=America/Chicago:20261201T190000"
    return read_calendar(event(start, f"URL:{value}", f"CONFERENCE;VALUE=URI:{value}"))


def table(nasty: str) -> FeedReading:
    cells = {heading("link"): nasty, heading("website"): nasty}
    return read_table({**ROW, **cells}, zone="America/Chicago")


READERS: tuple[Callable[[str], FeedReading], ...] = (guide, bmlt, samhsa, hsds, ical, table)


def _zip(files: dict[str, Any]) -> bytes:
    return zipped({name: json.dumps(content) for name, content in files.items()})


def _bad_in(value: object, where: str = "") -> list[str]:
    """Fields by whose name an address is meant and which hold none."""
    if isinstance(value, dict):
        return [bad for name, one in value.items() for bad in _bad_in(one, name)]
    if isinstance(value, (list, tuple)):
        return [bad for one in value for bad in _bad_in(one, where)]
    named = ("url", "uri", "website", "logo", "website_2", "feedback_url", "entity_logo")
    is_one = where in named or where.endswith("_url") or where.endswith("_uri")
    text = str(value or "")
    bad = is_one and text and not text.startswith(("http://", "https://"))
    runs = where in (*urls.PAYMENTS, "email", "number", "phone") and urls.starts_code(text)
    signs_in = is_one and "@" in text
    return [f"{where}={text}"] if bad or runs or signs_in else []


@pytest.mark.parametrize("nasty", NASTY)
def test_one_function_takes_none_of_them(nasty: str) -> None:
    assert urls.public_url(nasty) == ""
    assert urls.public_email(nasty) == ""
    assert urls.public_payment(nasty) == ""


def test_what_is_an_address_passes_as_it_stands() -> None:
    for url in (GOOD, "HTTPS://Example.org:8443/a'b#c", "http://xn--caf-dma.example.org/ñ"):
        assert urls.public_url(url) == url
    assert urls.public_url(GOOD + "x" * 2_000) == ""
    assert urls.public_email("mailto:office@grace.example.org") == "office@grace.example.org"
    assert urls.public_phone("601-555-0100 (office: ext. 2)") == "601-555-0100 (office: ext. 2)"
    for name in ("@grace-group", "$grace", "paypal.me/grace", "https://paypal.me/grace"):
        assert urls.public_payment(name) == name


@pytest.mark.parametrize("reads", READERS)
def test_no_reader_keeps_one(reads: Callable[[str], FeedReading]) -> None:
    for nasty in NASTY:
        reading = reads(nasty)
        assert [bad for one in reading.listings for bad in _bad_in(asdict(one))] == [], nasty
        assert reading.read == 1
        said = reading.mended.get("link_left_out") or reading.dropped.get("cells_to_mend")
        was_mended = nasty.lstrip().startswith(("http", "javascript://www"))
        assert said or was_mended, f"{nasty!r} left no line in the report"


@pytest.mark.parametrize("reads", READERS)
def test_every_reader_keeps_a_good_one(reads: Callable[[str], FeedReading]) -> None:
    (listing,) = reads(GOOD).listings
    assert GOOD in repr(listing)


def test_a_reader_without_the_last_look_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the table above holds what a reader would pass on by itself."""
    gather = "porchlight.directory.formats.gather.with_public_contacts"
    monkeypatch.setattr(gather, lambda listing: (listing, False))
    (listing,) = guide(NASTY[0]).listings
    assert _bad_in(asdict(listing))


# --- Rows that were stored before -------------------------------------------------------------


def _stored(nasty: str) -> None:
    """An event, a meeting and all they hang on, with `nasty` as every address."""
    told = dict.fromkeys(("id", "url", "uri", "website", "logo"), nasty)
    office = make_organization(
        "Grace Office", url=nasty, email=nasty, phone=nasty,
        extra={"entity_logo": nasty, "hsds": {**told, "phones": [{"number": nasty}]}},
    )  # fmt: skip
    place = make_place(name="Grace Hall", extra={"hsds": {"url": nasty}})
    documents = [{"document": "Card", "uri": nasty}]
    extra = {name: nasty for name in (*urls.PAYMENTS, "website_2", "feedback_url")}
    service = make_meeting(
        place=place, organization=office, url=nasty, email=nasty,
        extra={**extra, "hsds": {"url": nasty, "required_documents": documents}},
    )  # fmt: skip
    Joining.objects.create(service=service, conference_url=nasty, is_published=True)


def _written() -> tuple[str, str, str]:
    rows = list(exportable_services())
    guide_text = b"".join(write_meeting_guide(rows)).decode()
    calendar_text = b"".join(write_ical(rows)).decode().replace("\r\n ", "")
    return guide_text, b"".join(write_hsds(rows, TODAY)).decode(), calendar_text


def _links_of(calendar_text: str) -> list[str]:
    lines = calendar_text.split("\r\n")
    return [one for one in lines if one.startswith(("URL", "CONFERENCE"))]


@pytest.mark.django_db
@pytest.mark.parametrize("nasty", NASTY)
def test_no_writer_and_no_page_passes_on_what_was_stored(nasty: str) -> None:
    _stored(nasty.replace("\x00", ""))
    guide_text, hsds_text, calendar_text = _written()
    assert _bad_in(json.loads(guide_text)) == []
    assert _bad_in(json.loads(hsds_text)) == []
    assert "conference-url" not in hsds_text
    assert _links_of(calendar_text) == []
    shown = {"joining": Joining.objects.get(), "page": {"country": "US"}}
    page = render_to_string("directory/_joining.html", shown)
    assert "<a " not in page


@pytest.mark.django_db
def test_every_writer_and_the_page_pass_on_a_good_one() -> None:
    """The control: what is no fault goes out, in each of them."""
    _stored(GOOD)
    guide_text, hsds_text, calendar_text = _written()
    (meeting,) = json.loads(guide_text)
    assert {meeting[name] for name in (*GUIDE_URLS, *urls.PAYMENTS)} == {GOOD}
    (service,) = json.loads(hsds_text)
    assert {service["url"], service["organization"]["logo"]} == {GOOD}
    assert "conference-url" in hsds_text
    assert len(_links_of(calendar_text)) == 2
    shown = {"joining": Joining.objects.get(), "page": {"country": "US"}}
    page = render_to_string("directory/_joining.html", shown)
    assert 'href="https://grace.example.org/page?a=1&amp;b=2"' in page
