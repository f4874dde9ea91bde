from django.urls import path

from porchlight.together import views
from porchlight.together.agreed import views as agreed_views
from porchlight.together.agreements import views as agreement_views
from porchlight.together.plans import views as plan_views
from porchlight.together.promises import views as promise_views

urlpatterns = [
    path("<uuid:tie_id>/notes/", views.notes, name="tie-notes"),
    path("<uuid:tie_id>/notes/new/", views.notes_new, name="tie-notes-new"),
    path("<uuid:tie_id>/notes/kept/", views.notes_kept, name="tie-notes-kept"),
    path(
        "<uuid:tie_id>/notes/<uuid:note_id>/take-back/",
        views.note_take_back,
        name="note-take-back",
    ),
    path("<uuid:tie_id>/notes/<uuid:note_id>/remove/", views.note_remove, name="note-remove"),
    path("<uuid:tie_id>/together/", agreement_views.together, name="tie-together"),
    path(
        "<uuid:tie_id>/together/<uuid:agreement_id>/let-go/",
        agreement_views.agreement_let_go,
        name="agreement-let-go",
    ),
    path("<uuid:tie_id>/promises/new/", promise_views.promise_new, name="promise-new"),
    path(
        "<uuid:tie_id>/promises/<uuid:agreement_id>/outcome/",
        promise_views.promise_outcome,
        name="promise-outcome",
    ),
    path(
        "<uuid:tie_id>/promises/<uuid:agreement_id>/mended/",
        promise_views.promise_mended,
        name="promise-mended",
    ),
    path(
        "<uuid:tie_id>/promises/<uuid:agreement_id>/",
        promise_views.promise_missed,
        name="promise-missed",
    ),
    path(
        "<uuid:tie_id>/together/<uuid:agreement_id>/answer/",
        agreement_views.agreement_answer,
        name="agreement-answer",
    ),
    path("with/<int:service_id>/", plan_views.go_with, name="go-with"),
    path("<uuid:tie_id>/plans/new/", plan_views.plan_new, name="plan-new"),
    path("<uuid:tie_id>/plans/<uuid:agreement_id>/", plan_views.plan, name="plan"),
    path("<uuid:tie_id>/times/new/", agreed_views.times_new, name="times-new"),
    path("<uuid:tie_id>/times/<uuid:agreement_id>/end/", agreed_views.times_end, name="times-end"),
    path("<uuid:tie_id>/quiet/", agreed_views.quiet, name="tie-quiet"),
]
