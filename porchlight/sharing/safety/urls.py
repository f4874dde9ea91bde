from django.urls import path

from porchlight.sharing.safety import views

urlpatterns = [
    path("done/", views.done, name="check-done"),
    path("undo/", views.undo, name="check-undo"),
    path("dates/", views.dates, name="dates"),
    path("dates/file/", views.dates_file, name="dates-file"),
    path("dates/<uuid:note_id>/delete/", views.date_delete, name="date-delete"),
]
