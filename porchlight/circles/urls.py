from django.urls import path

from porchlight.circles import views

urlpatterns = [
    path("", views.people, name="people"),
    path("add/", views.add, name="tie-add"),
    path("<uuid:tie_id>/", views.tie, name="tie"),
    path("<uuid:tie_id>/change/", views.change, name="tie-change"),
    path("<uuid:tie_id>/remove/", views.remove, name="tie-remove"),
    path("<uuid:tie_id>/talked/", views.talked, name="tie-talked"),
]
