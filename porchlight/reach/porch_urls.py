from django.urls import path

from porchlight.reach.lights import views as light_views
from porchlight.reach.porch import views as porch_views

urlpatterns = [
    path("", porch_views.porch, name="porch"),
    path("ask/", porch_views.ask_new, name="ask-new"),
    path("light/", light_views.light, name="light"),
    path("light/hours/", light_views.light_hours, name="light-hours"),
    path("light/hours/end/", light_views.light_hours_end, name="light-hours-end"),
    path("light/off/", light_views.light_off, name="light-off"),
    path("light/on/", light_views.light_on, name="light-on"),
]
