from django.urls import path

from porchlight.together.writing import views

urlpatterns = [
    path("write/", views.write, name="write"),
    path("write/look/", views.look_while_typing, name="write-look"),
    path("write/<uuid:tie_id>/", views.write_to, name="write-to"),
    path("write/<uuid:tie_id>/steps/", views.steps, name="write-steps"),
    path("write/<uuid:tie_id>/lines/", views.lines, name="write-lines"),
    path("me/words/", views.writing_help, name="writing-help"),
]
