"""Ids by which HSDS knows listings, filled for those that are there, and calendars of saved ones."""

from __future__ import annotations

import uuid
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

OURS = uuid.UUID("6f1d2c1e-3f0b-5a52-9a53-2d1f0c7b9e11")
AT_ONCE = 1_000


def fill(apps: Any, _schema_editor: Any) -> None:
    """The same ids that the next import would give: made of source, key and part."""
    _fill(apps.get_model("directory", "Service"), ("service", "hsds_id"), ("at", "at_location_id"))
    _fill(apps.get_model("directory", "Organization"), ("organization", "hsds_id"))


def _fill(model: Any, *columns: tuple[str, str]) -> None:
    after = 0
    while rows := list(
        model.objects.filter(pk__gt=after).select_related("source").order_by("pk")[:AT_ONCE]
    ):
        for row in rows:
            part = [row.part] if hasattr(row, "part") else []
            for what, column in columns:
                name = "\x1f".join(map(str, (row.source.name, what, row.key, *part)))
                setattr(row, column, uuid.uuid5(OURS, name))
        model.objects.bulk_update(rows, [column for _, column in columns])
        after = rows[-1].pk


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("directory", "0003_more_kinds_of_listings"),
    ]

    operations = [
        migrations.AddField(
            "organization", "hsds_id", models.UUIDField(db_index=True, default=uuid.uuid4)
        ),
        migrations.AddField(
            "service", "hsds_id", models.UUIDField(db_index=True, default=uuid.uuid4)
        ),
        migrations.AddField(
            "service", "at_location_id", models.UUIDField(db_index=True, default=uuid.uuid4)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False),
                ),
                ("token_index", models.CharField(max_length=64, unique=True)),
                ("in_full", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("person",),
                        name="calendar_feed_one_at_a_time",
                    )
                ],
            },
        ),
    ]
