from django.urls import path

from porchlight.practices import views

urlpatterns = [
    path("", views.tools, name="tools"),
    path("<slug:slug>/", views.practice, name="practice"),
]
