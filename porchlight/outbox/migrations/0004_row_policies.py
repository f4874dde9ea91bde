from django.db import migrations

from porchlight.postgresql.policies import OwnerPolicy


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0003_free_messages"),
    ]

    operations = [
        OwnerPolicy("outbox_message"),
    ]
