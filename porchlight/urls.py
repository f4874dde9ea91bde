"""Every address of the site, and the one place where sibling apps meet."""

from __future__ import annotations

from functools import partial

from django.urls import include, path

from porchlight.checkins.queries.steps import StepSources
from porchlight.checkins.queries.today import Elsewhere
from porchlight.checkins.views.far_away import far_away
from porchlight.checkins.views.today import today
from porchlight.checkins.views.weeks import usual
from porchlight.circles.invitations.same_views import tie_same
from porchlight.circles.invitations.sender_views import digits, invitation
from porchlight.circles.views import OfSharing, people, remove, tie
from porchlight.directory.queries.family import family_groups
from porchlight.directory.queries.saved import next_saved
from porchlight.directory.queries.today import dated_places, room_now
from porchlight.directory.views.fits import fits
from porchlight.directory.views.map import pocket
from porchlight.practices.lessons.elsewhere import LinesAndGroups
from porchlight.reach.asks.after import asked_yesterday
from porchlight.reach.asks.queries import asks_to, lights_in_circle
from porchlight.reach.letting_go import let_go_of
from porchlight.reach.queries import first_call, first_lines, home_lines
from porchlight.reach.stopping import EVERY_KIND
from porchlight.sharing.actions import take_back_from
from porchlight.sharing.home.views import home as family_home
from porchlight.sharing.queries import ends_soon
from porchlight.sharing.safety.elsewhere import LinesForSafety
from porchlight.sharing.safety.views import check, one_by_one, stop
from porchlight.sharing.shown import from_one
from porchlight.sharing.views.milestones import milestone_remove, milestones
from porchlight.sharing.words import titles_of
from porchlight.together.agreed.turns import turns_of, turns_today
from porchlight.together.agreements.actions import let_go_of_all
from porchlight.together.others import of_others
from porchlight.together.queries import own_quiet_from, own_quiet_of_ties
from porchlight.together.views import end
from porchlight.together.waiting import what_waits

handler500 = "porchlight.web.views.server_error"

OF_TWO = {
    "what_waits": what_waits,
    "turns_today": turns_today,
    "own_quiet": own_quiet_of_ties,
}
ON_PEOPLE = {**OF_TWO, "lights_in_circle": lights_in_circle, "asks_to": asks_to}
STEP_SOURCES = StepSources(dated_places, turns_of)
ELSEWHERE = {
    "elsewhere": Elsewhere(
        STEP_SOURCES,
        next_saved,
        room_now,
        first_call,
        ends_soon,
        of_others,
        asks_to,
        asked_yesterday,
    )
}
FOR_SAFETY = {"elsewhere": LinesForSafety(home_lines, first_call)}
FOR_STOPPING = {"kinds": EVERY_KIND}
TAKEN_BACK = {"take_backs": (take_back_from, let_go_of_all, let_go_of)}
FOR_FAMILY = {"elsewhere": LinesAndGroups(first_call, home_lines, family_groups)}
OF_SHARING = OfSharing(partial(from_one, quiet_from=own_quiet_from), titles_of)
CHOSEN = {"titles_of": titles_of}
FOR_HOME = {
    "first_call": first_call,
    "quiet_from": own_quiet_from,
    "of_others": of_others,
    "asks_to": asks_to,
}

urlpatterns = [
    path("today/", today, ELSEWHERE, name="today"),
    path("today/lately/", far_away, ELSEWHERE, name="far-away"),
    path("check-ins/usual/", usual, {"step_sources": STEP_SOURCES}, name="usual"),
    path("", include("porchlight.checkins.urls")),
    path("people/", people, ON_PEOPLE, name="people"),
    path("people/<uuid:tie_id>/", tie, {**OF_TWO, "of_sharing": OF_SHARING}, name="tie"),
    path("people/<uuid:tie_id>/end/", end, TAKEN_BACK, name="tie-end"),
    path("people/<uuid:tie_id>/remove/", remove, TAKEN_BACK, name="tie-remove"),
    path("home/", family_home, FOR_HOME, name="family-home"),
    path("", include("porchlight.sharing.home.urls")),
    path("", include("porchlight.together.reports.urls")),
    path("people/looks/", include("porchlight.sharing.safety.looks_urls")),
    path("people/invitations/<uuid:invitation_id>/", invitation, CHOSEN, name="invitation"),
    path(
        "people/invitations/<uuid:invitation_id>/digits/", digits, CHOSEN, name="invitation-digits"
    ),
    path("people/<uuid:tie_id>/same/", tie_same, CHOSEN, name="tie-same"),
    path("people/", include("porchlight.circles.urls")),
    path("people/", include("porchlight.together.urls")),
    path("", include("porchlight.together.writing.urls")),
    path("people/", include("porchlight.sharing.urls")),
    path("in/", include("porchlight.circles.invitations.urls")),
    path("meet/print/", pocket, {"lines_of": first_lines}, name="meet-print"),
    path("meet/", include("porchlight.directory.urls")),
    path("feeds/", include("porchlight.directory.publish.feeds.urls")),
    path("hsds/", include("porchlight.directory.publish.hsds_api.urls")),
    path("tools/", include("porchlight.practices.urls")),
    path("for-me/", include("porchlight.practices.lessons.urls"), FOR_FAMILY),
    path("help/", include("porchlight.reach.urls")),
    path("porch/", include("porchlight.reach.porch_urls")),
    path("me/fits/", fits, name="fits"),
    path("me/milestones/", milestones, name="milestones"),
    path("me/milestones/<uuid:milestone_id>/remove/", milestone_remove, name="milestone-remove"),
    path("me/check/", check, FOR_SAFETY, name="check"),
    path("me/check/each/", one_by_one, FOR_STOPPING, name="check-each"),
    path("me/check/all/", stop, FOR_STOPPING, name="check-all"),
    path("me/check/", include("porchlight.sharing.safety.urls")),
    path("", include("porchlight.people.urls")),
    path("", include("porchlight.web.urls")),
]
