from django.urls import path, register_converter

from porchlight.checkins import views
from porchlight.checkins.converters import DayConverter

register_converter(DayConverter, "day")

# "today/" and "check-ins/usual/" stand in porchlight/urls.py, which hands them what they show of
# the directory.
urlpatterns = [
    path("check-ins/", views.weeks, name="weeks"),
    path("check-ins/<day:day>/", views.day, name="day"),
    path("notices/<uuid:notice_id>/", views.notice, name="notice"),
    path("steps/", views.step, name="step"),
    path("steps/<uuid:step_id>/outcome/", views.outcome, name="outcome"),
    path("me/", views.me, name="me"),
    path("me/notes/", views.notes, name="notes"),
    path("me/how-often/", views.how_often, name="how-often"),
    path("me/barriers/", views.barriers, name="barriers"),
]
