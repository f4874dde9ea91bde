from django.urls import path

from porchlight.sharing.safety import looks_views

urlpatterns = [
    path("", looks_views.looks, name="looks"),
    path("why/", looks_views.looks_why, name="looks-why"),
    path("file/", looks_views.looks_copy, name="looks-file"),
]
