from django.db import migrations

from porchlight.postgresql.policies import OwnerPolicy


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0007_reach_choices"),
    ]

    operations = [
        OwnerPolicy("outbox_reachchoices"),
    ]
