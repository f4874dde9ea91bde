from django.urls import path

from porchlight.circles import views
from porchlight.circles.invitations import same_views, sender_views

urlpatterns = [
    path("add/", views.add, name="tie-add"),
    path("invitations/<uuid:invitation_id>/stop/", sender_views.stop, name="invitation-stop"),
    path("<uuid:tie_id>/invite/", sender_views.invite, name="invite"),
    path("<uuid:tie_id>/invite/ways/", sender_views.invite_ways, name="invite-ways"),
    path("<uuid:tie_id>/invite/name/", sender_views.invite_name, name="invite-name"),
    path("<uuid:tie_id>/change/", views.change, name="tie-change"),
    path("<uuid:tie_id>/same/undo/", same_views.same_undo, name="tie-same-undo"),
    path("<uuid:tie_id>/talked/", views.talked, name="tie-talked"),
]
