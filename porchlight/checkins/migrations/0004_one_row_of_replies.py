"""One row for all days of a person in place of one a day.

What is sealed cannot be moved to another row, so replies of before are dropped: which cards of today
were closed, and until when a rest goes on.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import porchlight.people.encryption.fields


class Migration(migrations.Migration):
    dependencies = [
        ("checkins", "0003_day_replies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.DeleteModel(name="DayReplies"),
        migrations.CreateModel(
            name="DayReplies",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False),
                ),
                (
                    "answers",
                    porchlight.people.encryption.fields.SealedJSON(data_class="check-in", null=True),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="day_replies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
