from django.urls import path

from porchlight.together.reports import views
from porchlight.together.reports.copies import ReportedKind

urlpatterns = [
    path("people/reports/", views.reports_sent, name="reports-sent"),
    path("people/reports/<uuid:sent_id>/add/", views.report_add, name="report-add"),
    path("people/<uuid:tie_id>/report/", views.report, name="report-newest"),
    path(
        "people/<uuid:tie_id>/notes/<uuid:item_id>/report/",
        views.report,
        {"kind": ReportedKind.NOTE},
        name="report",
    ),
    path(
        "people/<uuid:tie_id>/handed/<uuid:item_id>/report/",
        views.report,
        {"kind": ReportedKind.HANDED},
        name="report-handed",
    ),
    path(
        "people/<uuid:tie_id>/together/<uuid:item_id>/report/",
        views.report,
        {"kind": ReportedKind.AGREEMENT},
        name="report-agreement",
    ),
    path("hosts/reports/", views.reports, name="reports"),
    path("hosts/reports/<uuid:report_id>/", views.report_case, name="report-case"),
]
