from __future__ import annotations

from django.urls import path

from porchlight.directory.publish.feeds import views

urlpatterns = [
    path("meetings.json", views.meetings, name="feed-meetings"),
    path("events.ics", views.events, name="feed-events"),
    path("saved/<str:token>.ics", views.saved, name="feed-saved"),
]
