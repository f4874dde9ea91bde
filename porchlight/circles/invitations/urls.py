from django.urls import path

from porchlight.circles.invitations import receiver_views as views

urlpatterns = [
    path("", views.invited, name="invited"),
    path("answer/", views.invited_answer, name="invited-answer"),
    path("<str:token>/", views.invited_link, name="invited-link"),
]
