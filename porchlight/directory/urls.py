from __future__ import annotations

from django.urls import path

from porchlight.directory import views

urlpatterns = [
    path("", views.soon, name="meet"),
    path("place/", views.keep_place, name="meet-place"),
    path("saved/", views.saved, name="meet-saved"),
    path("<int:service_id>/", views.meeting, name="meeting"),
    path("<int:service_id>/join/", views.join, name="meeting-join"),
    path("<int:service_id>/save/", views.save, name="meeting-save"),
    path("<int:service_id>/unsave/", views.unsave, name="meeting-unsave"),
    path("<int:service_id>/calendar.ics", views.calendar, name="meeting-calendar"),
]
