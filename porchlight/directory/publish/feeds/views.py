"""The listings as feeds: meetings for other apps, events for calendars, what a person saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotFound,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from porchlight.directory.formats.ical.write import CalendarStyle, write_ical
from porchlight.directory.formats.meeting_guide.write import write_meeting_guide
from porchlight.directory.models import Organization, Service
from porchlight.directory.publish.feeds.cache import Pieces, feed_file
from porchlight.directory.publish.feeds.personal_calendar import calendar_of_saved, feed_at
from porchlight.directory.publish.http import (
    answer_with,
    has_it,
    listings_version,
    mark_of,
    moment_of,
    not_modified,
    public_listings,
    takes_gzip,
    zipped_mark,
)
from porchlight.directory.publish.queryset import exportable_services, in_chunks

WRITER = 2  # grows with every change of what is written, so that nobody keeps an old feed
JSON, CALENDAR = "application/json", "text/calendar; charset=utf-8"
MOST_OF_ONE = 5_000  # events of one organization, which are written on the spot


@public_listings
def meetings(request: HttpRequest) -> HttpResponseBase:
    """Every meeting that Meeting Guide can say."""
    today = moment_of(request).date()
    return _feed_response(request, "meetings.json", JSON, lambda: write_meeting_guide(_all(today)))


@public_listings
def events(request: HttpRequest) -> HttpResponseBase:
    """Every event; with ?organization=… the events and meetings of that one (its HSDS id)."""
    if "organization" in request.GET:
        return _of_organization(request, request.GET["organization"])
    today = moment_of(request).date()
    dated = exportable_services(today).filter(kind=Service.Kind.EVENT)
    return _feed_response(request, "events.ics", CALENDAR, lambda: write_ical(in_chunks(dated)))


@require_safe
def saved(request: HttpRequest, token: str) -> HttpResponse:
    """What a person saved, for their own calendar. An address that was ended is none."""
    now = moment_of(request)
    feed = feed_at(token) if settings.FEEDS else None
    if feed is None:
        return HttpResponseNotFound("There is nothing here.\n", content_type="text/plain")
    content = calendar_of_saved(feed, now)
    mark = mark_of(content)
    if has_it(request, mark):
        return not_modified(mark)
    return answer_with(request, content, CALENDAR, mark)


def _of_organization(request: HttpRequest, own_id: str) -> HttpResponseBase:
    try:
        wanted = UUID(own_id)
    except ValueError:
        raise Http404 from None
    today = moment_of(request).date()
    mark = mark_of(WRITER, listings_version(today), wanted)
    if has_it(request, mark):
        return not_modified(mark)
    organization = Organization.objects.filter(hsds_id=wanted).order_by("pk").first()
    if organization is None:
        raise Http404
    rows = _dated(exportable_services(today).filter(organization__hsds_id=wanted))
    feed = CalendarStyle(name=organization.name)
    return answer_with(request, b"".join(write_ical(rows[:MOST_OF_ONE], feed)), CALENDAR, mark)


def _dated(rows: QuerySet[Service]) -> QuerySet[Service]:
    return rows.exclude(kind=Service.Kind.SERVICE)


def _all(today: date) -> Iterable[Service]:
    return in_chunks(exportable_services(today))


def _feed_response(
    request: HttpRequest, name: str, content_type: str, write: Callable[[], Iterable[bytes]]
) -> HttpResponseBase:
    """A feed from its file; nothing is made for one who has it."""
    mark = mark_of(WRITER, name, listings_version(moment_of(request).date()))
    if has_it(request, mark):
        return not_modified(mark)
    feed = feed_file(name, mark, write)
    is_packed = takes_gzip(request)
    pieces = Pieces(feed.packed if is_packed else feed.plain)
    response = StreamingHttpResponse(pieces, content_type=content_type)
    response.headers["ETag"] = zipped_mark(feed.mark) if is_packed else feed.mark
    response.headers["Content-Length"] = str(pieces.size)
    response.headers["Last-Modified"] = http_date(feed.plain.stat().st_mtime)
    patch_vary_headers(response, ("Accept-Encoding",))
    if is_packed:
        response.headers["Content-Encoding"] = "gzip"
    return response
