from django.urls import path

from porchlight.web import device_views, views, visit_views
from porchlight.web.app_lock import views as app_lock
from porchlight.web.push import views as push_views
from porchlight.web.reaching import views as reaching_views
from porchlight.web.sign_in_ways import views as ways

urlpatterns = [
    path("", views.home, name="home"),
    path("exit/", views.leave_now, name="exit"),
    path("clouds/", views.clouds, name="clouds"),
    path("offline/", views.offline, name="offline"),
    path("language/", views.language, name="language"),
    path("look/", views.look, name="look"),
    path("me/device/", device_views.device, name="device"),
    path("me/device/copy/", device_views.device_copy, name="device-copy"),
    path("me/sign-in/", ways.ways_in, name="ways-in"),
    path("me/sign-in/passkey/", ways.passkey_add, name="passkey-add"),
    path("me/sign-in/passkey/<number:pk>/end/", ways.passkey_end, name="passkey-end"),
    path("me/sign-in/codes/", ways.app_codes, name="app-codes"),
    path("me/lock/", app_lock.setting, name="app-lock"),
    path("locked/", app_lock.locked, name="locked"),
    path("lock/", app_lock.lock_now, name="lock-now"),
    path("lock/here/", app_lock.still_here, name="lock-here"),
    path("lock/kept/", app_lock.kept, name="lock-kept"),
    path("me/push/", push_views.push, name="push"),
    path("me/push/off/", push_views.push_off, name="push-off"),
    path("me/push/check/", push_views.push_check, name="push-check"),
    path("me/reach/", reaching_views.reaching, name="reaching"),
    path("n/<slug:mark>/", push_views.push_new, name="push-new"),
    path("visits/", visit_views.visits, name="visits"),
    path("visits/end/", visit_views.visits_end, name="visits-end"),
    path("visits/<uuid:pk>/end/", visit_views.visit_end, name="visit-end"),
    path("styleguide/", views.styleguide, name="styleguide"),
    path("health/", views.health, name="health"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("sw.js", views.worker, name="worker"),
    path("robots.txt", views.robots, name="robots"),
]
