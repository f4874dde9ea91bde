"""The taxonomy terms that sources link their services to, as rows with an index."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0010_row_policies")]

    operations = [
        migrations.CreateModel(
            name="ServiceAttribute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("term_id", models.UUIDField(db_index=True)),
                ("taxonomy_id", models.UUIDField(db_index=True, null=True)),
                (
                    "service",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attributes",
                        to="directory.service",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service", "term_id"), name="attribute_one_a_term"
                    )
                ],
            },
        ),
    ]
