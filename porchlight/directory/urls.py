from __future__ import annotations

from django.urls import path, register_converter

from porchlight.directory.converters import NumberConverter
from porchlight.directory.views import (
    calendar_address,
    corrections,
    listing,
    need,
    organization,
    sources,
    starts,
)
from porchlight.directory.views import map as map_page

register_converter(NumberConverter, "number")

urlpatterns = [
    path("", starts.home, name="meet"),
    path("soon/", starts.soon, name="meet-soon"),
    path("now/", starts.now, name="meet-now"),
    path("need/", need.needs, name="meet-needs"),
    path("need/<slug:code>/", need.need, name="meet-need"),
    path("map/", map_page.around, name="meet-map"),
    path("place/", starts.change_place, name="meet-place"),
    path("saved/", listing.saved, name="meet-saved"),
    path("sources/", sources.sources, name="sources"),
    path("sources/listings.xlsx", sources.table, name="source-table"),
    path("sources/<number:source_id>/", sources.source, name="source"),
    path("sources/<number:source_id>/answer/", sources.answer, name="source-answer"),
    path("duplicates/", sources.duplicates, name="duplicates"),
    path("duplicates/<number:duplicate_id>/end/", sources.undo, name="duplicate-undo"),
    path("saved/calendar/", calendar_address.calendar_address, name="calendar-address"),
    path("saved/calendar/end/", calendar_address.end_address, name="calendar-address-end"),
    path("corrections/", corrections.queue, name="corrections"),
    path("corrections/<uuid:correction_id>/", corrections.settle, name="correction-settle"),
    path("closures/<number:closure_id>/end/", corrections.reopen, name="listing-reopen"),
    path("from/<number:organization_id>/", organization.organization, name="organization"),
    path("<number:service_id>/", listing.listing, name="listing"),
    path("<number:service_id>/correct/", corrections.correct, name="correct"),
    path("<number:service_id>/join/", listing.join, name="listing-join"),
    path("<number:service_id>/save/", listing.save, name="listing-save"),
    path("<number:service_id>/unsave/", listing.unsave, name="listing-unsave"),
    path("<number:service_id>/calendar.ics", listing.calendar, name="listing-calendar"),
]
