import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import porchlight.people.encryption.fields
import porchlight.people.made_at
from porchlight.postgresql.policies import OwnerPolicy


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DatedNote",
            fields=[
                ("made_at", porchlight.people.made_at.MadeAt(editable=False)),
                ("made_at_is_known", models.BooleanField(default=True, editable=False)),
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False),
                ),
                (
                    "content",
                    porchlight.people.encryption.fields.SealedJSON(
                        data_class="consent", null=True
                    ),
                ),
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
                "indexes": [
                    models.Index(fields=["person", "made_at"], name="dated_notes_of_a_person")
                ],
            },
        ),
        OwnerPolicy("sharing_datednote"),
    ]
