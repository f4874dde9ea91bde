"""Terms of our own vocabulary as attributes of the services that are there: what the next import
of them would write."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import migrations

OURS = uuid.UUID("6f1d2c1e-3f0b-5a52-9a53-2d1f0c7b9e11")
VOCABULARY = uuid.uuid5(OURS, "taxonomy\x1fPorchlight vocabulary")
AT_ONCE = 1_000


def fill(apps: Any, _schema_editor: Any) -> None:
    attribute = apps.get_model("directory", "ServiceAttribute")
    services = apps.get_model("directory", "Service").objects.exclude(terms=[])
    rows, after = services.order_by("pk").values_list("pk", "terms"), 0
    while chunk := list(rows.filter(pk__gt=after)[:AT_ONCE]):
        attribute.objects.bulk_create(
            (
                attribute(
                    service_id=pk,
                    term_id=uuid.uuid5(OURS, f"term\x1f{term}"),
                    taxonomy_id=VOCABULARY,
                )
                for pk, terms in chunk
                for term in dict.fromkeys(terms)
            ),
            ignore_conflicts=True,
        )
        after = chunk[-1][0]


class Migration(migrations.Migration):
    dependencies = [("directory", "0013_source_without_fingerprint")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
