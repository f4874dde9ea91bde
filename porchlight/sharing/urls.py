from django.urls import path

from porchlight.sharing.views import handing, inviting, switches

urlpatterns = [
    path("sharing/", switches.sharing, name="sharing"),
    path(
        "invitations/<uuid:invitation_id>/share/",
        inviting.invitation_share,
        name="invitation-share",
    ),
    path("sharing/pause/", switches.sharing_pause, name="sharing-pause"),
    path("sharing/resume/", switches.sharing_resume, name="sharing-resume"),
    path("<uuid:tie_id>/sharing/", switches.tie_sharing, name="tie-sharing"),
    path("<uuid:tie_id>/sharing/pause/", switches.tie_sharing_pause, name="tie-sharing-pause"),
    path("<uuid:tie_id>/sharing/resume/", switches.tie_sharing_resume, name="tie-sharing-resume"),
    path("<uuid:tie_id>/sharing/as/", switches.tie_sharing_as, name="tie-sharing-as"),
    path("<uuid:tie_id>/sharing/<slug:kind>/", switches.share, name="tie-share"),
    path("<uuid:tie_id>/sharing/<slug:kind>/stop/", switches.share_stop, name="tie-share-stop"),
    path("<uuid:tie_id>/sharing/<slug:kind>/undo/", switches.share_undo, name="tie-share-undo"),
    path(
        "<uuid:tie_id>/sharing/<slug:kind>/narrow/", switches.share_narrow, name="tie-share-narrow"
    ),
    path("<uuid:tie_id>/hand-over/", handing.hand_over, name="tie-hand-over"),
    path(
        "<uuid:tie_id>/hand-over/<uuid:handed_id>/take-back/",
        handing.hand_over_take_back,
        name="hand-over-take-back",
    ),
    path(
        "<uuid:tie_id>/handed/<uuid:received_id>/remove/",
        handing.handed_remove,
        name="handed-remove",
    ),
]
