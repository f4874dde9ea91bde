"""The taxonomy terms that services are linked to."""

from __future__ import annotations

from django.db import models

from porchlight.directory.models.listings import Service


class ServiceAttribute(models.Model):
    """A service's link to a term, of a taxonomy that its source names or of our own vocabulary:
    HSDS's `attribute`.

    The ids are those under which an export names the term and its taxonomy. The finder and the
    pages read our own terms from `Service.terms`, which holds their codes.
    """

    NOT_PERSONAL = "a listing"

    service = models.ForeignKey(Service, models.CASCADE, related_name="attributes", db_index=False)
    term_id = models.UUIDField(db_index=True)
    taxonomy_id = models.UUIDField(null=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "term_id"], name="attribute_one_a_term"),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} has {self.term_id}"
