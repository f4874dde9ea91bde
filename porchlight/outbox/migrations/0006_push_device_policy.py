from django.db import migrations

from porchlight.postgresql.policies import OwnerPolicy


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0005_push_devices"),
    ]

    operations = [
        OwnerPolicy("outbox_pushdevice"),
    ]
