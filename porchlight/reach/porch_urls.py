from django.urls import path

from porchlight.reach.asks import asked_views
from porchlight.reach.asks import views as ask_views
from porchlight.reach.lights import views as light_views
from porchlight.reach.porch import views as porch_views

urlpatterns = [
    path("", porch_views.porch, name="porch"),
    path("ask/", ask_views.ask_new, name="ask-new"),
    path("ask/<uuid:ask_id>/", ask_views.ask, name="ask"),
    path("ask/<uuid:ask_id>/keep/", ask_views.ask_keep, name="ask-keep"),
    path("ask/<uuid:ask_id>/outcome/", ask_views.ask_outcome, name="ask-outcome"),
    path("ask/<uuid:ask_id>/take-back/", ask_views.ask_take_back, name="ask-take-back"),
    path("asked/", asked_views.asks_waiting, name="asks-waiting"),
    path("asked/<uuid:received_id>/", asked_views.asked, name="asked"),
    path("asked/<uuid:received_id>/answer/", asked_views.asked_answer, name="asked-answer"),
    path("light/", light_views.light, name="light"),
    path("light/hours/", light_views.light_hours, name="light-hours"),
    path("light/hours/end/", light_views.light_hours_end, name="light-hours-end"),
    path("light/off/", light_views.light_off, name="light-off"),
    path("light/on/", light_views.light_on, name="light-on"),
    path("light/rest/", light_views.light_rest, name="light-rest"),
    path("light/rest/end/", light_views.light_rest_end, name="light-rest-end"),
]
