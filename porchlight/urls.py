"""Every address of the site, and the one place where sibling apps meet."""

from __future__ import annotations

from django.urls import include, path

from porchlight.checkins.queries.today import Elsewhere
from porchlight.checkins.views.far_away import far_away
from porchlight.checkins.views.today import today
from porchlight.checkins.views.weeks import usual
from porchlight.directory.queries.saved import next_saved
from porchlight.directory.queries.today import dated_places, room_now
from porchlight.directory.views.fits import fits
from porchlight.directory.views.map import pocket
from porchlight.reach.queries import first_call, first_lines

handler500 = "porchlight.web.views.server_error"

ELSEWHERE = {"elsewhere": Elsewhere(dated_places, next_saved, room_now, first_call)}

urlpatterns = [
    path("today/", today, ELSEWHERE, name="today"),
    path("today/lately/", far_away, ELSEWHERE, name="far-away"),
    path("check-ins/usual/", usual, {"dated_places": dated_places}, name="usual"),
    path("", include("porchlight.checkins.urls")),
    path("people/", include("porchlight.circles.urls")),
    path("meet/print/", pocket, {"lines_of": first_lines}, name="meet-print"),
    path("meet/", include("porchlight.directory.urls")),
    path("feeds/", include("porchlight.directory.publish.feeds.urls")),
    path("hsds/", include("porchlight.directory.publish.hsds_api.urls")),
    path("tools/", include("porchlight.practices.urls")),
    path("help/", include("porchlight.reach.urls")),
    path("me/fits/", fits, name="fits"),
    path("", include("porchlight.people.urls")),
    path("", include("porchlight.web.urls")),
]
