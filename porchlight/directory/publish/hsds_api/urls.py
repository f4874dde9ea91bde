from __future__ import annotations

from django.urls import path

from porchlight.directory.publish.hsds_api import views

urlpatterns = [
    path("", views.about, name="hsds"),
    path("services", views.services, name="hsds-services"),
    path("services/<str:pk>", views.service, name="hsds-service"),
    path("service_at_locations", views.at_locations, name="hsds-at-locations"),
    path("service_at_locations/<str:pk>", views.at_location, name="hsds-at-location"),
    path("organizations", views.organizations, name="hsds-organizations"),
    path("organizations/<str:pk>", views.organization, name="hsds-organization"),
    path("taxonomies", views.taxonomies, name="hsds-taxonomies"),
    path("taxonomies/<str:pk>", views.taxonomy, name="hsds-taxonomy"),
    path("taxonomy_terms", views.taxonomy_terms, name="hsds-taxonomy-terms"),
    path("taxonomy_terms/<str:pk>", views.taxonomy_term, name="hsds-taxonomy-term"),
]
