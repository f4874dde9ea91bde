from django.urls import path

from porchlight.people import views
from porchlight.people.second_step import views as second_step
from porchlight.people.sessions import views as sessions

urlpatterns = [
    path("join/", views.join, name="join"),
    path("set-up/<str:token>/", views.set_up, name="set-up"),
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/passkey/", second_step.sign_in_passkey, name="sign-in-passkey"),
    path("sign-in/second/", second_step.second_step, name="second-step"),
    path("sign-in/<str:token>/", views.sign_in_by_link, name="sign-in-link"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("come-back/", views.recover, name="recover"),
    path("come-back/account/", views.come_back, name="come-back"),
    path("me/codes/", views.recovery_codes, name="recovery-codes"),
    path("me/passphrase/", sessions.passphrase, name="passphrase"),
    path("me/confirm/", sessions.confirm, name="confirm"),
    path("me/where/", views.where, name="where"),
    path("me/leave/", views.leave, name="leave"),
]
