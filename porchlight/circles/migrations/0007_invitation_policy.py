from django.db import migrations

from porchlight.postgresql.policies import OwnerPolicy


class Migration(migrations.Migration):
    dependencies = [
        ("circles", "0006_invitations"),
    ]

    operations = [
        OwnerPolicy("circles_invitation"),
    ]
