from django.urls import path, register_converter

from porchlight.checkins.converters import DayConverter
from porchlight.checkins.views import day, far_away, me, steps, today, weeks

register_converter(DayConverter, "day")

# "today/", "today/lately/" and "check-ins/usual/" stand in porchlight/urls.py, which hands them
# what they show of other apps.
urlpatterns = [
    path("check-ins/", weeks.weeks, name="weeks"),
    path("check-ins/<day:day>/", day.day, name="day"),
    path("today/reply/", today.reply, name="today-reply"),
    path("today/more/", far_away.used, name="used"),
    path("notices/<uuid:notice_id>/", today.notice, name="notice"),
    path("steps/", steps.step, name="step"),
    path("steps/<uuid:step_id>/outcome/", steps.outcome, name="outcome"),
    path("me/", me.me, name="me"),
    path("me/notes/", me.notes, name="notes"),
    path("me/how-often/", me.how_often, name="how-often"),
    path("me/barriers/", me.barriers, name="barriers"),
]
