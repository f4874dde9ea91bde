from django.urls import path

from porchlight.reach.asks import asked_views
from porchlight.reach.asks import views as ask_views

urlpatterns = [
    path("ask/", ask_views.ask_new, name="ask-new"),
    path("ask/<uuid:ask_id>/", ask_views.ask, name="ask"),
    path("ask/<uuid:ask_id>/keep/", ask_views.ask_keep, name="ask-keep"),
    path("ask/<uuid:ask_id>/outcome/", ask_views.ask_outcome, name="ask-outcome"),
    path("ask/<uuid:ask_id>/take-back/", ask_views.ask_take_back, name="ask-take-back"),
    path("asked/<uuid:received_id>/", asked_views.asked, name="asked"),
    path("asked/<uuid:received_id>/answer/", asked_views.asked_answer, name="asked-answer"),
]
