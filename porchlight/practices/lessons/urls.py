from django.urls import path

from porchlight.practices.lessons import views

# An address stays in a browser's history, so "home" does not say what about it.
urlpatterns = [
    path("", views.for_me, name="for-me"),
    path("setback/", views.hard_moments, name="hard-moments"),
    path("setback/friends/", views.friends_moments, name="friends-moments"),
    path("home/", views.safe_home, name="safe-home"),
    path("<slug:slug>/", views.lesson, name="lesson"),
]
