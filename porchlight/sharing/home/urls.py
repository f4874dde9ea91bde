from django.urls import path

from porchlight.sharing.home import views

# "home/" stands in porchlight/urls.py, which hands it what Help knows.
urlpatterns = [
    path("home/more/", views.more, name="family-more"),
    path("home/week/", views.week, name="family-week"),
    path("home/not-today/", views.not_today, name="family-not-today"),
    path("home/<day:day>/", views.day, name="family-day"),
    path("me/for-whom/", views.for_whom, name="for-whom"),
]
